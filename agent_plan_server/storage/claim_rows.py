"""Claims: one row for every attempt ever, at most one live row for a task."""

from collections.abc import Container
from typing import NamedTuple

from agent_plan_server.models.claim import Agent, Claim
from agent_plan_server.models.states import ClaimOutcome
from agent_plan_server.storage.rows import Row, Rows, Transaction, dump, load_texts, moment, optional_moment
from agent_plan_server.storage.task_rows import Started


class LiveScope(NamedTuple):
    """What is needed to judge whether a live claim is in the way.

    A tuple in the order of the statement, opened only where it is looked into, because every claim reads them all.
    """

    claim_id: int
    task_id: int
    plan_id: int
    agent_id: int
    scope_text: str
    expires_clock: int
    paused_clock: int | None
    session: int | None

    @property
    def scope(self) -> tuple[str, ...]:
        return load_texts(self.scope_text)

    @property
    def is_paused(self) -> bool:
        return self.paused_clock is not None


class LiveWork(NamedTuple):
    """A live claim as people look at it: what is done, what its agent said last and when, what it waits for.

    Times are milliseconds of wall time.
    """

    task: str
    title: str
    agent: str
    number: int
    session: int | None
    scope_text: str
    claimed_at: int
    expires_clock: int
    paused_clock: int | None
    note: str | None
    note_at: int | None
    decision: int | None

    @property
    def scope(self) -> tuple[str, ...]:
        return load_texts(self.scope_text)


class EarlierAttempt(NamedTuple):
    number: int
    agent: str
    outcome: ClaimOutcome
    reason: str | None


class CompletedWork(NamedTuple):
    """The claim that completed a task, and the commit of its branch up to which it is merged."""

    claim: Claim
    title: str
    merged_tip: str | None


class UntoldClaim(NamedTuple):
    """A live claim whose task was revised since its holder was shown it; `told_seq` is the last event it knows of."""

    task_id: int
    task: str
    told_seq: int


class ClaimRows(Rows):
    def add(
        self,
        task: Started,
        nonce: str,
        agent: Agent,
        *,
        session: int | None,
        scope: tuple[str, ...],
        lease_ms: int,
        base_commit: str | None,
        branch: str | None,
    ) -> Claim:
        row = self._tx.one(
            "insert_claim",
            plan=task.plan_id,
            task=task.id,
            number=task.number,
            nonce=nonce,
            agent=agent.id,
            session=session,
            scope=dump(scope),
            now=self._tx.now,
            lease=lease_ms,
            expires=self._tx.clock + lease_ms,
            base_commit=base_commit,
            branch=branch,
        )
        assert row is not None
        return Claim(
            id=row["id"],
            plan_id=task.plan_id,
            task_id=task.id,
            task=task.key,
            number=task.number,
            nonce=nonce,
            agent_id=agent.id,
            agent=agent.name,
            principal=agent.principal,
            session=session,
            scope=scope,
            claimed_at=moment(self._tx.now),
            lease_ms=lease_ms,
            expires_clock=self._tx.clock + lease_ms,
            expires_at=moment(self._tx.now + lease_ms),
            base_commit=base_commit,
            branch=branch,
        )

    def find(self, claim: int) -> Claim | None:
        return self._claim(self._tx.one("find_claim", claim=claim))

    def find_by_handle(self, task: str, number: int, nonce: str) -> Claim | None:
        """Also by a key that the task had when it was claimed."""
        parts = {"task": task, "number": number, "nonce": nonce}
        return self._claim(
            self._tx.one("find_claim_by_handle", **parts) or self._tx.one("find_claim_by_former_handle", **parts)
        )

    def find_live(self, task: int) -> Claim | None:
        return self._claim(self._tx.one("find_live_claim", task=task))

    def list_of_agent(self, agent: int) -> list[Claim]:
        return self._claims("list_agent_claims", agent=agent)

    def list_live(self) -> list[Claim]:
        return self._claims("list_live_claims")

    def list_unmerged(self, plan: int, branches: Container[str] | None = None) -> list[Claim]:
        """The claims that completed a task whose branch was not merged since, in the order of the plan.

        With `branches` only those whose branch is among them.
        """
        rows = self._tx.all("list_completed_claims", plan=plan)
        wanted = (row for row in rows if branches is None or row["branch"] in branches)
        return [_to_claim(row, self._tx) for row in wanted if row["merged_tip"] is None]

    def list_completed(self, plan: int) -> list[CompletedWork]:
        """Merged or not, in the order of the plan."""
        rows = self._tx.all("list_completed_claims", plan=plan)
        return [CompletedWork(_to_claim(row, self._tx), row["title"], row["merged_tip"]) for row in rows]

    def list_of_task(self, task: int) -> list[Claim]:
        return self._claims("list_task_claims", task=task)

    def list_work(self, plan: int) -> list[LiveWork]:
        """The live claims of a plan, oldest first."""
        return [LiveWork(*row) for row in self._tx.all("list_live_work", plan=plan)]

    def list_of_plan(self, plan: int) -> dict[int, list[Claim]]:
        """For each task every attempt, first to last."""
        found: dict[int, list[Claim]] = {}
        for claim in self._claims("list_plan_claims", plan=plan):
            found.setdefault(claim.task_id, []).append(claim)
        return found

    def list_around(self, claim: Claim) -> list[Claim]:
        """The attempts at other tasks that were live at some time since this one began."""
        since = round(claim.claimed_at.timestamp() * 1000)
        around = (*self.list_live(), *self._claims("list_ended_claims", since=since))
        return [other for other in around if other.task_id != claim.task_id]

    def list_earlier(self, claim: Claim, limit: int) -> list[EarlierAttempt]:
        """The attempts at the same task before this one, newest first."""
        rows = self._tx.all("list_earlier_claims", task=claim.task_id, number=claim.number, limit=limit)
        return [EarlierAttempt(*row) for row in rows]

    def list_scopes(self) -> list[LiveScope]:
        """Every live claim of the store, whatever its plan: all plans share one repository."""
        return [LiveScope(*row) for row in self._tx.all("list_live_scopes")]

    def list_scopes_after(self, claim: int) -> list[LiveScope]:
        """Those of the live claims that were made after one."""
        return [LiveScope(*row) for row in self._tx.all("list_live_scopes_after", claim=claim)]

    def last_id(self) -> int:
        """Of the newest claim, live or ended; ids only grow."""
        row = self._tx.one("find_last_claim")
        return int(row["id"]) if row else 0

    def renew_all(self, agent: int, session: int | None) -> None:
        """The agent was heard of: a whole lease from now for all it holds."""
        self._tx.run("renew_agent_claims", agent=agent, session=session, clock=self._tx.clock)

    def set_lease(self, claim: int, lease_ms: int) -> None:
        self._tx.one("set_claim_lease", claim=claim, lease=lease_ms, expires=self._tx.clock + lease_ms)

    def set_scope(self, claim: int, scope: tuple[str, ...]) -> None:
        self._tx.one("set_claim_scope", claim=claim, scope=dump(scope))

    def set_base(self, claim: int, commit: str) -> bool:
        """The work begins at a commit (full hash); False when the claim has ended."""
        return self._tx.one("set_claim_base", claim=claim, commit=commit) is not None

    def list_untold(self, agent: int) -> list[UntoldClaim]:
        """What the agent holds and was not shown as it is now."""
        rows = self._tx.all("list_untold_claims", agent=agent)
        return [UntoldClaim(task_id=row["task_id"], task=row["task"], told_seq=row["told_seq"]) for row in rows]

    def set_told(self, agent: int) -> None:
        """The agent was shown the tasks it holds as they are now."""
        self._tx.run("set_claims_told", agent=agent)

    def end(self, claim: int, outcome: ClaimOutcome, reason: str | None) -> bool:
        """False when it had ended already: somebody was faster."""
        return self._tx.one("end_claim", claim=claim, outcome=outcome, reason=reason, now=self._tx.now) is not None

    def pause(self, claim: int) -> None:
        self._tx.run("pause_claim", claim=claim, clock=self._tx.clock)

    def resume(self, claim: int) -> None:
        self._tx.run("resume_claim", claim=claim, clock=self._tx.clock)

    def _claims(self, statement: str, **values: int) -> list[Claim]:
        return [_to_claim(row, self._tx) for row in self._tx.all(statement, **values)]

    def _claim(self, row: Row | None) -> Claim | None:
        return None if row is None else _to_claim(row, self._tx)


def _to_claim(row: Row, tx: Transaction) -> Claim:
    is_running = row["ended_at"] is None and row["paused_clock"] is None
    return Claim(
        id=row["id"],
        plan_id=row["plan_id"],
        task_id=row["task_id"],
        task=row["task"],
        number=row["number"],
        nonce=row["nonce"],
        agent_id=row["agent_id"],
        agent=row["agent"],
        principal=row["principal"],
        session=row["session"],
        scope=load_texts(row["scope"]),
        claimed_at=moment(row["claimed_at"]),
        lease_ms=row["lease_ms"],
        expires_clock=row["expires_clock"],
        # People read wall time; it is computed, so that a suspended machine shows the truth.
        expires_at=moment(tx.now + row["expires_clock"] - tx.clock) if is_running else None,
        paused_clock=row["paused_clock"],
        ended_at=optional_moment(row["ended_at"]),
        outcome=row["outcome"],
        reason=row["reason"],
        base_commit=row["base_commit"],
        branch=row["branch"],
    )
