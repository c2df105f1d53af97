"""Plans as they are exported, generated: hostile titles, odd keys, every state, dependencies without circles."""

from typing import Any

from hypothesis import strategies as st

from agent_plan_server.models.draft import StepDraft
from agent_plan_server.models.export import PhaseExport, PlanExport, TaskExport
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules.limits import strip_hidden

_WORDS = st.sampled_from(
    [
        "login", "Build", "the", "Straße", "数据库", "ログイン", "é", "Ã©", "âœ…", "✅", "🔄", "null", "true", "NaN",
        "|", "[x]", "[ ]", "- [x]", "#", "## Phase 9:", "Phase 2", "T001", "[P]", "[US1]", '"', "'", "\\", "`", "```",
        "<!--", "-->", "<b>", "{{x}}", "[Name]", "(done)", "(blocked)", "— completed", "depends on 1.2", "@ada",
        "(after Phase 1)", "(2h)", "Week 1:", "1.", "1.2", "US-3", "**bold**", "*", "_", "~~gone~~", "¶", "Tasks:",
        "YYYY-MM-DD", ": x", "Total: 9 tasks", "%%", "&lt;", "src/a.py", "`src/b.py`", "---", "===", "Status: done",
    ]
)  # fmt: skip
_TITLES = (st.lists(_WORDS, min_size=1, max_size=5).map(" ".join) | st.text(min_size=1, max_size=40)).map(
    lambda text: " ".join(strip_hidden(text).split())
)
TITLES = _TITLES.filter(bool)
_KEYS = st.from_regex(r"[1-9]\.[1-9]|[A-Z]{2,4}-[0-9]{1,3}|T[0-9]{3}|[a-z]{2}-[a-z0-9]{3}\.[1-9]", fullmatch=True)
KEYS = _KEYS | TITLES.map(lambda title: title[:24].strip()).filter(bool)
_NUMBERS = st.from_regex(r"[0-9]{1,2}|[0-9]\.[0-9]|[A-Z]|[1-9]b|phase-[1-9]", fullmatch=True)


def make_task(key: str, title: str, **fields: Any) -> TaskExport:
    live = {"proof": None, "claim": None, "attempts": (), "notes": (), "origin": None}
    return TaskExport(key=key, title=title, **live | fields)


def make_phase(number: str, title: str, *tasks: TaskExport, **fields: Any) -> PhaseExport:
    return PhaseExport(number=number, title=title, tasks=tasks, **fields)


def make_plan(*phases: PhaseExport, title: str = "Plan", **fields: Any) -> PlanExport:
    empty = {"criteria": (), "decisions": (), "entries": (), "notes": ()}
    return PlanExport(slug="plan", title=title, phases=phases, seq=1, **empty | fields)


@st.composite
def plans(draw: st.DrawFn) -> PlanExport:
    numbers = draw(st.lists(_NUMBERS, min_size=1, max_size=4, unique_by=str.casefold))
    sizes = [draw(st.integers(min_value=place == 0, max_value=4)) for place in range(len(numbers))]
    keys = draw(st.lists(KEYS, min_size=sum(sizes), max_size=sum(sizes), unique_by=str.casefold))
    tasks = [draw(_tasks(key, tuple(keys[:place]))) for place, key in enumerate(keys)]
    phases = []
    for place, (number, size) in enumerate(zip(numbers, sizes, strict=True)):
        needs = draw(st.sets(st.sampled_from(numbers[:place]))) if place else set()
        own, tasks = tasks[:size], tasks[size:]
        phases.append(make_phase(number, draw(TITLES), *own, depends_on=tuple(n for n in numbers if n in needs)))
    return make_plan(*_in_order(phases, draw(st.sets(st.sampled_from(numbers)))), title=draw(TITLES))


@st.composite
def _tasks(draw: st.DrawFn, key: str, earlier: tuple[str, ...]) -> TaskExport:
    needs = draw(st.sets(st.sampled_from(earlier), max_size=3)) if earlier else set()
    steps = draw(st.lists(st.builds(StepDraft, text=TITLES, done=st.booleans()), max_size=2))
    return make_task(
        key,
        draw(TITLES),
        status=draw(st.sampled_from(TaskStatus)),
        depends_on=tuple(name for name in earlier if name in needs),
        steps=tuple(steps),
        body=draw(st.just("") | TITLES),
    )


def _in_order(phases: list[PhaseExport], parallel: set[str]) -> list[PhaseExport]:
    """What follows what as an importer infers it: each phase the one before, unless some say otherwise."""
    before = [None, *phases[:-1]]
    pairs = list(zip(before, phases, strict=True))
    if any(one and two.depends_on and one.number not in two.depends_on for one, two in pairs):
        return phases
    return [
        two.model_copy(update={"follows": (one.number,)})
        if one and not two.depends_on and two.number not in parallel
        else two
        for one, two in pairs
    ]
