"""`agent-plan connect` and `disconnect`: the server and its guards in the files of the clients, and in git's hooks."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import click

from agent_plan_server.cli.acting import repository_of
from agent_plan_server.cli.command import command
from agent_plan_server.cli.connections.changes import Change, plan_connection, plan_disconnection, write_change
from agent_plan_server.cli.connections.clients import CLIENTS, find_command, parts_of
from agent_plan_server.cli.connections.parts import Part
from agent_plan_server.cli.people import require_person
from agent_plan_server.cli.screens.connection import ConnectedFile, Connection, draw_connection
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import Refused, StorageUnavailable
from agent_plan_server.git.hook_files import Edit, HookChanges, list_hooks, plan_hooks, plan_removal, write_changes
from agent_plan_server.git.repository import Repository

_GIT = "git"
_NAMES = click.Choice([*CLIENTS, _GIT])


class _Work(NamedTuple):
    """What is to be done to the files of the clients and to git's hooks."""

    root: Path
    changes: list[Change]
    hooks: HookChanges
    kept: tuple[str, ...] = ()

    @property
    def is_needed(self) -> bool:
        return bool(self.hooks.edits) or any(change.is_needed for change in self.changes)

    def carry_out(self) -> None:
        for change in self.changes:
            if change.is_needed:
                write_change(self.root, change)
        try:
            write_changes(self.hooks)
        except OSError as problem:
            message = f"A hook of git could not be written: {problem.strerror or problem}."
            raise StorageUnavailable(message, "Make its folder writable, then run the command again.") from problem


@command("connect", "agent-plan connect claude git", "agent-plan connect codex gemini --dry-run")
@click.argument("names", nargs=-1, required=True, type=_NAMES, metavar="CLIENT...")
@click.option("--words", "with_words", is_flag=True, help="Also tell its agents how to work, in CLAUDE.md or its like.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def connect(session: Session, names: tuple[str, ...], with_words: bool, dry_run: bool, yes: bool) -> None:
    """Put the server and its guards into the files of a client; run again, it changes nothing.

    CLIENT is claude, codex, gemini, cursor, vscode or opencode; git means the hooks that check commits and pushes. What
    is there already stays as it is.
    """
    root, program = _folder(session, names), find_command()
    changes = plan_connection(root, _parts(names, with_words=with_words), program)
    hooks = _plan_git(session, names, lambda repository: plan_hooks(repository, program))
    kept = _list_kept(session) if _GIT in names and not hooks.edits else ()
    advice = [client.advice for name, client in CLIENTS.items() if name in names and client.advice]
    if new := [change.path for change in changes if change.is_needed and session.settings.repository]:
        advice.append(f"Commit {', '.join(new)}: a worktree has only what is committed.")
    _carry_out(session, _Work(root, changes, hooks, kept), dry_run=dry_run, yes=yes, advice=advice)


@command("disconnect", "agent-plan disconnect claude git")
@click.argument("names", nargs=-1, required=True, type=_NAMES, metavar="CLIENT...")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def disconnect(session: Session, names: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Take out of a client's files, or of git's hooks, what `connect` put in, and nothing else."""
    require_person("disconnect")
    root = repository_of(session).root
    changes = [change for change in plan_disconnection(root, _parts(names, with_words=True)) if change.before]
    hooks = _plan_git(session, names, plan_removal)
    _carry_out(session, _Work(root, changes, hooks), dry_run=dry_run, yes=yes, advice=())


def _folder(session: Session, names: tuple[str, ...]) -> Path:
    """Raises Refused for the files of a client in a bare repository, where no client works."""
    repository = session.settings.repository
    if repository and repository.root == repository.common_dir and set(names) != {_GIT}:
        raise Refused(
            f"{repository.root} is a bare repository, where no client works.",
            "Run this in a worktree of it; {connect git} works here too.",
        )
    return repository_of(session).root


def _parts(names: tuple[str, ...], *, with_words: bool) -> list[Part]:
    clients = [CLIENTS[name] for name in dict.fromkeys(names) if name != _GIT]
    return [part for client in clients for part in parts_of(client, with_words=with_words)]


def _plan_git(session: Session, names: tuple[str, ...], plan: Callable[[Repository], HookChanges]) -> HookChanges:
    if _GIT not in names:
        return HookChanges(())
    if session.settings.repository is None:
        raise Refused("There is no git repository here, so it has no hooks.", "Run `git init`, or name a client.")
    return plan(session.settings.repository)


def _list_kept(session: Session) -> tuple[str, ...]:
    return tuple(str(state.path) for state in list_hooks(repository_of(session)) if state.is_in)


def _carry_out(session: Session, work: _Work, *, dry_run: bool, yes: bool, advice: Iterable[str]) -> None:
    if work.is_needed and session.may_ask and not (yes or dry_run):
        _show(session, work, "shown", ())
        click.confirm("Write?", default=True, abort=True)
    if not dry_run:
        work.carry_out()
    _show(session, work, "shown" if dry_run else "written", (*work.hooks.notes, *advice))


def _show(session: Session, work: _Work, state: str, advice: tuple[str, ...]) -> None:
    files = [
        *(_file(change, state) for change in work.changes),
        *(_file(_as_change(work.root, edit), state) for edit in work.hooks.edits),
        *(ConnectedFile(path=_short(work.root, path), state="kept", diff="") for path in work.kept),
    ]
    connection = Connection(files=tuple(files), advice=advice)
    session.show(connection, lambda page: draw_connection(page, connection))


def _file(change: Change, state: str) -> ConnectedFile:
    if not change.is_needed:
        return ConnectedFile(path=change.path, state="kept", diff="")
    done = "removed" if state == "written" and not change.after else state
    return ConnectedFile(path=change.path, state=done, diff=change.diff())


def _as_change(root: Path, edit: Edit) -> Change:
    before, after = ((text or b"").decode(errors="replace") for text in (edit.before, edit.after))
    return Change(_short(root, edit.path), before, after)


def _short(root: Path, path: Path | str) -> str:
    return str(Path(path).relative_to(root)) if Path(path).is_relative_to(root) else str(path)
