"""A server process without MCP: a line of JSON in, a line of JSON out, the services in between.

Run by `doors.ServiceDoor`. FAULTS_PLANT names a bug to plant first (see `plants.py`).
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.claim import Caller
from agent_plan_server.services.claims import Wish, claim_task, release_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.notes import post_note
from agent_plan_server.settings import Settings, load_settings
from agent_plan_server.storage import Engine, open_engine

Reply = dict[str, Any]


class ServiceServer:
    """Answers a tool with the fields that the MCP tool of that name answers, as far as the faults need them."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._policy = settings.policy
        self._by = Caller(session=engine.join())
        self.tools: dict[str, Callable[..., Reply]] = {
            "claim_task": self._claim,
            "post_note": self._note,
            "complete_task": self._complete,
            "report_failure": self._fail,
            "release_task": self._release,
        }

    def answer(self, message: Reply) -> Reply:
        try:
            return self.tools[message["tool"]](**message["arguments"])
        except PlanServerError as refusal:
            return {"refused": str(refusal)}

    def _claim(self, agent: str, task: str | None = None) -> Reply:
        reply = claim_task(self._engine, Wish(agent=agent, task=task), self._by, self._policy)
        claim = reply.claim
        return {
            "claim": claim.handle if claim else None,
            "task": {"key": claim.task, "attempt": claim.number} if claim else None,
            "retry_after_s": reply.retry_after_s,
            "seq": reply.seq,
        }

    def _note(self, claim: str, text: str) -> Reply:
        return post_note(self._engine, text, claim, by=self._by).model_dump(mode="json")

    def _complete(self, claim: str, summary: str) -> Reply:
        return complete_task(self._engine, claim, summary, by=self._by).model_dump(mode="json")

    def _fail(self, claim: str, reason: str) -> Reply:
        return report_failure(self._engine, claim, reason, by=self._by, policy=self._policy).model_dump(mode="json")

    def _release(self, claim: str, note: str) -> Reply:
        return release_task(self._engine, claim, note, self._by).model_dump(mode="json")


def main() -> None:
    settings = load_settings()
    if plant := os.environ.get("FAULTS_PLANT"):
        # Only where a bug is wanted: the module reaches into the services.
        from faults.plants import PLANTS

        PLANTS[plant]()
    server = ServiceServer(open_engine(settings.store), settings)
    for line in sys.stdin:
        print(json.dumps(server.answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
