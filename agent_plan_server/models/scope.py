"""Which part of the repository a task touches."""

from agent_plan_server.models.noun import Noun


class Overlap(Noun):
    """Two patterns that meet, and a path both match."""

    wanted: str
    held: str
    path: str
