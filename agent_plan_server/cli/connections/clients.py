"""The clients of agents, and what belongs into which of their files. Formats: as their makers document them."""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.bundled import bundled_folder
from agent_plan_server.cli.connections.parts import SERVER, Guard, Guards, JsonServer, Part, TomlServer, Words

_SECONDS = 10
_EDITS = "Edit|Write|MultiEdit|NotebookEdit"
_CLAUDE = (
    Guard("SessionStart", "session-start"),
    Guard("UserPromptSubmit", "prompt"),
    Guard("PreToolUse", "pre-tool", f"{_EDITS}|Bash"),
    Guard("PostToolUse", "post-tool", _EDITS),
    Guard("PreCompact", "pre-compact"),
    Guard("Stop", "stop"),
    Guard("SessionEnd", "session-end"),
)
_CODEX = (
    Guard("SessionStart", "session-start"),
    Guard("UserPromptSubmit", "prompt"),
    Guard("PreToolUse", "pre-tool", "Edit|Write|apply_patch|Bash"),
    Guard("PostToolUse", "post-tool", "Edit|Write|apply_patch"),
    Guard("PreCompact", "pre-compact"),
    Guard("Stop", "stop"),
)
_GEMINI = (
    Guard("SessionStart", "session-start"),
    Guard("BeforeAgent", "prompt"),
    Guard("BeforeTool", "pre-tool", "write_file|replace|run_shell_command"),
    Guard("AfterTool", "post-tool", "write_file|replace"),
    Guard("PreCompress", "pre-compact"),
    Guard("SessionEnd", "session-end"),
)


class Client(NamedTuple):
    """`guards` are absent where the client offers no moment before an edit; git's hooks stand in there.

    `words` is the file that its agents read first, `advice` what a person has to do besides.
    """

    name: str
    server: Part
    guards: Guards | None
    words: str
    advice: str | None = None


CLIENTS = {
    "claude": Client(
        "Claude Code",
        JsonServer(".mcp.json", "mcpServers", {}),
        Guards(".claude/settings.json", _CLAUDE, _SECONDS),
        "CLAUDE.md",
        "Claude Code asks once whether to trust the server of a project.",
    ),
    "codex": Client(
        "Codex",
        TomlServer(".codex/config.toml"),
        Guards(".codex/hooks.json", _CODEX, _SECONDS),
        "AGENTS.md",
        "Codex asks once whether to trust the project and its hooks.",
    ),
    "gemini": Client(
        "Gemini CLI",
        JsonServer(".gemini/settings.json", "mcpServers", {}),
        Guards(".gemini/settings.json", _GEMINI, _SECONDS * 1000),
        "GEMINI.md",
        "Gemini CLI reads the settings of a trusted folder only.",
    ),
    "cursor": Client("Cursor", JsonServer(".cursor/mcp.json", "mcpServers", {}), None, "AGENTS.md"),
    "vscode": Client("VS Code", JsonServer(".vscode/mcp.json", "servers", {"type": "stdio"}), None, "AGENTS.md"),
    "opencode": Client(
        "opencode",
        JsonServer("opencode.json", "mcp", {"type": "local", "command": [], "enabled": True}),
        None,
        "AGENTS.md",
    ),
}


def choose_clients(root: Path, named: tuple[str, ...]) -> list[Client]:
    """Those named, else Claude Code and those whose folder is in the repository."""
    if named:
        return [CLIENTS[name] for name in named]
    return [client for client in CLIENTS.values() if client is CLIENTS["claude"] or has_folder(root, client)]


def parts_of(client: Client, *, with_words: bool) -> list[Part]:
    """Everything that connects a client: server, guards and, where that is asked for, the words for its agents."""
    parts = [client.server, *([client.guards] if client.guards else [])]
    return [*parts, words_for(client)] if with_words else parts


def words_for(client: Client) -> Words:
    text = (bundled_folder("prompts") / "agents.md").read_text(encoding="utf-8")
    return Words(client.words, text)


def find_command() -> str:
    """What a client starts: the name where PATH leads to it, else the full path inside this environment."""
    beside = shutil.which(SERVER, path=str(Path(sys.executable).parent))
    return SERVER if shutil.which(SERVER) or not beside else beside


def has_folder(root: Path, client: Client) -> bool:
    """Whether the client keeps a folder of its own in the repository."""
    parts: list[Part] = [client.server, *([client.guards] if client.guards else [])]
    folders = {Path(part.path).parent for part in parts} - {Path()}
    return any((root / folder).is_dir() for folder in folders)
