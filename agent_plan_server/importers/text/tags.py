"""Elements such as <task type="auto"> … </task> in a Markdown text, read line by line.

Formatters indent closing tags and draw several into one line, so this is no XML: a known tag opens and closes where
it stands outside code, and whatever is open inside a closed element is closed with it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

_TAG = re.compile(r"<(/?)([a-z][a-z_-]{1,30})((?:\s+[\w:-]{1,30}=\"[^\"<>\n]{0,120}\"){0,6})\s*>")
_ATTRIBUTE = re.compile(r'([\w:-]{1,30})="([^"]{0,120})"')


@dataclass(slots=True)
class Element:
    """`lines` are its own numbered texts, those of inner elements left out."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[int, str]] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def find(self, name: str) -> "Element | None":
        return next((child for child in self.children if child.name == name), None)

    @property
    def text(self) -> str:
        return " ".join(text.strip() for _, text in self.lines if text.strip())


def read_elements(lines: Sequence[str], known: Collection[str], code: Collection[int]) -> Element:
    """The known elements of a text as children of one root; lines are counted from 1."""
    root = Element("", 0)
    stack = [root]
    for number, text in enumerate(lines, 1):
        place = 0
        for match in _TAG.finditer(text) if "<" in text and number not in code else ():
            closing, name, attributes = match.groups()
            if name not in known or (closing and all(each.name != name for each in stack)):
                continue
            stack[-1].lines.append((number, text[place : match.start()]))
            place = match.end()
            if closing:
                while stack.pop().name != name:
                    pass
            else:
                element = Element(name, number, dict(_ATTRIBUTE.findall(attributes)))
                stack[-1].children.append(element)
                stack.append(element)
        stack[-1].lines.append((number, text[place:]))
    return root
