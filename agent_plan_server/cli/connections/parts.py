"""What is put into one file of a client: the server, the guards, or the words for agents."""

import json
import re
import shutil
from typing import Any, NamedTuple, Protocol

from agent_plan_server.cli.connections import json_text, marked_text, toml_text

SERVER = "agent-plan"
_OURS = re.compile(r"agent-plan(?:-server)?(?:\.exe)?[\"']? hook\b")
_PROGRAM = re.compile(r"""\s*("[^"]+"|\S+)\s+hook\s+([\w-]+)""")
_MARKS = marked_text.Marks("<!-- agent-plan: begin -->", "<!-- agent-plan: end -->")


class Part(Protocol):
    """`put` and `drop` raise ValueError for a file that is not what its name says."""

    @property
    def path(self) -> str: ...

    def put(self, text: str, command: str) -> str: ...

    def drop(self, text: str) -> str: ...

    def snippet(self, command: str) -> str:
        """What to add by hand."""
        ...


class JsonServer(NamedTuple):
    """The server as a member of an object; `template` is its entry, in which the command is still missing."""

    path: str
    holder: str
    template: dict[str, Any]

    def put(self, text: str, command: str) -> str:
        known = json_text.find(text, (self.holder, SERVER))
        # An entry that works may hold what somebody added to it.
        return text if _is_working(known) else json_text.put(text, (self.holder, SERVER), self._entry(command))

    def drop(self, text: str) -> str:
        return json_text.drop(text, (self.holder, SERVER))

    def snippet(self, command: str) -> str:
        return _dump({self.holder: {SERVER: self._entry(command)}})

    def _entry(self, command: str) -> dict[str, Any]:
        is_list = isinstance(self.template.get("command"), list)
        entry = {"command": [command, "serve"]} if is_list else {"command": command, "args": ["serve"]}
        return {**self.template, **entry}


class TomlServer(NamedTuple):
    path: str

    def put(self, text: str, command: str) -> str:
        return text if _is_working(toml_text.find(text, self._place())) else self._put(text, command)

    def drop(self, text: str) -> str:
        return toml_text.drop(text, self._place()) if toml_text.find(text, self._place()) else text

    def snippet(self, command: str) -> str:
        return self._put("", command)

    def _put(self, text: str, command: str) -> str:
        # required: without it Codex may start its first turn before the server's tools are there.
        body = f'command = {json.dumps(command, ensure_ascii=False)}\nargs = ["serve"]\nrequired = true'
        return toml_text.put(text, self._place(), body)

    def _place(self) -> tuple[str, ...]:
        return ("mcp_servers", SERVER)


class Guard(NamedTuple):
    """Which tools or moments of an event the hook is asked about, and what the hook calls the event."""

    event: str
    verb: str
    matcher: str | None = None


class Guards(NamedTuple):
    """Hooks that a client runs: each event has a list, of which one item is ours. `timeout` is in the client's unit."""

    path: str
    guards: tuple[Guard, ...]
    timeout: int

    def put(self, text: str, command: str) -> str:
        for guard in self.guards:
            place, wanted = ("hooks", guard.event), self._item(guard, command)
            known = json_text.find(text, place) or []
            if [item for item in known if _is_ours(item)] != [wanted]:
                text = json_text.append(json_text.drop_items(text, place, _is_ours), place, wanted)
        return text

    def drop(self, text: str) -> str:
        for event in json_text.find(text, ("hooks",)) or {}:
            text = json_text.drop_items(text, ("hooks", event), _is_ours)
        return text

    def list_programs(self, text: str, verb: str) -> list[str]:
        """What the client starts as our hook of a verb; raises ValueError likewise."""
        events = [guard.event for guard in self.guards if guard.verb == verb]
        items = [item for event in events for item in json_text.find(text, ("hooks", event)) or [] if _is_ours(item)]
        commands = [str(hook.get("command")) for item in items for hook in item["hooks"]]
        return [match[1].strip('"') for command in commands if (match := _PROGRAM.match(command)) and match[2] == verb]

    def snippet(self, command: str) -> str:
        return _dump({"hooks": {guard.event: [self._item(guard, command)] for guard in self.guards}})

    def _item(self, guard: Guard, command: str) -> dict[str, Any]:
        hook = {"type": "command", "command": f"{_quote(command)} hook {guard.verb}", "timeout": self.timeout}
        return {**({"matcher": guard.matcher} if guard.matcher else {}), "hooks": [hook]}


class Words(NamedTuple):
    """A few lines for agents that read a file of the repository before anything else."""

    path: str
    text: str

    def put(self, text: str, command: str) -> str:
        return marked_text.put(text, _MARKS, self.text)

    def drop(self, text: str) -> str:
        return marked_text.drop(text, _MARKS)

    def snippet(self, command: str) -> str:
        return marked_text.put("", _MARKS, self.text)


def _is_ours(item: Any) -> bool:
    hooks = item.get("hooks") if isinstance(item, dict) else None
    return any(_OURS.search(str(hook.get("command"))) for hook in hooks or [] if isinstance(hook, dict))


def _is_working(entry: object) -> bool:
    """Whether a client's entry for the server starts a program that is there."""
    command = entry.get("command") if isinstance(entry, dict) else None
    program = command[0] if isinstance(command, list) and command else command
    return isinstance(program, str) and shutil.which(program) is not None


def _quote(command: str) -> str:
    """For the shells of every system: quotation marks, and only where something needs them."""
    return command if re.fullmatch(r"[\w./:\\-]+", command) else f'"{command}"'


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
