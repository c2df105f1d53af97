"""Putting our lines into the hooks of a repository, beside what is there, and taking them out without a trace.

Nothing of the repository is run. What would change is worked out first, so that it can be shown; then it is written.
"""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.git import hook_blocks, lefthook
from agent_plan_server.git.files import write_whole
from agent_plan_server.git.hook_places import (
    HOOKS,
    LEGACY,
    OLD,
    HookPlace,
    find_folder,
    find_places,
    is_ours_to_write,
    read_hook,
)
from agent_plan_server.git.repository import Repository

ASIDE = ".before-agent-plan"
_MODE, _CONFIG_MODE = 0o755, 0o644


class Edit(NamedTuple):
    """One file as it is and as it is to be, None where there is none; `mode` are its permissions then.

    What was there goes to `moved_to` before, and `brought_back` takes its place after.
    """

    path: Path
    before: bytes | None
    after: bytes | None
    mode: int = _MODE
    moved_to: Path | None = None
    brought_back: Path | None = None
    drops_folder: bool = False


class HookChanges(NamedTuple):
    """Edits in their order; and sentences for the person, on what has to be done by hand and what to know."""

    edits: tuple[Edit, ...]
    notes: tuple[str, ...] = ()


class HookState(NamedTuple):
    """Whether our lines for a hook stand where git runs them, or the tool that it leaves its hooks to."""

    hook: str
    path: Path
    is_in: bool


def plan_hooks(repository: Repository, command: str) -> HookChanges:
    """What puts the guard into both hooks; no edits where it is in. `command` is a name, or the full path of one."""
    edits: list[Edit] = []
    notes: list[str] = []
    for place in find_places(repository):
        name = Path(command).name if place.is_shared else command
        edit = _plan_hook(place, name) if is_ours_to_write(repository, place.path) else None
        if edit is None and not _is_in(repository.root, place):
            notes.append(_tell_by_hand(place, name))
        elif edit and edit.after != edit.before:
            edits.append(edit)
            notes += [f"Commit {place.path}, so that other worktrees have it."] if place.is_shared else []
    if lefthook.is_used(repository.root):
        edits, notes = [*edits, *_plan_lefthook(repository.root, command)], [*notes, _tell_lefthook(command)]
    return HookChanges(tuple(edits), tuple(notes))


def plan_removal(repository: Repository) -> HookChanges:
    """What takes our lines out again, also where another tool has put them meanwhile."""
    folders = [place.path.parent for place in find_places(repository)]
    folders += [find_folder(repository), repository.common_dir / "hooks"]
    files = [folder / f"{hook}{end}" for folder in folders for hook in HOOKS for end in ("", LEGACY, OLD)]
    files = [file for file in (*files, repository.root / lefthook.LOCAL) if is_ours_to_write(repository, file)]
    return HookChanges(tuple(edit for file in dict.fromkeys(files) if (edit := _plan_removal(file))))


def write_changes(changes: HookChanges) -> None:
    """Raises OSError; each file is then as it was, or as it is to be."""
    for edit in changes.edits:
        if edit.brought_back:
            edit.brought_back.replace(edit.path)
        elif edit.after is None:
            edit.path.unlink()
        else:
            write_whole(edit.path, edit.after, edit.mode, edit.moved_to)
        if edit.drops_folder and not any(edit.path.parent.iterdir()):
            edit.path.parent.rmdir()


def list_hooks(repository: Repository) -> list[HookState]:
    return [HookState(place.hook, place.path, _is_in(repository.root, place)) for place in find_places(repository)]


def _is_in(root: Path, place: HookPlace) -> bool:
    text = read_hook(place.path) or b""
    is_told = lefthook.is_hook(text) and hook_blocks.has_lines(read_hook(root / lefthook.LOCAL) or b"")
    return os.access(place.runner or place.path, os.X_OK) and (is_told or hook_blocks.has_lines(text))


def _plan_hook(place: HookPlace, command: str) -> Edit | None:
    """None where something is in the way."""
    path, text = place.path, read_hook(place.path)
    if text is None and not os.path.lexists(path):
        what = hook_blocks.FILE if path.parent.is_dir() else hook_blocks.FOLDER
        return Edit(path, None, hook_blocks.SHEBANG + _lines(place, command, what))
    if text is not None and _takes_lines(place, text):
        what = hook_blocks.read_mark(text) or hook_blocks.LINES
        return Edit(path, text, hook_blocks.put_first(text, _lines(place, command, what)), _mode_of(path))
    aside = path.with_name(path.name + ASIDE)
    if path.is_dir() or os.path.lexists(aside):
        return None
    lines = _lines(place, command, hook_blocks.FILE, aside.name)
    return Edit(path, text, hook_blocks.SHEBANG + lines, moved_to=aside)


def _lines(place: HookPlace, command: str, what: bytes, aside: str | None = None) -> bytes:
    aside = aside or _find_aside(place.path, what)
    return hook_blocks.write_lines(place.hook, command, what, aside=aside, shared=place.is_shared)


def _takes_lines(place: HookPlace, text: bytes) -> bool:
    """Whether a hook can be written into: no link, nor one that git passes over, nor of another language."""
    if place.path.is_symlink():
        return False
    return place.runner is not None or (os.access(place.path, os.X_OK) and hook_blocks.is_shell_script(text))


def _find_aside(path: Path, what: bytes | None) -> str | None:
    """The name of the hook that made place for ours, by whatever name that goes now."""
    names = [name + ASIDE for name in (path.name, path.name.removesuffix(LEGACY).removesuffix(OLD))]
    there = [name for name in names if os.path.lexists(path.with_name(name))]
    return there[0] if there and what == hook_blocks.FILE else None


def _plan_removal(path: Path) -> Edit | None:
    text = read_hook(path)
    what = hook_blocks.read_mark(text) if text else None
    if text is None or what is None or path.is_symlink():
        return None
    rest, aside = hook_blocks.take_out(text), _find_aside(path, what)
    if what == hook_blocks.LINES or rest.strip() not in (hook_blocks.SHEBANG.strip(), b""):
        # Somebody has added lines to a hook of ours: they stay, and so does the call of the hook before it.
        call = f"{hook_blocks.call_aside(aside)}\n".encode() if aside else b""
        return Edit(path, text, hook_blocks.take_out(text, call), _mode_of(path))
    if aside is None:
        return Edit(path, text, None, drops_folder=what == hook_blocks.FOLDER)
    old = path.with_name(aside)
    return Edit(path, text, read_hook(old), brought_back=old)


def _plan_lefthook(root: Path, command: str) -> list[Edit]:
    path = root / lefthook.LOCAL
    before, after = read_hook(path), lefthook.add_lines(root, command)
    if after is None or after == before:
        return []
    return [Edit(path, before, after, _CONFIG_MODE if before is None else _mode_of(path))]


def _tell_lefthook(command: str) -> str:
    return (
        f"Lefthook writes its hooks anew when it is installed, and {lefthook.LOCAL} holds in this worktree only. "
        f"With this in lefthook.yml all worktrees keep the guard:\n{lefthook.snippet(Path(command).name)}"
    )


def _tell_by_hand(place: HookPlace, command: str) -> str:
    lines = hook_blocks.write_lines(place.hook, command, shared=True).decode()
    return f"{place.path} cannot be changed for you. Add these lines to it, before all that it does:\n{lines}"


def _mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
