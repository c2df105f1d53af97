"""What all commands have in common: the options, the examples in the help, and a Session to work with."""

import functools
from collections.abc import Callable
from typing import Any

import click

from agent_plan_server.cli.session import Options, Session

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
SHARED = (
    click.Option(["--store"], metavar="PATH", help="The store; else AGENT_PLAN_STORE, else the repository's own."),
    click.Option(["--project"], metavar="FOLDER", help="The repository; else AGENT_PLAN_PROJECT, else this folder."),
    click.Option(["--plan"], metavar="SLUG", help="Which plan, when there are several; else the newest."),
    click.Option(["--json", "as_json"], is_flag=True, help='Versioned JSON: {"v": 1, ...}.'),
    click.Option(["--plain"], is_flag=True, help="No colour."),
)


class PlanCommand(click.Command):
    """A command whose help starts with examples and ends with the options that all commands share."""

    examples: tuple[str, ...] = ()

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        *own, help_option = super().get_params(ctx)
        return [*own, *SHARED, help_option]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {example}\n" for example in self.examples))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = [param for param in self.get_params(ctx) if isinstance(param, click.Option) and param not in SHARED]
        for title, params in (("Options", own), ("Options of every command", SHARED)):
            records = [record for param in params if (record := param.get_help_record(ctx))]
            with formatter.section(title):
                formatter.write_dl(records)


def command(name: str, *examples: str) -> Callable[[Callable[..., None]], PlanCommand]:
    """Make a command of a function that takes a Session first; each example is a whole command line."""

    def make(act: Callable[..., None]) -> PlanCommand:
        @functools.wraps(act)
        @click.pass_context
        def run(context: click.Context, /, **values: Any) -> None:
            act(open_session(context, values), **values)

        made = click.command(name, cls=PlanCommand, context_settings=CONTEXT)(run)
        made.examples = examples
        return made

    return make


def open_session(context: click.Context, values: dict[str, Any]) -> Session:
    """The session of a run, closed with it; takes the shared options out of the values."""
    own = Options(**{name: values.pop(name) for name in Options._fields})
    session = Session((context.obj or Options()).join(own))
    context.call_on_close(session.close)
    return session
