"""`import` and `init`: reading plans, and what is left in the repository."""

import json
import os
import sys
import tomllib

import pytest
from drafts import imported, phase, task

from agent_plan_server.cli.screens.beginning import Beginning, draw_beginning
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.report import draw_report
from agent_plan_server.models.draft import Contradiction, NotTaken
from agent_plan_server.services.imports import ImportOutcome


def test_import_says_how_the_plan_was_read_and_what_was_added(agent_plan):
    answer = agent_plan("import", "PLAN.md")

    assert answer.code == 0
    assert "2 phases · 4 tasks" in answer.out
    assert "4 tasks and 2 phases added to greeter" in answer.out


def test_a_dry_run_prints_the_contract_and_stores_nothing(agent_plan, project):
    answer = agent_plan("import", "PLAN.md", "--dry-run", "--json")

    record = json.loads(answer.out)
    assert set(record) == {"v", "plan", "report"}
    assert record["v"] == 1
    assert {"slug", "title", "phases", "criteria", "decisions", "entries"} <= set(record["plan"])
    task = record["plan"]["phases"][0]["tasks"][0]
    assert {"key", "title", "status", "depends_on", "scope", "estimate", "owner", "steps"} <= set(task)
    assert {"format", "counts", "contradictions", "not_taken", "repaired_lines"} <= set(record["report"])
    assert not (project / ".git" / "agent-plan").exists()


def test_import_again_adds_nothing(planned):
    assert "nothing was added" in planned("import", "PLAN.md").out


def test_import_without_a_file_is_refused(agent_plan):
    answer = agent_plan("import", "--json")

    assert answer.code == 2
    assert json.loads(answer.out)["error"]["code"] == "invalid_request"


def test_what_is_no_plan_exits_2_with_the_reason(agent_plan, project):
    (project / "notes.md").write_text("")

    answer = agent_plan("import", "notes.md", "--dry-run", "--json")

    assert answer.code == 2
    assert json.loads(answer.out)["error"]["code"] == "not_a_plan"


def test_a_file_that_is_not_there_exits_3(agent_plan):
    assert agent_plan("import", "nowhere.md").code == 3


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A command of that name on the PATH, as an installation for the whole account leaves it."""
    command = tmp_path / "bin" / "agent-plan"
    command.parent.mkdir()
    command.touch(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)


def test_init_finds_the_plan_and_changes_nothing_in_the_repository(agent_plan, project, installed):
    answer = agent_plan("init")

    assert answer.code == 0
    assert "found PLAN.md: Greeter" in answer.out
    assert '"command": "agent-plan"' in answer.out
    assert not (project / ".mcp.json").exists()
    assert agent_plan("claim").code == 0


def test_init_takes_the_first_file_that_reads_as_a_plan(agent_plan, project):
    (project / "EXECUTION_PLAN.md").write_text("")

    answer = agent_plan("init", "--json")

    beginning = json.loads(answer.out)
    assert beginning["source"] == "PLAN.md"
    assert [item["path"] for item in beginning["skipped"]] == ["EXECUTION_PLAN.md"]


def test_init_writes_the_clients_files_and_keeps_what_is_there(agent_plan, project, installed):
    other = {"mcpServers": {"other": {"command": "other"}}, "more": 1}
    (project / ".mcp.json").write_text(json.dumps(other))
    (project / ".codex").mkdir()
    (project / ".codex" / "config.toml").write_text('model = "m"\n')

    agent_plan("init", "--write")

    written = json.loads((project / ".mcp.json").read_text())
    assert written["mcpServers"]["agent-plan"] == {"command": "agent-plan", "args": ["serve"]}
    assert (written["mcpServers"]["other"], written["more"]) == ({"command": "other"}, 1)
    codex = tomllib.loads((project / ".codex" / "config.toml").read_text())
    assert codex["model"] == "m"
    assert codex["mcp_servers"]["agent-plan"]["required"] is True


def test_init_names_the_command_in_full_where_the_path_does_not_lead_to_it(agent_plan, project, tmp_path, monkeypatch):
    environment = tmp_path / "my venv" / "bin"
    environment.mkdir(parents=True)
    (environment / "agent-plan").touch(0o755)
    monkeypatch.setattr(sys, "executable", str(environment / "python"))
    monkeypatch.setenv("PATH", os.defpath)

    agent_plan("init", "--write", "--client", "claude", "--client", "codex")

    claude = json.loads((project / ".mcp.json").read_text())["mcpServers"]["agent-plan"]
    codex = tomllib.loads((project / ".codex" / "config.toml").read_text())["mcp_servers"]["agent-plan"]
    assert claude["command"] == codex["command"] == str(environment / "agent-plan")


def test_what_init_tells_to_type_works_in_the_folder_where_it_was_told(agent_plan, project, monkeypatch):
    (project / "PLAN.md").write_text(
        "# Greeter\n\nStatus: active\n\n## Phase 1: Library\n\n- [ ] Write it\n\n## Next steps\n\n- [ ] Write it\n"
    )
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")

    answer = agent_plan("init")

    assert "1 line not taken as work: agent-plan import ../PLAN.md --dry-run" in answer.out
    assert agent_plan("import", "../PLAN.md", "--dry-run").code == 0


def test_init_counts_the_contradictions_of_the_plan():
    beginning = Beginning(
        source="PLAN.md",
        path="PLAN.md",
        title="Greeter",
        format="generic",
        phases=1,
        tasks=1,
        repaired_lines=0,
        not_taken=2,
        contradictions=1,
        skipped=(),
        stored=ImportOutcome(plan="greeter", is_new=True, added_tasks=1, added_phases=1, seq=1),
        files=(),
        connect="agent-plan connect git",
    )

    shown = ["".join(span.text for span in line) for line in draw_beginning(Page(), beginning)]

    assert "  1 contradiction, 2 lines not taken as work: agent-plan import PLAN.md" in shown


def test_init_again_writes_nothing(agent_plan, project):
    agent_plan("init", "--write")
    before = (project / ".mcp.json").stat().st_mtime_ns

    answer = agent_plan("init", "--write")

    assert answer.code == 0
    assert ".mcp.json has the server already" in answer.out
    assert (project / ".mcp.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("text", ["{not json", "[]", '{"mcpServers": []}'])
def test_init_leaves_a_file_alone_that_it_cannot_read(agent_plan, project, text):
    (project / ".mcp.json").write_text(text)

    answer = agent_plan("init", "--write")

    assert answer.code == 2
    assert (project / ".mcp.json").read_text() == text


def test_init_without_any_plan_says_how_to_begin(agent_plan, project):
    (project / "PLAN.md").unlink()

    answer = agent_plan("init")

    assert answer.code == 3
    assert "--sample" in answer.err


def test_an_unknown_sample_is_refused_with_those_there_are(agent_plan):
    answer = agent_plan("init", "--sample", "nope")

    assert answer.code == 3
    assert "Samples are" in answer.err


def test_backup_makes_one_file_beside_the_store(planned, project):
    answer = planned("backup", "--json")

    record = json.loads(answer.out)
    assert record["bytes"] > 0
    assert record["path"].startswith(str(project / ".git" / "agent-plan"))


def test_backup_overwrites_nothing(planned, project):
    answer = planned("backup", "PLAN.md")

    assert answer.code == 4
    assert "exists already" in answer.err


def test_init_begins_with_a_sample_and_repeats_itself_harmlessly(agent_plan, project):
    (project / "PLAN.md").unlink()

    first = agent_plan("init", "--sample", "generic")
    again = agent_plan("init", "--sample", "generic")

    assert (first.code, again.code) == (0, 0)
    assert "nothing was added" in again.out


@pytest.mark.parametrize("sample", ["task_master", "beads", "data_plan"])
def test_init_begins_with_a_sample_that_is_data_and_finds_it_again(agent_plan, project, sample):
    (project / "PLAN.md").unlink()

    first = agent_plan("init", "--sample", sample)
    again = agent_plan("init")

    assert (first.code, again.code) == (0, 0)
    assert "nothing was added" in again.out


def test_init_finds_the_task_files_of_a_folder(agent_plan, project):
    (project / "PLAN.md").unlink()
    folder = project / "backlog" / "tasks"
    folder.mkdir(parents=True)
    (folder / "task-1 - A.md").write_text("---\nid: task-1\ntitle: A\nstatus: To Do\nlabels: []\nassignee: []\n---\n")

    answer = agent_plan("init")

    assert "1 task" in answer.out


def test_a_sample_never_replaces_a_plan(agent_plan, project):
    before = (project / "PLAN.md").read_text()

    answer = agent_plan("init", "--sample", "generic")

    assert answer.code == 2
    assert (project / "PLAN.md").read_text() == before


def draw(**report: object) -> list[str]:
    read = imported(phase("1", task("1.1")))
    read = read.model_copy(update={"report": read.report.model_copy(update={"files": ("PLAN.md",)} | report)})
    return ["".join(span.text for span in line) for line in draw_report(Page(), read)]


def test_what_was_not_taken_is_counted_by_its_reason_and_pointed_at():
    forms = tuple(
        NotTaken(line=number, text=f"[ ] fill in {number}", reason="template line") for number in range(1, 31)
    )
    rare = NotTaken(line=40, text="look at me", reason="is a note")

    shown = draw(not_taken=(*forms, rare))

    assert [line for line in shown if line.endswith(")")] == [
        "! NOT TAKEN (31)",
        "  is a note (1)",
        "  template line (30)",
    ]
    assert "    PLAN.md:40  look at me" in shown
    assert "    PLAN.md:5  [ ] fill in 5" in shown
    assert "    25 more: --json" in shown


def test_a_contradiction_shows_the_lines_that_disagree():
    found = Contradiction(lines=(3, 9), text="Done, yet a task is open.", quotes=("## Phase 1 ✅", "- [ ] a"))

    shown = draw(contradictions=(found,))

    assert shown[-3:] == [
        "  Done, yet a task is open.",
        "    PLAN.md:3  ## Phase 1 ✅",
        "    PLAN.md:9  - [ ] a",
    ]


def test_what_a_second_file_says_is_pointed_at_there(agent_plan, project):
    (project / "first.md").write_text("# First\n\n## Phase 1: Build\n\n- [ ] Write it\n")
    (project / "second.md").write_text("# Second\n\n## Phase 2: Ship\n\n- [ ] Send it\n- [ ] [fill in]\n")

    shown = agent_plan("import", "first.md", "second.md", "--dry-run").out
    record = json.loads(agent_plan("import", "first.md", "second.md", "--dry-run", "--json").out)

    assert "second.md:6  [fill in]" in shown
    assert [(each["file"], each["line"]) for each in record["report"]["not_taken"]] == [("second.md", 6)]


def test_a_doubtful_file_is_refused_with_the_flag_that_reads_it(agent_plan, project):
    (project / "DONE.md").write_text("# Phase 2 COMPLETE\n\n- [x] a\n- [x] b\n")

    refused = agent_plan("import", "DONE.md")
    read = agent_plan("import", "DONE.md", "--yes", "--dry-run")

    assert refused.code == 2
    assert "--yes" in refused.err
    assert read.code == 0
