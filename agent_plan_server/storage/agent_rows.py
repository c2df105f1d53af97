"""Agents, and the server processes they speak through."""

from agent_plan_server.models.claim import Agent, Caller
from agent_plan_server.storage.rows import Row, Rows, moment


class AgentRows(Rows):
    def add(self, name: str, caller: Caller) -> Agent | None:
        """Register an agent; None when the name is taken."""
        row = self._tx.one(
            "insert_agent",
            name=name,
            principal=caller.principal,
            client=caller.client,
            client_session=caller.client_session,
            session=caller.session,
            now=self._tx.now,
        )
        return self.find(name) if row else None

    def find(self, name: str) -> Agent | None:
        row = self._tx.one("find_agent", name=name)
        return _agent(row) if row else None

    def find_with_news(self, name: str, since: int, last_part: int) -> Agent | None:
        """The agent when it was not told of a message, of an answer since a moment, or of a claim that lapses soon.

        Soon is when one part of so many of its lease is left.
        """
        row = self._tx.one("find_agent_with_news", name=name, since=since, part=last_part, clock=self._tx.clock)
        return _agent(row) if row else None

    def find_by_client_session(self, principal: str, client_session: str) -> Agent | None:
        row = self._tx.one("find_agent_by_client_session", principal=principal, client_session=client_session)
        return _agent(row) if row else None

    def list_all(self, limit: int = 200) -> list[Agent]:
        return [_agent(row) for row in self._tx.all("list_agents", limit=limit)]

    def count(self) -> int:
        row = self._tx.one("count_agents")
        return int(row["agents"]) if row else 0

    def touch(self, agent: int, caller: Caller) -> None:
        """The agent was heard of, through this server process and client."""
        self._tx.run(
            "touch_agent",
            agent=agent,
            now=self._tx.now,
            session=caller.session,
            client=caller.client,
            client_session=caller.client_session,
        )

    def set_read_message(self, agent: int, message: int) -> None:
        self._tx.run("set_read_message", agent=agent, message=message)

    def set_synced_seq(self, agent: int, seq: int) -> None:
        self._tx.run("set_synced_seq", agent=agent, seq=seq)

    def set_told(self, agent: int, at: int) -> None:
        """It was told of all decisions up to a moment of wall time (milliseconds)."""
        self._tx.run("set_told_at", agent=agent, at=at)

    def count_seen(self, at: int) -> int:
        """How many were heard of since a moment of wall time (milliseconds)."""
        row = self._tx.one("count_agents_seen", at=at)
        return int(row["agents"]) if row else 0

    def open_session(self, pid: int) -> int:
        row = self._tx.one("insert_session", pid=pid, now=self._tx.now)
        assert row is not None
        return int(row["id"])

    def gone_clock(self, session: int) -> int | None:
        """When the death of a server process was noticed, on the lease clock; None when it was not."""
        row = self._tx.one("find_session", session=session)
        return row["gone_clock"] if row else None

    def notice_gone_sessions(self) -> int:
        """Record the deaths of server processes that nobody has noticed yet; how many there were."""
        gone = [row["id"] for row in self._tx.all("list_sessions") if not self._tx.is_alive(row["id"])]
        for session in gone:
            self._tx.run("set_session_gone", session=session, clock=self._tx.clock)
        return len(gone)

    def has_unnoticed_deaths(self) -> bool:
        return any(not self._tx.is_alive(row["id"]) for row in self._tx.all("list_sessions"))


def _agent(row: Row) -> Agent:
    return Agent(
        id=row["id"],
        name=row["name"],
        principal=row["principal"],
        client=row["client"],
        client_session=row["client_session"],
        session=row["session"],
        registered_at=moment(row["registered_at"]),
        last_seen_at=moment(row["last_seen_at"]),
        read_message=row["read_message"],
        synced_seq=row["synced_seq"],
        told_at=row["told_at"],
    )
