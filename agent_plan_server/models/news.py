"""What an agent should know that it did not ask for."""

from datetime import datetime

from agent_plan_server.models.noun import Noun


class Answer(Noun):
    """A person's answer to a question about the agent's work; the words are a person's."""

    decision: str
    task: str | None
    option: str
    by: str


class Lapsing(Noun):
    claim: str
    expires_at: datetime


class News(Noun):
    """`unread` counts messages; `answers` are those of the last hour."""

    unread: int
    answers: tuple[Answer, ...]
    lapsing: tuple[Lapsing, ...]
