"""Plan text → ImportedPlan: the families in the order in which they are asked, the generic reader last.

Five rooms; imports point down:

families    which kind of plan it is, and in what order its parts are read
parts       what is read out of sections: phases, tasks, criteria, decisions, notes, resources
findings    what was found so far, the report on it, and how both become the draft
text        bytes, lines, sections, blocks and items, JSON and YAML: the shape of a text
words       vocabularies: roles of headings, states, names, estimates, paths, needs
"""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from agent_plan_server.errors import NotAPlan, NotFound
from agent_plan_server.importers.families import (
    agent_os,
    antigravity,
    backlog_task,
    beads,
    bmad_epics,
    bmad_story,
    claude_code,
    conductor,
    cursor_plan,
    data_plan,
    directory_plan,
    exec_plan,
    flattened_plan,
    generic,
    gsd_plan,
    gsd_roadmap,
    index_plan,
    kiro,
    openspec,
    planning_with_files,
    ralph_prd,
    recovery_plan,
    resumable_plan,
    spec_kit,
    superpowers,
    task_master,
)
from agent_plan_server.importers.findings.assembly import assemble
from agent_plan_server.importers.findings.contradictions import find_contradictions
from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.findings.merging import merge
from agent_plan_server.importers.findings.refusals import (
    refuse_document,
    refuse_form,
    refuse_genre,
    refuse_reading,
    refuse_text,
)
from agent_plan_server.importers.parts.chains import read_chains
from agent_plan_server.importers.parts.clauses import read_clauses
from agent_plan_server.importers.parts.leftovers import leave_rest
from agent_plan_server.importers.parts.mentions import read_mentions
from agent_plan_server.importers.parts.series import call_by_issue, call_by_number, call_by_series
from agent_plan_server.importers.text.decoding import clean, decode
from agent_plan_server.importers.text.document import Document, open_document
from agent_plan_server.importers.text.folder import list_task_files, open_file
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.text.stamps import is_stamped
from agent_plan_server.models.draft import ImportedPlan

_INDEX_NAMES = ("readme.md", "index.md", "plan.md", "00_index.md")


class Family(Protocol):
    """What the module of a family offers."""

    NAME: str

    def recognises(self, document: Document) -> bool: ...

    def read(self, document: Document, shelf: Shelf) -> Reading: ...


FAMILIES: tuple[Family, ...] = (
    task_master,
    ralph_prd,
    beads,
    data_plan,
    backlog_task,
    cursor_plan,
    gsd_plan,
    gsd_roadmap,
    spec_kit,
    kiro,
    antigravity,
    conductor,
    openspec,
    agent_os,
    superpowers,
    exec_plan,
    bmad_story,
    bmad_epics,
    planning_with_files,
    claude_code,
    resumable_plan,
    flattened_plan,
    recovery_plan,
    index_plan,
    directory_plan,
    generic,
)

# They know their plans by little: what they are given may be anything, and is looked at twice.
_LOOSE = (claude_code, generic)


def read_text(text: str, name: str, *, despite_doubts: bool = False) -> ImportedPlan:
    """The plan of one text; links are not followed. Raises NotAPlan, DoubtfulPlan or LimitExceeded."""
    refuse_text(text)
    with _collecting_later():
        imported = _read(open_document(clean(text), name), Shelf(), despite_doubts)
        return imported.model_copy(update={"digest": _digest([text.encode(errors="replace")])})


def read_plan(
    paths: Sequence[Path], read_bytes: Callable[[Path], bytes] = Path.read_bytes, *, despite_doubts: bool = False
) -> ImportedPlan:
    """The plan of one or more files, the first named first; an index leads to the files that it links to.

    `read_bytes` may answer for files that are not written yet. Raises NotAPlan, LimitExceeded, NotFound when a file is
    not there, or DoubtfulPlan when a person should look first.
    """
    plans: list[ImportedPlan] = []
    read: set[Path] = set()
    for path in paths:
        file = _plan_file(path)
        with _collecting_later():
            if file is None:
                plans.append(_read_folder(path, read_bytes))
            elif file.resolve() not in read:
                plans.append(_read_file(file, read, read_bytes, despite_doubts))
    return merge(plans)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """A file is read in one go: collecting garbage meanwhile costs a fifth of the time and finds none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_folder(folder: Path, read_bytes: Callable[[Path], bytes]) -> ImportedPlan:
    """Task files, one task in each; NotAPlan when the folder holds none."""
    opened = [open_file(path, folder, read_bytes) for path in list_task_files(folder)]
    files = [(document, data) for document, data in opened if document and backlog_task.recognises(document)]
    if not files:
        raise NotAPlan(
            f"{folder} is a folder without an index.", "Name the plan's files themselves, the main one first."
        )
    whole = open_document(clean(""), folder.resolve().name)
    reading = backlog_task.read_files(whole, [document for document, _ in files])
    reading.report.files += [document.name for document, _ in files]
    if others := len(opened) - len(files):
        reading.report.remark(f"{others} files of the folder hold no task and were left out.")
    imported = assemble(reading, backlog_task.NAME)
    return imported.model_copy(update={"source": str(folder), "digest": _digest([data for _, data in files])})


def _read_file(path: Path, read: set[Path], read_bytes: Callable[[Path], bytes], despite_doubts: bool) -> ImportedPlan:
    try:
        data = read_bytes(path)
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", "Check the path, then {import} again.") from error
    text, remarks = decode(data)
    refuse_text(text)
    shelf = Shelf(path.parent, read_bytes=read_bytes)
    imported = _read(open_document(clean(text), path.name), shelf, despite_doubts)
    read.update({path.resolve(), *((path.parent / name).resolve() for name in shelf.opened)})
    report = imported.report.model_copy(update={"remarks": (*remarks, *imported.report.remarks)})
    digest = _digest([data, *shelf.opened.values()])
    return imported.model_copy(update={"report": report, "source": str(path), "digest": digest})


def _read(document: Document, shelf: Shelf, despite_doubts: bool) -> ImportedPlan:
    family = next(family for family in FAMILIES if family.recognises(document))
    if family is not resumable_plan:  # which itself tells a form from what is filled in
        refuse_form(document, despite_doubts=despite_doubts)
    if family in _LOOSE:
        refuse_document(document, despite_doubts=despite_doubts)
    reading = family.read(document, shelf)
    if family in _LOOSE:
        refuse_genre(reading, despite_doubts=despite_doubts)
    refuse_reading(reading)
    if document.data is None and not is_stamped(document.text.raw):
        call_by_issue(reading.tasks)
        call_by_series(reading.tasks)
        call_by_number(reading.phases)
        read_clauses(reading)
        read_chains(reading)
        read_mentions(reading)
    leave_rest(reading)
    find_contradictions(reading)
    for data in filter(None, (document.data, document.front_matter)):
        reading.report.remarks += data.remarks
    reading.report.files += shelf.opened
    if shelf.missing:
        reading.report.missing_files += shelf.missing
        reading.report.remark(f"{len(shelf.missing)} linked files were not read; what this file says stands for them.")
    return assemble(reading, family.NAME)


def _plan_file(path: Path) -> Path | None:
    """The file itself, or the index of a folder; None when it has none."""
    if not path.is_dir():
        return path
    names = {each.name.lower(): each for each in path.iterdir() if each.is_file()}
    index = next((names[name] for name in _INDEX_NAMES if name in names), None)
    return index or next((names[name] for name in sorted(names) if "index" in name and name.endswith(".md")), None)


def _digest(files: Sequence[bytes]) -> str:
    digest = hashlib.sha256()
    for data in files:
        digest.update(data)
    return digest.hexdigest()
