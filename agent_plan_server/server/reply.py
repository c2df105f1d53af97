"""What every reply of a tool has besides its own fields."""

from agent_plan_server.models.news import News
from agent_plan_server.models.noun import Noun


class Reply(Noun):
    """`seq` is the number of the last event; `next` is one sentence. Agents are sent these fields last."""

    seq: int
    news: News | None = None
    next: str
