"""Several server processes work off one plan; with kills, they die all the time while they do.

python tests/faults/race.py --processes 8 --tasks 200
python tests/faults/race.py --processes 8 --kills 1000
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from faults.agents import Manner, ScriptedAgent, run_agents
from faults.doors import DOORS, MIXED, choose_door
from faults.history import Acknowledged, check_history
from faults.plan import write_plan

from agent_plan_server.models.claim import Caller
from agent_plan_server.models.noun import Noun
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide
from agent_plan_server.storage import Engine, open_engine

# Short leases, so that take-overs happen: 1.2 s, and 0.3 s of grace after a death.
SHORT = {"AGENT_PLAN_LEASE_MINUTES": "0.02", "AGENT_PLAN_GRACE_MINUTES": "0.005"}
# Of the servers that are struck while they start, this share dies.
_EARLY = 0.1
BUSY = Manner(releases=0.6, fails=0.03, hangs=0.02, hang_seconds=2.0, think_seconds=0.01)


class RaceReport(Noun):
    """What happened, and what was wrong; a race is good when `wrong` and `errors` are empty."""

    acknowledged: int
    claims: int
    completed: int
    stale: int
    kills: int
    killed_while_starting: int
    slowest_s: float
    seconds: float
    granted_more_than_once: int
    wrong: tuple[str, ...]
    errors: tuple[str, ...]


def run_race(
    store: Path, door: str, processes: int, tasks: int, seed: int = 1, plant: str = "", seconds: float = 120
) -> RaceReport:
    """Nobody dies: every task has to be granted once and completed once."""
    write_plan(store, tasks, seed)
    settings = {"FAULTS_PLANT": plant} if plant else {}
    agents = [
        ScriptedAgent(f"agent-{n}", store, choose_door(door, n), settings, Manner(), seed) for n in range(processes)
    ]
    began = time.monotonic()
    is_over = run_agents(agents, seconds)
    return _report(store, agents, None, began, [] if is_over else ["the agents did not come to an end"])


def run_kills(
    store: Path, door: str, processes: int, kills: int, pause: float, seed: int = 1, seconds: float = 300
) -> RaceReport:
    """Servers are killed at random moments, every `pause` seconds on average, until so many have died."""
    write_plan(store, 400 + 20 * kills, seed)
    agents = [ScriptedAgent(f"agent-{n}", store, choose_door(door, n), SHORT, BUSY, seed) for n in range(processes)]
    began = time.monotonic()
    engine = open_engine(store)
    reaper = Reaper(agents, engine, kills, pause, seed)
    is_over = run_agents(agents, seconds, reaper.strike)
    problems = [] if is_over else ["the agents did not come to an end"]
    problems += [] if reaper.kills == kills else [f"only {reaper.kills} of {kills} servers were killed"]
    problems += _go_on(engine)
    engine.close()
    return _report(store, agents, reaper, began, problems)


class Reaper:
    """Kills servers, and answers as the person whom failed tasks wait for."""

    def __init__(self, agents: list[ScriptedAgent], engine: Engine, kills: int, pause: float, seed: int) -> None:
        self._agents, self._engine, self._wanted, self._pause = agents, engine, kills, pause
        self._chance = random.Random(seed)
        self._next = time.monotonic()
        self._next_answer = time.monotonic()
        self.kills = 0
        self.early = 0

    def strike(self) -> bool:
        """Called all the time; True when enough have died."""
        now = time.monotonic()
        if now >= self._next_answer:
            self._next_answer = now + 0.5
            self._answer()
        if now >= self._next and (victim := self._chance.choice(self._agents)):
            is_starting = not victim.is_served
            # Some starts are spared, or nobody would ever come to work.
            if (is_starting and self._chance.random() > _EARLY) or not victim.kill_server():
                return False
            self.early += is_starting
            self.kills += 1
            self._next = now + self._chance.expovariate(1 / self._pause)
        return self.kills >= self._wanted

    def _answer(self) -> None:
        for decision in self._engine.read(lambda store: store.decisions.list_all(1, only_open=True)):
            decide(self._engine, decision.name, "retry", "", "person")


def _go_on(engine: Engine) -> list[str]:
    """The next process continues: it gets a task and completes it."""
    reply = claim_task(engine, Wish(agent="next"), Caller(session=engine.join()))
    if reply.claim is None:
        return [] if "files that are held" in (reply.reason or "") else [f"nothing for the next agent: {reply.reason}"]
    outcome = complete_task(engine, reply.claim.handle, "done").outcome
    return [] if outcome == "reported" else [f"the next agent's completion was {outcome}"]


def _report(
    store: Path, agents: list[ScriptedAgent], reaper: Reaper | None, began: float, problems: list[str]
) -> RaceReport:
    seconds = time.monotonic() - began
    told: list[Acknowledged] = [each for agent in agents for each in agent.told]
    claims = Counter(each.task for each in told if each.kind == "task_claimed")
    return RaceReport(
        acknowledged=len(told),
        claims=sum(claims.values()),
        completed=sum(each.kind == "task_completed" for each in told),
        stale=sum(agent.stale for agent in agents),
        kills=reaper.kills if reaper else 0,
        killed_while_starting=reaper.early if reaper else 0,
        slowest_s=max((wait for agent in agents for wait in agent.waits), default=0.0),
        seconds=seconds,
        granted_more_than_once=sum(count > 1 for count in claims.values()),
        wrong=tuple(problems + check_history(store, told)),
        errors=tuple(error for agent in agents for error in agent.errors),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two kills, on average")
    parser.add_argument("--door", choices=[*DOORS, MIXED], default=MIXED)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "plan.db"
        if options.kills:
            limit = 60 + options.kills * (options.pause + 2)
            report = run_kills(
                store, options.door, options.processes, options.kills, options.pause, options.seed, limit
            )
        else:
            report = run_race(store, options.door, options.processes, options.tasks, options.seed)
    for name, value in report:
        print(f"{name:>24}  {value}")
    return 1 if report.wrong or report.errors else 0


if __name__ == "__main__":
    sys.exit(main())
