"""What a hook answers its client: words on its outputs and an exit code, which Claude Code, Codex and Gemini share."""

from typing import Any, NamedTuple

from agent_plan_server.errors import PlanServerError
from agent_plan_server.hooks.event import Event
from agent_plan_server.models.verbs import spell_for_agents

_DENIED = 2


class Answer(NamedTuple):
    """`record` goes to the output as JSON, `text` as it is, and `complaint` to the error output."""

    code: int = 0
    record: dict[str, Any] | None = None
    text: str = ""
    complaint: str = ""


SILENT = Answer()


def deny(problem: PlanServerError) -> Answer:
    """The tool is not run, and the agent reads why. All clients take this exit code for a no."""
    return Answer(_DENIED, complaint=spell_for_agents(f"agent-plan: {problem.message} Next: {problem.next_step}"))


def say(text: str) -> Answer:
    """Plain text, for an event whose answer is no JSON."""
    return Answer(text=spell_for_agents(text))


def add_context(event: Event, text: str) -> Answer:
    """The agent reads the text beside what it does."""
    said = {"hookEventName": event.name, "additionalContext": spell_for_agents(text)}
    return Answer(record={"hookSpecificOutput": said})


def keep_going(reason: str) -> Answer:
    """The agent does not stop yet, and reads why."""
    return Answer(record={"decision": "block", "reason": spell_for_agents(reason)})


def fail_open(reason: str) -> Answer:
    """Our own failure forbids nothing, and both the person and the log of the client hear of it."""
    said = spell_for_agents(f"agent-plan: this hook did not work, so nothing was checked. {reason}")
    return Answer(record={"systemMessage": said}, complaint=said)
