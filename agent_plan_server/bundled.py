"""The files that ship beside the code: prompts/ and plans/, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled_folder(name: str) -> Path:
    """The folder `prompts` or `plans`."""
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
