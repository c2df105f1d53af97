"""Whether a caller may write a path: judged against what it holds itself, and what others hold.

Paths are those of real files, relative to the repository: a star in one is a letter. One that ends in "/" is a folder
with all that is in it; "/" is the whole repository.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from agent_plan_server.errors import Refused, ScopeHeld, TaskNotReady
from agent_plan_server.rules.limits import strip_hidden
from agent_plan_server.rules.scopes import covers, covers_folder, meets_folder

_SHOWN_CHARACTERS = 120
_SHOWN_PATHS = 10
_SHOWN_PATTERNS = 5


class Mode(StrEnum):
    """`others` keeps callers out of what others hold; `scope` keeps agents in what they hold themselves, too."""

    SCOPE = "scope"
    OTHERS = "others"
    OFF = "off"


class Holding(NamedTuple):
    """A live claim as the guards see it; `until` is absent while it waits for a person."""

    agent: str
    task: str
    handle: str
    scope: tuple[str, ...]
    until: datetime | None


class Held(NamedTuple):
    """What is held, as one caller sees it.

    `others` are those that may not be taken over; `is_agent` is false for a caller that no agent is known for.
    """

    own: tuple[Holding, ...]
    others: tuple[Holding, ...]
    is_agent: bool
    mode: Mode = Mode.SCOPE


class Trespass(NamedTuple):
    """A path that must not be written; `holder` is absent when nobody else holds it."""

    path: str
    holder: Holding | None


def find_trespasses(held: Held, paths: Iterable[str]) -> list[Trespass]:
    """What the caller must not write, in the order of the paths, each once."""
    near = cache(partial(_near, held))
    judged = (_judge(near(path.rstrip("/").rpartition("/")[0]), path) for path in dict.fromkeys(paths))
    return [trespass for trespass in judged if trespass is not None]


def refuse(held: Held, trespasses: list[Trespass]) -> Refused:
    """The refusal of at least one trespass: who holds what until when, and what to do."""
    foreign = [trespass for trespass in trespasses if trespass.holder is not None]
    if foreign and foreign[0].holder is not None:
        return _held_by_another(foreign[0].holder, foreign)
    return _outside(held, trespasses) if held.own else _without_claim(trespasses)


def _near(held: Held, folder: str) -> Held:
    """With only those others who may hold something in a folder: a commit may have 100,000 files in a few."""
    return held._replace(others=tuple(claim for claim in held.others if meets_folder(claim.scope, folder)))


def _judge(held: Held, path: str) -> Trespass | None:
    if held.mode is Mode.OFF:
        return None
    # First: "docs" and "**/*.md" are granted to two agents, as nothing says that docs is a folder, and it may be one.
    if holder := next((claim for claim in held.others if _touches(claim.scope, path)), None):
        return Trespass(path, holder)
    if held.mode is Mode.OTHERS or not held.is_agent or any(_lies_in(claim.scope, path) for claim in held.own):
        return None
    return Trespass(path, None)


def _lies_in(scope: tuple[str, ...], path: str) -> bool:
    return covers_folder(scope, path.rstrip("/")) if path.endswith("/") else covers(scope, path)


def _touches(scope: tuple[str, ...], path: str) -> bool:
    return meets_folder(scope, path.rstrip("/")) if path.endswith("/") else covers(scope, path)


def _held_by_another(holder: Holding, trespasses: list[Trespass]) -> ScopeHeld:
    paths = [trespass.path for trespass in trespasses if trespass.holder == holder]
    more = f", and {len(trespasses) - len(paths)} more are held by others" if len(trespasses) > len(paths) else ""
    until = f"until {holder.until:%H:%M:%SZ}" if holder.until else "while it waits for a person"
    return ScopeHeld(
        f"{_name(paths)} {_are(paths)} in the scope of task {_show(holder.task)}, which {_show(holder.agent)} holds "
        f"{until} ({_list(holder.scope)}){more}.",
        f"{{send_message}} to {_show(holder.agent)}, or wait until its claim ends ({{wait_for_change}}).",
    )


def _outside(held: Held, trespasses: list[Trespass]) -> Refused:
    paths = [trespass.path for trespass in trespasses]
    scopes = "; ".join(f"{_show(claim.task)}: {_list(claim.scope) or 'no files yet'}" for claim in held.own[:3])
    return Refused(
        f"{_name(paths)} {_are(paths)} outside the scope of all you hold ({scopes}).",
        f"{{update_claim}} with claim {_show(held.own[0].handle)} and add_paths, when the task needs "
        f"{'it' if len(paths) == 1 else 'them'}.",
    )


def _without_claim(trespasses: list[Trespass]) -> TaskNotReady:
    paths = [trespass.path for trespass in trespasses]
    return TaskNotReady(
        f"{_name(paths)} {_are(paths)} in the repository of the plan, and you hold no task.",
        "{claim_task} gives you one, with the files that are yours to change.",
    )


def _name(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN_PATHS} more" if len(paths) > _SHOWN_PATHS else ""
    return ", ".join(map(_show, paths[:_SHOWN_PATHS])) + more


def _are(paths: list[str]) -> str:
    return "is" if len(paths) == 1 else "are"


def _list(scope: tuple[str, ...]) -> str:
    return ", ".join([*map(_show, scope[:_SHOWN_PATTERNS]), *(["…"] if len(scope) > _SHOWN_PATTERNS else [])])


def _show(name: str) -> str:
    """Quoted and short: it is somebody's own words, and this is read by a model."""
    shown = " ".join(strip_hidden(name).split())
    return repr(shown if len(shown) <= _SHOWN_CHARACTERS else f"{shown[:_SHOWN_CHARACTERS]}…")
