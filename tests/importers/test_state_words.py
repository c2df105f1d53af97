"""How lines and fields say a state: words in many languages, marks, signs, percent, strike-through."""

import pytest
from importers.reading import read

from agent_plan_server.importers.text.decoding import clean
from agent_plan_server.importers.words.states import read_line_status, read_mark, read_status, strip_state

LINES = [
    ("Foo – blocked: no key", "blocked", "Foo"),
    ("Foo — blocked by the printer (5 pts)", "blocked", "Foo (5 pts)"),
    ("Foo — blocked by 1.2", None, "Foo — blocked by 1.2"),
    ("Foo (waiting for legal)", "blocked", "Foo"),
    ("Foo - waiting rooms", None, "Foo - waiting rooms"),
    ("Foo — wartet auf Freigabe", "blocked", "Foo"),
    ("Foo 🔴 BLOQUEADO: falta acuerdo", "blocked", "Foo"),
    ("Foo ❌ CANCELADO", "skipped", "Foo"),
    ("Foo ⏸️ aplazado", "skipped", "Foo"),
    ("Foo 🔴 P0", None, "Foo 🔴 P0"),
    ("📝 Review the docs", None, "📝 Review the docs"),
    ("[DONE] Foo", "completed", "Foo"),
    ("(отложено) Собрать", "skipped", "Собрать"),
    ("【完了】縄を買う", "completed", "縄を買う"),
    ("[P] Foo", None, "[P] Foo"),
    ("~~Foo~~ (no!)", "skipped", "~~Foo~~"),
    ("~~old~~ new", None, "~~old~~ new"),
    ("Foo – REPORTEE", "skipped", "Foo"),
    ("写文档（已取消）", "skipped", "写文档"),
    ("写文档——已完成", "completed", "写文档"),
    ("Foo - Completed 2031-01-02", "completed", "Foo"),
    ("Foo (deferred to v2)", "skipped", "Foo"),
    ("Foo (перенесено на осень)", "skipped", "Foo"),
    ("英語版を作る → 見送り", "skipped", "英語版を作る"),
    ("返却通知を送る（着手中、森）", "in_progress", "返却通知を送る"),
    ("a.py -> b.py", None, "a.py -> b.py"),
    ("Deploy — Closed beta", None, "Deploy — Closed beta"),
    ("Coverage (80%)", None, "Coverage (80%)"),
]
FIELDS = [
    ("80% done", "in_progress"),
    ("%80 tamam", "in_progress"),
    ("в работе (40 %)", "in_progress"),
    ("Done (80%)", "in_progress"),
    ("100%", "completed"),
    ("0 %", "pending"),
    ("Done, coverage 92%", "completed"),
    ("Blocked (60 %)", "blocked"),
    ("🟢", "completed"),
    ("🔴", "blocked"),
    ("🔴 done", "completed"),
    ("заблокировано, ждём реставратора", "blocked"),
    ("⏳ لم تبدأ", "pending"),
    ("مكتملة", "completed"),
    ("معلّق", "pending"),
    ("TAMAMLANDI", "completed"),
    ("TERMINEE", "completed"),
    ("A FAIRE", "pending"),
    ("ΟΛΟΚΛΗΡΩΘΗΚΕ", "completed"),
    ("ЗАВЕРШЁН", "completed"),
    ("Ready to Execute (after Phase 0)", "pending"),
    ("?", None),
]


@pytest.mark.parametrize(("line", "status", "title"), LINES)
def test_a_line_says_its_state(line, status, title):
    (text,) = clean(line).lines

    assert read_line_status(text) == status
    assert strip_state(text) == clean(title).lines[0]


@pytest.mark.parametrize(("value", "status"), FIELDS)
def test_a_field_says_its_state(value, status):
    assert read_status(value) == status


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("х", "completed"),
        ("/", "in_progress"),
        ("~", "in_progress"),
        ("!", "blocked"),
        ("-", "skipped"),
        ("?", "pending"),
    ],
)
def test_a_mark_says_its_state(mark, status):
    assert read_mark(mark) == status


def test_boxes_of_other_keyboards_are_boxes():
    plan = read("# P", "## Phase 1", "- [х] Русская буква", "- ［ｘ］ 全角", "- ［　］ 空").plan

    assert [(task.title, task.status.value) for task in plan.tasks] == [
        ("Русская буква", "completed"),
        ("全角", "completed"),
        ("空", "pending"),
    ]


def test_the_word_on_the_line_wins_over_mark_field_and_heading():
    plan = read("# P", "## Phase 1 ✅", "**Status:** Done", "- [x] Foo — отложено", "- [ ] Bar", "- [x] Baz").plan

    assert [task.status.value for task in plan.tasks] == ["skipped", "pending", "completed"]


def test_accents_that_are_their_own_characters_are_read_as_accents():
    plan = read("# P", "## Giai đoạn 1", "- [ ] Hát – đang thực hiện").plan

    assert [task.status.value for task in plan.tasks] == ["in_progress"]


def test_a_done_when_sentence_leaves_the_list_below_it_to_the_tasks():
    plan = read("# P", "## Phase 1", "Done when: nobody waits.", "", "- [ ] Foo", "- [ ] Bar").plan

    assert [task.title for task in plan.tasks] == ["Foo", "Bar"]
    assert [criterion.text for criterion in plan.criteria] == ["nobody waits."]


def test_bullets_without_a_space_and_titles_without_a_mark_are_read():
    plan = read("# 棚", "## 第1工程", "・棚を塗る", "・板を買う", "", "完了条件", "・五段ある").plan

    assert [task.title for task in plan.tasks] == ["棚を塗る", "板を買う"]
    assert [criterion.text for criterion in plan.criteria] == ["五段ある"]


def test_dashes_are_bullets():
    plan = read("# Причал", "## Этап 1", "— Покрасить", "– Купить краску (готово)").plan

    assert [(task.title, task.status.value) for task in plan.tasks] == [
        ("Покрасить", "pending"),
        ("Купить краску", "completed"),
    ]


def test_a_need_inside_brackets_is_not_cut_out_of_them():
    plan = read("# P", "## Phase 1", "- [ ] Foo", "- [ ] Full matrix [ITEMS 2; blocked on 1.1]").plan

    assert plan.tasks[1].title == "Full matrix [ITEMS 2; blocked on 1.1]"


@pytest.mark.parametrize("needs", ["етап перший", "第一阶段", "erste Phase", "المرحلة الأولى", "Etapa 1", "1단계"])
def test_a_need_names_a_phase_in_words(needs):
    plan = read("# P", "## Phase 1", "- [ ] Foo", "## Phase 2", f"**Depends on:** {needs}", "- [ ] Bar").plan

    assert plan.phases[1].depends_on == ("1",)
