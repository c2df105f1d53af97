"""A git folder of our own over the objects of a repository, without any of its configuration.

Merging runs whatever driver a repository's attributes and configuration name. Here it has neither, so nothing of it
runs, and no branch, index or working tree is within reach.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.command import Answer, run_git
from agent_plan_server.git.head import read_file
from agent_plan_server.git.repository import Repository

PATIENCE_S = 60
_SHA256_LENGTH = 64
_CONFIG = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {}\n"


class Shadow(NamedTuple):
    """`places` lead git to the shadow; they hold as long as the shadow is open."""

    folder: Path
    places: dict[str, str]

    def run(
        self,
        *arguments: str,
        text: str | None = None,
        names: Mapping[str, str] | None = None,
        timeout_s: float = PATIENCE_S,
    ) -> Answer:
        """Run git; `names` are further variables of its environment, such as who commits.

        Raises StorageUnavailable without git, and when it does not answer.
        """
        places = self.places | dict(names or {})
        answer = run_git(self.folder, *arguments, places=places, text=text, timeout_s=timeout_s)
        if answer is None:
            raise StorageUnavailable("git cannot be started.", "Install git 2.38 or later.")
        return answer


@contextmanager
def open_shadow(repository: Repository, commit: str, *, keeps: bool = False) -> Iterator[Shadow]:
    """A shadow for work on commits like the one given (a full hash, which tells the kind of the others).

    What is made is written into the repository when `keeps` is true, and gone with the shadow otherwise.
    """
    with tempfile.TemporaryDirectory(prefix="agent-plan-") as name:
        folder = Path(name)
        for part in ("objects", "refs"):
            (folder / part).mkdir()
        (folder / "HEAD").write_text("ref: refs/heads/none\n")
        (folder / "config").write_text(_CONFIG.format("sha256" if len(commit) == _SHA256_LENGTH else "sha1"))
        if where_history_ends := read_file(repository.common_dir / "shallow", limit=None):
            (folder / "shallow").write_bytes(where_history_ends)
        objects = str(repository.common_dir / "objects")
        places = {"GIT_DIR": name, "GIT_CONFIG_GLOBAL": os.devnull}
        # A path in the list of alternates that holds a colon would be two.
        if keeps:
            places["GIT_OBJECT_DIRECTORY"] = objects
        else:
            (folder / "objects" / "info").mkdir()
            (folder / "objects" / "info" / "alternates").write_text(objects + "\n")
        yield Shadow(folder, places)
