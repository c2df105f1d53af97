"""What the commands of a line write, gathered one after the other."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from agent_plan_server.hooks.shell.words import Word


class Call(NamedTuple):
    """A command with its arguments; `bodies` are its here-documents."""

    name: str
    arguments: list[Word]
    bodies: list[str]


class Writes:
    """What is written from a folder, gathered as `Reading` has it.

    `folder` is absent where a `cd` led to a place that cannot be told; `inner` are command lines that a command runs.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder
        self.paths: list[str] = []
        self.made: list[str] = []
        self.inner: list[str] = []
        self.is_unclear = False

    def add(self, *words: Word) -> None:
        self.paths += self._places(words)

    def add_whole(self, *words: Word) -> None:
        """Files, and folders with everything in them."""
        self.paths += [f"{place}/" if _is_folder(place) else place for place in self._places(words)]

    def add_existing(self, *words: Word) -> None:
        """Those that are there; the others are names of something else."""
        self.add_whole(*[word for word in words if any(map(os.path.lexists, self._places([word])))])

    def add_made(self, *words: Word) -> None:
        self.made += self._places(words)

    def add_into(self, target: Word, sources: Sequence[Word]) -> None:
        """The target, or what gets the names of the sources in it where it is a folder."""
        trees = [any(map(_is_folder, self._places([source]))) for source in sources]
        names = [target] * len(sources)
        if target.text.endswith("/") or any(map(os.path.isdir, self._places([target]))):
            names = [_inside(target, source) for source in sources]
        for name, is_tree in zip(names, trees, strict=True):
            self.paths += [f"{place}/" if is_tree else place for place in self._places([name])]

    def move(self, word: Word | None) -> None:
        """Go to another folder: home without a word, nobody knows where with an open one."""
        text = os.path.expanduser("~") if word is None else word.text
        is_known = word is None or not (word.is_open or text in ("-", ""))
        places = self._places([Word(text)]) if is_known and (self.folder or os.path.isabs(text)) else []
        self.folder = places[0] if places else None

    def give_up(self) -> None:
        self.is_unclear = True

    def _places(self, words: Sequence[Word]) -> list[str]:
        places = []
        for word in words:
            if word.is_open or (self.folder is None and not os.path.isabs(word.text)):
                self.is_unclear = True
            elif word.text:
                places.append(os.path.join(self.folder or "", word.text).rstrip("/") or "/")
        return places


def _inside(folder: Word, source: Word) -> Word:
    """What gets the name of the source in a folder."""
    name = os.path.basename(source.text.rstrip("/"))
    return Word(os.path.join(folder.text, name), folder.is_open or source.is_open)


def _is_folder(place: str) -> bool:
    """Not a link to one: that is dropped or replaced alone."""
    return os.path.isdir(place) and not os.path.islink(place)
