"""The health of a store: what it lies on, whether its counts and its history are whole."""

from collections.abc import Mapping
from itertools import combinations

from agent_plan_server.models.health import Finding, Grade, HealthReport
from agent_plan_server.rules.scopes import find_overlap
from agent_plan_server.services.progress import count_blockers, count_phase_blockers
from agent_plan_server.storage import Engine, Store, snapshot, transaction

_FIX_COUNTS = "agent-plan doctor --fix"


def check_health(engine: Engine) -> HealthReport:
    """Look at everything and change nothing; raises StorageUnavailable when the store cannot be opened."""
    facts = engine.describe()
    seq, findings = _look(engine)
    return HealthReport(findings=(*_judge_file(facts), *findings), seq=seq)


@transaction
def repair_counts(store: Store, actor: str) -> int:
    """Set every maintained count to what a fresh count says; how many were wrong."""
    repaired = 0
    for plan in store.plans.list_all():
        wrong = count_phase_blockers(store, plan.id) + count_blockers(store, plan.id)
        if not store.plans.is_progress_right(plan.id):
            store.plans.recount_progress(plan.id)
            wrong += 1
        if wrong:
            store.events.append("counts_repaired", actor, {"counts": wrong}, plan=plan.id)
        repaired += wrong
    return repaired


def _judge_file(facts: Mapping[str, str]) -> list[Finding]:
    safe = (facts["journal"] == "wal" and facts["synchronous"] == "FULL") or facts["synchronous"] == "EXTRA"
    engine = f"{facts['engine']}, journal {facts['journal']}, synchronous {facts['synchronous']}"
    is_private = facts["permissions"].endswith("00")
    return [
        Finding(
            name="engine",
            grade=Grade.OK if safe and facts["journal"] == "wal" else Grade.WARN if safe else Grade.BAD,
            text=engine if facts["journal"] == "wal" else f"{engine}: safe, and slower than WAL",
            fix=None if facts["journal"] == "wal" else "Install pysqlite3 0.6.1 or later, on a local disk.",
        ),
        Finding(
            name="integrity",
            grade=Grade.OK if facts["integrity"] == "ok" else Grade.BAD,
            text=f"quick check {facts['integrity']}, {int(facts['size']) / 1_048_576:.1f} MB, schema {facts['schema']}",
            fix=None if facts["integrity"] == "ok" else "Restore a backup: agent-plan backup made it.",
        ),
        Finding(
            name="file",
            grade=Grade.OK if is_private else Grade.WARN,
            text=f"{facts['path']} on {facts['file system']}, permissions {facts['permissions']}",
            fix=None if is_private else f"chmod 600 {facts['path']}",
        ),
    ]


@snapshot
def _look(store: Store) -> tuple[int, list[Finding]]:
    findings = [_judge_history(store), _judge_counts(store), _judge_overlaps(store), _judge_sessions(store)]
    return store.events.last_seq(), findings


def _judge_history(store: Store) -> Finding:
    broken = store.events.first_broken_link()
    if broken is None:
        return Finding(name="history", grade=Grade.OK, text=f"{store.events.last_seq()} events, chain whole")
    return Finding(
        name="history",
        grade=Grade.BAD,
        text=f"event {broken} does not fit the one before: somebody changed the history",
        fix="Compare with a backup; ask who wrote to the file.",
    )


def _judge_counts(store: Store) -> Finding:
    wrong = 0
    for plan in store.plans.list_all():
        wrong += len(store.plans.wrong_phase_blockers(plan.id)) + len(store.tasks.wrong_blockers(plan.id))
        wrong += not store.plans.is_progress_right(plan.id)
    if not wrong:
        return Finding(name="counts", grade=Grade.OK, text="all maintained counts equal a fresh count")
    return Finding(name="counts", grade=Grade.BAD, text=f"{wrong} counts differ from a fresh count", fix=_FIX_COUNTS)


def _judge_overlaps(store: Store) -> Finding:
    claims = store.claims.list_live()
    met = [(a, b) for a, b in combinations(claims, 2) if find_overlap(a.scope, b.scope)]
    if not met:
        return Finding(name="claims", grade=Grade.OK, text=f"{len(claims)} live, no two share a path")
    pairs = ", ".join(f"{a.task} and {b.task}" for a, b in met[:5])
    return Finding(
        name="claims",
        grade=Grade.BAD,
        text=f"live claims share paths: {pairs}",
        fix=f"agent-plan take {met[0][1].task}",
    )


def _judge_sessions(store: Store) -> Finding:
    live = store.claims.list_live()
    gone = [claim for claim in live if claim.session is not None and not store.is_alive(claim.session)]
    if not gone:
        return Finding(name="servers", grade=Grade.OK, text="every claim's server process is alive, or was never one")
    names = ", ".join(f"{claim.task} ({claim.agent})" for claim in gone[:5])
    return Finding(
        name="servers",
        grade=Grade.WARN,
        text=f"the server process of {names} has ended; others may take the task after the grace",
        fix="Start the agent again, or let another claim the task.",
    )
