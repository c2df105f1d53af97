import pytest
from importers.reading import read

from agent_plan_server.errors import DoubtfulPlan, LimitExceeded, NotAPlan


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("",), "empty"),
        (("  ", "\t"), "empty"),
        (('{"version": "2.0.0", "tasks": [{"label": "watch"}]}',), "JSON"),
        (("// about tasks.json", "{", '"tasks": [{"label": "a", "dependsOn": ["b"], /* c */},]', "}"), "build tasks"),
        (('{"master": {"tasks": []}}',), "empty"),
        (('{"tasks": []}',), "empty"),
        (('{"name": "x", "version": "1", "dependencies": {"a": "1"}}',), "package"),
        (('{"menu": {"open": "Open", "tasks": "Tasks"}}',), "translations"),
        (('{"people": [{"id": 1, "name": "Ada", "status": "active"}]}',), "no list of tasks"),
        (('["two", {"three": 3}]',), "no list of tasks"),
        (('{"tasks": [', '{"id": 1,, }', "]}"), "line 2"),
        (('{"tasks": [{"title": "cut', "off"), "line 1"),
        (('{"tasks": [' * 20 + "]}" * 20,), "32 levels"),
        (
            ("on: push", "jobs:", "  build:", "    steps:", "    - name: a", "      uses: checkout"),
            "build server",
        ),
        (("- name: Install", "  apt:", "    name: nginx", "- name: Start", "  service:", "    name: nginx"), "no list"),
        (("tasks:", "  - title: a", "    status: [open", "  - title: b", "    status: done"), "line 4"),
        (("# Role", "You are a senior engineer. Write a plan.", "1. Think"), "prompt"),
        (("你是一名资深架构师。", "1. 制定计划"), "prompt"),
        (("# Tasks: [FEATURE NAME]", "- [ ] T001 Create it"), "template"),
        (("# Plan", "- [ ] [Step 1]", "- [ ] [Step 2]", "- [ ] real"), "template"),
        (("# How to bake bread", "## Steps", "1. Knead", "2. Wait", "3. Bake", "- [Flour](flour.md)"), "a guide"),
        (("# Test report – build 4", "## Failures", "### TC-014 login", "### TC-020 total"), "reads like a report"),
        (("# Postmortem", "## Solution", "1. Removed logs", "2. Grew the disk", "3. Restarted"), "reads like a report"),
        (("# CS 101 syllabus", "## Week 1: Loops", "- chapter 1", "## Week 2: Lists", "- chapter 2"), "a guide"),
        (("# Contributing", "## Pull requests", "- [ ] Tests added", "- [ ] Changelog updated"), "contributions"),
        (("# Phase 2 COMPLETE", "- [x] a", "- [x] b"), "report"),
        (("# Diary", "Today it rained.", "- milk", "- bread"), "no phases and no tasks"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_reason(lines, said):
    with pytest.raises(NotAPlan, match=said) as refusal:
        read(*lines)

    assert refusal.value.message.endswith(".")
    assert "{import}" in refusal.value.next_step


def test_more_tasks_than_the_limit_are_refused():
    with pytest.raises(LimitExceeded, match="20,000"):
        read("# P", "## Phase 1: A", *["- [ ] x"] * 20_001)


def test_more_dependencies_than_the_limit_are_refused():
    first = [f"- [ ] **A-{number}**: x" for number in range(500)]
    second = [f"- [ ] **B-{number}**: x (depends on all tasks)" for number in range(500)]

    with pytest.raises(LimitExceeded, match="200,000"):
        read("# P", "## Phase 1: A", *first, *second)


def test_ranges_of_phases_count_as_many_dependencies_as_they_name():
    with pytest.raises(LimitExceeded, match="200,000"):
        read("# P", "## Phase 1: A", *["- [ ] x (after phases 1-999)"] * 201)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("# Pancakes", "## Ingredients", "- 2 eggs", "## Steps", "1. Mix", "2. Bake"), "recipe"),
        (("# Pfannkuchen", "## Zutaten", "- 2 Eier", "## Schritte", "1. Rühren", "2. Backen"), "recipe"),
        (("# パンケーキ", "## 材料", "- 卵", "## 手順", "1. 混ぜる", "2. 焼く"), "recipe"),
        (("# Team, 12 March", "Present: Ann", "## Agenda", "1. Money", "## Next actions", "- Ann asks Bo"), "minutes"),
        (("# Sitzung", "## Teilnehmer", "- Ann", "## Tagesordnung", "1. Geld", "## Umsetzung", "- Reden"), "minutes"),
        (("# How we moved 40 services", "## Step 1: We measured", "- CPU", "## Step 2: We moved", "- all"), "article"),
        (
            ("# Ports", "## Introduction", "Why.", "## Implementation", "1. Listen", "2. Bind", "## Conclusion"),
            "article",
        ),
        (
            ("# tool", "## Installation", "1. pip", "## Usage", "1. run", "## Implementation", "- C", "## FAQ"),
            "document",
        ),
        (
            ("# Export", "## Implementation", "- It MUST write CSV", "- It SHALL stop", "- It SHOULD log"),
            "specification",
        ),
        (
            ("# PR", "## Type of change", "- [ ] I fix", "## Checklist", "- [ ] I have read it", "- [ ] My tests"),
            "form",
        ),
        (
            (
                *("You are a release engineer.", "## Your task", "1. Read", "## Output format", "- one list"),
                *("## Phase 1: Read", "- [ ] read", "## Phase 2: Write", "- [ ] write"),
            ),
            "prompt",
        ),
    ],
)
def test_what_is_of_another_genre_is_refused_by_its_headings(lines, said):
    with pytest.raises(NotAPlan, match=said):
        read(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("# Kitchen", "## Ingredients", "- [ ] buy eggs", "- [ ] buy milk"),
        ("# Move", "## Introduction", "Why.", "## Phase 1: A", "- x", "## Phase 2: B", "- y", "## Conclusion"),
        ("# Team, 12 March", "## Agenda", "- Money", "## Discussion", "- long", "## Action items", "- Ann asks Bo"),
        ("# Export", "## Phase 1: A", "- It MUST write CSV", "## Phase 2: B", "- It SHALL stop", "- It SHOULD log"),
        (
            "You are the coordinator.",
            "## Rules",
            "- rebase",
            "## Task",
            "- [x] begin",
            "- [ ] go on",
            "## Output",
            "- a",
        ),
    ],
)
def test_work_in_the_dress_of_another_genre_is_read(lines):
    assert read(*lines).plan.tasks


@pytest.mark.parametrize(
    "text",
    [
        "# Plum cake|## Ingrédients|- 2 œufs|## Étape 1 : la pâte|1. Mélanger.|## Étape 2 : cuire|1. Au four.",
        "# Role|You are a careful planner.|## Phase 1: Read|- Read it|## Phase 2: Output|- Answer in Markdown",
        "## Summary|## Type of change|- [ ] Bug fix|- [ ] Feature|## How was this tested?|## Checklist|- [ ] lint",
    ],
)
def test_steps_of_a_recipe_a_prompt_in_phases_and_a_form_for_changes_are_no_plans(text):
    with pytest.raises((NotAPlan, DoubtfulPlan)):
        read(*text.split("|"))
