"""`agent-plan export`: the plan as it stands now."""

from pathlib import Path

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.exporters import EXPORTERS
from agent_plan_server.services.exports import export_plan


@command("export", "agent-plan export", "agent-plan export --format taskmaster -o tasks.json")
@click.option("--format", "form", type=click.Choice(list(EXPORTERS)), default="md", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write to a file; else it is printed.")
def export(session: Session, form: str, output: str | None) -> None:
    """The plan with its live state: as Markdown for people, as JSON with claims, attempts and notes for programs.

    Or for another tool: spec-kit, taskmaster and beads are read back by import as the same plan; csv is for tables.
    """
    plan = export_plan(session.engine, session.plan)
    form = "json" if session.options.as_json else form
    if form == "json" and output is None:
        session.output.write_json({"plan": plan.model_dump(mode="json")})
    else:
        _print_or_write(session, EXPORTERS[form](plan), output)


def _print_or_write(session: Session, text: str, output: str | None) -> None:
    if output is None:
        session.output.write_text(text)
        return
    path = Path(output)
    # Beside it and then in its place: nobody ever reads half a plan.
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise InvalidRequest(f"{path} cannot be written: {problem.strerror}.", "Name another file.") from problem
