"""What a section is for, by its title: tasks, acceptance criteria, risks, a how-to …"""

import re
from enum import StrEnum
from functools import lru_cache

from agent_plan_server.importers.words.lexicon import flatten, fold_words
from agent_plan_server.importers.words.tables.titles import TITLES
from agent_plan_server.importers.words.titles import strip_decoration, strip_numbering


class Role(StrEnum):
    TASKS = "tasks"
    STEPS = "implementation steps"
    DELIVERABLES = "deliverables"
    ACCEPTANCE = "acceptance criteria"
    EXIT = "exit criteria"
    TESTS = "tests"
    CHECKPOINT = "checkpoint"
    METRICS = "success metrics"
    RISKS = "risks"
    GATES = "go/no-go points"
    QUESTIONS = "decisions required"
    LOCKS = "decisions to lock"
    NEXT = "next actions"
    ROLLBACK = "rollback"
    HOW_TO = "how to use the plan"
    NOTES = "notes"
    RULES = "rules"
    PARALLEL = "what can run in parallel"
    RESOURCES = "resources"
    COMMUNICATION = "communication"
    LESSONS = "lessons"
    DOCUMENTS = "documents to update"
    LINKS = "links"
    CHECKLISTS = "checklists"
    MILESTONES = "milestones"
    ORDER = "recommended order"
    OVERVIEW = "overview of the phases"
    SCOPE = "files"
    DEPENDENCIES = "dependencies"
    STATUS = "status"
    GOAL = "goal"
    CONTEXT = "background"
    PACKAGES = "packages to install"


_PHRASES = {
    Role.TASKS: (
        "tasks|task list|work items|todo|todos|to do|to-do|to-do list|action items|work packages|activities|actions|"
        "critical path items|critical path tasks|backlog|tasks breakdown|task breakdown|to be done|subtasks|checklist"
    ),
    Role.STEPS: (
        "implementation steps|steps|execution steps|step by step|steps to implement|procedure|implementation|"
        "work plan"
    ),
    Role.DELIVERABLES: (
        "deliverables|deliverable|outputs|output|required outputs|outputs required|artifacts|artefacts"
    ),
    Role.ACCEPTANCE: (
        "acceptance criteria|acceptance criterion|acceptance|definition of done|dod|success criteria|"
        "success criterion|done when|done criteria|completion criteria|acceptance criteria tracking|quality criteria|"
        "requirements met|approval criteria"
    ),
    Role.EXIT: (
        "exit criteria|exit check|exit criterion|exit conditions|exit gate|phase exit|closing criteria|"
        "ready to close when"
    ),
    Role.TESTS: (
        "tests|test|testing|test plan|tests required|required tests|test cases|unit tests|integration tests|"
        "testing checklist|test checklist|test strategy|manual tests|manual testing|e2e tests|end-to-end tests|"
        "test requirements|testing requirements"
    ),
    Role.CHECKPOINT: (
        "checkpoint|checkpoints|verification|validation|verify|validate|how to verify|validation steps|"
        "verification steps|validation checklist|verification checklist|sanity check|smoke test"
    ),
    Role.METRICS: (
        "success metrics|metrics|kpis|kpi|success measures|key results|targets|performance targets|"
        "measures of success|success indicators|key metrics"
    ),
    Role.RISKS: (
        "risk register|risks|risk|risk assessment|risk management|risks and mitigations|risks & mitigations|"
        "risk mitigation|risk analysis|key risks|known risks|critical risks|moderate risks|manageable risks|"
        "high risks|medium risks|low risks|high risk|medium risk|low risk"
    ),
    Role.GATES: (
        "go/no-go decision points|go/no-go|go / no-go|go no go|go/no-go gates|go/no-go points|decision points|"
        "decision gates|decision gate|gates|gate reviews|stage gates|quality gates|go-no-go|decision checkpoints"
    ),
    Role.QUESTIONS: (
        "decision required|decisions required|decision needed|decisions needed|open decisions|open questions|"
        "questions for|questions to answer|pending decisions|decisions for|needs your decision|unresolved questions|"
        "decisions to make"
    ),
    Role.LOCKS: (
        "decisions to lock|locked decisions|decisions to be locked|decisions to lock in|decisions locked|"
        "decisions made|key decisions|mandatory decisions|decisions to confirm|decisions to freeze"
    ),
    Role.NEXT: (
        "immediate next actions|immediate next steps|next actions|next steps|immediate actions|what's next|"
        "whats next|what to do next|immediate steps|recommended immediate actions"
    ),
    Role.ROLLBACK: (
        "rollback plan|rollback|rollback strategy|roll back|rollback procedure|rollback steps|rollback commands|"
        "backout plan|back-out plan|recovery procedure|contingency plan|contingency|fallback plan|"
        "idempotence and recovery"
    ),
    Role.HOW_TO: (
        "how to use this plan|how to use this document|how to use|how this works|how it works|usage|"
        "implementation guidelines|instructions|getting started|useful commands|commands|troubleshooting|faq|"
        "quick start|format|legend|template instructions|plan updates|workflow|as user|as ai|"
        "complete workflow for each agent|execution instructions|for agents|start here"
    ),
    Role.NOTES: (
        "notes|note|progress notes|progress log|log|changelog|change log|history|observations|remarks|"
        "surprises & discoveries|surprises and discoveries|outcomes & retrospective"
    ),
    Role.RULES: (
        "rules|execution principles|principles|key principle|key principles|guiding principles|ground rules|"
        "working agreements|working agreement|constraints|guardrails|conventions|standards|policies|"
        "before starting work|during development|after completing work|before you start|while working|when done|"
        "git workflow|branching|branch strategy|branching strategy|coding standards|non-negotiables|must not|"
        "rules for this phase|rules for this plan"
    ),
    Role.PARALLEL: (
        "parallel execution opportunities|can run in parallel|cannot parallelize|cannot run in parallel|"
        "parallelization|parallelisation|parallel opportunities|parallel work|must run sequentially|"
        "must be sequential|can be done in parallel|cannot be parallelized|parallel execution|parallelism|"
        "safe to parallelize|parallel safe|must stay sequential|not parallelizable"
    ),
    Role.RESOURCES: (
        "resource allocation|resources|resource plan|team|team allocation|staffing|allocation|resource requirements|"
        "budget|capacity|agent allocation|agent assignments|instance allocation|team structure"
    ),
    Role.COMMUNICATION: (
        "communication|communications|communication plan|communication protocol|coordination protocol|coordination|"
        "instance communication|agent communication|reporting|status reporting|review cadence|meetings|cadence|"
        "stand-ups|standups|sync points|ceremonies"
    ),
    Role.LESSONS: (
        "lessons|lessons learned|lessons captured|lesson candidates|retrospective|learnings|what we learned"
    ),
    Role.DOCUMENTS: (
        "docs to update|documents to update|documentation updates|documentation to update|updates needed|"
        "docs needing updates|documents needing updates|documentation updates needed|doc updates|tech spine updates|"
        "documentation changes|documents affected"
    ),
    Role.LINKS: (
        "quick links|links|references|related documents|related docs|related|further reading|see also|plan documents|"
        "documents|table of contents|contents|resources and links|appendix|bibliography|index|toc|inhalt"
    ),
    Role.CHECKLISTS: (
        "checklists|completion checklist|final checklist|phase checklists|progress checklists|tracking checklists|"
        "progress tracking|tracking"
    ),
    Role.MILESTONES: (
        "milestones|key milestones|major milestones|milestone|milestone alignment|timeline and milestones|"
        "delivery milestones"
    ),
    Role.ORDER: (
        "recommended order|execution order|recommended sequence|suggested order|order of work|order of execution|"
        "implementation order|sequence"
    ),
    Role.OVERVIEW: (
        "issue breakdown|epic breakdown|suggested issue breakdown|"
        "phase overview|phases|overview of phases|phase summary|phases overview|workstreams|workstream overview|"
        "phase list|plan overview|phase status|status overview|progress overview|at a glance|phase table|"
        "executive summary|overview|summary|roadmap overview|current feature"
    ),
    Role.SCOPE: (
        "files|file|scope|files and areas|key files|files to create|files to modify|files to change|"
        "files to be created|files to be modified|"
        "files affected|affected files|files to create/modify|files to touch|files involved|components affected|"
        "files changed|files to delete|files to be deleted|target files|paths|touches|modules affected|location|"
        "files to update|new files|modified files|file scope|scope files"
    ),
    Role.DEPENDENCIES: (
        "dependencies|dependency|depends on|dependson|requires|prerequisites|prerequisite|blocked by|needs|after|"
        "preconditions|required before|entry criteria|blocked on|waits for|waiting for"
    ),
    Role.STATUS: "status|current status|state|current state|progress|project status|plan status",
    Role.GOAL: (
        "goal|goals|objective|objectives|purpose|aim|phase goal|mission|focus|single focus|outcome|big picture|"
        "purpose / big picture|intent|expected outcome|end state"
    ),
    Role.CONTEXT: (
        "context|background|current situation|situation|what we thought|what we found|problem|problem statement|"
        "introduction|motivation|rationale|assumptions|architecture|design|technical approach|approach|analysis|"
        "findings|current implementation|file structure|directory structure|completion summary|out of scope|"
        "non-goals|technical details|context and orientation|completed work|results|what was done|accomplishments|"
        "bottom line|glossary"
    ),
    Role.PACKAGES: (
        "dependencies to install|packages to install|packages|libraries|third-party dependencies|new dependencies|"
        "npm packages|python packages"
    ),
}  # fmt: skip
_ROLE_OF = {phrase: Role(name) for phrase, name in flatten(TITLES).items()} | {
    phrase: role for role, phrases in _PHRASES.items() for phrase in phrases.split("|")
}
# Its words have several syllables, each written as a word: "kiểm tra" in a title is "check", not "checkpoint".
_VIETNAMESE = flatten({role: {"vi": words["vi"]} for role, words in TITLES.items() if "vi" in words}).keys()
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in _ROLE_OF)
_LONGEST_TITLE = 12  # words
_LONGEST_TEXT = 200  # characters
# "Approach" is background; "Sequential Approach" need not be.
_WHOLE_TITLE_ONLY = frozenset((Role.CONTEXT, Role.OVERVIEW, Role.LINKS, Role.HOW_TO, Role.SCOPE, Role.DEPENDENCIES))
_LINKING = frozenset(("for", "of", "in", "to", "per", "by", "and", "&", "before", "after", "on", "with", "from", "fur"))
_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_BRACKETS = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]")


def role_of(title: str) -> Role | None:
    """The role that a title names: the whole title first, then the longest phrase in it that is safe to believe.

    One word decides only in a title of up to three words; in a long title it says little.
    """
    return _role_of(title) if len(title) <= _LONGEST_TEXT else None


def called_role(title: str) -> Role | None:
    """The role that is called so, word for word."""
    return _ROLE_OF.get(fold_words(title))


@lru_cache(maxsize=8192)  # the same few titles are asked for again and again while a plan is read
def _role_of(title: str) -> Role | None:
    words = _words_of(title)
    if not words or len(words) > _LONGEST_TITLE:
        return None
    if role := _ROLE_OF.get(" ".join(words)):
        return role
    if len(words) <= 2 and (role := _role_of_ending(words[-1])):
        return role
    for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
        for start in _starts(words, length):
            phrase = " ".join(words[start : start + length])
            role = _ROLE_OF.get(phrase)
            if role is not None and (length >= 2 or role not in _WHOLE_TITLE_ONLY) and phrase not in _VIETNAMESE:
                return role
    return None


def _role_of_ending(word: str) -> Role | None:
    """Chinese, Japanese and Korean put no space before the word that decides: "未実装タスク", "前端任务清单"."""
    if not _CJK.match(word):
        return None
    endings = (word[start:] for start in range(1, len(word) - 1))
    return next((role for ending in endings if (role := _ROLE_OF.get(ending))), None)


def _words_of(title: str) -> list[str]:
    bare = _BRACKETS.sub(" ", strip_decoration(title))
    bare = fold_words(strip_numbering(bare.strip())).replace("_", " ")
    return [word for raw in bare.split() if (word := raw.strip(' :.,;!?–—-"“”'))]


def _starts(words: list[str], length: int) -> tuple[int, ...]:
    """Where a phrase may stand: anywhere from two words on; one word only as the last, or before "for", "of" …"""
    if length >= 2:
        return tuple(range(len(words) - length + 1))
    if len(words) > 3:
        return ()
    return (len(words) - 1, 0) if len(words) > 1 and words[1] in _LINKING else (len(words) - 1,)
