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
_FILE = re.compile(rf"[\w.@~+*-]{{0,80}}(?:/[\w.@~+*\[\]()-]{{1,80}}){{0,12}}\.(?:{_ENDINGS})", re.I)
_BARE = re.compile(
    rf"(?<![\w/.`@:\[-])(?<!\]\()/?(?:[\w.*-][\w.*\[\]-]{{0,79}}/|\[[\w.-]{{1,60}}\]/){{0,12}}"
    rf"[\w.*\[\]-]{{1,80}}\.(?:{_ENDINGS})(?![\w/])",
    re.I,
)
_FOLDER = re.compile(r"[\w.@-]{1,80}(?:/[\w.@*-]{1,80}){0,12}/(?:\*{1,2})?")
# Inside code quotes a folder in front is enough for an ending that nobody listed, and these names for no ending at all.
_WITH_FOLDER = re.compile(
    r"(?!application/|text/|image/|audio/|video/)(?:[\w@+*-][\w@+*-]{0,79}|\.[\w-]{1,40})"
    r"(?:/[\w.@+*\[\]()-]{1,80}){0,11}/[\w.@+*-]{1,80}\.[A-Za-z][A-Za-z0-9]{0,7}"
)
_UNENDED = re.compile(
    r"(?:[\w.@+-]{1,80}/){0,12}(?:Dockerfile|Containerfile|Makefile|Justfile|Rakefile|Gemfile|Procfile|Jenkinsfile|"
    r"Vagrantfile|Brewfile|Podfile|Pipfile|Tiltfile|CODEOWNERS|LICENSE|CMakeLists\.txt|go\.mod|go\.sum|"
    r"\.env(?:\.(?:example|sample|local|test|production|development))?|\.[a-z]{2,20}(?:ignore|rc|attributes|config))"
)
# A folder that is written without its last slash ("src/util"): below these nothing else is ever meant.
_ROOTED = re.compile(
    r"(?:src|lib|libs|packages|pkg|apps|docs|tests|scripts|tools|infra|internal|cmd|crates|modules|services|components|"
    r"config|assets|migrations|examples|vendor|third_party|deploy|backend|frontend|\.github)(?:/[\w@+-]{1,80}){1,11}"
)
# "[login](src/login.ts)" is a file to work on; a linked document is one to read.
_LINKED = re.compile(r"\]\((?:mdc:)?([^()\s:]{1,200})\)")
_DOCUMENTS = (".md", ".mdx", ".txt", ".rst", ".html", ".htm", ".svg", ".csv")
_POSITION = re.compile(r"(?::\d{1,6}(?:-\d{1,6})?|#L\d{1,6}(?:-L?\d{1,6})?)$")
_READS = re.compile(r"\b(?:see|per|read|based on|according to|refer(?:ence|s)? to|copy|review)\b", re.I)
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
    found = [path for quoted in _QUOTED.findall(text) if (path := _read_quoted(quoted))]
    unquoted = _QUOTED.sub(" ", text)
    if "](" in text:
        targets = [target for target in _LINKED.findall(text) if not target.partition("#")[0].endswith(_DOCUMENTS)]
        found += [path for target in targets if "/" in target and (path := read_path(target))]
    if "." in unquoted and _URL not in unquoted:
        found += [
            path for match in _BARE.finditer(unquoted) if "/" in match.group() and (path := read_path(match.group()))
        ]
    return tuple(dict.fromkeys(found))


def touched_in(text: str) -> tuple[str, ...]:
    """The paths of a line of prose; none when the line only says what to read."""
    paths = paths_in(text)
    return () if paths and _READS.search(text) else paths


def files_in(text: str) -> tuple[str, ...]:
    """Like paths_in, and bare file names too: for deliverables and lists of files."""
    if "." not in text and "/" not in text and "`" not in text:
        return ()
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
    if not (_FILE.fullmatch(path) or _FOLDER.fullmatch(path) or _UNENDED.fullmatch(path)):
        return None
    return _normalise(path)


def _read_quoted(text: str) -> str | None:
    path = _POSITION.sub("", text.strip()).removeprefix("./")
    if _WITH_FOLDER.fullmatch(path):
        return _normalise(path)
    return _normalise(f"{path}/") if _ROOTED.fullmatch(path) else read_path(text)


def _normalise(path: str) -> str | None:
    try:
        return normalise_pattern(path)
    except InvalidRequest:
        return None
