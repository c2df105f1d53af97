"""What a plan says that nobody claims: rules, risks, milestones, rollback, lessons, communication, order."""

import re

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.places import Place, Saying, sayings_of
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.placeholders import strip_placeholders
from agent_plan_server.importers.words.roles import Role, role_of
from agent_plan_server.importers.words.titles import links_in, strip_decoration
from agent_plan_server.models.draft import EntryDraft
from agent_plan_server.models.states import EntryKind

_WHEN = (
    ("git", r"\bgit\b|\bbranch"),
    ("before", r"^(?:before|prior to|pre-)"),
    ("during", r"^(?:during|while|when (?:working|developing|coding))"),
    ("after", r"^(?:after|when (?:done|finished|completed?)|once (?:done|finished)|post-|on completion)"),
)
_OCCASIONS = (
    ("morning", r"\b(?:morning|daily|start of (?:the )?day|stand-?up)"),
    ("before_major_change", r"^(?:before|prior to)\b"),
    ("on_completion", r"\b(?:complet|finish|done)"),
    ("on_blocking", r"\bblock|\bstuck"),
    ("on_conflict", r"\bconflict"),
    ("on_failure", r"\b(?:fail|error)"),
)
_CADENCES = re.compile(r"\b(hourly|daily|weekly|bi-?weekly|fortnightly|monthly|quarterly|yearly|annually)\b", re.I)
_EVERY = {"every hour": "hourly", "every day": "daily", "every week": "weekly", "every month": "monthly"}
_SEVERITIES = (
    ("critical", r"critical|severe|🔴"),
    ("high", r"\bhigh\b"),
    ("moderate", r"moderate|medium|🟡"),
    ("low", r"\blow\b|minor"),
    ("manageable", r"manageable|🟢"),
)


def read_entries(reading: Reading, block: Block, place: Place) -> None:
    """An entry per item, of the kind and with the fields of its role."""
    role = place.role or Role.RULES
    known = {item.number for item in block.walk() if reading.report.knows(item.number)}
    for position, saying in enumerate(sayings_of(reading, block), 1):
        if role is Role.LINKS and saying.line in known:
            continue
        kind, fields = _classify(role, block, place, saying)
        if kind is EntryKind.ORDER:
            fields["position"] = str(position)
        _add(reading, kind, saying, fields, place)
    for row in block.rows:
        reading.report.take(row.line)
        cells = {header: strip_decoration(cell) for header, cell in row.cells.items() if header and cell}
        if severity := cells.get("severity"):
            cells["severity"] = _first_of(_SEVERITIES, severity) or severity.casefold()
        text = next((cell for header, cell in cells.items() if header not in ("#", "id", "no")), "")
        kind, fields = _classify(role, block, place, Saying(text, row.line))
        _add(reading, kind, Saying(text, row.line), cells | fields, place)
    if role is Role.ROLLBACK and block.code:
        _add_commands(reading, block, place)


def _classify(role: Role, block: Block, place: Place, saying: Saying) -> tuple[EntryKind, dict[str, str]]:
    lead, _ = split_lead(saying.text)
    match role:
        case Role.RISKS:
            return EntryKind.RISK, _severity(place, block, saying)
        case Role.MILESTONES:
            return EntryKind.MILESTONE, _moment(lead or saying.text)
        case Role.COMMUNICATION:
            return EntryKind.COMMUNICATION, _occasion(lead or saying.text)
        case Role.LESSONS:
            return EntryKind.LESSON, {}
        case Role.ROLLBACK:
            return EntryKind.ROLLBACK, {"when": strip_decoration(block.label or place.section.title)}
        case Role.ORDER:
            return EntryKind.ORDER, {}
        case Role.DOCUMENTS | Role.LINKS:
            return EntryKind.DOCUMENT, _document(role, saying)
        case Role.RESOURCES:
            return EntryKind.RESOURCE, {}
        case _:
            return EntryKind.RULE, _when(block, place)


def _add(reading: Reading, kind: EntryKind, saying: Saying, fields: dict[str, str], place: Place) -> None:
    lead, rest = split_lead(saying.text)
    text = rest if kind is EntryKind.MILESTONE and lead and rest else saying.text
    text = strip_decoration(strip_placeholders(text) if kind is EntryKind.DOCUMENT and not links_in(text) else text)
    phase = place.phase
    if kind is EntryKind.MILESTONE and phase is None:
        phase = reading.phase_at(read_span(lead or saying.text))
    entry = EntryDraft(kind=kind, text=text, phase=phase.number if phase else None, fields=fields, line=saying.line)
    reading.entries.append(entry)


def _severity(place: Place, block: Block, saying: Saying) -> dict[str, str]:
    for text in (block.label, place.section.title, saying.text):
        if severity := _first_of(_SEVERITIES, text):
            return {"severity": severity}
    return {}


def _moment(text: str) -> dict[str, str]:
    span = read_span(text)
    return {span.unit: str(span.last)} if span else {}


def _occasion(text: str) -> dict[str, str]:
    bare = strip_decoration(text)
    if match := _CADENCES.search(bare):
        return {"cadence": match.group(1).casefold()}
    for phrase, cadence in _EVERY.items():
        if phrase in bare.casefold():
            return {"cadence": cadence}
    words = re.findall(r"[a-z0-9]+", bare.casefold())
    return {"when": _first_of(_OCCASIONS, bare) or "_".join(words[:4])}


def _document(role: Role, saying: Saying) -> dict[str, str]:
    links = [target for _, target in links_in(saying.text)]
    path = next(iter([*links, *files_in(saying.text)]), "")
    purpose = "update" if role is Role.DOCUMENTS else "read"
    return {"path": path, "purpose": purpose} if path else {"purpose": purpose}


def _when(block: Block, place: Place) -> dict[str, str]:
    for text in (block.label, place.section.title):
        if when := _first_of(_WHEN, strip_decoration(text)):
            return {"when": when}
    about = block.value.rstrip(": ") if block.items and block.value else block.label
    return {"about": strip_decoration(about)} if about and role_of(about) is None else {}


def _first_of(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for name, pattern in table if re.search(pattern, text, re.I)), None)


def _add_commands(reading: Reading, block: Block, place: Place) -> None:
    commands = [
        line.text.strip()
        for line in block.code
        if line.text.strip() and not line.text.lstrip().startswith(("#", "`", "~"))
    ]
    if commands:
        saying = Saying("; ".join(commands), block.code[0].number)
        _add(reading, EntryKind.ROLLBACK, saying, {"when": strip_decoration(block.label), "form": "commands"}, place)
