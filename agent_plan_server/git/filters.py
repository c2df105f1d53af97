"""Filters: commands that a repository configures for its files, of which none may ever be run by us."""

from pathlib import Path

from agent_plan_server.git.command import ask_git
from agent_plan_server.git.repository import Repository


def switch_filters_off(repository: Repository) -> dict[str, str]:
    """Settings without which git runs the repository's own filter commands to check a file out, or to compare one."""
    off = {"clean": "", "smudge": "", "process": "", "required": "false"}
    return {f"filter.{name}.{key}": value for name in list_filters(repository.root) for key, value in off.items()}


def list_filters(folder: Path) -> list[str]:
    """The names of the filters that are configured there."""
    keys = ask_git(folder, "config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.") or ""
    return sorted({key.rpartition(".")[0].removeprefix("filter.") for key in keys.split("\0") if key})
