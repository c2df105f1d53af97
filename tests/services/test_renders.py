"""From the store into the file: written safely, remembered, and no foreign change for the next import."""

import os
import stat
import threading
from pathlib import Path

import pytest
from claiming import claim, content_of, events_of, finish

from agent_plan_server.errors import NotFound, Refused
from agent_plan_server.importers import read_plan
from agent_plan_server.models.rendering import RenderReport
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.renders import render_plan, show_rendering

PLAN = """# Greeter\r
\r
## Phase 1: Library\r
\r
- [ ] Write the parser\r
- [X] Choose a name\r
- [ ] Write the printer
"""


@pytest.fixture
def plan(engine, tmp_path) -> Path:
    path = tmp_path / "project" / "PLAN.md"
    path.parent.mkdir()
    path.write_bytes(PLAN.encode())
    import_plan(engine, read_plan([path]), actor="gary")
    return path


def render(engine, *paths: Path, project: Path | None = None, plan: str | None = None) -> RenderReport:
    lock = paths[0].parent / "lock"
    return render_plan(engine, paths, lock, project or paths[0].parent, actor="gary", plan=plan)


def test_a_completed_task_is_ticked_and_nothing_else_changes(engine, plan):
    finish(engine, "ada", "1.1")

    report = render(engine, plan)

    assert plan.read_bytes() == PLAN.replace("[ ] Write the parser", "[X] Write the parser").encode()
    assert report.is_written
    assert [(edit.task, edit.line, edit.old, edit.new) for edit in report.files[0].edits] == [("1.1", 5, " ", "X")]


def test_a_look_writes_nothing(engine, plan):
    finish(engine, "ada", "1.1")
    before = content_of(engine)

    report = show_rendering(engine, [plan])

    assert "-- [ ] Write the parser\n+- [X] Write the parser" in report.files[0].diff
    assert not report.is_written
    assert (plan.read_bytes(), content_of(engine)) == (PLAN.encode(), before)


def test_nothing_to_write_leaves_file_and_store_alone(engine, plan):
    before = plan.stat().st_mtime_ns, content_of(engine)

    report = render(engine, plan)

    assert (report.files, report.left, report.is_written) == ((), (), False)
    assert (plan.stat().st_mtime_ns, content_of(engine)) == before


def test_the_next_import_sees_no_foreign_change(engine, plan):
    finish(engine, "ada", "1.1")
    render(engine, plan)

    outcome = import_plan(engine, read_plan([plan]), actor="gary")

    assert (outcome.is_new, outcome.added_tasks, outcome.left) == (False, 0, ())
    assert len(events_of(engine, "plan_imported")) == 1


def test_a_foreign_change_stays_one_for_the_next_import(engine, plan):
    finish(engine, "ada", "1.1")
    plan.write_bytes(plan.read_bytes() + b"- [ ] Write the docs\n")

    render(engine, plan)
    outcome = import_plan(engine, read_plan([plan]), actor="gary")

    assert b"- [X] Write the parser" in plan.read_bytes()
    assert outcome.added_tasks == 1


def test_a_task_that_moved_since_the_import_is_ticked_where_it_stands(engine, plan):
    finish(engine, "ada", "1.1")
    lines = PLAN.splitlines(keepends=True)
    plan.write_bytes("".join([*lines[:4], "- [ ] A new one\n", *lines[4:]]).encode())

    render(engine, plan)

    assert [line for line in plan.read_text().splitlines() if "[X]" in line] == [
        "- [X] Write the parser",
        "- [X] Choose a name",
    ]


def test_what_somebody_ticked_by_hand_is_reported_and_kept(engine, plan):
    plan.write_bytes(PLAN.replace("[ ] Write the printer", "[X] Write the printer").encode())
    before = plan.read_bytes()

    report = render(engine, plan)

    assert plan.read_bytes() == before
    assert [(left.task, left.line) for left in report.left] == [("1.3", 7)]


def test_a_state_that_the_file_cannot_say_is_reported_with_its_line(engine, plan):
    claim(engine, "ada", "1.1")

    report = render(engine, plan)

    assert [(left.task, left.status, left.line) for left in report.left] == [("1.1", "in_progress", 5)]


def test_the_history_says_what_was_written(engine, plan):
    finish(engine, "ada", "1.1")

    render(engine, plan)

    (event,) = events_of(engine, "plan_rendered")
    assert (event["actor"], event["edits"], event["written"]) == ("gary", 1, ['["1.1", 0, "box", " ", "X"]'])


def test_the_author_s_words_come_back_with_the_state_that_they_said(engine, tmp_path):
    path = tmp_path / "plan.md"
    text = "# P\n\n## Phase 1: A\n\n"
    text += "### Task 1: One\n\n**Status:** Not started, ask ada\n\n### Task 2: Two\n\n**Status:** Done\n"
    path.write_text(text)
    import_plan(engine, read_plan([path]), actor="gary")
    finish(engine, "ada", "1")
    render(engine, path)
    assert path.read_text() == text.replace("Not started, ask ada", "Done")

    engine.write(lambda store: _reopen(store, "1"))
    render(engine, path)

    assert path.read_text() == text


def _reopen(store, key: str) -> None:
    task = store.tasks.find_by_key(1, key)
    assert store.tasks.move(task, "pending")


def test_a_group_that_a_render_ticked_is_opened_with_its_task(engine, tmp_path):
    path = tmp_path / "PLAN.md"
    text = "# P\n\n- [x] 1. Go\n  - [x] 1.1 Pack\n- [ ] 2. Dig\n  - [x] 2.1 Mark\n  - [ ] 2.2 Take a spade\n"
    path.write_text(text)
    import_plan(engine, read_plan([path]), actor="gary")
    finish(engine, "ada", "2.2")

    render(engine, path)
    ticked = path.read_text()
    engine.write(lambda store: _reopen(store, "2.2"))
    render(engine, path)

    assert ticked == text.replace("[ ]", "[x]")
    assert path.read_text() == text


def test_an_edit_between_reading_and_writing_is_never_lost(engine, plan):
    finish(engine, "ada", "1.1")

    class Hasty:
        """The engine, and somebody who saves the file while the store is read."""

        def __init__(self) -> None:
            self.saves = iter([b"- [ ] One more\n", b"- [ ] And one more\n"])

        def read(self, work):
            plan.write_bytes(plan.read_bytes() + next(self.saves, b""))
            return engine.read(work)

        write = staticmethod(engine.write)

    render(Hasty(), plan)

    assert plan.read_text().endswith("- [ ] One more\n- [ ] And one more\n")
    assert "- [X] Write the parser" in plan.read_text()


def test_a_crash_between_the_file_and_the_store_is_mended_by_the_next_render(engine, plan):
    finish(engine, "ada", "1.1")

    class Crashing:
        read = staticmethod(engine.read)

        def write(self, work):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(Crashing(), plan)
    assert b"- [X] Write the parser" in plan.read_bytes()

    report = render(engine, plan)

    assert (report.files, report.left) == ((), ())
    assert import_plan(engine, read_plan([plan]), actor="gary").left == ()
    assert len(events_of(engine, "plan_imported")) == 1


def test_two_renders_at_once_write_once(engine, plan):
    finish(engine, "ada", "1.1")
    threads = [threading.Thread(target=render, args=(engine, plan)) for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert plan.read_bytes() == PLAN.replace("[ ] Write the parser", "[X] Write the parser").encode()
    assert len(events_of(engine, "plan_rendered")) == 1


def test_permissions_stay_and_nothing_is_left_beside_the_file(engine, plan):
    os.chmod(plan, 0o640)
    finish(engine, "ada", "1.1")

    render(engine, plan)

    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert {path.name for path in plan.parent.iterdir()} <= {"PLAN.md", "lock"}


def test_a_link_out_of_the_project_is_not_followed(engine, plan, tmp_path):
    finish(engine, "ada", "1.1")
    link = tmp_path / "other" / "PLAN.md"
    link.parent.mkdir()
    link.symlink_to(plan)

    with pytest.raises(Refused, match="is a link to"):
        render(engine, link)

    assert plan.read_bytes() == PLAN.encode()


def test_a_link_inside_the_project_stays_a_link(engine, plan):
    finish(engine, "ada", "1.1")
    link = plan.parent / "docs"
    link.symlink_to(plan)

    render(engine, link, project=plan.parent)

    assert link.is_symlink()
    assert b"[X] Write the parser" in plan.read_bytes()


def test_a_file_that_is_no_plan_of_the_store_is_refused(engine, plan):
    other = plan.with_name("other.md")
    other.write_text("# Something else\n\n## Phase 1: A\n\n- [ ] b\n")

    with pytest.raises(NotFound, match="something-else"):
        render(engine, other)


def test_a_plan_whose_title_changed_is_named(engine, plan):
    finish(engine, "ada", "1.1")
    plan.write_bytes(plan.read_bytes().replace(b"# Greeter", b"# Salutation"))

    render(engine, plan, plan="greeter")

    assert b"[X] Write the parser" in plan.read_bytes()


def test_a_write_protected_file_is_refused_in_one_sentence(engine, plan):
    finish(engine, "ada", "1.1")
    plan.chmod(0o444)

    with pytest.raises(Refused, match=r"PLAN\.md cannot be written: it is write-protected"):
        render(engine, plan)

    assert plan.read_bytes() == PLAN.encode()


def test_a_file_in_a_write_protected_folder_is_refused_in_one_sentence(engine, plan, tmp_path):
    finish(engine, "ada", "1.1")
    plan.parent.chmod(0o555)

    with pytest.raises(Refused, match="its folder is write-protected"):
        render_plan(engine, [plan], tmp_path / "lock", plan.parent, actor="gary")

    plan.parent.chmod(0o755)
    assert [path.name for path in plan.parent.iterdir()] == ["PLAN.md"]


def test_a_file_that_is_gone_is_named(engine, plan):
    finish(engine, "ada", "1.1")
    plan.rename(plan.with_name("OTHER.md"))

    with pytest.raises(NotFound, match=r"PLAN\.md cannot be read: No such file"):
        render(engine, plan)

    render(engine, plan.with_name("OTHER.md"))
    assert b"[X] Write the parser" in plan.with_name("OTHER.md").read_bytes()


def test_a_file_that_went_away_meanwhile_is_not_made_again(engine, plan):
    finish(engine, "ada", "1.1")

    class Quick:
        """The engine, and somebody who deletes the file while the store is read."""

        write = staticmethod(engine.write)

        def read(self, work):
            plan.unlink(missing_ok=True)
            return engine.read(work)

    with pytest.raises(Refused, match=r"PLAN\.md cannot be written: No such file"):
        render(Quick(), plan)

    assert not plan.exists()


def test_a_file_that_is_another_plan_by_now_is_left(engine, plan):
    finish(engine, "ada", "1.1")
    other = "# Bakery\n\n## Phase 1: Oven\n\n- [ ] Light it\n- [ ] Bake bread\n"
    plan.write_text(other)

    with pytest.raises(NotFound, match="No plan of the store is called 'bakery'"):
        render(engine, plan)
    report = render(engine, plan, plan="greeter")

    assert plan.read_text() == other
    assert [each.reason for each in report.left] == ["the file does not have it any more"]


def test_a_file_with_another_name_is_new_under_this_name_only(engine, plan):
    finish(engine, "ada", "1.1")
    twin = plan.with_name("twin.md")
    twin.hardlink_to(plan)

    render(engine, plan)

    assert (twin.read_bytes(), plan.read_bytes() != PLAN.encode()) == (PLAN.encode(), True)


def test_of_several_files_none_is_written_when_one_cannot_be(engine, tmp_path):
    index = index_of(engine, tmp_path)
    for key in ("1.1", "1.2", "2.1"):
        finish(engine, "ada", key)
    (tmp_path / "b.md").chmod(0o444)

    with pytest.raises(Refused, match=r"b\.md cannot be written"):
        render(engine, index)

    assert "[x]" not in (tmp_path / "a file.md").read_text()
    assert not list(tmp_path.glob(".*.part"))


def index_of(engine, folder: Path) -> Path:
    """A plan of an index and two files."""
    index = folder / "index.md"
    index.write_text("# P\n### [Phase 1: A](a%20file.md)\n- one\n### [Phase 2: B](b.md#top)\n- two\n")
    (folder / "a file.md").write_text("# A\n## Tasks\n- [ ] one\n- [ ] two\n")
    (folder / "b.md").write_text("# B\n## Tasks\n- [ ] one\n- [ ] two\n")
    import_plan(engine, read_plan([index]), actor="gary")
    return index


def test_all_files_of_a_plan_are_rendered(engine, tmp_path):
    index = index_of(engine, tmp_path)
    finish(engine, "ada", "1.2")
    finish(engine, "ada", "1.1")
    finish(engine, "ada", "2.1")

    report = render(engine, index)

    assert {file.path for file in report.files} == {str(tmp_path / "a file.md"), str(tmp_path / "b.md")}
    assert (tmp_path / "a file.md").read_text() == "# A\n## Tasks\n- [x] one\n- [x] two\n"
    assert (tmp_path / "b.md").read_text() == "# B\n## Tasks\n- [x] one\n- [ ] two\n"


def test_a_failed_task_leaves_its_open_box_alone(engine, plan):
    report_failure(engine, claim(engine, "ada", "1.1").handle, "no")

    assert render(engine, plan).files == ()


def test_a_line_in_the_log_is_no_foreign_change_either(engine, tmp_path):
    path = tmp_path / "plan.md"
    path.write_text("# P\n\n## Progress Log\n\n- 2026-01-01: begun\n\n## Phase 1: A\n\n- [ ] One\n- [ ] Two\n")
    import_plan(engine, read_plan([path]), actor="gary")
    finish(engine, "ada", "1.1")

    report = render_plan(engine, [path], tmp_path / "lock", tmp_path, "gary", with_log=True)

    assert report.log is not None
    assert f"begun\n{report.log}\n\n## Phase 1" in path.read_text()
    assert import_plan(engine, read_plan([path]), actor="gary").left == ()
    assert len(events_of(engine, "plan_imported")) == 1
