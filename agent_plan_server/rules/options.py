"""The answers to a decision."""

import re

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.states import DecisionKind

_NO_GO = frozenset({"no", "nogo", "stop", "abandon", "abort", "cancel", "reject", "halt", "hold"})


def match_option(answer: str, options: tuple[str, ...]) -> str:
    """The option that an answer means: its text, its start, or its number from 1; any text where there are none.

    Raises InvalidRequest when it means none or more than one.
    """
    wanted = answer.strip()
    if not wanted:
        raise InvalidRequest("The answer is empty.", _name_them(options))
    if not options:
        return wanted
    # The text before the number: among "3", "2" and "1" the answer 1 means "1", not "3".
    if exact := [option for option in options if option.casefold() == wanted.casefold()]:
        return exact[0]
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1]
    found = [option for option in options if option.casefold().startswith(wanted.casefold())]
    if len(found) != 1:
        raise InvalidRequest(f"{wanted!r} is not one of the options.", _name_them(options))
    return found[0]


def is_no_go(option: str) -> bool:
    """Whether an answer to a go/no-go point keeps the way shut: "no-go", "Abandon", "stop here" …"""
    words = re.findall(r"[a-z]+", option.casefold().replace("no-go", "nogo").replace("no go", "nogo"))
    return bool(words) and words[0] in _NO_GO


def keeps_shut(kind: DecisionKind, option: str) -> bool:
    """Whether whoever waits for a decision still waits after this answer: a gate that was refused stays a gate."""
    return kind is DecisionKind.GATE and is_no_go(option)


def _name_them(options: tuple[str, ...]) -> str:
    if not options:
        return "Answer in your own words."
    return "Choose one: " + ", ".join(f"{number} {option!r}" for number, option in enumerate(options, start=1)) + "."
