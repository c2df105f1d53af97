"""The order of tasks in a phase, and of phases in a plan."""

from collections.abc import Sequence

from agent_plan_server.models.difference import Taking
from agent_plan_server.rules.merging.ledger import Ledger, Place


def merge_order(
    ledger: Ledger, place: Place, base: Sequence[str], stored: Sequence[str], file: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of `stored` and `file` in the order to store, and those of the file in the one that counts as imported.

    It is the file's order where that was changed and a person agrees.
    """
    in_file, in_store = set(file), set(stored)
    here = [name for name in stored if name in in_file]
    there = [name for name in file if name in in_store]
    before = [name for name in base if name in in_store and name in in_file]
    if here == there:
        return _weave(file, stored), tuple(file)
    if there == [name for name in before if name in set(there)]:
        return _weave(stored, file), tuple(file)
    text = f"{place}: another order in the file, {', '.join(there[:6])}{' …' if len(there) > 6 else ''}."
    taken = ledger.enter(place, Taking.CHANGE, text, "order", tuple(here), tuple(there)).taken
    return (_weave(file, stored), tuple(file)) if taken else (_weave(stored, file), _weave(before, file))


def _weave(main: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """All of `main`, and what only the others have behind what stood before it there."""
    known = set(main)
    behind: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for name in others:
        if name in known:
            anchor = name
        else:
            behind.setdefault(anchor, []).append(name)
    woven = list(behind.get(None, ()))
    for name in main:
        woven += [name, *behind.get(name, ())]
    return tuple(woven)
