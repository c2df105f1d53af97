"""Hooks started as a client starts them, and what it sees of their answers."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from agent_plan_server.storage import Engine
from agent_plan_server.storage.driver import sqlite3

# Sessions of a client.
ADA, BOB = "5b1f0c9e-ada", "5b1f0c9e-bob"


class Answer(NamedTuple):
    """What a client sees of a hook; `record` is the JSON of its output."""

    code: int
    out: str
    err: str

    @property
    def record(self) -> dict[str, Any]:
        return dict(json.loads(self.out)) if self.out.strip() else {}

    @property
    def context(self) -> str:
        return str(self.record["hookSpecificOutput"]["additionalContext"])

    @property
    def is_silent(self) -> bool:
        return self == (0, "", "")


Hook = Callable[..., Answer]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def put(engine: Engine, statement: str) -> None:
    """Change the store behind its back."""
    connection = sqlite3.connect(engine.describe()["path"], isolation_level=None)
    try:
        connection.execute(statement)
    finally:
        connection.close()


def start_hook(*words: str, text: str, folder: Path, environment: dict[str, str] | None = None) -> Answer:
    done = subprocess.run(
        [sys.executable, "-m", "agent_plan_server", "hook", *words],
        input=text,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
