"""What the guards ask: who a caller is, and what is held. Without the nouns, which cost more than a guard may take."""

from datetime import datetime
from typing import NamedTuple

from agent_plan_server.storage.rows import Row, Rows, load_texts, moment


class GuardedClaim(NamedTuple):
    """A live claim. `gone_clock` is when the death of its server was noticed; `until` is absent while it is paused."""

    agent: str
    client_session: str | None
    task: str
    handle: str
    branch: str | None
    scope: tuple[str, ...]
    until: datetime | None
    expires_clock: int
    gone_clock: int | None


class GuardRows(Rows):
    def list_claims(self) -> list[GuardedClaim]:
        """Every live claim of the store, lapsed or not, oldest first."""
        return [self._claim(row) for row in self._tx.all("list_guarded_claims")]

    def is_agent(self, client_session: str) -> bool:
        """Whether an agent was ever heard of through this session of a client."""
        return self._tx.one("find_guarded_agent", client_session=client_session) is not None

    def has_work(self) -> bool:
        """Whether any task of any plan is unfinished."""
        return self._tx.one("find_unfinished_work") is not None

    def _claim(self, row: Row) -> GuardedClaim:
        session = row["session"]
        is_paused = row["paused_clock"] is not None
        return GuardedClaim(
            agent=row["agent"],
            client_session=row["client_session"],
            task=row["task"],
            handle=f"{row['task']}/{row['number']}-{row['nonce']}",
            branch=row["branch"],
            scope=load_texts(row["scope"]),
            until=None if is_paused else moment(self._tx.now + row["expires_clock"] - self._tx.clock),
            expires_clock=row["expires_clock"],
            gone_clock=None if session is None or self._tx.is_alive(session) else row["gone_clock"],
        )
