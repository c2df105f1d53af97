"""A look at a store: the same truth as the engine's, and nothing left behind."""

import pytest
from claiming import claim
from drafts import import_tasks, task
from manual_clock import ManualClock
from processes import hear, running

from agent_plan_server.errors import ForeignStore, StorageUnavailable
from agent_plan_server.models.claim import Caller
from agent_plan_server.storage import open_engine
from agent_plan_server.storage.guard_rows import GuardRows
from agent_plan_server.storage.look import look_at

_HOLD = """
import sys
from agent_plan_server.storage import open_engine
engine = open_engine(sys.argv[1])
print(engine.join(), flush=True)
sys.stdin.read()
"""
_WRITE = """
import sys
from agent_plan_server.storage import open_engine
engine = open_engine(sys.argv[1])
def work(store):
    store.agents.open_session(1)
    print("inside", flush=True)
    sys.stdin.read()
engine.write(work)
"""


def test_where_no_store_is_nothing_is_seen_and_nothing_is_made(tmp_path):
    with look_at(tmp_path / "deep" / "plan.db") as transaction:
        assert transaction is None

    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_store_yet(tmp_path):
    (tmp_path / "plan.db").touch()

    with look_at(tmp_path / "plan.db") as transaction:
        assert transaction is None

    assert [path.name for path in tmp_path.iterdir()] == ["plan.db"]


def test_a_look_sees_what_the_engine_sees_by_the_same_clock(engine, clock):
    import_tasks(engine, task("1.1", "src/**"), task("1.2"))
    held = claim(engine, "ada", "1.1", by=Caller(client_session="s"))
    clock.advance(minutes=7)

    with look_at(engine.path, clock) as transaction:
        rows = GuardRows(transaction)
        (seen,) = rows.list_claims()

        assert (transaction.clock, transaction.now) == engine.times()
        assert (seen.agent, seen.task, seen.handle, seen.scope) == ("ada", "1.1", held.handle, ("src/**",))
        assert (seen.until, seen.expires_clock, seen.branch) == (held.expires_at, held.expires_clock, held.branch)
        assert rows.list_agents("s") == ("ada",)
        assert rows.list_agents("t") == ()
        assert rows.has_work()
        assert rows.find_plan() == ("demo", 1)


def test_after_a_reboot_the_clock_stands_where_it_stood(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", "1.1")

    with look_at(engine.path, ManualClock("boot-2")) as transaction:
        assert transaction.clock == held.expires_clock - held.lease_ms


def test_a_look_waits_for_no_writer_and_sees_what_was_before(engine):
    with running(_WRITE, engine.path) as writer:
        assert hear(writer) == "inside"

        with look_at(engine.path) as transaction:
            assert transaction.all("list_sessions") == []


def test_a_look_tells_a_living_server_from_a_dead_one(engine):
    with running(_HOLD, engine.path) as server:
        session = int(hear(server))
        with look_at(engine.path) as transaction:
            assert transaction.is_alive(session)
    with look_at(engine.path) as transaction:
        assert not transaction.is_alive(session)


def test_a_store_whose_signs_of_life_are_gone_has_no_living_server(tmp_path):
    engine = open_engine(tmp_path / "plan.db")
    engine.close()
    (tmp_path / "plan.db.sessions").unlink()

    with look_at(tmp_path / "plan.db") as transaction:
        assert not transaction.is_alive(1)

    assert not (tmp_path / "plan.db.sessions").exists()


def test_a_look_cannot_write(engine):
    with pytest.raises(StorageUnavailable, match="readonly"), look_at(engine.path) as transaction:
        transaction.all("insert_session", pid=1, now=1)


def test_the_file_of_another_program_is_refused(tmp_path):
    (tmp_path / "plan.db").write_bytes(b"not a database, by a long way" * 100)

    with pytest.raises(ForeignStore), look_at(tmp_path / "plan.db"):
        pass
