"""Shapes of Markdown that somebody wrote to hurt a reader, each of about so many bytes."""

from collections.abc import Callable, Iterator

HEAD = "# P\n\n## Phase 1: A\n"
SIZE = 64 * 1024


def _repeat(unit: str, head: str = HEAD) -> Callable[[int], str]:
    return lambda size: head + unit * ((size - len(head)) // len(unit.encode()))


def _count(form: str, head: str = HEAD) -> Callable[[int], str]:
    def make(size: int) -> str:
        return head + "".join(_numbered(form, size - len(head)))

    return make


def _numbered(form: str, size: int) -> Iterator[str]:
    number = 0
    while size > 0:
        number += 1
        line = form.format(n=number, m=number % 9 + 1)
        size -= len(line.encode())
        yield line


def _stories(size: int) -> str:
    """Phases that each need all of the others."""
    phases = range(1, size // 76)
    heads = "".join(f"## Phase {number}: User Story {number}\n- [ ] T{number:04} a\n" for number in phases)
    needs = "".join(f"- Phase {number}: depends on all user stories\n" for number in phases)
    return f"# P\n{heads}## Dependencies\n{needs}"


SHAPES: dict[str, Callable[[int], str]] = {
    "nested markers": _repeat("- "),
    "nested quotes": _repeat(">*- "),
    "unclosed fences": _repeat("```py\n- [ ] a\n"),
    "unclosed comments": _repeat("<!-- a\n- [ ] b\n"),
    "a table of tasks": _count(
        "| T{n} | title {n} | done | a, b | `x/{n}.py` |\n",
        f"{HEAD}\n| ID | Task | Status | Owner | Files |\n|--|--|--|--|--|\n",
    ),
    "a wide table": _repeat("| a "),
    "one long line": _repeat("word ", "# P\n- [ ] "),
    "one long emphasis": _repeat("**", "# P\n- [ ] "),
    "open brackets": _repeat("([", "# P\n- [ ] "),
    "deep lists": _repeat("".join(" " * (2 * depth) + "- [ ] x\n" for depth in range(11))),
    "headings of phases": _count("# Phase {n}: X\n", ""),
    "headings of tasks": _count("### Task {n}: do it\n"),
    "dotted headings with fields": _count("### {m}.{n} do it\n**Status:** done\n"),
    "bold headings": _count("**1.{n} Title here**\ntext\n"),
    "tasks": _count("- [ ] **T{n:04}** Do a thing with `src/a{n}.py` (2h), depends on T{m:04}\n"),
    "groups of boxes": _count("- [ ] g{n}\n  - [ ] a{n}\n  - [ ] b{n}\n"),
    "ranges": _count("- [ ] T{n:04} x (depends on T0001-T99999)\n"),
    "ranges of phases": _count("- [ ] x (after phases 1-999)\n"),
    "everything": _count("- [ ] T{n:04} x (depends on all tasks)\n"),
    "circles": _count("- [ ] **A-{n}**: x (depends on A-{m})\n"),
    "emoji": _repeat("- [ ] 🎉🎉✅🔥❌ ⏳⏳\n"),
    "right to left": _repeat("- [ ] \u202eمهمة جديدة\u202c\n"),
    "nul": _repeat("- [ ] a\x00b\n"),
    "fields": _repeat("**Status:** done | **Owner:** me\n"),
    "links": _repeat("- [ ] [a](b) [c](d.md) [e]\n"),
    "underlined headings": _repeat("abc\n---\n"),
    "two axes": _count("## Sprint {n}: a\n- [ ] do the thing {n}\n## Epic {n}: b\n- [ ] do a thing {n}\n", ""),
    "listed phases": _count("- [ ] Phase {n}: foo\n", "# P\n## Overview\n"),
    "a phase 1 in every release": _count("# v{n}\n## Phase 1: abc {n} def\n- x{n}\n", "# P\n"),
    "totals": _repeat("Total: 1 Total 2 total tasks 3\n"),
    "piles beside phases": _count("## Backlog {n}\n- [ ] A-{n} a\n- [ ] B-{n} b\n", "# P\n## Phase 1: x\n- [ ] y\n"),
    "all stories": _stories,
    "slashes": _repeat("//\n", "# P\n- [ ] a\n\n"),
    "phases in JSON": lambda size: '{"phases":[' + ",".join(['{"tasks":[{"title":"a"}]}'] * (size // 26)) + "]}",
    "phases in YAML": _repeat("- name: a\n  tasks: [b]\n", "phases:\n"),
}
