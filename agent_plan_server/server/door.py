"""What every tool has at hand: the store, the project, and who is calling."""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import anyio
from mcp.server.mcpserver import Context

from agent_plan_server.git.repository import Repository, has_file, head_commit, is_directory
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.verbs import spell_for_agents
from agent_plan_server.rules.limits import strip_hidden
from agent_plan_server.server.reply import Reply
from agent_plan_server.services.drift import list_touched
from agent_plan_server.services.news import show_news
from agent_plan_server.services.worktrees import find_root
from agent_plan_server.settings import Settings
from agent_plan_server.storage import Engine, open_engine

R = TypeVar("R", bound=Reply)
_NAME_CHARACTERS = 120
_MOST_WAITING = 500


class Door:
    """One MCP server over one store; without an engine, the store of the settings is opened at the first call.

    `client_session` is what the environment calls the session of the only client. A server with several clients
    (HTTP) has none: its environment belongs to whoever started it.
    """

    def __init__(self, engine: Engine | None, settings: Settings, client_session: str | None = None) -> None:
        self._engine = engine
        self._store = settings.store
        self._opening = threading.Lock()
        self.policy = settings.policy
        self._agent = settings.agent
        self._client_session = client_session
        self.repository = settings.repository
        self._root = settings.repository or Repository(settings.project, settings.project)
        self._joining = threading.Lock()
        # Agents that wait take no thread from those that work.
        self.waiters = anyio.CapacityLimiter(_MOST_WAITING)

    @property
    def engine(self) -> Engine:
        """Raises StorageUnavailable, which then reaches the agent and not only a log that nobody reads."""
        with self._opening:
            if self._engine is None:
                self._engine = open_engine(self._store)
            return self._engine

    def close(self) -> None:
        """Close the store, which no thread may be using."""
        if self._engine is not None:
            self._engine.close()

    def caller(self, call: "Call", request_id: str | None = None) -> Caller:
        """Who is behind a call. The connection is no identity: a client may open many, or none that lasts."""
        params = call.session.client_params
        return Caller(
            session=self._join(),
            client=_short(params.client_info.name) if params else None,
            client_session=_thread_of(call) or self._client_session,
            request_id=request_id,
        )

    def agent(self, name: str | None) -> str | None:
        """The name that was given, or the one that the environment gives to everybody behind this server."""
        return name or self._agent

    def scope(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Patterns as they were given; a folder that is there now means everything in it."""
        return tuple(f"{path.rstrip('/')}/**" if is_directory(self._root, path) else path for path in paths)

    def base_commit(self) -> str | None:
        return head_commit(self.repository) if self.repository else None

    def has_file(self, handle: str) -> Callable[[str], bool]:
        """Looks for a path where the work of a claim is done."""
        root = find_root(self.engine, self.repository, handle) if self.repository else self._root.root
        return partial(has_file, root)

    def touched(self, handle: str) -> tuple[str, ...]:
        return list_touched(self.engine, handle, self.repository) if self.repository else ()

    def answer(
        self,
        model: type[R],
        source: Noun | None,
        hint: str,
        *,
        agent: str | None = None,
        handle: str | None = None,
        **fields: Any,
    ) -> R:
        """The reply of a tool: what a service answered, what is new for the agent, and what to do next."""
        known = {name: getattr(source, name) for name in type(source).model_fields} if source else {}
        news = show_news(self.engine, self.agent(agent), handle)
        return model(**(known | fields | {"news": news, "next": spell_for_agents(hint)}))

    def _join(self) -> int:
        with self._joining:
            return self.engine.join()


Call = Context[Door, Any]


def _thread_of(call: Call) -> str | None:
    """Codex says in each request which of its threads is calling."""
    thread = (call.request_context.meta or {}).get("threadId")
    return _short(thread) if isinstance(thread, str) else None


def _short(name: str) -> str:
    return strip_hidden(name)[:_NAME_CHARACTERS]
