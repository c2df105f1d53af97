"""The words of a shell command line, as far as they stand there: one pass, nothing is expanded and nothing is run.

What a shell would only know when it runs (variables, substitutions, globs, braces) makes a word open: its text is not
what the command gets. The text inside a substitution is handed back, to be read as a command line of its own.
"""

import os
from typing import NamedTuple

_OPERATORS = ("<<<", "<<-", "&>>", "&&", "||", "|&", ";;", "<<", ">>", ">|", "<>", ">&", "<&", "&>", "|", "&", ";")
_BREAKS = " \t\r\n;&|<>()"
_OPENING = "*?[{"
# Commands and brackets of the shell that only look like a glob.
_NEVER_GLOBS = ("[", "[[", "{", "{}")


class Word(NamedTuple):
    """`is_open`: what the command gets differs from the text. `is_quoted`: some of it stood in quotes."""

    text: str
    is_open: bool = False
    is_quoted: bool = False


class Operator(NamedTuple):
    """`;`, `&&`, `|`, a newline, a parenthesis or a redirection, whose number was dropped."""

    text: str


class Words(NamedTuple):
    """`bodies` are the here-documents, in order. `inner` are the texts of substitutions. `is_whole`: it can be read."""

    tokens: list[Word | Operator]
    bodies: list[str]
    inner: list[str]
    is_whole: bool


class _Unfinished(Exception):
    """A quote or a substitution that does not end."""


def split_words(text: str) -> Words:
    """Everything up to the place where the text can no longer be read."""
    reader = _Reader(text)
    try:
        reader.read()
    except _Unfinished:
        return Words(reader.tokens, reader.bodies, reader.inner, is_whole=False)
    return Words(reader.tokens, reader.bodies, reader.inner, is_whole=True)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.tokens: list[Word | Operator] = []
        self.bodies: list[str] = []
        self.inner: list[str] = []
        # Delimiters of here-documents whose bodies begin after the next newline.
        self._awaited: list[tuple[str, bool]] = []
        self._is_delimiter_next = self._are_tabs_dropped = False

    def read(self) -> None:
        while self._at < len(self._text):
            character = self._text[self._at]
            if character in " \t\r":
                self._at += 1
            elif character == "#":
                self._at = self._find("\n", self._at, len(self._text))
            elif character == "\n":
                self._at += 1
                self.tokens.append(Operator("\n"))
                self._read_bodies()
            elif self._text[self._at : self._at + 2] in ("<(", ">("):
                self._at += 2
                self.inner.append(self._skip_parentheses())
                self.tokens.append(Word("", is_open=True))
            elif self._text.startswith("((", self._at):
                self._at += 1
                self.tokens.append(Word(":", is_open=not self._skip_parentheses().endswith(")")))
            elif character in "()":
                self._at += 1
                self.tokens.append(Operator(character))
            elif character in "<>&|;":
                self._read_operator()
            else:
                self._read_word()
        self._read_bodies()

    def _read_operator(self) -> None:
        operator = next((o for o in _OPERATORS if self._text.startswith(o, self._at)), self._text[self._at])
        self._at += len(operator)
        self.tokens.append(Operator(operator))
        if operator in ("<<", "<<-"):
            self._is_delimiter_next, self._are_tabs_dropped = True, operator == "<<-"

    def _read_word(self) -> None:
        parts: list[str] = []
        is_open = is_quoted = is_glob = False
        if self._text[self._at] == "~":
            is_open = not self._read_home(parts)
        while self._at < len(self._text) and (character := self._text[self._at]) not in _BREAKS:
            self._at += 1
            if character == "\\":
                is_quoted = True
                self._read_escaped(parts)
            elif character == "'":
                is_quoted = True
                parts.append(self._take_until("'"))
            elif character == '"':
                is_quoted = True
                is_open |= self._read_double_quoted(parts)
            elif character in "$`":
                is_open |= self._read_dollar(character, parts)
            else:
                is_glob |= character in _OPENING
                parts.append(character)
        text = "".join(parts)
        self._finish_word(text, is_open or (is_glob and text not in _NEVER_GLOBS), is_quoted)

    def _finish_word(self, text: str, is_open: bool, is_quoted: bool) -> None:
        following = self._text[self._at : self._at + 1]
        if self._is_delimiter_next:
            self._is_delimiter_next = False
            self._awaited.append((text, self._are_tabs_dropped))
        elif text.isdigit() and not is_quoted and following and following in "<>":
            return  # the number of a stream
        else:
            self.tokens.append(Word(text, is_open, is_quoted))

    def _read_home(self, parts: list[str]) -> bool:
        """Whether the tilde is the caller's own home, which is known."""
        self._at += 1
        is_own = self._at == len(self._text) or self._text[self._at] in _BREAKS + "/"
        parts.append(os.path.expanduser("~") if is_own else "~")
        return is_own

    def _read_escaped(self, parts: list[str]) -> None:
        character = self._text[self._at : self._at + 1]
        self._at += 1
        if character != "\n":
            parts.append(character)

    def _read_double_quoted(self, parts: list[str]) -> bool:
        is_open = False
        while self._at < len(self._text):
            character = self._text[self._at]
            self._at += 1
            if character == '"':
                return is_open
            if character == "\\":
                if self._text[self._at : self._at + 1] not in ('"', "\\", "$", "`", "\n"):
                    parts.append("\\")
                self._read_escaped(parts)
            elif character in "$`":
                is_open |= self._read_dollar(character, parts)
            else:
                parts.append(character)
        raise _Unfinished

    def _read_dollar(self, character: str, parts: list[str]) -> bool:
        """Whether something here is only known to the shell; the text inside of a substitution is kept."""
        following = self._text[self._at : self._at + 1]
        if character == "`":
            self.inner.append(self._take_until("`"))
        elif following == "(":
            is_sum = self._text.startswith("((", self._at)
            self._at += 1
            inside = self._skip_parentheses()
            self.inner += [] if is_sum else [inside]
        elif following == "'":
            self._at += 1
            self._skip_quoted(following, has_escapes=True)
        elif following == "{":
            self._take_until("}")
        elif not (following.isalnum() or (following and following in "_@*#?$!-")):
            parts.append(character)
            return False
        return True

    def _skip_parentheses(self) -> str:
        """The text up to the parenthesis that closes the one before it; quotes count."""
        start, depth = self._at, 1
        while self._at < len(self._text):
            character = self._text[self._at]
            self._at += 1
            if character == "\\":
                self._at += 1
            elif character in "'\"":
                self._skip_quoted(character, has_escapes=character == '"')
            elif character in "()":
                depth += 1 if character == "(" else -1
                if not depth:
                    return self._text[start : self._at - 1]
        raise _Unfinished

    def _skip_quoted(self, quote: str, *, has_escapes: bool) -> None:
        while self._at < len(self._text):
            character = self._text[self._at]
            self._at += 2 if character == "\\" and has_escapes else 1
            if character == quote:
                return
        raise _Unfinished

    def _take_until(self, end: str) -> str:
        start = self._at
        found = self._find(end, start, -1)
        if found < 0:
            self._at = len(self._text)
            raise _Unfinished
        self._at = found + 1
        return self._text[start:found]

    def _read_bodies(self) -> None:
        awaited, self._awaited = self._awaited, []
        for delimiter, are_tabs_dropped in awaited:
            lines: list[str] = []
            while self._at < len(self._text):
                end = self._find("\n", self._at, len(self._text))
                line = self._text[self._at : end]
                self._at = end + 1
                if (line.lstrip("\t") if are_tabs_dropped else line).removesuffix("\r") == delimiter:
                    break
                lines.append(line)
            self.bodies.append("\n".join(lines))

    def _find(self, what: str, start: int, otherwise: int) -> int:
        found = self._text.find(what, start)
        return otherwise if found < 0 else found
