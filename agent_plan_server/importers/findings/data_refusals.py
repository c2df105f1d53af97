"""What a file of JSON or YAML is, when it is no list of tasks."""

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.text.data import Data, Form, Node

_BUILD = frozenset(("label", "command", "problemMatcher", "isBackground", "cmds", "script"))
_KINDS_OF_DATA: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(signs.split()), kind)
    for signs, kind in (
        ("name version dependencies", "a package's description"),
        ("name version scripts", "a package's description"),
        ("name version devDependencies", "a package's description"),
        ("lockfileVersion", "a lock file"),
        ("compilerOptions", "a compiler's settings"),
        ("on jobs", "a workflow of a build server"),
        ("stages", "a pipeline of a build server"),
        ("services", "services of containers"),
        ("$schema properties", "a schema"),
        ("openapi paths", "the description of an interface"),
        ("cells nbformat", "a notebook"),
    )
)
_LISTS = ("tasks", "todos", "userStories", "issues", "items")


def refuse_data(data: Data) -> None:
    """NotAPlan, with what the file is instead as far as its names tell."""
    names = data.root.fields.keys()
    inner = {name for node in data.root.walk() for name in node.fields}
    kind = next((kind for signs, kind in _KINDS_OF_DATA if signs <= names), None)
    if kind is None and "tasks" in names and inner & _BUILD:
        kind = "an editor's build tasks (VS Code)" if data.form is Form.JSON else "the tasks of a build"
    if kind is None and any(_has_empty_list(node) for node in data.root.walk()):
        kind = "a list of tasks that is empty"
    if kind is None and data.root.fields and all(node.text or node.fields for node in data.root.walk()):
        kind = "texts by name, such as translations or settings"
    what = f"holds {kind}, not a plan" if kind else "has no list of tasks"
    raise NotAPlan(f"The file is {data.form} and {what}.", "Give {import} a list of tasks with titles, or Markdown.")


def _has_empty_list(node: Node) -> bool:
    return any(name in _LISTS and value.value == () for name, value in node.fields.items())
