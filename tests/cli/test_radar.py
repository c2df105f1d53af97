"""`radar`, and what `status` and `sync` show of it."""

import json

import pytest
from branching import commit_on, git
from drafts import import_phases, phase, task
from rich.cells import cell_len

SHARED = "one\ntwo\nthree\n"


@pytest.fixture
def crossed(planned, project):
    """Two tasks whose branches change one line, one of them completed, and a third that is in nobody's way."""
    git(project, "checkout", "-q", "-B", "main")
    git(project, "commit", "-q", "--allow-empty", "-m", "Begin.")
    commit_on(project, "main", "main", shared=SHARED)
    for agent, key in (("ada", "1.1"), ("bob", "1.2")):
        branch = json.loads(planned("claim", key, "--agent", agent, "--json").out)["branch"]
        commit_on(project, branch, "main", shared=SHARED.replace("two", agent), **{"\x1b[2Jbell\a": agent})
    planned("complete", "1.1", "--agent", "ada", "--summary", "It greets.")
    return planned


def test_the_radar_names_both_tasks_with_their_holders_and_the_files(crossed):
    text = crossed("radar").out

    assert text.splitlines()[0].startswith("RADAR · 2 with work, 3 pairs")
    assert text.splitlines()[0].endswith("into main")
    assert "✕  1.1 ada  1.2 bob  \\x1b[2Jbell\\x07 +1" in text
    assert "1 completed task to merge, the oldest now: agent-plan merge --all" in text


def test_the_radar_in_json_is_versioned_and_has_every_file(crossed):
    record = json.loads(crossed("radar", "--json").out)

    assert (record["v"], record["pairs"], record["unknown"]) == (1, 3, 0)
    (conflict,) = record["conflicts"]
    assert (conflict["ours"]["agent"], conflict["theirs"]["task"]) == ("ada", "1.2")
    assert conflict["files"] == ["\x1b[2Jbell\a", "shared"]


def test_status_shows_what_would_conflict_after_what_is_stuck(crossed):
    lines = crossed("status").out.splitlines()

    assert "✕ WOULD CONFLICT (1)" in lines
    moving = next(place for place, line in enumerate(lines) if "MOVING" in line)
    assert moving < lines.index("✕ WOULD CONFLICT (1)")
    assert json.loads(crossed("status", "--json").out)["radar"]["conflicts_total"] == 1


def test_sync_shows_what_would_conflict_among_the_risks(crossed):
    text = crossed("sync").out
    markdown = crossed("sync", "--format", "md").out
    crossed("sync", "--agent", "eve")

    assert "would conflict (1): agent-plan radar" in text.split("4 RISKS")[1]
    assert "1.1 ada and 1.2 bob would conflict textually:" in markdown.split("### Risks")[1]
    assert crossed("sync", "--agent", "eve").out.endswith("would conflict (1): agent-plan radar\n")


def test_the_packet_of_a_holder_says_what_its_branch_would_conflict_with(crossed):
    crossed("radar")

    text = crossed("resume", "--agent", "bob").out

    assert "Would conflict textually with plan/1.1-" in text
    assert "\x1b" not in text


def test_what_could_not_be_looked_at_is_counted(crossed, monkeypatch):
    monkeypatch.setattr("agent_plan_server.services.statuses.GLANCE_SECONDS", 0)

    assert "3 pairs of branches not looked at: agent-plan radar" in crossed("status").out


def test_clean_is_said_with_its_limit(planned, project):
    assert "No branch of a live or unmerged task has work of its own." in planned("radar").out

    git(project, "commit", "-q", "--allow-empty", "-m", "Begin.")
    branch = json.loads(planned("claim", "1.1", "--agent", "ada", "--json").out)["branch"]
    commit_on(project, branch, "HEAD", own="x")

    assert "Textually clean, as far as merging two of them shows." in planned("radar").out


def test_a_crowded_status_with_conflicts_is_at_most_24_lines_of_80_columns(agent_plan, store, project, monkeypatch):
    git(project, "checkout", "-q", "-B", "main")
    git(project, "commit", "-q", "--allow-empty", "-m", "Begin.")
    import_phases(store, phase("1", *(task(f"1.{n}", title="長" * 60) for n in range(12))), title="Crowded")
    for number in range(10):
        agent = f"agent{number}"
        branch = json.loads(agent_plan("claim", "--agent", agent, "--json").out)["branch"]
        commit_on(project, branch, "main", **{f"{'dir' * 20}shared": agent})
        if number % 3:
            agent_plan("ask", "Go on?", "--on", f"1.{number}", "--agent", agent)
    agent_plan("complete", "1.1", "--agent", "agent1", "--summary", "x")
    agent_plan("radar")
    commit_on(project, "plan/1.0", "plan/1.0", more="x")
    monkeypatch.setattr("agent_plan_server.services.statuses.GLANCE_SECONDS", 0)

    lines = agent_plan("status").out.splitlines()

    assert len(lines) <= 24
    assert max(map(cell_len, lines)) <= 80
    assert "  35 more: agent-plan radar" in lines


def test_a_pair_that_git_cannot_compare_is_not_sent_to_the_radar_again(crossed, project):
    commit_on(project, "plan/1.2-write-tests-test-greet.py", "main", own="x")
    tree = git(project, "rev-parse", "plan/1.2-write-tests-test-greet.py^{tree}")
    (project / ".git" / "objects" / tree[:2] / tree[2:]).unlink()

    text = crossed("radar").out

    assert "1 pair of branches that git cannot compare: git fsck tells why" in text
    assert "not looked at" not in text
