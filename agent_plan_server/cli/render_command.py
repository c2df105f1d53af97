"""`agent-plan render`: the live state in the plan's own file."""

from pathlib import Path

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.errors import REFUSED
from agent_plan_server.cli.people import person_name
from agent_plan_server.cli.screens.rendering import draw_rendering
from agent_plan_server.cli.session import Session
from agent_plan_server.services.renders import render_plan, show_rendering


@command("render", "agent-plan render docs/EXECUTION_PLAN.md", "agent-plan render docs/EXECUTION_PLAN.md --in-place")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--in-place", is_flag=True, help="Write; else only the difference is shown.")
@click.option("--log", is_flag=True, help="Also add a dated line to the log of the plan, if it has one.")
@click.option("--check", is_flag=True, help="Write nothing; exits 4 when there is something to write.")
def render(session: Session, files: tuple[str, ...], in_place: bool, log: bool, check: bool) -> None:
    """Put the live state into the plan's own file: the mark in a box, the value of a status, nothing else.

    What was revised here comes along where the file shows how to write it: new tasks, titles, estimates, files, needs.
    FILE as it was imported; of a plan in several files the same ones. What cannot be written is listed with its reason.
    """
    if in_place and check:
        raise click.UsageError("--check writes nothing; leave out --in-place.")
    paths = [Path(name) for name in files]
    if in_place:
        settings = session.settings
        root = settings.repository.root if settings.repository else settings.project
        lock = settings.store.with_name(f"{settings.store.name}.render")
        report = render_plan(session.engine, paths, lock, root, person_name(settings), session.plan, with_log=log)
    else:
        report = show_rendering(session.engine, paths, session.plan, with_log=log)
    words = " ".join([*files, *(["--log"] if log else [])])
    session.show(report, lambda page: draw_rendering(page, report, words, wants_log=log))
    if check and report.files:
        session.exit(REFUSED)
