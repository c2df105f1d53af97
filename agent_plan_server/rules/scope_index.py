"""Many held scopes, asked again and again which of them a wanted scope meets."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from agent_plan_server.models.scope import Overlap
from agent_plan_server.rules.scopes import common_path, lead_of

Owner = TypeVar("Owner")
# The character after the slash: everything below a folder sorts between the two.
_AFTER_SLASH = chr(ord("/") + 1)


class ScopeIndex(Generic[Owner]):
    """Two patterns can only meet when the fixed folders they begin with lie on one line; those are looked up."""

    def __init__(self, held: Iterable[tuple[Owner, tuple[str, ...]]]) -> None:
        self._by_lead: dict[str, list[tuple[Owner, str]]] = {}
        self.add(held)

    def add(self, held: Iterable[tuple[Owner, tuple[str, ...]]]) -> None:
        for owner, patterns in held:
            for pattern in patterns:
                self._by_lead.setdefault(lead_of(pattern), []).append((owner, pattern))
        self._leads = sorted(self._by_lead)

    def find_overlap(self, wanted: Sequence[str]) -> tuple[Owner, Overlap] | None:
        """A holder whose scope the wanted one meets, and where; all patterns must be normalised."""
        for want in wanted:
            for lead in self._on_one_line(lead_of(want)):
                for owner, hold in self._by_lead[lead]:
                    if (path := common_path(want, hold)) is not None:
                        return owner, Overlap(wanted=want, held=hold, path=path)
        return None

    def _on_one_line(self, lead: str) -> Iterator[str]:
        """The leads that are the folder itself, above it, or below it."""
        if not lead:
            yield from self._leads
            return
        names = lead.split("/")
        for depth in range(len(names) + 1):
            if (above := "/".join(names[:depth])) in self._by_lead:
                yield above
        first = bisect_left(self._leads, lead + "/")
        yield from self._leads[first : bisect_left(self._leads, lead + _AFTER_SLASH)]
