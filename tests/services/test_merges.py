"""The merge lane: what goes in, in which order, and what goes back."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from claiming import claim, events_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, phase, task
from processes import hear, run_python, running
from repositories import begin, commit, finish_with, git, make_repository

from agent_plan_server.errors import InvalidRequest, NotFound, Refused, StorageUnavailable, TaskNotReady
from agent_plan_server.git.repository import Repository
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.health import Grade
from agent_plan_server.models.merge import MergeReply
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.services import merges
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.health import check_health
from agent_plan_server.services.merge_queue import read_queue
from agent_plan_server.services.merges import Lane, merge_tasks
from agent_plan_server.services.returns import MergeRefusal, return_task

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path) -> Repository:
    return make_repository(tmp_path / "project", hot="one\n", cold="one\n")


@pytest.fixture
def lane(engine, repository, tmp_path) -> Lane:
    return Lane(engine, repository, tmp_path / "merge.lock", "Gary", Policy())


CONFLICT = MergeRefusal("main", "1" * 40, "2" * 40, ("hot",), ("CONFLICT (content): Merge conflict in hot",), ())


def last_claim(engine, key: str) -> Claim:
    number = task_now(engine, key).id
    return engine.read(lambda store: store.claims.list_of_task(number)[-1])


def told(reply: MergeReply) -> list[tuple[str, str]]:
    return [(line.task, line.state) for line in reply.lines]


def main_of(repository) -> str:
    return git(repository.root, "rev-parse", "main")


def wrong_counts(engine) -> list[str]:
    return [finding.text for finding in check_health(engine).findings if finding.grade is Grade.BAD]


def test_completed_work_becomes_a_merge_commit_that_says_whose_it_is(engine, repository, lane):
    import_tasks(engine, task("1.1", title="Sign in"))
    before = main_of(repository)
    tip = finish_with(engine, repository, "ada", "1.1", new="x\n")
    assert [work.claim.task for work in read_queue(engine, repository).works.values()] == ["1.1"]

    reply = merge_tasks(lane, "1.1")

    assert told(reply) == [("1.1", "merged")]
    assert main_of(repository) == reply.commit == reply.lines[0].commit
    assert git(repository.root, "rev-list", "--parents", "-1", "main").split()[1:] == [before, tip]
    assert git(repository.root, "log", "-1", "--format=%an <%ae> %cn%n%B", "main") == (
        "Gary <gary@example.org> Gary\nMerge 1.1: Sign in\n\nTask: 1.1\nAgent: ada\nAttempt: 1"
    )
    assert git(repository.root, "show", "main:new") == "x"
    assert read_queue(engine, repository).works == {}
    (event,) = events_of(engine, "task_merged")
    assert (event["task"], event["actor"], event["into"], event["commit"]) == ("1.1", "Gary", "main", reply.commit)


def test_no_working_tree_and_no_index_is_touched(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")
    (repository.root / "hot").write_text("half done by a person\n")
    state = (git(repository.root, "rev-parse", "HEAD"), (repository.common_dir / "index").read_bytes())

    merge_tasks(lane)

    assert (git(repository.root, "rev-parse", "HEAD"), (repository.common_dir / "index").read_bytes()) == state
    assert git(repository.root, "status", "--porcelain") == "M hot"


def test_all_go_in_the_order_of_the_plan_and_never_before_what_they_need(engine, repository, lane):
    import_tasks(engine, task("1.1", "a", after=("1.4",)), task("1.2", "b"), task("1.3", "c"), task("1.4", "d"))
    for agent, key, name in (("ada", "1.4", "d"), ("bob", "1.3", "c"), ("eve", "1.2", "b"), ("ada", "1.1", "a")):
        finish_with(engine, repository, agent, key, **{name: "x\n"})

    reply = merge_tasks(lane)

    assert [line.task for line in reply.lines] == ["1.2", "1.3", "1.4", "1.1"]
    assert {line.state for line in reply.lines} == {"merged"}


def test_the_work_of_agents_that_go_first_goes_first(engine, repository, lane):
    import_tasks(engine, task("1.1", "a"), task("1.2", "b"), task("1.3", "c"))
    for agent, key, name in (("ada", "1.1", "a"), ("bob", "1.2", "b"), ("eve", "1.3", "c")):
        finish_with(engine, repository, agent, key, **{name: "x\n"})

    reply = merge_tasks(lane._replace(first=("eve", "bob")))

    assert [line.task for line in reply.lines] == ["1.3", "1.2", "1.1"]


def test_work_that_was_built_on_other_work_goes_after_it(engine, repository, lane):
    import_tasks(engine, task("1.1", "hot"), task("1.2", "hot"))
    finish_with(engine, repository, "ada", "1.2", hot="one\nada\n")
    finish_with(engine, repository, "bob", "1.1", hot="one\nada\nbob\n")

    reply = merge_tasks(lane)

    assert told(reply) == [("1.2", "merged"), ("1.1", "merged")]
    assert git(repository.root, "show", "main:hot") == "one\nada\nbob"


def test_a_branch_without_a_commit_of_its_own_is_recorded_as_it_is(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    begin(engine, repository, "ada", "1.1")
    complete_task(engine, claim(engine, "ada", "1.1").handle, "done")
    before = main_of(repository)

    assert told(merge_tasks(lane)) == [("1.1", "contained")]
    assert main_of(repository) == before
    assert told(merge_tasks(lane)) == []


def test_what_is_committed_after_the_merge_is_merged_too(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    place = Path(begin(engine, repository, "ada", "1.1").path)
    complete_task(engine, claim(engine, "ada", "1.1").handle, "done")
    merge_tasks(lane)

    commit(place, "What was forgotten.", late="x\n")

    assert told(merge_tasks(lane)) == [("1.1", "merged")]
    assert git(repository.root, "show", "main:late") == "x"


def conflict(engine, repository, lane) -> MergeReply:
    """Ada's and Bob's work, neither with a scope, change the same line."""
    finish_with(engine, repository, "ada", "1.1", hot="ada\n")
    finish_with(engine, repository, "bob", "1.2", hot="bob\n")
    return merge_tasks(lane)


def test_what_conflicts_goes_back_with_the_files_and_the_places(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2"))

    reply = conflict(engine, repository, lane)

    assert told(reply) == [("1.1", "merged"), ("1.2", "returned")]
    line, held = reply.lines[1], claim(engine, "bob", "1.2")
    assert (line.files, line.claim, reply.is_clean) == (("hot",), held.handle, False)
    assert (held.number, held.branch, status_of(engine, "1.2")) == (2, "plan/1.2-task-1.2", TaskStatus.IN_PROGRESS)
    (note,) = [note for note in engine.read(lambda s: s.notes.list_of_task(held.task_id, 9)) if note.agent == "Gary"]
    assert "does not merge into main" in note.text
    assert "<<<<<<<" in note.text
    assert "ada\n=======\nbob" in note.text
    bob = engine.read(lambda store: store.agents.find("bob"))
    (message,) = engine.read(lambda store: store.messages.list_unread(bob, 9))
    assert (message.sender, message.kind, held.handle in message.text) == ("Gary", "alert", True)
    (event,) = events_of(engine, "merge_refused")
    assert (event["task"], event["files"], event["holder"]) == ("1.2", ["hot"], "bob")
    assert main_of(repository) == reply.commit
    assert wrong_counts(engine) == []


def test_what_was_settled_on_the_branch_is_merged(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2"))
    conflict(engine, repository, lane)
    place = repository.root.parent / "project.worktrees" / "1.2-task-1.2"
    git(place, "merge", "-q", "-s", "ours", "main", "-m", "Settle.")
    commit(place, "Both.", hot="ada\nbob\n")
    complete_task(engine, claim(engine, "bob", "1.2").handle, "both now")

    assert told(merge_tasks(lane)) == [("1.2", "merged")]
    assert git(repository.root, "show", "main:hot") == "ada\nbob"


def test_whatever_waits_for_a_task_that_goes_back_waits_again(engine, repository, lane):
    import_phases(
        engine,
        phase("1", task("1.1"), task("1.2"), task("1.3", after=("1.2",))),
        phase("2", after=("1",)),
        phase("3", task("3.1"), after=("2",)),
    )
    finish_with(engine, repository, "ada", "1.1", hot="ada\n")
    finish_with(engine, repository, "bob", "1.2", hot="bob\n")
    finish_with(engine, repository, "eve", "1.3", cold="eve\n")
    assert is_ready(engine, "3.1")

    reply = merge_tasks(lane)

    assert told(reply) == [("1.1", "merged"), ("1.2", "returned"), ("1.3", "waiting")]
    assert reply.lines[2].waits_for == ("1.2",)
    assert not is_ready(engine, "3.1")
    assert wrong_counts(engine) == []

    complete_task(engine, claim(engine, "bob", "1.2").handle, "again")

    assert is_ready(engine, "3.1")
    assert wrong_counts(engine) == []


def test_work_that_was_built_on_what_goes_back_waits_until_that_is_settled(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2", "hot"), task("1.3", "hot"))
    finish_with(engine, repository, "ada", "1.1", hot="ada\n")
    finish_with(engine, repository, "bob", "1.2", hot="bob\n")
    finish_with(engine, repository, "eve", "1.3", hot="bob\neve\n")

    first, second = merge_tasks(lane), merge_tasks(lane)

    assert told(first) == [("1.1", "merged"), ("1.2", "returned"), ("1.3", "waiting")]
    assert told(second) == [("1.3", "waiting")]

    place = repository.root.parent / "project.worktrees" / "1.2-task-1.2"
    git(place, "merge", "-q", "-s", "ours", "main", "-m", "Settle.")
    assert told(merge_tasks(lane)) == [("1.3", "waiting")]
    complete_task(engine, claim(engine, "bob", "1.2").handle, "settled")

    assert told(merge_tasks(lane)) == [("1.2", "merged"), ("1.3", "merged")]


@pytest.mark.parametrize("paths", [(), ("hot",)])
def test_a_task_that_its_agent_may_not_have_now_is_free_for_others(engine, repository, lane, paths):
    import_tasks(engine, task("1.1", "a"), task("1.2", "hot"), task("1.3"), task("1.4"))
    finish_with(engine, repository, "ada", "1.1", hot="ada\n")
    finish_with(engine, repository, "bob", "1.2", hot="bob\n")
    claim(engine, "eve" if paths else "bob", "1.3", paths=paths)

    reply = merge_tasks(lane._replace(policy=Policy(claims_per_agent=1)))

    assert (told(reply)[1], reply.lines[1].claim) == (("1.2", "returned"), None)
    assert status_of(engine, "1.2") is TaskStatus.PENDING
    assert wrong_counts(engine) == []


def test_a_task_goes_back_to_nobody_as_long_as_something_is_in_front_of_it(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))
    done = [finish_with(engine, repository, "ada", key) and last_claim(engine, key) for key in ("1.1", "1.2")]

    first, second = (return_task(engine, each, CONFLICT, "Gary", Policy()) for each in done)

    assert (first.task, second) == ("1.1", None)
    assert status_of(engine, "1.2") is TaskStatus.PENDING
    assert wrong_counts(engine) == []


def test_a_task_goes_back_once(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    finish_with(engine, repository, "ada", "1.1")
    done = last_claim(engine, "1.1")

    first, again = (return_task(engine, done, CONFLICT, "Gary", Policy()) for _ in range(2))

    assert first == again
    assert task_now(engine, "1.1").attempts == 2


def test_a_branch_with_another_history_goes_back(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", "1.1")
    git(repository.root, "switch", "-q", "--orphan", held.branch)
    commit(repository.root, "Something else.", other="x\n")
    git(repository.root, "switch", "-q", "--detach", "main")
    complete_task(engine, held.handle, "done")

    assert told(merge_tasks(lane)) == [("1.1", "returned")]


def test_what_cannot_be_merged_is_refused_with_the_reason(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)), task("1.3"), task("1.4"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")
    finish_with(engine, repository, "ada", "1.2", more="x\n")
    finish(engine, "ada", "1.3")

    with pytest.raises(TaskNotReady, match=r"1\.2 waits for 1\.1"):
        merge_tasks(lane, "1.2")
    with pytest.raises(NotFound, match=r"1\.3 has no branch"):
        merge_tasks(lane, "1.3")
    with pytest.raises(TaskNotReady, match=r"1\.4 is pending"):
        merge_tasks(lane, "1.4")
    assert told(merge_tasks(lane, "1.1")) == [("1.1", "merged")]
    assert told(merge_tasks(lane, "1.1")) == []
    assert told(merge_tasks(lane, "1.2")) == [("1.2", "merged")]


def test_a_branch_that_somebody_looks_at_is_not_moved(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")
    before = main_of(repository)
    git(repository.root, "switch", "-q", "main")

    with pytest.raises(Refused, match=r"checked out in .*project, whose files would seem changed"):
        merge_tasks(lane)
    assert main_of(repository) == before

    reply = merge_tasks(lane, into="plan/integration")

    assert (reply.into, told(reply)) == ("plan/integration", [("1.1", "merged")])
    assert main_of(repository) == before
    git(repository.root, "merge", "-q", "--ff-only", "plan/integration")
    assert merge_tasks(lane).into == "plan/integration"


def test_a_worktree_begins_on_the_branch_that_the_plan_is_merged_into(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")

    merged = merge_tasks(lane, into="next").commit

    assert begin(engine, repository, "bob", "1.2").base_commit == merged


@pytest.mark.parametrize("name", ["-x", "--all", "a..b", "a b", "", "refs/heads/../x", "a\nb", "@{1}"])
def test_what_cannot_be_the_name_of_a_branch_is_refused(engine, lane, name):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="cannot be the name of a branch"):
        merge_tasks(lane, into=name)


def test_a_branch_that_stands_for_another_is_not_moved(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")
    git(repository.root, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    before = main_of(repository)

    with pytest.raises(Refused, match="only another name"):
        merge_tasks(lane, into="alias")

    assert main_of(repository) == before


def test_a_branch_whose_name_is_taken_by_a_folder_of_branches_is_said_so(engine, repository, lane):
    import_tasks(engine, task("1.1"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")

    with pytest.raises(StorageUnavailable, match="The branch 'plan' cannot be moved"):
        merge_tasks(lane, into="plan")


def test_a_branch_that_moved_meanwhile_is_merged_into_where_it_is_now(engine, repository, lane, monkeypatch):
    import_tasks(engine, task("1.1"))
    tip = finish_with(engine, repository, "ada", "1.1", new="x\n")
    make_commit, pushed = merges.commit_merge, []

    def push_meanwhile(*arguments):
        made = make_commit(*arguments)
        if not pushed:
            pushed.append(commit(repository.root, "Pushed meanwhile.", pushed="x\n"))
            git(repository.root, "branch", "-f", "main", pushed[0])
        return made

    monkeypatch.setattr(merges, "commit_merge", push_meanwhile)

    assert told(merge_tasks(lane)) == [("1.1", "merged")]
    assert git(repository.root, "rev-list", "--parents", "-1", "main").split()[1:] == [pushed[0], tip]


def test_nothing_of_the_repository_is_run(engine, repository, lane, tmp_path):
    import_tasks(engine, task("1.1", "hot"))
    canary, hooks = tmp_path / "canary", repository.common_dir / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "pre-merge-commit", "commit-msg", "post-merge", "update"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{canary}'\n")
        (hooks / name).chmod(0o755)
    git(repository.root, "config", "merge.evil.driver", f"touch '{canary}' #")
    git(repository.root, "config", "gpg.program", str(hooks / "update"))
    git(repository.root, "config", "commit.gpgSign", "true")
    (repository.common_dir / "info" / "attributes").write_text("* merge=evil\n")
    held = claim(engine, "ada", "1.1")
    git(repository.root, "-c", "commit.gpgSign=false", "switch", "-q", "-c", held.branch)
    (repository.root / "hot").write_text("ada\n")
    git(repository.root, "-c", "commit.gpgSign=false", "commit", "-qam", "Do it.")
    git(repository.root, "switch", "-q", "--detach", "main")
    complete_task(engine, held.handle, "done")
    assert canary.exists(), "the trap is no trap"
    canary.unlink()

    assert told(merge_tasks(lane)) == [("1.1", "merged")]

    assert not canary.exists()


WORKER = """
import sys
from pathlib import Path
from agent_plan_server.git.repository import find_repository
from agent_plan_server.models.policy import Policy
from agent_plan_server.services import merges
from agent_plan_server.storage import open_engine

store, project, lock, stops = sys.argv[1:]
def stop(*_):
    print("moved", flush=True)
    sys.stdin.read()
if stops:
    merges.record_merge = stop
engine = open_engine(Path(store))
lane = merges.Lane(engine, find_repository(Path(project)), Path(lock), "Gary", Policy())
print(*[line.state for line in merges.merge_tasks(lane).lines], flush=True)
engine.close()
"""


def test_a_process_that_is_killed_after_the_branch_moved_leaves_nothing_to_repair(engine, repository, lane):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")
    finish_with(engine, repository, "bob", "1.2", more="x\n")
    store = engine.describe()["path"]

    with running(WORKER, store, repository.root, lane.lock, "stops") as process:
        assert hear(process) == "moved"

    moved = main_of(repository)
    assert "Merge 1.1" in git(repository.root, "log", "-1", "--format=%s", moved)
    assert events_of(engine, "task_merged") == []

    reply = merge_tasks(lane)

    assert told(reply) == [("1.1", "contained"), ("1.2", "merged")]
    assert [event["commit"] for event in events_of(engine, "task_merged")] == [moved, reply.commit]
    assert git(repository.root, "rev-list", "--count", "--merges", "main") == "2"


def test_two_who_merge_at_once_merge_everything_once(engine, repository, lane):
    import_tasks(engine, *(task(f"1.{n}", f"f{n}") for n in range(1, 7)))
    for n in range(1, 7):
        finish_with(engine, repository, "ada", f"1.{n}", **{f"f{n}": "x\n"})
    store = engine.describe()["path"]

    with ThreadPoolExecutor() as pool:
        said = list(pool.map(lambda _: run_python(WORKER, store, repository.root, lane.lock, ""), range(2)))

    assert sorted(" ".join(said).split()) == ["merged"] * 6
    assert git(repository.root, "rev-list", "--count", "--merges", "main") == "6"
