"""Words in front of a title: the state in capitals that outliners write ("TODO Buy tents"), or the word "Epic"."""

import re
from functools import lru_cache

from agent_plan_server.importers.words.dependencies import ID
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_STATUS_OF = {
    **dict.fromkeys(("TODO", "NEXT", "OPEN", "PROJ", "SOMEDAY", "LATER"), TaskStatus.PENDING),
    **dict.fromkeys(("DOING", "STARTED", "INPROGRESS", "IN-PROGRESS", "IN_PROGRESS", "STRT"), TaskStatus.IN_PROGRESS),
    **dict.fromkeys(("WAITING", "WAIT", "BLOCKED", "HOLD"), TaskStatus.BLOCKED),
    "DONE": TaskStatus.COMPLETED,
    **dict.fromkeys(("CANCELLED", "CANCELED", "DROPPED", "KILL"), TaskStatus.SKIPPED),
}
_KEYWORD = re.compile(
    rf"({'|'.join(map(re.escape, sorted(_STATUS_OF, key=len, reverse=True)))})[ \t]+(?:\[#[A-Z0-9]\][ \t]*)?(?=[^\s:])"
)
_EPIC = re.compile(
    rf"[\[(]?(?P<id>{ID}|\#\d{{1,6}})?[\])]?[\s:–—-]{{0,4}}"
    r"(?P<epic>(?:epic|épica|épico|épopée|эпик|エピック|에픽|史诗|theme|initiative|feature)\s?[:：–—-]\s?)?(?P<title>.*)",
    re.I | re.S,
)


def read_keyword(text: str) -> tuple[TaskStatus | None, str]:
    """The state in front ("WAITING [#A] Permit" is blocked) and the rest; None when the text has none."""
    match = _KEYWORD.match(text)
    return (_STATUS_OF[match.group(1)], text[match.end() :]) if match else (None, text)


@lru_cache(maxsize=1024)  # asked for each heading again and again
def read_epic(title: str) -> tuple[str, str] | None:
    """The id and the title of "[PAY-10] EPIC: Refunds"; None when it calls itself no epic."""
    match = _EPIC.match(strip_decoration(title))
    return (match["id"] or "", match["title"]) if match and match["epic"] and match["title"] else None
