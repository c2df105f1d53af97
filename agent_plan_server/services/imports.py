"""Importing: a plan is taken once; read again, it is merged with what the store has."""

from collections.abc import Collection, Iterable, Iterator

from agent_plan_server.errors import InvalidRequest, NotFound, Refused
from agent_plan_server.models.difference import Choice, Difference, DifferenceKind, Taking
from agent_plan_server.models.draft import ImportedPlan, PlanDraft
from agent_plan_server.models.export import TaskExport
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.policy import Policy
from agent_plan_server.rules.graphs import find_cycle
from agent_plan_server.rules.matching import landmark_of, match_tasks
from agent_plan_server.rules.merging import Collides, Outcome, merge_plans, name_parts
from agent_plan_server.rules.scopes import usable_scope
from agent_plan_server.services.claims import DEFAULT_POLICY
from agent_plan_server.services.exports import build_export
from agent_plan_server.services.offers import ClaimsAround, scope_held
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.plan_writer import PlanWriter
from agent_plan_server.services.rereading import Rewriter
from agent_plan_server.storage import Engine, Store, snapshot

ONLY_ADDITIONS = Choice()


class ImportOutcome(Noun):
    """What an import changed; `left` says in sentences what of the `differences` was not taken."""

    plan: str
    is_new: bool
    added_tasks: int
    added_phases: int
    differences: tuple[Difference, ...] = ()
    left: tuple[str, ...] = ()
    seq: int


class Comparison(Noun):
    """A plan file against the store; `differences` is empty where both say the same."""

    plan: str
    differences: tuple[Difference, ...]
    seq: int


def import_plan(
    engine: Engine,
    imported: ImportedPlan,
    actor: str,
    choice: Choice = ONLY_ADDITIONS,
    agreed: Collection[str] | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> ImportOutcome:
    """Store a plan, or merge one that is known: additions, and of everything else what is chosen.

    Claims, notes, attempts, evidence and decisions are never touched. `agreed` are the sentences that were shown.
    Raises InvalidRequest when the stated dependencies run in a circle, Refused when something else came up meanwhile.
    """
    _check_circles(imported.plan)
    file = _with_usable_scopes(imported.plan)
    # Looked at first without keeping the writers waiting: most files that are read again have not changed.
    if (unchanged := engine.read(lambda store: _find_unchanged(store, imported, file, choice, policy))) is not None:
        return unchanged
    return engine.write(lambda store: _import(store, imported, file, actor, choice, agreed, policy))


def _find_unchanged(
    store: Store, imported: ImportedPlan, file: PlanDraft, choice: Choice, policy: Policy
) -> ImportOutcome | None:
    """The answer where nothing has to be written."""
    known = _find_known(store, imported, file)
    if known is None or known.digest != imported.digest:
        return None
    outcome = _merge(store, known, file, choice, policy)
    if any(difference.settled for difference in outcome.differences):
        return None
    return _answer(known, outcome, store.events.last_seq())


def _import(
    store: Store,
    imported: ImportedPlan,
    file: PlanDraft,
    actor: str,
    choice: Choice,
    agreed: Collection[str] | None,
    policy: Policy,
) -> ImportOutcome:
    known = _find_known(store, imported, file)
    if known is None:
        return _take_new(store, imported, file, actor)
    outcome = _merge(store, known, file, choice, policy)
    _require_agreed(outcome, agreed)
    return _take_again(store, known, imported, outcome, actor, policy)


def _merge(store: Store, plan: Plan, file: PlanDraft, choice: Choice, policy: Policy) -> Outcome:
    base = _with_usable_scopes(store.plans.find_draft(plan.id))
    return merge_plans(base, build_export(store, plan), file, choice, _collisions(store, plan, policy))


def _take_new(store: Store, imported: ImportedPlan, file: PlanDraft, actor: str) -> ImportOutcome:
    plan = store.plans.add(imported)
    writer = PlanWriter(store, plan, file)
    writer.write()
    settle_plan(store, plan, actor)
    counts = {"added_tasks": len(writer.added_tasks), "added_phases": len(writer.added_phases)}
    payload = {"format": imported.report.format, "source": imported.source, **counts}
    seq = store.events.append("plan_imported", actor, payload, plan=plan)
    return ImportOutcome(plan=imported.plan.slug, is_new=True, seq=seq, **counts)


def _take_again(
    store: Store, plan: Plan, imported: ImportedPlan, outcome: Outcome, actor: str, policy: Policy
) -> ImportOutcome:
    Rewriter(store, plan, outcome, actor, f"{imported.source or plan.source} was read again", policy).write()
    store.plans.update(plan.id, imported.model_copy(update={"plan": outcome.imported}))
    answer = _answer(plan, outcome, 0)
    counts = {"added_tasks": answer.added_tasks, "added_phases": answer.added_phases}
    settled = sum(difference.settled for difference in outcome.differences)
    payload = {
        "format": imported.report.format,
        "source": imported.source,
        **counts,
        "changed": settled - sum(counts.values()),
        "left": len(answer.left),
    }
    seq = store.events.append("plan_imported", actor, payload, plan=plan.id)
    return answer.model_copy(update={"seq": seq})


def _answer(plan: Plan, outcome: Outcome, seq: int) -> ImportOutcome:
    def count(kind: DifferenceKind) -> int:
        return sum(each.kind is kind and each.taken for each in outcome.differences)

    return ImportOutcome(
        plan=plan.slug,
        is_new=False,
        added_tasks=count(DifferenceKind.TASK_ADDED),
        added_phases=count(DifferenceKind.PHASE_ADDED),
        differences=outcome.differences,
        left=tuple(each.text for each in outcome.differences if not each.settled),
        seq=seq,
    )


def _require_agreed(outcome: Outcome, agreed: Collection[str] | None) -> None:
    """What a person agrees to is what was shown, not what agents and others have made of it meanwhile."""
    if agreed is None:
        return
    seen = frozenset(agreed)
    asked = (each for each in outcome.differences if each.settled and each.how is not Taking.ADDITION)
    if unseen := next((each for each in asked if each.text not in seen), None):
        raise Refused(f"Something has changed meanwhile: {unseen.text}", "{import} again shows what there is now.")


@snapshot
def compare_plan(store: Store, imported: ImportedPlan, policy: Policy = DEFAULT_POLICY) -> Comparison | None:
    """What an import would find, all of it left; None for a plan that the store does not have."""
    file = _with_usable_scopes(imported.plan)
    known = _find_known(store, imported, file)
    if known is None:
        return None
    outcome = _merge(store, known, file, ONLY_ADDITIONS, policy)
    return Comparison(plan=known.slug, differences=outcome.differences, seq=store.events.last_seq())


@snapshot
def diff_plan(store: Store, imported: ImportedPlan, policy: Policy = DEFAULT_POLICY) -> Comparison:
    """The same, and what the store says otherwise since it was revised. Raises NotFound."""
    file = _with_usable_scopes(imported.plan)
    known = _find_known(store, imported, file)
    if known is None:
        raise NotFound(f"The plan {imported.plan.slug!r} is not in the store.", "{import} takes it.")
    news = _merge(store, known, file, ONLY_ADDITIONS, policy).differences
    base, stored = _with_usable_scopes(store.plans.find_draft(known.id)), build_export(store, known)
    everything = merge_plans(stored, stored, file, ONLY_ADDITIONS, names=name_parts(base, stored, file)).differences
    differences = (*news, *_list_revised(news, everything))
    return Comparison(plan=known.slug, differences=differences, seq=store.events.last_seq())


def _list_revised(news: Iterable[Difference], everything: Iterable[Difference]) -> Iterator[Difference]:
    """What differs although the file did not change."""
    told = {(each.task, each.phase, each.field) for each in news}
    for each in everything:
        if each.kind in _ONLY_IN_FILE or (each.task, each.phase, each.field) in told:
            continue
        if each.field == "body" and not each.file:
            continue  # what a file does not describe it does not describe otherwise
        text = each.text
        if each.kind is DifferenceKind.TASK_REMOVED:
            text = f"Task {each.task} is not in the file."
        yield each.model_copy(update={"how": Taking.REVISED, "text": text, "taken": False, "settled": False})


_ONLY_IN_FILE = (DifferenceKind.TASK_ADDED, DifferenceKind.PHASE_ADDED, DifferenceKind.TASK_UNSURE)


def _find_known(store: Store, imported: ImportedPlan, file: PlanDraft) -> Plan | None:
    """The plan of the same slug, or the one from the same file with another title and mostly the same tasks."""
    if known := store.plans.find_by_slug(imported.plan.slug):
        return known
    for plan in store.plans.list_all():
        if plan.source and plan.source == imported.source and _is_same(store.plans.find_draft(plan.id), file):
            return plan
    return None


def _is_same(base: PlanDraft, file: PlanDraft) -> bool:
    pairs = match_tasks(map(landmark_of, base.tasks), map(landmark_of, file.tasks)).pairs
    return bool(pairs) and 2 * len(pairs) >= max(len(base.tasks), len(file.tasks))


def _collisions(store: Store, plan: Plan, policy: Policy) -> Collides:
    """Why paths that a held task would get too are not free."""

    def collides(task: TaskExport, paths: tuple[str, ...]) -> str | None:
        held = store.tasks.find_by_key(plan.id, task.key)
        claim = store.claims.find_live(held.id) if held else None
        if claim is None:
            return None
        if collision := ClaimsAround(store, policy, claim).overlap(paths):
            return scope_held(store, plan.id, task.key, *collision).message
        return None

    return collides


def _with_usable_scopes(draft: PlanDraft) -> PlanDraft:
    """The importer has reported the paths that are none."""
    phases = []
    for phase in draft.phases:
        tasks = tuple(task.model_copy(update={"scope": usable_scope(task.scope)}) for task in phase.tasks)
        phases.append(phase.model_copy(update={"tasks": tasks}))
    return draft.model_copy(update={"phases": tuple(phases)})


def _check_circles(draft: PlanDraft) -> None:
    """Only what the plan states; an inferred order gives way (see `settle_plan`)."""
    if cycle := find_cycle(list(_stated_edges(draft))):
        raise InvalidRequest(
            f"Parts of the plan wait for each other in a circle: {' → '.join(cycle)}.",
            "Take one of these dependencies out of the plan, then import it again.",
        )


def _stated_edges(draft: PlanDraft) -> Iterator[tuple[str, str]]:
    tasks_of = {phase.number: [task.key for task in phase.tasks] for phase in draft.phases}
    for phase in draft.phases:
        for before in phase.depends_on:
            yield f"phase {before}", f"phase {phase.number}"
            yield from ((f"phase {before}", key) for key in tasks_of[phase.number])
        for task in phase.tasks:
            yield task.key, f"phase {phase.number}"
            yield from ((before, task.key) for before in task.depends_on)
