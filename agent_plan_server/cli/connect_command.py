"""`agent-plan connect` and `disconnect`: the server and its guards in the files of the clients."""

from collections.abc import Sequence
from pathlib import Path

import click

from agent_plan_server.cli.acting import repository_of
from agent_plan_server.cli.command import command
from agent_plan_server.cli.connections.changes import Change, plan_connection, plan_disconnection, write_change
from agent_plan_server.cli.connections.clients import CLIENTS, Client, find_command, parts_of
from agent_plan_server.cli.people import require_person
from agent_plan_server.cli.screens.connection import ConnectedFile, Connection, draw_connection
from agent_plan_server.cli.session import Session

_NAMES = click.Choice(list(CLIENTS))


@command("connect", "agent-plan connect claude", "agent-plan connect codex gemini --dry-run")
@click.argument("names", nargs=-1, required=True, type=_NAMES, metavar="CLIENT...")
@click.option("--words", "with_words", is_flag=True, help="Also tell its agents how to work, in CLAUDE.md or its like.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def connect(session: Session, names: tuple[str, ...], with_words: bool, dry_run: bool, yes: bool) -> None:
    """Put the server and its guards into the files of a client; run again, it changes nothing.

    CLIENT is claude, codex, gemini, cursor, vscode or opencode. What is in the files already stays as it is.
    """
    root = repository_of(session).root
    clients = [CLIENTS[name] for name in dict.fromkeys(names)]
    parts = [part for client in clients for part in parts_of(client, with_words=with_words)]
    changes = plan_connection(root, parts, find_command())
    _carry_out(session, root, changes, dry_run=dry_run, yes=yes, advice=_advice(clients))


@command("disconnect", "agent-plan disconnect claude")
@click.argument("names", nargs=-1, required=True, type=_NAMES, metavar="CLIENT...")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def disconnect(session: Session, names: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Take out of a client's files what `connect` put in, and nothing else."""
    require_person("disconnect")
    root = repository_of(session).root
    clients = [CLIENTS[name] for name in dict.fromkeys(names)]
    parts = [part for client in clients for part in parts_of(client, with_words=True)]
    _carry_out(session, root, plan_disconnection(root, parts), dry_run=dry_run, yes=yes)


def _carry_out(
    session: Session, root: Path, changes: list[Change], *, dry_run: bool, yes: bool, advice: Sequence[str] = ()
) -> None:
    needed = [change for change in changes if change.is_needed]
    if needed and session.may_ask and not (yes or dry_run):
        _show(session, changes, "shown")
        click.confirm("Write?", default=True, abort=True)
    if not dry_run:
        for change in needed:
            write_change(root, change)
    _show(session, changes, "shown" if dry_run else "written", advice)


def _show(session: Session, changes: list[Change], state: str, advice: Sequence[str] = ()) -> None:
    connection = Connection(files=tuple(_file(change, state) for change in changes), advice=tuple(advice))
    session.show(connection, lambda page: draw_connection(page, connection))


def _file(change: Change, state: str) -> ConnectedFile:
    if not change.is_needed:
        return ConnectedFile(path=change.path, state="kept", diff="")
    done = "removed" if state == "written" and not change.after else state
    return ConnectedFile(path=change.path, state=done, diff=change.diff())


def _advice(clients: list[Client]) -> list[str]:
    return [client.advice for client in clients if client.advice]
