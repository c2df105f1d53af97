"""What the engine makes of the statements."""

import re

from agent_plan_server.storage.driver import sqlite3
from agent_plan_server.storage.statements import load_statements


def test_live_claims_are_found_without_walking_those_that_have_ended(engine):
    statements = {name: sql for name, sql in load_statements().items() if "ended_at IS NULL" in sql}
    connection = sqlite3.connect(engine.describe()["path"])

    steps = [
        (name, step)
        for name, sql in statements.items()
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(re.findall(r":(\w+)", sql)))
    ]
    connection.close()

    assert any("USING INDEX claims_live" in step for _, step in steps)
    assert [walk for walk in steps if re.fullmatch(r"SCAN (c|claims)", walk[1])] == []
