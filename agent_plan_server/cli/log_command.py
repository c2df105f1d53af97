"""`agent-plan log`: the history."""

import time

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.history import draw_history
from agent_plan_server.cli.session import Session
from agent_plan_server.services.history import History, read_history

# Asking for the mark costs 3 µs, so this is about what a person notices.
_POLL_SECONDS = 0.2
_MOST_AT_ONCE = 500


@command("log", "agent-plan log -n 20", "agent-plan log -f", "agent-plan log --task 2.3 --json")
@click.option("-f", "--follow", is_flag=True, help="Go on with what happens; Ctrl-C ends it.")
@click.option("-n", "--lines", type=click.IntRange(1, 500), default=40, show_default=True, help="How many lines.")
@click.option("--task", metavar="TASK", help="Only what happened to this task.")
@click.option("--after", type=click.IntRange(min=0), metavar="SEQ", help="Only what came after this number.")
def log(session: Session, follow: bool, lines: int, task: str | None, after: int | None) -> None:
    """The history, oldest line first; with -f and --json, one JSON record on each line."""
    # Before the lines are read: what is written in between must not wait for the change after it.
    mark = session.engine.change_mark()
    history = read_history(session.engine, session.plan, task, after, lines)
    if not follow:
        session.show(history, lambda page: draw_history(page, history.events))
        return
    _show_more(session, history)
    while True:
        time.sleep(_POLL_SECONDS)
        if (now := session.engine.change_mark()) != mark:
            mark = now
            history = read_history(session.engine, history.plan, task, history.seq, _MOST_AT_ONCE)
            _show_more(session, history)


def _show_more(session: Session, history: History) -> None:
    if session.options.as_json:
        for event in history.events:
            session.output.write_json(event.model_dump(mode="json"), one_line=True)
    else:
        session.output.write(draw_history(session.output.page(), history.events))
