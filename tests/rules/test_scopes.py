"""Scopes against a matcher that shares nothing with them: a regular expression over a small world of paths."""

import random
import re
import unicodedata
from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent_plan_server.errors import InvalidRequest, LimitExceeded
from agent_plan_server.models.scope import Overlap
from agent_plan_server.rules.scope_index import ScopeIndex
from agent_plan_server.rules.scopes import common_path, covers, find_overlap, normalise_pattern, normalise_scope

NAMES = ("a", "b", "ab", "ba", "aba", "abb", ".a")
WORLD = tuple("/".join(names) for depth in (1, 2, 3, 4) for names in product(NAMES, repeat=depth))
PARTS = ("a", "b", "ab", "*", "?", "a*", "*b", "?a", "*a*", "a?b", ".*", "**", "**")


@cache
def to_expression(glob: str) -> re.Pattern[str]:
    path = "/" + glob
    for token, meaning in (("/**", "\1"), ("*", "\2"), ("?", "\3")):
        path = path.replace(token, meaning)
    text = re.escape(path).replace("\1", "(?:/[^/]+)*").replace("\2", "[^/]*").replace("\3", "[^/]")
    return re.compile(text)


def matches(glob: str, path: str) -> bool:
    return to_expression(glob).fullmatch("/" + path) is not None


def is_literal(pattern: str) -> bool:
    return "*" not in pattern and "?" not in pattern


def holds(pattern: str, path: str) -> bool:
    return matches(pattern, path) or (is_literal(pattern) and path.startswith(pattern + "/"))


@cache
def places(pattern: str) -> frozenset[str]:
    return frozenset(path for path in WORLD if matches(pattern, path))


def make_patterns(count: int) -> list[str]:
    chance = random.Random(20261)
    drawn = ("/".join(chance.choices(PARTS, k=chance.randint(1, 4))) for _ in range(count))
    return [normalise_pattern(pattern) for pattern in drawn]


def test_no_overlap_of_ten_thousand_random_pairs_is_missed_or_invented():
    patterns = make_patterns(400)
    chance = random.Random(20262)
    met = 0

    for _ in range(10_000):
        a, b = chance.choice(patterns), chance.choice(patterns)
        path = common_path(a, b)

        assert path == common_path(b, a), (a, b)
        assert path is not None or not places(a) & places(b), (a, b)
        assert path is None or (holds(a, path) and holds(b, path)), (a, b, path)
        met += path is not None

    assert 1_000 < met < 9_000


FOLDERS = ("src", "app", "[id]", "(shop)", ".github", "v1.2", "café", "a+b")
FILES = (
    "a.py",
    "test_a.py",
    "a.test.ts",
    "page.tsx",
    "[slug].md",
    "{a,b}.css",
    "Makefile",
    ".env",
    "文書.md",
    "README",
)
WRITTEN = (
    "*",
    "**",
    "**",
    "?",
    "*.py",
    "test_*.py",
    "*.test.*",
    "[*]",
    "[?d]",
    "*.md",
    "v?.*",
    ".*",
    "a*",
    "文*",
    "*é",
    "{*}.css",
)
PLACES = tuple(
    "/".join((*folders, file))
    for depth in range(3)
    for folders in product(FOLDERS, repeat=depth)
    for file in (*FILES, *FOLDERS)
)


def make_scopes(count: int) -> list[tuple[str, ...]]:
    """Scopes as plans have them: files, folders with and without a slash, globs anywhere, letters of every kind."""
    chance = random.Random(20263)

    def make_pattern() -> str:
        names = chance.choices((*FOLDERS, *WRITTEN), k=chance.randint(0, 2))
        return "/".join((*names, chance.choice((*FOLDERS, *FILES, *FILES, *WRITTEN)))) + chance.choice(
            ("", "", "", "/")
        )

    return [normalise_scope(make_pattern() for _ in range(chance.randint(1, 3))) for _ in range(count)]


@cache
def written_places(pattern: str) -> frozenset[str]:
    return frozenset(path for path in PLACES if matches(pattern, path))


def names_folder_of(folder: str, pattern: str) -> bool:
    """Whether a pattern without a wildcard is a folder that the other one, before its first wildcard, goes into."""
    return is_literal(folder) and re.split(r"[^/]*[*?]", pattern)[0].startswith(folder + "/")


def must_meet(a: str, b: str) -> bool:
    return bool(written_places(a) & written_places(b)) or names_folder_of(a, b) or names_folder_of(b, a)


def test_no_overlap_of_ten_thousand_pairs_of_scopes_as_plans_have_them_is_missed_or_invented():
    scopes = make_scopes(600)
    chance = random.Random(20264)
    met = 0

    for _ in range(10_000):
        a, b = chance.choice(scopes), chance.choice(scopes)
        overlap, indexed = find_overlap(a, b), ScopeIndex([(None, b)]).find_overlap(a)

        assert (overlap is None) == (indexed is None) == (find_overlap(b, a) is None), (a, b)
        if overlap is None:
            assert not any(must_meet(one, other) for one in a for other in b), (a, b)
            continue
        assert holds(overlap.wanted, overlap.path), (a, b, overlap)
        assert holds(overlap.held, overlap.path), (a, b, overlap)
        met += 1

    assert 1_000 < met < 9_000, met


paths = st.lists(st.text("abc.é[]-_ ", min_size=1, max_size=6), min_size=1, max_size=5).map("/".join)


@st.composite
def globs_of(draw: st.DrawFn, path: str) -> str:
    """Some glob that matches the path."""
    names: list[str] = []
    for name in path.split("/"):
        start, end = sorted((draw(st.integers(0, len(name))), draw(st.integers(0, len(name)))))
        names += draw(st.sampled_from(((), ("**",))))
        names += [draw(st.sampled_from((name, name, "**", "?" * len(name), name[:start] + "*" + name[end:])))]
    return "/".join(name for before, name in pairwise(["", *names]) if not before == name == "**")


@st.composite
def pairs_over_one_path(draw: st.DrawFn) -> tuple[str, str]:
    path = draw(paths.filter(lambda path: not {".", ".."} & set(path.split("/"))))
    return draw(globs_of(path)), draw(globs_of(path))


@given(pairs_over_one_path())
@example(("**", "**"))
@example((".*", "*."))
@example(("*?", ".*"))
def test_two_globs_over_one_path_meet_in_a_path_that_both_match(pair):
    a, b = pair

    path = common_path(a, b)

    assert path is not None
    assert holds(a, path)
    assert holds(b, path)
    assert not {"", ".", ".."} & set(path.split("/"))


@given(st.text(max_size=40))
@example("./ a/")
@example("a/***/**/b**c/")
def test_normalising_twice_changes_nothing_more(text):
    try:
        pattern = normalise_pattern(text)
    except InvalidRequest:
        return

    assert normalise_pattern(pattern) == pattern
    assert common_path(pattern, pattern) is not None


@pytest.mark.parametrize(
    ("a", "b", "path"),
    [
        ("src/app.py", "src/app.py", "src/app.py"),
        ("src", "src/app.py", "src/app.py"),
        ("src", "srcs/app.py", None),
        ("src/**", "src", "src"),
        ("src/**", "src/auth/login.py", "src/auth/login.py"),
        ("src/**", "src/auth/**", "src/auth"),
        ("src/*.py", "src/test_*", "src/test_x.py"),
        ("src/*.py", "src/auth/*.py", None),
        ("**/*.md", "docs/**", "docs/x.md"),
        ("**/test_*.py", "tests/**/*_api.py", "tests/test_x_api.py"),
        ("a/**/z", "a/z", "a/z"),
        ("app/[id]/page.tsx", "app/*/page.tsx", "app/[id]/page.tsx"),
        ("app/[id]/page.tsx", "app/i/page.tsx", None),
        (".*", "?", None),
    ],
)
def test_patterns_meet_where_a_reader_expects(a, b, path):
    assert common_path(a, b) == path


def test_a_name_is_a_folder_only_where_a_glob_says_so():
    assert common_path("README", "**/*.md") is None
    assert common_path("docs", "*/index.md") is None
    assert common_path("docs", "docs/*.md") == "docs/x.md"
    assert common_path("docs", "docs/api/**") == "docs/api"


@pytest.mark.parametrize("start", ["*a" * 8, "*" + "a" * 120 + "*" + "a" * 120 + "*", "**/" + "a/" * 120])
def test_a_pattern_made_to_be_slow_is_decided(start):
    assert common_path(start + "b", start + "c") is None


def test_the_refusal_names_both_patterns_and_the_path():
    overlap = find_overlap(("docs/a.md", "src/auth/*.py"), ("web/**", "src/**/login*"))

    assert overlap == Overlap(wanted="src/auth/*.py", held="src/**/login*", path="src/auth/loginx.py")


def test_scopes_that_never_meet_have_no_overlap():
    assert find_overlap(("docs/**", "README.md"), ("src/**", "*.toml")) is None


def test_a_scope_covers_its_files_and_what_is_in_its_folders():
    scope = ("src/auth", "tests/**/test_*.py", "docs/**")

    assert covers(scope, "src/auth/login.py")
    assert covers(scope, "tests/api/deep/test_login.py")
    assert covers(scope, "docs/a.md")
    assert not covers(scope, "src")
    assert not covers(scope, "src/authority.py")
    assert not covers(scope, "tests/api/login.py")


def test_a_file_whose_name_holds_a_star_is_no_wildcard():
    assert covers(("src/**",), "src/*")
    assert not covers(("src/auth/*.py",), "src/*/x.py")
    assert not covers(("a/b.py",), "a/*.py")
    assert not covers(("a*b/c",), "**")


def test_a_file_name_in_another_unicode_form_is_covered():
    assert covers((normalise_pattern("docs/café.md"),), unicodedata.normalize("NFD", "docs/café.md"))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        (" src/app.py ", "src/app.py"),
        ("./src//auth/./login.py", "src/auth/login.py"),
        ("src\\auth\\", "src/auth/**"),
        ("src/", "src/**"),
        ("src/**/", "src/**"),
        ("**/**/*.md", "**/*.md"),
        ("src/a**b/***", "src/a*b/**"),
        ("cafe\u0301/x", "caf\u00e9/x"),
        ("app/[slug]/{a,b}.tsx", "app/[slug]/{a,b}.tsx"),
        ("...", "..."),
    ],
)
def test_a_pattern_has_one_spelling(written, normal):
    assert normalise_pattern(written) == normal


@pytest.mark.parametrize(
    "pattern",
    [
        "", " ", ".", "./", "/etc/passwd", "//host/share", "\\\\host\\share", "C:\\x", "c:/x", "~/x",
        "..", "../x", "src/../../x", "src\\..\\x", "a\nb", "a\0b", "a\x1b[2J", "a\u202eb", "a\u200bb", "a\U000e0041b",
        "a\ud800b", "a\u2028b", "a\u034fb",
    ],
)  # fmt: skip
def test_what_cannot_be_a_path_of_the_repository_is_refused(pattern):
    with pytest.raises(InvalidRequest) as caught:
        normalise_pattern(pattern)

    assert caught.value.next_step
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("pattern", ["a" * 257, "a" * 255 + "/", "*a" * 20 + "b", "**/a/" * 5 + "*b/?/*c/?", "?" * 9])
def test_an_oversized_pattern_is_refused(pattern):
    with pytest.raises(LimitExceeded, match="limit is"):
        normalise_pattern(pattern)


def test_the_limits_themselves_are_allowed():
    assert normalise_pattern("a" * 256)
    assert normalise_pattern("**/a/" * 4 + "*/a/?/b*?")
    assert len(normalise_scope(f"src/{number}.py" for number in range(50))) == 50


def test_a_scope_names_each_pattern_once():
    assert normalise_scope(["src/", "src/**", "./src/", "a.py"]) == ("src/**", "a.py")


def test_a_scope_of_fifty_one_patterns_is_refused():
    with pytest.raises(LimitExceeded, match="51 patterns; the limit is 50"):
        normalise_scope(f"src/{number}.py" for number in range(51))
