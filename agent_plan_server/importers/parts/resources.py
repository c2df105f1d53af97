"""Who does what when: allocations per number of instances, and what can run side by side."""

import re
from functools import lru_cache

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.places import Place, sayings_of
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block
from agent_plan_server.importers.words.dependencies import ids_in, read_needs
from agent_plan_server.importers.words.paths import paths_in
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.draft import EntryDraft
from agent_plan_server.models.states import EntryKind

_COUNTS = {"single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_WORKERS = re.compile(r"\b(\w+)\s+(?:\w+\s+){0,2}(?:instance|agent|worker|session|developer|engineer)s?\b", re.I)
_WORKER = re.compile(r"(?:instance|agent|worker|session|developer)\s+#?(\w+)", re.I)
_WEEKS = re.compile(r"weeks?\s+(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?", re.I)
_NEVER = re.compile(r"\b(?:cannot|can't|can not|must not|never|not|sequential\w*)\b", re.I)
_NEEDS = re.compile(r"\b(?:needs?|requires?|depends on|waits? for|after|must follow|blocked by)\b(.*)", re.I | re.S)
# Words that say in what condition a thing must be, not which thing.
_CONDITIONS = {
    "working", "complete", "completed", "functional", "running", "ready", "basic", "full", "system", "systems", "done",
    "finished", "stable", "implemented", "available", "real", "the", "a", "an", "all", "to", "be", "and", "of", "in",
    "for", "with",
}  # fmt: skip


def read_allocation(reading: Reading, block: Block, place: Place) -> None:
    """ "Instance 1: FIX-006 (weeks 1-3) → …" is a resource entry; its arrows are no dependencies."""
    count = _count_of(place.section.title)
    for saying in sayings_of(reading, block):
        lead, rest = split_lead(saying.text)
        fields = {"instances": str(count)} if count else {}
        if worker := _WORKER.match(lead):
            fields["instance"] = worker.group(1)
        elif lead.casefold() in ("total", "risk", "note"):
            fields[lead.casefold()] = strip_decoration(rest)
        elif count == 1:
            fields["instance"] = "1"
        if weeks := _weeks_of(saying.text):
            fields["weeks"] = weeks
        text = strip_decoration(rest or saying.text)
        reading.entries.append(EntryDraft(kind=EntryKind.RESOURCE, text=text, fields=fields, line=saying.line))


def read_parallel(reading: Reading, block: Block, place: Place) -> None:
    """What can run side by side and what cannot; an id that is named gets its scope or what it needs."""
    never = bool(
        _NEVER.search(strip_decoration(block.label) or place.section.title) or _NEVER.search(place.section.title)
    )
    by_id = {task.id: task for task in reading.tasks if task.id}
    for saying in sayings_of(reading, block):
        fields = {"when": "never_parallel" if never else "parallel"}
        text = strip_decoration(saying.text)
        reading.entries.append(EntryDraft(kind=EntryKind.RULE, text=text, fields=fields, line=saying.line))
        before, needs = _split_needs(text)
        for task in (by_id[name] for name in ids_in(before) if name in by_id):
            if never and needs:
                _resolve(reading, task, needs, saying.line)
            elif not never:
                task.scope += paths_in(saying.text)


def _split_needs(text: str) -> tuple[str, str]:
    match = _NEEDS.search(text)
    return (text[: match.start()], match.group(1).strip()) if match else (text, "")


def _resolve(reading: Reading, task: FoundTask, needs: str, line: int) -> None:
    """An id is taken at its word; a capability ("working checkpoints") belongs to the phase that promises it."""
    if ids_in(needs):
        task.needs += read_needs(needs, line)
    elif phase := _phase_that_delivers(reading, task, needs):
        task.follows_phases.append(phase)
    else:
        reading.report.cannot_resolve(line, f"{task.id} needs {needs}", "no phase of the plan promises it")


def _phase_that_delivers(reading: Reading, task: FoundTask, needs: str) -> FoundPhase | None:
    wanted = _stems(re.split(r"\s+(?:to|for|before|so that)\s+", needs)[0])
    if not wanted:
        return None
    promised: dict[FoundPhase | None, list[str]] = {}
    for criterion in reading.criteria:
        promised.setdefault(criterion.phase, []).append(criterion.text)
    for phase in reading.phases:
        if task in phase.tasks:
            return None
        said = [phase.title, *phase.goal, *promised.get(phase, ())]
        if any(wanted <= _stems(text) for text in said):
            return phase
    return None


@lru_cache(maxsize=4096)  # what a phase promises is asked for once per need
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", word) for word in words if word not in _CONDITIONS)


def _count_of(title: str) -> int | None:
    if (match := _WORKERS.search(strip_decoration(title))) is None:
        return None
    word = match.group(1).casefold()
    return int(word) if word.isdigit() else _COUNTS.get(word)


def _weeks_of(text: str) -> str | None:
    """ "weeks 1-3 … week 4" spans weeks 1 to 4."""
    found = [int(number) for match in _WEEKS.finditer(text) for number in match.groups() if number]
    if not found:
        return None
    return str(found[0]) if min(found) == max(found) else f"{min(found)}-{max(found)}"
