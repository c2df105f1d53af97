"""Bugs to plant into a server process: a checker that stays green with one of them checks nothing."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from agent_plan_server.services.offers import ClaimsAround
from agent_plan_server.storage import sqlite_file
from agent_plan_server.storage.driver import Connection
from agent_plan_server.storage.statements import load_statements

_LIES = 20


def plant_overlap() -> None:
    """Nobody's files are in the way."""
    ClaimsAround.overlap = lambda self, scope: None  # type: ignore[method-assign]


def plant_double_claim() -> None:
    """Work in progress is offered too, and the index that forbids a second live claim is gone."""
    plant_overlap()
    statements = load_statements()
    for name, asked in (("list_ready_tasks", "status = 'pending'"), ("start_task", "status = :old")):
        statements[name] = statements[name].replace(asked, "status IN ('pending', 'in_progress')")
    connect = sqlite_file.connect

    def connect_without_index(path: Path) -> Connection:
        db = connect(path)
        db.execute("DROP INDEX IF EXISTS claims_live")
        return db

    sqlite_file.connect = connect_without_index


def plant_lost_commit() -> None:
    """Every twentieth transaction is acknowledged and rolled back."""
    connect = sqlite_file.connect
    transactions = count(1)
    sqlite_file.connect = lambda path: LyingConnection(connect(path), transactions)


class LyingConnection:
    """A connection that does not always commit."""

    def __init__(self, db: Connection, transactions: Iterator[int]) -> None:
        self._db = db
        self._transactions = transactions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    def execute(self, statement: str, *values: Any) -> Any:
        if statement == "COMMIT" and next(self._transactions) % _LIES == 0:
            statement = "ROLLBACK"
        return self._db.execute(statement, *values)


PLANTS = {"overlap": plant_overlap, "double": plant_double_claim, "lost": plant_lost_commit}
