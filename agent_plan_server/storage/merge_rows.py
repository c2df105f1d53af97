"""Merges of tasks' branches, and what is known of merges to come."""

from collections.abc import Collection

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.merge import KnownProbe, Merge
from agent_plan_server.storage.rows import Row, Rows, dump, load_texts, moment


class MergeRows(Rows):
    def add(self, claim: Claim, *, tip: str, into: str, commit: str, by: str) -> None:
        """The branch of a claim's task is merged up to its tip."""
        self._tx.run(
            "insert_merge",
            plan=claim.plan_id,
            task=claim.task_id,
            claim=claim.id,
            tip=tip,
            into=into,
            commit=commit,
            by=by,
            now=self._tx.now,
        )

    def find_of_task(self, task: int) -> Merge | None:
        """The last one."""
        row = self._tx.one("find_task_merge", task=task)
        return _merge(row) if row else None

    def integration_branch(self, plan: int) -> str | None:
        row = self._tx.one("find_integration_branch", plan=plan)
        return row["integration_branch"] if row else None

    def set_integration_branch(self, plan: int, branch: str) -> None:
        self._tx.run("set_integration_branch", plan=plan, branch=branch)

    def list_probes(self, commits: Collection[str]) -> dict[tuple[str, str], KnownProbe]:
        """What is known of merging any two of these commits (full hashes); the smaller hash of a pair comes first."""
        each = sorted(set(commits))
        rows = self._tx.all("list_merge_probes", commits=" ".join(each), width=len(each[0])) if each else []
        known = [KnownProbe(bool(row["is_clean"]), load_texts(row["files"])) for row in rows]
        return {(row["ours"], row["theirs"]): probe for row, probe in zip(rows, known, strict=True)}

    def put_probe(self, ours: str, theirs: str, probe: KnownProbe) -> None:
        self._tx.run(
            "insert_merge_probe",
            ours=min(ours, theirs),
            theirs=max(ours, theirs),
            is_clean=int(probe.is_clean),
            files=dump(probe.files),
            now=self._tx.now,
        )

    def forget_probes_before(self, moment_ms: int) -> None:
        """What is still wanted is found out anew."""
        self._tx.run("delete_old_merge_probes", before=moment_ms)


def _merge(row: Row) -> Merge:
    return Merge(
        task=row["task"],
        attempt=row["number"],
        agent=row["agent"],
        tip=row["tip"],
        into_branch=row["into_branch"],
        merge_commit=row["merge_commit"],
        merged_by=row["merged_by"],
        at=moment(row["at"]),
    )
