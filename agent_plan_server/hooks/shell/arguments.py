"""The arguments of a command: options, their values, and operands."""

from collections.abc import Sequence
from typing import NamedTuple

from agent_plan_server.hooks.shell.words import Word

NO_VALUE = Word("")


class Arguments(NamedTuple):
    options: list[tuple[str, Word]]
    operands: list[Word]

    def has(self, *names: str) -> bool:
        return any(name in names for name, _ in self.options)

    def values(self, *names: str) -> list[Word]:
        return [value for name, value in self.options if name in names]


def parse_arguments(words: Sequence[Word], with_value: str = "") -> Arguments:
    """Options and operands; `with_value` lists, with spaces between, the options whose value may be the next word."""
    valued = with_value.split()
    options: list[tuple[str, Word]] = []
    operands: list[Word] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        text = word.text
        if text == "--" and not word.is_open:
            return Arguments(options, [*operands, *reversed(rest)])
        if not text.startswith("-") or text == "-":
            operands.append(word)
        elif text.startswith("--"):
            name, is_joined, value = text.partition("=")
            joined = Word(value, word.is_open) if is_joined else None
            options.append((name, joined or (rest.pop() if name in valued and rest else NO_VALUE)))
        else:
            _split_letters(word, valued, options, rest)
    return Arguments(options, operands)


def _split_letters(word: Word, valued: list[str], options: list[tuple[str, Word]], rest: list[Word]) -> None:
    """`-abc` is three options, unless one of them takes the rest of the word, or the next one, as its value."""
    letters = word.text[1:]
    for place, letter in enumerate(letters, 1):
        if f"-{letter}" in valued:
            value = Word(letters[place:], word.is_open) if letters[place:] else (rest.pop() if rest else NO_VALUE)
            options.append((f"-{letter}", value))
            return
        options.append((f"-{letter}", NO_VALUE))
