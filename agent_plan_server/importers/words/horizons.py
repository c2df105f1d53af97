"""Headings that say when, if ever: "Now", "Someday", "Planned for 5.0", "[Unreleased]", "[4.2.0] - 2026-01-15"."""

import re
from functools import lru_cache

from agent_plan_server.importers.words.titles import clean_title, strip_decoration

_PILES = (
    "now|next|soon|later|someday|someday/maybe|maybe|one day|today|tomorrow|this week|next week|this month|ideas|"
    "idea box|icebox|ice box|wishlist|wish list|parking lot|nice to have|nice-to-have|upcoming|planned|future|"
    "inbox|unreleased|up next|jetzt|bald|später|irgendwann|ideen|demnächst|heute|geplant|maintenant|bientôt|"
    "plus tard|un jour|idées|aujourd'hui|prévu|ahora|pronto|más tarde|algún día|ideas futuras|hoy|agora|em breve|"
    "mais tarde|um dia|ideias|hoje|adesso|presto|più tardi|idee|oggi|nu|straks|ooit|ideeën|сейчас|скоро|позже|"
    "когда-нибудь|идеи|сегодня|想法|以后|将来|今天|今すぐ|いつか|アイデア|今日|나중에|언젠가|아이디어|오늘"
)
_PLANNED = re.compile(
    r"(?:planned|scheduled|ideas|plans|targeted|geplant|prévu|previsto|previsti)\s(?:for|für|pour|para|per)\s\S", re.I
)
_UNRELEASED = re.compile(
    r"\[?(?:unreleased|unveröffentlicht|non publié|sin publicar|não lançado|未发布|未リリース)\]?\W", re.I
)
_RELEASED = re.compile(
    r"\[?(?:version\s|release\s|v)?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\S{0,12}\]?[\s(–—-]{1,6}\d{4}-\d{2}-\d{2}\)?$", re.I
)
_KINDS = (
    "added|changed|deprecated|removed|fixed|security|features|new features|bug fixes|bugfixes|bugs|fixes|"
    "enhancements|improvements|chores|breaking changes|hinzugefügt|geändert|behoben|entfernt|ajouté|modifié|"
    "corrigé|supprimé|añadido|cambiado|corregido|eliminado|adicionado|alterado|corrigido|removido"
)
_PRIORITIES = (
    "critical|critical priority|urgent|high|high priority|medium|medium priority|low|low priority|important|optional|"
    "must have|must-have|should have|should-have|could have|could-have|p0|p1|p2|p3|quick wins|stretch|stretch goals|"
    "kritisch|hoch|hohe priorität|mittel|mittlere priorität|niedrig|niedrige priorität|wichtig|critique|haute|"
    "priorité haute|moyenne|priorité moyenne|basse|priorité basse|crítico|alta|prioridad alta|prioridade alta|media|"
    "média|prioridad media|prioridade média|baja|baixa|prioridad baja|prioridade baixa|высокий приоритет|"
    "средний приоритет|низкий приоритет|高优先级|中优先级|低优先级|高|中|低|優先度高|優先度中|優先度低|높음|중간|낮음"
)
_IS_PILE, _IS_KIND = frozenset(_PILES.split("|")), frozenset(_KINDS.split("|"))
_IS_PRIORITY = frozenset(_PRIORITIES.split("|"))


@lru_cache(maxsize=1024)  # asked for each heading that may hold work
def names_horizon(title: str) -> bool:
    """A pile of work by its time: what is listed below is to be done, now or someday."""
    bare = clean_title(title).casefold()
    return bare in _IS_PILE or _PLANNED.match(bare) is not None or _UNRELEASED.match(f"{bare} ") is not None


def names_priority(title: str) -> bool:
    """ "High priority" and "Must have" are piles of work where they stand beside each other."""
    return clean_title(title).casefold() in _IS_PRIORITY


def names_kind_of_change(title: str) -> bool:
    """ "Added" and "Fixed" group the changes of one version."""
    return clean_title(title).casefold() in _IS_KIND


def is_released(title: str) -> bool:
    """A version with the day on which it came out is history."""
    return _RELEASED.match(strip_decoration(title)) is not None
