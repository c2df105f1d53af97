"""The commit of HEAD, read from git's own files: starting git for every claim would cost more than the claim."""

import os
import re
from pathlib import Path

_COMMIT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LONGEST_LINKED = 4


def read_head(git_dir: Path, common_dir: Path) -> str | None:
    """The full hash; None where it is stored in any other way than loose or packed refs, and then git must be asked."""
    content = _read(git_dir / "HEAD")
    for _ in range(_LONGEST_LINKED):
        if _COMMIT.fullmatch(content):
            return content.decode()
        if not content.startswith(b"ref: refs/"):
            return None
        name = os.fsdecode(content.removeprefix(b"ref: "))
        if ".." in name.split("/"):
            return None
        content = _read(git_dir / name) or _read(common_dir / name) or _find_packed(common_dir, name)
    return None


def _find_packed(common_dir: Path, name: str) -> bytes:
    wanted = b" " + os.fsencode(name)
    for line in _read(common_dir / "packed-refs", limit=None).splitlines():
        if line.endswith(wanted) and not line.startswith((b"#", b"^")):
            return line[: -len(wanted)]
    return b""


def _read(file: Path, limit: int | None = 4096) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(-1 if limit is None else limit).strip()
    except OSError:
        return b""
