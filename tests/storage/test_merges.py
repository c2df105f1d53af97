"""What the store keeps of merges."""

from claiming import claim, finish
from drafts import import_phases, phase, task

from agent_plan_server.models.merge import KnownProbe
from agent_plan_server.services.completions import complete_task

PLAN = 1
TIP, COMMIT, OTHER = "1" * 40, "2" * 40, "3" * 40


def list_unmerged(engine, branches=None) -> list[str]:
    return [claim.task for claim in engine.read(lambda store: store.claims.list_unmerged(PLAN, branches))]


def test_completed_work_waits_in_the_order_of_the_plan_until_it_is_merged(engine):
    import_phases(engine, phase("1", task("1.1"), task("1.2"), task("1.3")))
    later = claim(engine, "ada", "1.2")
    complete_task(engine, later.handle, "done")
    finish(engine, "bob", "1.1")
    claim(engine, "eve", "1.3")

    assert list_unmerged(engine) == ["1.1", "1.2"]
    assert list_unmerged(engine, {later.branch}) == ["1.2"]

    engine.write(lambda store: store.merges.add(later, tip=TIP, into="main", commit=COMMIT, by="Pat"))

    assert list_unmerged(engine) == ["1.1"]
    merge = engine.read(lambda store: store.merges.find_of_task(later.task_id))
    assert (merge.task, merge.attempt, merge.agent) == ("1.2", 1, "ada")
    assert (merge.tip, merge.into_branch, merge.merge_commit, merge.merged_by) == (TIP, "main", COMMIT, "Pat")


def test_a_plan_has_no_branch_of_its_own_until_one_is_named(engine):
    import_phases(engine, phase("1", task("1.1")))

    assert engine.read(lambda store: store.merges.integration_branch(PLAN)) is None

    engine.write(lambda store: store.merges.set_integration_branch(PLAN, "next"))

    assert engine.read(lambda store: store.merges.integration_branch(PLAN)) == "next"


def test_what_is_known_of_some_commits_is_listed_at_once_whichever_came_first(engine):
    clean, conflict = KnownProbe(is_clean=True, files=()), KnownProbe(is_clean=False, files=("src/a.py",))
    engine.write(lambda store: store.merges.put_probe(TIP, COMMIT, clean))
    engine.write(lambda store: store.merges.put_probe(COMMIT, TIP, clean))
    engine.write(lambda store: store.merges.put_probe(OTHER, COMMIT, conflict))

    def list_probes(*commits):
        return engine.read(lambda store: store.merges.list_probes(commits))

    assert list_probes(OTHER, TIP, COMMIT) == {(TIP, COMMIT): clean, (COMMIT, OTHER): conflict}
    assert list_probes(TIP, OTHER) == {}
    assert list_probes(TIP) == list_probes() == {}


def test_probes_of_last_week_are_forgotten_when_a_server_starts(engine, clock):
    clean = KnownProbe(is_clean=True, files=())
    engine.write(lambda store: store.merges.put_probe(TIP, COMMIT, clean))
    clock.advance(minutes=6 * 24 * 60)
    engine.write(lambda store: store.merges.put_probe(TIP, OTHER, clean))
    clock.advance(minutes=2 * 24 * 60)

    engine.join()

    assert engine.read(lambda store: store.merges.list_probes((TIP, COMMIT, OTHER))) == {(TIP, OTHER): clean}
