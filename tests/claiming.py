"""Short forms of what nearly every test of a service does first."""

from typing import Any

from agent_plan_server.models.claim import ANYONE, Caller, Claim
from agent_plan_server.models.plan import Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.reply import ClaimReply, CompletionReply
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.services.claims import DEFAULT_POLICY, Wish, claim_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.storage import Engine
from agent_plan_server.storage.driver import sqlite3


def ask(
    engine: Engine,
    agent: str,
    key: str | None = None,
    by: Caller = ANYONE,
    policy: Policy = DEFAULT_POLICY,
    **wish: Any,
) -> ClaimReply:
    return claim_task(engine, Wish(agent=agent, task=key, **wish), by, policy)


def claim(engine: Engine, agent: str, key: str | None = None, **options: Any) -> Claim:
    """A claim that must be granted."""
    reply = ask(engine, agent, key, **options)
    assert reply.claim is not None, reply.reason
    return reply.claim


def finish(engine: Engine, agent: str, key: str) -> CompletionReply:
    """Claim a task and complete it."""
    return complete_task(engine, claim(engine, agent, key).handle, "done")


def task_now(engine: Engine, key: str) -> Task:
    task = engine.read(lambda store: store.tasks.find_by_key(_newest(store), key))
    assert task is not None
    return task


def status_of(engine: Engine, key: str) -> TaskStatus:
    return task_now(engine, key).status


def is_ready(engine: Engine, key: str) -> bool:
    return task_now(engine, key).is_ready


def last_seq(engine: Engine) -> int:
    return engine.read(lambda store: store.events.last_seq())


def events_of(engine: Engine, kind: str) -> list[dict[str, Any]]:
    """The payloads of one kind of event, oldest first."""
    events = engine.read(lambda store: store.events.list_since(0, 10_000))
    return [{"task": event.task, "actor": event.actor, **event.payload} for event in events if event.kind == kind]


def content_of(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: equal before and after a call that wrote nothing."""
    connection = sqlite3.connect(engine.describe()["path"])
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608
    finally:
        connection.close()


def _newest(store: Any) -> int:
    plan = store.plans.find_newest()
    assert plan is not None
    return int(plan.id)
