"""`agent-plan init`: find the plan, import it, and connect the agents."""

import os
from pathlib import Path

import click

from agent_plan_server.bundled import bundled_folder
from agent_plan_server.cli.acting import repository_of
from agent_plan_server.cli.command import command
from agent_plan_server.cli.connections.changes import plan_connection, write_change
from agent_plan_server.cli.connections.clients import CLIENTS, Client, choose_clients, find_command
from agent_plan_server.cli.people import person_name
from agent_plan_server.cli.plan_finder import find_candidates
from agent_plan_server.cli.screens.beginning import Beginning, ClientFile, Skipped, draw_beginning
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.importers import read_plan
from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.services.imports import ImportOutcome, import_plan

_SAMPLE_NAME = "PLAN"
_ELSE = "{init} takes the file you name; with --sample generic it begins with a sample."


@command("init", "agent-plan init", "agent-plan init docs/PLAN.md --write", "agent-plan init --sample generic --write")
@click.argument("file", required=False)
@click.option("--write", is_flag=True, help="Write the clients' files instead of showing what belongs in them.")
@click.option("--client", "named", multiple=True, type=click.Choice(list(CLIENTS)), help="Only these clients.")
@click.option("--sample", metavar="NAME", help="Begin with a sample plan, copied to PLAN.md (.json, …).")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def init(
    session: Session, file: str | None, write: bool, named: tuple[str, ...], sample: str | None, yes: bool
) -> None:
    """Find the repository's plan, import it, and connect the agents; run again, it changes nothing.

    Without --write nothing in the repository changes: what belongs in the clients' files is shown.
    """
    root = repository_of(session).root
    if sample:
        file = str(_copy_sample(root, sample))
    imported, skipped = _read_first([Path(file)] if file else find_candidates(root), is_named=bool(file))
    if session.may_ask and not yes:
        click.confirm(f"Import {_short(imported.source, root)}?", default=True, abort=True)
        write = write or click.confirm("Write the clients' files?", default=False)
    outcome = import_plan(session.make_engine(), imported, person_name(session.settings))
    files = tuple(_connect(root, client, write) for client in choose_clients(root, named))
    beginning = _describe(imported, root, skipped, outcome, files)
    session.show(beginning, lambda page: draw_beginning(page, beginning))


def _read_first(paths: list[Path], *, is_named: bool) -> tuple[ImportedPlan, list[Skipped]]:
    """The first file that reads as a plan, and why those before it did not."""
    skipped: list[Skipped] = []
    for path in paths:
        try:
            return read_plan([path]), skipped
        except (InvalidRequest, NotFound) as problem:
            if is_named:
                raise
            skipped.append(Skipped(path=str(path), reason=problem.message))
    tried = "; ".join(f"{Path(item.path).name}: {item.reason}" for item in skipped[:3])
    found = f"No plan was found here ({tried})" if tried else "No plan was found here"
    raise NotFound(f"{found.rstrip('.')}.", _ELSE)


def _copy_sample(root: Path, name: str) -> Path:
    folder = bundled_folder("plans")
    known = {path.stem: path for path in sorted(folder.glob("*.*")) if path.is_file()}
    if name not in known:
        raise NotFound(f"There is no sample {name!r}.", f"Samples are: {', '.join(known)}.")
    target = root / f"{_SAMPLE_NAME}{known[name].suffix}"
    text = known[name].read_text(encoding="utf-8")
    if target.exists() and target.read_text(encoding="utf-8", errors="replace") != text:
        raise InvalidRequest(f"{target.name} is there already.", "{init} without --sample imports it.")
    target.write_text(text, encoding="utf-8")
    return target


def _connect(root: Path, client: Client, write: bool) -> ClientFile:
    (change,) = plan_connection(root, [client.server], find_command())
    if write and change.is_needed:
        write_change(root, change)
    state = "shown" if not write else "written" if change.is_needed else "kept"
    text = client.server.snippet(find_command())
    return ClientFile(client=client.name, path=change.path, text=text, state=state)


def _describe(
    imported: ImportedPlan, root: Path, skipped: list[Skipped], outcome: ImportOutcome, files: tuple[ClientFile, ...]
) -> Beginning:
    return Beginning(
        source=_short(imported.source, root),
        path=os.path.relpath(imported.source),
        title=imported.plan.title,
        format=imported.report.format,
        phases=len(imported.plan.phases),
        tasks=len(imported.plan.tasks),
        repaired_lines=len(imported.report.repaired_lines),
        not_taken=len(imported.report.not_taken),
        contradictions=len(imported.report.contradictions),
        skipped=tuple(item.model_copy(update={"path": _short(item.path, root)}) for item in skipped),
        stored=outcome,
        files=files,
    )


def _short(path: str, root: Path) -> str:
    full = Path(path).absolute()
    return str(full.relative_to(root)) if full.is_relative_to(root) else path
