"""Signs that stand before the words for a state; never alone, never an emoji, one cell wide."""

from typing import NamedTuple

from agent_plan_server.cli.screens.styles import Style


class Glyph(NamedTuple):
    sign: str
    ascii: str
    style: Style


PENDING = Glyph("○", "[ ]", Style.PLAIN)
BLOCKED = Glyph("◌", "[.]", Style.DIM)
WORKING = Glyph("◐", "[~]", Style.MOVING)
LAPSED = Glyph("◑", "[-]", Style.WARNING)
REPORTED = Glyph("◍", "[r]", Style.MOVING)
VERIFIED = Glyph("●", "[x]", Style.GOOD)
WAIVED = Glyph("◉", "[a]", Style.GOOD)
FAILED = Glyph("✕", "[!]", Style.BAD)
WAITING = Glyph("»", "[=]", Style.WARNING)
GATE = Glyph("⬡", "[G]", Style.WARNING)
SKIPPED = Glyph("⊘", "[s]", Style.DIM)
PROPOSED = Glyph("◇", "[?]", Style.DIM)
RISK = Glyph("▲", "[^]", Style.WARNING)
FINE = Glyph("✓", "[ok]", Style.GOOD)
NOTICE = Glyph("!", "[!]", Style.WARNING)

STATES = {
    "proposed": PROPOSED,
    "pending": PENDING,
    "ready": PENDING,
    "in_progress": WORKING,
    "blocked": BLOCKED,
    "completed": REPORTED,
    "reported": REPORTED,
    "verified": VERIFIED,
    "waived": WAIVED,
    "failed": FAILED,
    "skipped": SKIPPED,
}
