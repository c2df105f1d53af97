"""The names under which stores of tasks keep what a task is: "dependsOn", "blocked_by", "acceptance-criteria"."""

import re
from enum import StrEnum
from functools import lru_cache

from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.roles import Role, role_of


class Key(StrEnum):
    ID = "id"
    TITLE = "title"
    STATUS = "status"
    DONE = "done"
    NEEDS = "needs"
    BLOCKS = "blocks"
    PARENT = "parent"
    GROUP = "group"
    PHASES = "phases"
    TASKS = "tasks"
    STEPS = "steps"
    SCOPE = "scope"
    OWNER = "owner"
    ESTIMATE = "estimate"
    PRIORITY = "priority"
    ACCEPTANCE = "acceptance"
    TESTS = "tests"
    GOAL = "goal"


_NAMES = {
    Key.ID: "id|key|taskid|identifier|ref|storyid|issueid|ticket|uid|phaseid",
    Key.TITLE: "title|name|summary|subject|task|content|text|label|story|headline|todo|tasktitle|taskname|titel|标题",
    Key.STATUS: "status|state|taskstatus|zustand|estado|statut|状态|状態",
    Key.DONE: "done|completed|complete|passes|passed|finished|checked|isdone|iscompleted|iscomplete|resolved|closed",
    Key.NEEDS: (
        "dependencies|dependson|dependency|deps|blockedby|requires|prerequisites|prerequisite|needs|after|waitsfor|"
        "dependenton|predecessors|blockers"
    ),
    Key.BLOCKS: "blocks|unblocks|blocking|enables|successors",
    Key.PARENT: "parent|parentid|parenttaskid|parenttask|epicid|epic",
    Key.GROUP: "phase|milestone|sprint|stage|iteration|track|workstream|section|category|wave|lane|bucket|column|group",
    Key.PHASES: (
        "phases|milestones|sprints|epics|stages|iterations|tracks|workstreams|waves|sections|groups|features|lanes|"
        "columns"
    ),
    Key.TASKS: (
        "tasks|todos|todo|items|stories|userstories|issues|tickets|cards|worklist|workitems|actions|actionitems|"
        "tasklist|todolist|backlog|deliverables|aufgaben|tareas|tarefas|任务"
    ),
    Key.STEPS: "subtasks|steps|children|checklist|substeps|implementationsteps|implementationplan",
    Key.SCOPE: (
        "files|paths|filestomodify|filestocreate|filestochange|filestouched|filepaths|scope|affectedfiles|file|"
        "relatedfiles|targetfiles|modifiedfiles|newfiles"
    ),
    Key.OWNER: "assignee|assignees|owner|assignedto|agent|assigned|responsible",
    Key.ESTIMATE: (
        "estimate|effort|duration|estimatedtime|estimatedeffort|timeestimate|estimation|size|estimatedminutes|"
        "estimateminutes|estimatedhours|estimatehours|hours|estimateddays|days"
    ),
    Key.PRIORITY: "priority|prio|severity",
    Key.ACCEPTANCE: (
        "acceptancecriteria|acceptance|criteria|definitionofdone|dod|successcriteria|exitcriteria|donewhen|"
        "acceptancetests|ac"
    ),
    Key.TESTS: "teststrategy|tests|testplan|verification|testcases|testing|verify",
    Key.GOAL: "description|overview|goal|objective|goals|purpose|about",
}
_KEY_OF = {name: key for key, names in _NAMES.items() for name in names.split("|")}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_KEY_OF_FACT = {
    Fact.STATUS: Key.STATUS,
    Fact.DURATION: Key.ESTIMATE,
    Fact.OWNER: Key.OWNER,
    Fact.BLOCKS: Key.BLOCKS,
    Fact.DEPENDENCIES: Key.NEEDS,
    Fact.SCOPE: Key.SCOPE,
    Fact.PRIORITY: Key.PRIORITY,
    Fact.GOAL: Key.GOAL,
}
_KEY_OF_ROLE = {
    Role.TASKS: Key.TASKS,
    Role.STEPS: Key.STEPS,
    Role.ACCEPTANCE: Key.ACCEPTANCE,
    Role.EXIT: Key.ACCEPTANCE,
    Role.TESTS: Key.TESTS,
}


@lru_cache(maxsize=4096)  # the same few names stand in every task
def key_of(name: str) -> Key | None:
    """What a field holds; None when it is no part of a task."""
    if key := _KEY_OF.get(re.sub(r"[\s_-]", "", name).casefold()):
        return key
    words = words_of(name)
    if fact := fact_of(words):
        return _KEY_OF_FACT.get(fact)
    role = role_of(words)
    return _KEY_OF_ROLE.get(role) if role else None


def words_of(name: str) -> str:
    """ "filesToModify" and "files_to_modify" are "files to modify"."""
    return _CAMEL.sub(" ", name).replace("_", " ").replace("-", " ").casefold()


_TITLES = _NAMES[Key.TITLE].split("|")


def title_rank(name: str) -> int:
    """Of "name" and "title" in one task the title is the title: the smaller the likelier."""
    bare = re.sub(r"[\s_-]", "", name).casefold()
    return _TITLES.index(bare) if bare in _TITLES else len(_TITLES)
