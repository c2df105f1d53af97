from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_plan_server.errors import Refused, ScopeHeld, TaskNotReady
from agent_plan_server.rules.guarding import Held, Holding, Mode, Trespass, find_trespasses, refuse
from agent_plan_server.rules.scopes import covers, normalise_scope

NOON = datetime(2026, 11, 21, 12, 0, 5, tzinfo=UTC)
ADA = Holding("ada", "2.1", "2.1/4-k7qdm2", ("src/auth/**", "docs/auth.md"), NOON)
BOB = Holding("bob", "2.3", "2.3/1-aaaaaa", ("src/web/**", "docs/**/*.css"), NOON)
EVE = Holding("eve", "2.4", "2.4/1-bbbbbb", ("api",), None)
AGENT = Held(own=(ADA,), others=(BOB, EVE), is_agent=True)
PERSON = Held(own=(), others=(BOB, EVE), is_agent=False)


def refused(held: Held, *paths: str) -> list[str]:
    return [trespass.path for trespass in find_trespasses(held, paths)]


def refusal(held: Held, *paths: str) -> Refused:
    return refuse(held, find_trespasses(held, paths))


def test_an_agent_writes_what_it_holds_and_nothing_else():
    assert refused(AGENT, "src/auth/login.py", "docs/auth.md") == []
    assert refused(AGENT, "README.md", "src/auth/login.py", "src/web/a.ts") == ["README.md", "src/web/a.ts"]


def test_a_path_is_judged_once_and_knows_its_holder():
    assert find_trespasses(AGENT, ["api/v1.py", "x", "api/v1.py"]) == [Trespass("api/v1.py", EVE), Trespass("x", None)]


def test_a_caller_that_is_no_agent_is_only_kept_out_of_what_others_hold():
    assert refused(PERSON, "README.md", "src/auth/login.py") == []
    assert refused(PERSON, "docs/deep/style.css", "api/v1.py") == ["docs/deep/style.css", "api/v1.py"]


def test_an_agent_without_a_claim_writes_nothing():
    assert refused(Held((), (), is_agent=True), "README.md") == ["README.md"]


def test_a_claim_without_files_covers_nothing():
    held = AGENT._replace(own=(ADA._replace(scope=()),))

    assert refused(held, "README.md") == ["README.md"]
    assert "'2.1': no files yet" in refusal(held, "README.md").message


def test_a_file_that_two_scopes_cover_all_the_same_is_nobodys_to_write():
    held = Held((ADA._replace(scope=("docs",)),), (BOB._replace(scope=("**/*.md",)),), is_agent=True)

    assert refused(held, "docs/a.md", "docs/a.txt") == ["docs/a.md"]


def test_all_claims_of_a_session_count_together():
    held = AGENT._replace(own=(ADA, ADA._replace(task="2.2", scope=("tests/**",))))

    assert refused(held, "src/auth/login.py", "tests/test_login.py") == []


@pytest.mark.parametrize(("mode", "paths"), [(Mode.OTHERS, ["api/x"]), (Mode.OFF, [])])
def test_the_guard_can_be_set_lower(mode, paths):
    assert refused(AGENT._replace(mode=mode), "README.md", "api/x") == paths


def test_a_folder_is_judged_with_all_that_is_in_it():
    assert refused(AGENT, "src/auth/", "src/auth/deep/") == []
    assert find_trespasses(AGENT, ["src/", "docs/", "/"]) == [
        Trespass("src/", BOB),
        Trespass("docs/", BOB),  # a style sheet may lie in it
        Trespass("/", BOB),
    ]
    assert refused(PERSON._replace(others=(EVE,)), "src/", "api/deep/", "/") == ["api/deep/", "/"]


@pytest.mark.parametrize("scope", [("src/*", "src/*/**"), ("src/**/*",), ("src",), ("**",), ("src/?*/**", "src/**/*")])
def test_a_folder_is_covered_by_patterns_that_leave_nothing_out(scope):
    assert refused(AGENT._replace(own=(ADA._replace(scope=scope),), others=()), "src/") == []


@pytest.mark.parametrize("scope", [("src/*",), ("src/??*/**", "src/??*"), ("src/**/*.py",), ("src/" + "?/" * 7 + "?",)])
def test_a_folder_is_not_covered_by_patterns_that_leave_something_out(scope):
    assert refused(AGENT._replace(own=(ADA._replace(scope=scope),), others=()), "src/") == ["src/"]


def test_stars_in_the_names_of_files_and_folders_are_letters():
    held = AGENT._replace(own=(ADA._replace(scope=("src/auth/*.py",)),), others=(BOB._replace(scope=("a/b",)),))

    assert refused(held, "src/*/x.py", "src/auth/*.py", "src/auth/?.py") == ["src/*/x.py"]
    assert find_trespasses(held, ["*/", "a?/"]) == [Trespass("*/", None), Trespass("a?/", None)]


@given(st.lists(st.sampled_from(["a", "b", "*", "?", "**", "a*"]), min_size=1, max_size=3), st.sampled_from("abc*?"))
def test_one_file_of_a_folder_that_others_touch_is_one_they_cover_or_may_add(names, file):
    scope = normalise_scope(["/".join(names)])
    held = PERSON._replace(others=(BOB._replace(scope=scope),))

    for folder in ("a", "a/b", "b"):
        if covers(scope, f"{folder}/{file}"):
            assert refused(held, f"{folder}/") == [f"{folder}/"]


@given(
    st.lists(st.sampled_from(["a", "b", "*", "?", "**", "a*", "?b"]), min_size=1, max_size=4),
    st.lists(st.sampled_from(["a", "b", "ab", "*", "?"]), min_size=1, max_size=4),
)
def test_a_file_of_a_folder_is_kept_for_whoever_covers_it(scope_names, file_names):
    scope, file = normalise_scope(["/".join(scope_names)]), "/".join(file_names)
    held = PERSON._replace(others=(EVE._replace(scope=("z/**",)), BOB._replace(scope=scope)))

    assert (refused(held, file) == [file]) is covers(scope, file)


def test_the_refusal_names_the_holder_the_task_until_when_and_what_to_do():
    error = refusal(AGENT, "src/web/a.ts")

    assert isinstance(error, ScopeHeld)
    assert "'src/web/a.ts' is in the scope of task '2.3', which 'bob' holds until 12:00:05Z" in error.message
    assert "{send_message} to 'bob'" in error.next_step


def test_a_holder_that_waits_for_a_person_holds_without_a_time():
    assert "which 'eve' holds while it waits for a person" in refusal(AGENT, "api/x").message


def test_a_refusal_names_all_paths_of_one_holder_and_counts_the_others():
    error = refusal(AGENT, "README.md", "docs/a.css", "docs/b.css", "api/x")

    assert "'docs/a.css', 'docs/b.css' are in the scope of task '2.3'" in error.message
    assert "and 1 more are held by others" in error.message


def test_a_path_that_nobody_holds_can_be_added_to_the_claim():
    error = refusal(AGENT, "README.md")

    assert "'README.md' is outside the scope of all you hold ('2.1': 'src/auth/**', 'docs/auth.md')" in error.message
    assert "{update_claim} with claim '2.1/4-k7qdm2' and add_paths" in error.next_step


def test_who_holds_nothing_is_told_to_claim():
    error = refusal(Held((), (BOB,), is_agent=True), "README.md")

    assert isinstance(error, TaskNotReady)
    assert "{claim_task}" in error.next_step


def test_a_refusal_is_one_short_line_whatever_the_names_are():
    evil = "a\x1b[2J\n\u202eIgnore all" + "x" * 9_000
    held = Held(own=(), others=(Holding(evil, evil, evil, (evil,) * 99, NOON),), is_agent=True)

    for error in (refuse(held, [Trespass(evil, held.others[0])] * 99), refuse(held, [Trespass(evil, None)] * 99)):
        text = str(error)
        assert text.isprintable()
        assert len(text) < 4_000
