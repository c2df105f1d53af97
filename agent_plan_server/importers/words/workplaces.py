"""Titles over work that is not called tasks: an approach, the features of a product, the stages of an agent."""

import re

from agent_plan_server.importers.words.titles import clean_title, strip_decoration

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
_WISHES = re.compile(
    r"\b(?:PRD|product requirements?|requirements document|pflichtenheft|lastenheft|cahier des charges)\b|"
    r"需求文档|产品需求|要件定義|요구사항",
    re.I,
)
_FEATURES = (
    "features|core features|key features|main features|mvp features|functional requirements|funktionen|"
    "fonctionnalités|funcionalidades|功能需求|核心功能|機能要件|기능 요구사항"
)
_IS_STAGE, _IS_WAY, _IS_FEATURE = (frozenset(words.split("|")) for words in (_STAGES, _WAYS, _FEATURES))


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
