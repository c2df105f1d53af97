"""Plan text → ImportedPlan: the families in the order in which they are asked, the generic reader last.

Five rooms; imports point down:

families    which kind of plan it is, and in what order its parts are read
parts       what is read out of sections: phases, tasks, criteria, decisions, notes, resources
findings    what was found so far, the report on it, and how both become the draft
text        bytes, lines, sections, blocks and items: the shape of a text
words       vocabularies: roles of headings, states, names, estimates, paths, needs
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from agent_plan_server.errors import NotAPlan, NotFound
from agent_plan_server.importers.families import (
    directory_plan,
    flattened_plan,
    generic,
    index_plan,
    recovery_plan,
    resumable_plan,
)
from agent_plan_server.importers.findings.assembly import assemble
from agent_plan_server.importers.findings.contradictions import find_contradictions
from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.findings.merging import merge
from agent_plan_server.importers.findings.refusals import refuse_document, refuse_reading, refuse_text
from agent_plan_server.importers.text.decoding import clean, decode
from agent_plan_server.importers.text.document import Document, open_document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.models.draft import ImportedPlan

_INDEX_NAMES = ("readme.md", "index.md", "plan.md", "00_index.md")


class Family(Protocol):
    """What the module of a family offers."""

    NAME: str

    def recognises(self, document: Document) -> bool: ...

    def read(self, document: Document, shelf: Shelf) -> Reading: ...


FAMILIES: tuple[Family, ...] = (
    resumable_plan,
    flattened_plan,
    recovery_plan,
    index_plan,
    directory_plan,
    generic,
)


def read_text(text: str, name: str) -> ImportedPlan:
    """The plan of one text; links are not followed. Raises NotAPlan or LimitExceeded."""
    refuse_text(text)
    imported = _read(open_document(clean(text), name), Shelf())
    return imported.model_copy(update={"digest": _digest([text.encode(errors="replace")])})


def read_plan(paths: Sequence[Path], read_bytes: Callable[[Path], bytes] = Path.read_bytes) -> ImportedPlan:
    """The plan of one or more files, the first named first; an index leads to the files that it links to.

    `read_bytes` may answer for files that are not written yet. Raises NotAPlan, LimitExceeded, or NotFound when a file
    is not there.
    """
    plans: list[ImportedPlan] = []
    read: set[Path] = set()
    for path in map(_plan_file, paths):
        if path.resolve() not in read:
            plans.append(_read_file(path, read, read_bytes))
    return merge(plans)


def _read_file(path: Path, read: set[Path], read_bytes: Callable[[Path], bytes]) -> ImportedPlan:
    try:
        data = read_bytes(path)
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", "Check the path, then {import} again.") from error
    text, remarks = decode(data)
    refuse_text(text)
    shelf = Shelf(path.parent, read_bytes=read_bytes)
    imported = _read(open_document(clean(text), path.name), shelf)
    read.update({path.resolve(), *((path.parent / name).resolve() for name in shelf.opened)})
    report = imported.report.model_copy(update={"remarks": (*remarks, *imported.report.remarks)})
    digest = _digest([data, *shelf.opened.values()])
    return imported.model_copy(update={"report": report, "source": str(path), "digest": digest})


def _read(document: Document, shelf: Shelf) -> ImportedPlan:
    family = next(family for family in FAMILIES if family.recognises(document))
    if family is generic:
        refuse_document(document)
    reading = family.read(document, shelf)
    refuse_reading(reading)
    find_contradictions(reading)
    reading.report.files += shelf.opened
    if shelf.missing:
        reading.report.missing_files += shelf.missing
        reading.report.remark(f"{len(shelf.missing)} linked files were not read; what this file says stands for them.")
    return assemble(reading, family.NAME)


def _plan_file(path: Path) -> Path:
    """The file itself, or the index of a folder."""
    if not path.is_dir():
        return path
    names = {each.name.lower(): each for each in path.iterdir() if each.is_file()}
    index = next((names[name] for name in _INDEX_NAMES if name in names), None)
    index = index or next((names[name] for name in sorted(names) if "index" in name and name.endswith(".md")), None)
    if index is None:
        raise NotAPlan(f"{path} is a folder without an index.", "Name the plan's files themselves, the main one first.")
    return index


def _digest(files: Sequence[bytes]) -> str:
    digest = hashlib.sha256()
    for data in files:
        digest.update(data)
    return digest.hexdigest()
