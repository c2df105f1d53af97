"""Plans and their phases."""

from collections.abc import Mapping
from typing import NamedTuple

from agent_plan_server.models.draft import ImportedPlan, PhaseDraft, PlanDraft
from agent_plan_server.models.plan import Phase, Plan, Progress
from agent_plan_server.models.states import PROGRESS_STATES, READY
from agent_plan_server.storage.decision_rows import Waiting, to_waiting
from agent_plan_server.storage.rows import Row, Rows, moment, optional_moment


class PhaseFigure(NamedTuple):
    """How many tasks of a phase are in one state (none at all: no state), and their minutes of estimate.

    A tuple in the order of the statement: every look at a plan reads them all.
    """

    phase: str
    title: str
    position: int
    blockers: int
    closed_at: int | None
    state: str | None
    tasks: int
    minutes: int

    @property
    def is_open(self) -> bool:
        return self.blockers == 0 and self.closed_at is None


class PlanRows(Rows):
    def add(self, imported: ImportedPlan) -> int:
        row = self._tx.one("insert_plan", slug=imported.plan.slug, **self._values(imported))
        assert row is not None
        self._put_draft(row["id"], imported.plan)
        return int(row["id"])

    def update(self, plan: int, imported: ImportedPlan) -> None:
        """A plan was read again: its title and goal, where it is from, and what counts as imported from now on."""
        self._tx.run("update_plan", plan=plan, **self._values(imported))
        self._put_draft(plan, imported.plan)

    def put_rendered(self, plan: int, draft: PlanDraft, digest: str) -> None:
        """What the files of a plan say after they were written."""
        self._tx.run("update_plan_digest", plan=plan, digest=digest)
        self._put_draft(plan, draft)

    def get(self, plan: int) -> Plan:
        """The plan of something that is in the store, so it is there."""
        row = self._tx.one("find_plan", plan=plan)
        assert row is not None
        return _plan(row)

    def find_by_slug(self, slug: str) -> Plan | None:
        row = self._tx.one("find_plan_by_slug", slug=slug)
        return _plan(row) if row else None

    def find_newest(self) -> Plan | None:
        row = self._tx.one("find_newest_plan")
        return _plan(row) if row else None

    def list_all(self) -> list[Plan]:
        """The newest first."""
        return [_plan(row) for row in self._tx.all("list_plans")]

    def find_draft(self, plan: int) -> PlanDraft:
        row = self._tx.one("find_plan_draft", plan=plan)
        assert row is not None
        return PlanDraft.model_validate_json(row["draft"])

    def add_phase(self, plan: int, draft: PhaseDraft, position: int) -> int:
        row = self._tx.one(
            "insert_phase",
            plan=plan,
            number=draft.number,
            title=draft.title,
            goal=draft.goal,
            position=position,
            estimate=draft.estimate,
            estimate_minutes=draft.estimate_minutes,
            actual=draft.actual,
            complexity=draft.complexity,
        )
        assert row is not None
        for state in (*PROGRESS_STATES, READY):
            self._tx.run("insert_progress", phase=row["id"], state=state)
        return int(row["id"])

    def add_phase_dependency(self, phase: int, depends_on: int, *, stated: bool) -> None:
        self._tx.run("insert_phase_dependency", phase=phase, depends_on=depends_on, stated=int(stated))

    def revise_phase(self, phase: Phase) -> None:
        """What a plan says of a phase becomes what is given, but for its number."""
        self._tx.run(
            "revise_phase",
            phase=phase.id,
            title=phase.title,
            goal=phase.goal,
            position=phase.position,
            estimate=phase.estimate,
            estimate_minutes=phase.estimate_minutes,
            actual=phase.actual,
            complexity=phase.complexity,
        )

    def rename_phases(self, numbers: Mapping[int, str]) -> None:
        """Give phases, by id, other numbers."""
        for phase in numbers:
            # Apart first: two phases may change their numbers with each other.
            self._tx.run("rename_phase", number=f"\x00{phase}", phase=phase)
        for phase, number in numbers.items():
            self._tx.run("rename_phase", number=number, phase=phase)

    def drop_dependency(self, phase: int, depends_on: int) -> int:
        return self._tx.run("delete_phase_dependency", phase=phase, depends_on=depends_on)

    def drop_inferred_dependency(self, phase: int, depends_on: int) -> int:
        return self._tx.run("delete_inferred_phase_dependency", phase=phase, depends_on=depends_on)

    def list_phases(self, plan: int) -> list[Phase]:
        return [_phase(row) for row in self._tx.all("list_phases", plan=plan)]

    def find_phase(self, phase: int) -> Phase | None:
        row = self._tx.one("find_phase", phase=phase)
        return _phase(row) if row else None

    def find_phase_by_number(self, plan: int, number: str) -> Phase | None:
        row = self._tx.one("find_phase_by_number", plan=plan, number=number)
        return _phase(row) if row else None

    def phase_dependencies(self, plan: int) -> dict[int, list[tuple[int, str, bool]]]:
        """For each phase: id and number of what it waits for, and whether the plan says so itself."""
        found: dict[int, list[tuple[int, str, bool]]] = {}
        for row in self._tx.all("list_phase_dependencies", plan=plan):
            found.setdefault(row["phase_id"], []).append((row["depends_on"], row["number"], bool(row["stated"])))
        return found

    def phase_dependents(self, phase: int) -> list[int]:
        return [row["phase_id"] for row in self._tx.all("list_phase_dependents", phase=phase)]

    def close_phase(self, phase: int) -> bool:
        """False when something in it is left to do, something is before it, or it was closed already."""
        return self._tx.one("close_phase", phase=phase, now=self._tx.now) is not None

    def reopen_phase(self, phase: int) -> bool:
        return self._tx.one("reopen_phase", phase=phase) is not None

    def add_to_phase_blockers(self, phase: int, by: int) -> list[Waiting]:
        """The phase and all its tasks wait for one phase more or less; those tasks that wait for nothing now."""
        self._tx.run("add_to_phase_blockers", phase=phase, by=by)
        rows = self._tx.all("add_to_blockers_of_phase_tasks", phase=phase, by=by)
        return [to_waiting(row) for row in rows if row["blockers"] == 0]

    def set_phase_blockers(self, phase: int, blockers: int) -> None:
        self._tx.run("set_phase_blockers", phase=phase, blockers=blockers)

    def wrong_phase_blockers(self, plan: int) -> dict[int, int]:
        """Phases whose maintained count differs from the one counted now, with the right count."""
        rows = self._tx.all("count_phase_blockers", plan=plan)
        return {row["id"]: row["counted"] for row in rows if row["counted"] != row["blockers"]}

    def progress(self, plan: int) -> list[Progress]:
        rows = self._tx.all("list_progress", plan=plan)
        return [Progress(phase=r["phase"], state=r["state"], tasks=r["tasks"], minutes=r["minutes"]) for r in rows]

    def list_figures(self, plan: int) -> dict[str, list[PhaseFigure]]:
        """For each phase by its number, in plan order: a figure for every state, and for what is ready."""
        found: dict[str, list[PhaseFigure]] = {}
        for row in self._tx.all("list_phase_figures", plan=plan):
            figure = PhaseFigure(*row)
            found.setdefault(figure.phase, []).append(figure)
        return found

    def count_unfinished(self, phase: int) -> int:
        """How many tasks of a phase are left to do, whatever holds them up."""
        row = self._tx.one("count_unfinished_tasks", phase=phase)
        return int(row["tasks"]) if row else 0

    def totals(self, plan: int) -> dict[str, int]:
        """How many tasks of the whole plan are in each state that any is in."""
        counts: dict[str, int] = {}
        for row in self.progress(plan):
            counts[row.state] = counts.get(row.state, 0) + row.tasks
        return counts

    def is_progress_right(self, plan: int) -> bool:
        """Whether the maintained figures equal a fresh count."""
        stored, counted = self._tx.all("list_stored_progress", plan=plan), self._tx.all("count_progress", plan=plan)
        return {tuple(row) for row in stored} == {tuple(row) for row in counted}

    def recount_progress(self, plan: int) -> None:
        self._tx.run("clear_progress", plan=plan)
        for row in self._tx.all("count_progress", plan=plan):
            self._tx.run(
                "set_progress", phase=row["phase_id"], state=row["state"], tasks=row["tasks"], minutes=row["minutes"]
            )

    def _values(self, imported: ImportedPlan) -> dict[str, str | int]:
        return {
            "title": imported.plan.title,
            "goal": imported.plan.goal,
            "format": imported.report.format,
            "source": imported.source,
            "digest": imported.digest,
            "now": self._tx.now,
        }

    def _put_draft(self, plan: int, draft: PlanDraft) -> None:
        self._tx.run("put_plan_draft", plan=plan, draft=draft.model_dump_json(exclude_defaults=True))


def _plan(row: Row) -> Plan:
    return Plan(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        goal=row["goal"],
        format=row["format"],
        source=row["source"],
        digest=row["digest"],
        imported_at=moment(row["imported_at"]),
    )


def _phase(row: Row) -> Phase:
    return Phase(
        id=row["id"],
        plan_id=row["plan_id"],
        number=row["number"],
        title=row["title"],
        goal=row["goal"],
        position=row["position"],
        estimate=row["estimate"],
        estimate_minutes=row["estimate_minutes"],
        actual=row["actual"],
        complexity=row["complexity"],
        blockers=row["blockers"],
        closed_at=optional_moment(row["closed_at"]),
    )
