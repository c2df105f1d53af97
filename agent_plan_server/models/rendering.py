"""What a render has written into the files of a plan, or would write."""

from agent_plan_server.models.noun import Noun


class WrittenEdit(Noun):
    """`task` is absent for the box above a group of tasks and for a line of a log; `step` counts from 1.

    `line` is counted when the lines of new tasks are there; `kind` is "line" for those and "words" for revised ones.
    """

    line: int
    task: str | None
    step: int | None
    kind: str
    old: str
    new: str


class RenderedFile(Noun):
    """`diff` shows whole lines, as `diff -u` does."""

    path: str
    edits: tuple[WrittenEdit, ...]
    diff: str


class LeftTask(Noun):
    """A task of which the files do not say all that the store has, and why that was not written."""

    task: str
    status: str
    file: str | None
    line: int | None
    reason: str


class RenderReport(Noun):
    """`is_written` is false for a look only; `log` is the line for the log of the plan.

    `names` are the ids that new tasks get in the manner of their file, by the keys that they had.
    """

    plan: str
    files: tuple[RenderedFile, ...]
    names: dict[str, str] = {}
    left: tuple[LeftTask, ...]
    log: str | None
    is_written: bool
    seq: int
