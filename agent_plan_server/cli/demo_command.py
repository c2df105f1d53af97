"""`agent-plan demo`: the main job on real input, in one command."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from agent_plan_server.cli.demo.light import StageLight, open_stage_light
from agent_plan_server.cli.demo.stage import PLAN_NAME, make_stage, server_environment
from agent_plan_server.cli.demo.troupe import Acknowledged, Troupe
from agent_plan_server.cli.demo.verdict import Verdict, judge
from agent_plan_server.importers import read_plan
from agent_plan_server.models.decision import Decision
from agent_plan_server.models.states import DecisionKind
from agent_plan_server.services.decisions import decide
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.plans import find_plan
from agent_plan_server.settings import load_settings
from agent_plan_server.storage import Engine, Store, open_engine, snapshot

_PERSON = "demo"
_KILLED = "cedar"
_CAST = ((_KILLED, "--hangs"), ("bluejay", "--fails"), ("ada",))


@click.command()
@click.option("--keep", is_flag=True, help="Keep the scratch repository and say where it is.")
def demo(keep: bool) -> None:
    """Three agents work a sample plan to its end: one fails, one is killed and resumed, a person decides.

    Uses a scratch repository, real MCP clients and real servers; ends with the status and the morning sync, and with
    exit code 1 when a promise broke.

    Example: agent-plan demo
    """
    folder = Path(tempfile.mkdtemp(prefix="agent-plan-demo-"))
    try:
        project = make_stage(folder)
        verdicts = _play(project)
        _show(project, "status")
        _show(project, "sync", "--since", "1h")
    finally:
        if keep:
            click.echo(f"\nkept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    _finish(verdicts)


def _play(project: Path) -> list[Verdict]:
    settings = load_settings(project=str(project), environment=server_environment(project))
    engine = open_engine(settings.store)
    troupe = Troupe(project)
    try:
        outcome = import_plan(engine, read_plan([project / PLAN_NAME]), _PERSON)
        with open_stage_light(outcome.added_tasks) as light:
            heard, decided = _run(engine, troupe, light)
        verdicts = judge(engine, heard, _KILLED, decided)
        return [*verdicts, Verdict(promise="every agent left well", broken=tuple(troupe.crashed))]
    finally:
        troupe.stop()
        engine.close()


def _run(engine: Engine, troupe: Troupe, light: StageLight) -> tuple[list[Acknowledged], int]:
    """What was acknowledged, and how many gates a person decided."""
    heard: list[Acknowledged] = []
    decided = 0
    # The next one enters when the last is about to claim: whoever is to die or to fail must not find the plan finished.
    entering = iter(_CAST)
    last = troupe.start(*next(entering))
    for said in troupe.events():
        heard.append(said)
        light.show(said)
        if said.event == "resumed" and said.agent == last and (entry := next(entering, None)):
            last = troupe.start(*entry)
        if said.event == "hanging":
            troupe.kill(said.agent)
            light.say(f"{said.agent} was killed in the middle of {said.task} (kill -9), and starts again")
            troupe.start(said.agent)
        for gate in _due_gates(engine):
            answer = decide(engine, gate.name, gate.options[0], "what is there looks good", _PERSON)
            light.say(f"a person decided {gate.name}, {gate.question}: {answer.option}")
            decided += 1
    return heard, decided


@snapshot
def _due_gates(store: Store) -> list[Decision]:
    plan = find_plan(store, None)
    decisions = store.decisions.list_all(plan.id, only_open=True)
    return [decision for decision in decisions if decision.is_due and decision.kind is DecisionKind.GATE]


def _show(project: Path, *command: str) -> None:
    click.echo()
    sys.stdout.flush()
    arguments = [sys.executable, "-m", "agent_plan_server", *command]
    subprocess.run(arguments, cwd=project, env=server_environment(project), check=True)


def _finish(verdicts: list[Verdict]) -> None:
    click.echo()
    for verdict in verdicts:
        click.echo(f"{'BROKEN' if verdict.broken else 'held'}    {verdict.promise}")
        for sentence in verdict.broken:
            click.echo(f"          {sentence}")
    if any(verdict.broken for verdict in verdicts):
        sys.exit(1)
