"""Commands that take, hold and end a claim."""

from functools import partial

import click

from agent_plan_server.cli.acting import (
    agent_option,
    choose,
    claim_argument,
    name_agent,
    name_claim,
    request_option,
    scope_of,
)
from agent_plan_server.cli.command import command
from agent_plan_server.cli.errors import REFUSED
from agent_plan_server.cli.screens.outcomes import draw_completion, draw_failure, draw_release, draw_update
from agent_plan_server.cli.screens.packet import draw_nothing, draw_packet, draw_standing
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.git.repository import has_file, head_commit
from agent_plan_server.models.states import FailureProposal
from agent_plan_server.services.claims import Wish, claim_task, release_task, update_claim
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.drift import list_touched
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.standings import resume as resume_agent
from agent_plan_server.services.worktrees import find_root


@command("resume", "agent-plan resume --agent bluejay")
@agent_option
def resume(session: Session, agent: str | None) -> None:
    """Where an agent stands: what it holds, what was tried, what is ready, what to do next."""
    name, root = name_agent(session, agent), session.settings.repository
    standing = resume_agent(session.engine, name, session.plan, session.caller(), root)
    session.show(standing, lambda page: draw_standing(page, standing))


@command("claim", "agent-plan claim", "agent-plan claim 2.3 --agent bluejay --path 'src/auth/**'")
@click.argument("task", required=False)
@click.option("--path", "paths", multiple=True, metavar="PATTERN", help="Files the work touches, beside the plan's.")
@agent_option
@request_option
def claim(
    session: Session, task: str | None, paths: tuple[str, ...], agent: str | None, request_id: str | None
) -> None:
    """Take the next ready task, or the one named, and print everything known about it.

    What the agent works on already is answered again. When nothing is ready, the reason is printed and the exit
    code is 0; a task that may not be taken exits 4.
    """
    root = session.settings.repository
    wish = Wish(
        agent=name_agent(session, agent),
        task=task,
        paths=scope_of(session, paths),
        plan=session.plan,
        base_commit=head_commit(root) if root else None,
    )
    reply = claim_task(session.engine, wish, session.caller(request_id), session.settings.policy)
    if reply.claim is None:
        session.show(reply, lambda page: draw_nothing(page, reply), task=None)
        return
    packet = show_packet(session.engine, reply.claim.id, root)
    session.show(packet, lambda page: draw_packet(page, packet), reason=None, retry_after_s=None, seq=reply.seq)


@command("update", "agent-plan update 2.3 --add-path docs/auth.md --minutes 40")
@claim_argument
@click.option("--add-path", "paths", multiple=True, metavar="PATTERN", help="Files the work turned out to touch.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="Set the lease to so long from now.")
@agent_option
def update(
    session: Session, claim: str | None, paths: tuple[str, ...], minutes: float | None, agent: str | None
) -> None:
    """Add paths to a claim, all or none of them, or ask for more time."""
    handle = name_claim(session, agent, claim)
    added = scope_of(session, paths)
    reply = update_claim(session.engine, handle, added, minutes, session.caller(), session.settings.policy)
    session.show(reply, lambda page: draw_update(page, reply))


@command("complete", "agent-plan complete 2.3 --summary 'Login works' --evidence c7='12 tests pass'")
@claim_argument
@click.option("--summary", required=True, metavar="TEXT", help="What was done, for whoever comes after.")
@click.option("--evidence", multiple=True, metavar="NAME=TEXT", help="What proves a criterion, by its name.")
@agent_option
@request_option
def complete(
    session: Session,
    claim: str | None,
    summary: str,
    evidence: tuple[str, ...],
    agent: str | None,
    request_id: str | None,
) -> None:
    """Finish a task. Answers verified, reported, or what is missing; then nothing was written and it exits 4."""
    handle = name_claim(session, agent, claim)
    repository = session.settings.repository
    root = find_root(session.engine, repository, handle) if repository else session.settings.project
    reply = complete_task(
        session.engine,
        handle,
        summary,
        dict(_split(pair) for pair in evidence),
        partial(has_file, root),
        session.caller(request_id),
        list_touched(session.engine, handle, repository) if repository else (),
    )
    session.show(reply, lambda page: draw_completion(page, reply))
    if reply.missing:
        session.exit(REFUSED)


@command("fail", "agent-plan fail 2.3 --reason 'the clock is mocked' --propose revise")
@claim_argument
@click.option("--reason", required=True, metavar="TEXT", help="What failed, in a sentence.")
@click.option("--tried", metavar="TEXT", help="What was tried, for the next attempt.")
@click.option("--propose", type=choose(FailureProposal), default="retry", show_default=True)
@agent_option
def fail(session: Session, claim: str | None, reason: str, tried: str | None, propose: str, agent: str | None) -> None:
    """Report that an attempt failed; the task is offered again, or a person decides."""
    handle = name_claim(session, agent, claim)
    proposal = FailureProposal(propose)
    reply = report_failure(session.engine, handle, reason, tried, proposal, session.caller(), session.settings.policy)
    session.show(reply, lambda page: draw_failure(page, reply))


@command("release", "agent-plan release 2.3 --note 'handler done, tests missing'")
@claim_argument
@click.option("--note", default="", metavar="TEXT", help="What the next one should know.")
@agent_option
def release(session: Session, claim: str | None, note: str, agent: str | None) -> None:
    """Give a task back, with a note for whoever takes it next."""
    reply = release_task(session.engine, name_claim(session, agent, claim), note, session.caller())
    session.show(reply, lambda page: draw_release(page, reply))


def _split(pair: str) -> tuple[str, str]:
    name, equals, text = pair.partition("=")
    if not equals:
        raise InvalidRequest(f"{pair[:60]!r} is not NAME=TEXT.", "Write --evidence c7='what proves it'.")
    return name.strip(), text
