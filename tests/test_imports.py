"""Who may import whom: imports only point down, and nobody pays for what they do not use."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import agent_plan_server

PACKAGE = Path(agent_plan_server.__file__).parent
CORE = {"errors", "models", "rules", "importers", "exporters", "rendering", "storage", "git", "services"}
MAY_IMPORT = {
    "errors": set(),
    "models": {"errors"},
    "rules": {"models", "errors"},
    "importers": {"models", "rules", "errors"},
    "exporters": {"models", "rules", "importers", "errors"},
    "storage": {"models", "errors"},
    "git": {"models", "errors"},
    "rendering": {"importers", "models", "rules", "errors"},
    "services": CORE - {"services"},
    "settings": {"errors", "models", "rules", "git", "storage"},
    "bundled": {"errors"},
    "server": CORE | {"settings", "bundled"},
    "web": CORE | {"settings", "bundled", "server"},
    "cli": CORE | {"settings", "bundled", "server", "web", "hooks"},
    "hooks": {"rules", "storage", "git", "models", "errors", "settings", "services"},
    "__init__": set(),
    "__main__": {"cli"},
}
ONLY_LAZILY = {"cli": {"server", "web", "hooks"}, "hooks": {"services"}}
MODULES = sorted(PACKAGE.rglob("*.py"))
# The scripted agent of the demo is a client, run as a process of its own.
PROGRAMS = {PACKAGE / "cli" / "demo" / "agent.py"}


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def list_imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Full names, so that `from agent_plan_server import rules` is seen as `agent_plan_server.rules`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def list_imported_parts(module: Path, nodes: Iterable[ast.AST]) -> set[str]:
    names = [name.split(".") for name in list_imported(nodes)]
    parts = {name[1] for name in names if name[0] == "agent_plan_server" and len(name) > 1}
    return parts - {part_of(module), "__version__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_point_down(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))

    assert list_imported_parts(module, ast.walk(tree)) <= MAY_IMPORT[part_of(module)]
    assert not list_imported_parts(module, tree.body) & ONLY_LAZILY.get(part_of(module), set())


def list_loaded(parts: Iterable[str]) -> set[str]:
    """What Python has loaded once every module of these parts is imported."""
    names = [
        ".".join(("agent_plan_server", *module.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for module in MODULES
        if part_of(module) in parts and module not in PROGRAMS
    ]
    if not names:
        pytest.skip(f"nothing yet in {', '.join(parts)}")
    program = f"import sys, importlib\nfor name in {names}: importlib.import_module(name)\nprint(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(answer.stdout.split())


def test_commands_start_without_the_mcp_sdk_and_without_yaml():
    assert not list_loaded(["cli"]) & {"mcp", "starlette", "uvicorn", "yaml"}


def test_hooks_start_without_the_sdk_and_without_pydantic():
    assert not list_loaded(["hooks"]) & {"mcp", "pydantic", "sqlite_utils", "click", "subprocess", "threading"}


def test_finding_the_repository_starts_without_pydantic():
    assert not list_loaded(["git", "errors"]) & {"pydantic", "subprocess", "dataclasses"}
