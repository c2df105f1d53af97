import random
from itertools import pairwise

import pytest

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.rules.graphs import critical_path, find_cycle, longest_remaining


def test_a_circle_is_named_along_its_edges():
    edges = [("1.1", "1.2"), ("1.2", "1.3"), ("1.3", "1.1"), ("1.3", "2.1")]

    circle = find_cycle(edges)

    assert circle is not None
    assert circle[0] == circle[-1]
    assert len(circle) == 4
    assert all(edge in edges for edge in pairwise(circle))


def test_a_task_that_waits_for_itself_is_a_circle():
    assert find_cycle([(7, 7)]) == (7, 7)


def test_a_diamond_is_no_circle():
    assert find_cycle([(1, 2), (1, 3), (2, 4), (3, 4), (1, 2)]) is None


def test_remaining_minutes_follow_the_longest_way():
    minutes = {"a": 10, "b": 60, "c": 5, "d": 20, "alone": 1}
    dependents = {"a": ["b", "c"], "b": ["d"], "c": ["d"]}

    assert longest_remaining(minutes, dependents) == {"a": 90, "b": 80, "c": 25, "d": 20, "alone": 1}


def test_the_critical_path_is_the_chain_that_no_other_outlasts():
    minutes = {"a": 10, "b": 60, "c": 5, "d": 20, "alone": 50}
    dependents = {"a": ["c", "b"], "b": ["d"], "c": ["d"]}

    assert critical_path(minutes, dependents) == ("a", "b", "d")


def test_the_first_named_wins_a_tie():
    assert critical_path({"a": 5, "b": 5, "c": 5}, {"a": ["c"], "b": ["c"]}) == ("a", "c")


def test_an_empty_plan_has_an_empty_critical_path():
    assert critical_path({}, {}) == ()


def test_a_dependent_without_minutes_counts_as_none():
    assert longest_remaining({1: 5}, {1: [2]}) == {1: 5, 2: 0}


def test_remaining_minutes_of_a_circle_are_refused_by_name():
    with pytest.raises(InvalidRequest, match=r"wait for each other: (2 → 3 → 2|3 → 2 → 3)\."):
        longest_remaining({1: 5, 2: 5, 3: 5}, {1: [2], 2: [3], 3: [2]})


def test_twenty_thousand_tasks_in_one_chain_are_counted():
    count = 20_000
    minutes = dict.fromkeys(range(count), 1)

    remaining = longest_remaining(minutes, {task: [task + 1] for task in range(count - 1)})

    assert remaining[0] == count
    assert remaining[count - 1] == 1


def test_remaining_minutes_agree_with_every_way_walked():
    chance = random.Random(5)
    minutes = {task: chance.randint(0, 9) for task in range(14)}
    dependents = {task: [later for later in range(task + 1, 14) if chance.random() < 0.3] for task in range(14)}

    def walk(task: int) -> int:
        return minutes[task] + max(map(walk, dependents[task]), default=0)

    assert longest_remaining(minutes, dependents) == {task: walk(task) for task in range(14)}
