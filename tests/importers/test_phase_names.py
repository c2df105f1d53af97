"""How phases are called: the word before its number, the number before its word, numbers of many kinds."""

import pytest

from agent_plan_server.importers.words import tables
from agent_plan_server.importers.words.lexicon import fold_words
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.tables.columns import COLUMNS
from agent_plan_server.importers.words.tables.labels import LABELS
from agent_plan_server.importers.words.tables.phases import PHASES
from agent_plan_server.importers.words.tables.states import STATES
from agent_plan_server.importers.words.tables.titles import TITLES
from agent_plan_server.importers.words.tables.units import UNITS

NAMES = [
    ("Phase 4.1", "phase", "4.1"),
    ("Phase One: Go", "phase", "1"),
    ("1. Phase: Los", "phase", "1"),
    ("First phase: Go", "phase", "1"),
    ("2nd sprint – Go", "sprint", "2"),
    ("ÉTAPE 3 : Trier", "phase", "3"),
    ("Etape 3", "phase", "3"),
    ("1ère étape : Trier", "phase", "1"),
    ("Fase nº 2: Vai", "phase", "2"),
    ("2ª fase: Vai", "phase", "2"),
    ("Etapa a doua: Du-te", "phase", "2"),
    ("Этап I. Старт", "phase", "I"),
    ("2-й этап: Старт", "phase", "2"),
    ("Первый этап", "phase", "1"),
    ("Phase Ⅱ: Los", "phase", "II"),
    ("第一阶段", "phase", "1"),
    ("阶段一", "phase", "1"),
    ("フェーズ２", "phase", "2"),
    ("1단계: 준비", "phase", "1"),
    ("المرحلة ١", "phase", "1"),
    ("המשימה", None, None),
    ("שלב ב'", "phase", "2"),
    ("Φάση 2", "phase", "2"),
    ("पहला चरण", "phase", "1"),
    ("สัปดาห์ที่ 2", "week", "2"),
    ("Tuần thứ hai", "week", "2"),
    ("KW 12", "week", "12"),
    ("1. hét: Part", "week", "1"),
    ("İkinci aşama", "phase", "2"),
    ("Block A: Los", "block", "A"),
    ("Parte 3 — Avanti", "part", "3"),
    ("2. Phases", None, None),
    ("Erster Sprint", None, None),
    ("1. Team", None, None),
    ("3. Release", None, None),
    ("Second stage behind the church", None, None),
    ("3단계로 나눈다", None, None),
    ("Phase 1 is done", None, None),
    ("Fase final", None, None),
]
LANGUAGES = set((tables.__doc__ or "").split("\n\n")[1].split(";")[0].split())


@pytest.mark.parametrize(("text", "word", "number"), NAMES)
def test_a_phase_is_known_by_its_name(text, word, number):
    name = read_phase_name(text)

    assert (name and name.word, name and name.number) == (word, number)


@pytest.mark.parametrize("table", [TITLES, STATES, PHASES, LABELS, COLUMNS, UNITS])
def test_a_word_stands_once_in_a_table(table):
    words = [fold_words(word) for concept in table.values() for said in concept.values() for word in said.split("|")]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("concept", ["tasks", "acceptance criteria", "risks", "dependencies", "background", "rollback"])
def test_every_language_has_the_titles_that_plans_need(concept):
    assert set(TITLES[concept]) >= LANGUAGES - {"en", "zh"}


def test_every_language_has_words_for_the_states():
    assert all(set(STATES[state]) >= LANGUAGES - {"pt", "no"} for state in ("pending", "in_progress", "completed"))
    assert set(STATES["skipped"]) >= LANGUAGES
