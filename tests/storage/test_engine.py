"""The engine among other processes: suspended, killed, out of disk, forked."""

import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from manual_clock import ManualClock
from processes import hear, kill, run_python, running

from agent_plan_server.errors import ForeignStore, Refused, StorageUnavailable
from agent_plan_server.storage import open_engine
from agent_plan_server.storage.driver import sqlite3

DEADLINE = 0.3

# Holds a transaction open, with one event written in it, until it is told to go on.
_INSIDE = """
import sys
from manual_clock import ManualClock
from agent_plan_server.storage import open_engine
engine = open_engine(sys.argv[1], ManualClock())
def work(store):
    store.events.append("half", "ada")
    print("inside", flush=True)
    sys.stdin.readline()
engine.write(work)
print("done", flush=True)
"""


def append(engine, kind: str) -> int:
    return engine.write(lambda store: store.events.append(kind, "ada"))


def kinds(engine) -> list[str]:
    return [event.kind for event in engine.read(lambda store: store.events.list_since(0, 1000))]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "plan.db"


@pytest.fixture
def hasty(path):
    """An engine that gives up early."""
    opened = open_engine(path, ManualClock(), deadline_seconds=DEADLINE)
    append(opened, "first")
    yield opened
    opened.close()


def test_reads_go_on_and_writes_give_up_in_time_while_a_writer_is_suspended(hasty, path):
    with running(_INSIDE, path) as other:
        assert hear(other) == "inside"
        other.send_signal(signal.SIGSTOP)

        before = time.monotonic()
        with pytest.raises(StorageUnavailable, match="nothing was written"):
            append(hasty, "second")
        waited = time.monotonic() - before

        assert kinds(hasty) == ["first"]
        assert DEADLINE <= waited < DEADLINE + 5


def test_what_was_given_up_is_not_written_later(hasty, path):
    with running(_INSIDE, path) as other:
        hear(other)
        other.send_signal(signal.SIGSTOP)
        for _ in range(3):
            with pytest.raises(StorageUnavailable):
                append(hasty, "given up")

        other.send_signal(signal.SIGCONT)
        other.stdin.write("go on\n")
        other.stdin.flush()
        assert hear(other) == "done"

        append(hasty, "second")
        assert kinds(hasty) == ["first", "half", "second"]


def test_a_new_process_reads_while_a_writer_is_suspended(hasty, path):
    with running(_INSIDE, path) as other:
        hear(other)
        other.send_signal(signal.SIGSTOP)

        late = open_engine(path, ManualClock(), deadline_seconds=DEADLINE)

        assert kinds(late) == ["first"]
        late.close()


def test_a_writer_killed_inside_a_transaction_leaves_nothing_behind(hasty, path):
    with running(_INSIDE, path) as other:
        hear(other)
        kill(other)

    append(hasty, "second")

    assert kinds(hasty) == ["first", "second"]
    assert hasty.describe()["integrity"] == "ok"


def test_a_call_that_fails_writes_nothing_and_the_next_one_works(hasty):
    def fail(store):
        store.events.append("half", "ada")
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        hasty.write(fail)

    append(hasty, "second")
    assert kinds(hasty) == ["first", "second"]


def test_threads_of_one_process_write_one_after_the_other(engine):
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda _: append(engine, "note_posted"), range(200)))

    assert sorted(written) == list(range(1, 201))
    assert engine.read(lambda store: store.events.last_seq()) == 200
    assert engine.read(lambda store: store.events.first_broken_link()) is None


def test_a_change_by_another_process_is_noticed(engine):
    other = open_engine(Path(engine.describe()["path"]), ManualClock())
    mark = engine.change_mark()

    append(other, "note_posted")

    assert engine.change_mark() != mark
    other.close()


# Disk full.

_FULL = """
import resource, sys
from pathlib import Path
from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.storage import open_engine
engine = open_engine(sys.argv[1])
engine.write(lambda store: store.events.append("first", "ada"))
size = Path(sys.argv[1] + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
written, refused = 0, 0
for number in range(200):
    try:
        engine.write(lambda store: store.events.append("more", "ada", {"text": "x" * 3000}))
        written += 1
    except StorageUnavailable as problem:
        assert problem.next_step
        refused += 1
assert refused, "the limit was never met"
assert engine.read(lambda store: store.events.last_seq()) == written + 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
engine.write(lambda store: store.events.append("last", "ada"))
print(written + 2, engine.describe()["integrity"])
"""


def test_a_full_disk_is_an_answer_and_the_store_goes_on_when_there_is_room(path):
    acknowledged, integrity = run_python(_FULL, path).split()

    assert integrity == "ok"
    engine = open_engine(path)
    assert engine.read(lambda store: store.events.last_seq()) == int(acknowledged)
    assert engine.read(lambda store: store.events.first_broken_link()) is None
    engine.close()


_NO_ROOM = """
import resource, sys
from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.storage import open_engine
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    open_engine(sys.argv[1])
except StorageUnavailable as problem:
    print(problem.code)
"""


def test_a_store_that_finds_no_room_at_all_is_made_later(path):
    assert run_python(_NO_ROOM, path).strip() == "storage_unavailable"

    engine = open_engine(path)
    assert append(engine, "first") == 1
    engine.close()


# Damage.


def test_damage_is_named_and_not_answered_over(path):
    engine = open_engine(path)
    for _ in range(300):
        engine.write(lambda store: store.events.append("note_posted", "ada", {"text": "x" * 500}))
    engine.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\xa5" * (len(content) - 4096 * 3)
    path.write_bytes(content)

    with pytest.raises(ForeignStore, match="damaged") as refusal:
        open_engine(path).read(lambda store: store.events.first_broken_link())
    assert "backup" in refusal.value.next_step


def test_a_store_cut_short_is_named(path):
    open_engine(path).close()
    os.truncate(path, 4096 * 2 + 100)

    with pytest.raises(ForeignStore):
        append(open_engine(path), "first")


# Backup.


def test_a_backup_is_a_store_of_its_own(engine, tmp_path):
    append(engine, "first")
    target = tmp_path / "copy.db"

    engine.backup(target)
    append(engine, "second")

    copy = open_engine(target, ManualClock())
    assert kinds(copy) == ["first"]
    assert copy.describe()["integrity"] == "ok"
    assert target.stat().st_mode & 0o777 == 0o600
    copy.close()


def test_a_backup_overwrites_nothing(engine, tmp_path):
    target = tmp_path / "copy.db"
    target.write_text("precious")

    with pytest.raises(Refused, match="exists already"):
        engine.backup(target)
    assert target.read_text() == "precious"


def test_a_backup_is_made_while_a_writer_is_suspended(hasty, path, tmp_path):
    with running(_INSIDE, path) as other:
        hear(other)
        other.send_signal(signal.SIGSTOP)

        hasty.backup(tmp_path / "copy.db")

    copy = open_engine(tmp_path / "copy.db", ManualClock())
    assert kinds(copy) == ["first"]
    copy.close()


# Forks and sessions.


@pytest.mark.parametrize("use", ["read", "write", "change_mark"])
def test_a_store_opened_before_a_fork_is_refused_in_the_child(engine, use):
    acts = {
        "read": lambda: engine.read(lambda store: store.events.last_seq()),
        "write": lambda: append(engine, "second"),
        "change_mark": engine.change_mark,
    }
    append(engine, "first")
    child = os.fork()
    if child == 0:
        try:
            acts[use]()
        except StorageUnavailable:
            os._exit(7)
        os._exit(1)

    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 7
    assert kinds(engine) == ["first"]


def test_a_session_has_its_sign_of_life_before_others_can_see_it(engine):
    other = open_engine(Path(engine.describe()["path"]), ManualClock())
    signs = engine._signs
    hold, seen = signs.hold, []

    def hold_and_look(session: int) -> None:
        seen.append(other.read(lambda store: store.agents.has_unnoticed_deaths()))
        hold(session)

    signs.hold = hold_and_look
    engine.join()

    assert seen == [False]
    assert not other.read(lambda store: store.agents.has_unnoticed_deaths())
    other.close()


def test_an_engine_joins_once(engine):
    assert engine.join() == engine.join() == engine.session


def test_a_limit_on_open_files_is_an_answer(path):
    open_engine(path).close()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = len(os.listdir("/proc/self/fd"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + 1, hard))
    try:
        with pytest.raises(StorageUnavailable):
            open_engine(path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_the_engine_below_is_told(engine):
    facts = engine.describe()

    assert facts["engine"].startswith(f"SQLite {sqlite3.sqlite_version}")
    assert facts["synchronous"] in ("FULL", "EXTRA")
