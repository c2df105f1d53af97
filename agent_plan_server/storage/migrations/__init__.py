"""Numbered, forward-only steps of the schema; one file per step and engine."""

from importlib.resources import files


def steps(engine: str) -> list[str]:
    """The SQL of every step for one engine, in order; step n brings the schema to version n."""
    folder = files("agent_plan_server.storage.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(f".{engine}.sql"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]
