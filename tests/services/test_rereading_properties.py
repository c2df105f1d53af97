"""Whatever people make of a file and agents of its tasks meanwhile, reading it again keeps both."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest
from claiming import content_of
from drafts import imported
from hypothesis import given, settings
from hypothesis import strategies as st
from manual_clock import ManualClock

from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.difference import Choice
from agent_plan_server.models.draft import PhaseDraft, StepDraft, TaskDraft
from agent_plan_server.models.revision import NewTask, TaskEdit
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.services.additions import add_task
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.exports import export_plan
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.splitting import split_task
from agent_plan_server.storage import Engine, open_engine

VERBS = ("Parse", "Print", "Measure", "Document", "Rewrite", "Harden", "Delete", "Translate")
NOUNS = ("tables", "queries", "the kernel", "every menu", "old logs", "fonts", "a socket", "mail")
PHASES = ("Foundation", "Delivery", "Operation")
EXAMPLES = 60


class Item(NamedTuple):
    """A task of the file; `number` is its own for good, whatever it is called."""

    number: int
    title: str
    phase: int
    scope: tuple[str, ...] = ()
    needs: tuple[int, ...] = ()
    owner: str | None = None
    steps: tuple[str, ...] = ()
    done: bool = False


def title_of(number: int) -> str:
    return f"{VERBS[number % 8]} {NOUNS[number // 8 % 8]}"


items = st.builds(
    lambda number, phase, files, needs: Item(
        number, title_of(number), phase, tuple(f"src/{n}.py" for n in files), tuple(needs)
    ),
    st.integers(0, 31),
    st.integers(0, 2),
    st.lists(st.integers(0, 9), max_size=2, unique=True),
    st.lists(st.integers(0, 31), max_size=2, unique=True),
)
plans = st.lists(items, min_size=1, max_size=8, unique_by=lambda item: item.number)
Change = tuple[str, int, int]
changes = st.lists(
    st.tuples(
        st.sampled_from(["insert", "remove", "move", "retitle", "files", "needs", "owner", "steps", "swap", "tick"]),
        st.integers(0, 31),
        st.integers(0, 31),
    ),
    max_size=6,
)
acts = st.lists(
    st.tuples(st.sampled_from(["claim", "note", "complete", "fail"]), st.integers(0, 9), st.sampled_from("abc")),
    max_size=8,
)
revisions = st.lists(
    st.tuples(st.sampled_from(["title", "owner", "files", "add", "split"]), st.integers(0, 9)), max_size=3
)


def draw_up(file: list[Item], *, own_keys: bool, first: int = 1) -> tuple[PhaseDraft, ...]:
    """The plan as an importer would read it; needs point back only, so that no circle is possible among tasks."""
    keys: dict[int, str] = {}
    for phase in range(3):
        for place, item in enumerate([each for each in file if each.phase == phase], start=first):
            keys[item.number] = f"{phase + 1}.{place}"
    return tuple(
        PhaseDraft(
            number=str(phase + 1),
            title=PHASES[phase],
            follows=(str(phase),) if phase else (),
            tasks=tuple(draft_of(item, keys, own_keys) for item in file if item.phase == phase),
        )
        for phase in range(3)
    )


def draft_of(item: Item, keys: dict[int, str], own_keys: bool) -> TaskDraft:
    return TaskDraft(
        key=keys[item.number],
        own_key=own_keys,
        title=item.title,
        scope=item.scope,
        depends_on=tuple(keys[each] for each in item.needs if each < item.number and each in keys),
        owner=item.owner,
        steps=tuple(StepDraft(text=text) for text in item.steps),
        status=TaskStatus.COMPLETED if item.done else TaskStatus.PENDING,
    )


def change_file(file: list[Item], made: list[Change]) -> list[Item]:
    after = list(file)
    for kind, at, value in made:
        numbers = {item.number for item in after}
        if kind == "insert":
            if value not in numbers:
                after.insert(at % (len(after) + 1), Item(value, title_of(value), at % 3))
        elif after:
            place = at % len(after)
            if kind == "remove" and len(after) > 1:
                del after[place]
            elif kind == "swap":
                other = value % len(after)
                after[place], after[other] = after[other], after[place]
            elif kind in CHANGES:
                after[place] = CHANGES[kind](after[place], value)
    return after


CHANGES: dict[str, Callable[[Item, int], Item]] = {
    "move": lambda item, value: item._replace(phase=value % 3),
    "retitle": lambda item, value: item._replace(title=f"{item.title} of customer {value}"),
    "files": lambda item, value: item._replace(scope=(f"src/{value % 10}.py", f"docs/{value}.md")),
    "needs": lambda item, value: item._replace(needs=(value,)),
    "owner": lambda item, value: item._replace(owner=f"owner {value}"),
    "steps": lambda item, value: item._replace(steps=("begin", f"end {value}")),
    "tick": lambda item, value: item._replace(done=True),
}


def work(engine: Engine, made: list[tuple[str, int, str]]) -> None:
    """What agents do, as far as it is possible."""
    handles: list[str] = []
    for kind, at, agent in made:
        try:
            if kind == "claim":
                reply = claim_task(engine, Wish(agent=agent))
                handles += [reply.claim.handle] if reply.claim else []
            elif handles:
                handle = handles[at % len(handles)]
                act: Callable[..., Any] = {"note": _note, "complete": complete_task, "fail": report_failure}[kind]
                act(engine, handle, "done")
        except PlanServerError:
            continue


def _note(engine: Engine, handle: str, text: str) -> None:
    post_note(engine, text, handle=handle)


def revise(engine: Engine, made: list[tuple[str, int]]) -> None:
    """What people change in the store meanwhile."""
    for kind, at in made:
        keys = [task.key for task in export_plan(engine).tasks]
        key = keys[at % len(keys)]
        try:
            if kind == "add":
                add_task(engine, NewTask(title=f"Extra {at}"), "why not", "kim")
            elif kind == "split":
                split_task(engine, key, (f"First of {key}", f"Second of {key}"), "too large", "kim")
            else:
                edits = {"title": {"title": f"Store {at}"}, "owner": {"owner": "kim"}, "files": {"add_paths": ("x/y",)}}
                edit_task(engine, key, TaskEdit(**edits[kind]), "because", "kim")
        except PlanServerError:
            continue


def runtime_of(engine: Engine) -> dict[str, Any]:
    """What agents did, and nothing of what the plan says."""
    content = content_of(engine)
    return {
        "claims": [row[:7] + row[8:17] for row in content["claims"]],
        "notes": [row for row in content["notes"] if row[4] in "abc"],
        "messages": content["messages"],
        "evidence": content["evidence"],
    }


def counters_of(engine: Engine) -> dict[int, tuple[int, int]]:
    tasks = engine.read(lambda store: store.tasks.list_all(1))
    return {task.id: (task.attempts, task.failures) for task in tasks}


def held_by(engine: Engine) -> dict[str, str]:
    return {claim.handle.split("/")[1]: claim.agent for claim in engine.read(lambda store: store.claims.list_live())}


class Run(NamedTuple):
    engine: Engine
    file: list[Item]
    own_keys: bool


@pytest.fixture(scope="module")
def begin(tmp_path_factory):
    """A store of its own for every example."""
    opened: list[Engine] = []

    def begin_run(file: list[Item], own_keys: bool) -> Run:
        folder = Path(mkdtemp(dir=tmp_path_factory.getbasetemp()))
        while opened:
            opened.pop().close()
        engine = open_engine(folder / "plan.sqlite", ManualClock())
        opened.append(engine)
        import_plan(engine, imported(*draw_up(file, own_keys=own_keys)), "kim")
        return Run(engine, file, own_keys)

    yield begin_run
    for engine in opened:
        engine.close()


@settings(max_examples=EXAMPLES, deadline=None)
@given(plans, changes, acts, revisions, st.booleans(), st.integers(1, 2))
def test_what_happened_stays_and_every_count_is_right(begin, file, made, done, revised, own_keys, first):
    engine = begin(file, own_keys).engine
    work(engine, done)
    revise(engine, revised)
    before, counters, held = runtime_of(engine), counters_of(engine), held_by(engine)
    after = imported(*draw_up(change_file(file, made), own_keys=own_keys, first=first))

    outcome = import_plan(engine, after, "kim", Choice(changes=True))

    assert runtime_of(engine) == before
    assert counters_of(engine).items() >= counters.items()
    assert held_by(engine) == held
    assert repair_counts(engine, "kim") == 0
    assert engine.read(lambda store: store.events.first_broken_link()) is None
    rows = content_of(engine)
    again = import_plan(engine, after, "kim", Choice(changes=True))
    assert len(again.left) == len(outcome.left)
    assert content_of(engine) == rows


@settings(max_examples=EXAMPLES, deadline=None)
@given(plans, changes, st.booleans(), st.integers(1, 2))
def test_where_only_the_file_changed_the_store_says_what_it_says(begin, file, made, own_keys, first):
    engine = begin(file, own_keys).engine
    edited = change_file(file, made)
    after = draw_up(edited, own_keys=own_keys, first=first)

    outcome = import_plan(engine, imported(*after), "kim", Choice(changes=True))

    assert outcome.left == ()
    stored = export_plan(engine)
    titles = {task.key: task.title for task in stored.tasks}
    there = {task.key: task.title for phase in after for task in phase.tasks}
    live = [(phase.number, task) for phase in stored.phases for task in phase.tasks if task.status != "skipped"]
    wanted = [(phase.number, task) for phase in after for task in phase.tasks]
    assert [say(number, task, titles) for number, task in live] == [say(number, task, there) for number, task in wanted]
    if own_keys:
        assert [task.key for _, task in live] == [task.key for _, task in wanted]


def say(phase: str, task: TaskDraft, titles: dict[str, str]) -> tuple[Any, ...]:
    needs = sorted(titles[key] for key in task.depends_on)
    steps = [(step.text, step.done) for step in task.steps]
    return phase, task.title, sorted(task.scope), needs, task.owner, steps, task.status


@settings(max_examples=EXAMPLES, deadline=None)
@given(plans, changes, acts, st.booleans())
def test_additions_alone_change_nothing_that_was_there(begin, file, made, done, own_keys):
    engine = begin(file, own_keys).engine
    work(engine, done)
    before = {task.key: task for task in export_plan(engine).tasks}

    import_plan(engine, imported(*draw_up(change_file(file, made), own_keys=own_keys)), "kim")

    after = {task.key: task for task in export_plan(engine).tasks}
    for key, task in before.items():
        now = after[key]
        assert (now.title, now.scope, now.owner, now.steps, now.status, now.claim, now.attempts, now.depends_on) == (
            task.title,
            task.scope,
            task.owner,
            task.steps,
            task.status,
            task.claim,
            task.attempts,
            task.depends_on,
        )
    assert repair_counts(engine, "kim") == 0
