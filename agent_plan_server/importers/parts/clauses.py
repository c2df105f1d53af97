"""What the line of a task says at its end: "— requires TM.6", "; after the review", "(A → B)", "blocks 2.3"."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.findings.names import Names
from agent_plan_server.importers.parts.chains import link_steps
from agent_plan_server.importers.words.dependencies import ARROW, Need, Target, read_needs
from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import pattern_of
from agent_plan_server.importers.words.postpositions import said_before
from agent_plan_server.importers.words.verbs import AFTER_WORDS, BLOCK_WORDS, NEED_WORDS

_CLAUSE = re.compile(
    rf"(?P<lead>^|\s?[,;:–—(，、；：（]+\s?|\s--?\s|\s)(?:(?P<blocks>{pattern_of(BLOCK_WORDS)})|"
    rf"(?P<needs>{pattern_of(NEED_WORDS)})|(?P<after>{pattern_of(AFTER_WORDS)}))(?:(?<=[\u3040-\u30ff\u4e00-\u9fff]):?\s?|(?!\w)(?::\s?|\s))"
    r"(?P<said>[^\n;]{1,160})",
    re.I,
)
_POINTER = re.compile(r"\s(?:←|⇐|⟵|<-{1,2}|<=)\s?([^←⇐⟵<>]{1,100})$")
_TOKEN = re.compile(r"#?\w+(?:[.\-/]\w+)*")
_OPENER = re.compile(
    r"(?:this|it|starts?|begins?|(?:can|may|should)\s(?:only\s)?(?:start|begin|run))\s(?:only\s)?", re.I
)
_HINTS = Hints(NEED_WORDS | AFTER_WORDS | BLOCK_WORDS)
_CHAIN = re.compile(r"\(([^()]{3,160})\)$")
_END = re.compile(r"\s[–—]\s|\s--?\s|[.,]\s|[()，。；（）]|\.$")
_EARLIER = frozenset((Target.EARLIER_PHASES, Target.EARLIER_TASKS, Target.ONE_BEFORE))
_LONGEST = 400  # characters of a line that are looked at


def read_clauses(reading: Reading) -> None:
    """Give every task the needs that its title and its text say in passing, where they name a task of this plan."""
    names = Names(reading.phases)
    phases = frozenset(phase.number.casefold() for phase in reading.phases)
    for task in reading.tasks:
        _read_chain(task, names)
        task.title = _read_text(task, task.title, names, phases) or task.title
        if task.tail:
            _read_text(task, task.tail, names, phases)
        for line in task.body:
            _read_text(task, line, names, phases, is_title=False)
        for step in task.steps:
            if (text := _after_opener(step.text)) and _HINTS.may_stand_in(text) and _CLAUSE.match(text):
                _read_text(task, text, names, phases, is_title=False)


def _read_text(task: FoundTask, text: str, names: Names, phases: frozenset[str], *, is_title: bool = True) -> str:
    """The text without a clause that names a task or phase, as long as a sign sets it off.

    A clause without a sign, or inside the text below a title, must name its task by id or by its whole title.
    """
    kept = text
    for match in _CLAUSE.finditer(text[:_LONGEST]) if _HINTS.may_stand_in(text) else ():
        is_set_off = bool(match["lead"].strip())
        ends_text = bool(match["lead"].strip(" ,(:")) or match.start() == 0
        found = _named_in(task, match, names, by_title=is_set_off if is_title else ends_text)
        for other in found:
            _link(task, other, blocks=match["blocks"] is not None)
        in_front = is_title or match.start() == 0
        needs = () if found or match["blocks"] else _needs_in(task, match, names, phases if in_front else frozenset())
        task.needs += needs
        if (found or needs) and is_set_off:
            kept = min(kept, text[: match.start()].rstrip(" -–—,;:("), key=len)
    for start in (*_read_postpositions(task, text, names), *_read_pointer(task, text, names)):
        kept = min(kept, text[:start].rstrip(" -–—,;:("), key=len) if is_title else kept
    return kept


def _read_postpositions(task: FoundTask, text: str, names: Names) -> Iterator[int]:
    """Link what a word behind it says; where each clause begins that a sign sets off."""
    for said in said_before(text[:_LONGEST]):
        found = [other for other in names.ids_in(said.text) if other is not task]
        for other in found:
            _link(task, other, blocks=said.blocks)
        if not found and not said.blocks:
            task.needs += [need for need in read_needs(said.text, task.line) if _is_task(need, names)]
        if found and said.is_set_off:
            yield said.start


def _read_pointer(task: FoundTask, text: str, names: Names) -> Iterator[int]:
    """ "Benches ← S1, S2": what stands behind an arrow to the left comes first."""
    if (match := _POINTER.search(text[-_LONGEST:])) is None:
        return
    named = [names.ids_in(token) for token in _TOKEN.findall(match.group(1))]
    if named and all(named):
        task.needs_tasks += [other for tasks in named for other in tasks if other is not task]
        yield max(0, len(text) - _LONGEST) + match.start()


def _after_opener(text: str) -> str:
    """ "Start when T1 is merged" without "Start"."""
    match = _OPENER.match(text)
    return text[match.end() :] if match else text


def _link(task: FoundTask, other: FoundTask, *, blocks: bool) -> None:
    before, after = (task, other) if blocks else (other, task)
    after.needs_tasks.append(before)


def _named_in(task: FoundTask, match: re.Match[str], names: Names, *, by_title: bool) -> list[FoundTask]:
    said = match["said"]
    end = _END.split(said, maxsplit=1)[0]
    found = names.ids_in(end if match["after"] else said)
    if not found and not match["blocks"] and by_title:
        titled = names.titled(end, task) or names.titled(said, task)
        found = [titled] if titled else []
    elif not found and match["after"]:
        found = [named] if (named := names.called(end)) else []
    return [other for other in found if other is not task]


def _needs_in(task: FoundTask, match: re.Match[str], names: Names, phases: frozenset[str]) -> tuple[Need, ...]:
    """The phases that a clause names, of those that it may mean, and the tasks by number ("step 1")."""
    needs = read_needs(_END.split(match["said"], maxsplit=1)[0], task.line)
    return tuple(each for each in needs if _is_known(each, names, phases))


def _is_task(need: Need, names: Names) -> bool:
    return need.target is Target.TASK and names.named(need.value) is not None


def _is_known(need: Need, names: Names, phases: frozenset[str]) -> bool:
    if need.target is Target.TASK:
        return _is_task(need, names)
    if need.target is Target.PHASE:
        return need.value.casefold() in phases
    return need.target in _EARLIER and bool(phases)


def _read_chain(task: FoundTask, names: Names) -> None:
    """ "(TM.3 → TM.6)": what stands before the arrow comes first."""
    if (match := _CHAIN.search(task.title[-200:])) is None or len(steps := ARROW.split(match.group(1))) < 2:
        return
    named = [names.ids_in(step) for step in steps]
    if all(named):
        link_steps(named)
        task.title = task.title[: len(task.title) - len(match.group())].rstrip()
