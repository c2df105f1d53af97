"""What an agent should know that it did not ask for."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.summary import Decided


class Lapsing(Noun):
    claim: str
    expires_at: datetime


class Revised(Noun):
    """A task the agent holds is no longer as it was shown; `fields` names what changed, in the words of the plan."""

    task: str
    fields: tuple[str, ...]
    by: str
    reason: str


class News(Noun):
    """`unread` counts messages; `decided` is what people decided in the last hour and the agent was not told yet.

    `revised` stays until resume or claim_task shows the task as it is now.
    """

    unread: int
    decided: tuple[Decided, ...]
    lapsing: tuple[Lapsing, ...]
    revised: tuple[Revised, ...] = ()
