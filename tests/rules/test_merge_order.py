"""The order in which completed work is merged."""

from agent_plan_server.rules.graphs import reach
from agent_plan_server.rules.merge_order import order_merges

AGENTS = {1: "ada", 2: "bob", 3: "eve", 4: "bob"}


def test_without_a_wish_it_is_the_order_of_the_plan():
    assert order_merges(AGENTS, {}) == (1, 2, 3, 4)


def test_agents_that_go_first_go_in_the_order_in_which_they_are_named():
    assert order_merges(AGENTS, {}, ("eve", "bob")) == (3, 2, 4, 1)


def test_nothing_goes_ahead_of_what_is_before_it():
    assert order_merges(AGENTS, {1: {4}, 2: {3, 99}}, ("bob",)) == (4, 1, 3, 2)


def test_a_circle_ends_the_order_of_its_parts_and_nothing_else():
    assert order_merges(AGENTS, {1: {2}, 2: {1}}) == (3, 4, 1, 2)


def test_all_that_follows_is_reached_once_and_never_the_start():
    assert reach(["a"], {"a": ["b"], "b": ["c", "d"], "c": ["a", "d"], "x": ["y"]}) == {"b", "c", "d"}
