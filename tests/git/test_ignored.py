"""What git ignores, asked of real git."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from agent_plan_server.git.ignored import ignored_files

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    subprocess.run(["git", "init", "-q", str(tmp_path / "project")], check=True)
    (tmp_path / "project" / ".gitignore").write_text("*.o\nbuild/\n!kept.o\n")
    return tmp_path / "project"


def test_names_that_git_ignores_are_told_whether_they_are_there_or_not(folder):
    names = ["a.o", "build/x", "build/", "kept.o", "src/a.py", ":a.o", "*.o", "-z", "naïve\n.o"]

    assert ignored_files(folder, names) == {"a.o", "build/x", "build/", ":a.o", "*.o", "naïve\n.o"}


def test_a_file_that_is_tracked_is_not_ignored(folder):
    (folder / "a.o").touch()
    subprocess.run(["git", "add", "-f", "a.o"], cwd=folder, check=True)

    assert ignored_files(folder, ["a.o", "b.o"]) == {"b.o"}


def test_outside_git_nothing_is_ignored(tmp_path):
    assert ignored_files(tmp_path, ["a.o"]) == frozenset()


def test_without_names_nothing_is_ignored(folder):
    assert ignored_files(folder, []) == frozenset()
