"""`agent-plan import`: read a plan file, say honestly how it was read, and store it."""

from collections.abc import Iterator
from pathlib import Path

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.people import person_name
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.report import draw_outcome, draw_report
from agent_plan_server.cli.screens.styles import Line
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import DoubtfulPlan, InvalidRequest
from agent_plan_server.importers import read_plan
from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.services.plans import ImportOutcome, import_plan


@command("import", "agent-plan import docs/EXECUTION_PLAN.md --dry-run", "agent-plan import PLAN.md")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Only say how it is read; nothing is stored.")
@click.option("--yes", is_flag=True, help="Read it even if it looks like something else than a plan.")
def import_(session: Session, files: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Read a plan and store it; of a plan that is known only the additions are taken.

    Several files are one plan, the main one first. What was not taken as work is listed with its line and reason.
    """
    if not files:
        raise InvalidRequest("No plan file was named.", "{import} FILE reads one; {init} looks for one.")
    imported = _read(session, [Path(name) for name in files], despite_doubts=yes)
    read = {"plan": imported.plan.model_dump(mode="json"), "report": imported.report.model_dump(mode="json")}
    if dry_run:
        session.show_record(read, lambda page: draw_report(page, imported))
        return
    outcome = import_plan(session.make_engine(), imported, person_name(session.settings))
    stored = read | {"stored": outcome.model_dump(mode="json")}
    session.show_record(stored, lambda page: _draw(page, imported, outcome))


def _read(session: Session, paths: list[Path], *, despite_doubts: bool) -> ImportedPlan:
    """A person at a terminal is asked about a doubtful file; elsewhere it is refused."""
    try:
        return read_plan(paths, despite_doubts=despite_doubts)
    except DoubtfulPlan as doubt:
        if not session.may_ask:
            raise
        click.confirm(f"{doubt.message} Read it as a plan all the same?", default=False, abort=True)
        return read_plan(paths, despite_doubts=True)


def _draw(page: Page, imported: ImportedPlan, outcome: ImportOutcome) -> Iterator[Line]:
    yield from draw_report(page, imported)
    yield from draw_outcome(page, outcome)
    yield from page.hints("agent-plan status", "agent-plan ready")
