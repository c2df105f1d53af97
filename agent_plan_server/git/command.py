"""Starting git: fixed arguments, never a shell, and nothing that the repository configures is ever run."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import StorageUnavailable

TIMEOUT_S = 10
# What the environment says about where a repository is.
PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE")
_GIT = ("git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.pager=cat")
_QUIET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    # A missing object is not worth a connection, nor the command that a remote may be configured to run for it.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    # A repository may hold objects that are shown in the place of others, and other parents than a commit names.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": f"{os.devnull}/none",
    "LC_ALL": "C",
}


class Answer(NamedTuple):
    """What git printed and its exit code. Bytes that are not UTF-8 are U+FFFD."""

    code: int
    text: str
    complaint: str


def run_git(
    folder: Path,
    *arguments: str,
    settings: Mapping[str, str] | None = None,
    places: Mapping[str, str] | None = None,
    text: str | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Answer | None:
    """Run git in a folder; None when it is not installed or cannot be started so.

    `settings` are configuration for this one run, `places` the variables that say where the repository is and `text`
    what git reads. Raises StorageUnavailable when it takes longer than the timeout (seconds).
    """
    # Here and not above: finding the repository seldom needs it, and it costs as much as the rest of a hook.
    import subprocess

    try:
        answer = subprocess.run(
            (*_GIT, *arguments),
            cwd=folder,
            env=_make_environment(settings or {}, places or {}),
            input=(text or "").encode(),
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StorageUnavailable(f"git gave no answer within {timeout_s:g} seconds.", "Try again.") from None
    except (OSError, ValueError):
        return None
    return Answer(
        answer.returncode, answer.stdout.decode(errors="replace"), answer.stderr.decode(errors="replace").strip()
    )


def ask_git(folder: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> str | None:
    """What git prints; None when it says no or is not installed."""
    answer = run_git(folder, *arguments, settings=settings)
    return answer.text if answer and answer.code == 0 else None


def ask_line(folder: Path, *arguments: str) -> str | None:
    """The one line that git prints; None when it says no, or nothing."""
    answer = ask_git(folder, *arguments)
    return answer.removesuffix("\n") if answer else None


def list_names(folder: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> list[str]:
    """The names that git prints, each ended by NUL; raises StorageUnavailable when it cannot."""
    answer = ask_git(folder, *arguments, settings=settings)
    if answer is None:
        raise StorageUnavailable(
            "git cannot list the files of this repository.", "Run `git status` there to see the reason."
        )
    return [name for name in answer.split("\0") if name]


def _make_environment(settings: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str]:
    """Ours, with the settings added by number: a key on the command line could not hold an equals sign."""
    environment = {**os.environ, **_QUIET}
    environment |= {name: os.path.abspath(environment[name]) for name in PLACES if environment.get(name)}
    if places:
        environment = {name: value for name, value in environment.items() if name not in PLACES} | dict(places)
    first = int(environment.get("GIT_CONFIG_COUNT") or 0)
    for number, (key, value) in enumerate(settings.items(), first):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return environment | {"GIT_CONFIG_COUNT": str(first + len(settings))}
