"""Which tasks of a plan a text names: by id, by a range of ids, or by the words of a title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask
from agent_plan_server.importers.words.dependencies import RANGE_SIGN, SEPARATOR
from agent_plan_server.importers.words.titles import comparable

_TOKEN = re.compile(r"#?\w+(?:[.\-/]\w+)*")
_TO = re.compile(RANGE_SIGN)
_NUMBERS = re.compile(rf"[\s#]*\d{{1,4}}[a-z]?(?:(?:{SEPARATOR}|{RANGE_SIGN})[\s#]*\d{{1,4}}[a-z]?)*[\s.]*", re.I)
_QUOTED = re.compile(r"[\"“„«「]([^\"”“»」\n]{3,200})[\"”“»」]")
_ASIDE = re.compile(r"\s[–—-]{1,2}\s|;\s|\s[([]|\s(?:in|at|en|dans|im|unter|em|в)\s\S{0,80}[/.]\S{0,80}$")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_SPLIT = re.compile(SEPARATOR)
_ARTICLES = frozenset(
    (
        "the", "das", "der", "die", "den", "dem", "des", "le", "la", "les", "l", "du", "de", "el", "los", "las", "del",
        "o", "as", "os", "do", "da", "il", "lo", "gli", "i", "het", "det",
    )
)  # fmt: skip
# Words that say in which state a thing must be, not which thing.
_STATES = frozenset(
    (
        "is", "are", "was", "has", "have", "been", "be", "done", "finished", "merged", "complete", "completed", "ready",
        "live", "approved", "task", "card", "item", "step", "ist", "sind", "war", "fertig", "abgeschlossen", "est",
        "sont", "terminé", "fini", "está", "lista", "listo", "pronto", "klar", "valmis", "готов", "готова",
    )
)  # fmt: skip
_CONTENT = 4  # letters of a word that carries meaning
_STEM = 4  # letters that two forms of a word share ("Montage", "montieren")
_LONG_STEM = 6  # letters, when one word alone decides
_MOST_ALIKE = 50  # titles with one word in common: more say nothing
_MOST_WORDS = 8
_MOST_OF_A_RANGE = 200


class Names:
    """Looks names up in a plan whose tasks are known; a name of several tasks means the one of the same phase."""

    def __init__(self, phases: Sequence[FoundPhase], keys: Mapping[FoundTask, str] | None = None) -> None:
        self._phases = phases
        self._keys = keys or {}

    # Only who looks a name up pays for the tables: most plans name no task anywhere.
    @cached_property
    def _titles(self) -> dict[FoundTask, str]:
        """The title of each task when the first name was looked up: who asks may shorten it."""
        return {task: task.title for phase in self._phases for task in phase.tasks}

    @cached_property
    def _named(self) -> dict[str, list[FoundTask]]:
        named: dict[str, list[FoundTask]] = {}
        for task in self._titles:
            for name in {each.casefold() for each in (self._keys.get(task), task.id, *task.aliases) if each}:
                named.setdefault(name, []).append(task)
        return self._numbered() | named

    def _numbered(self) -> dict[str, list[FoundTask]]:
        """ "2" and "#2" are the second item of a numbered list, unless a task is called so."""
        numbered: dict[str, list[FoundTask]] = {}
        for task in self._titles:
            for name in (task.ordinal, f"#{task.ordinal}") if task.ordinal and not task.id else ():
                numbered.setdefault(name, []).append(task)
        return numbered

    @cached_property
    def _tasks(self) -> list[FoundTask]:
        return list(self._titles)

    @cached_property
    def _place(self) -> dict[FoundTask, int]:
        return {task: place for place, task in enumerate(self._titles)}

    @cached_property
    def _phase_of(self) -> dict[FoundTask, FoundPhase]:
        return {task: phase for phase in self._phases for task in phase.tasks}

    @cached_property
    def _titled(self) -> dict[str, list[FoundTask]]:
        titled: dict[str, list[FoundTask]] = {}
        for task, title in self._titles.items():
            titled.setdefault(comparable(title), []).append(task)
        heads: dict[str, list[FoundTask]] = {}
        for task, title in self._titles.items():
            if (head := _ASIDE.split(title, maxsplit=1)[0]) != title:
                heads.setdefault(comparable(head), []).append(task)
        # "Templates" is "Templates in theme/", unless two tasks begin so.
        return titled | {head: tasks for head, tasks in heads.items() if len(tasks) == 1 and head not in titled}

    @cached_property
    def _stems(self) -> dict[str, list[FoundTask]]:
        stems: dict[str, list[FoundTask]] = {}
        for task, title in self._titles.items():
            for stem in {word[:_STEM] for word in _words_of(title)}:
                stems.setdefault(stem, []).append(task)
        return stems

    def named(self, name: str, phase: FoundPhase | None = None) -> FoundTask | None:
        """The task of that id."""
        known = self._named.get(name.casefold()) or self._named.get(name.removeprefix("#").casefold(), [])
        return self._one_of(known, phase)

    def ids_in(self, text: str, phase: FoundPhase | None = None) -> list[FoundTask]:
        """The tasks whose ids stand in a text, those inside a range too; a bare number counts among numbers only."""
        only_numbers = _NUMBERS.fullmatch(text) is not None
        found: list[tuple[FoundTask, int, int]] = []
        for match in _TOKEN.finditer(text):
            for start, end in self._parts(match):
                name = text[start:end]
                may_be = only_numbers or (not name.isdigit() and _is_id(name, text))
                task = self.named(name, phase) if may_be else None
                if task is not None:
                    found.append((task, start, end))
        tasks = [task for task, _, _ in found]
        for (first, _, end), (last, start, _) in pairwise(found):
            if _TO.fullmatch(text, end, start):
                tasks += self._between(first, last)
        return sorted(set(tasks), key=self._place.__getitem__)

    def titled(self, text: str, asking: FoundTask | None = None, phase: FoundPhase | None = None) -> FoundTask | None:
        """The task that a text calls by its title, a part of it, or other forms of its words; None when in doubt."""
        for quoted in _QUOTED.findall(text):
            if task := self.called(quoted, phase):
                return task
        if task := self.called(text, phase):
            return task
        said = comparable(text).split()
        has_article = bool(said) and said[0] in _ARTICLES
        words = [word for word in said if len(word) >= _CONTENT and word not in _STATES]
        if not words or len(said) > _MOST_WORDS:
            return None
        if len(words) == 1 and not has_article:
            return None
        alike = [task for task in self._candidates(words) if task is not asking]
        if asking is not None:
            alike = [task for task in alike if self._place[task] < self._place[asking]]
        return alike[0] if len(alike) == 1 else None

    def parts_of(self, text: str) -> Iterator[str]:
        """ "The schema, the API and the UI" one by one."""
        yield from (part.strip() for part in _SPLIT.split(text) if part.strip())

    def called(self, text: str, phase: FoundPhase | None = None) -> FoundTask | None:
        """The task of exactly that title, but for an article and the words of a state."""
        said = comparable(text)
        words = said.split()
        while words and words[-1] in _STATES:
            words.pop()
        bare = " ".join(words[1:] if words and words[0] in _ARTICLES else words)
        for form in (said, " ".join(words), bare):
            if form and (task := self._one_of(self._titled.get(form, []), phase)):
                return task
        return None

    def _candidates(self, words: list[str]) -> list[FoundTask]:
        """The tasks in whose titles every word stands in some form."""
        lists = [self._stems.get(word[:_STEM], []) for word in words]
        fewest = min(lists, key=len)
        if len(fewest) > _MOST_ALIKE:
            return []
        shared = _LONG_STEM if len(words) == 1 else _STEM
        return [task for task in fewest if _has_all(_words_of(task.title), words, shared)]

    def _parts(self, match: re.Match[str]) -> list[tuple[int, int]]:
        """A token, or the two ids of "A1-A3"."""
        start, end = match.span()
        if match.group().casefold() in self._named:
            return [(start, end)]
        first, hyphen, last = match.group().partition("-")
        if hyphen and {first.casefold(), last.casefold()} <= self._named.keys():
            return [(start, start + len(first)), (end - len(last), end)]
        return [(start, end)]

    def _between(self, first: FoundTask, last: FoundTask) -> list[FoundTask]:
        """The tasks from one id to another of the same kind, as they stand in the plan."""
        start, end = self._place[first] + 1, self._place[last]
        inner = self._tasks[start : min(end, start + _MOST_OF_A_RANGE)]
        return [task for task in inner if _kind_of(task.id) == _kind_of(first.id)]

    def _one_of(self, tasks: list[FoundTask], phase: FoundPhase | None) -> FoundTask | None:
        if phase is not None and len(tasks) > 1:
            return next((task for task in tasks if self._phase_of[task] is phase), tasks[0])
        return tasks[0] if tasks else None


def _words_of(title: str) -> list[str]:
    """The words of a title; those in brackets only explain it."""
    return comparable(_BRACKETS.sub("", title)).split()


def _is_id(name: str, text: str) -> bool:
    """A word alone is an id only when nothing else is said."""
    return any(mark.isdigit() for mark in name) or name == text.strip()


def _kind_of(name: str) -> str:
    return re.sub(r"\d+[a-z]?$", "", name)


def _has_all(title: list[str], words: list[str], shared: int) -> bool:
    return all(any(_is_form(word, each, shared) for each in title) for word in words)


def _is_form(word: str, other: str, shared: int) -> bool:
    """ "Router" and "Routers", "montage" and "monter": one word in two forms."""
    return word == other or (min(len(word), len(other)) >= shared and word[:shared] == other[:shared])
