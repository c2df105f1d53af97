"""How the clients of agents are told about this server: one file of the repository for each."""

import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest

SERVER = "agent-plan"


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
    return _codex_entry() if client.path.endswith(".toml") else _dump({"mcpServers": {SERVER: _entry()}})


def find_command() -> str:
    """What a client starts: the name where PATH leads to it, else the full path inside this environment."""
    beside = shutil.which(SERVER, path=str(Path(sys.executable).parent))
    return SERVER if shutil.which(SERVER) or not beside else beside


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


def _entry() -> dict[str, object]:
    return {"command": find_command(), "args": ["serve"]}


def _codex_entry() -> str:
    # required: without it Codex may start its first turn before the server's tools are there.
    command = json.dumps(find_command(), ensure_ascii=False)
    return f'[mcp_servers.{SERVER}]\ncommand = {command}\nargs = ["serve"]\nrequired = true\n'


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
        servers[SERVER] = _entry()
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
    return f"{text.rstrip()}\n\n{_codex_entry()}" if text.strip() else _codex_entry()


def _not_readable(client: Client, kind: str) -> InvalidRequest:
    return InvalidRequest(
        f"{client.path} is not the {kind} it should be; it was left as it is.", "Mend it, or add the server by hand."
    )


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
