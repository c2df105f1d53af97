"""What an agent should know that it did not ask for."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.summary import Decided


class Lapsing(Noun):
    claim: str
    expires_at: datetime


class News(Noun):
    """`unread` counts messages; `decided` is what people decided in the last hour and the agent was not told yet."""

    unread: int
    decided: tuple[Decided, ...]
    lapsing: tuple[Lapsing, ...]
