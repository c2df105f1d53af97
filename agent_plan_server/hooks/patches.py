"""The files that a patch in the format of Codex's `apply_patch` names."""

from collections.abc import Iterator

_MARKS = ("*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: ")


def list_patched(text: str) -> Iterator[str]:
    """Paths as they stand in the patch, in its order."""
    for line in text.splitlines():
        mark = next((mark for mark in _MARKS if line.startswith(mark)), None)
        if mark and (path := line.removeprefix(mark).strip()):
            yield path
