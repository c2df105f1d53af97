"""How the clients of agents are told about this server: one file of the repository for each."""

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest

SERVER = "agent-plan"
ENTRY = {"command": "agent-plan", "args": ["serve"]}
# required: without it Codex may start its first turn before the server's tools are there.
CODEX_ENTRY = """[mcp_servers.agent-plan]
command = "agent-plan"
args = ["serve"]
required = true
"""


class Client(NamedTuple):
    name: str
    path: str


CLIENTS = {
    "claude": Client("Claude Code", ".mcp.json"),
    "cursor": Client("Cursor", ".cursor/mcp.json"),
    "codex": Client("Codex", ".codex/config.toml"),
    "gemini": Client("Gemini CLI", ".gemini/settings.json"),
}


def choose_clients(root: Path, named: tuple[str, ...]) -> list[Client]:
    """Those named, else Claude Code and those whose folder is in the repository."""
    if named:
        return [CLIENTS[name] for name in named]
    return [client for client in CLIENTS.values() if client is CLIENTS["claude"] or _is_used(root, client)]


def configure(root: Path, client: Client) -> str:
    """The client's file with this server in it, everything else kept; raises InvalidRequest where it cannot be read."""
    text = _read(root / client.path)
    return _add_to_toml(client, text) if client.path.endswith(".toml") else _add_to_json(client, text)


def snippet(client: Client) -> str:
    """What to add to the client's file by hand."""
    return CODEX_ENTRY if client.path.endswith(".toml") else _dump({"mcpServers": {SERVER: ENTRY}})


def write(root: Path, client: Client) -> bool:
    """Write the client's file where something is missing in it; False when it was complete."""
    path = root / client.path
    text = configure(root, client)
    if text == _read(path):
        return False
    if not path.resolve().is_relative_to(root.resolve()):
        raise InvalidRequest(f"{client.path} leads out of the repository.", "Add the server to it by hand.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def _is_used(root: Path, client: Client) -> bool:
    parent = Path(client.path).parent
    return parent != Path() and (root / parent).is_dir()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as problem:
        raise InvalidRequest(f"{path} cannot be read.", "Add the server to it by hand.") from problem


def _add_to_json(client: Client, text: str) -> str:
    try:
        known = json.loads(text) if text.strip() else {}
        servers = known.setdefault("mcpServers", {})
        if SERVER in servers:
            return text
        servers[SERVER] = ENTRY
    except (ValueError, AttributeError, TypeError) as problem:
        raise _not_readable(client, "JSON") from problem
    return _dump(known)


def _add_to_toml(client: Client, text: str) -> str:
    try:
        known = tomllib.loads(text).get("mcp_servers", {})
    except tomllib.TOMLDecodeError as problem:
        raise _not_readable(client, "TOML") from problem
    if SERVER in known:
        return text
    return f"{text.rstrip()}\n\n{CODEX_ENTRY}" if text.strip() else CODEX_ENTRY


def _not_readable(client: Client, kind: str) -> InvalidRequest:
    return InvalidRequest(
        f"{client.path} is not the {kind} it should be; it was left as it is.", "Mend it, or add the server by hand."
    )


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
