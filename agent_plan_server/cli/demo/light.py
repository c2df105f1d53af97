"""What a person sees while the demo runs: a progress bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from agent_plan_server.cli.demo.troupe import Acknowledged

_WORDS = {
    "resumed": "{agent} asked where it stands",
    "claimed": "{agent} claimed {task}",
    "noted": "{agent} left a checkpoint on {task}",
    "failed": "{agent} failed {task}: it is offered again",
    "completed": "{agent} completed {task}",
    "finished": "{agent} found the plan finished",
}


class StageLight:
    """Plain lines; the base of what a terminal gets."""

    def show(self, said: Acknowledged) -> None:
        if words := _WORDS.get(said.event):
            self.say(words.format(agent=said.agent, task=said.task))

    def say(self, line: str) -> None:
        click.echo(f"  {line}")


class _Terminal(StageLight):
    def __init__(self, total: int) -> None:
        # Lazily: rich costs 40 ms, and a pipe never needs it.
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("  plan"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, transient=True)
        self._task = self._progress.add_task("plan", total=total)
        self._progress.start()

    def show(self, said: Acknowledged) -> None:
        super().show(said)
        if said.event == "completed":
            self._progress.advance(self._task)

    def say(self, line: str) -> None:
        self._progress.console.print(f"  {line}", markup=False, highlight=False)

    def close(self) -> None:
        self._progress.stop()


@contextmanager
def open_stage_light(total: int) -> Iterator[StageLight]:
    if not sys.stdout.isatty():
        yield StageLight()
        return
    terminal = _Terminal(total)
    try:
        yield terminal
    finally:
        terminal.close()
