"""The command `agent-plan`: the list of its commands, each imported when it is called."""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from agent_plan_server.cli import errors
from agent_plan_server.cli.command import CONTEXT, SHARED
from agent_plan_server.cli.session import Options
from agent_plan_server.errors import PlanServerError, StorageUnavailable


class Entry(NamedTuple):
    """Where a command is, as "module:name" in this folder, and what it is for."""

    place: str
    help: str


COMMANDS = {
    "Set up": {
        "init": Entry("init_command:init", "find the plan, import it, connect the agents"),
        "connect": Entry("connect_command:connect", "put the server and its guards into a client's files"),
        "disconnect": Entry("connect_command:disconnect", "take them out again"),
        "import": Entry("import_command:import_", "read a plan file into the store"),
        "diff": Entry("import_command:diff", "compare a plan file with the store"),
        "demo": Entry("demo_command:demo", "watch three agents work on a sample plan"),
        "doctor": Entry("doctor_command:doctor", "check the store, and mend its counts"),
        "backup": Entry("backup_command:backup", "copy the store into one file"),
    },
    "Look": {
        "status": Entry("status_command:status", "what needs you, what moves, what is stuck"),
        "sync": Entry("sync_command:sync", "what happened since your last look"),
        "phase": Entry("phase_command:phase", "the phase that is open now"),
        "ready": Entry("ready_command:ready", "what can be claimed, best first"),
        "radar": Entry("radar_command:radar", "which branches would conflict, before they are merged"),
        "claims": Entry("claims_command:claims", "who holds what, and for how long"),
        "show": Entry("show_command:show", "a task, a decision, or a list such as risks"),
        "log": Entry("log_command:log", "the history, line by line"),
        "render": Entry("render_command:render", "put the live state into the plan's own file"),
        "export": Entry("export_command:export", "the plan with its live state"),
    },
    "Decide": {
        "decide": Entry("decision_commands:decide", "answer a decision"),
        "accept": Entry("decision_commands:accept", "accept a task that an agent proposed"),
        "reject": Entry("decision_commands:reject", "reject a task that an agent proposed"),
        "take": Entry("decision_commands:take", "end somebody's claim"),
        "merge": Entry("merge_command:merge", "bring completed work into the branch where all comes together"),
        "rollback": Entry("rollback_command:rollback", "how to undo a task or phase, as commands to read"),
    },
    "Revise": {
        "edit": Entry("revision_commands:edit", "change a task: words, files, phase, needs, criteria"),
        "split": Entry("revision_commands:split", "put parts in the place of a task"),
        "add": Entry("revision_commands:add", "add a task, or a phase"),
    },
    "Work": {
        "resume": Entry("claim_commands:resume", "where an agent stands, and what to do next"),
        "claim": Entry("claim_commands:claim", "take the next ready task, or the one named"),
        "worktree": Entry("worktree_command:worktree", "a folder and a branch of its own for a claim"),
        "update": Entry("claim_commands:update", "add paths to a claim, or time"),
        "note": Entry("note_commands:note", "leave a note on a task or on the plan"),
        "complete": Entry("claim_commands:complete", "finish a task"),
        "fail": Entry("claim_commands:fail", "report that an attempt failed"),
        "release": Entry("claim_commands:release", "give a task back"),
        "ask": Entry("note_commands:ask", "ask a person for a decision"),
        "propose": Entry("note_commands:propose", "propose a task that was discovered"),
        "send": Entry("message_commands:send", "a message to an agent, to everybody, to a path's holder"),
        "wait": Entry("message_commands:wait", "wait for work, a decision or a message"),
    },
    "Serve": {
        "serve": Entry("serve_command:serve", "the MCP server, over stdio or HTTP"),
        "hook": Entry("hook_command:hook", "answer an event of an agent's client: a guard of scopes"),
    },
}
_ENTRIES = {name: entry for section in COMMANDS.values() for name, entry in section.items()}


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = _ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module, name = entry.place.split(":")
        found = getattr(import_module(f"agent_plan_server.cli.{module}"), name)
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader has seen enough: no error, and nothing for Python to complain about when it leaves.
            _drop_output()
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, section in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, entry.help) for name, entry in section.items()])


@click.group("agent-plan", cls=LazyGroup, invoke_without_command=True, params=list(SHARED), context_settings=CONTEXT)
@click.option("--version", is_flag=True, help="Print the version.")
@click.pass_context
def program(context: click.Context, /, version: bool, **values: Any) -> None:
    """One execution plan, several agents, no double work. Without a command: status."""
    if version:
        from agent_plan_server import __version__

        click.echo(f"agent-plan {__version__}")
        return
    context.obj = Options(**values)
    if context.invoked_subcommand is None:
        status = program.get_command(context, "status")
        assert status is not None
        with status.make_context("status", [], parent=context) as own:
            status.invoke(own)


def run(arguments: Sequence[str]) -> int:
    """The front door: run a command, report what went wrong, answer with the exit code."""
    as_json = _wants_json(arguments)
    try:
        answer = program.main(list(arguments), "agent-plan", standalone_mode=False)
    except PlanServerError as problem:
        return errors.report_error(problem, as_json=as_json)
    except click.UsageError as problem:
        return errors.report_usage(problem, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        return errors.INTERRUPTED
    except OSError as problem:
        if problem.errno not in _FULL:
            return errors.report_bug(problem, as_json=as_json)
        _drop_output()
        return errors.report_error(_full(problem), as_json=False)
    except Exception as problem:  # noqa: BLE001 - the front door
        return errors.report_bug(problem, as_json=as_json)
    return answer if isinstance(answer, int) else 0


# The disk behind the output is full, or the quota on it.
_FULL = (errno.ENOSPC, errno.EDQUOT)


def _full(problem: OSError) -> PlanServerError:
    return StorageUnavailable(
        f"What this command says could not be written: {problem.strerror}.", "Make room, then look again."
    )


def _drop_output() -> None:
    """Let nothing that is still waiting to be written fail once more when Python leaves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wants_json(arguments: Sequence[str]) -> bool:
    """From the words alone: an error may come before they are understood."""
    pairs = zip(arguments, (*arguments[1:], ""), strict=False)
    return any(word in ("--json", "--format=json") or (word, after) == ("--format", "json") for word, after in pairs)
