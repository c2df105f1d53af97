"""Before a commit: whether it changes files that others hold, or that its agent does not."""

from collections.abc import Sequence

from agent_plan_server.git.changes import staged_files
from agent_plan_server.git.operation import find_operation
from agent_plan_server.hooks.answer import SILENT, Answer
from agent_plan_server.hooks.committers import answer_trespasses, view_as_committer
from agent_plan_server.rules.guarding import Mode, find_trespasses
from agent_plan_server.rules.scopes import covers
from agent_plan_server.settings import Settings
from agent_plan_server.storage.guard_rows import GuardRows
from agent_plan_server.storage.look import look_at


def guard_commit(settings: Settings, _: Sequence[str] = ()) -> Answer:
    """A refusal that names the files, or nothing."""
    repository = settings.repository
    if repository is None or settings.guard is Mode.OFF:
        return SILENT
    # Before the snapshot: nobody waits for the store because git is slow.
    operation = find_operation(repository)
    with look_at(settings.store) as transaction:
        if transaction is None:
            return SILENT
        view = view_as_committer(transaction, settings, operation.branch)
        done = [GuardRows(transaction).find_completed_scope(agent) for agent in view.agents]
    held = view.held
    if not (held.is_agent or held.others):
        return SILENT
    trespasses = find_trespasses(held, staged_files(repository, operation))
    # Many agents complete a task and commit it then.
    kept = [found for found in trespasses if found.holder or not any(covers(scope, found.path) for scope in done)]
    return answer_trespasses(held, kept, "commit")
