"""The mark that a file puts into a box for a state; states that its boxes cannot say have none."""

from collections import Counter
from collections.abc import Iterable

from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.states import TaskStatus

OPEN, TICK = " ", "x"
_SIGNS = {"☐": "☑", "⬜": "☑"}
_OPEN_SIGN = {"☑": "☐", "☒": "☐"}
# Families that document a mark for work that is going on.
_IN_PROGRESS = {"conductor": "~", "antigravity": "/"}


class Marks:
    """The habits of one file, from the marks in its boxes and what the tasks there were read as."""

    def __init__(self, read: Iterable[tuple[str, TaskStatus]], family: str = "") -> None:
        seen = Counter(read)
        self._seen = Counter({(mark.strip() or OPEN, status): count for (mark, status), count in seen.items()})
        self._family = family

    def mark_for(self, status: TaskStatus, now: str) -> str | None:
        """What to put where `now` stands; None to leave it. A box that cannot say a state is open in it."""
        if now in _SIGNS or now in _OPEN_SIGN:
            return self._sign_for(status, now)
        if status is TaskStatus.COMPLETED:
            return self._commonest(status) or TICK
        if status is TaskStatus.PENDING:
            return OPEN
        if mark := self._commonest(status) or self._documented(status):
            return mark
        return None if read_mark(now.strip()) is not TaskStatus.COMPLETED or status is TaskStatus.SKIPPED else OPEN

    def _commonest(self, status: TaskStatus) -> str | None:
        """The mark that stands for that state most often, and for no other more often."""
        of_state = {mark: count for (mark, read), count in self._seen.items() if read is status and mark != OPEN}
        for mark, count in sorted(of_state.items(), key=lambda each: -each[1]):
            if read_mark(mark) is status and count * 2 > sum(n for (m, _), n in self._seen.items() if m == mark):
                return mark
        return None

    def _documented(self, status: TaskStatus) -> str | None:
        return _IN_PROGRESS.get(self._family) if status is TaskStatus.IN_PROGRESS else None

    def _sign_for(self, status: TaskStatus, now: str) -> str | None:
        if status is TaskStatus.COMPLETED:
            return _SIGNS.get(now)
        return _OPEN_SIGN.get(now) if status is not TaskStatus.SKIPPED else None
