"""Before a push: whether commits that are new to the remote change files that others hold, or their agent does not.

The branch of a claim is judged as its holder's. Of any other branch only what touches a scope of others is refused,
and only where it was committed since they hold it.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agent_plan_server.git.branches import list_branches, main_branch
from agent_plan_server.git.changes import MOST_COMMITS, Commit, list_commits
from agent_plan_server.git.head import HEADS
from agent_plan_server.git.repository import Repository, current_branch
from agent_plan_server.hooks.answer import SILENT, Answer
from agent_plan_server.hooks.callers import view_as_agents
from agent_plan_server.hooks.committers import answer_trespasses, view_as_committer
from agent_plan_server.rules.guarding import Held, Mode, Trespass, find_trespasses
from agent_plan_server.rules.handles import TASK_BRANCHES
from agent_plan_server.settings import Settings
from agent_plan_server.storage.guard_rows import GuardedClaim, GuardRows
from agent_plan_server.storage.look import look_at
from agent_plan_server.storage.rows import Transaction

_CUT = f"agent-plan: a branch has more new commits than the {MOST_COMMITS:,} newest, which were checked."


class _Push(NamedTuple):
    """One branch as git tells of it: where it stands here, its names there and here, and what the remote has of it."""

    tip: str
    names: tuple[str, str]
    known: str


class _View(NamedTuple):
    """The claim that a branch is of, if any; and what is held, as its holder sees it, or else the committer."""

    own: GuardedClaim | None
    held: Held


class _Range(NamedTuple):
    """What decides which commits are new, and the branch's own."""

    repository: Repository
    remote: str | None
    integration_branches: tuple[str, ...]

    def list_new(self, push: _Push, base: str | None = None, after: int | None = None) -> list[Commit]:
        """Those that came by merging the integration branch or the branch of another task are not the branch's own."""
        others = (*self.integration_branches, *list_branches(self.repository, f"{TASK_BRANCHES}/"))
        refs = [f"{HEADS}{name}" for name in others if name not in push.names]
        without = [*refs, *(commit for commit in (push.known, base) if commit and commit.strip("0"))]
        return list_commits(self.repository, push.tip, without, remote=self.remote, after=after)


def guard_push(settings: Settings, told: Sequence[str]) -> Answer:
    """A refusal that names the files, or nothing. Git tells the name of the remote, and a branch on each line."""
    repository = settings.repository
    if repository is None or settings.guard is Mode.OFF:
        return SILENT
    pushes = list(_read_pushes(repository, sys.stdin.buffer.read().decode(errors="replace")))
    # One that has no name is told by its address, twice.
    remote = told[0] if told and told[0] not in told[1:] else None
    with look_at(settings.store) as transaction:
        claims = GuardRows(transaction).list_claims() if transaction else []
        if transaction is None or not claims or not pushes:
            return SILENT
        views = [_view(transaction, settings, push, claims) for push in pushes]
    news = _Range(repository, remote, _list_integration_branches(repository, claims))
    began = {claim.handle: int(claim.claimed_at.timestamp()) for claim in claims}
    answers = [_judge(news, push, view, began) for push, view in zip(pushes, views, strict=True)]
    complaints = [answer.complaint for answer in answers if answer.complaint]
    return Answer(max(answer.code for answer in answers), complaint="\n".join(complaints))


def _view(transaction: Transaction, settings: Settings, push: _Push, claims: list[GuardedClaim]) -> _View:
    own = next((claim for claim in claims if claim.branch in push.names), None)
    if own:
        return _View(own, view_as_agents(transaction, settings, (own.agent,)).held)
    return _View(None, view_as_committer(transaction, settings, None).held._replace(mode=Mode.OTHERS))


def _judge(news: _Range, push: _Push, view: _View, began: dict[str, int]) -> Answer:
    held = view.held
    if view.own:
        commits = news.list_new(push, view.own.base_commit)
        found = find_trespasses(held, (name for commit in commits for name in commit.files))
        return _answer(held, commits, found)
    if not held.others:
        return SILENT
    commits = news.list_new(push, after=min(began[holding.handle] for holding in held.others))
    return _answer(held, commits, _find_late(held, commits, began))


def _find_late(held: Held, commits: Iterable[Commit], began: dict[str, int]) -> list[Trespass]:
    """What was committed to a scope since somebody else holds it."""
    found: dict[Trespass, None] = {}
    for commit in commits:
        others = tuple(holding for holding in held.others if began[holding.handle] <= commit.at)
        found |= dict.fromkeys(find_trespasses(held._replace(others=others), commit.files))
    return list(found)


def _answer(held: Held, commits: list[Commit], found: list[Trespass]) -> Answer:
    answer = answer_trespasses(held, found, "push")
    return answer if found or len(commits) < MOST_COMMITS else Answer(complaint=_CUT)


def _list_integration_branches(repository: Repository, claims: list[GuardedClaim]) -> tuple[str, ...]:
    set_by_plans = {claim.integration_branch for claim in claims if claim.integration_branch}
    usual = main_branch(repository)
    return tuple(sorted(set_by_plans | ({usual} if usual else set())))


def _read_pushes(repository: Repository, text: str) -> Iterator[_Push]:
    """The branches that are pushed; to delete one, and to push a tag, is nobody's business here."""
    for line in text.splitlines():
        local, tip, remote, known = (line.split(" ") + [""] * 4)[:4]
        if remote.startswith(HEADS) and tip.strip("0"):
            name = current_branch(repository) if local == "HEAD" else local.removeprefix(HEADS)
            yield _Push(tip, (remote.removeprefix(HEADS), name or ""), known)
