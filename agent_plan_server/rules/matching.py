"""Which task of one version of a plan is which task of another: by id, then by its line, then by its title.

Line numbers and positions do not survive an edit (measured over 713 edits of real plans), so they are not asked. Equal
tasks are told apart by their order, and only while there are as many of them as before: what could be two is no match.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from agent_plan_server.models.draft import TaskDraft

_ALIKE = 0.9
_MOST_COMPARED = 4  # titles that share the most words are compared letter by letter
_COMMON_WORD = 50  # a word in more titles than this tells nothing
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_BOX = re.compile(r"\[[^\w]?\]|\[[xX]\]")


class Landmark(NamedTuple):
    """What a task is found again by; `own_key` when the author wrote the key, else it was given by position."""

    key: str
    title: str
    own_key: bool = False
    raw: str = ""
    path: tuple[str, ...] = ()
    file: str | None = None


class Unsure(NamedTuple):
    """A task that could be one of several, or of none."""

    key: str
    candidates: tuple[str, ...]


class Matching(NamedTuple):
    """Key before → key after; `gone` and `added` match nothing at all."""

    pairs: dict[str, str]
    unsure: tuple[Unsure, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]


def landmark_of(draft: TaskDraft) -> Landmark:
    return Landmark(draft.key, draft.title, draft.own_key, draft.raw, draft.heading_path, draft.file)


def match_tasks(before: Iterable[Landmark], after: Iterable[Landmark]) -> Matching:
    """Match each task once at most; keys must be unique on each side. 10,000 tasks that all changed take seconds."""
    return _Matcher(before, after).match()


class _Matcher:
    def __init__(self, before: Iterable[Landmark], after: Iterable[Landmark]) -> None:
        self._before = {mark.key: mark for mark in before}
        self._after = {mark.key: mark for mark in after}
        self._added = tuple(self._after)
        self._gone = tuple(self._before)
        self._pairs: dict[str, str] = {}

    def match(self) -> Matching:
        self._pair_equal(lambda mark: (mark.key, _words(mark.title)) if mark.own_key else None)
        self._pair_ids()
        self._pair_equal(lambda mark: (mark.file, mark.path, _line(mark)) if mark.raw else None)
        self._pair_equal(lambda mark: (mark.file, mark.path, _words(mark.title)))
        self._pair_equal(lambda mark: _line(mark) or None, most=1)
        self._pair_equal(lambda mark: _words(mark.title) or None, most=1)
        alike = self._pair_alike()
        unsure = tuple(Unsure(key, tuple(names)) for key, names in alike.items() if key in self._before)
        doubted = {name for each in unsure for name in each.candidates}
        return Matching(
            pairs={key: self._pairs[key] for key in self._gone if key in self._pairs},
            unsure=unsure,
            gone=tuple(key for key in self._gone if key in self._before and key not in alike),
            added=tuple(key for key in self._added if key in self._after and key not in doubted),
        )

    def _pair(self, old: Landmark, new: Landmark) -> None:
        self._pairs[old.key] = new.key
        del self._before[old.key], self._after[new.key]

    def _pair_equal(self, identity: Callable[[Landmark], Hashable | None], most: int = 1_000_000) -> None:
        """Pair those of the same identity in their order, where both sides have equally many of them."""
        groups = _group(self._after.values(), identity)
        for same, olds in _group(self._before.values(), identity).items():
            if len(olds) == len(groups.get(same, ())) <= most:
                for old, new in zip(olds, groups[same], strict=True):
                    self._pair(old, new)

    def _pair_ids(self) -> None:
        """The same id is the same task, unless the titles say that the author has counted anew."""
        titles_before = Counter(_words(mark.title) for mark in self._before.values())
        titles_after = Counter(_words(mark.title) for mark in self._after.values())
        for old in [mark for mark in self._before.values() if mark.own_key]:
            new = self._after.get(old.key)
            if new is None or not new.own_key:
                continue
            if not titles_after[_words(old.title)] and not titles_before[_words(new.title)]:
                self._pair(old, new)

    def _pair_alike(self) -> dict[str, list[str]]:
        """Pair what is left by similar titles where only one fits; the others with what each could be."""
        titles = _Titles(self._after)
        found = {old.key: self._alike(old, titles) for old in self._before.values()}
        asked = Counter(name for names in found.values() for name in names)
        for key, names in found.items():
            if len(names) == 1 and asked[names[0]] == 1:
                self._pair(self._before[key], self._after[names[0]])
        return {key: names for key, names in found.items() if names}

    def _alike(self, old: Landmark, titles: "_Titles") -> list[str]:
        found = [mark for mark in titles.near(old) if _are_alike(old.title, mark.title)]
        beside = [mark for mark in found if (mark.file, mark.path) == (old.file, old.path)]
        return [mark.key for mark in beside or found]


class _Titles:
    """Titles by their words, so that each is compared with the few that share the most."""

    def __init__(self, marks: dict[str, Landmark]) -> None:
        self._marks = marks
        self._named: dict[str, list[str]] = {}
        for key, mark in marks.items():
            for word in set(_words(mark.title).split()):
                self._named.setdefault(word, []).append(key)

    def near(self, mark: Landmark) -> Iterator[Landmark]:
        shared: Counter[str] = Counter()
        for word in set(_words(mark.title).split()):
            if len(named := self._named.get(word, ())) <= _COMMON_WORD:
                shared.update(named)
        yield from (self._marks[key] for key, _ in shared.most_common(_MOST_COMPARED))


def _group(
    marks: Iterable[Landmark], identity: Callable[[Landmark], Hashable | None]
) -> dict[Hashable, list[Landmark]]:
    groups: dict[Hashable, list[Landmark]] = {}
    for mark in marks:
        if (same := identity(mark)) is not None:
            groups.setdefault(same, []).append(mark)
    return groups


def _words(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def _line(mark: Landmark) -> str:
    """The line without its state: a tick makes no other task of it."""
    return _BOX.sub("[]", mark.raw).strip()


def _are_alike(one: str, other: str) -> bool:
    """At least 0.9 by Ratcliff and Obershelp; "Module 1" and "Module 2" are two tasks whatever else they share."""
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
