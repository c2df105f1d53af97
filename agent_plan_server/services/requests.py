"""A repeated request gets the reply it got and acts once."""

from collections.abc import Callable
from typing import TypeVar

from agent_plan_server.models.claim import Caller
from agent_plan_server.models.noun import Noun
from agent_plan_server.storage import Store

R = TypeVar("R", bound=Noun)


def answer_once(store: Store, by: Caller, verb: str, who: str, reply: type[R], act: Callable[[], R]) -> R:
    """Act, and keep the reply under the caller's request id; `who` keeps the ids of two agents apart."""
    if not by.request_id:
        return act()
    key = f"{verb} {who} {by.request_id}"
    known = store.requests.find_reply(by.principal, key)
    if known is not None:
        return reply.model_validate_json(known[1])
    answer = act()
    store.requests.add(by.principal, key, verb, answer.model_dump_json())
    return answer
