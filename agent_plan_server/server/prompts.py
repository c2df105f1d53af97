"""Prompts: what a person starts an agent with. Their texts are files in prompts/, each with a front matter."""

import re
from pathlib import Path
from typing import Any

from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.prompts.base import PromptArgument

from agent_plan_server.bundled import bundled_folder
from agent_plan_server.rules.limits import strip_hidden

_PROMPTS = ("start_work", "resume_work", "handle_failure", "finish_task", "morning_sync", "revise_plan")
_FENCE = "---"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ARGUMENT_CHARACTERS = 2_000


def load_instructions() -> str:
    return (bundled_folder("prompts") / "instructions.md").read_text(encoding="utf-8").strip()


def load_prompts() -> list[Prompt]:
    folder = bundled_folder("prompts")
    return [_load_prompt(folder / f"{name}.md") for name in _PROMPTS]


def fill(body: str, values: dict[str, str]) -> str:
    """The text with its placeholders replaced; a line that names an argument nobody gave is left out."""
    kept = [line for line in body.splitlines() if all(values.get(name) for name in _PLACEHOLDER.findall(line))]
    return "\n".join(_PLACEHOLDER.sub(lambda found: _quote(values[found[1]]), line) for line in kept).strip()


def _quote(value: str) -> str:
    """One line: an argument cannot add steps to the prompt."""
    return " ".join(strip_hidden(value).split())[:_ARGUMENT_CHARACTERS]


def _load_prompt(file: Path) -> Prompt:
    front, body = _split(file.read_text(encoding="utf-8"))
    fields, arguments = _read_front_matter(front)

    def render(**values: Any) -> str:
        return fill(body, values)

    return Prompt(
        name=file.stem,
        title=fields.get("title"),
        description=fields.get("description"),
        arguments=[PromptArgument.model_validate(argument) for argument in arguments],
        fn=render,
        context_kwarg=None,
    )


def _split(text: str) -> tuple[str, str]:
    _, front, body = text.split(f"{_FENCE}\n", maxsplit=2)
    return front, body


def _read_front_matter(front: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The little of YAML that the files use: fields, and one list of records called `arguments`."""
    fields: dict[str, str] = {}
    arguments: list[dict[str, str]] = []
    for line in front.splitlines():
        key, _, value = line.strip().removeprefix("- ").partition(": ")
        if line.startswith("  - "):
            arguments.append({key: value})
        elif line.startswith("    "):
            arguments[-1][key] = value
        elif value:
            fields[key] = value
    return fields, arguments
