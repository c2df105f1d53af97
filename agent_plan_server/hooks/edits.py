"""Which files a tool of a client is about to write, as far as its arguments say so."""

import os
from collections.abc import Mapping
from typing import Any

from agent_plan_server.hooks.event import Event
from agent_plan_server.hooks.patches import list_patched
from agent_plan_server.hooks.reading import NOTHING, Reading

# Claude Code, then Gemini CLI.
_FILE_TOOLS = frozenset(("Edit", "Write", "MultiEdit", "NotebookEdit", "write_file", "replace", "edit"))
_FILE_KEYS = ("file_path", "notebook_path", "path", "absolute_path")
_SHELL_TOOLS = frozenset(
    ("Bash", "shell", "local_shell", "exec_command", "shell_command", "container.exec", "run_shell_command")
)
_SHELL_KEYS = ("command", "cmd", "input")
_FOLDER_KEYS = ("workdir", "directory", "dir_path", "cwd")
_SHELLS = ("bash", "sh", "zsh", "dash")


def is_edit(event: Event) -> bool:
    """Whether the tool writes files and does nothing else."""
    return event.tool in _FILE_TOOLS or event.tool == "apply_patch"


def read_edit(event: Event) -> Reading:
    """The full paths that the tool would write; nothing for a tool that is not known to write."""
    if event.tool in _FILE_TOOLS:
        return Reading(tuple(os.path.join(event.folder, path) for path in _texts(event.input, _FILE_KEYS)))
    if event.tool == "apply_patch":
        return _read_patch(event)
    if event.tool in _SHELL_TOOLS:
        # Here and not above: most edits are no command, and this doubles what they import.
        from agent_plan_server.hooks.shell import read_shell

        return read_shell(_command_line(event.input), _folder(event))
    return NOTHING


def _read_patch(event: Event) -> Reading:
    texts = [value for value in event.input.values() if isinstance(value, str)]
    paths = tuple(os.path.join(event.folder, path) for text in texts for path in list_patched(text))
    return Reading(paths, is_unclear=not paths)


def _command_line(given: Mapping[str, Any]) -> str:
    """The line as a shell reads it; some clients give a list of words, mostly those of a shell and its line."""
    value = next((given[key] for key in _SHELL_KEYS if given.get(key)), "")
    if not isinstance(value, list):
        return str(value)
    words = [str(word) for word in value]
    is_shell = len(words) > 2 and os.path.basename(words[0]) in _SHELLS and words[1] in ("-c", "-lc")
    if is_shell:
        return words[2]
    import shlex

    return shlex.join(words)


def _folder(event: Event) -> str:
    return os.path.join(event.folder, *_texts(event.input, _FOLDER_KEYS)[:1])


def _texts(given: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [value for key in keys if isinstance(value := given.get(key), str) and value]
