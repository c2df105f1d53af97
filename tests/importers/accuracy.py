"""How well plans are read, against what a careful person reads in them (`how_to_compare` of truth.json).

    python tests/importers/accuracy.py [FILE...]

A row per plan, totals in per cent. `Tally` is what a test holds to a floor.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from importers.shared_plans import find_shared_plans

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import read_plan
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import ImportedPlan, ImportReport, PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus

ASPECTS = ("plans", "phases", "tasks", "phase titles", "titles", "states", "dependencies", "scopes", "refusals")
_STATUS_OF = {
    **dict.fromkeys(("done", "closed", "completed"), TaskStatus.COMPLETED),
    **dict.fromkeys(("pending", "open", "ready", "todo", "planned"), TaskStatus.PENDING),
    **dict.fromkeys(("deferred", "cancelled", "rejected"), TaskStatus.SKIPPED),
    "in_progress": TaskStatus.IN_PROGRESS,
    "blocked": TaskStatus.BLOCKED,
}
_NOTHING = ImportedPlan(plan=PlanDraft(slug="", title=""), report=ImportReport(format=""))
_PHASES = re.compile(r"Phases (\d+)-(\d+)")
Truth = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Right and wanted of each aspect, and a sentence for each miss."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    wanted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    misses: list[str] = field(default_factory=list)

    def count(self, aspect: str, is_right: bool, miss: str = "") -> None:
        self.wanted[aspect] += 1
        self.right[aspect] += is_right
        if not is_right:
            self.misses.append(f"{aspect}: {miss}")

    def add(self, other: "Tally") -> None:
        for aspect in ASPECTS:
            self.right[aspect] += other.right[aspect]
            self.wanted[aspect] += other.wanted[aspect]

    def share(self, aspect: str) -> float:
        return self.right[aspect] / self.wanted[aspect] if self.wanted[aspect] else 1.0

    def shown(self, aspect: str) -> str:
        return f"{self.right[aspect]}/{self.wanted[aspect]}" if self.wanted[aspect] else "-"


def list_plans(folder: Path) -> Iterator[tuple[Path, Truth]]:
    """Every plan of dev/ and seeds/ with its truth."""
    known = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for slug, truth in known["truth"].items():
        yield next((folder / "dev").glob(f"{slug}.*")), truth
    for slug, truth in known["seeds"].items():
        yield next((folder / "seeds").glob(f"{slug.removeprefix('seed-')}_*")), truth


def measure(path: Path, truth: Truth) -> tuple[Tally, ImportedPlan | None]:
    """What is right in the reading of one plan; None instead of a plan that was refused."""
    tally = Tally()
    try:
        imported = read_plan([path])
    except PlanServerError as error:
        imported = None
        tally.misses.append(str(error))
    if not truth.get("is_plan", True):
        tally.count("refusals", imported is None, "was read as a plan")
        return tally, imported
    read = imported or _NOTHING
    _measure_counts(tally, truth, read)
    _measure_tasks(tally, truth, read)
    _measure_dependencies(tally, truth, read)
    _measure_scopes(tally, truth, read)
    return tally, imported


def is_alike(one: str, other: str) -> bool:
    """Equal without case, emoji, decoration and punctuation; one contains the other; or similar to 0.9."""
    a, b = comparable(one), comparable(other)
    return bool(a and b) and (a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.9)


def _measure_counts(tally: Tally, truth: Truth, imported: ImportedPlan) -> None:
    plan = imported.plan
    phases = len(plan.phases) - _phases_of_loose_tasks(truth) in (truth["n_phases"], *truth.get("n_phases_accept", ()))
    phases = phases or len(plan.phases) in (truth["n_phases"], *truth.get("n_phases_accept", ()))
    tasks = len(plan.tasks) in (truth["n_tasks"], *truth.get("n_tasks_accept", ()))
    if limits := truth.get("n_tasks_range"):
        tasks = tasks or limits[0] <= len(plan.tasks) <= limits[1]
    tally.count("phases", phases, f"{len(plan.phases)} for {truth['n_phases']}")
    tally.count("tasks", tasks, f"{len(plan.tasks)} for {truth['n_tasks']}")
    tally.count("plans", phases and tasks, "phases or tasks")
    names = [(phase.title, f"{phase.label}: {phase.title}") for phase in plan.phases]
    for title in truth.get("phases", truth.get("phases_real", ())) if truth["n_phases"] else ():
        tally.count("phase titles", any(is_alike(title, each) for pair in names for each in pair), title)


def _phases_of_loose_tasks(truth: Truth) -> int:
    """In a draft every task stands in a phase: one more where a reader sees tasks in none."""
    samples = [*truth.get("sample_tasks", ()), *truth.get("tasks", ())]
    return int(truth["n_phases"] == 0 or any("phase" in each and each["phase"] is None for each in samples))


def _measure_tasks(tally: Tally, truth: Truth, imported: ImportedPlan) -> None:
    for sample in truth.get("sample_tasks", ()):
        task = _find_task(imported.plan.tasks, sample)
        tally.count("titles", task is not None, sample["title"])
        wanted = _STATUS_OF[sample["state"]]
        is_right = task is not None and task.status is wanted
        tally.count("states", is_right, f"{sample['title']}: {task.status if task else 'absent'} for {wanted}")


def _measure_dependencies(tally: Tally, truth: Truth, imported: ImportedPlan) -> None:
    for edge in truth.get("dependencies", ()):
        if isinstance(edge, str) or edge.get("level") not in ("task", "phase"):
            continue
        said = f"{edge['from']} needs {edge['depends_on']}"
        tally.count("dependencies", _holds(imported, edge["from"], edge["depends_on"]), said)


def _holds(imported: ImportedPlan, source: str, target: str) -> bool:
    """The edge is in the plan, or the report says that its target is not."""
    nodes: Sequence[PhaseDraft | TaskDraft] = (*imported.plan.phases, *imported.plan.tasks)
    from_names = [node for node in nodes if _is_called(node, source)]
    if (ends := _PHASES.fullmatch(target)) is not None:
        numbers = {str(number) for number in range(int(ends[1]), int(ends[2]) + 1)}
        return any(numbers <= set(node.depends_on) for node in from_names)
    to_names = {name for node in nodes if _is_called(node, target) for name in _names(node)[:1]}
    if any(to_names & set(node.depends_on) for node in from_names):
        return True
    return not to_names and any(target.casefold() in each.text.casefold() for each in imported.report.unresolved)


def _names(node: PhaseDraft | TaskDraft) -> tuple[str, ...]:
    if isinstance(node, TaskDraft):
        return (node.key, node.title)
    return (node.number, node.label, node.title)


def _is_called(node: PhaseDraft | TaskDraft, name: str) -> bool:
    names = _names(node)
    if name.casefold() in (each.casefold() for each in names):
        return True
    return len(comparable(name)) > 8 and any(is_alike(name, each) for each in names[-1:])


def _measure_scopes(tally: Tally, truth: Truth, imported: ImportedPlan) -> None:
    known = [path for task in imported.plan.tasks for path in task.scope]
    for said in truth.get("file_scopes", ()):
        paths = said.partition(": ")[2] or said
        for path in paths.split(" -> "):
            tally.count("scopes", any(_is_path(path, each) for each in known), path)
    for sample in truth.get("sample_tasks", ()):
        task = _find_task(imported.plan.tasks, sample)
        for path in sample.get("files", ()):
            is_right = task is not None and any(_is_path(path, each) for each in task.scope)
            tally.count("scopes", is_right, f"{path} of {sample['title']}")


def _is_path(wanted: str, found: str) -> bool:
    """A folder is kept as the pattern of all in it ("src/**"), and a file without its lines ("a.go:4-9")."""
    one, other = (re.sub(r":\d+(?:-\d+)?$", "", path.strip()).removesuffix("**").strip("/") for path in (wanted, found))
    return one == other or other.endswith(f"/{one}") or one.endswith(f"/{other}")


def _find_task(tasks: Iterable[TaskDraft], sample: Truth) -> TaskDraft | None:
    alike = [task for task in tasks if is_alike(task.title, sample["title"])]
    same = [task for task in alike if sample.get("id") and task.key.casefold() == str(sample["id"]).casefold()]
    exact = [task for task in alike if comparable(task.title) == comparable(sample["title"])]
    return next(iter([*same, *exact, *alike]), None)


def _print_row(name: str, tally: Tally, found: str) -> None:
    print(f"{name:28.28} {found:>14}", *(f"{tally.shown(aspect):>12.12}" for aspect in ASPECTS[1:]))


def main(names: Sequence[str]) -> None:
    folder = find_shared_plans()
    if folder is None:
        sys.exit("Shared plans are absent: set AGENT_PLAN_SHARED to their folder.")
    wanted = {Path(name).stem for name in names if name != "-v"}
    total = Tally()
    print(f"{'':28} {'phases+tasks':>14}", *(f"{aspect:>12}" for aspect in ASPECTS[1:]))
    for path, truth in list_plans(folder):
        if wanted and path.stem not in wanted:
            continue
        tally, imported = measure(path, truth)
        found = f"{len(imported.plan.phases)}+{len(imported.plan.tasks)}" if imported else "refused"
        _print_row(path.stem, tally, found)
        if wanted or "-v" in names:
            print(*(f"    {miss}" for miss in tally.misses), sep="\n")
        total.add(tally)
    _print_row("total", total, total.shown("plans"))
    print(", ".join(f"{aspect} {total.share(aspect):.0%}" for aspect in ASPECTS))


if __name__ == "__main__":
    main(sys.argv[1:])
