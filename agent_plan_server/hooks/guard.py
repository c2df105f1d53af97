"""Before a tool is run: whether it would write what others hold, or what its agent does not."""

from agent_plan_server.hooks.answer import SILENT, Answer, add_context, deny
from agent_plan_server.hooks.callers import view_as_session
from agent_plan_server.hooks.edits import read_edit
from agent_plan_server.hooks.event import Event
from agent_plan_server.hooks.sites import drop_ignored, find_sites
from agent_plan_server.rules.guarding import Held, Mode, Trespass, find_trespasses, refuse
from agent_plan_server.settings import Settings
from agent_plan_server.storage.look import look_at

_UNCLEAR = "agent-plan cannot tell what this command writes; what is committed is checked against the scopes."


def guard_tool(event: Event, settings: Settings) -> Answer:
    """A refusal, a word on what cannot be told, or nothing."""
    edit = read_edit(event)
    if settings.guard is Mode.OFF or not (edit.paths or edit.made or edit.is_unclear):
        return SILENT
    with look_at(settings.store) as transaction:
        if transaction is None:
            return SILENT
        held = view_as_session(transaction, settings, event.session).held
    # A folder that is only made or dropped empty is nothing that can be committed: it only must not be another's.
    trespasses = _judge(settings, held, edit.paths) + _judge(settings, held._replace(mode=Mode.OTHERS), edit.made)
    if trespasses:
        return deny(refuse(held, trespasses))
    is_guarded = held.is_agent or held.others
    return add_context(event, _UNCLEAR) if edit.is_unclear and is_guarded else SILENT


def _judge(settings: Settings, held: Held, paths: tuple[str, ...]) -> list[Trespass]:
    sites = find_sites(settings, paths)
    refused = {trespass.path for trespass in find_trespasses(held, [site.name for site in sites])}
    # Git is asked, which takes a while, only where something is about to be refused.
    kept = drop_ignored(settings, [site for site in sites if site.name in refused]) if refused else []
    return find_trespasses(held, [site.name for site in kept])
