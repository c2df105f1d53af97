"""The demo: it plays to its end, and says so when a promise broke."""

import subprocess
import sys

import pytest
from claiming import claim, finish
from drafts import import_tasks, task

from agent_plan_server.cli.demo.troupe import Acknowledged
from agent_plan_server.cli.demo.verdict import judge
from agent_plan_server.storage.driver import sqlite3


def test_three_agents_play_the_sample_plan_to_its_end(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "agent_plan_server", "demo"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "was killed in the middle of" in done.stdout
    assert "it is offered again" in done.stdout
    assert "a person decided" in done.stdout
    assert "MORNING SYNC" in done.stdout
    assert done.stdout.count("\nheld    ") == 6
    assert "\x1b" not in done.stdout


def played(handle: str) -> list[Acknowledged]:
    """What a demo hears when all goes well."""
    return [
        Acknowledged(event="hanging", agent="ada", claim=handle),
        Acknowledged(event="resumed", agent="ada"),
        Acknowledged(event="resumed", agent="ada", claim=handle),
        Acknowledged(event="completed", agent="ada", claim=handle),
    ]


def broken(engine, heard, decided=1):
    return [verdict.promise for verdict in judge(engine, heard, "ada", decided) if verdict.broken]


@pytest.fixture
def handle(engine):
    import_tasks(engine, task("1.1", "src/a.py"))
    held = claim(engine, "ada", "1.1").handle
    finish(engine, "ada", "1.1")
    return held


def test_all_promises_held(engine, handle):
    assert broken(engine, played(handle)) == []


def test_a_lost_note_is_seen(engine, handle):
    lost = Acknowledged(event="noted", agent="ada", task="1.1", facts={"note": 999})

    assert broken(engine, [*played(handle), lost]) == ["nothing acknowledged is lost"]


def test_an_agent_that_does_not_come_back_to_its_task_is_seen(engine, handle):
    heard = [said for said in played(handle) if said.claim is None or said.event != "resumed"]

    assert broken(engine, heard) == ["resume with no memory"]


def test_a_gate_that_nobody_decided_is_seen(engine, handle):
    assert broken(engine, played(handle), decided=0) == ["people decide"]


def test_two_live_claims_on_one_task_are_seen(engine, handle):
    intruder = sqlite3.connect(str(engine.path), isolation_level=None)
    intruder.execute(
        "INSERT INTO claims SELECT 99, plan_id, task_id, 2, 'xxxxxx', agent_id, session, scope, claimed_at, lease_ms,"
        " expires_clock, NULL, ended_at + 5, 'completed', NULL, NULL, NULL, 0 FROM claims"
    )
    intruder.execute("UPDATE claims SET ended_at = ended_at + 9")
    intruder.close()

    assert "no double work" in broken(engine, played(handle))
