"""What the line of a task says beside its title, and what other lines say of the task."""

import pytest
from importers.reading import read, tasks


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        (" — **owner:** Kim — est: 2h", ("Kim", "2h", ())),
        (" | Owner: Kim | Depends on: Cloth", ("Kim", None, ("1.1",))),
        (" (owner: Kim, 2h)", ("Kim", "2h", ())),
        (" (@kim, #44)", ("kim", None, ())),
        (" (#45, needs #12)", (None, None, ("1.1",))),
    ],
)
def test_fields_and_issues_in_a_line_are_no_part_of_the_title(tail, wanted):
    task = tasks(read("# P", "## Phase 1: A", "- [ ] Cloth (#12)", f"- [ ] Sew the hem{tail}"))["1.2"]

    assert (task.title, (task.owner, task.estimate, task.depends_on)) == ("Sew the hem", wanted)


@pytest.mark.parametrize("title", ["Sew — twice", "Use the map (a: b)", "Ship it (see #44 and more)"])
def test_what_is_no_field_stays_in_the_title(title):
    assert read("# P", "## Phase 1: A", f"- [ ] {title}").plan.tasks[0].title == title


@pytest.mark.parametrize(
    "lines", [("### Task 1: Sew", "Blocked: no thread."), ("- [ ] Sew", "  - Blocked: no thread.")]
)
def test_a_line_that_says_why_a_task_is_blocked_blocks_it(lines):
    (task,) = read("# P", "## Phase 1: A", *lines).plan.tasks

    assert task.status == "blocked"


def test_time_in_the_title_of_a_phase_is_its_estimate():
    (phase,) = read("# P", "## Phase 1: Cut (2-3 days)", "- [ ] Cloth").plan.phases

    assert (phase.title, phase.estimate) == ("Cut", "2-3 days")


def test_lines_that_name_one_task_and_files_give_it_the_files():
    ids = ("- [ ] **AB-1** Cut", "- [ ] **AB-2** Sew", "- [ ] **AB-3** Iron in `c/iron.py`")
    said = ("- AB-1 adds a blade to [blade](a/blade.ts).", "- AB-1 and AB-2 share `b/both.py`.", "- AB-3: `d/more.py`")

    found = tasks(read("# P", "## Phase 1: A", *ids, "## Findings", *said, "## Risks", "- AB-2 breaks `e/risk.py`"))

    assert [found[key].scope for key in ("AB-1", "AB-2", "AB-3")] == [("a/blade.ts",), (), ("c/iron.py",)]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Update [login](src/login.ts)", ("src/login.ts",)),
        ("Update [login](mdc:src/login.ts#L4)", ("src/login.ts",)),
        ("Follow [the guide](docs/guide.md)", ()),
        ("Look at [it](https://a.org/b.ts)", ()),
    ],
)
def test_a_link_to_a_source_file_is_a_path_and_one_to_a_document_is_not(text, scope):
    assert read("# P", "## Phase 1: A", f"- [ ] {text}").plan.tasks[0].scope == scope


@pytest.mark.parametrize(("mark", "scope"), [("x", ("a/cut.py", "b/sew.py", "README.md")), (" ", ())])
def test_files_in_the_prose_of_an_exec_plan_are_those_of_its_boxes_while_no_two_are_open(mark, scope):
    lines = (
        *("## Progress", f"- [{mark}] Cut", "- [ ] Sew", "## Decision Log", "- Decision: by hand", "## Plan of Work"),
        *(
            "Change `a/cut.py`, then the rest.",
            "## Concrete Steps",
            "1. Sew in:",
            "    - `b/sew.py`",
            "    - `README.md`",
        ),
    )

    imported = read("# A coat", *lines)

    assert [task.scope for task in imported.plan.tasks] == [scope] * 2
