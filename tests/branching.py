"""A real repository, and work on its branches without checking them out."""

import subprocess
from pathlib import Path

from agent_plan_server.git.repository import Repository, find_repository


def git(folder: Path, *arguments: str, text: str | None = None) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, input=text)
    return done.stdout.strip()


def begin_repository(folder: Path, **files: str) -> Repository:
    """A repository with one commit on main, signed by Ada, and nothing of this machine's settings."""
    home = folder.parent
    (home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    git(home, "init", "-q", folder.name)
    commit_on(folder, "main", None, **files)
    git(folder, "reset", "-q", "--hard")
    found = find_repository(folder)
    assert found is not None
    return found


def commit_on(folder: Path, branch: str, start: str | None, **files: str) -> str:
    """Move a branch to a new commit on top of a start, with files changed."""
    listed = git(folder, "ls-tree", "-z", start).split("\0")[:-1] if start else []
    tree = {name: entry for entry, name in (line.split("\t", 1) for line in listed)}
    for name, content in files.items():
        tree[name] = f"100644 blob {git(folder, 'hash-object', '-w', '--stdin', text=content)}"
    made = git(folder, "mktree", "-z", text="".join(f"{entry}\t{name}\0" for name, entry in tree.items()))
    parent = ["-p", start] if start else []
    commit = git(folder, "commit-tree", made, *parent, "-m", f"Work on {branch}.")
    git(folder, "update-ref", f"refs/heads/{branch}", commit)
    return commit
