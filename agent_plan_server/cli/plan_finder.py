"""Where a repository keeps its plan."""

from collections.abc import Iterator
from pathlib import Path

_TASK_FOLDER = "backlog/tasks"  # one file for each task
# The first that is there and reads as a plan is taken.
PLACES = (
    "EXECUTION_PLAN.md",
    "docs/EXECUTION_PLAN.md",
    "IMPLEMENTATION_PLAN.md",
    "docs/IMPLEMENTATION_PLAN.md",
    "PLAN.md",
    "plan.md",
    "docs/PLAN.md",
    "docs/plan.md",
    "RECOVERY_PLAN.md",
    "docs/RECOVERY_PLAN.md",
    "ROADMAP.md",
    "TASKS.md",
    "tasks.md",
    "TODO.md",
    "*_PLAN.md",
    "docs/*PLAN*.md",
    "docs/plan*.md",
    "docs/plans/*.md",
    "plans/*.md",
    "specs/*/tasks.md",
    ".kiro/specs/*/tasks.md",
    "openspec/changes/*/tasks.md",
    ".taskmaster/tasks/tasks.json",
    ".beads/issues.jsonl",
    ".cursor/plans/*.plan.md",
    "prd.json",
    "PLAN.json",
    "PLAN.jsonl",
    "PLAN.yaml",
    "tasks/tasks.json",
    _TASK_FOLDER,
)
_AT_MOST = 40


def find_candidates(root: Path) -> list[Path]:
    """Files that may be the plan, likeliest first; at most forty, so that a large repository costs no more."""
    found: dict[Path, None] = {}
    for place in PLACES:
        for path in _list_places(root, place):
            found[path] = None
            if len(found) == _AT_MOST:
                return list(found)
    return list(found)


def _list_places(root: Path, place: str) -> Iterator[Path]:
    yield from sorted(path for path in root.glob(place) if path.is_file() or place == _TASK_FOLDER)
