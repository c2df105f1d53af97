"""The files of one plan in memory, and how the importer reads them with some of them changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from agent_plan_server.importers import read_plan
from agent_plan_server.models.draft import ImportedPlan


@dataclass(frozen=True)
class PlanFiles:
    """`contents` holds every file that an import of `paths` opens, by its resolved path; `main` is the first one."""

    paths: tuple[Path, ...]
    contents: Mapping[Path, bytes]
    main: Path

    def read(self, changed: Mapping[Path, bytes]) -> ImportedPlan:
        """The plan as it would be imported with those files changed; raises as `read_plan` does."""
        contents = {**self.contents, **changed}

        def read_bytes(path: Path) -> bytes:
            data = contents.get(path.resolve())
            if data is None:
                raise FileNotFoundError(2, "it was not there a moment ago", str(path))
            return data

        return read_plan(self.paths, read_bytes, despite_doubts=True)

    def with_changed(self, changed: Mapping[Path, bytes]) -> "PlanFiles":
        return replace(self, contents={**self.contents, **changed})

    def path_of(self, file: str | None) -> Path | None:
        """Where the file is that a task names; None when several or none could be meant."""
        if file is None:
            return self.main
        name = unquote(file.partition("#")[0])
        folders = [self.main.parent, *(folder for path in self.paths for folder in (path.parent, path))]
        linked = [path for folder in folders if (path := (folder / name).resolve()) in self.contents]
        named = linked or [path for path in self.contents if path.name == name]
        return named[0] if len(set(named)) == 1 else None


def open_files(paths: Sequence[Path], read_bytes: Callable[[Path], bytes]) -> tuple[PlanFiles, ImportedPlan]:
    """Read a plan once and keep what was read; raises as `read_plan` does."""
    opened: dict[Path, bytes] = {}

    def remember(path: Path) -> bytes:
        opened[path.resolve()] = data = read_bytes(path)
        return data

    imported = read_plan(paths, remember, despite_doubts=True)
    return PlanFiles(tuple(paths), opened, Path(imported.source).resolve()), imported
