"""`agent-plan import` and `agent-plan diff`: read a plan file, say how it was read, and compare it with the store."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.errors import REFUSED
from agent_plan_server.cli.people import person_name, require_person
from agent_plan_server.cli.screens.differences import draw_differences, say_how_to_take
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.report import draw_outcome, draw_report
from agent_plan_server.cli.screens.styles import Line
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import DoubtfulPlan, InvalidRequest, NotFound
from agent_plan_server.importers import read_plan
from agent_plan_server.models.difference import Choice, Difference, Preference, Taking
from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.services.imports import Comparison, ImportOutcome, compare_plan, diff_plan, import_plan
from agent_plan_server.services.plans import show_plan_source

_PREFERENCES = click.Choice([Preference.FILE.value, Preference.STORE.value])


@command(
    "import",
    "agent-plan import docs/EXECUTION_PLAN.md --dry-run",
    "agent-plan import PLAN.md --yes --prefer file",
)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Only say how it is read and what differs; nothing is stored.")
@click.option("--yes", is_flag=True, help="Take all that only the file changed, and a file that looks like no plan.")
@click.option("--prefer", type=_PREFERENCES, help="Whose word counts where the store was changed too.")
def import_(session: Session, files: tuple[str, ...], dry_run: bool, yes: bool, prefer: str | None) -> None:
    """Read a plan and store it; a plan that is known is merged, and what agents did stays as it is.

    Additions are taken; everything else asks at a terminal, and elsewhere needs --yes: without it, it is listed
    and the exit code is 4. Several files are one plan, the main one first.
    """
    if not files:
        raise InvalidRequest("No plan file was named.", "{import FILE} reads one; {init} looks for one.")
    if yes or prefer:
        require_person("import")
    imported = _read(session, [Path(name) for name in files], despite_doubts=yes)
    found = compare_plan(session.engine, imported, session.settings.policy) if session.has_store else None
    if dry_run:
        session.show_record(_record(imported, found), lambda page: _draw_dry(page, imported, found))
        return
    choice = Choice(changes=yes, conflicts=Preference(prefer) if prefer else Preference.NEITHER)
    agreed = None
    if found and session.may_ask and not yes:
        session.show_record({}, lambda page: draw_differences(page, found.differences))
        choice, agreed = _ask(found.differences, choice), [each.text for each in found.differences]
    person, policy = person_name(session.settings), session.settings.policy
    outcome = import_plan(session.make_engine(), imported, person, choice, agreed, policy)
    stored = _record(imported, None) | {"stored": outcome.model_dump(mode="json")}
    session.show_record(stored, lambda page: _draw(page, imported, outcome))
    if outcome.left:
        session.exit(REFUSED)


@command("diff", "agent-plan diff", "agent-plan diff docs/EXECUTION_PLAN.md --json")
@click.argument("files", nargs=-1, metavar="[FILE...]")
def diff(session: Session, files: tuple[str, ...]) -> None:
    """What a plan file says otherwise than the store; without a FILE, the one that the plan was imported from.

    The exit code is 0 when both say the same and 4 when they do not.
    """
    paths = [Path(name) for name in files] or [_source(session)]
    found = diff_plan(session.engine, read_plan(paths), session.settings.policy)
    session.show(found, lambda page: _draw_diff(page, found, str(paths[0])))
    if found.differences:
        session.exit(REFUSED)


def _source(session: Session) -> Path:
    """Where the plan's file is now: as it was named, from here or from the root of the repository."""
    source = Path(show_plan_source(session.engine, session.plan))
    root = session.settings.repository.root if session.settings.repository else session.settings.project
    found = next((path for path in (source, root / source) if path.exists()), None)
    if found is None:
        raise NotFound(f"The plan's file {source} is not here.", "Name it: {diff FILE}.")
    return found


def _ask(differences: Sequence[Difference], choice: Choice) -> Choice:
    changes = sum(each.how is Taking.CHANGE for each in differences)
    conflicts = sum(each.how is Taking.CONFLICT for each in differences)
    takes = bool(changes) and click.confirm(f"Take the changes ({changes})?", default=False)
    preference = choice.conflicts
    if conflicts and preference is Preference.NEITHER:
        answers = click.Choice([each.value for each in Preference])
        preference = Preference(
            click.prompt(f"Both changed ({conflicts}); whose word counts?", type=answers, default="neither")
        )
    return Choice(changes=takes, conflicts=preference)


def _record(imported: ImportedPlan, found: Comparison | None) -> dict[str, object]:
    record: dict[str, object] = {
        "plan": imported.plan.model_dump(mode="json"),
        "report": imported.report.model_dump(mode="json"),
    }
    if found is not None:
        record["differences"] = [each.model_dump(mode="json") for each in found.differences]
    return record


def _draw_dry(page: Page, imported: ImportedPlan, found: Comparison | None) -> Iterator[Line]:
    yield from draw_report(page, imported)
    if found is not None:
        yield from draw_differences(page, found.differences)


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
    if outcome.left:
        yield from say_how_to_take(page, outcome.differences, imported.source)
    else:
        yield from page.hints("agent-plan status", "agent-plan ready")


def _draw_diff(page: Page, found: Comparison, source: str) -> Iterator[Line]:
    yield from draw_differences(page, found.differences)
    yield from say_how_to_take(page, found.differences, source)
