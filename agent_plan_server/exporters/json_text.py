"""Values as JSON text that is read back as it was."""

import json

from agent_plan_server.importers.text.mojibake import repair_line


def to_json(value: object, indent: int | None = None) -> str:
    """JSON in the letters of its texts; in ASCII where a reader would take some of them for damage and mend them."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if repair_line(text) == text else json.dumps(value, indent=indent)
