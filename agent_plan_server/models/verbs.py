"""The verbs of the program: each is one tool, one command and one service, under the same name.

Errors and hints name a verb in braces, "{claim_task} gives you other work"; a front door spells it its own way, so a
hint can only name what exists there.
"""

import re
from collections.abc import Callable

COMMANDS = {
    "resume": "agent-plan resume",
    "current_phase": "agent-plan phase",
    "claim_task": "agent-plan claim",
    "update_claim": "agent-plan update",
    "post_note": "agent-plan note",
    "report_failure": "agent-plan fail",
    "complete_task": "agent-plan complete",
    "release_task": "agent-plan release",
    "request_decision": "agent-plan ask",
    "propose_task": "agent-plan propose",
    "send_message": "agent-plan send",
    "wait_for_change": "agent-plan wait",
    "show_plan": "agent-plan show",
    "morning_sync": "agent-plan sync",
    # What only people do: an agent is shown the command, to pass on to a person.
    "decide": "agent-plan decide",
    "take": "agent-plan take",
    "accept": "agent-plan accept",
    "reject": "agent-plan reject",
    "edit": "agent-plan edit",
    "split": "agent-plan split",
    "add": "agent-plan add",
    "diff": "agent-plan diff",
    "import": "agent-plan import",
    "render": "agent-plan render",
    "init": "agent-plan init",
    "connect": "agent-plan connect",
    "disconnect": "agent-plan disconnect",
    "doctor": "agent-plan doctor",
    "status": "agent-plan status",
    "merge": "agent-plan merge",
    # No tool either: an agent types it in its shell.
    "worktree": "agent-plan worktree add",
}

PEOPLE_ONLY = frozenset(
    {
        *("decide", "take", "accept", "reject", "edit", "split", "add"),
        *("import", "diff", "render", "init", "connect", "disconnect", "doctor", "status", "merge", "worktree"),
    }
)
_VIEW = re.compile(r"\{show_plan\} with view '(\w+)'")
TOOLS = tuple(verb for verb in COMMANDS if verb not in PEOPLE_ONLY)


def spell_for_agents(hint: str) -> str:
    """Name the tools; a verb of people is named as the command a person types."""
    return _spell(hint, lambda verb: f"`{COMMANDS[verb]}`" if verb in PEOPLE_ONLY else verb)


def spell_for_people(hint: str) -> str:
    """Name the commands, a list of the plan with its command."""
    named = _VIEW.sub(lambda match: f"`{COMMANDS['show_plan']} {match.group(1)}`", hint)
    return _spell(named, lambda verb: f"`{COMMANDS[verb]}`")


def _spell(hint: str, spell: Callable[[str], str]) -> str:
    for verb in COMMANDS:
        hint = hint.replace("{" + verb + "}", spell(verb))
    return hint
