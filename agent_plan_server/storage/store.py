"""What one transaction can ask and change, by noun."""

from agent_plan_server.storage.agent_rows import AgentRows
from agent_plan_server.storage.claim_rows import ClaimRows
from agent_plan_server.storage.criterion_rows import CriterionRows
from agent_plan_server.storage.decision_rows import DecisionRows
from agent_plan_server.storage.event_rows import EventRows
from agent_plan_server.storage.lease_clock_rows import LeaseClockRows
from agent_plan_server.storage.merge_rows import MergeRows
from agent_plan_server.storage.message_rows import MessageRows
from agent_plan_server.storage.note_rows import NoteRows
from agent_plan_server.storage.plan_rows import PlanRows
from agent_plan_server.storage.request_rows import RequestRows
from agent_plan_server.storage.rows import Transaction
from agent_plan_server.storage.task_rows import TaskRows


class Store:
    """One transaction; `clock` is the lease clock and `now` the wall clock, milliseconds, fixed while it lasts."""

    def __init__(self, transaction: Transaction) -> None:
        self.clock = transaction.clock
        self.now = transaction.now
        self.is_alive = transaction.is_alive
        self.lease_clock = LeaseClockRows(transaction)
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
