"""How an error looks at the command line, and the exit code it ends with."""

import sys
import traceback
from collections.abc import Iterator

import click

from agent_plan_server.cli.output import open_output
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.errors import InvalidRequest, NotFound, PlanServerError, Refused, StorageUnavailable
from agent_plan_server.models.verbs import spell_for_people

BUG, USAGE, REFUSED, UNAVAILABLE, INTERRUPTED = 1, 2, 4, 5, 130
EXIT_CODES: dict[type[PlanServerError], int] = {
    InvalidRequest: USAGE,
    NotFound: 3,
    Refused: REFUSED,
    StorageUnavailable: UNAVAILABLE,
}


def exit_code_of(problem: PlanServerError) -> int:
    return next((code for kind, code in EXIT_CODES.items() if isinstance(problem, kind)), BUG)


def report_error(problem: PlanServerError, *, as_json: bool) -> int:
    """Say what is so and what to do next; the exit code."""
    _report(problem.code, spell_for_people(problem.message), spell_for_people(problem.next_step), as_json=as_json)
    return exit_code_of(problem)


def report_usage(problem: click.UsageError, *, as_json: bool) -> int:
    path = problem.ctx.command_path if problem.ctx else "agent-plan"
    _report("usage", problem.format_message(), f"`{path} --help` shows how it is called.", as_json=as_json)
    return USAGE


def report_bug(problem: Exception, *, as_json: bool) -> int:
    """One line for people, the traceback for whoever mends it."""
    traceback.print_exception(problem, file=sys.stderr)
    message = f"This is a bug in agent-plan: {type(problem).__name__}."
    _report("internal_error", message, "Report it with the lines above.", as_json=as_json)
    return BUG


def _report(code: str, message: str, next_step: str, *, as_json: bool) -> None:
    if as_json:
        open_output().write_json({"error": {"code": code, "message": message, "next": next_step}})
        return
    output = open_output(errors=True)
    output.write(_draw(output.page(), code, message, next_step))


def _draw(page: Page, code: str, message: str, next_step: str) -> Iterator[Line]:
    first, *more = page.paragraph(f"error[{code}]: {message}", style=Style.BAD)
    yield first
    yield from more
    yield from page.paragraph(f"hint: {next_step}")
