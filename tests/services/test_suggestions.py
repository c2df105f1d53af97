"""Names that somebody may be about to type."""

import pytest
from claiming import claim
from drafts import import_phases, phase, task

from agent_plan_server.services.suggestions import MOST, suggest_names


@pytest.mark.parametrize(
    ("noun", "start", "names"),
    [
        ("plan", "", ["demo"]),
        ("plan", "x", []),
        ("phase", "", ["1", "2"]),
        ("task", "1.", ["1.1", "1.2"]),
        ("task", "%", []),
        ("agent", "a", ["ada"]),
    ],
)
def test_names_are_those_that_begin_so(engine, noun, start, names):
    import_phases(engine, phase("1", task("1.1"), task("1.2")), phase("2", task("2.1")))
    claim(engine, "ada")

    assert suggest_names(engine, noun, start) == names


def test_a_plan_that_is_unknown_has_no_names(engine):
    assert suggest_names(engine, "task", "", "none") == []


def test_there_is_one_more_than_is_shown_where_there_are_many(engine):
    import_phases(engine, phase("1", *(task(f"1.{number}") for number in range(MOST + 20))))

    assert len(suggest_names(engine, "task", "1.")) == MOST + 1
