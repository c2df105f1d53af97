"""Exit codes, and errors as people and scripts get them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent_plan_server.cli import program
from agent_plan_server.errors import InvalidRequest, NotFound, Refused, StaleClaim, StorageUnavailable, StoreTooNew


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (InvalidRequest, 2),
        (NotFound, 3),
        (Refused, 4),
        (StaleClaim, 4),
        (StorageUnavailable, 5),
        (StoreTooNew, 5),
        (KeyboardInterrupt, 130),
        (ZeroDivisionError, 1),
    ],
)
def test_every_branch_of_the_tree_has_its_exit_code(agent_plan, monkeypatch, problem, code):
    def break_down(*_arguments, **_options):
        raise problem("It is so.", "Do this.")

    monkeypatch.setattr(program.program, "main", break_down)

    assert agent_plan("status").code == code


def test_an_error_says_what_is_so_and_a_hint_that_a_person_can_type(planned):
    answer = planned("claim", "nope")

    assert answer.code == 3
    assert answer.out == ""
    assert answer.err.startswith("error[not_found]: There is no task 'nope'")
    assert "hint: `agent-plan show ready` lists what can be claimed." in answer.err


def test_an_error_in_json_is_on_stdout_and_versioned(planned):
    answer = planned("claim", "nope", "--json")

    assert answer.code == 3
    error = json.loads(answer.out)
    assert error["v"] == 1
    assert set(error["error"]) == {"code", "message", "next"}
    assert error["error"]["code"] == "not_found"


def test_a_usage_error_in_json_is_an_error_like_the_others(agent_plan):
    answer = agent_plan("claim", "--frobnicate", "--json")

    assert answer.code == 2
    assert json.loads(answer.out)["error"]["code"] == "usage"


def test_an_unknown_command_exits_2(agent_plan):
    answer = agent_plan("frobnicate")

    assert answer.code == 2
    assert "error[usage]: No such command" in answer.err


def test_a_bug_is_one_line_after_its_traceback(agent_plan, monkeypatch):
    def break_down(*_arguments, **_options):
        raise ZeroDivisionError("1/0")

    monkeypatch.setattr(program.program, "main", break_down)

    answer = agent_plan("status")

    assert "Traceback" in answer.err
    assert "error[internal_error]: This is a bug in agent-plan: ZeroDivisionError." in answer.err


def test_an_unknown_setting_is_refused(agent_plan, monkeypatch):
    monkeypatch.setenv("AGENT_PLAN_LEASE_MINUTE", "5")

    answer = agent_plan("claim")

    assert answer.code == 2
    assert "AGENT_PLAN_LEASE_MINUTE" in answer.err


def test_an_error_never_shows_an_escape(planned):
    answer = planned("claim", "\x1b[2J\u202eevil")

    assert "\x1b" not in answer.err
    assert "\u202e" not in answer.err
    assert "\\x1b[2J" in answer.err


def test_a_reader_that_leaves_early_is_no_error(planned, project):
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run(
        [sys.executable, "-m", "agent_plan_server", "import", "PLAN.md"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )

    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_cannot_be_written_is_told_and_is_no_bug(project):
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "agent_plan_server", "log", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert ended.returncode == 5
    assert b"could not be written" in ended.stderr
    assert b"Traceback" not in ended.stderr
