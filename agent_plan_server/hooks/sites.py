"""Where a path lies: in which working tree of the plan's repository, and under which name there."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.git.ignored import ignored_files
from agent_plan_server.git.repository import Repository, find_repository
from agent_plan_server.settings import Settings


class Site(NamedTuple):
    """`name` is relative to the root of its working tree; one that ends in "/" is a folder with all that is in it."""

    root: Path
    name: str


def find_sites(settings: Settings, paths: Iterable[str]) -> list[Site]:
    """What the paths stand for in any working tree of the repository; what lies elsewhere is nobody's business."""
    found = (_place(settings, spelling) for path in paths for spelling in _spellings(path))
    return list(dict.fromkeys(site for site in found if site is not None))


def drop_ignored(settings: Settings, sites: Iterable[Site]) -> list[Site]:
    """Without those that git ignores: nobody commits them."""
    kept = list(sites)
    if settings.repository is None:
        return kept
    ignored = {root: ignored_files(root, _names(kept, root)) for root in {site.root for site in kept}}
    return [site for site in kept if not ignored[site.root] & set(_names([site], site.root))]


def _names(sites: list[Site], root: Path) -> list[str]:
    """As git is asked for them: what is not there yet may become a folder, and may be ignored as one."""
    names = [site.name for site in sites if site.root == root and site.name != "/"]
    return names + [f"{name}/" for name in names if not os.path.lexists(root / name)]


def _spellings(path: str) -> Iterator[str]:
    """The path with the links before its last name followed, and with all of them: writing follows them all."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return
    if "\0" in path:
        return
    plain = path.rstrip("/") or "/"
    tail = "/" if path.endswith("/") else ""
    folder, name = os.path.split(plain)
    if name not in ("", ".", ".."):
        yield os.path.join(os.path.realpath(folder), name) + tail
    yield os.path.realpath(plain) + tail


def _place(settings: Settings, path: str) -> Site | None:
    root = _find_root(settings, path if path.endswith("/") else os.path.dirname(path))
    if root is None:
        return Site(_main_root(settings), "/") if path.endswith("/") and _is_above(path, settings) else None
    name = os.path.relpath(path, root).replace(os.sep, "/")
    return Site(root, "/" if name == "." else f"{name}/" if path.endswith("/") else name)


def _is_above(path: str, settings: Settings) -> bool:
    return f"{_main_root(settings)}/".startswith(path)


def _main_root(settings: Settings) -> Path:
    return settings.repository.root if settings.repository else settings.project


def _find_root(settings: Settings, folder: str) -> Path | None:
    """The root of the working tree that a folder lies in; outside git the project is the only one."""
    if settings.repository is None:
        return settings.project if f"{folder.rstrip('/')}/".startswith(f"{settings.project}/") else None
    repository = _find_repository(folder)
    if repository is None or not _is_same(repository.common_dir, settings.repository.common_dir):
        return None
    # Inside of git's own folder nothing is a file of the repository.
    return None if repository.root == repository.common_dir else repository.root


@lru_cache(maxsize=1024)
def _find_repository(folder: str) -> Repository | None:
    return find_repository(Path(folder))


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
