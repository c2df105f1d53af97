"""The rooms of the importers: each imports from itself and from those below it."""

import ast
from pathlib import Path

import pytest

from agent_plan_server import importers

HOME = Path(importers.__file__).parent
PACKAGE = importers.__name__.split(".")
UPWARDS = ("words", "text", "findings", "parts", "families")
MODULES = sorted(HOME.glob("*/*.py"))


def list_rooms_imported(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [name.split(".") for name in imported]
    return {name[len(PACKAGE)] if len(name) > len(PACKAGE) else "" for name in names if name[: len(PACKAGE)] == PACKAGE}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(HOME)))
def test_a_room_imports_only_from_itself_and_from_below(module):
    place = UPWARDS.index(module.parent.name)

    assert list_rooms_imported(module) <= set(UPWARDS[: place + 1])


def test_the_entry_is_the_only_module_outside_the_rooms():
    assert [module.name for module in HOME.glob("*.py")] == ["__init__.py"]


def test_the_entry_names_every_room_from_the_top_down():
    words = [line.split()[0] for line in (importers.__doc__ or "").splitlines() if line.strip()]

    assert [word for word in words if word in UPWARDS] == list(reversed(UPWARDS))
