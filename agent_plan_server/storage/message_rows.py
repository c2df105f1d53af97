"""Messages between agents; each agent has a cursor up to which it has read."""

from agent_plan_server.models.claim import Agent
from agent_plan_server.models.record import Message
from agent_plan_server.models.states import MessageKind
from agent_plan_server.storage.rows import Row, Rows, moment


class MessageRows(Rows):
    def add(self, sender: str, recipient: Agent | None, kind: MessageKind, text: str, about: str | None = None) -> int:
        row = self._tx.one(
            "insert_message",
            sender=sender,
            recipient=recipient.id if recipient else None,
            kind=kind,
            text=text,
            about=about,
            now=self._tx.now,
        )
        assert row is not None
        return int(row["id"])

    def list_unread(self, agent: Agent, limit: int) -> list[Message]:
        rows = self._tx.all("list_messages", agent=agent.id, name=agent.name, after=agent.read_message, limit=limit)
        return [_message(row) for row in rows]

    def count_unread(self, agent: Agent) -> int:
        row = self._tx.one("count_messages", agent=agent.id, name=agent.name, after=agent.read_message)
        return int(row["messages"]) if row else 0

    def find_last(self, sender: str, recipient: Agent | None) -> Message | None:
        """What the sender told the recipient last; without one, what it told everybody."""
        row = self._tx.one("find_last_message", sender=sender, recipient=recipient.id if recipient else None)
        return _message(row) if row else None

    def list_of(self, agent: Agent, limit: int) -> list[Message]:
        """All that the agent was sent, read or not, newest first."""
        return [_message(row) for row in self._tx.all("list_messages_of", agent=agent.id, name=agent.name, limit=limit)]


def _message(row: Row) -> Message:
    return Message(
        id=row["id"],
        sender=row["sender"],
        recipient=row["recipient"],
        kind=row["kind"],
        text=row["text"],
        at=moment(row["at"]),
        about=row["about"],
    )
