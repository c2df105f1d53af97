"""YAML as text: its mappings in block style and in flow style, "{title: Dig, status: done}"."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from agent_plan_server.rendering.records import Record, find_blocks, unquote, yaml_lines
from agent_plan_server.rendering.source import Source, Span

if TYPE_CHECKING:
    from yaml import Event


def find_yaml(source: Source) -> list[Record]:
    """The mappings of a front matter, or of a file that is YAML as a whole: its own first, then those of its lists."""
    lines = yaml_lines(source)
    if not lines:
        return []
    flows = find_flows(source, Span(source.lines[lines[0] - 1].start, source.lines[lines[-1] - 1].end))
    inside = {number for flow in flows for number in range(flow.first_line + 1, flow.last_line + 1)}
    blocks = find_blocks(source, (number for number in lines if number not in inside))
    return sorted((*blocks, *flows), key=lambda record: record.first_line)


def find_flows(source: Source, span: Span) -> list[Record]:
    """The mappings in flow style within that YAML; none behind the place where it cannot be read."""
    text = span.of(source.text)
    if "{" not in text:
        return []
    import yaml  # 30 ms that only a plan with such YAML pays

    found: list[Record] = []
    with suppress(yaml.YAMLError):
        found.extend(
            _records(source, span.start, yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        )
    return found


def _records(source: Source, start: int, events: "Iterator[Event]") -> Iterator[Record]:
    import yaml

    open_ones: list[Record | None] = []  # None for what is no mapping in flow style
    names: list[str | None] = []  # whose value comes next in each
    for event in events:
        assert event.start_mark
        assert event.end_mark
        place = Span(start + event.start_mark.index, start + event.end_mark.index)
        if isinstance(event, yaml.CollectionEndEvent):
            names.pop()
            if record := open_ones.pop():
                record.last_line = source.line_at(place.start)
                yield record
        elif isinstance(event, yaml.NodeEvent):
            if names:
                names[-1] = _next_name(source, open_ones[-1], names[-1], event, place)
            if isinstance(event, yaml.CollectionStartEvent):
                is_flow = isinstance(event, yaml.MappingStartEvent) and event.flow_style
                open_ones.append(Record(source.line_at(place.start)) if is_flow else None)
                names.append(None)


def _next_name(source: Source, record: Record | None, name: str | None, event: "Event", place: Span) -> str | None:
    """Keep the value of a name; the name itself when this is one."""
    value = getattr(event, "value", None)
    if record is None:
        return None
    if name is None:
        return value or ""
    if value is not None and unquote(place.of(source.text)) == value:  # no anchor, no tag
        record.values.setdefault(name, place)
    return None
