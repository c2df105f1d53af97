"""Tasks, their steps, and what they wait for.

`blockers` is a maintained count, so that finding the next ready task costs the same at any number of tasks; it changes
only together with what it counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.plan import Dependency, Step, Task
from agent_plan_server.models.states import Proof, TaskStatus
from agent_plan_server.storage.decision_rows import Waiting, to_waiting
from agent_plan_server.storage.rows import Row, Rows, dump, load_texts

_FIRST_PAGE, _LARGEST_PAGE = 4, 512


class Candidate(NamedTuple):
    """A ready task, as much of it as the search needs; a tuple, because a search may look at thousands."""

    id: int
    key: str
    scope: tuple[str, ...]
    place: int


class Started(NamedTuple):
    """A task that has just been started, as much of it as its claim needs; `number` counts the attempts.

    `later_plan` is the name of its plan, absent for the first of the store.
    """

    id: int
    plan_id: int
    key: str
    title: str
    estimate_minutes: int | None
    number: int
    later_plan: str | None


class TaskRows(Rows):
    def add(
        self,
        plan: int,
        phase: int,
        draft: TaskDraft,
        position: int,
        *,
        status: TaskStatus,
        proof: Proof | None,
        origin: str | None = None,
    ) -> int:
        row = self._tx.one(
            "insert_task",
            plan=plan,
            phase=phase,
            key=draft.key,
            title=draft.title,
            body=draft.body,
            position=position,
            status=status,
            proof=proof,
            scope=dump(draft.scope),
            estimate=draft.estimate,
            estimate_minutes=draft.estimate_minutes,
            owner=draft.owner,
            origin=origin,
            line=draft.line,
            raw=draft.raw,
            heading_path=dump(draft.heading_path),
        )
        assert row is not None
        self._add_steps(row["id"], draft.steps)
        return int(row["id"])

    def find(self, task: int) -> Task | None:
        row = self._tx.one("find_task", task=task)
        return _task(row) if row else None

    def find_by_key(self, plan: int, key: str) -> Task | None:
        row = self._tx.one("find_task_by_key", plan=plan, key=key)
        return _task(row) if row else None

    def list_all(self, plan: int) -> list[Task]:
        return [_task(row) for row in self._tx.all("list_tasks", plan=plan)]

    def list_of_phase(self, phase: int, limit: int = 100_000, after: int = 0) -> list[Task]:
        rows = self._tx.all("list_phase_tasks", phase=phase, limit=limit, after=after)
        return [_task(row) for row in rows]

    def list_stopped(self, plan: int, status: TaskStatus, limit: int = 200) -> list[Task]:
        """Tasks that are proposed, blocked or failed."""
        return [_task(row) for row in self._tx.all("list_stopped_tasks", plan=plan, status=status, limit=limit)]

    def search(self, plan: int, text: str, limit: int, after: int = 0) -> list[Task]:
        """Those whose key, title or body holds the text; `after` is how many to leave out."""
        rows = self._tx.all("search_tasks", plan=plan, pattern=_pattern(text), limit=limit, after=after)
        return [_task(row) for row in rows]

    def count_found(self, plan: int, text: str) -> int:
        row = self._tx.one("count_search", plan=plan, pattern=_pattern(text))
        return int(row["tasks"]) if row else 0

    def first_unfinished_position(self, phase: int) -> int:
        """Where in a phase the work that is left begins; 0 when there is none."""
        row = self._tx.one("find_first_unfinished_position", phase=phase)
        return int(row["position"]) if row else 0

    def last_position(self, phase: int) -> int:
        """-1 in a phase without tasks."""
        row = self._tx.one("find_last_position", phase=phase)
        return int(row["position"]) if row else -1

    def critical_path(self, plan: int, limit: int, default_minutes: int) -> tuple[str, ...]:
        """Keys along the longest remaining path, then the phases behind it; `default_minutes` as it was ranked by."""
        path: list[str] = []
        row = self._tx.one("find_path_start", plan=plan)
        while row is not None and len(path) < limit:
            last = row["id"]
            path.append(row["key"])
            row = self._tx.one("find_path_next", task=last, default=default_minutes)
        if path and len(path) < limit:
            path += [f"phase {behind['number']}" for behind in self._tx.all("list_phases_behind", task=last)[:1]]
        return tuple(path)

    def list_keys(self, plan: int, start: str, limit: int) -> list[str]:
        """Those that begin with a text, in plan order."""
        return [row["key"] for row in self._tx.all("list_keys", plan=plan, start=start, limit=limit)]

    def list_ready(self, plan: int, after: int, limit: int) -> list[Candidate]:
        """The next tasks with nothing in front, best first; `after` is the place of the last one seen."""
        return list(map(_candidate, self._tx.all("list_ready_tasks", plan=plan, after=after, limit=limit)))

    def iterate_ready(self, plan: int) -> Iterator[Candidate]:
        """All tasks with nothing in front, best first, a few at a time: most searches end at the first."""
        after, page = -1, _FIRST_PAGE
        while rows := self._tx.all("list_ready_tasks", plan=plan, after=after, limit=page):
            yield from map(_candidate, rows)
            if len(rows) < page:
                return
            after, page = rows[-1]["place"], min(page * 4, _LARGEST_PAGE)

    def count_ready(self, plan: int) -> int:
        row = self._tx.one("count_ready_tasks", plan=plan)
        return int(row["tasks"]) if row else 0

    def start(self, task: int, *, is_taken_over: bool) -> Started | None:
        """Move a task to in_progress and raise its number; None when it is not ready, or somebody was faster."""
        row = self._tx.one("start_task", task=task, old="in_progress" if is_taken_over else "pending")
        if row is None:
            return None
        return Started(
            id=task,
            plan_id=row["plan_id"],
            key=row["key"],
            title=row["title"],
            estimate_minutes=row["estimate_minutes"],
            number=row["attempts"],
            later_plan=row["later_plan"],
        )

    def move(self, task: Task, new: TaskStatus, proof: Proof | None = None) -> bool:
        """Change the status; False when the task is not in the status the caller saw."""
        return self._tx.one("move_task", task=task.id, old=task.status, new=new, proof=proof) is not None

    def add_failure(self, task: int) -> int:
        row = self._tx.one("add_task_failure", task=task)
        return int(row["failures"]) if row else 0

    def revise(self, old: Task, new: Task) -> None:
        """Title, body, scope, estimate and owner become those of `new`."""
        self._tx.run(
            "revise_task",
            task=old.id,
            title=new.title,
            body=new.body,
            scope=dump(new.scope),
            estimate=new.estimate,
            estimate_minutes=new.estimate_minutes,
            owner=new.owner,
        )

    def rename(self, keys: Mapping[int, tuple[str, str]]) -> None:
        """Give tasks, by id, another key in the place of one; those that they had stay the names of their claims."""
        for task, (old, _) in keys.items():
            self._tx.run("insert_former_key", key=old, task=task)
            # Apart first: two tasks may change their keys with each other.
            self._tx.run("rename_task", key=f"\x00{task}", task=task)
        for task, (_, new) in keys.items():
            self._tx.run("rename_task", key=new, task=task)

    def relocate(self, task: Task, phase: int, position: int) -> None:
        """Put a task into a phase; the caller sees to the counts of blockers."""
        self._tx.run("relocate_task", task=task.id, phase=phase, position=position)

    def mark_revised(self, task: int, seq: int) -> None:
        """What is asked of the task was changed by an event, which its holder has to be told of."""
        self._tx.run("set_task_revised", task=task, seq=seq)

    def replace_steps(self, task: int, steps: Sequence[StepDraft]) -> None:
        self._tx.run("delete_steps", task=task)
        self._add_steps(task, steps)

    def set_order(self, task: int, rank: int, place: int) -> None:
        self._tx.run("update_task_order", task=task, rank=rank, place=place)

    def set_blockers(self, task: int, blockers: int) -> None:
        self._tx.run("set_task_blockers", task=task, blockers=blockers)

    def wrong_blockers(self, plan: int, task: int | None = None) -> dict[int, int]:
        """Tasks (or one) whose maintained count differs from the one counted now, with the right count."""
        rows = self._tx.all("count_blockers", plan=plan, task=task)
        return {row["id"]: row["counted"] for row in rows if row["counted"] != row["blockers"]}

    def add_to_blockers_of_dependents(self, task: int, by: int) -> list[Waiting]:
        return [to_waiting(row) for row in self._tx.all("add_to_blockers_of_dependents", task=task, by=by)]

    def add_dependency(self, task: int, depends_on: int, *, stated: bool) -> None:
        """The caller raises the count of blockers."""
        self._tx.run("insert_dependency", task=task, depends_on=depends_on, stated=int(stated))

    def drop_inferred_dependency(self, task: int, depends_on: int) -> int:
        return self._tx.run("delete_inferred_dependency", task=task, depends_on=depends_on)

    def drop_dependency(self, task: int, depends_on: int) -> int:
        return self._tx.run("delete_dependency", task=task, depends_on=depends_on)

    def list_dependencies(self, task: int) -> list[Dependency]:
        return [_dependency(row) for row in self._tx.all("list_dependencies", task=task)]

    def list_dependents(self, task: int) -> list[Dependency]:
        return [_dependency(row) for row in self._tx.all("list_dependents", task=task)]

    def plan_dependencies(self, plan: int) -> dict[int, list[tuple[int, str, bool]]]:
        """For each task: id and key of what it waits for, and whether the plan says so itself."""
        found: dict[int, list[tuple[int, str, bool]]] = {}
        for row in self._tx.all("list_plan_dependencies", plan=plan):
            found.setdefault(row["task_id"], []).append((row["depends_on"], row["key"], bool(row["stated"])))
        return found

    def list_steps(self, task: int) -> list[Step]:
        return [_step(row) for row in self._tx.all("list_steps", task=task)]

    def plan_steps(self, plan: int) -> dict[int, list[Step]]:
        found: dict[int, list[Step]] = {}
        for row in self._tx.all("list_plan_steps", plan=plan):
            found.setdefault(row["task_id"], []).append(_step(row))
        return found

    def finish_step(self, task: int, position: int) -> bool:
        """False when the task has no such step."""
        return self._tx.one("finish_step", task=task, position=position) is not None

    def _add_steps(self, task: int, steps: Sequence[StepDraft]) -> None:
        for number, step in enumerate(steps, start=1):
            self._tx.run("insert_step", task=task, position=number, text=step.text, done=int(step.done))


def _candidate(row: Row) -> Candidate:
    return Candidate(id=row["id"], key=row["key"], scope=load_texts(row["scope"]), place=row["place"])


def _pattern(text: str) -> str:
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _dependency(row: Row) -> Dependency:
    return Dependency(key=row["key"], status=row["status"], stated=bool(row["stated"]))


def _step(row: Row) -> Step:
    return Step(position=row["position"], text=row["text"], done=bool(row["done"]))


def _task(row: Row) -> Task:
    return Task(
        id=row["id"],
        plan_id=row["plan_id"],
        phase_id=row["phase_id"],
        phase=row["phase"],
        key=row["key"],
        title=row["title"],
        body=row["body"],
        position=row["position"],
        status=row["status"],
        proof=row["proof"],
        blockers=row["blockers"],
        attempts=row["attempts"],
        failures=row["failures"],
        scope=load_texts(row["scope"]),
        estimate=row["estimate"],
        estimate_minutes=row["estimate_minutes"],
        rank=row["rank"],
        place=row["place"],
        owner=row["owner"],
        origin=row["origin"],
    )
