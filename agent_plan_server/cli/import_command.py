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
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.importers import read_plan
from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.services.plans import ImportOutcome, import_plan


@command("import", "agent-plan import docs/EXECUTION_PLAN.md --dry-run", "agent-plan import PLAN.md")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Only say how it is read; nothing is stored.")
def import_(session: Session, files: tuple[str, ...], dry_run: bool) -> None:
    """Read a plan and store it; of a plan that is known only the additions are taken.

    Several files are one plan, the main one first. What was not taken as work is listed with its line and reason.
    """
    if not files:
        raise InvalidRequest("No plan file was named.", "{import} FILE reads one; {init} looks for one.")
    imported = read_plan([Path(name) for name in files])
    read = {"plan": imported.plan.model_dump(mode="json"), "report": imported.report.model_dump(mode="json")}
    if dry_run:
        session.show_record(read, lambda page: draw_report(page, imported))
        return
    outcome = import_plan(session.make_engine(), imported, person_name(session.settings))
    stored = read | {"stored": outcome.model_dump(mode="json")}
    session.show_record(stored, lambda page: _draw(page, imported, outcome))


def _draw(page: Page, imported: ImportedPlan, outcome: ImportOutcome) -> Iterator[Line]:
    yield from draw_report(page, imported)
    yield from draw_outcome(page, outcome)
    yield from page.hints("agent-plan status", "agent-plan ready")
