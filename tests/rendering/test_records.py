"""Where the values of data stand: JSON on many lines or on one, JSON Lines, front matter, YAML as a whole file."""

from pathlib import Path

import pytest
from rendering.plans import text_after

from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.source import Change, apply_changes, open_source
from agent_plan_server.rendering.wording import wordings

OPEN, DONE, DOING = TaskStatus.PENDING, TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS
JSON = """{
  "tasks": [
    {"id": 1, "title": "Dig the pond", "status": "done", "subtasks": []},
    {
      "id": 2,
      "title": "Plant \\"reeds\\"",
      "details": "status: \\"done\\" {not one}",
      "status": "in-progress", // soon
      "subtasks": [ { "id": 1, "title": "Buy reeds", "status": "pending" } ]
    }
  ]
}
"""
LINES = '{"id":"p-1","title":"Dig","status":"closed"}\r\n{"id":"p-2","title":"Dig","status":"open"}\r\n'
FRONT = """---
name: Pond
todos:
  - id: dig
    content: "Dig: the pond"
    status: completed   # at last
  - id: reeds
    content: Plant reeds
    status: 'pending'
---

# Pond

- [ ] Dig: the pond
"""
YAML = "# The pond\ntasks:\n- title: Dig\n  done: true\n- title: Fill\n  done: False\n"
FLOW = """phases:
  - name: Dig # {title: Dig, status: done}
    tasks: [{id: 1, title: "Dig, dig", status: done}, {id: 2, title: Fill,
      status: 'todo' }]
  - {title: Rest, status: &s todo}
  - {
    title: Cover,
    status: todo
    }
"""


def task(line: int, key: str, title: str, **fields) -> TaskDraft:
    return TaskDraft(key=key, title=title, line=line, **fields)


def rewrite(text: str, found: TaskDraft, status: TaskStatus, *others: TaskDraft, family: str = "") -> str:
    """The text with the first way to write the state; unchanged where there is none."""
    page = Page(open_source(text.encode()), [found, *others], family)
    for spots in page.spots_of(found):
        changes = [Change(spot.span, next(wordings(page, spot, status)).new) for spot in spots]
        return apply_changes(text, changes)
    return text


@pytest.mark.parametrize(
    ("text", "found", "status", "old", "new"),
    [
        (JSON, task(3, "1", "Dig the pond"), OPEN, '"status": "done", "sub', '"status": "pending", "sub'),
        (JSON, task(4, "2", 'Plant "reeds"'), DONE, '"in-progress", //', '"done", //'),
        (JSON, task(9, "2.1", "Buy reeds"), DONE, '"pending" }', '"done" }'),
        (LINES, task(2, "p-2", "Dig"), DONE, '"open"', '"closed"'),
        (LINES, task(2, "p-2", "Dig"), DOING, '"open"', '"in_progress"'),
        (FRONT, task(4, "dig", "Dig: the pond"), OPEN, "status: completed   #", "status: pending   #"),
        (FRONT, task(7, "reeds", "Plant reeds"), DONE, "'pending'", "'completed'"),
        (FLOW, task(3, "1", "Dig, dig"), OPEN, "status: done}, {", "status: todo}, {"),
        (FLOW, task(3, "2", "Fill"), DONE, "'todo'", "'done'"),
        (FLOW, task(7, "4", "Cover"), DONE, "todo\n    }", "done\n    }"),
        (f"---\n{FLOW}---\n\n# Pond\n".replace("\n", "\r\n"), task(4, "2", "Fill"), DONE, "'todo'", "'done'"),
        (YAML, task(3, "1", "Dig"), OPEN, "done: true", "done: false"),
        (YAML, task(5, "2", "Fill"), DONE, "done: False", "done: True"),
    ],
)
def test_one_value_changes_in_the_words_and_quotes_of_the_file(text, found, status, old, new):
    assert rewrite(text, found, status) == text.replace(old, new, 1)


def test_records_on_one_line_are_told_apart():
    text = '{"tasks":[{"id":1,"title":"Dig","status":"done"},{"id":2,"title":"Dig","status":"todo"}]}'

    assert rewrite(text, task(1, "2", "Dig"), DONE) == text.replace('"todo"', '"done"')


def test_records_that_cannot_be_told_apart_are_left():
    text = '{"tasks":[{"id":1,"title":"Dig","status":"done"},{"id":1,"title":"Dig","status":"todo"}]}'

    assert rewrite(text, task(1, "1", "Dig"), DOING) == text


@pytest.mark.parametrize("value", ["true", "null", "3"])
def test_what_cannot_say_a_state_is_left(value):
    text = f'{{"tasks": [\n{{"id": 1, "title": "Dig", "done": {value}}}]}}'
    page = Page(open_source(text.encode()), [found := task(2, "1", "Dig")])

    ((spot,),) = page.spots_of(found)

    assert [word.new for word in wordings(page, spot, DOING)] == (["false"] if value == "true" else [])


def test_a_value_that_has_a_name_is_left():
    assert rewrite(FLOW, task(5, "3", "Rest"), DONE) == FLOW


def test_values_before_and_beside_broken_yaml_are_found():
    text = "---\nname: Fix: {it}\ntodos:\n  - content: Dig\n    status: pending\n---\n\n# Pond\n"

    assert rewrite(text, task(4, "dig", "Dig"), DONE) == text.replace("pending", "done")


BOTH = '{"tasks": [{"title": "Dig", "status": "todo", "done": false}, {"title": "Fill", "status": "done"}]}'
FEATURES = """[{"category": "ui", "description": "It rings", "steps": ["Ring"] ,
"passes"
:\tfalse}, {"category": "ui", "description": "It stops", "steps": ["Wait"], "passes": true}]"""
FLAGS = "plan: Pond\ntasks:\n  - taskName: Dig\n    is_completed: no\n  - taskName: Fill\n    is_completed: yes\n"


@pytest.mark.parametrize(
    ("text", "title", "after"),
    [
        (BOTH, "Dig", BOTH.replace('"todo", "done": false', '"done", "done": true')),
        (FEATURES, "It rings", FEATURES.replace("false", "true")),
        (FLAGS, "Dig", FLAGS.replace("no\n", "yes\n")),
    ],
)
def test_every_name_that_the_importer_knows_is_found(text, title, after):
    assert text_after(text, {title: DONE}, Path("/nowhere/plan.data")) == after


def test_a_step_of_a_record_is_found_by_its_words():
    page = Page(open_source(JSON.encode()), [])

    spot = page.spot_of_step(StepDraft(text="Buy reeds", line=9))

    assert spot is not None
    assert page.written_at(spot) == '"pending"'


def test_the_one_task_of_a_file_has_its_state_in_the_front_matter():
    text = "---\nid: P-1\nstatus: To Do\n---\n\n# Dig the pond\n"
    found = task(6, "P-1", "Dig the pond")

    assert rewrite(text, found, DONE) == text.replace("To Do", "Done")
    assert rewrite(text, found, DONE, task(6, "P-2", "Fill it")) == text


@pytest.mark.parametrize(("family", "word"), [("", "Completed"), ("backlog_task", "Done"), ("beads", "Closed")])
def test_a_family_has_words_of_its_own(family, word):
    text = "---\nid: P-1\nstatus: In Progress\n---\n\n# Dig the pond\n"

    after = rewrite(text, task(6, "P-1", "Dig the pond"), DONE, family=family)

    assert after == text.replace("In Progress", word)
