"""Files of a repository that are not the author's plan: hooks and settings, written whole."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes, mode: int, moved_to: Path | None = None) -> None:
    """The file is as it was or as it is to be: a hook that is half written would run. Makes its folder.

    What was there goes to `moved_to` just before. Raises OSError, and leaves nothing of its own behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, mode)
        if moved_to:
            path.rename(moved_to)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
