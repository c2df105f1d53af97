"""What one run of a command has at hand: its settings, the store, and where it writes."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

import click

from agent_plan_server.cli.output import Output, open_output
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line
from agent_plan_server.errors import NotFound
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.noun import Noun
from agent_plan_server.settings import AGENT_SESSIONS, Settings, load_settings
from agent_plan_server.storage import Engine, open_engine

Screen = Callable[[Page], Iterable[Line]]


class Options(NamedTuple):
    """The options that every command has."""

    store: str | None = None
    project: str | None = None
    plan: str | None = None
    as_json: bool = False
    plain: bool = False

    def join(self, later: "Options") -> "Options":
        """What stands after the command wins over what stands before it."""
        return Options(
            store=later.store or self.store,
            project=later.project or self.project,
            plan=later.plan or self.plan,
            as_json=later.as_json or self.as_json,
            plain=later.plain or self.plain,
        )


class Session:
    """Settings and store are opened when a command asks for them."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.plan = options.plan
        self._opened: Engine | None = None

    @cached_property
    def settings(self) -> Settings:
        return load_settings(self.options.store, self.options.project)

    @cached_property
    def output(self) -> Output:
        return open_output(plain=self.options.plain)

    @property
    def may_ask(self) -> bool:
        """Whether a person sits at the terminal and can answer."""
        return sys.stdin.isatty() and sys.stdout.isatty() and not self.options.as_json

    @property
    def has_store(self) -> bool:
        return self.settings.store.exists()

    @property
    def engine(self) -> Engine:
        """The store that is there; raises NotFound rather than leave an empty one behind."""
        if not self.has_store:
            raise NotFound("No plan has been imported here.", "{init} finds a plan and imports it.")
        return self.make_engine()

    def make_engine(self) -> Engine:
        """The store, created when it is not there yet."""
        if self._opened is None:
            self._opened = open_engine(self.settings.store)
        return self._opened

    def caller(self, request_id: str | None = None) -> Caller:
        return Caller(client="agent-plan", request_id=request_id)

    def agent_caller(self, request_id: str | None = None) -> Caller:
        """As an agent at work: guards know it by the session of its client, also when it claims in a shell."""
        told = next(filter(None, map(os.environ.get, AGENT_SESSIONS)), None)
        return self.caller(request_id).model_copy(update={"client_session": told})

    def show(self, reply: Noun, screen: Screen, **fields: object) -> None:
        """The reply as versioned JSON where that is asked for, with more fields, else as a screen."""
        self.show_record(reply.model_dump(mode="json") | fields if self.options.as_json else {}, screen)

    def show_record(self, record: Mapping[str, object], screen: Screen) -> None:
        if self.options.as_json:
            self.output.write_json(record)
        else:
            self.output.write(screen(self.output.page()))

    def exit(self, code: int) -> None:
        """Leave with an exit code after everything was said."""
        raise click.exceptions.Exit(code)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None
