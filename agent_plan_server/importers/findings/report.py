"""What a person must know about an import: what was taken, what was not and why, what contradicts itself."""

from collections import Counter
from collections.abc import Iterable

from agent_plan_server.importers.words.titles import cut_title
from agent_plan_server.models.draft import Contradiction, NotTaken

TEMPLATE = "template placeholder"


class Findings:
    """Collects the report while a plan is read; a line is accounted for once, the first reason stays."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._contradictions: dict[tuple[tuple[int, ...], str], Contradiction] = {}
        self._unresolved: dict[tuple[int, str], NotTaken] = {}
        self.remarks: list[str] = []
        self.files: list[str] = []
        self.missing_files: list[str] = []
        self._taken: set[int] = set()
        self._left: dict[int, NotTaken] = {}

    def take(self, *lines: int) -> None:
        self._taken.update(lines)

    def leave(self, line: int, text: str, reason: str) -> None:
        if not self.knows(line):
            self._left[line] = NotTaken(line=line, text=cut_title(text), reason=reason)

    def give_back(self, line: int, text: str, reason: str) -> None:
        """What was taken as work, and is not after all."""
        self._taken.discard(line)
        self._left[line] = NotTaken(line=line, text=cut_title(text), reason=reason)

    def knows(self, line: int) -> bool:
        return line in self._taken or line in self._left

    def contradict(self, lines: Iterable[int], text: str) -> None:
        ordered = tuple(sorted(lines))
        if (ordered, text) not in self._contradictions:
            self._contradictions[ordered, text] = Contradiction(lines=ordered, text=text)

    def cannot_resolve(self, line: int, text: str, reason: str) -> None:
        if (line, text) not in self._unresolved:
            self._unresolved[line, text] = NotTaken(line=line, text=cut_title(text), reason=reason)

    def remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(self._contradictions.values())

    @property
    def unresolved(self) -> tuple[NotTaken, ...]:
        return tuple(self._unresolved.values())

    @property
    def not_taken(self) -> tuple[NotTaken, ...]:
        return tuple(entry for line, entry in sorted(self._left.items()) if line not in self._taken)
