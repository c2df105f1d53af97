"""What a plan lists beside its tasks: criteria, entries, decisions. What they say is their only name."""

from collections.abc import Collection, Hashable
from typing import NamedTuple

from agent_plan_server.models.difference import DifferenceKind, Taking
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft, PlanDraft
from agent_plan_server.models.export import CriterionExport, PlanExport
from agent_plan_server.models.states import CriterionState
from agent_plan_server.rules.merging.ledger import Ledger, Place, shorten

_UNMET = (CriterionState.OPEN, CriterionState.FAILED)


class Parts(NamedTuple):
    """The three versions of a plan, in the words of the store, and which tasks and phases come with this import."""

    base: PlanDraft
    stored: PlanExport
    file: PlanDraft
    new_tasks: Collection[str]
    new_phases: Collection[str]
    kept_tasks: Collection[str]
    """Keys of all that counts as imported from now on."""


class CriterionChanges(NamedTuple):
    """`dropped`, `met` and `reopened` are names (c7); `imported` is what counts as imported from now on."""

    added: list[CriterionDraft]
    dropped: list[str]
    met: list[str]
    reopened: list[str]
    imported: list[CriterionDraft]


class EntryChanges(NamedTuple):
    added: list[EntryDraft]
    dropped: list[EntryDraft]
    imported: list[EntryDraft]


class DecisionChanges(NamedTuple):
    """`dropped` are names (D2); `before` and `behind` are names with the key of a task that waits now, or no more."""

    added: list[DecisionDraft]
    dropped: list[str]
    before: list[tuple[str, str]]
    behind: list[tuple[str, str]]
    imported: list[DecisionDraft]


def merge_criteria(ledger: Ledger, parts: Parts) -> CriterionChanges:
    changes = CriterionChanges([], [], [], [], [])
    base = {_criterion_id(each): each for each in parts.base.criteria}
    stored = {_criterion_id(each): each for each in parts.stored.criteria}
    file = {_criterion_id(each): each for each in parts.file.criteria}
    for identity, said in file.items():
        if said.task is not None and said.task not in parts.kept_tasks:
            continue
        known = stored.get(identity)
        is_settled = _add_criterion(ledger, parts, changes, said) if known is None and identity not in base else True
        if known is not None:
            said = _compare_criterion(ledger, changes, base.get(identity), known, said)
        if is_settled:
            changes.imported.append(said)
    there = {task.key for task in parts.file.tasks}
    for identity, old in base.items():
        if identity in file:
            continue
        if old.task is not None and old.task not in there:
            # It goes with its task, or stays with it.
            if old.task in parts.kept_tasks:
                changes.imported.append(old)
        elif not _drop_criterion(ledger, changes, old, stored.get(identity)):
            changes.imported.append(old)
    return changes


def _criterion_id(criterion: CriterionDraft) -> Hashable:
    return criterion.kind, criterion.text, criterion.task or ("phase", criterion.phase)


def _add_criterion(ledger: Ledger, parts: Parts, changes: CriterionChanges, said: CriterionDraft) -> bool:
    is_change = said.task is not None and said.task not in parts.new_tasks
    place = Place(DifferenceKind.CRITERION_ADDED, said.task, None if said.task else said.phase)
    if said.task in parts.new_tasks or (said.task is None and said.phase in parts.new_phases):
        changes.added.append(said)
        return True
    how = Taking.CHANGE if is_change else Taking.ADDITION
    taken = ledger.enter(place, how, f"{place}: criterion + {shorten(said.text)!r}.", "criteria", file=said.text).taken
    if taken:
        changes.added.append(said)
    return taken


def _compare_criterion(
    ledger: Ledger,
    changes: CriterionChanges,
    old: CriterionDraft | None,
    known: CriterionExport,
    said: CriterionDraft,
) -> CriterionDraft:
    if old is None and known.state is CriterionState.WAIVED:
        place = Place(DifferenceKind.CRITERION_ADDED, known.task, None if known.task else known.phase)
        text = f"{place}: criterion {known.name} is in the file again, waived here."
        if ledger.enter(place, Taking.CHANGE, text, "criteria", file=said.text).taken:
            changes.reopened.append(known.name)
    if said.state is CriterionState.MET and known.state in _UNMET and (old is None or old.state is not said.state):
        place = Place(DifferenceKind.CRITERION_MET, known.task, None if known.task else known.phase)
        text = f"{place}: criterion {known.name} is ticked in the file, {known.state} here."
        if not ledger.enter(place, Taking.CHANGE, text, "criteria", known.state, said.state).taken:
            return said.model_copy(update={"state": old.state if old else known.state})
        changes.met.append(known.name)
    return said


def _drop_criterion(
    ledger: Ledger, changes: CriterionChanges, old: CriterionDraft, known: CriterionExport | None
) -> bool:
    """Whether nothing of it is left to be decided."""
    if known is None or known.state not in _UNMET:
        return True
    place = Place(DifferenceKind.CRITERION_REMOVED, old.task, None if old.task else old.phase)
    text = f"{place}: criterion {known.name} is not in the file any more, {shorten(old.text)!r}."
    taken = ledger.enter(place, Taking.CHANGE, text, "criteria", stored=old.text).taken
    if taken:
        changes.dropped.append(known.name)
    return taken


def merge_entries(ledger: Ledger, parts: Parts) -> EntryChanges:
    changes = EntryChanges([], [], [])
    base = {_entry_id(each): each for each in parts.base.entries}
    stored = {_entry_id(each) for each in parts.stored.entries}
    file = {_entry_id(each): each for each in parts.file.entries}
    for identity, said in file.items():
        if identity not in base and identity not in stored:
            place = Place(DifferenceKind.ENTRY_ADDED, phase=said.phase)
            ledger.enter(place, Taking.ADDITION, f"{said.kind.capitalize()}: + {shorten(said.text)!r}.", said.kind)
            changes.added.append(said)
        changes.imported.append(said)
    for identity, old in base.items():
        if identity in file:
            continue
        text = f"{old.kind.capitalize()}: - {shorten(old.text)!r}."
        place = Place(DifferenceKind.ENTRY_REMOVED, phase=old.phase)
        if identity in stored and not ledger.enter(place, Taking.CHANGE, text, old.kind, stored=old.text).taken:
            changes.imported.append(old)
        elif identity in stored:
            changes.dropped.append(old)
    return changes


def _entry_id(entry: EntryDraft) -> Hashable:
    return entry.kind, entry.text, entry.phase, tuple(sorted(entry.fields.items()))


def merge_decisions(ledger: Ledger, parts: Parts) -> DecisionChanges:
    changes = DecisionChanges([], [], [], [], [])
    base = {_decision_id(each): each for each in parts.base.decisions}
    stored = {_decision_id(each): each for each in parts.stored.decisions if each.task is None}
    file = {_decision_id(each): each for each in parts.file.decisions}
    for identity, said in file.items():
        known, old = stored.get(identity), base.get(identity)
        if known is None:
            if old is None:
                place = Place(DifferenceKind.DECISION_ADDED, phase=said.phase)
                ledger.enter(place, Taking.ADDITION, f"Decision: + {shorten(said.question)!r}.", "decisions")
                changes.added.append(said)
        elif known.is_open:
            said = _compare_answer(ledger, known.name, old, said)
            said = _compare_waiting(ledger, parts, changes, known.name, old, said)
        changes.imported.append(said)
    for identity, old in base.items():
        known = stored.get(identity)
        if identity in file or known is None or not known.is_open:
            continue
        place = Place(DifferenceKind.DECISION_REMOVED, phase=known.phase)
        text = f"Decision {known.name} is not in the file any more, {shorten(old.question)!r}."
        if ledger.enter(place, Taking.CHANGE, text, "decisions", stored=old.question).taken:
            changes.dropped.append(known.name)
        else:
            changes.imported.append(old)
    return changes


def _decision_id(decision: DecisionDraft) -> Hashable:
    return decision.question, decision.phase


def _compare_answer(ledger: Ledger, name: str, old: DecisionDraft | None, said: DecisionDraft) -> DecisionDraft:
    if said.decided is None or (old is not None and old.decided == said.decided):
        return said
    place = Place(DifferenceKind.DECISION_ANSWERED, phase=said.phase)
    answer = shorten(said.decided)
    ledger.remark(
        place, f"Decision {name} is answered in the file, {answer!r}; {{decide}} {name} takes it.", "decisions", answer
    )
    return said.model_copy(update={"decided": old.decided if old else None})


def _compare_waiting(
    ledger: Ledger, parts: Parts, changes: DecisionChanges, name: str, old: DecisionDraft | None, said: DecisionDraft
) -> DecisionDraft:
    was = _keys_behind(parts.base, old) if old else set()
    now = _keys_behind(parts.file, said) & set(parts.kept_tasks)
    new = set(parts.new_tasks)
    changes.before.extend((name, key) for key in sorted((now - was) & new))
    added, dropped = sorted(now - was - new), sorted(was - now)
    if not added and not dropped:
        return said
    signs = ", ".join([*(f"+ {key}" for key in added), *(f"- {key}" for key in dropped)])
    place = Place(DifferenceKind.DECISION_MOVED, phase=said.phase)
    text = f"Decision {name} stands before {shorten(signs, 200)} in the file."
    if ledger.enter(place, Taking.CHANGE, text, "decisions", file=tuple(sorted(now))).taken:
        changes.before.extend((name, key) for key in added)
        changes.behind.extend((name, key) for key in dropped)
        return said
    update = {"before_tasks": tuple(sorted(was | (now & new))), "before_phases": ()}
    return said.model_copy(update=update)


def _keys_behind(draft: PlanDraft, decision: DecisionDraft) -> set[str]:
    phases = [phase for phase in draft.phases if phase.number in decision.before_phases]
    return set(decision.before_tasks) | {task.key for phase in phases for task in phase.tasks}
