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
        "schedule|weeks|months|durata|stima|duur|inschatting|szacowany czas|czas trwania|uppskattning|varaktighet|süre|"
        "tahmini süre|длительность|оценка|срок|сроки|时间|時間|耗时|预估|预估时间|预计工时|工时|周期|時間見積|期間|"
        "所要時間|"
        "예상 기간|소요 시간|소요 기간|일정|estimación|tiempo estimado|estimation|charge|tempo estimado|prazo|plazo|"
        "délai|"
        "zeitaufwand|zeitrahmen|المدة"
    ),
    Fact.ACTUAL: "actual duration|actual|actual time|actual effort|time spent|time taken|took",
    Fact.COMPLEXITY: (
        "estimated complexity|complexity|difficulty|size|story points|points|komplexität|complexidade|complejidad|"
        "complexité|complessità|сложность|复杂度|難易度|복잡도|난이도"
    ),
    Fact.OWNER: (
        "owner|owners|assigned|assignee|assigned to|agent|agent id|executor|responsible|lead|developer|who|"
        "verantwortlich|zuständig|bearbeiter|responsable|responsables|responsável|encargado|asignado a|asignado|"
        "atribuído a|assigné à|assigné|attribué à|responsabile|assegnato a|verantwoordelijke|toegewezen aan|"
        "odpowiedzialny|przypisane do|ansvarig|tilldelad|sorumlu|atanan|ответственный|исполнитель|担当|担当者|담당|"
        "담당자|负责人|負責人|执行者|執行者|负责|المسؤول"
    ),
    Fact.BLOCKS: (
        "blocks|unblocks|blocking|required by|enables|needed by|prerequisite for|blockiert|ermöglicht|"
        "voraussetzung für|bloque|débloque|bloquea|desbloquea|bloqueia|desbloqueia|blocca|sblocca|blokkeert|blokuje|"
        "odblokowuje|blockerar|engeller|блокирует|разблокирует|阻塞任务|被依赖|解锁|後続タスク|ブロック対象|후속 작업"
    ),
    Fact.DATE: (
        "completed|started|finished|date|last updated|updated|created|target completion|due|due date|deadline|"
        "start date|"
        "end date|target date|completed on|started on|generated|datum|fecha|fecha límite|fecha de inicio|data|"
        "última atualização|última actualización|date de création|dernière mise à jour|stand vom|erstellt am|scadenza|"
        "дата|дата начала|обновлено|日期|更新时间|最后更新|最終更新|作成日|更新日|날짜|작성일|최종 수정|마감일"
    ),
    Fact.PRIORITY: (
        "priority|priorität|prioridad|prioridade|priorité|priorità|prioriteit|priorytet|prioritet|öncelik|приоритет|"
        "优先级|優先級|優先度|우선순위|الأولوية"
    ),
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
