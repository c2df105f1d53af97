"""The benchmark of merging runs, and its control shows what it guards against."""

import shutil

import pytest
from benchmarks.merge import run_merges
from benchmarks.merge_project import do_job, is_built, make_jobs, make_project
from repositories import git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_agents_with_worktrees_of_their_own_never_conflict(tmp_path):
    report = run_merges(tmp_path, agents=3, tasks=12, guarded=True, every=0)

    assert (report.conflicts, report.merged, report.lost_edits, report.main_builds) == (0, 12, 0, True)


def test_agents_that_know_nothing_of_each_other_do(tmp_path):
    report = run_merges(tmp_path, agents=2, tasks=8, guarded=False, every=0)

    assert report.conflicts > 0
    assert report.conflicts + report.merged == 8


def test_the_check_finds_a_part_that_is_missing(tmp_path):
    jobs = [job for job in make_jobs(40, seed=1) if job.needs][:1]
    project = make_project(tmp_path, [job._replace(needs=()) for job in jobs], has_scopes=True)
    git(project, "switch", "-q", "main")
    do_job(project, jobs[0])

    assert not is_built(project, tmp_path)
