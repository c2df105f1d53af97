"""A folder and a branch of its own for the work of each claim; made here, removed only by people."""

import shlex
from functools import partial
from pathlib import Path

from agent_plan_server.errors import Refused, StaleClaim, TaskNotReady
from agent_plan_server.git.branches import branch_commit, is_ancestor, is_branch_name, merge_base
from agent_plan_server.git.ignored import ignored_files
from agent_plan_server.git.repository import Repository, find_signer
from agent_plan_server.git.worktrees import Worktree, find_worktree, list_unfiltered, list_worktrees
from agent_plan_server.git.worktrees import add_worktree as make_worktree
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.worktree import WorktreeLine, WorktreeList, WorktreeReply
from agent_plan_server.services.bases import Base, make_base
from agent_plan_server.services.holding import find_claim
from agent_plan_server.services.merge_queue import read_queue
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.task_views import find_task
from agent_plan_server.services.turns import take_turn
from agent_plan_server.storage import Engine, Store

_LFS = "lfs"


def add_worktree(
    engine: Engine, repository: Repository, key: str, lock: Path, place: Path | None = None, plan: str | None = None
) -> WorktreeReply:
    """A worktree for the live claim of a task, on the claim's branch; the one that is there already is answered again.

    A new branch begins with the unmerged work in front of the task. Raises NotFound, Refused and TaskNotReady.
    """
    claim = engine.read(partial(_find_live, key=key, slug=plan))
    branch = _branch_of(repository, claim)
    with take_turn(lock, "worktree"):
        if there := find_worktree(repository, branch):
            return _reply(engine, claim, branch, _usable(there).path)
        return _add(engine, repository, claim, branch, place, plan)


def list_all_worktrees(engine: Engine, repository: Repository) -> WorktreeList:
    """Every worktree with its task and agent; those of finished tasks with the command that removes them."""
    trees = list_worktrees(repository)

    def describe(store: Store) -> WorktreeList:
        claims = _by_branch(store)
        lines = tuple(_line(store, tree, trees[0], claims) for tree in trees)
        return WorktreeList(worktrees=lines, seq=store.events.last_seq())

    return engine.read(describe)


def find_root(engine: Engine, repository: Repository, handle: str) -> Path:
    """Where the files of a claim's work are: the worktree of its branch, else the folder one is in. Raises NotFound."""
    # git is started only where there is any worktree besides the main one.
    if not (repository.common_dir / "worktrees").is_dir():
        return repository.root
    claim = engine.read(lambda store: find_claim(store, handle))
    tree = find_worktree(repository, claim.branch) if claim.branch else None
    return tree.path if tree and not tree.is_gone else repository.root


def _add(
    engine: Engine, repository: Repository, claim: Claim, branch: str, place: Path | None, plan: str | None
) -> WorktreeReply:
    target = place or _usual_place(repository, branch)
    _check_place(repository, target)
    tip = branch_commit(repository, branch)
    if tip is None:
        by = find_signer(repository, claim.agent)
        base = make_base(repository, read_queue(engine, repository, plan), claim, by)
    else:
        base = Base(_find_base(engine, repository, claim, tip, plan))
    # Before git: a process that dies between the two leaves a claim that knows where its work will begin.
    if not engine.write(lambda store: store.claims.set_base(claim.id, base.commit)):
        raise StaleClaim(f"The claim {claim.handle} has just ended.", "{claim_task} gives you other work.")
    make_worktree(repository, target, branch, None if tip else base.commit)
    return _reply(engine, claim, branch, target, base)


def _find_live(store: Store, key: str, slug: str | None) -> Claim:
    task = find_task(store, find_plan(store, slug), key)
    claim = store.claims.find_live(task.id)
    if claim is None:
        raise TaskNotReady(
            f"Nobody holds {task.key}, which is {task.status}.", "A worktree is made for a claim: {claim_task} first."
        )
    return claim


def _branch_of(repository: Repository, claim: Claim) -> str:
    if claim.branch and is_branch_name(repository, claim.branch):
        return claim.branch
    raise Refused(
        f"git would not take {claim.branch!r} as the name of a branch.", "Make a branch for this task yourself."
    )


def _usable(tree: Worktree) -> Worktree:
    if tree.is_gone:
        raise Refused(f"The folder of the worktree {tree.path} is gone.", "Run `git worktree prune`, then try again.")
    if tree.is_unfinished:
        raise Refused(
            f"Adding the worktree {tree.path} was interrupted, or is going on.",
            "Wait a moment; else look there, and remove it with `git worktree unlock` and `git worktree remove`.",
        )
    return tree


def _usual_place(repository: Repository, branch: str) -> Path:
    """Beside the main worktree, where no other sees it as an untracked folder."""
    main = list_worktrees(repository)[0].path
    return main.parent / f"{main.name.removesuffix('.git')}.worktrees" / branch.partition("/")[2]


def _check_place(repository: Repository, place: Path) -> None:
    around = [tree.path for tree in list_worktrees(repository) if place.is_relative_to(tree.path)]
    if place.is_relative_to(repository.common_dir) or not all(_is_ignored(root, place) for root in around):
        raise Refused(
            f"{place} is inside the repository, where it would be in the way.",
            "Name a folder outside, or one that git ignores; without --path it is put beside the repository.",
        )


def _is_ignored(root: Path, place: Path) -> bool:
    """As a folder, which may not be there yet."""
    return bool(ignored_files(root, [f"{place.relative_to(root)}/"]))


def _find_base(engine: Engine, repository: Repository, claim: Claim, tip: str, plan: str | None) -> str:
    """Where the work on a branch began that an earlier attempt has left."""
    attempts = engine.read(lambda store: store.claims.list_of_task(claim.task_id))
    known = [each.base_commit for each in attempts if each.branch == claim.branch and each.base_commit]
    for base in known:
        if is_ancestor(repository, base, tip):
            return base
    return merge_base(repository, tip, read_queue(engine, repository, plan).tip) or tip


def _reply(engine: Engine, claim: Claim, branch: str, place: Path, base: Base | None = None) -> WorktreeReply:
    filters = tuple(list_unfiltered(place)) if base else ()
    return WorktreeReply(
        task=claim.task,
        claim=claim.handle,
        path=str(place),
        branch=branch,
        base_commit=base.commit if base else claim.base_commit,
        is_new=base is not None,
        holds=base.holds if base else (),
        misses=base.misses if base else (),
        filters=filters,
        run=tuple(command for name in filters for command in _run_filter(name, place)),
        seq=engine.read(lambda store: store.events.last_seq()),
    )


def _run_filter(name: str, place: Path) -> tuple[str, ...]:
    """What a person runs to have the filtered files as they are meant to be looked at."""
    git = f"git -C {shlex.quote(str(place))}"
    return (f"{git} lfs pull",) if name == _LFS else (f"{git} read-tree --empty", f"{git} checkout HEAD -- .")


def _by_branch(store: Store) -> dict[str, Claim]:
    """The last claim on each branch, of all plans."""
    attempts = [last for plan in store.plans.list_all() for *_, last in store.claims.list_of_plan(plan.id).values()]
    return {claim.branch: claim for claim in sorted(attempts, key=lambda claim: claim.id) if claim.branch}


def _line(store: Store, tree: Worktree, main: Worktree, claims: dict[str, Claim]) -> WorktreeLine:
    line = WorktreeLine(path=str(tree.path), branch=tree.branch, state="main" if tree is main else "other")
    claim = claims.get(tree.branch or "")
    task = store.tasks.find(claim.task_id) if claim else None
    if tree.is_gone:
        return line.model_copy(update={"state": "gone", "remove": "git worktree prune"})
    if tree is main or claim is None or task is None:
        return line
    return line.model_copy(
        update={
            "state": task.status,
            "task": task.key,
            "agent": claim.agent,
            "is_merged": store.merges.find_of_task(task.id) is not None,
            "remove": f"git worktree remove {shlex.quote(str(tree.path))}" if task.status.is_finished else None,
        }
    )
