"""The benchmarks run; what they measure is never a test."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.crowd_rows import jain
from benchmarks.rows import Row

SCRIPT = Path(__file__).parent / "run.py"
ROWS = (
    "claim, 8 live claims",
    "note, 8 live claims",
    "complete, 8 live claims",
    "status, 8 live claims",
    "claim, 64 live claims",
    "claim at 2,000 tasks",
    "resume, 1,000 tasks",
    "overlap of two globs",
    "read a plan of 1,000 tasks",
    "store a plan of 1,000 tasks",
    "server, cold start",
    "claim over stdio",
    "agent-plan status",
    "4 processes, 1 s: Jain's index",
    "4 processes, 1 s: slowest call",
    "4 processes, 1 s: errors",
    "6 agents, throughput",
    "6 agents, tasks given twice",
    "read 64 KiB",
)


def test_the_short_form_prints_every_row():
    ran = subprocess.run([sys.executable, SCRIPT, "--short"], capture_output=True, text=True, timeout=300)

    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    for row in ROWS:
        assert sum(line.startswith(row) for line in lines) >= 1, row
    assert all(line.endswith(("ok", "over")) for line in lines[1:])


@pytest.mark.parametrize(("counts", "index"), [([5, 5, 5, 5], 1.0), ([20, 0, 0, 0], 0.25), ([0, 0], 0.0)])
def test_jains_index_is_one_when_all_have_the_same(counts, index):
    assert jain(counts) == index


@pytest.mark.parametrize(("figure", "at_least", "is_met"), [(1.0, False, True), (1.1, False, False), (1.1, True, True)])
def test_a_goal_is_met_from_the_right_side(figure, at_least, is_met):
    row = Row(what="x", measured="x", figure=figure, goal=1.0, at_least=at_least)

    assert row.is_met is is_met
