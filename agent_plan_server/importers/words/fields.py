"""The facts that a plan states about a phase or a task in a field: how long, how hard, who, when."""

from enum import StrEnum
from functools import lru_cache

from agent_plan_server.importers.words.lexicon import flatten, fold_words
from agent_plan_server.importers.words.roles import Role, called_role, role_of
from agent_plan_server.importers.words.tables.labels import LABELS
from agent_plan_server.importers.words.titles import strip_decoration


class Fact(StrEnum):
    STATUS = "status"
    GOAL = "goal"
    DURATION = "duration"
    ACTUAL = "actual duration"
    COMPLEXITY = "complexity"
    OWNER = "owner"
    DEPENDENCIES = "dependencies"
    BLOCKS = "blocks"
    SCOPE = "scope"
    DATE = "date"
    PRIORITY = "priority"


_FACT_OF = {label: Fact(name) for label, name in flatten(LABELS).items()}
_FACT_OF_ROLE = {
    Role.STATUS: Fact.STATUS,
    Role.GOAL: Fact.GOAL,
    Role.DEPENDENCIES: Fact.DEPENDENCIES,
    Role.SCOPE: Fact.SCOPE,
}
_LONGEST_LABEL = 200  # characters


def fact_of(label: str) -> Fact | None:
    """The fact that a label announces; None when the label is a section of its own or plain text."""
    return _fact_of(label) if len(label) <= _LONGEST_LABEL else None


def label_fact(label: str) -> Fact | None:
    """The fact that is called so, word for word."""
    bare = strip_decoration(label).strip(" :")
    if fact := _FACT_OF.get(fold_words(bare)):
        return fact
    role = called_role(bare)
    return _FACT_OF_ROLE.get(role) if role else None


@lru_cache(maxsize=4096)  # asked several times for each field
def _fact_of(label: str) -> Fact | None:
    if fact := label_fact(label):
        return fact
    role = role_of(label)
    return _FACT_OF_ROLE.get(role) if role else None
