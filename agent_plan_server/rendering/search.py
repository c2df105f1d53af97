"""Which of many edits hold together: each wish has its ways, best first, and the proof says what fails."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar

_MOST_ASKED = 200  # proofs to find out which edit does not hold; what is left then is not written


class Way(Protocol):
    @property
    def wish(self) -> Hashable: ...


T = TypeVar("T", bound=Way)


class Judge(Protocol[T]):
    """`failing` are the ways that are not read as they were meant; None when something else has changed too."""

    reason: str

    def failing(self, ways: Sequence[T]) -> list[T] | None: ...


class Search(Generic[T]):
    """`leave` is told of each wish that has no way that holds, and why."""

    def __init__(self, judge: Judge[T], leave: Callable[[T, str], None]) -> None:
        self._judge = judge
        self._leave = leave
        self._asked = 0

    def settle(self, ways: Sequence[Sequence[T]]) -> list[T]:
        """The first way of each wish that is read as it was meant, all of them together."""
        chosen = {found[0].wish: found for found in ways}
        while True:
            units = [found[0] for found in chosen.values()]
            wrong = self._judge.failing(units) if units else []
            if wrong is None:
                return self.bisect(list(chosen.values()), [])
            if not wrong:
                return units
            for unit in wrong:
                chosen[unit.wish] = chosen[unit.wish][1:]
                if not chosen[unit.wish]:
                    self._leave(unit, self._judge.reason)
                    del chosen[unit.wish]

    def bisect(self, ways: Sequence[Sequence[T]], sure: list[T]) -> list[T]:
        """The ways that hold together with those that are sure: what does not hold is halved until it does."""
        units = [*sure, *(found[0] for found in ways)]
        if not ways or self._holds(units):
            return units
        if len(ways) == 1:
            other = next(([*sure, unit] for unit in ways[0][1:] if self._holds([*sure, unit])), None)
            if other is None:
                self._leave(ways[0][0], self._judge.reason)
            return other or sure
        middle = len(ways) // 2
        return self.bisect(ways[middle:], self.bisect(ways[:middle], sure))

    def _holds(self, units: Sequence[T]) -> bool:
        self._asked += 1
        return self._asked <= _MOST_ASKED and self._judge.failing(units) == []
