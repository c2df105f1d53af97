"""Plans on disk: indexes that lead to files, several files, folders, what is missing."""

from pathlib import Path

import pytest

from agent_plan_server.errors import NotAPlan, NotFound
from agent_plan_server.importers import read_plan

INDEX = """# Index
### [Phase 0: Start](p0.md)
**Status:** Ready
- summary bullet
### [Phase 1: Go](p1.md)
**Status:** Planned (after Phase 0)
- other bullet
## Checklists
- [Phase 0 Checklist](lists/c0.md)
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_phase_file_replaces_the_summary(tmp_path):
    write(
        tmp_path, index=INDEX, p0="# Phase 0\n## Tasks\n- [ ] real one\n- [ ] real two\n## Success Criteria\n- it runs"
    )

    imported = read_plan([tmp_path / "index.md"])

    assert [task.title for task in imported.plan.phases[0].tasks] == ["real one", "real two"]
    assert imported.plan.phases[0].tasks[0].file == "p0.md"
    assert [(each.phase, each.text) for each in imported.plan.criteria] == [("0", "it runs")]
    assert imported.report.files == ("index.md", "p0.md")
    assert imported.report.missing_files == ("p1.md", "lists/c0.md")


def test_ticks_of_a_checklist_give_state(tmp_path):
    write(tmp_path, index=INDEX, lists__c0="# List\n- [x] Summary bullet\n- [ ] unknown box")

    imported = read_plan([tmp_path / "index.md"])

    assert imported.plan.phases[0].tasks[0].status.value == "completed"
    assert any("1 boxes" in remark for remark in imported.report.remarks)


def test_a_link_never_leaves_the_folder_of_the_plan(tmp_path):
    write(tmp_path, secret="# S\n## Tasks\n- [ ] stolen")
    index = INDEX.replace("p0.md", "../secret.md")
    write(tmp_path / "plan", index=index)
    (tmp_path / "plan" / "p1.md").symlink_to(tmp_path / "secret.md")

    imported = read_plan([tmp_path / "plan" / "index.md"])

    assert {task.title for task in imported.plan.tasks} == {"summary bullet", "other bullet"}
    assert set(imported.report.missing_files) == {"../secret.md", "p1.md", "lists/c0.md"}


def test_several_files_are_one_plan(tmp_path):
    write(
        tmp_path,
        a="# A\n## Phase 1: One\n- [ ] **A-1**: x",
        b="# B\n## Phase 1: Two\n- [ ] **A-1**: y\n## Phase 2: Three\n- [ ] z",
    )

    imported = read_plan([tmp_path / "a.md", tmp_path / "b.md"])

    assert [phase.number for phase in imported.plan.phases] == ["1", "1b", "2"]
    assert [task.key for task in imported.plan.tasks] == ["A-1", "A-1b", "2.1"]
    assert imported.plan.title == "A"
    assert imported.report.counts["tasks"] == 3
    assert any("A-1 → A-1b" in remark for remark in imported.report.remarks)


def test_a_folder_is_read_by_its_index(tmp_path):
    write(tmp_path, README="# P\n## Phase 1: A\n- [ ] one")

    assert read_plan([tmp_path]).report.files == ("README.md",)


def test_a_folder_without_an_index_is_refused(tmp_path):
    with pytest.raises(NotAPlan, match="without an index"):
        read_plan([tmp_path])


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotFound, match=r"nowhere\.md"):
        read_plan([tmp_path / "nowhere.md"])


def test_the_digest_changes_with_a_linked_file(tmp_path):
    write(tmp_path, index=INDEX, p0="# P\n## Tasks\n- [ ] a")
    before = read_plan([tmp_path / "index.md"]).digest

    write(tmp_path, p0="# P\n## Tasks\n- [ ] b")

    assert read_plan([tmp_path / "index.md"]).digest != before
