"""Agents as real processes change one repository at once; is what they made merged without a conflict?

python tests/benchmarks/merge.py --agents 8 --tasks 200
python tests/benchmarks/merge.py --agents 3 --tasks 12 --merge-every 0    merge once, at the end

Guarded: each takes a worktree from `agent-plan worktree add`, and `agent-plan merge --all` brings the work together.
Control: the same agents and edits with a plan that says nothing of files, worktrees from main as it is, `git merge`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from benchmarks.merge_project import Job, is_built, list_lost, make_jobs, make_project
from processes import environment
from repositories import git

from agent_plan_server.models.noun import Noun
from agent_plan_server.storage import open_engine

_AGENT = Path(__file__).parent / "merge_agent.py"
_MERGE = ("-m", "agent_plan_server", "merge", "--all", "--json")
_SECONDS = 3600


class MergeReport(Noun):
    """Seconds; `waiting_for_files` and `waiting_for_tasks` are shares of all the time of the agents."""

    agents: int
    tasks: int
    conflicts: int
    merged: int
    lost_edits: int
    main_builds: bool
    wall_s: float
    waiting_for_files: float
    waiting_for_tasks: float


class GuardedLane:
    """`agent-plan merge --all`, as a person runs it."""

    def __init__(self, project: Path, jobs: list[Job]) -> None:
        self._project = project
        self.merged: set[str] = set()
        self.conflicts = 0

    def merge(self) -> None:
        answer = subprocess.run(
            [sys.executable, *_MERGE], cwd=self._project, env=environment(), capture_output=True, text=True, check=False
        )
        if answer.returncode not in (0, 4):
            raise RuntimeError(answer.stderr)
        for line in json.loads(answer.stdout)["lines"]:
            if line["state"] in ("merged", "contained"):
                self.merged.add(line["task"])
            self.conflicts += line["state"] == "returned"


class ControlLane:
    """`git merge` of what is completed, in the order of the plan, in a worktree of the main branch."""

    def __init__(self, project: Path, jobs: list[Job]) -> None:
        self._place = project.parent / "main"
        git(project, "worktree", "add", "-q", str(self._place), "main")
        self._engine = open_engine(project / ".git" / "agent-plan" / "agent-plan.db")
        self.merged: set[str] = set()
        self._refused: set[str] = set()

    @property
    def conflicts(self) -> int:
        return len(self._refused)

    def merge(self) -> None:
        for work in self._engine.read(lambda store: store.claims.list_completed(1)):
            if work.claim.task not in self.merged | self._refused and work.claim.branch:
                self._merge_one(work.claim.task, work.claim.branch)

    def _merge_one(self, key: str, branch: str) -> None:
        command = ["git", "merge", "-q", "--no-ff", "-m", f"Merge {key}", branch]
        if subprocess.run(command, cwd=self._place, capture_output=True, check=False).returncode == 0:
            self.merged.add(key)
            return
        self._refused.add(key)
        git(self._place, "merge", "--abort")


def run_merges(
    folder: Path, agents: int, tasks: int, *, guarded: bool, every: float = 2.0, work: float = 0.0, seed: int = 1
) -> MergeReport:
    """Merge every so many seconds while the agents work, and once at the end; with 0 only at the end."""
    jobs = make_jobs(tasks, seed)
    project = make_project(folder, jobs, has_scopes=guarded)
    lane = (GuardedLane if guarded else ControlLane)(project, jobs)
    began = time.monotonic()
    told = _run_agents(project, agents, work, lane.merge, every, guarded=guarded)
    lane.merge()
    wall = time.monotonic() - began
    total = sum(each["seconds"] for each in told) or 1.0
    return MergeReport(
        agents=agents,
        tasks=tasks,
        conflicts=lane.conflicts,
        merged=len(lane.merged),
        lost_edits=len(list_lost(project, [job for job in jobs if job.key in lane.merged])),
        main_builds=is_built(project, folder),
        wall_s=round(wall, 1),
        waiting_for_files=round(sum(each["scope"] for each in told) / total, 3),
        waiting_for_tasks=round(sum(each["other"] for each in told) / total, 3),
    )


def _run_agents(
    project: Path, agents: int, work: float, merge: Callable[[], None], every: float, *, guarded: bool
) -> list[dict[str, float]]:
    """What each agent says in the end; raises RuntimeError when one fails."""
    processes = [
        subprocess.Popen(
            [sys.executable, str(_AGENT), f"agent-{n}", str(project), "--work", str(work)]
            + ([] if guarded else ["--control"]),
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        for n in range(agents)
    ]
    is_over = threading.Event()
    merging = threading.Thread(target=_merge_until, args=(is_over, merge, every))
    merging.start()
    try:
        said = [process.communicate(timeout=_SECONDS)[0] for process in processes]
    finally:
        is_over.set()
        for process in processes:
            process.kill()
        merging.join()
    if failed := [n for n, process in enumerate(processes) if process.returncode]:
        raise RuntimeError(f"agents {failed} failed")
    return [json.loads(text.splitlines()[-1]) for text in said]


def _merge_until(is_over: threading.Event, merge: Callable[[], None], every: float) -> None:
    while every and not is_over.wait(every):
        merge()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=8)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--work", type=float, default=0.5, help="seconds of thought for each task")
    parser.add_argument("--merge-every", type=float, default=2.0, help="seconds; 0 merges once, at the end")
    parser.add_argument("--control", action="store_true", help="only the control")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    reports: dict[str, MergeReport] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("control",) if options.control else ("guarded", "control"):
            reports[name] = run_merges(
                Path(folder) / name,
                options.agents,
                options.tasks,
                guarded=name == "guarded",
                every=options.merge_every,
                work=options.work,
                seed=options.seed,
            )
    _print(reports, as_json=options.json)
    guarded = reports.get("guarded")
    return int(guarded is not None and (guarded.conflicts, guarded.merged) != (0, guarded.tasks))


def _print(reports: dict[str, MergeReport], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"v": 1, **{name: report.model_dump() for name, report in reports.items()}}, indent=2))
        return
    print(f"{'':>20}" + "".join(f"{name:>12}" for name in reports))
    for field in MergeReport.model_fields:
        print(
            f"{field.replace('_', ' '):>20}" + "".join(f"{getattr(report, field)!s:>12}" for report in reports.values())
        )


if __name__ == "__main__":
    sys.exit(main())
