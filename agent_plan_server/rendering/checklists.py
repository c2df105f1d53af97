"""Boxes of linked files that hold no tasks of their own: checklists that say how far the tasks of an index are."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.units import Unit, Wanted, units_at_places


def units_of_checklists(pages: Mapping[Path, Page], task: TaskDraft, wanted: Wanted) -> Iterator[Unit]:
    """The ways to write the state of a task into a box that bears its title; which one is meant is for the proof."""
    for path, page in pages.items():
        places = [[box.spot] for boxes in page.boxes.values() for box in boxes if box.names(task.title)]
        yield from units_at_places(path, page, task, places, wanted)
