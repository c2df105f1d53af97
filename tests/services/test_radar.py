"""The radar, over real branches: what would conflict is told with both holders before anything is merged."""

import os
import shutil
import subprocess

import pytest
from branching import begin_repository, commit_on, git
from claiming import claim, content_of
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound
from agent_plan_server.git import branches, command, merges
from agent_plan_server.models.merge import KnownProbe
from agent_plan_server.services.claims import release_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.radar import show_radar
from agent_plan_server.services.standings import resume
from agent_plan_server.services.statuses import show_status
from agent_plan_server.services.syncs import morning_sync

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

SHARED = "one\ntwo\nthree\n"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return begin_repository(tmp_path / "project", shared=SHARED)


@pytest.fixture
def count_git(monkeypatch):
    """The verbs of git that the program started, without those of the test."""
    started = []
    run = subprocess.run

    def note(argv, **options):
        if argv[: len(command._GIT)] == command._GIT:
            started.append(argv[len(command._GIT)])
        return run(argv, **options)

    monkeypatch.setattr(subprocess, "run", note)
    return started


@pytest.fixture
def work(engine, repository):
    """Claim a task and commit on its branch."""

    def work(agent, key, start="main", plan=None, **files):
        held = claim(engine, agent, key, **({"plan": plan} if plan else {}))
        commit_on(repository.root, held.branch, start, **files)
        return held

    return work


def sides_of(conflicts):
    return [(c.ours.task, c.ours.agent, c.theirs.task or c.theirs.branch, c.theirs.agent, c.files) for c in conflicts]


def test_a_conflict_is_told_with_both_tasks_both_holders_and_the_files(engine, repository, work):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"))
    work("ada", "1.1", shared="ADA\ntwo\nthree\n", same="a")
    work("bob", "1.2", shared="BOB\ntwo\nthree\n", same="b")
    work("eve", "1.3", own="x")

    radar = show_radar(engine, repository)

    assert sides_of(radar.conflicts) == [("1.1", "ada", "1.2", "bob", ("same", "shared"))]
    assert (radar.branches, radar.pairs, radar.unknown, radar.into) == (3, 6, 0, "main")


def test_a_branch_that_conflicts_with_where_work_comes_together_is_told_with_its_holder_alone(engine, repository, work):
    import_tasks(engine, task("1.1"), task("1.2"))
    start = git(repository.root, "rev-parse", "main")
    commit_on(repository.root, "main", start, shared="MAIN\ntwo\nthree\n")
    commit_on(repository.root, "next", start, shared="NEXT\ntwo\nthree\n")
    work("ada", "1.1", start, shared="ADA\ntwo\nthree\n")
    # Begun after the change: it has it, and nothing of its own.
    git(repository.root, "branch", claim(engine, "bob", "1.2").branch, "main")

    assert sides_of(show_radar(engine, repository).conflicts) == [("1.1", "ada", "main", None, ("shared",))]

    engine.write(lambda store: store.merges.set_integration_branch(1, "next"))

    assert ("1.1", "ada", "next", None, ("shared",)) in sides_of(show_radar(engine, repository).conflicts)


def test_completed_work_stays_on_the_radar_until_it_is_merged_and_work_given_back_does_not(engine, repository, work):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"))
    done = work("ada", "1.1", shared="ADA\ntwo\nthree\n")
    complete_task(engine, done.handle, "done")
    work("bob", "1.2", shared="BOB\ntwo\nthree\n")
    release_task(engine, work("eve", "1.3", shared="EVE\ntwo\nthree\n").handle, "not mine")

    radar = show_radar(engine, repository)

    assert [c[:4] for c in sides_of(radar.conflicts)] == [("1.1", "ada", "1.2", "bob")]
    assert radar.unmerged == 1
    assert radar.unmerged_since is not None

    tip = git(repository.root, "rev-parse", done.branch)
    git(repository.root, "update-ref", "refs/heads/main", tip)

    assert show_radar(engine, repository).unmerged == 0, "what is contained has nothing to bring"

    git(repository.root, "update-ref", "refs/heads/main", f"{tip}~1")
    engine.write(lambda store: store.merges.add(done, tip=tip, into="main", commit=tip, by="Pat"))

    assert sides_of(show_radar(engine, repository).conflicts) == []


def test_branches_of_two_plans_of_one_repository_are_compared(engine, repository, work):
    import_phases(engine, phase("1", task("7.7")), slug="old")
    import_phases(engine, phase("1", task("1.1")), slug="new")
    work("ada", "1.1", shared="ADA\ntwo\nthree\n", plan="new")
    work("bob", "7.7", shared="BOB\ntwo\nthree\n", plan="old")

    (conflict,) = show_radar(engine, repository, "new").conflicts

    assert (conflict.theirs.plan, conflict.theirs.task, conflict.theirs.agent) == ("old", "7.7", "bob")
    with pytest.raises(NotFound):
        show_radar(engine, repository, "nowhere")


def test_a_pair_is_looked_at_once_and_again_when_one_of_its_branches_moved(engine, repository, work, count_git):
    import_tasks(engine, task("1.1"), task("1.2"))
    ours = work("ada", "1.1", own="a")
    work("bob", "1.2", other="b")
    show_radar(engine, repository)
    count_git.clear()

    assert show_radar(engine, repository).unknown == 0
    assert "merge-tree" not in count_git

    commit_on(repository.root, ours.branch, ours.branch, other="a")

    assert [c[-1] for c in sides_of(show_radar(engine, repository).conflicts)] == [("other",)]
    assert count_git.count("merge-tree") == 1, "the branch contains main: nothing to look at"


def test_a_branch_that_contains_the_other_is_clean_without_a_probe(engine, repository, work, count_git):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"))
    first = work("ada", "1.1", shared="ADA\n")
    second = work("bob", "1.2", first.branch, shared="BOB\n")
    git(repository.root, "branch", claim(engine, "eve", "1.3").branch, second.branch)

    radar = show_radar(engine, repository)

    assert (radar.pairs, radar.unknown, radar.conflicts) == (5, 0, ()), "the same commit twice is no pair"
    assert "merge-tree" not in count_git


def test_git_is_not_started_where_no_branch_of_a_task_can_be_there(engine, repository, count_git):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    git(repository.root, "branch", "plan/left-over")
    git(repository.root, "pack-refs", "--all")
    count_git.clear()

    show_status(engine, None, repository)
    show_packet(engine, held.id, repository)

    assert count_git == []


@pytest.mark.parametrize("is_packed", [False, True])
def test_branches_are_found_loose_and_packed(engine, repository, work, is_packed):
    import_tasks(engine, task("1.1"), task("1.2"))
    work("ada", "1.1", own="a")
    work("bob", "1.2", own="b")
    if is_packed:
        git(repository.root, "pack-refs", "--all")

    assert show_radar(engine, repository).conflicts_total == 1


def test_status_and_sync_look_for_a_while_and_count_what_is_left(engine, repository, work, monkeypatch):
    import_tasks(engine, *(task(f"1.{n}") for n in range(1, 6)))
    for number in range(1, 6):
        work(f"agent{number}", f"1.{number}", own=str(number))
    monkeypatch.setattr("agent_plan_server.services.statuses.GLANCE_SECONDS", 0)
    monkeypatch.setattr("agent_plan_server.services.syncs.GLANCE_SECONDS", 0)

    assert show_status(engine, None, repository).radar.unknown == 15

    show_radar(engine, repository)

    radar = show_status(engine, None, repository).radar
    assert (radar.unknown, radar.conflicts_total) == (0, 10)
    assert morning_sync(engine, repository=repository).radar.conflicts_total == 10


def test_a_look_that_is_broken_off_keeps_what_it_found(engine, repository, work, monkeypatch):
    import_tasks(engine, *(task(f"1.{n}") for n in range(1, 5)))
    for number in range(1, 5):
        work(f"agent{number}", f"1.{number}", own=str(number))
    monkeypatch.setattr("agent_plan_server.services.radar._AT_ONCE", 2)
    looked = iter(range(2))
    probe = merges.probe_merges
    monkeypatch.setattr(
        "agent_plan_server.services.radar.probe_merges",
        lambda *arguments: probe(*arguments) if next(looked, None) is not None else pytest.fail("broken off"),
    )
    with pytest.raises(pytest.fail.Exception):
        show_radar(engine, repository)

    assert show_radar(engine, repository, seconds=0).unknown == 6 - 4


def test_no_git_runs_while_the_store_is_locked(engine, repository, work, monkeypatch):
    import_tasks(engine, task("1.1"), task("1.2"))
    work("ada", "1.1", own="a")
    work("bob", "1.2", own="b")
    run = subprocess.run

    def write_meanwhile(*arguments, **options):
        engine.write(lambda store: store.merges.set_integration_branch(1, "main"))
        return run(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", write_meanwhile)

    assert show_status(engine, None, repository).radar.conflicts_total == 1


def test_the_packet_tells_only_what_its_own_branch_would_conflict_with(engine, repository, work):
    import_tasks(engine, *(task(f"1.{n}") for n in range(1, 4)))
    mine = work("ada", "1.1", own="a", **{"new\nline": "a"})
    work("bob", "1.2", own="b", **{"new\nline": "b"})
    other = work("eve", "1.3", main="e")

    assert show_packet(engine, mine.id, repository).conflicts == (), "nothing new is looked at"

    show_radar(engine, repository)

    told = f"Would conflict textually with {claim_of(engine, '1.2').branch} (1.2, bob) in 'new\\nline', 'own'."
    assert show_packet(engine, mine.id, repository).conflicts == (told,)
    assert resume(engine, "ada", repository=repository).work.conflicts == (told,)
    assert show_packet(engine, other.id, repository).conflicts == ()


def claim_of(engine, key):
    return next(held for held in engine.read(lambda store: store.claims.list_live()) if held.task == key)


def test_a_packet_with_many_conflicts_stays_short(engine, repository, work):
    import_tasks(engine, *(task(f"1.{n}") for n in range(1, 9)))
    names = [f"{'long' * 40}{number}" for number in range(30)]
    held = [work(f"agent{n}", f"1.{n}", **dict.fromkeys(names, str(n))) for n in range(1, 9)]
    show_radar(engine, repository)

    packet = show_packet(engine, held[0].id, repository)

    assert len(packet.conflicts) == 4
    assert "conflicts" in packet.cut
    assert max(map(len, packet.conflicts)) <= 300


def test_histories_with_nothing_in_common_are_told_as_such(engine, repository, work):
    import_tasks(engine, task("1.1"))
    held = work("ada", "1.1", None, own="a")

    (conflict,) = show_radar(engine, repository).conflicts

    assert (conflict.ours.task, conflict.theirs.branch, conflict.files) == ("1.1", "main", ())
    (line,) = show_packet(engine, held.id, repository).conflicts
    assert line == "No history in common with main: git would not merge them."


def test_a_git_that_cannot_be_asked_is_said_and_the_rest_of_the_status_stays(engine, repository, work, monkeypatch):
    import_tasks(engine, task("1.1"), task("1.2"))
    work("ada", "1.1", own="a")
    work("bob", "1.2", own="b")
    monkeypatch.setattr(merges, "git_version", lambda folder: (2, 30))

    status = show_status(engine, None, repository)

    assert status.radar.trouble == "git 2.30 is too old."
    assert [moving.task for moving in status.moving] == ["1.1", "1.2"]

    monkeypatch.setattr(branches, "ask_git", lambda *arguments, **settings: None)

    assert "cannot list the branches" in show_status(engine, None, repository).radar.trouble


def test_a_look_that_finds_nothing_new_writes_nothing(engine, repository, work):
    import_tasks(engine, task("1.1"), task("1.2"))
    work("ada", "1.1", own="a")
    work("bob", "1.2", own="b")
    show_radar(engine, repository)
    before = content_of(engine)

    show_radar(engine, repository)

    assert content_of(engine) == before


def test_sixty_four_branches_cost_one_query_and_no_probe_once_they_are_known(engine, repository, count_git):
    import_tasks(engine, *(task(f"1.{n}") for n in range(64)))
    for number in range(64):
        held = claim(engine, f"agent{number}", f"1.{number}")
        commit_on(repository.root, held.branch, "main", **{f"own{number}": "x"})
    commits = sorted(branches.list_branches(repository, "plan/", "main").values())
    pairs = [(one, other) for one in commits for other in commits if one < other]
    clean = KnownProbe(is_clean=True, files=())
    engine.write(lambda store: [store.merges.put_probe(*pair, clean) for pair in pairs])
    count_git.clear()

    radar = show_radar(engine, repository)

    assert (radar.branches, radar.pairs, radar.unknown) == (64, 2080, 0)
    assert "merge-tree" not in count_git
    assert len(count_git) <= 6
