"""Searches and confirmations of several agents, with anything that may change who has what in between."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from drafts import imported, phase, task
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from manual_clock import ManualClock

from agent_plan_server.errors import InvalidRequest, NotFound, Refused
from agent_plan_server.models.claim import Caller, Claim
from agent_plan_server.models.difference import Choice, Preference
from agent_plan_server.models.draft import DecisionDraft, ImportedPlan
from agent_plan_server.models.health import Grade
from agent_plan_server.models.plan import Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.revision import NewTask, TaskEdit
from agent_plan_server.models.states import DecisionKind, TaskStatus
from agent_plan_server.rules.leases import is_takeable
from agent_plan_server.services.additions import add_task
from agent_plan_server.services.claims import Wish, claim_task, release_task, take_task, update_claim
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.health import check_health
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task
from agent_plan_server.services.splitting import split_task
from agent_plan_server.services.standings import resume
from agent_plan_server.storage import Engine, Store, open_engine

EXAMPLES, STEPS = 25, 20
AGENTS = ("ada", "bob", "cy", "di", "eve", "fay")
KEYS = ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2")
PATHS = ("src/a.py", "docs/*.md", "src/**", "web/a.js", "docs/a.md", "lib/**", "web/*", "src/*.py")
POLICY = Policy(claims_per_agent=2)
PERSON = "kim"

Work = Callable[[Store], Any]
Revision = Callable[[Engine], Any]
agents = st.sampled_from(AGENTS)
keys = st.sampled_from(KEYS)
paths = st.sampled_from([(), (), (), (), *((path,) for path in PATHS)])
numbers = st.integers(0, 7)
servers = st.integers(0, 1)
slugs = st.sampled_from(["first", "second"])
wishes = st.builds(Wish, agent=agents, task=st.sampled_from([None] * 12 + [*KEYS]), paths=paths, plan=slugs)
requests = st.sampled_from([0, 0, 0, 1])
HolderAct = Callable[[Engine, str, Caller], Any]
HOLDER_ACTS: list[HolderAct] = [
    lambda engine, handle, by: post_note(engine, "still here", handle, by=by),
    lambda engine, handle, by: update_claim(engine, handle, (PATHS[0],), by=by, policy=POLICY),
    lambda engine, handle, by: update_claim(engine, handle, (PATHS[4],), 60, by=by, policy=POLICY),
    lambda engine, handle, by: release_task(engine, handle, "", by=by),
    lambda engine, handle, by: complete_task(engine, handle, "done", by=by),
    lambda engine, handle, by: report_failure(engine, handle, "broken", by=by, policy=POLICY),
    lambda engine, handle, by: request_decision(engine, "Which?", ("this", "that"), handle, by=by),
]


def edit(
    key: str, add: tuple[str, ...], drop: tuple[str, ...], need: str | None, to: str | None, plan: str
) -> Revision:
    made = TaskEdit(add_paths=add, drop_paths=drop, add_needs=(need,) if need else (), phase=to)
    return lambda engine: edit_task(engine, key, made, "better so", PERSON, plan, POLICY)


def split(key: str, plan: str, take: bool) -> Revision:
    return lambda engine: split_task(engine, key, ("one half", "other half"), "large", PERSON, plan, take=take)


def add(to: str, scope: tuple[str, ...], before: str | None, plan: str) -> Revision:
    new = NewTask(title="More", phase=to, paths=scope, before=(before,) if before else ())
    return lambda engine: add_task(engine, new, "forgotten", PERSON, plan)


def propose(agent: str, after: str | None, scope: tuple[str, ...], plan: str) -> Revision:
    return lambda engine: propose_task(engine, agent, "Found", "needed", after=after, paths=scope, plan=plan)


def take(key: str, plan: str) -> Revision:
    return lambda engine: take_task(engine, key, "needed elsewhere", PERSON, plan)


def read_again(plan: str, made: int, conflicts: Preference) -> Revision:
    choice = Choice(changes=True, conflicts=conflicts)
    return lambda engine: import_plan(engine, draw_up(plan, made), PERSON, choice, policy=POLICY)


revisions = st.one_of(
    st.builds(edit, keys, paths, paths, st.none() | keys, st.sampled_from([None, "1", "2"]), slugs),
    st.builds(split, keys, slugs, st.booleans()),
    st.builds(add, st.sampled_from(["1", "2"]), paths, st.none() | keys, slugs),
    st.builds(propose, agents, st.none() | keys, paths, slugs),
    st.builds(take, keys, slugs),
    st.builds(read_again, slugs, st.integers(0, 11), st.sampled_from(Preference)),
)


# What happens, as the name of a method of `Crowd` with its arguments.
Act = tuple[Any, ...]
daily: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.just("claim"), servers, wishes, requests),
    st.tuples(st.just("work"), numbers, servers, st.sampled_from(HOLDER_ACTS)),
)
acts = st.one_of(
    daily,
    st.tuples(st.just("decide"), numbers, numbers),
    st.tuples(st.just("revise"), revisions),
    st.tuples(st.just("wait"), st.sampled_from([1, 2, 19, 21])),
    st.tuples(st.just("restart"), st.sampled_from([(0,), (1,), (0, 1)]), st.booleans()),
)
meanwhiles = st.lists(daily, max_size=3) | st.lists(acts, max_size=3)


class Searched(Exception):
    """A search has found something; `confirm` is what it would write now."""

    def __init__(self, confirm: Work) -> None:
        self.confirm = confirm


class SearchingEngine:
    """Another is writing just now: what would be written is left for later."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def write_if_free(self, work: Work) -> None:
        return None

    def write(self, work: Work) -> None:
        raise Searched(work)


class Server(NamedTuple):
    engine: Engine
    session: int

    def caller(self, request: int = 0) -> Caller:
        return Caller(session=self.session, request_id=f"r{request}" if request else None)


class Held(NamedTuple):
    """What an act may have changed."""

    tasks: dict[int, Task]
    claims: dict[int, Claim]
    takeable: set[int]


def look(store: Store) -> Held:
    claims = {claim.id: claim for claim in store.claims.list_live()}
    tasks = [each for plan in store.plans.list_all() for each in store.tasks.list_all(plan.id)]
    takeable = {number for number, claim in claims.items() if may_be_taken(store, claim)}
    return Held({each.id: each for each in tasks}, claims, takeable)


def may_be_taken(store: Store, claim: Claim) -> bool:
    gone = store.agents.gone_clock(claim.session) if claim.session is not None else None
    paused = claim.paused_clock is not None
    return is_takeable(claim.expires_clock, store.clock, is_paused=paused, gone_clock=gone, grace_ms=POLICY.grace_ms)


def draw_up(slug: str, made: int = 0) -> ImportedPlan:
    """The plan file, and what somebody has made of it: other files, needs and phases."""
    early = [task(key, PATHS[(number + made) % len(PATHS)]) for number, key in enumerate(KEYS[:5])]
    late = [task("2.1", PATHS[made % len(PATHS)]), task("2.2")]
    (late if made % 3 == 2 else early).append(task("1.6", after=("1.1",) if made % 2 else ()))
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go on?", phase="2", before_tasks=("2.2",))
    after = () if made % 4 == 3 else ("1",)
    return imported(phase("1", *early), phase("2", *late, after=after), slug=slug, title=slug, decisions=(gate,))


class Crowd(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = ManualClock()
        self.servers = [self.start(), self.start()]
        for slug in ("first", "second"):
            import_plan(self.engine, draw_up(slug), PERSON)
        for name in AGENTS:
            resume(self.engine, name)

    def teardown(self) -> None:
        for server in self.servers:
            server.engine.close()
        self.folder.cleanup()

    @property
    def engine(self) -> Engine:
        return self.servers[0].engine

    def start(self) -> Server:
        engine = open_engine(Path(self.folder.name) / "plan.sqlite", self.clock)
        return Server(engine, engine.join())

    def act(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """Do it, or be refused; whatever was granted or ended by it must have been free."""
        before = self.engine.read(look)
        with suppress(Refused, NotFound, InvalidRequest):
            work(*arguments, **named)
        after = self.engine.read(look)
        granted = [claim for number, claim in after.claims.items() if number not in before.claims]
        ended = before.claims.keys() - after.claims.keys()
        lapsed = {each for each in ended if self.outcome_of(each) == "lapsed"}
        assert lapsed <= before.takeable
        for claim in granted:
            was = before.tasks[claim.task_id]
            taken_over = any(before.claims[each].task_id == was.id for each in lapsed)
            assert was.blockers == 0
            assert was.status is TaskStatus.PENDING or taken_over
        self.nobody_has_what_another_has()

    def nobody_has_what_another_has(self) -> None:
        findings = {each.name: each for each in check_health(self.engine).findings}
        assert findings["claims"].grade is Grade.OK, findings["claims"].text
        assert findings["counts"].grade is Grade.OK, findings["counts"].text
        claims = self.engine.read(lambda store: store.claims.list_live())
        assert len({claim.task_id for claim in claims}) == len(claims)
        for name in AGENTS:
            assert sum(claim.agent == name for claim in claims) <= POLICY.claims_per_agent

    def outcome_of(self, number: int) -> str | None:
        claim = self.engine.read(lambda store: store.claims.find(number))
        assert claim is not None
        return claim.outcome

    @rule(server=servers, wish=wishes, request=requests, meanwhile=meanwhiles)
    def claim_while_others_write(self, server: int, wish: Wish, request: int, meanwhile: list[Act]) -> None:
        at = self.servers[server]
        try:
            self.act(claim_task, SearchingEngine(at.engine), wish, at.caller(request), POLICY)
        except Searched as found:
            for each in meanwhile:
                self.happen(each)
            # A server that died has lost what it found.
            if self.servers[server] is at:
                self.act(at.engine.write, found.confirm)

    @rule(act=acts)
    def happen(self, act: Act) -> None:
        name, *arguments = act
        getattr(self, name)(*arguments)

    def claim(self, server: int, wish: Wish, request: int) -> None:
        at = self.servers[server]
        self.act(claim_task, at.engine, wish, at.caller(request), POLICY)

    def work(self, number: int, server: int, do: HolderAct) -> None:
        """Something that its holder does about a claim; a lapsed one is revived by most of it."""
        claims = self.engine.read(lambda store: store.claims.list_live())
        if claims:
            at = self.servers[server]
            self.act(do, at.engine, claims[number % len(claims)].handle, at.caller())

    def decide(self, number: int, option: int) -> None:
        due = self.engine.read(
            lambda store: [d for p in store.plans.list_all() for d in store.decisions.list_all(p.id, only_open=True)]
        )
        if due:
            chosen = due[number % len(due)]
            self.act(decide, self.engine, chosen.name, chosen.options[option % len(chosen.options)], "", PERSON)

    def revise(self, do: Callable[[Engine], Any]) -> None:
        self.act(do, self.engine)

    def wait(self, minutes: float) -> None:
        self.clock.advance(minutes=minutes)

    def restart(self, dying: tuple[int, ...], is_reboot: bool) -> None:
        """Server processes die, and others take their place."""
        for server in dying:
            self.servers[server].engine.close()
        if is_reboot and len(dying) == len(self.servers):
            self.clock.boot, self.clock.monotonic = f"{self.clock.boot}'", 0
        for server in dying:
            self.servers[server] = self.start()


TestCrowd = Crowd.TestCase
TestCrowd.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
