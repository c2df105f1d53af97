"""What an agent is told when a call fails: text only, `code: what is so. Next: what to do.`"""

from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from pydantic import ValidationError

from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.verbs import spell_for_agents

_SHOWN_PROBLEMS = 5
_NAME_CHARACTERS = 60


def tell_refusal(refusal: PlanServerError) -> str:
    """The refusal with its verbs spelled as tools."""
    return spell_for_agents(str(refusal))


def translate(tool: str, problem: ToolError) -> ToolError:
    """What the SDK raised, in our words; of a bug only that there was one, the rest is for the log."""
    cause = problem.__cause__
    if isinstance(cause, PlanServerError):
        return ToolError(tell_refusal(cause))
    if isinstance(cause, ValidationError):
        return refuse_arguments(tool, _tell_invalid(cause))
    if isinstance(problem, UnexpectedToolError):
        return UnexpectedToolError(
            f"internal_error: {tool} failed, and the reason is in the log of the server. "
            "Next: Call it again; if it fails again, tell a person to run `agent-plan doctor`."
        )
    return problem


def refuse_arguments(tool: str, problems: str) -> ToolError:
    return ToolError(f"invalid_arguments: {problems}. Next: Correct the arguments of {tool} and call it again.")


def _tell_invalid(invalid: ValidationError) -> str:
    found = invalid.errors(include_url=False, include_input=False)
    return "; ".join(f"{_name(part['loc'])}: {part['msg']}" for part in found[:_SHOWN_PROBLEMS])


def _name(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place)[:_NAME_CHARACTERS]
