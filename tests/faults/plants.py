"""Bugs to plant into a server process: a checker that stays green with one of them checks nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from agent_plan_server.services.offers import ClaimsAround
from agent_plan_server.storage import sqlite, sqlite_file
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
    ready = statements["list_ready_tasks"]
    statements["list_ready_tasks"] = ready.replace("status = 'pending'", "status IN ('pending', 'in_progress')")
    connect = sqlite_file.connect

    def connect_without_index(path: Path) -> Connection:
        db = connect(path)
        db.execute("DROP INDEX IF EXISTS claims_live")
        return db

    sqlite_file.connect = connect_without_index


def plant_lost_commit() -> None:
    """Every twentieth transaction is acknowledged and rolled back."""
    transactions = count(1)

    @contextmanager
    def lying(db: Connection) -> Iterator[None]:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT" if next(transactions) % _LIES else "ROLLBACK")

    sqlite._immediate = lying


PLANTS = {"overlap": plant_overlap, "double": plant_double_claim, "lost": plant_lost_commit}
