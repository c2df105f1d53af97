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
_STAGES = (
    "planning|execution|verification|planung|ausführung|umsetzung|überprüfung|verifikation|planification|exécution|"
    "vérification|planificación|ejecución|verificación|planejamento|execução|verificação|pianificazione|esecuzione|"
    "verifica|planning|uitvoering|verificatie|планирование|выполнение|реализация|проверка|планування|виконання|"
    "перевірка|规划|计划|执行|验证|規劃|執行|驗證|計画|実行|検証|계획|실행|검증"
)
# Titles of documents that are plans, and of sections whose numbered list is the work where nothing else is.
_PLANS = re.compile(
    r"\b(?:plan|roadmap|road map|to-?do|runbook|backlog|action items|checklist|next steps|tasks|fahrplan|vorhaben|"
    r"feuille de route|plano|roteiro|piano|plan de)\b|\w{3,20}plan\b|план|дорожная карта|计划|計劃|计画|計画|规划|"
    r"路线图|ロードマップ|계획|로드맵",
    re.I,
)
_WAYS = (
    "approach|proposed approach|the approach|plan|the plan|strategy|solution|proposed solution|changes|"
    "proposed changes|planned changes|required changes|migration path|migration steps|rollout|rollout plan|"
    "what to do|what needs to be done|work|the work|scope of work|vorgehen|lösung|änderungen|démarche|approche|"
    "modifications|enfoque|cambios|abordagem|mudanças|approccio|modifiche|aanpak|wijzigingen|подход|изменения|"
    "方案|改动|变更|修改内容|アプローチ|変更内容|접근 방법|변경 사항"
)
_IS_PILE, _IS_KIND = frozenset(_PILES.split("|")), frozenset(_KINDS.split("|"))
_WISHES = re.compile(
    r"\b(?:PRD|product requirements?|requirements document|pflichtenheft|lastenheft|cahier des charges)\b|"
    r"需求文档|产品需求|要件定義|요구사항",
    re.I,
)
_FEATURES = (
    "features|core features|key features|main features|mvp features|functional requirements|funktionen|"
    "fonctionnalités|funcionalidades|功能需求|核心功能|機能要件|기능 요구사항"
)
_IS_FEATURE = frozenset(_FEATURES.split("|"))
_IS_STAGE = frozenset(_STAGES.split("|"))
_IS_PRIORITY, _IS_WAY = frozenset(_PRIORITIES.split("|")), frozenset(_WAYS.split("|"))


@lru_cache(maxsize=1024)  # asked for each heading that may hold work
def names_horizon(title: str) -> bool:
    """A pile of work by its time: what is listed below is to be done, now or someday."""
    bare = clean_title(title).casefold()
    return bare in _IS_PILE or _PLANNED.match(bare) is not None or _UNRELEASED.match(f"{bare} ") is not None


def names_priority(title: str) -> bool:
    """ "High priority" and "Must have" are piles of work where they stand beside each other."""
    return clean_title(title).casefold() in _IS_PRIORITY


def names_stage(title: str) -> bool:
    """ "Planning", "Execution" and "Verification" are the three stages of some agents' plans."""
    return clean_title(title).casefold() in _IS_STAGE


def names_plan(title: str) -> bool:
    """ "Implementation plan: offline mode", "Roadmap", "迁移计划"."""
    return _PLANS.search(strip_decoration(title)) is not None


def names_way(title: str) -> bool:
    """ "Approach" and "Changes": what is to be done, when no other section says it."""
    return clean_title(title).casefold() in _IS_WAY


def names_wishes(title: str) -> bool:
    """A document that says what a product must do."""
    return _WISHES.search(strip_decoration(title)) is not None


def names_features(title: str) -> bool:
    """Its section of what is to be built."""
    return clean_title(title).casefold() in _IS_FEATURE


def names_kind_of_change(title: str) -> bool:
    """ "Added" and "Fixed" group the changes of one version."""
    return clean_title(title).casefold() in _IS_KIND


def is_released(title: str) -> bool:
    """A version with the day on which it came out is history."""
    return _RELEASED.match(strip_decoration(title)) is not None
