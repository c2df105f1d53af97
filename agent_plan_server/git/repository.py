"""The repository around a folder: read only, and nothing that the repository configures is ever run."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import NotFound, StorageUnavailable
from agent_plan_server.git.head import read_head

_TIMEOUT_S = 10
_GIT = ("git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.pager=cat")
_QUIET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    # A missing object is not worth a connection, nor the command that a remote may be configured to run for it.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE")
_COMMITTED = ("diff-tree", "-r", "--name-only", "-z")
# Not `diff`, which writes to the index even when it is told to take no lock.
_UNCOMMITTED = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty")


# Not a pydantic model: hooks look for the repository, and have milliseconds.
class Repository(NamedTuple):
    """`root` holds the files, `common_dir` what all worktrees share; they are one folder when it is bare."""

    root: Path
    common_dir: Path


def find_repository(folder: Path) -> Repository | None:
    """The repository that git would use in the folder; None outside of any. Starts git only in odd cases."""
    if "GIT_DIR" in os.environ:
        return _ask_for_repository(folder)
    start = folder.resolve()
    for root in (start, *start.parents):
        if os.path.lexists(root / ".git"):
            common_dir = _read_common_dir(root / ".git")
            return Repository(root, common_dir) if common_dir else _ask_for_repository(folder)
        if _is_git_folder(root):
            return Repository(root, root)
    return None


def head_commit(repository: Repository) -> str | None:
    """The full hash; None before the first commit."""
    git_dir = None if any(place in os.environ for place in _PLACES) else _follow_dot_git(repository.root / ".git")
    found = read_head(git_dir, repository.common_dir) if git_dir else None
    return found or _find_commit(repository, "HEAD")


def current_branch(repository: Repository) -> str | None:
    """The name without refs/heads/, known before the first commit; None when HEAD is detached."""
    return _ask_line(repository.root, "symbolic-ref", "--quiet", "--short", "HEAD")


def user_name(repository: Repository) -> str | None:
    """The name that commits here are signed with; None where nobody has set one."""
    return _ask_line(repository.root, "config", "--get", "user.name")


def changed_files(repository: Repository, since: str) -> tuple[str, ...]:
    """Files committed since, changed in the working tree or not yet tracked, sorted; NotFound without such a commit."""
    base = _find_commit(repository, since)
    if base is None:
        raise NotFound(f"The commit {since[:80]!r} is not in this repository.", "Fetch it, or name another commit.")
    names = set(_list_names(repository, *_COMMITTED, "--end-of-options", base, head_commit(repository) or base, "--"))
    names.update(_list_uncommitted(repository))
    # A name that ends in a slash is a repository of its own, such as a worktree that somebody keeps in here.
    return tuple(sorted(name for name in names if not name.endswith("/")))


def tracked_files(repository: Repository) -> tuple[str, ...]:
    """Every file of the index, relative to the root."""
    return tuple(dict.fromkeys(_list_names(repository, "ls-files", "-z", "--cached")))


def is_directory(repository: Repository, path: str) -> bool:
    """Whether a folder stands there now, inside the repository once symbolic links are followed; "" names none."""
    target = _find_inside(repository.root, path) if path.strip() else None
    return target is not None and target.is_dir()


def has_file(root: Path, path: str) -> bool:
    """Whether a file or folder of that relative path is there now, inside the root once links are followed."""
    return bool(path) and ".." not in Path(path).parts and _find_inside(root, path) is not None


def _find_inside(root: Path, path: str) -> Path | None:
    try:
        target, inside = _resolve(root / path), _resolve(root)
        return target if target.is_relative_to(inside) and target.exists() else None
    except (OSError, ValueError):
        return None


def _read_common_dir(dot_git: Path) -> Path | None:
    """Follow the files by which a worktree or submodule points at its repository; None when they lead nowhere."""
    git_dir = _follow_dot_git(dot_git)
    if git_dir is None:
        return None
    common_dir = _resolve(git_dir / _read_path(git_dir / "commondir"))
    return common_dir if _is_git_folder(common_dir) else None


def _follow_dot_git(dot_git: Path) -> Path | None:
    """The folder itself, or the one that the file of a worktree or submodule names."""
    if not dot_git.is_file():
        return dot_git
    target = _read_path(dot_git)
    return dot_git.parent / target.removeprefix("gitdir: ") if target.startswith("gitdir: ") else None


def _read_path(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            text = os.fsdecode(stream.read(8192)).rstrip("\r\n")
    except OSError:
        return ""
    return "" if "\0" in text else text


def _resolve(path: Path) -> Path:
    # Path.resolve raises RuntimeError for a symbolic link that leads to itself.
    return Path(os.path.realpath(path))


def _is_git_folder(folder: Path) -> bool:
    return os.path.lexists(folder / "HEAD") and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _ask_for_repository(folder: Path) -> Repository | None:
    common_dir = _ask_line(folder, "rev-parse", "--path-format=absolute", "--git-common-dir")
    if common_dir is None:
        return None
    root = _ask_line(folder, "rev-parse", "--path-format=absolute", "--show-toplevel")
    return Repository(Path(root or common_dir), Path(common_dir))


def _find_commit(repository: Repository, name: str) -> str | None:
    return _ask_line(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")


def _list_uncommitted(repository: Repository) -> list[str]:
    if _ask_line(repository.root, "rev-parse", "--is-inside-work-tree") != "true":
        return []
    # Each entry is two letters of state, a space and the name.
    return [entry[3:] for entry in _list_names(repository, *_UNCOMMITTED, settings=_switch_filters_off(repository))]


def _switch_filters_off(repository: Repository) -> dict[str, str]:
    """Settings without which git runs the repository's own filter commands to compare a file that was touched."""
    keys = _ask_git(repository.root, "config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.") or ""
    drivers = {key.rpartition(".")[0] for key in keys.split("\0") if key}
    off = {"clean": "", "process": "", "required": "false"}
    return {f"{driver}.{key}": value for driver in drivers for key, value in off.items()}


def _list_names(repository: Repository, *arguments: str, settings: Mapping[str, str] | None = None) -> list[str]:
    answer = _ask_git(repository.root, *arguments, settings=settings)
    if answer is None:
        raise StorageUnavailable(
            "git cannot list the files of this repository.", "Run `git status` there to see the reason."
        )
    return [name for name in answer.split("\0") if name]


def _ask_line(folder: Path, *arguments: str) -> str | None:
    answer = _ask_git(folder, *arguments)
    return answer.removesuffix("\n") if answer else None


def _ask_git(folder: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> str | None:
    """What git prints; None when it says no or is not installed. Bytes that are not UTF-8 become U+FFFD."""
    # Here and not above: finding the repository seldom needs it, and it costs as much as the rest of a hook.
    import subprocess

    try:
        answer = subprocess.run(
            (*_GIT, *arguments),
            cwd=folder,
            env=_make_environment(settings or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StorageUnavailable(f"git gave no answer within {_TIMEOUT_S} seconds.", "Try again.") from None
    except (OSError, ValueError):
        return None
    return answer.stdout.decode(errors="replace") if answer.returncode == 0 else None


def _make_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Ours, with the settings added by number: a key on the command line could not hold an equals sign."""
    environment = {**os.environ, **_QUIET}
    environment |= {name: os.path.abspath(environment[name]) for name in _PLACES if environment.get(name)}
    first = int(environment.get("GIT_CONFIG_COUNT") or 0)
    for number, (key, value) in enumerate(settings.items(), first):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return environment | {"GIT_CONFIG_COUNT": str(first + len(settings))}
