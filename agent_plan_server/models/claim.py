"""A claim: one attempt of one agent at one task."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import ClaimOutcome

LOCAL = "local"


class Caller(Noun):
    """Who is behind a call: the authenticated principal, its server process, and the client's own words on itself."""

    principal: str = LOCAL
    session: int | None = None
    client: str | None = None
    client_session: str | None = None
    request_id: str | None = None


ANYONE = Caller()


class Claim(Noun):
    """`expires_clock` and `lease_ms` are on the store's lease clock (milliseconds); `expires_at` is for people."""

    id: int
    plan_id: int
    task_id: int
    task: str
    number: int
    nonce: str
    agent_id: int
    agent: str
    principal: str
    session: int | None
    scope: tuple[str, ...]
    claimed_at: datetime
    lease_ms: int
    expires_clock: int
    expires_at: datetime | None
    paused_clock: int | None = None
    ended_at: datetime | None = None
    outcome: ClaimOutcome | None = None
    reason: str | None = None
    base_commit: str | None
    branch: str | None

    @property
    def handle(self) -> str:
        """The claim's name in every later call: task key, fencing number, random part."""
        return f"{self.task}/{self.number}-{self.nonce}"

    @property
    def is_live(self) -> bool:
        return self.ended_at is None


class Agent(Noun):
    """`told_at` is in milliseconds of wall time: up to then it knows of decisions, from waiting for them."""

    id: int
    name: str
    principal: str
    client: str | None
    client_session: str | None
    session: int | None
    registered_at: datetime
    last_seen_at: datetime
    read_message: int
    synced_seq: int
    told_at: int
