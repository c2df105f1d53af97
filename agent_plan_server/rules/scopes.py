"""Which paths a task touches, and whether two tasks touch the same one.

A pattern is relative to the repository. Without a wildcard it names a file, or a folder with all that is in it; with
`*`, `?` and `**` it is a glob. A pattern without a wildcard counts as a folder only where the other pattern says that
it is one: otherwise `**/*.md` would meet every file.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest, LimitExceeded
from agent_plan_server.models.scope import Overlap
from agent_plan_server.rules.globs import meet_globs
from agent_plan_server.rules.limits import (
    PATTERN_CHARACTERS,
    PATTERN_WILDCARDS,
    PATTERNS_PER_CLAIM,
    strip_hidden,
)

_AS_IN = 'Name a file or a folder of the repository, as in "src/auth/**".'
_WILDCARD = re.compile(r"[*?]")
# A star in the name of a real file must not act as a wildcard; no pattern can hold this character.
_STARS_OF_A_FILE = str.maketrans("*?", "\0\0")
# Files with names that only a star matches, in a folder and deeper in it than wildcards of one name can reach.
_ANY_FILES = [
    ["\0" * length] * depth for length in (1, PATTERN_WILDCARDS + 1) for depth in (1, 2, PATTERN_WILDCARDS + 1)
]


def normalise_scope(patterns: Iterable[str]) -> tuple[str, ...]:
    """The patterns in one spelling, each once; raises InvalidRequest or LimitExceeded."""
    return join_scopes((), tuple(map(normalise_pattern, patterns)))


def usable_scope(patterns: Iterable[str]) -> tuple[str, ...]:
    """The same without those that cannot be a scope: a path outside the repository is nobody's."""
    usable: list[str] = []
    for pattern in patterns:
        try:
            usable.extend(normalise_scope([pattern]))
        except InvalidRequest:
            continue
    return tuple(dict.fromkeys(usable))


def join_scopes(scope: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    """Two normalised scopes as one; raises LimitExceeded, but not for a long one to which nothing is added."""
    if not added:
        return scope
    joined = tuple(dict.fromkeys((*scope, *added)))
    if len(joined) > max(PATTERNS_PER_CLAIM, len(scope)):
        raise LimitExceeded(
            f"The scope has {len(joined)} patterns; the limit is {PATTERNS_PER_CLAIM}.",
            'Name folders instead of files, as in "src/auth/**".',
        )
    return joined


def normalise_pattern(pattern: str) -> str:
    """One spelling for each pattern; raises InvalidRequest for what cannot be a path of the repository."""
    text = unicodedata.normalize("NFC", pattern.strip()).replace("\\", "/")
    if not text.isprintable() or strip_hidden(text) != text:
        raise InvalidRequest(f"The path {text[:PATTERN_CHARACTERS]!a} holds characters that nobody sees.", _AS_IN)
    if text.startswith(("/", "~/")) or text[1:3] == ":/":
        raise InvalidRequest(f"The path {text[:PATTERN_CHARACTERS]!r} is not inside the repository.", _AS_IN)
    names = _split_names(text)
    if not names:
        raise InvalidRequest("The path is empty.", _AS_IN)
    if ".." in names:
        raise InvalidRequest(f"The path {text[:PATTERN_CHARACTERS]!r} leads out of its folder.", _AS_IN)
    return _check_size("/".join(names), sum(map(_count_wildcards, names)))


def _split_names(text: str) -> list[str]:
    names = [name.strip() for name in text.split("/")]
    names = [_fold_stars(name) for name in names if name not in ("", ".")]
    if names and text.endswith("/"):
        names.append("**")
    return [name for before, name in pairwise(["", *names]) if not before == name == "**"]


def _fold_stars(name: str) -> str:
    if not name.strip("*"):
        return name[:2]
    while "**" in name:
        name = name.replace("**", "*")
    return name


def _count_wildcards(name: str) -> int:
    return 1 if name == "**" else name.count("*") + name.count("?")


def _check_size(pattern: str, wildcards: int) -> str:
    if len(pattern) > PATTERN_CHARACTERS:
        raise LimitExceeded(
            f"The path has {len(pattern)} characters; the limit is {PATTERN_CHARACTERS}.", "Name a folder above it."
        )
    if wildcards > PATTERN_WILDCARDS:
        raise LimitExceeded(
            f"The path {pattern!r} has {wildcards} wildcards; the limit is {PATTERN_WILDCARDS}.",
            'Name a folder, as in "src/auth/**".',
        )
    return pattern


def find_overlap(wanted: Sequence[str], held: Sequence[str]) -> Overlap | None:
    """The first two patterns that meet; all must be normalised."""
    for want in wanted:
        for hold in held:
            path = common_path(want, hold)
            if path is not None:
                return Overlap(wanted=want, held=hold, path=path)
    return None


def common_path(a: str, b: str) -> str | None:
    """A path that both normalised patterns match, the same for (b, a); None when they never meet."""
    one, other = _read(a), _read(b)
    if (len(one.lead), a) > (len(other.lead), b):
        one, other = other, one
    if not _is_at_or_above(one.lead, other.lead):
        return None
    if one.is_subtree or not one.is_glob:
        return _example(other.text)
    return meet_globs(one.names, other.names)


def lead_of(pattern: str) -> str:
    """The folder that a normalised pattern begins with, up to its first wildcard; all of it where there is none."""
    found = _WILDCARD.search(pattern)
    return pattern if found is None else pattern[: max(pattern.rfind("/", 0, found.start()), 0)]


def covers(patterns: Iterable[str], path: str) -> bool:
    """Whether a file of the repository lies in the scope: named, matched by a glob, or under a named folder."""
    file = unicodedata.normalize("NFC", path).translate(_STARS_OF_A_FILE)
    return any(_covers_file(_read(pattern), file) for pattern in patterns)


def covers_folder(patterns: Sequence[str], folder: str) -> bool:
    """Whether whatever may lie in a folder lies in the scope; "" is the whole repository."""
    return all(covers(patterns, "/".join([*_split_folder(folder), *rest])) for rest in _ANY_FILES)


def meets_folder(patterns: Iterable[str], folder: str) -> bool:
    """Whether something of the scope may lie in a folder; "" is the whole repository."""
    names = unicodedata.normalize("NFC", folder).translate(_STARS_OF_A_FILE)
    return any(common_path("/".join([*_split_folder(names), "**"]), pattern) is not None for pattern in patterns)


def _split_folder(folder: str) -> list[str]:
    return folder.split("/") if folder else []


def _covers_file(pattern: "_Pattern", file: str) -> bool:
    if not _is_at_or_above(pattern.lead, file):
        return False
    return not pattern.is_glob or pattern.is_subtree or meet_globs(pattern.names, file.split("/")) is not None


class _Pattern(NamedTuple):
    text: str
    names: tuple[str, ...]
    lead: str
    """The names before the first wildcard: a folder, or the whole pattern."""
    is_glob: bool
    is_subtree: bool


@lru_cache(maxsize=8192)
def _read(text: str) -> _Pattern:
    lead = lead_of(text)
    return _Pattern(
        text=text,
        names=tuple(text.split("/")),
        lead=lead,
        is_glob=lead != text,
        is_subtree=text in ("**", f"{lead}/**"),
    )


@lru_cache(maxsize=8192)
def _example(text: str) -> str | None:
    names = _read(text).names
    return meet_globs(names, names)


def _is_at_or_above(folder: str, path: str) -> bool:
    return path.startswith(folder) and (not folder or len(path) == len(folder) or path[len(folder)] == "/")
