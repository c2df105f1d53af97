"""What the guards ask: who a caller is, and what is held. Without the nouns, which cost more than a guard may take."""

from datetime import datetime
from typing import NamedTuple

from agent_plan_server.storage.rows import Row, Rows, load_texts, moment


class GuardedClaim(NamedTuple):
    """A live claim. `gone_clock` is when the death of its server was noticed; `until` is absent while it is paused."""

    id: int
    agent: str
    task: str
    handle: str
    branch: str | None
    base_commit: str | None
    integration_branch: str | None
    scope: tuple[str, ...]
    claimed_at: datetime
    until: datetime | None
    lease_ms: int
    expires_clock: int
    gone_clock: int | None


class PlanBrief(NamedTuple):
    """`ready` is how many tasks can be claimed."""

    slug: str
    ready: int


class GuardRows(Rows):
    def list_claims(self) -> list[GuardedClaim]:
        """Every live claim of the store, lapsed or not, oldest first."""
        return [self._claim(row) for row in self._tx.all("list_guarded_claims")]

    def list_agents(self, client_session: str) -> tuple[str, ...]:
        """The names of those that were heard of through this session of a client, and no other since."""
        return tuple(row["name"] for row in self._tx.all("list_guarded_agents", client_session=client_session))

    def find_completed_scope(self, agent: str) -> tuple[str, ...]:
        """Of the task that an agent completed last; nothing once that is merged."""
        row = self._tx.one("find_completed_scope", agent=agent)
        return load_texts(row["scope"]) if row else ()

    def has_work(self) -> bool:
        """Whether any task of any plan is unfinished."""
        return self._tx.one("find_unfinished_work") is not None

    def find_plan(self) -> PlanBrief | None:
        """The plan that is worked on: the newest."""
        plan = self._tx.one("find_newest_plan")
        ready = self._tx.one("count_ready_tasks", plan=plan["id"]) if plan else None
        return PlanBrief(plan["slug"], ready["tasks"]) if plan and ready else None

    def has_checkpoint(self, claim: GuardedClaim) -> bool:
        """Whether the holder left word for whoever goes on, within the last lease."""
        since = self._tx.now - claim.lease_ms
        return self._tx.one("find_fresh_checkpoint", claim=claim.id, since=since) is not None

    def _claim(self, row: Row) -> GuardedClaim:
        session = row["session"]
        is_paused = row["paused_clock"] is not None
        return GuardedClaim(
            id=row["id"],
            agent=row["agent"],
            task=row["task"],
            handle=f"{row['task']}/{row['number']}-{row['nonce']}",
            branch=row["branch"],
            base_commit=row["base_commit"],
            integration_branch=row["integration_branch"],
            scope=load_texts(row["scope"]),
            claimed_at=moment(row["claimed_at"]),
            until=None if is_paused else moment(self._tx.now + row["expires_clock"] - self._tx.clock),
            lease_ms=row["lease_ms"],
            expires_clock=row["expires_clock"],
            gone_clock=None if session is None or self._tx.is_alive(session) else row["gone_clock"],
        )
