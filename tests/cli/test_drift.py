"""Files touched outside a scope, as commands tell them."""

import json
import subprocess

import pytest


@pytest.fixture
def drifted(planned, project):
    """A task that is claimed for src/greet.py, after which another file was written."""
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "Plan."], cwd=project, check=True)
    assert planned("claim", "1.1").code == 0
    (project / "notes.txt").write_text("out of scope\n")
    return planned


def test_show_tells_of_files_outside_the_scope(drifted):
    shown = json.loads(drifted("show", "1.1", "--json").out)

    assert (shown["outside"], shown["outside_total"]) == (["notes.txt"], 1)
    assert "touched outside its scope (1): notes.txt" in drifted("show", "1.1").out


def test_completing_tells_of_them_and_is_not_refused(drifted):
    answer = drifted("complete", "1.1", "--summary", "It greets.")

    assert answer.code == 0
    assert "touched outside its scope (1): notes.txt" in answer.out
    assert "notes.txt" in drifted("show", "1.1").out
    assert "notes.txt" in drifted("log").out


def test_a_task_that_nobody_began_has_not_drifted(drifted):
    shown = json.loads(drifted("show", "1.2", "--json").out)

    assert (shown["outside"], shown["outside_total"]) == ([], 0)
