"""What one transaction can ask and change, by noun."""

from agent_plan_server.storage.agent_rows import AgentRows
from agent_plan_server.storage.claim_rows import ClaimRows
from agent_plan_server.storage.criterion_rows import CriterionRows
from agent_plan_server.storage.decision_rows import DecisionRows
from agent_plan_server.storage.event_rows import EventRows
from agent_plan_server.storage.merge_rows import MergeRows
from agent_plan_server.storage.message_rows import MessageRows
from agent_plan_server.storage.note_rows import NoteRows
from agent_plan_server.storage.plan_rows import PlanRows
from agent_plan_server.storage.request_rows import RequestRows
from agent_plan_server.storage.task_rows import TaskRows
from agent_plan_server.storage.transaction import Transaction


class Store:
    """One transaction; `clock` is the lease clock and `now` the wall clock, milliseconds, fixed while it lasts."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction
        self.clock = transaction.clock
        self.now = transaction.now
        self.is_alive = transaction.is_alive
        self.plans = PlanRows(transaction)
        self.tasks = TaskRows(transaction)
        self.criteria = CriterionRows(transaction)
        self.claims = ClaimRows(transaction)
        self.agents = AgentRows(transaction)
        self.decisions = DecisionRows(transaction)
        self.notes = NoteRows(transaction)
        self.messages = MessageRows(transaction)
        self.merges = MergeRows(transaction)
        self.events = EventRows(transaction)
        self.requests = RequestRows(transaction)

    def clock_offset(self, boot_id: str) -> int | None:
        """What to add to this boot's monotonic clock; None when the store has not met this boot."""
        known = self._setting("boot_id")
        if known != boot_id:
            return None
        offset = int(self._setting("clock_offset") or 0)
        if not boot_id and self.clock + offset < self._high_water():
            return None
        return offset

    def rebase_clock(self, boot_id: str) -> int:
        """Let the lease clock go on where it stood, and give every live claim one whole lease."""
        if (offset := self.clock_offset(boot_id)) is not None:
            return offset
        high_water = self._high_water()
        offset = high_water - self.clock
        self._tx.run("put_setting", key="boot_id", value=boot_id)
        self._tx.run("put_setting", key="clock_offset", value=str(offset))
        self._tx.run("grant_lease_to_all", clock=high_water)
        return offset

    def _setting(self, key: str) -> str | None:
        row = self._tx.one("find_setting", key=key)
        return None if row is None else str(row["value"])

    def _high_water(self) -> int:
        row = self._tx.one("find_high_water")
        return int(row["moment"] or 0) if row else 0
