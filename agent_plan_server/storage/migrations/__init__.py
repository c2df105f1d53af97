"""Numbered, forward-only steps of the schema; one file per step and engine."""

from pathlib import Path


def steps(engine: str) -> list[str]:
    """The SQL of every step for one engine, in order; step n brings the schema to version n."""
    scripts = sorted(Path(__file__).parent.glob(f"*.{engine}.sql"))
    return [script.read_text(encoding="utf-8") for script in scripts]
