"""A dated line at the end of a log, in the manner of the log; nothing anywhere else."""

from datetime import UTC, datetime

import pytest
from rendering.plans import PATH, open_text

from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.render import render
from agent_plan_server.rendering.units import Wanted

NOW = datetime(2026, 3, 9, 14, 5, 6, tzinfo=UTC)
PLAN = """# Ship

## Phase 1: Build

- [x] Dig
- [ ] Fill

## {title}

{log}

## Risks

- Rain
""".replace("\n", "\r\n")


def log_after(log: str, title: str = "Progress Notes") -> str | None:
    """The line that is new besides the tick; None when there is none."""
    plan = PLAN.format(title=title, log=log)
    files, keys = open_text(plan)
    after = render(files, files.read({}), {keys["Fill"]: Wanted(TaskStatus.COMPLETED)}, NOW).changed[PATH].decode()
    before = plan.replace("[ ] Fill", "[x] Fill").splitlines(keepends=True)
    lines = after.splitlines(keepends=True)
    new = [line for line in lines if line not in before]
    assert [line for line in lines if line not in new] == before
    return new[0] if new else None


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ("- 2026-03-01: begun", "- 2026-03-09: completed: 1.2\r\n"),
        ("- **2026-03-01** – begun", "- **2026-03-09** – completed: 1.2\r\n"),
        ("* [2026-03-01 09:00]: begun", "* [2026-03-09 14:05]: completed: 1.2\r\n"),
        ("- (2026-03-01T09:00:00Z) begun", "- (2026-03-09T14:05:06Z) completed: 1.2\r\n"),
        ("2026-03-01 begun\r\n2026-03-02 went on", "2026-03-09 completed: 1.2\r\n"),
    ],
)
def test_the_line_is_written_as_the_others_are(log, line):
    assert log_after(log) == line


def test_a_log_that_begins_with_the_newest_line_goes_on_so():
    plan = PLAN.format(title="Changelog", log="- 2026-03-02: more\r\n- 2026-03-01: begun")
    files, keys = open_text(plan)

    after = render(files, files.read({}), {keys["Fill"]: Wanted(TaskStatus.COMPLETED)}, NOW).changed[PATH].decode()

    assert "## Changelog\r\n\r\n- 2026-03-09: completed: 1.2\r\n- 2026-03-02: more\r\n" in after


@pytest.mark.parametrize("title", ["Verlauf", "進捗ログ", "Progress log"])
def test_logs_have_names_in_other_languages(title):
    assert log_after("- 2026-03-01: begun", title) is not None


@pytest.mark.parametrize(
    "log",
    ["- begun", "| Date | What |\r\n|---|---|\r\n| 2026-03-01 | begun |", "### 2026-03-01\r\n\r\n- begun", "text"],
)
def test_a_log_of_another_kind_is_left_alone(log):
    assert log_after(log) is None


def test_notes_are_no_log_by_nature():
    assert log_after("- 2026-03-01: begun", "Notes") is None


def test_a_log_at_the_very_end_keeps_the_file_without_a_last_line_end():
    plan = "# Ship\n\n## Phase 1: Build\n\n- [ ] Dig\n- [ ] Fill\n\n## History\n\n- 2026-03-01: begun"
    files, keys = open_text(plan)

    after = render(files, files.read({}), {keys["Dig"]: Wanted(TaskStatus.COMPLETED)}, NOW).changed[PATH].decode()

    assert after.endswith("- 2026-03-01: begun\n- 2026-03-09: completed: 1.1")
