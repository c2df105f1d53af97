"""The list of differences, and the three-way merge of one value: as imported, as stored, as in the file."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from agent_plan_server.models.difference import Choice, Difference, DifferenceKind, Preference, Taking, Value

T = TypeVar("T")
_SHOWN_CHARACTERS = 60


class Place(NamedTuple):
    """What a difference is about, named as in the store."""

    kind: DifferenceKind
    task: str | None = None
    phase: str | None = None

    def __str__(self) -> str:
        return f"Task {self.task}" if self.task else f"Phase {self.phase}" if self.phase else "The plan"


class Ledger:
    """Writes down each difference, and says whether it is taken."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self.differences: list[Difference] = []

    def enter(
        self,
        place: Place,
        how: Taking,
        text: str,
        field: str | None = None,
        stored: Value = None,
        file: Value = None,
    ) -> Difference:
        taken = how is Taking.ADDITION or (how is Taking.CHANGE and self._choice.changes)
        settled = taken
        if how is Taking.CONFLICT:
            taken = self._choice.conflicts is Preference.FILE
            settled = self._choice.conflicts is not Preference.NEITHER
        entered = Difference(
            kind=place.kind,
            how=how,
            text=text,
            task=place.task,
            phase=place.phase,
            field=field,
            stored=stored,
            file=file,
            taken=taken,
            settled=settled,
        )
        self.differences.append(entered)
        return entered

    def remark(self, place: Place, text: str, field: str | None = None, file: Value = None) -> None:
        """Something that a person has to see to elsewhere."""
        self.enter(place, Taking.ELSEWHERE, text, field, file=file)


def merge_value(ledger: Ledger, place: Place, field: str, base: T, stored: T, file: T) -> tuple[T, T]:
    """The value to store, and the value that counts as imported from now on."""
    if file in (base, stored):
        return stored, file
    how = Taking.CHANGE if stored == base else Taking.CONFLICT
    text = f"{place}: {_say(field)} {_show(file)} in the file, {_show(stored)} here"
    if how is Taking.CONFLICT:
        text += f" (both changed; it was {_show(base)})"
    entered = ledger.enter(place, how, f"{text}.", field, _plain(stored), _plain(file))
    return (file if entered.taken else stored), (file if entered.settled else base)


def merge_names(
    ledger: Ledger,
    place: Place,
    field: str,
    base: Sequence[str],
    stored: Sequence[str],
    file: Sequence[str],
    how: Taking = Taking.CHANGE,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same for a set: what the file adds is added, what it drops is dropped, what the store added stays."""
    added = tuple(name for name in file if name not in base and name not in stored)
    dropped = tuple(name for name in base if name not in file and name in stored)
    if not added and not dropped:
        return tuple(stored), tuple(file)
    signs = ", ".join([*(f"+ {name}" for name in added), *(f"- {name}" for name in dropped)])
    text = f"{place}: {_say(field)} {shorten(signs, 4 * _SHOWN_CHARACTERS)}."
    if not ledger.enter(place, how, text, field, tuple(stored), tuple(file)).taken:
        return tuple(stored), tuple(base)
    return (*(name for name in stored if name not in dropped), *added), tuple(file)


def shorten(text: str, characters: int = _SHOWN_CHARACTERS) -> str:
    line = " ".join(text.split())
    return line if len(line) <= characters else f"{line[: characters - 1]}…"


def _say(field: str) -> str:
    return {"scope": "files", "depends_on": "waits for", "follows": "comes after"}.get(field, field)


def _show(value: object) -> str:
    if value is None or value == "" or value == ():
        return "none"
    if isinstance(value, tuple):
        return f"{len(value)} of them"
    return repr(shorten(str(value)))


def _plain(value: object) -> Value:
    return value if value is None or isinstance(value, int | tuple) else str(value)
