"""Commands that leave something in writing: notes, questions, proposals."""

import click

from agent_plan_server.cli.acting import agent_option, choose, name_agent, name_claim, request_option, scope_of
from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.outcomes import draw_note, draw_proposal, draw_question
from agent_plan_server.cli.session import Session
from agent_plan_server.models.states import NoteKind
from agent_plan_server.services.decisions import request_decision
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task


@command("note", "agent-plan note '6 of 8 tests pass' --on 2.3 --step 2", "agent-plan note 'staging is down'")
@click.argument("text")
@click.option("--on", "claim", metavar="TASK|CLAIM", help="The claim it belongs to; the plan as a whole without.")
@click.option("--kind", type=choose(NoteKind), default="progress", show_default=True)
@click.option("--step", "steps", type=click.IntRange(min=1), multiple=True, help="A step that is done now.")
@agent_option
@request_option
def note(
    session: Session,
    text: str,
    claim: str | None,
    kind: str,
    steps: tuple[int, ...],
    agent: str | None,
    request_id: str | None,
) -> None:
    """Leave a note; on a claim it renews the lease."""
    reply = post_note(
        session.engine,
        text,
        handle=name_claim(session, agent, claim) if claim else None,
        agent=name_agent(session, agent),
        kind=NoteKind(kind),
        steps_done=steps,
        plan=session.plan,
        by=session.caller(request_id),
    )
    session.show(reply, lambda page: draw_note(page, reply))


@command("ask", "agent-plan ask 'Go on?' --option yes --option no --on 2.3")
@click.argument("question")
@click.option("--option", "options", multiple=True, metavar="TEXT", help="An answer to choose from.")
@click.option("--on", "claim", metavar="TASK|CLAIM", help="The task that waits for the answer.")
@agent_option
def ask(session: Session, question: str, options: tuple[str, ...], claim: str | None, agent: str | None) -> None:
    """Ask a person for a decision."""
    reply = request_decision(
        session.engine,
        question,
        options,
        handle=name_claim(session, agent, claim) if claim else None,
        agent=name_agent(session, agent),
        plan=session.plan,
        by=session.caller(),
    )
    session.show(reply, lambda page: draw_question(page, reply))


@command("propose", "agent-plan propose 'Rotate the key' --why 'it is in the log' --after 2.3")
@click.argument("title")
@click.option("--why", required=True, metavar="TEXT", help="What has to be done, and why.")
@click.option("--phase", metavar="NUMBER", help="The phase it belongs to; else the one open now.")
@click.option("--after", metavar="TASK", help="The task it follows.")
@click.option("--path", "paths", multiple=True, metavar="PATTERN", help="Files it will touch.")
@agent_option
def propose(
    session: Session,
    title: str,
    why: str,
    phase: str | None,
    after: str | None,
    paths: tuple[str, ...],
    agent: str | None,
) -> None:
    """Propose a task that was discovered on the way; nobody may claim it until a person accepts it."""
    name = name_agent(session, agent)
    scope = scope_of(session, paths)
    reply = propose_task(session.engine, name, title, why, phase, after, scope, session.plan, session.caller())
    session.show(reply, lambda page: draw_proposal(page, reply))
