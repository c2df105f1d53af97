"""The proof of revisions: imported again, the files say of each what was meant, and of all else what they said."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.draft import ImportedPlan, PlanDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.alignment import Aligned, PathOf, align
from agent_plan_server.rendering.proof import without_fields
from agent_plan_server.rendering.revisions import Revision
from agent_plan_server.rules.merging.naming import leave_out, rename

_WHERE = frozenset(("line", "raw", "heading_path"))
_NO_TASK = "it would not be read as a task of its own, and of its phase"
_MORE = "with it the file would say {what} that the task does not have here"
_AWAITED = "in the file {keys} would wait for it, which nobody has said here"
_OTHERWISE = "with it other parts of the plan would be read otherwise"
_NAMED = 4
Reader = Callable[[Sequence[Revision]], ImportedPlan]


class Agreement:
    """`names` are the keys of the store by those of the file, `needs` what each task waits for there."""

    def __init__(
        self,
        plan: PlanDraft,
        read: Reader,
        path_of: PathOf,
        names: Mapping[str, str],
        needs: Mapping[str, frozenset[str]],
    ) -> None:
        self._plan = plan
        self._read = read
        self._path_of = path_of
        self._names = names
        self._needs = needs
        self.reason = ""

    def align(self, revisions: Sequence[Revision]) -> Aligned:
        """Raises as reading does."""
        return align(self._plan, self._read(revisions).plan, revisions, self._names, self._path_of)

    def failing(self, revisions: Sequence[Revision]) -> list[Revision] | None:
        try:
            aligned = self.align(revisions)
        except PlanServerError as problem:
            self.reason = f"with it the file would not be read as a plan: {problem.message}"
            return None
        problems = [(each, self._problem(aligned, each)) for each in revisions if not each.field]
        if reason := next((problem for _, problem in problems if problem), ""):
            self.reason = reason
            return [each for each, problem in problems if problem == reason]
        added = aligned.names.keys() - aligned.before
        rest = rename(leave_out(_bridged(aligned.plan, added), added), {}, aligned.before)
        if _told(rest) != _told(_revised(self._plan, revisions)):
            self.reason = _OTHERWISE
            return None
        return []

    def _problem(self, aligned: Aligned, revision: Revision) -> str:
        """Why a line is not the new task, with nothing that the store does not have; empty when it is."""
        meant, task = revision.expected, aligned.new.get(revision.expected.key)
        titles = (meant.title, strip_decoration(meant.title))
        if task is None or task.title not in titles or task.status is not TaskStatus.PENDING:
            return _NO_TASK
        if not aligned.is_beside(task, revision.beside):
            return _NO_TASK
        if more := next(self._more(aligned, task, meant), None):
            return _MORE.format(what=more)
        awaited = [each for each in aligned.plan.tasks if task.key in (*each.depends_on, *each.follows)]
        names = [aligned.names[each.key] for each in awaited]
        if unsaid := [name for name in names if meant.key not in self._needs.get(name, ())]:
            return _AWAITED.format(keys=", ".join(unsaid[:_NAMED]))
        return ""

    def _more(self, aligned: Aligned, task: TaskDraft, meant: TaskDraft) -> Iterator[str]:
        # The order of the lines comes along with the place, but whoever works already is not made to wait.
        needs = task.depends_on if meant.status is TaskStatus.PENDING else (*task.depends_on, *task.follows)
        if not {aligned.names[key] for key in needs} <= self._needs.get(meant.key, frozenset()):
            yield "an order"
        if not set(task.scope) <= set(meant.scope):
            yield "files"
        if task.estimate_minutes not in (None, meant.estimate_minutes):
            yield "an estimate"
        if task.owner not in (None, meant.owner):
            yield "an owner"
        if task.steps:
            yield "steps"
        if task.body not in ("", meant.body):
            yield "a description"


def _bridged(plan: PlanDraft, added: Collection[str]) -> PlanDraft:
    """What comes behind new tasks, said as coming behind what those come behind."""
    before = {task.key: task.follows for task in plan.tasks if task.key in added}

    def bridge(keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            yield from bridge(before[key]) if key in before else (key,)

    phases = tuple(
        phase.model_copy(
            update={
                "tasks": tuple(
                    task.model_copy(update={"follows": tuple(dict.fromkeys(bridge(task.follows)))})
                    for task in phase.tasks
                )
            }
        )
        for phase in plan.phases
    )
    return plan.model_copy(update={"phases": phases})


def _revised(plan: PlanDraft, revisions: Sequence[Revision]) -> PlanDraft:
    meant: dict[str, dict[str, object]] = {}
    for each in (each for each in revisions if each.field):
        fields = (each.field, "estimate_minutes") if each.field == "estimate" else (each.field,)
        meant.setdefault(each.beside, {}).update((name, getattr(each.expected, name)) for name in fields)
    phases = tuple(
        phase.model_copy(
            update={"tasks": tuple(task.model_copy(update=meant.get(task.key, {})) for task in phase.tasks)}
        )
        for phase in plan.phases
    )
    return plan.model_copy(update={"phases": phases})


def _told(plan: PlanDraft) -> object:
    """The plan without its places, and without what phases roll up."""
    phases = tuple(phase.model_copy(update={"status": TaskStatus.PENDING}) for phase in plan.phases)
    return without_fields(plan.model_copy(update={"phases": phases}).model_dump(), _WHERE)
