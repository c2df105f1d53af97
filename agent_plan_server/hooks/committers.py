"""Who commits or pushes, and how a refusal reads in a terminal."""

import os
import shlex
from collections.abc import Sequence
from itertools import groupby

from agent_plan_server.git.hook_blocks import REFUSED
from agent_plan_server.hooks.answer import SILENT, Answer
from agent_plan_server.hooks.callers import CallerView, view_as_agents
from agent_plan_server.models.verbs import spell_for_agents
from agent_plan_server.rules.guarding import Held, Trespass, refuse
from agent_plan_server.settings import AGENT_SESSIONS, Settings, find_agent_sign
from agent_plan_server.storage.guard_rows import GuardRows
from agent_plan_server.storage.rows import Transaction

_SHOWN_HOLDERS = 10


def view_as_committer(transaction: Transaction, settings: Settings, branch: str | None) -> CallerView:
    """As the agent that the environment names, else those of the client's session, else the holder of the branch."""
    rows = GuardRows(transaction)
    agents: tuple[str, ...] = (settings.agent,) if settings.agent else ()
    for session in filter(None, map(os.environ.get, AGENT_SESSIONS)):
        agents = agents or rows.list_agents(session)
    if not agents and branch:
        agents = tuple({claim.agent for claim in rows.list_claims() if claim.branch == branch})
    return view_as_agents(transaction, settings, agents)


def answer_trespasses(held: Held, trespasses: Sequence[Trespass], verb: str) -> Answer:
    """Nothing, or what is refused: a sentence for each holder, and what to do; `verb` is commit or push."""
    if not trespasses:
        return SILENT
    groups = [list(group) for _, group in groupby(sorted(trespasses, key=_holder), key=_holder)]
    problems = [refuse(held, group) for group in groups[:_SHOWN_HOLDERS]]
    lines = [f"agent-plan: this {verb} is refused.", *(f"  {problem.message}" for problem in problems)]
    if len(groups) > _SHOWN_HOLDERS:
        lines.append(f"  {len(groups) - _SHOWN_HOLDERS} more hold other files of it.")
    steps = dict.fromkeys(problem.next_step for problem in problems) if held.is_agent else _next_steps(trespasses, verb)
    lines += [f"Next: {step}" for step in steps]
    return Answer(REFUSED, complaint=spell_for_agents("\n".join(lines)))


def _holder(trespass: Trespass) -> tuple[bool, str]:
    holder = trespass.holder
    return holder is None, holder.handle if holder else ""


def _next_steps(trespasses: Sequence[Trespass], verb: str) -> list[str]:
    """For a committer that is not known: a person, or an agent that has not said who it is."""
    names = dict.fromkeys(shlex.quote(trespass.holder.agent) for trespass in trespasses if trespass.holder)
    said = " or ".join(f"AGENT_PLAN_AGENT={name}" for name in list(names)[:_SHOWN_HOLDERS])
    steps = [f"The holder says who it is: {said} git {verb}"]
    if find_agent_sign() is None:
        steps.append(f"A person who knows better passes with: git {verb} --no-verify")
    return steps
