"""The facts that a plan states about a phase or a task in a field: how long, how hard, who, when."""

from enum import StrEnum
from functools import lru_cache

from agent_plan_server.importers.words.roles import Role, role_of
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


_LABELS = {
    Fact.DURATION: (
        "duration|estimate|estimates|estimated duration|estimated time|time estimate|effort|estimated effort|timeline|"
        "timeframe|time frame|duration est.|duration est|est. duration|est|est.|time|dauer|aufwand|schätzung|duração|"
        "duración|durée|estimativa|effort estimate|estimation|工期|预计时间|預計時間|見積もり|工数|예상 시간|기간|"
        "schedule|weeks|months"
    ),
    Fact.ACTUAL: "actual duration|actual|actual time|actual effort|time spent|time taken|took",
    Fact.COMPLEXITY: (
        "estimated complexity|complexity|difficulty|size|story points|points|komplexität|complexidade|复杂度"
    ),
    Fact.OWNER: (
        "owner|owners|assigned|assignee|assigned to|agent|agent id|executor|responsible|lead|developer|who|"
        "verantwortlich|responsable|responsável|担当|担当者|담당|담당자|负责人|負責人"
    ),
    Fact.BLOCKS: "blocks|unblocks|blocking|required by|enables",
    Fact.DATE: (
        "completed|started|finished|date|last updated|updated|created|target completion|due|due date|deadline|"
        "start date|"
        "end date|target date|completed on|started on|generated|datum"
    ),
    Fact.PRIORITY: "priority|priorität|prioridad|prioridade|priorité|优先级|優先度|우선순위",
}  # fmt: skip
_FACT_OF = {label: fact for fact, labels in _LABELS.items() for label in labels.split("|")}
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


@lru_cache(maxsize=4096)  # asked several times for each field
def _fact_of(label: str) -> Fact | None:
    bare = strip_decoration(label).strip(" :").casefold()
    if fact := _FACT_OF.get(bare):
        return fact
    role = role_of(label)
    return _FACT_OF_ROLE.get(role) if role else None
