"""Generated plans: a flip and its flip back restore every byte, whatever the file looks like."""

from pathlib import Path

from faults.flips import Flips, flip_tasks
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_plan_server.errors import PlanServerError
from agent_plan_server.rendering.files import open_files
from agent_plan_server.rendering.render import render

PATH = Path("/nowhere/plan.md")
titles = st.sampled_from(
    ["Write tests", "Write the docs", "Build `a.py`", "Über­arbeiten ✨", "ship it", "計画を書く", "x [ ] y"]
)
states = st.sampled_from(["Pending", "Done", "✅ Done", "In Progress", "Not Started (soon)", "完了", "READY", "🔄"])
marks = st.sampled_from([" ", " ", "x", "X", "~", "-", "\xa0", ""])
bullets = st.sampled_from(["-", "*", "+", "1.", "2)"])
ends = st.sampled_from(["\n", "\n", "\r\n", "\r", "  \n"])
indents = st.sampled_from(["", "", "  ", "\t", "    "])
words = st.one_of(titles, st.text(alphabet="ab |`*#-[]\u200b\ufeff\x07é✅:>~", max_size=12))


def box(bullet: str, indent: str, mark: str, title: str) -> str:
    return f"{indent}{bullet} [{mark}] {title}"


def row(title: str, state: str) -> str:
    return f"| A-1 | {title} | {state}   |"


lines = st.one_of(
    st.builds(box, bullets, indents, marks, words),
    st.builds("**Status:** {}".format, states),
    st.builds("  - Status: {}".format, states),
    st.builds("### Task {}: {}".format, st.integers(1, 9), titles),
    st.builds(row, titles, states),
    st.sampled_from(["| ID | Task | Status |", "|----|------|--------|", "```", "<!--", "-->", "", "", "text"]),
    words,
)
texts = st.lists(st.tuples(lines, ends), min_size=2, max_size=14).map(
    lambda parts: "# Plan\n\n## Phase 1: Build\n\n" + "".join(line + end for line, end in parts)
)
codecs = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"])


@settings(max_examples=150, deadline=None)
@given(texts, codecs, st.booleans())
def test_a_flip_and_its_flip_back_restore_every_byte(text, codec, has_final_end):
    data = (text if has_final_end else text.rstrip("\r\n")).encode(codec, "surrogatepass")
    try:
        files, imported = open_files([PATH], {PATH: data}.__getitem__)
    except PlanServerError:
        return
    flips = Flips("generated")

    for task in imported.plan.tasks:
        flip_tasks(files, imported, [task.key], flips)

    assert render(files, imported, {}).changed == {}
    assert flips.wrong == []
