"""`agent-plan backup`: the store in one file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.session import Session


@command("backup", "agent-plan backup", "agent-plan backup ~/plan-before-upgrade.db")
@click.argument("file", required=False)
def backup(session: Session, file: str | None) -> None:
    """Copy the store into a file that does not exist yet, while others go on working; else beside the store."""
    engine = session.engine
    store = session.settings.store
    named = f"{store.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}{store.suffix}"
    target = Path(file).expanduser().absolute() if file else store.with_name(named)
    engine.backup(target)
    record = {"path": str(target), "bytes": target.stat().st_size}
    session.show_record(record, lambda page: page.paragraph(f"{page.glyph(glyphs.FINE).text} {target}"))
