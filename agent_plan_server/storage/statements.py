"""The named statements of queries.sql."""

from functools import cache
from importlib.resources import files


@cache
def load_statements() -> dict[str, str]:
    """Every statement by name; a name stands alone on a line as `-- name: find_task`, its purpose below."""
    text = files("agent_plan_server.storage").joinpath("queries.sql").read_text(encoding="utf-8")
    statements = {}
    for block in text.split("-- name: ")[1:]:
        name, _, body = block.partition("\n")
        sql = "\n".join(line for line in body.splitlines() if not line.startswith("--")).strip()
        statements[name.strip()] = sql.removesuffix(";")
    return statements
