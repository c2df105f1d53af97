"""What is only ever added: notes, messages, evidence and events."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import MessageKind, NoteKind


class Note(Noun):
    """`orphan` marks a note that came after its claim had ended: kept, and it changes nothing."""

    id: int
    task: str | None
    agent: str
    attempt: int | None
    kind: NoteKind
    text: str
    at: datetime
    orphan: bool = False


class Message(Noun):
    """`recipient` is an agent, or absent for everybody."""

    id: int
    sender: str
    recipient: str | None
    kind: MessageKind
    text: str
    at: datetime
    about: str | None = None


class Evidence(Noun):
    """What is behind a criterion; tier E0 is an agent's word, E1 is what this program looked at itself."""

    criterion: str
    task: str | None
    agent: str
    tier: str
    text: str
    at: datetime


class Event(Noun):
    """One line of the history; `hash` chains it to the one before."""

    seq: int
    at: datetime
    actor: str
    kind: str
    task: str | None
    payload: dict[str, str | int | bool | list[str] | None]
    hash: str
