"""The one method an engine offers for its statements, and how rows become values."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Protocol


class Row(Protocol):
    """The values of a row, by name, or all of them in the order of the statement."""

    def __getitem__(self, name: str) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...


class Transaction(Protocol):
    """`clock` is the lease clock and `now` the wall clock, both in milliseconds, both fixed for the transaction."""

    clock: int
    now: int

    def all(self, statement: str, **values: Any) -> list[Row]:
        """Every row of a named statement."""
        ...

    def one(self, statement: str, **values: Any) -> Row | None:
        """The first row of a named statement."""
        ...

    def run(self, statement: str, **values: Any) -> int:
        """How many rows a named statement touched."""
        ...

    def is_alive(self, session: int) -> bool:
        """Whether the server process of a session still runs."""
        ...


class Rows:
    """The rows of one noun inside a transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def optional_moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else moment(milliseconds)


@lru_cache(maxsize=8192)
def load_texts(text: str) -> tuple[str, ...]:
    """A list of texts that is stored as JSON."""
    return tuple(_open(text)[0])


def load_fields(text: str) -> dict[str, str]:
    return dict(json.loads(text))


# Made once and without the detours of json.loads: every claim opens the scopes of all others.
_open = json.JSONDecoder().raw_decode
# Made once: json.dumps makes an encoder at every call that asks for compact text.
dump: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
