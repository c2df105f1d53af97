"""A repeated request gets the reply it got and acts once."""

from collections.abc import Callable
from typing import TypeVar

from agent_plan_server.models.claim import Caller
from agent_plan_server.models.noun import Noun
from agent_plan_server.storage import Store

R = TypeVar("R", bound=Noun)


def is_answered(store: Store, by: Caller, verb: str, who: str) -> bool:
    """Whether the request has had its reply, which `answer_once` would repeat."""
    return by.request_id is not None and store.requests.find_reply(by.principal, _key(by, verb, who)) is not None


def answer_once(
    store: Store,
    by: Caller,
    verb: str,
    who: str,
    reply: type[R],
    act: Callable[[], R],
    keep: Callable[[R], bool] = lambda _: True,
) -> R:
    """Act, and keep the reply under the caller's request id; `who` keeps the ids of two agents apart.

    A reply that says that nothing was done is not to be kept: the same request may succeed later.
    """
    if not by.request_id:
        return act()
    key = _key(by, verb, who)
    known = store.requests.find_reply(by.principal, key)
    if known is not None:
        return reply.model_validate_json(known[1])
    answer = act()
    if keep(answer):
        store.requests.add(by.principal, key, verb, answer.model_dump_json())
    return answer


def _key(by: Caller, verb: str, who: str) -> str:
    return f"{verb} {who} {by.request_id}"
