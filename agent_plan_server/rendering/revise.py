"""What was revised since the import into the files: new tasks first, then words; proven by importing again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.models.draft import ImportedPlan, TaskDraft
from agent_plan_server.rendering.agreement import Agreement
from agent_plan_server.rendering.alignment import places_of
from agent_plan_server.rendering.files import PlanFiles
from agent_plan_server.rendering.inserts import Inserts
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.renewals import ways_to_renew
from agent_plan_server.rendering.revisions import Missing, Renewal, Revision, find_revisions
from agent_plan_server.rendering.search import Search
from agent_plan_server.rendering.source import Change, open_source
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.units import Edit, Left
from agent_plan_server.rendering.wishes import LiveTask, Wishes, wish

_NO_FILE = "the file that holds its phase is not clear"
_NO_PLACE = "its {noun} cannot be put into the file: no words, field or cell there say the old one and nothing else"
_NEEDS = ("depends_on", "follows")
_NOUNS = {"scope": "list of files", "depends_on": "list of needs", "body": "description"}


class Revised(NamedTuple):
    """The files with what could be written, the plan as it is imported then, and the tasks as that import says them.

    `added` are new tasks by key of the store, each with the one that it stands behind.
    """

    files: PlanFiles
    imported: ImportedPlan
    live: tuple[LiveTask, ...]
    edits: tuple[Edit, ...]
    left: tuple[Left, ...]
    added: dict[str, str]


def revise(files: PlanFiles, imported: ImportedPlan, live: Sequence[LiveTask]) -> Revised:
    """Raises Refused as `open_source` does."""
    wishes = wish(live, imported.plan.tasks)
    found = find_revisions(live, imported.plan, wishes)
    start = Revised(files, imported, tuple(live), (), found.left, {})
    inserted = _Reviser(start, wishes).insert(found.missing) if found.missing else start
    if inserted.added:
        wishes = wish(inserted.live, inserted.imported.plan.tasks)
        found = find_revisions(inserted.live, inserted.imported.plan, wishes)
    return _Reviser(inserted, wishes).renew(found.renewals) if found.renewals else inserted


class _Reviser:
    """One round over the files."""

    def __init__(self, before: Revised, wishes: Wishes) -> None:
        self._before = before
        self._names = {there: key for key, there in wishes.pairs.items()}
        self._tasks = {task.key: task for task in before.imported.plan.tasks}
        self._left: list[Left] = []
        self._pages: dict[Path, Page] = {}
        self._writers: dict[Path, Inserts] = {}
        self._taken = {*self._tasks, *(task.key for task in before.live)}
        self._last_read: tuple[tuple[Revision, ...], ImportedPlan] = (), before.imported
        needs = {each.key: frozenset((*each.stored.depends_on, *each.stored.follows)) for each in before.live}
        self._proof = Agreement(before.imported.plan, self._read, before.files.path_of, self._names, needs)

    def insert(self, missing: Sequence[Missing]) -> Revised:
        siblings = {task.key: phase.tasks for phase in self._before.imported.plan.phases for task in phase.tasks}
        ways = []
        for each in missing:
            behind = self._tasks[each.behind]
            path = self._before.files.path_of(behind.file)
            found = self._inserts(path).ways(each, behind, siblings[behind.key]) if path else _NO_FILE
            if isinstance(found, str):
                self._left.append(Left(path, each.task.key, None, found))
            else:
                ways.append(found)
        return self._revised(self._search(ways), {each.task.key: self._names[each.behind] for each in missing})

    def renew(self, renewals: Sequence[Renewal]) -> Revised:
        ways = []
        for each in renewals:
            task = self._tasks[each.key]
            path = self._before.files.path_of(task.file)
            if found := ways_to_renew(path, self._page(path), task, each) if path else []:
                ways.append(found)
            else:
                noun = _NOUNS.get(each.field, each.field)
                self._left.append(Left(path, self._names[each.key], task.line, _NO_PLACE.format(noun=noun)))
        return self._revised(self._search(ways), {})

    def _search(self, ways: Sequence[Sequence[Revision]]) -> list[Revision]:
        return Search(self._proof, self._leave).settle(ways)

    def _leave(self, revision: Revision, reason: str) -> None:
        key = self._names[revision.beside] if revision.field else revision.expected.key
        line = revision.line if revision.field else None
        self._left.append(Left(revision.path, key, line, reason))

    def _revised(self, written: Sequence[Revision], behind: Mapping[str, str]) -> Revised:
        before = self._before
        imported = self._read(written)
        aligned = self._proof.align(written)
        new, names = aligned.new, aligned.names
        said = {names[task.key]: _renamed(task, names) for task in imported.plan.tasks}
        fields: dict[str, set[str]] = {}
        for each in written:
            fields.setdefault(names[each.beside] if each.field else each.expected.key, set()).add(each.field)
        live = tuple(_told(task, said.get(task.key), fields.get(task.key, set()), new.keys()) for task in before.live)
        return Revised(
            files=before.files.with_changed(self._apply(written)),
            imported=imported,
            live=live,
            edits=(*before.edits, *self._edits(written, {key: task.key for key, task in new.items()})),
            left=(*before.left, *self._left),
            added=before.added | {key: behind[key] for key in new},
        )

    def _edits(self, written: Sequence[Revision], new: Mapping[str, str]) -> Iterator[Edit]:
        places = places_of(written)
        for each in written:
            page, (span, text) = self._page(each.path), each.change
            if each.field:
                spot = Spot(SpotKind.WORDS, each.line, span)
                yield Edit(each.path, each.beside, None, spot, page.written_at(spot), text)
            else:
                spot = Spot(SpotKind.LINE, places[each.wish][1], span)
                yield Edit(each.path, new[each.expected.key], None, spot, "", text.lstrip("\r\n"))

    def _read(self, revisions: Sequence[Revision]) -> ImportedPlan:
        if self._last_read[0] != tuple(revisions):
            self._last_read = tuple(revisions), self._before.files.read(self._apply(revisions))
        return self._last_read[1]

    def _apply(self, revisions: Sequence[Revision]) -> dict[Path, bytes]:
        changes: dict[Path, list[Change]] = {}
        for each in revisions:
            changes.setdefault(each.path, []).append(each.change)
        return {path: self._page(path).source.with_changes(found) for path, found in changes.items()}

    def _inserts(self, path: Path) -> Inserts:
        if path not in self._writers:
            self._writers[path] = Inserts(path, self._page(path), self._taken)
        return self._writers[path]

    def _page(self, path: Path) -> Page:
        if path not in self._pages:
            source = open_source(self._before.files.contents[path], path.name)
            tasks = [task for task in self._tasks.values() if self._before.files.path_of(task.file) == path]
            self._pages[path] = Page(source, tasks, self._before.imported.report.format)
        return self._pages[path]


def _renamed(task: TaskDraft, names: Mapping[str, str]) -> TaskDraft:
    """In keys of the store; a need that only the file has is left to the next import."""
    needs = {field: tuple(names[key] for key in getattr(task, field) if names[key]) for field in _NEEDS}
    return task.model_copy(update={"key": names[task.key], **needs})


def _told(task: LiveTask, said: TaskDraft | None, written: Collection[str], new: Collection[str]) -> LiveTask:
    """The task with what the file says of it now, where it was written; "" when all of it was."""
    if said is None or "" in written:
        return task if said is None else task._replace(draft=said, draft_phase=task.phase)
    update: dict[str, object] = {field: getattr(said, field) for field in written}
    if written:
        update["raw"] = said.raw
    if "estimate" in written:
        update["estimate_minutes"] = said.estimate_minutes
    for field in _NEEDS if task.draft else ():
        if more := [key for key in getattr(said, field) if key in new]:
            update[field] = (*getattr(task.draft, field), *more) if field == "depends_on" else said.follows
    return task._replace(draft=task.draft.model_copy(update=update)) if task.draft and update else task
