"""Plans in memory, rendered: what a test needs to say is the text before, the states, and the text after."""

from collections.abc import Mapping
from pathlib import Path

from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.files import PlanFiles, open_files
from agent_plan_server.rendering.render import Rendering, render
from agent_plan_server.rendering.units import Wanted

PATH = Path("/nowhere/plan.md")


def open_text(data: str | bytes, path: Path = PATH) -> tuple[PlanFiles, dict[str, str]]:
    """The files, and the keys of the plan by title."""
    content = data.encode() if isinstance(data, str) else data
    files, imported = open_files([path], {path: content}.__getitem__)
    return files, {task.title: task.key for task in imported.plan.tasks}


def render_text(data: str | bytes, wanted: Mapping[str, TaskStatus | Wanted], path: Path = PATH) -> Rendering:
    """Render with states by title."""
    files, keys = open_text(data, path)
    wishes = {
        keys[title]: wish if isinstance(wish, Wanted) else Wanted(TaskStatus(wish)) for title, wish in wanted.items()
    }
    return render(files, files.read({}), wishes)


def text_after(data: str | bytes, wanted: Mapping[str, TaskStatus | Wanted], path: Path = PATH) -> str:
    """The text of the file after the render, line ends as they are."""
    rendering = render_text(data, wanted, path)
    content = data.encode() if isinstance(data, str) else data
    return rendering.changed.get(path.resolve(), content).decode()


def lines_changed(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(old, new) for old, new in pairs if old != new]
