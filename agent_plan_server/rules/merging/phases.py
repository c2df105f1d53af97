"""One phase: what the plan says of it beside its tasks."""

from agent_plan_server.models.difference import DifferenceKind
from agent_plan_server.models.draft import PhaseDraft
from agent_plan_server.models.export import PhaseExport
from agent_plan_server.rules.merging.ledger import Ledger, Place, merge_names, merge_value

_WORDS = ("title", "goal", "estimate", "actual", "complexity")


def merge_phase(
    ledger: Ledger, known: frozenset[str], base: PhaseDraft | None, stored: PhaseExport, file: PhaseDraft
) -> tuple[PhaseDraft, PhaseDraft]:
    """The phase to store, and the one that counts as imported from now on; both without tasks."""
    old: PhaseDraft = base or stored
    place = Place(DifferenceKind.PHASE_CHANGED, phase=stored.number)
    target: dict[str, object] = {"number": stored.number, "tasks": ()}
    imported: dict[str, object] = dict(target)
    for field in _WORDS:
        target[field], imported[field] = merge_value(
            ledger, place, field, getattr(old, field), getattr(stored, field), getattr(file, field)
        )
    for side in (target, imported):
        side["estimate_minutes"] = next(
            (each.estimate_minutes for each in (stored, file, old) if each.estimate == side["estimate"]), None
        )
    for field in ("depends_on", "follows"):
        base_names, here, there = (_needs(phase, field, known, stored.number) for phase in (old, stored, file))
        target[field], imported[field] = merge_names(ledger, place, field, base_names, here, there)
    return file.model_copy(update=target), file.model_copy(update=imported)


def _needs(phase: PhaseDraft, field: str, known: frozenset[str], own: str) -> tuple[str, ...]:
    numbers: tuple[str, ...] = getattr(phase, field)
    stated = set(phase.depends_on) if field == "follows" else ()
    return tuple(number for number in numbers if number in known and number != own and number not in stated)
