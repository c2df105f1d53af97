"""The arguments that tools share: what an agent is told about each, and how long each may be."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.rules.limits import JSON_DEPTH, REQUEST_BYTES
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
    if _is_deeper(given, JSON_DEPTH):
        raise LimitExceeded(f"The arguments are nested more than {JSON_DEPTH} deep.", "Pass plain lists and texts.")
    size = len(json.dumps(given, ensure_ascii=False).encode(errors="replace"))
    if size > REQUEST_BYTES:
        raise LimitExceeded(
            f"The arguments have {size:,} bytes; the limit is {REQUEST_BYTES:,}.", "Put what is long into a file."
        )
    return {name: value for name, value in given.items() if value is not None}


def _is_deeper(value: object, levels: int) -> bool:
    """Level by level: what is too deep must not be followed to its end."""
    row = [value]
    for _ in range(levels):
        row = [child for one in row for child in _children(one)]
        if not row:
            return False
    return True


def _children(value: object) -> list[object]:
    found = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [child for child in found if isinstance(child, Mapping | list)]
