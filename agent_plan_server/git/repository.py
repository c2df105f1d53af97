"""The repository around a folder: read only, and nothing that the repository configures is ever run."""

import os
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.git.command import PLACES, ask_line, list_names
from agent_plan_server.git.head import read_file, read_head


# Not a pydantic model: hooks look for the repository, and have milliseconds.
class Repository(NamedTuple):
    """`root` holds the files, `common_dir` what all worktrees share; they are one folder when it is bare."""

    root: Path
    common_dir: Path


class Signer(NamedTuple):
    """Who a commit says made it."""

    name: str
    email: str


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
    git_dir = None if any(place in os.environ for place in PLACES) else _follow_dot_git(repository.root / ".git")
    found = read_head(git_dir, repository.common_dir) if git_dir else None
    return found or find_commit(repository, "HEAD")


def find_commit(repository: Repository, name: str) -> str | None:
    """The full hash of what a name leads to; None when that is no commit of the repository."""
    return ask_line(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")


def find_git_dir(repository: Repository) -> Path | None:
    """Where this worktree keeps its own state, such as a merge that is not finished; None when nothing leads there."""
    if "GIT_DIR" in os.environ:
        found = ask_line(repository.root, "rev-parse", "--absolute-git-dir")
        return Path(found) if found else None
    dot_git = repository.root / ".git"
    return _follow_dot_git(dot_git) if os.path.lexists(dot_git) else repository.common_dir


def current_branch(repository: Repository) -> str | None:
    """The name without refs/heads/, known before the first commit; None when HEAD is detached."""
    return ask_line(repository.root, "symbolic-ref", "--quiet", "--short", "HEAD")


def user_name(repository: Repository) -> str | None:
    """The name that commits here are signed with; None where nobody has set one."""
    return ask_line(repository.root, "config", "--get", "user.name")


def find_signer(repository: Repository, otherwise: str) -> Signer:
    """Who signs commits here; where git was not told, under the other name."""
    name = user_name(repository) or otherwise
    return Signer(name, ask_line(repository.root, "config", "--get", "user.email") or "agent-plan@localhost")


def tracked_files(repository: Repository) -> tuple[str, ...]:
    """Every file of the index, relative to the root."""
    return tuple(dict.fromkeys(list_names(repository.root, files_at(repository), "ls-files", "-z", "--cached")))


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
    text = os.fsdecode(read_file(file, limit=8192)).rstrip("\r\n")
    return "" if "\0" in text else text


def _resolve(path: Path) -> Path:
    # Path.resolve raises RuntimeError for a symbolic link that leads to itself.
    return Path(os.path.realpath(path))


def _is_git_folder(folder: Path) -> bool:
    return os.path.lexists(folder / "HEAD") and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _ask_for_repository(folder: Path) -> Repository | None:
    common_dir = ask_line(folder, "rev-parse", "--path-format=absolute", "--git-common-dir")
    if common_dir is None:
        return None
    root = ask_line(folder, "rev-parse", "--path-format=absolute", "--show-toplevel")
    return Repository(Path(root or common_dir), Path(common_dir))


def files_at(repository: Repository) -> str:
    """The option that keeps git in the repository, whose configuration could name any other folder for its files."""
    return f"--work-tree={repository.root}"
