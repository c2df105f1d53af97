"""Servers to test: one in memory, spoken to in both eras of the protocol, and one in a process of its own."""

import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drafts import import_phases, import_tasks, phase, task
from mcp import Client

from agent_plan_server.models.draft import CriterionDraft, EntryDraft, StepDraft
from agent_plan_server.models.states import CriterionKind, EntryKind
from agent_plan_server.server.app import PlanServer, build_server
from agent_plan_server.settings import Settings, load_settings
from agent_plan_server.storage import Engine, open_engine

Call = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "src" / "auth").mkdir(parents=True)
    return folder


@pytest.fixture
def settings(project: Path, tmp_path: Path) -> Settings:
    return load_settings(str(tmp_path / "unused.db"), str(project), environment={})


@pytest.fixture
def plan(engine: Engine) -> str:
    """Two phases; task 1.1 has steps and criteria, 1.2 follows it, 1.3 shares its files."""
    steps = (StepDraft(text="a"), StepDraft(text="b"))
    sign_in = task("1.1", "src/auth/**", title="Sign in", body="Add the form.", steps=steps)
    return import_phases(
        engine,
        phase("1", sign_in, task("1.2", after=("1.1",)), task("1.3", "src/auth/login.py"), goal="Users"),
        phase("2", task("2.1"), after=("1",)),
        criteria=(
            CriterionDraft(kind=CriterionKind.TEST, text="pytest is green", task="1.1"),
            CriterionDraft(kind=CriterionKind.DELIVERABLE, text="the page", path="docs/page.md", task="1.1"),
        ),
        entries=(EntryDraft(kind=EntryKind.RULE, text="Tag the commit.", fields={"when": "after"}),),
    ).plan


@pytest.fixture
def server(engine: Engine, settings: Settings) -> PlanServer:
    return build_server(engine, settings)


@pytest.fixture(params=["auto", "legacy"])
def era(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
async def client(server: PlanServer, era: Any, plan: str) -> AsyncIterator[Client]:
    async with Client(server, mode=era) as connected:
        yield connected


@pytest.fixture
def call(client: Client) -> Call:
    """The structured reply of a tool, after looking that the text says the same."""

    async def call(tool: str, **arguments: Any) -> dict[str, Any]:
        result = await client.call_tool(tool, arguments)
        text = result.content[0].text
        assert not result.is_error, text
        assert json.loads(text) == result.structured_content
        assert not set("{}") & set(result.structured_content["next"])
        return result.structured_content

    return call


@pytest.fixture
def refuse(client: Client) -> Callable[..., Awaitable[str]]:
    """The text of a refusal, which comes without any structure."""

    async def refuse(tool: str, **arguments: Any) -> str:
        result = await client.call_tool(tool, arguments)
        assert result.is_error, result.content
        assert result.structured_content is None
        return result.content[0].text

    return refuse


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    store = tmp_path / "plan.db"
    engine = open_engine(store)
    import_tasks(engine, task("1.1"))
    engine.close()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AGENT_PLAN_")}
    environment |= {"AGENT_PLAN_STORE": str(store), "AGENT_PLAN_PROJECT": str(tmp_path)}
    command = [sys.executable, "-m", "agent_plan_server", "serve", "--http", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        yield started
        started.kill()


@pytest.fixture
def url(process: subprocess.Popen[bytes]) -> str:
    assert process.stderr is not None
    found = re.search(rb"http://127\.0\.0\.1:\d+/mcp", process.stderr.readline())
    assert found is not None
    return found[0].decode()
