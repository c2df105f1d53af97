"""Which part of the repository a task touches."""

from typing import NamedTuple


# Not a pydantic model: hooks judge paths, and have milliseconds.
class Overlap(NamedTuple):
    """Two patterns that meet, and a path both match."""

    wanted: str
    held: str
    path: str


class Drift(NamedTuple):
    """Files that an attempt touched outside its scope; `total` counts also those that are not named."""

    files: tuple[str, ...] = ()
    total: int = 0
