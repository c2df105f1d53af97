"""Replies that were given, so that a repeated request gets the same one and acts once."""

from agent_plan_server.storage.rows import Rows


class RequestRows(Rows):
    def find_reply(self, principal: str, key: str) -> tuple[str, str] | None:
        """The verb and the reply (JSON) of an earlier request with this key."""
        row = self._tx.one("find_request", principal=principal, key=key)
        return (row["verb"], row["reply"]) if row else None

    def add(self, principal: str, key: str, verb: str, reply: str) -> None:
        self._tx.run("insert_request", principal=principal, key=key, verb=verb, reply=reply, now=self._tx.now)

    def forget_before(self, at: int) -> int:
        """Drop what was answered before a moment of wall time (milliseconds); how many."""
        return self._tx.run("delete_old_requests", before=at)
