"""The scratch repository of the demo, and the environment its servers get."""

import os
import shutil
import subprocess
from pathlib import Path

from agent_plan_server.bundled import bundled_folder
from agent_plan_server.errors import NotFound

PLAN_NAME = "EXECUTION_PLAN.md"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")


def make_stage(folder: Path) -> Path:
    """A git repository with one commit that holds the sample plan; its folder."""
    project = folder / "greeter"
    project.mkdir()
    shutil.copyfile(bundled_folder("plans") / "demo.md", project / PLAN_NAME)
    _git(project, "init", "--quiet", "--initial-branch=main")
    _git(project, "add", PLAN_NAME)
    _git(
        project,
        "-c",
        "user.name=demo",
        "-c",
        "user.email=demo@localhost",
        "commit",
        "--quiet",
        "-m",
        "Plan the greeter",
    )
    return project


def server_environment(project: Path) -> dict[str, str]:
    """Little of the caller's environment, and nothing that would point a server at another store."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**kept, "AGENT_PLAN_PROJECT": str(project)}


def _git(project: Path, *arguments: str) -> None:
    git = shutil.which("git")
    if git is None:
        raise NotFound("git is not installed.", "Install git, then run the demo again.")
    subprocess.run([git, *arguments], cwd=project, check=True, stdin=subprocess.DEVNULL)
