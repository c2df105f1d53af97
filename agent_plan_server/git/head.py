"""HEAD and the names of branches, read from git's own files: starting git would cost more than a claim does."""

import os
import re
import stat
from pathlib import Path

HEADS = "refs/heads/"
_COMMIT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LONGEST_LINKED = 4
# Each system has one of them: no pipe is waited for, no line end is translated.
_AS_IT_IS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_head(git_dir: Path, common_dir: Path) -> str | None:
    """The full hash; None where it is stored in any other way than loose or packed refs, and then git must be asked."""
    content = read_file(git_dir / "HEAD").strip()
    for _ in range(_LONGEST_LINKED):
        if _COMMIT.fullmatch(content):
            return content.decode()
        if not content.startswith(b"ref: refs/"):
            return None
        name = os.fsdecode(content.removeprefix(b"ref: "))
        if ".." in name.split("/"):
            return None
        loose = read_file(git_dir / name) or read_file(common_dir / name)
        content = loose.strip() or _find_packed(common_dir, name)
    return None


def list_branch_names(common_dir: Path, folder: str) -> set[str] | None:
    """The branches right in a folder such as "plan"; None where refs are stored otherwise, and git must be asked."""
    if (common_dir / "reftable").exists():
        return None
    start = f"{HEADS}{folder}/"
    try:
        with os.scandir(common_dir / start) as entries:
            loose = {f"{folder}/{entry.name}" for entry in entries}
    except OSError:
        loose = set()
    return loose | {name.removeprefix(HEADS) for name in _list_packed(common_dir, start)}


def _find_packed(common_dir: Path, name: str) -> bytes:
    wanted = b" " + os.fsencode(name)
    for line in read_file(common_dir / "packed-refs", limit=None).splitlines():
        if line.endswith(wanted) and not line.startswith((b"#", b"^")):
            return line[: -len(wanted)]
    return b""


def _list_packed(common_dir: Path, start: str) -> list[str]:
    """The names that begin so; found without a look at the others, of which there may be hundreds of thousands."""
    content = read_file(common_dir / "packed-refs", limit=None) + b"\n"
    wanted = b" " + os.fsencode(start)
    names = []
    place = content.find(wanted)
    while place >= 0:
        end = content.index(b"\n", place)
        names.append(os.fsdecode(content[place + 1 : end]))
        place = content.find(wanted, end)
    return names


def read_file(file: Path, limit: int | None = 4096) -> bytes:
    """The start of a regular file, and nothing of any other: a pipe keeps its reader waiting, a device may not end."""
    try:
        with open(os.open(file, os.O_RDONLY | _AS_IT_IS), "rb") as stream:
            is_file = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            return stream.read(-1 if limit is None else limit) if is_file else b""
    except OSError:
        return b""
