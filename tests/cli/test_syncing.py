"""`sync`, `log`, `doctor`, `rollback`, `send` and `wait`."""

import json
import os
import signal
import subprocess
import sys

import pytest


@pytest.fixture
def worked(planned):
    """One task reported, one failed, one held, one question."""
    planned("claim", "1.1", "--agent", "ada")
    planned("complete", "1.1", "--agent", "ada", "--summary", "It greets.")
    planned("claim", "1.2", "--agent", "bob")
    planned("note", "half @done <b>", "--on", "1.2", "--agent", "bob")
    planned("ask", "Ship it? [now](http://x)", "--option", "yes", "--option", "no", "--agent", "bob")
    return planned


def test_sync_tells_what_to_decide_what_happened_and_what_is_next(worked):
    text = worked("sync").out

    headings = [line for line in text.splitlines() if line[:2] in ("1 ", "2 ", "3 ", "4 ")]
    assert [heading.split()[1] for heading in headings] == ["DECIDE", "HAPPENED", "TODAY"]
    assert "Ship it?" in text
    assert 'bob on 1.2, now: "half @done <b>"' in text
    assert len(text.splitlines()) <= 40


def test_sync_of_an_agent_goes_on_where_its_last_one_ended(worked):
    worked("sync", "--agent", "ada")

    again = worked("sync", "--agent", "ada").out

    assert len(again.splitlines()) == 1
    assert "nothing new since" in again
    assert "1 to decide" in again


@pytest.mark.parametrize("form", [("--json",), ("--format", "json")])
def test_sync_in_json_is_versioned(worked, form):
    record = json.loads(worked("sync", *form).out)

    assert record["v"] == 1
    assert record["counts"]["reported"] + record["counts"]["verified"] == 1


def test_sync_as_markdown_lets_nobody_forge_structure(worked):
    text = worked("sync", "--format", "md").out

    assert text.startswith("## Morning sync: Greeter")
    assert "- [ ] **D1**" in text
    assert "[now](http" not in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "half `@`done" in text


def test_a_moment_nobody_understands_is_refused(worked):
    assert worked("sync", "--since", "yesteryear").code == 2


def test_log_shows_the_last_lines_of_one_task(worked):
    record = json.loads(worked("log", "--task", "1.2", "-n", "1", "--json").out)

    assert record["v"] == 1
    assert [event["kind"] for event in record["events"]] == ["note_posted"]


def test_log_goes_on_after_a_number(worked):
    everything = json.loads(worked("log", "--json").out)["events"]

    later = json.loads(worked("log", "--after", str(everything[1]["seq"]), "--json").out)["events"]

    assert later == everything[2:]


def test_log_follows_until_it_is_interrupted(worked, project):
    following = subprocess.Popen(
        [sys.executable, "-m", "agent_plan_server", "log", "-f", "--json", "-n", "1"],
        stdout=subprocess.PIPE,
        env=os.environ.copy(),
    )
    try:
        first = json.loads(following.stdout.readline())
        worked("note", "a new line", "--agent", "bob")
        second = json.loads(following.stdout.readline())
        following.send_signal(signal.SIGINT)
        code = following.wait(30)
    finally:
        following.kill()
        following.stdout.close()

    assert (first["v"], second["payload"]["text"], code) == (1, "a new line", 130)


def test_doctor_finds_a_healthy_store(worked):
    answer = worked("doctor")

    assert answer.code == 0
    assert "chain whole" in answer.out


def test_doctor_finds_and_mends_a_wrong_count(worked, store):
    store.write(lambda found: found.tasks.set_blockers(found.tasks.find_by_key(1, "1.2").id, 7))

    sick = worked("doctor")
    mended = worked("doctor", "--fix")

    assert (sick.code, mended.code) == (5, 0)
    assert "hint: agent-plan doctor --fix" in sick.out
    assert "1 count set right" in mended.out


def test_rollback_only_tells(worked):
    before = worked("log", "--json").out

    answer = worked("rollback", "1.1")

    assert answer.code == 0
    assert "To undo 1.1" in answer.out
    assert worked("log", "--json").out == before


def test_a_message_reaches_whoever_waits(worked):
    sent = worked("send", "ada", "the API is frozen", "--agent", "bob")

    change = json.loads(worked("wait", "--agent", "ada", "--seconds", "1", "--json").out)

    assert "sent to ada" in sent.out
    assert change["what"] == "message"
    assert change["messages"][0]["text"] == "the API is frozen"


def test_waiting_ends_without_anything(worked):
    answer = worked("wait", "--agent", "bob", "--for", "message", "--seconds", "0")

    assert (answer.code, answer.out) == (0, "Nothing yet.\n")


def test_root_is_called_something_else(worked, monkeypatch):
    monkeypatch.setenv("LOGNAME", "root")

    assert worked("send", "ada", "hello").code == 0
