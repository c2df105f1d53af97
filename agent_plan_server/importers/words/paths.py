"""Repository paths that a plan names: in code quotes, after "Files:", or bare with a known ending."""

import re

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.rules.scopes import normalise_pattern

_QUOTED = re.compile(r"`([^`\n]{1,200})`")
_ENDINGS = (
    "py|pyi|js|jsx|ts|tsx|mjs|cjs|vue|svelte|md|mdx|txt|rst|sql|json|jsonl|yaml|yml|toml|ini|cfg|conf|env|go|rs|java|"
    "kt|kts|c|h|cc|cpp|hpp|cs|csproj|rb|php|sh|bash|ps1|css|scss|less|html|htm|ipynb|proto|tf|gradle|xml|lock|swift|"
    "m|ex|exs|erl|lua|r|scala|clj|dart|graphql|prisma|dockerfile|csv|svg|zig|nim|hs|ml"
)
_NAMES = "Dockerfile|Makefile|Jenkinsfile|Procfile|Gemfile|Vagrantfile|Justfile|Rakefile"
_FILE = re.compile(rf"[\w.@~+*-]{{0,80}}(?:/[\w.@~+*\[\]()-]{{1,80}}){{0,12}}\.(?:{_ENDINGS})", re.I)
# In a folder, any short ending is one of a file.
_FILE_IN_FOLDER = re.compile(
    rf"(?:[\w.@~+*\[\]()-]{{1,80}}/){{1,12}}(?:[\w.@+*\[\]()-]{{0,80}}\.[a-z]\w{{0,9}}|{_NAMES})", re.I
)
_BARE = re.compile(
    rf"(?<![\w/.`@:\[-])(?<!\]\()/?(?:(?:[\w.*-][\w.*\[\]-]{{0,79}}/|\[[\w.-]{{1,60}}\]/){{1,12}}"
    rf"(?:[\w.*\[\]-]{{1,80}}\.[a-z]\w{{0,9}}|{_NAMES})|[\w.*\[\]-]{{1,80}}\.(?:{_ENDINGS}))(?![\w/])",
    re.I,
)
# A quoted path without an ending, below a folder that repositories have: a branch or a package begins otherwise.
_INNER_FOLDER = re.compile(
    r"(?:src|lib|libs|app|apps|packages|tests?|docs|api|web|server|client|frontend|backend|internal|cmd|pkg|core|config|"
    r"scripts|infra|tools|services|modules|components|public|assets|crates|deploy)(?:/[\w.@-]{1,80}){1,12}"
)
_FOLDER = re.compile(r"[\w.@-]{1,80}(?:/[\w.@*-]{1,80}){0,12}/(?:\*{1,2})?")
_POSITION = re.compile(r"(?::\d{1,6}(?:-\d{1,6})?|#L\d{1,6}(?:-L?\d{1,6})?)$")
_URL = "://"
# Names of products that look like files.
_PRODUCTS = re.compile(
    r"(?:node|next|nuxt|vue|react|express|three|chart|d3|ember|backbone|socket|discord|p5|alpine|nest|web3|ethers|"
    r"moment|day|deck|hono|fabric|pixi|asp|lodash|underscore|require|knockout|solid|electron)\.(?:js|ts|m|env)",
    re.I,
)


def paths_in(text: str) -> tuple[str, ...]:
    """The paths of a line, as scope patterns in order; prose, calls, URLs and routes such as `/login` are not paths."""
    if "`" not in text and "/" not in text:
        return ()
    found = [path for quoted in _QUOTED.findall(text) if (path := read_path(quoted))]
    unquoted = _QUOTED.sub(" ", text)
    if "." in unquoted and _URL not in unquoted:
        found += [
            path for match in _BARE.finditer(unquoted) if "/" in match.group() and (path := read_path(match.group()))
        ]
    return tuple(dict.fromkeys(found))


def files_in(text: str) -> tuple[str, ...]:
    """Like paths_in, and bare file names too: for deliverables and lists of files."""
    unquoted = _QUOTED.sub(" ", text)
    bare = (
        []
        if _URL in unquoted or "." not in unquoted
        else [path for match in _BARE.finditer(unquoted) if (path := read_path(match.group()))]
    )
    return tuple(dict.fromkeys((*paths_in(text), *bare)))


def read_path(text: str) -> str | None:
    """A file or folder as a scope pattern; None when the text is something else."""
    path = _POSITION.sub("", text.strip().strip("'\"")).replace("\\", "/").removeprefix("./")
    if path.startswith("/") and _FILE.fullmatch(path.removeprefix("/")):  # "/login" is a route, "/app/page.tsx" a file
        path = path.removeprefix("/")
    if _URL in path or path.startswith(("/", "~", "-", "@")) or " " in path or _PRODUCTS.fullmatch(path):
        return None
    if not any(shape.fullmatch(path) for shape in (_FILE, _FILE_IN_FOLDER, _FOLDER, _INNER_FOLDER)):
        return None
    try:
        return normalise_pattern(path)
    except InvalidRequest:
        return None
