"""What only people can clear."""

from agent_plan_server.models.decision import Decision
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.states import DecisionKind, TaskStatus
from agent_plan_server.models.summary import Need
from agent_plan_server.models.verbs import COMMANDS
from agent_plan_server.services.shortening import Cutter
from agent_plan_server.storage import Store

_MOST = 200


def list_needs(store: Store, plan: Plan, failed: int) -> list[Need]:
    """Open decisions that are due, then failed tasks that nobody has asked about; `failed` is how many have failed."""
    due = store.decisions.list_due(plan.id, _MOST)
    asked_about = {decision.task for decision in due}
    stopped = store.tasks.list_stopped(plan.id, TaskStatus.FAILED, _MOST) if failed else []
    orphans = [
        Need(
            id=task.key,
            kind=DecisionKind.FAILURE,
            question=f"{task.title} has failed",
            options=(),
            task=task.key,
            phase=task.phase,
            asked_by="",
            asked_at=None,
            waiting=0,
            command=f"{COMMANDS['show_plan']} {task.key}",
        )
        for task in stopped
        if task.key not in asked_about
    ]
    return [need_of(decision) for decision in due] + orphans


def need_of(decision: Decision) -> Need:
    return Need(
        id=decision.name,
        kind=decision.kind,
        question=_question(decision),
        options=decision.options,
        task=decision.task,
        phase=decision.phase,
        asked_by=decision.asked_by,
        asked_at=decision.asked_at,
        waiting=decision.waiting,
        command=f"{COMMANDS['decide']} {decision.name}",
    )


def _question(decision: Decision) -> str:
    """A gate that was answered with a no is still asked, and says so."""
    if decision.option is None:
        return decision.question
    return f"{decision.question} ({decision.option}, said {decision.decided_by}: nobody passes)"


def cut_needs(cut: Cutter, name: str, needs: list[Need], count: int) -> tuple[Need, ...]:
    return tuple(
        need.model_copy(
            update={
                "question": cut.line(name, need.question, 300),
                "options": tuple(cut.line(name, option, 80) for option in cut.items(name, need.options, 10)),
            }
        )
        for need in cut.items(name, needs, count)
    )
