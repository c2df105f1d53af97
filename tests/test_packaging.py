"""What is told to registries and to clients in several places is the same in all of them."""

import json
import tomllib
from pathlib import Path

from agent_plan_server import __version__
from agent_plan_server.cli.connections.clients import CLIENTS
from agent_plan_server.models.verbs import TOOLS

ROOT = Path(__file__).parent.parent
PLUGIN = ROOT / "plugin"


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    registry = load(ROOT / "server.json")
    (package,) = registry["packages"]

    versions = {project["version"], registry["version"], package["version"]}

    assert versions | {load(PLUGIN / ".claude-plugin/plugin.json")["version"]} == {__version__}
    assert package["identifier"] == project["name"]


def test_the_registry_finds_its_name_in_the_readme_and_a_short_description():
    registry = load(ROOT / "server.json")

    assert f"<!-- mcp-name: {registry['name']} -->" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(registry["description"]) <= 100


def test_the_package_starts_the_server_by_its_own_name():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    (package,) = load(ROOT / "server.json")["packages"]

    assert package["identifier"] in scripts
    assert [argument["value"] for argument in package["packageArguments"]] == ["serve"]


def test_the_plugin_is_what_connecting_writes():
    claude = CLIENTS["claude"]

    assert (PLUGIN / ".mcp.json").read_text() == claude.server.snippet("agent-plan")
    assert (PLUGIN / "hooks" / "hooks.json").read_text() == claude.guards.snippet("agent-plan")


def test_the_skill_and_the_words_for_agents_name_tools_that_exist():
    texts = [(PLUGIN / "skills/agent-plan/SKILL.md").read_text(), (ROOT / "prompts/agents.md").read_text()]
    named = {word for text in texts for word in text.split("`")[1::2] if "_" in word and word.islower()}

    assert named - {"add_paths"} <= set(TOOLS)
    assert "claim_task" in named
