"""What no reader took: every list item and every row of work is reported with the reason, none is lost in silence."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.rows import columns_of, is_task_row
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.roles import Role

_REASONS: dict[Role | None, str] = {
    Role.HOW_TO: "tells how to use the plan",
    Role.NEXT: "restates work of the phases",
    Role.OVERVIEW: "restates the phases",
    Role.CONTEXT: "describes the background",
    Role.NOTES: "is a note",
    Role.CHECKLISTS: "points to a checklist",
    Role.STATUS: "reports a state",
    Role.GOAL: "describes the goal",
    Role.SCOPE: "lists files",
    Role.DEPENDENCIES: "tells what is needed",
    Role.PACKAGES: "lists packages",
    Role.RESOURCES: "tells who works",
    Role.TASKS: "belongs to no phase",
    Role.STEPS: "belongs to no phase",
}
_NO_WORK = "stands in no section of work"


def leave_rest(reading: Reading) -> None:
    """Report the items and task rows that nobody took, with what their block, their section or the one above is for."""
    _leave(reading, reading.document.root, None)
    for line in reading.document.lines:
        if line.kind is Kind.ITEM and line.text:
            reading.report.leave(line.number, line.text, _NO_WORK)


def _leave(reading: Reading, section: Section, inherited: Role | None) -> None:
    role = section.role or inherited
    for block in section.blocks:
        own = role if role is Role.NEXT else block.role or role
        reason = _REASONS.get(own, _NO_WORK)
        for item in block.walk():
            reading.report.leave(item.number, item.text, reason)
        for row in block.rows:
            if is_task_row(columns_of(row)):
                reading.report.leave(row.line, reading.document.shown(row.line), reason)
    for child in section.children:
        _leave(reading, child, role)
