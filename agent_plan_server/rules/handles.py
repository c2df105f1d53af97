"""The name of a claim: `2.3/4-k7qdm2` is task 2.3, fencing number 4, random part k7qdm2."""

import re
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest

# No letters that are read as digits or as each other.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
NONCE_LENGTH = 6
# The folder of the branches that the work of tasks is on.
TASK_BRANCHES = "plan"


class Handle(NamedTuple):
    task: str
    number: int
    nonce: str


def parse_handle(handle: str) -> Handle:
    """Take a handle apart; raises InvalidRequest for what cannot be one."""
    task, slash, rest = handle.strip().rpartition("/")
    number, dash, nonce = rest.partition("-")
    if not (task and slash and dash and nonce and number.isascii() and number.isdigit() and len(number) < 10):
        raise InvalidRequest(
            f"{handle[:80]!r} is not a claim handle; one looks like '2.3/4-k7qdm2'.",
            "Use the `claim` that {claim_task} answered; {resume} tells it again.",
        )
    return Handle(task, int(number), nonce)


def name_branch(key: str, title: str) -> str:
    """The branch for a task: `plan/<key>-<title>`, short, and valid for git whatever the plan says."""
    name = f"{_slug(key, 24)}-{_slug(title, 32)}".strip("-").removesuffix(".lock")
    return f"{TASK_BRANCHES}/{name or 'task'}"


def _slug(text: str, length: int) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")[:length].strip("-.").replace("..", ".")
