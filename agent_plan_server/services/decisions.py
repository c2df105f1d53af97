"""Decisions: agents may ask, only people answer."""

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, Refused
from agent_plan_server.models.claim import ANYONE, Caller, Claim
from agent_plan_server.models.decision import Decision
from agent_plan_server.models.plan import Task
from agent_plan_server.models.reply import DecidedReply, DecisionReply
from agent_plan_server.models.states import ClaimOutcome, DecisionKind, NoteKind, TaskStatus
from agent_plan_server.rules import limits
from agent_plan_server.rules.options import keeps_shut, match_option
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.holding import hold_claim, task_of
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.progress import finish_task, list_ready_keys, reopen_phase
from agent_plan_server.services.requests import answer_once
from agent_plan_server.storage import Store, snapshot, transaction

_MOST_OPTIONS = 10


@transaction
def request_decision(
    store: Store,
    question: str,
    options: tuple[str, ...] = (),
    handle: str | None = None,
    agent: str | None = None,
    plan: str | None = None,
    by: Caller = ANYONE,
) -> DecisionReply:
    """Ask a person. With a claim the task waits and its lease stands still until the answer.

    One open question a task: asking again answers with the first. Raises InvalidRequest and StaleClaim.
    """
    text = limits.check_line("question", question, limits.QUESTION_CHARACTERS)
    if not text:
        raise InvalidRequest("The question is empty.", "Ask in one sentence, with options to choose from.")
    choices = _check_options(options)
    if handle:
        return answer_once(
            store,
            by,
            "request_decision",
            handle,
            DecisionReply,
            lambda: _ask_about_task(store, hold_claim(store, handle, by), text, choices),
        )
    if not agent:
        raise InvalidRequest("A question needs its author.", "Pass `claim` for a task you hold, or `agent`.")
    return answer_once(
        store,
        by,
        "request_decision",
        agent,
        DecisionReply,
        lambda: _ask_about_plan(store, agent, text, choices, plan, by),
    )


def _check_options(options: tuple[str, ...]) -> tuple[str, ...]:
    """Options that an answer can tell apart."""
    if len(options) > _MOST_OPTIONS:
        raise LimitExceeded(
            f"The question has {len(options)} options; the limit is {_MOST_OPTIONS}.", "Offer those that differ."
        )
    choices = tuple(limits.check_line("option", option, limits.TITLE_CHARACTERS) for option in options)
    if not all(choices):
        raise InvalidRequest("An option is empty.", "Say each option in a few words.")
    if len({choice.casefold() for choice in choices}) < len(choices):
        raise InvalidRequest("Two options are the same.", "Name each option once.")
    return choices


def _ask_about_task(store: Store, claim: Claim, question: str, options: tuple[str, ...]) -> DecisionReply:
    task = task_of(store, claim)
    if known := store.decisions.find_open_of_task(task.id):
        return DecisionReply(decision=known.name, task=task.key, seq=store.events.last_seq())
    decision = store.decisions.add(
        task.plan_id,
        DecisionKind.QUESTION,
        question,
        options,
        asked_by=claim.agent,
        phase=task.phase_id,
        task=task.id,
        claim=claim.id,
    )
    store.tasks.move(task, TaskStatus.BLOCKED)
    store.claims.pause(claim.id)
    payload = {"decision": f"D{decision}", "question": question, "options": list(options)}
    seq = store.events.append("decision_requested", claim.agent, payload, plan=task.plan_id, task=task.id)
    return DecisionReply(decision=f"D{decision}", task=task.key, seq=seq)


def _ask_about_plan(
    store: Store, name: str, question: str, options: tuple[str, ...], plan: str | None, by: Caller
) -> DecisionReply:
    agent = identify_agent(store, name, by)
    touch_agent(store, agent, by)
    found = find_plan(store, plan)
    decision = store.decisions.add(found.id, DecisionKind.QUESTION, question, options, asked_by=agent.name)
    payload = {"decision": f"D{decision}", "question": question, "options": list(options)}
    seq = store.events.append("decision_requested", agent.name, payload, plan=found.id)
    return DecisionReply(decision=f"D{decision}", seq=seq)


@snapshot
def show_decision(store: Store, name: str) -> Decision:
    """A decision by its name, such as D2. Raises NotFound."""
    return _find(store, name)


@transaction
def decide(store: Store, name: str, option: str, reason: str, person: str) -> DecidedReply:
    """A person answers; a gate answered with a "no" stays shut and may be decided again.

    Raises NotFound, Refused when it was decided already, and InvalidRequest for an answer that is no option.
    """
    decision = _find(store, name)
    reason = limits.check_text("reason", reason, limits.NOTE_BYTES)
    answer = match_option(limits.check_text("answer", option, limits.NOTE_BYTES), decision.options)
    if not decision.is_open:
        if decision.option == answer:
            return _decided(store, decision, answer)
        raise Refused(
            f"{name} was decided already: {decision.option} by {decision.decided_by}.",
            "{show_plan} with view 'decisions' shows it.",
        )
    shut = keeps_shut(decision.kind, answer)
    store.decisions.take(decision.id, answer, person, reason, stays_open=shut)
    payload = {"decision": decision.name, "option": answer, "reason": reason[:200]}
    store.events.append("decision_taken", person, payload, plan=decision.plan_id, task=decision.task_id)
    if decision.task_id is not None:
        return _act_on_task(store, decision, answer, reason, person)
    waiting = [] if shut else store.decisions.add_to_blockers(decision.id, -1)
    return _decided(store, decision, answer, frees=list_ready_keys(waiting), is_open=shut)


def _find(store: Store, name: str) -> Decision:
    number = name.strip().lstrip("dD")
    decision = store.decisions.find(int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    if decision is None:
        raise NotFound(f"There is no decision {name!r}.", "{status} lists what people have to decide.")
    return decision


def _act_on_task(store: Store, decision: Decision, answer: str, reason: str, person: str) -> DecidedReply:
    assert decision.task_id is not None
    task = store.tasks.find(decision.task_id)
    assert task is not None
    if decision.kind is DecisionKind.FAILURE and answer == "skip":
        return _skip(store, decision, task, person)
    _leave_answer(store, decision, task, answer, reason, person)
    if task.status is TaskStatus.BLOCKED and (claim := store.claims.find_live(task.id)):
        store.tasks.move(task, TaskStatus.IN_PROGRESS)
        store.claims.resume(claim.id)
        return _decided(store, decision, answer)
    if task.status in (TaskStatus.BLOCKED, TaskStatus.FAILED):
        store.tasks.move(task, TaskStatus.PENDING)
    elif task.status is TaskStatus.PROPOSED and answer == "reject":
        return _decided(store, decision, answer, frees=finish_task(store, task, TaskStatus.SKIPPED, person).tasks)
    elif task.status is TaskStatus.PROPOSED:
        _accept(store, task, person)
    now = store.tasks.find(task.id)
    return _decided(store, decision, answer, frees=(task.key,) if now and now.is_ready else ())


def _leave_answer(store: Store, decision: Decision, task: Task, answer: str, reason: str, person: str) -> None:
    said = f"{person} decided {decision.name}: {answer}." + (f" {reason.strip()}" if reason.strip() else "")
    store.notes.add(person, NoteKind.HANDOVER, said, plan=task.plan_id, task=task.id)


def _accept(store: Store, task: Task, person: str) -> None:
    store.tasks.move(task, TaskStatus.PENDING)
    reopen_phase(store, task.phase_id)
    settle_plan(store, task.plan_id, person)


def _skip(store: Store, decision: Decision, task: Task, person: str) -> DecidedReply:
    """Those that wait for it go on without; those that stated a need for it are named, so that a person can look."""
    stated = tuple(
        need.key for need in store.tasks.list_dependents(task.id) if need.stated and not need.status.is_finished
    )
    if claim := store.claims.find_live(task.id):
        store.claims.end(claim.id, ClaimOutcome.SKIPPED, f"{person} skipped the task")
    freed = finish_task(store, task, TaskStatus.SKIPPED, person)
    payload = {"frees": list(freed.tasks[:20]), "strands": list(stated[:20])}
    store.events.append("task_skipped", person, payload, plan=task.plan_id, task=task.id)
    return _decided(store, decision, "skip", frees=freed.tasks, strands=stated)


def _decided(
    store: Store,
    decision: Decision,
    answer: str,
    *,
    frees: tuple[str, ...] = (),
    strands: tuple[str, ...] = (),
    is_open: bool = False,
) -> DecidedReply:
    task = store.tasks.find(decision.task_id) if decision.task_id is not None else None
    return DecidedReply(
        decision=decision.name,
        option=answer,
        task=decision.task,
        task_status=task.status if task else None,
        frees=frees,
        strands=strands,
        is_open=is_open,
        seq=store.events.last_seq(),
    )
