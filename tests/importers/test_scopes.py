"""Which paths a task touches, in every manner in which authors name them, and what only looks like a path."""

import pytest
from importers.reading import read, tasks

from agent_plan_server.importers.words.paths import files_in


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Set up the form (web/form.ts)", ("web/form.ts",)),
        ("Fix the crash (core/parse.c:212)", ("core/parse.c",)),
        ("Template `labels/jar.zpl`", ("labels/jar.zpl",)),
        ("Image: build `image/Dockerfile`", ("image/Dockerfile",)),
        ("Extend `Makefile` and `.gitignore`", ("Makefile", ".gitignore")),
        ("Write `.env.example`", (".env.example",)),
        ("Move `src/money` → `packages/money/src`", ("src/money/**", "packages/money/src/**")),
        ("`web/[id]/page.svelte`, `web/*.ts`", ("web/[id]/page.svelte", "web/*.ts")),
        ("`core/a.py:10-20`<br>`core/b.py#L4`", ("core/a.py", "core/b.py")),
        ("Folders `app/lists/` and `api/lists/`", ("app/lists/**", "api/lists/**")),
    ],
)
def test_paths_are_read(text, paths):
    assert files_in(text) == paths


@pytest.mark.parametrize(
    "text",
    [
        "read and/or write, 24/7, CI/CD, I/O, client/server, 12/2026",
        "see [the guide](docs/guide) and https://example.org/a/b.html",
        "`origin/main`, `feature/login`, `@scope/pkg`, `GET /api/users`, `/api/users`, `npm run build`",
        "`application/json`, `text/x.y`, `nginx/stable`, `owner/repo`",
        "with Node.js, version 2.0.1, on 2026-01-02",
    ],
)
def test_what_only_looks_like_a_path_is_none(text):
    assert files_in(text) == ()


def test_a_table_below_a_heading_names_the_files_of_its_task():
    imported = read(
        "# P",
        "## Phase 1: Read",
        *("### Task 1: Digits", "**Status:** todo", "", "| File | Change |", "|---|---|"),
        *("| `ocr/digits.py` | new |", "| `ocr/train.py`<br>`ocr/data.py` | rewrite |"),
        *("### Task 2: Export", "**Status:** todo"),
    )

    assert tasks(imported)["1"].scope == ("ocr/digits.py", "ocr/train.py", "ocr/data.py")
    assert tasks(imported)["2"].scope == ()
