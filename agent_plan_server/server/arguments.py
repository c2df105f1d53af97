"""The arguments that tools share: what an agent is told about each, and how long each may be."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.rules.limits import REQUEST_BYTES
from agent_plan_server.server.refusals import refuse_arguments

AgentName = Annotated[str, Field(max_length=80, description="your name, as resume told it")]
Handle = Annotated[str, Field(max_length=200, description="the `claim` that claim_task answered")]
TaskKey = Annotated[str, Field(max_length=120)]
PlanSlug = Annotated[str, Field(max_length=120, description="slug; default: the newest")]
PhaseNumber = Annotated[str, Field(max_length=80)]
Paths = Annotated[tuple[str, ...], Field(description="globs from the repository root, like src/auth/**")]
RequestId = Annotated[str, Field(max_length=120, description="repeat it to retry safely")]


def read_arguments(tool: str, known: frozenset[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments without those that are null, which is how some models leave one out.

    Raises ToolError for a name that the tool does not have, and LimitExceeded.
    """
    if unknown := sorted(set(given) - known):
        raise refuse_arguments(tool, f"there is no argument {unknown[0][:60]!r}, only {', '.join(sorted(known))}")
    size = len(json.dumps(given, ensure_ascii=False).encode(errors="replace"))
    if size > REQUEST_BYTES:
        raise LimitExceeded(
            f"The arguments have {size:,} bytes; the limit is {REQUEST_BYTES:,}.", "Put what is long into a file."
        )
    return {name: value for name, value in given.items() if value is not None}
