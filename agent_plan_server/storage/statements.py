"""The named statements of queries.sql."""

from functools import cache
from pathlib import Path

_QUERIES = Path(__file__).with_name("queries.sql")


@cache
def load_statements() -> dict[str, str]:
    """Every statement by name; a name stands alone on a line as `-- name: find_task`, its purpose below."""
    statements = {}
    for block in _QUERIES.read_text(encoding="utf-8").split("-- name: ")[1:]:
        name, _, body = block.partition("\n")
        sql = "\n".join(line for line in body.splitlines() if not line.startswith("--")).strip()
        statements[name.strip()] = sql.removesuffix(";")
    return statements
