"""Messages between agents: to one, to everybody, or to whoever holds a path."""

from datetime import timedelta

from agent_plan_server.errors import InvalidRequest, NotFound, Refused
from agent_plan_server.models.change import MessageLine, MessageList, MessageReply
from agent_plan_server.models.claim import ANYONE, Agent, Caller
from agent_plan_server.models.record import Message
from agent_plan_server.models.states import MessageKind
from agent_plan_server.rules import limits
from agent_plan_server.rules.leases import is_lapsed
from agent_plan_server.rules.scopes import find_overlap, normalise_pattern
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.requests import answer_once
from agent_plan_server.services.shortening import REPLY_BYTES, shorten
from agent_plan_server.storage import Store, transaction
from agent_plan_server.storage.rows import moment

EVERYBODY = "everybody"
_PATH = "path:"
_ABOUT_CHARACTERS = 200
_LIVE = timedelta(hours=1)
_REPEATED = timedelta(minutes=10)
_AGENTS = 1000


@transaction
def send_message(
    store: Store,
    agent: str,
    to: str,
    text: str,
    kind: MessageKind = MessageKind.NOTICE,
    about: str | None = None,
    by: Caller = ANYONE,
) -> MessageReply:
    """Tell an agent, everybody, or the holders of a path ("path:src/x.py"); a question goes only to those who are live.

    The same words to the same agent within ten minutes are one message. Raises NotFound, Refused (nobody live to
    answer), InvalidRequest and LimitExceeded.
    """
    words = limits.check_text("message", text, limits.MESSAGE_BYTES)
    if not words.strip():
        raise InvalidRequest("The message is empty.", "Say in a sentence what the other has to know.")
    topic = limits.check_line("about", about, _ABOUT_CHARACTERS) if about else None
    sender = identify_agent(store, agent, by)
    touch_agent(store, sender, by)
    return answer_once(
        store, by, "send_message", agent, MessageReply, lambda: _send(store, sender, to.strip(), words, kind, topic)
    )


def _send(store: Store, sender: Agent, to: str, text: str, kind: MessageKind, about: str | None) -> MessageReply:
    recipients = _find_recipients(store, sender, to, kind)
    names = tuple(recipient.name if recipient else EVERYBODY for recipient in recipients)
    new = [recipient for recipient in recipients if not _is_repeated(store, sender, recipient, text, kind)]
    for recipient in new:
        store.messages.add(sender.name, recipient, kind, text, about)
    if not new:
        return MessageReply(to=names, is_new=False, seq=store.events.last_seq())
    payload = {"to": list(names[:20]), "kind": kind, "about": about}
    return MessageReply(to=names, is_new=True, seq=store.events.append("message_sent", sender.name, payload))


def _find_recipients(store: Store, sender: Agent, to: str, kind: MessageKind) -> list[Agent | None]:
    """None stands for everybody."""
    if to.lower() == EVERYBODY:
        return _everybody(store, sender, kind)
    if to.startswith(_PATH) or "/" in to:
        return _holders_of(store, sender, to.removeprefix(_PATH), kind)
    recipient = store.agents.find(to)
    if recipient is None:
        raise NotFound(
            f"There is no agent {to!r}.", "{show_plan} with view 'agents' lists them; or send to 'everybody'."
        )
    if recipient.id == sender.id:
        raise InvalidRequest("That is you.", "{post_note} keeps what you want to remember.")
    if kind is MessageKind.QUESTION and not is_live(store, recipient):
        raise Refused(
            f"{to!r} was last heard of at {recipient.last_seen_at:%Y-%m-%d %H:%M:%SZ}; nobody would answer.",
            "{request_decision} asks a person; a notice reaches the agent when it is back.",
        )
    return [recipient]


def _everybody(store: Store, sender: Agent, kind: MessageKind) -> list[Agent | None]:
    if kind is not MessageKind.QUESTION:
        return [None]
    live: list[Agent | None] = [
        agent for agent in store.agents.list_all(_AGENTS) if agent.id != sender.id and is_live(store, agent)
    ]
    if not live:
        raise Refused("No other agent is here to answer.", "{request_decision} asks a person.")
    return live


def _holders_of(store: Store, sender: Agent, path: str, kind: MessageKind) -> list[Agent | None]:
    wanted = normalise_pattern(path)
    names = {
        claim.agent
        for claim in store.claims.list_live()
        if claim.agent != sender.name and find_overlap((wanted,), claim.scope)
    }
    if not names:
        raise NotFound(f"No other agent holds {wanted}.", "{show_plan} with view 'claims' lists who holds what.")
    holders = [agent for name in sorted(names) if (agent := store.agents.find(name))]
    told: list[Agent | None] = [agent for agent in holders if kind is not MessageKind.QUESTION or is_live(store, agent)]
    if not told:
        raise Refused(f"Nobody who holds {wanted} is here to answer.", "{request_decision} asks a person.")
    return told


def is_live(store: Store, agent: Agent) -> bool:
    """Whether somebody would answer: heard of within the hour or at work, through a server that still runs."""
    if agent.session is not None and not store.is_alive(agent.session):
        return False
    if moment(store.now) - agent.last_seen_at < _LIVE:
        return True
    held = store.claims.list_of_agent(agent.id)
    return any(not is_lapsed(c.expires_clock, store.clock, is_paused=c.paused_clock is not None) for c in held)


def _is_repeated(store: Store, sender: Agent, recipient: Agent | None, text: str, kind: MessageKind) -> bool:
    last = store.messages.find_last(sender.name, recipient)
    if last is None or (last.text, last.kind) != (text, kind):
        return False
    return moment(store.now) - last.at < _REPEATED


def deliver_messages(store: Store, reader: Agent, limit: int) -> MessageList:
    shown: list[MessageLine] = []
    room = REPLY_BYTES
    unread = store.messages.list_unread(reader, limit)
    for message in unread:
        line = line_of(message, REPLY_BYTES // 2)
        room -= len(line.model_dump_json().encode())
        if shown and room < 0:
            break
        shown.append(line)
    if shown:
        store.agents.set_read_message(reader.id, unread[len(shown) - 1].id)
    left = store.messages.count_unread(reader) - len(shown)
    return MessageList(messages=tuple(shown), left=left, seq=store.events.last_seq())


def line_of(message: Message, limit: int) -> MessageLine:
    """At most about so many bytes of text; the rest is in view 'messages' of show_plan."""
    text = message.text
    while len(text.encode()) > limit:
        text = shorten(text, len(text) * limit // (len(text.encode()) + 8))
    return MessageLine(
        id=f"m{message.id}",
        sender=message.sender,
        to=message.recipient,
        kind=message.kind,
        text=text,
        cut=text != message.text,
        about=message.about,
        at=message.at,
    )
