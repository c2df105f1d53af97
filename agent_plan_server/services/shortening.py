"""Making an answer fit: all its lists and texts shrink by one share, and it says which did."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from agent_plan_server.models.noun import Noun

# A reply has 8 KB, and the door adds its own fields.
REPLY_BYTES = 7_000
_SHARES = (1.0, 0.6, 0.35, 0.2, 0.1, 0.04)

N = TypeVar("N", bound=Noun)
T = TypeVar("T")


class Cutter:
    """Shortens by a share; `names` are the fields that lost something."""

    def __init__(self, share: float = 1.0) -> None:
        self.share = share
        self._names: dict[str, None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    def text(self, name: str, text: str, characters: int) -> str:
        limit = max(40, round(characters * self.share))
        if len(text) <= limit:
            return text
        self._names[name] = None
        return shorten(text, limit)

    def line(self, name: str, text: str, characters: int) -> str:
        """The text on one line."""
        return self.text(name, " ".join(text.split()), characters)

    def items(self, name: str, items: Sequence[T], count: int) -> Sequence[T]:
        limit = max(1, round(count * self.share))
        if len(items) > limit:
            self._names[name] = None
        return items[:limit]

    def texts(self, name: str, texts: Sequence[str], count: int, characters: int = 200) -> tuple[str, ...]:
        return tuple(self.text(name, text, characters) for text in self.items(name, texts, count))


def first_that_fit(texts: Sequence[str], limit: int = REPLY_BYTES) -> tuple[str, ...]:
    """As many from the start as have at most so many bytes together, as JSON."""
    ends = accumulate(len(text.encode()) + len('"",') for text in texts)
    return tuple(text for text, end in zip(texts, ends, strict=True) if end <= limit)


def shorten(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"


def fit(build: Callable[[Cutter], N], limit: int = REPLY_BYTES) -> N:
    """The fullest answer that has at most so many bytes of JSON."""
    for share in _SHARES:
        built = build(Cutter(share))
        if len(built.model_dump_json().encode()) <= limit:
            break
    return built
