"""Short forms of the fault runs; each script beside this file runs by hand at full size."""

import re

import pytest
from faults.doors import MIXED
from faults.herd import run_herd
from faults.history import Acknowledged, check_history, files_of
from faults.race import run_kills, run_race
from faults.suspended import is_good, run_suspension, write_tasks
from faults.torn import run_torn


def test_servers_that_race_grant_every_task_once_and_keep_every_word(tmp_path):
    report = run_race(tmp_path / "plan.db", MIXED, processes=4, tasks=60)

    assert (report.wrong, report.errors) == ((), ())
    assert (report.claims, report.completed, report.granted_more_than_once) == (60, 60, 0)
    assert report.acknowledged == 180


def test_eight_processes_on_the_services_grant_every_task_once(tmp_path):
    report = run_race(tmp_path / "plan.db", "services", processes=8, tasks=200)

    assert (report.wrong, report.errors) == ((), ())
    assert (report.claims, report.completed) == (200, 200)


def test_forty_servers_killed_at_any_moment_lose_and_double_nothing(tmp_path):
    report = run_kills(tmp_path / "plan.db", "services", processes=8, kills=40, pause=0.1, seconds=90)

    assert (report.wrong, report.errors) == ((), ())
    assert report.kills == 40
    assert report.completed > 0


def test_mcp_servers_killed_at_any_moment_lose_and_double_nothing(tmp_path):
    report = run_kills(tmp_path / "plan.db", MIXED, processes=3, kills=6, pause=0.3, seconds=90)

    assert (report.wrong, report.errors) == ((), ())
    assert report.kills == 6


def test_a_herd_gets_one_winner_and_then_one_task_each(tmp_path):
    report = run_herd(tmp_path / "plan.db", processes=64)

    assert (report.winners, report.refused, report.grants, report.errors) == (1, 63, 64, ())
    assert report.slowest_grant_s < 30


def test_a_holder_suspended_beyond_its_lease_is_refused_when_it_wakes(tmp_path):
    store = tmp_path / "plan.db"
    write_tasks(store, 1)

    report = run_suspension(store, "mcp")

    assert is_good(report), report
    assert report.outcome == "reported"


def test_a_plan_file_is_old_or_new_however_often_its_writer_is_killed(tmp_path):
    torn = run_torn(tmp_path, kills=12)

    assert (torn.kills, torn.wrong) == (12, [])
    assert torn.renewed > 0


# A checker that cannot turn red checks nothing.


def test_a_writer_that_writes_in_place_turns_the_checker_red(tmp_path):
    assert "neither old nor new" in run_torn(tmp_path, kills=12, plant="torn").wrong[0]


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        ("overlap", r"gets src/d\d/f\d\.py, held by agent-\d"),
        ("double", r"claims \d\.\d+, which agent-\d holds"),
        ("lost", r"was acknowledged and is there 0 times"),
    ],
)
def test_a_planted_bug_turns_the_checker_red(tmp_path, plant, finding):
    report = run_race(tmp_path / "plan.db", "services", processes=4, tasks=200, plant=plant, seconds=10)

    assert any(re.search(finding, sentence) for sentence in report.wrong), report.wrong


def test_a_word_that_was_never_kept_turns_the_checker_red(tmp_path):
    store = tmp_path / "plan.db"
    run_race(store, "services", processes=1, tasks=4)
    told = Acknowledged("ada", "task_completed", "1.1", 9, "", 3, 0.0, 1.0)

    assert check_history(store, [told]) == ["task_completed 1.1/9 '' was acknowledged and is there 0 times"]


def test_an_answer_older_than_one_that_had_ended_before_turns_the_checker_red(tmp_path):
    store = tmp_path / "plan.db"
    run_race(store, "services", processes=1, tasks=4)
    later = Acknowledged("ada", "task_claimed", "1.1", 1, "", 2, started=5.0, ended=6.0)
    earlier = Acknowledged("bob", "task_completed", "1.1", 1, "", 4, started=0.0, ended=1.0)

    assert any("had ended" in sentence for sentence in check_history(store, [later, earlier]))


@pytest.mark.parametrize(
    ("pattern", "size"), [("src/d1/f1.py", 1), ("src/d1/**", 6), ("src/*/f1.py", 8), ("src/d1/f*.py", 6), ("**", 48)]
)
def test_the_checker_knows_the_files_under_a_pattern(pattern, size):
    assert len(files_of(pattern)) == size
