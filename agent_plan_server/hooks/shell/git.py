"""What `git` as a command of a shell line writes to the working tree by the paths it names.

What moves the working tree from commit to commit is no edit; the commit that follows is checked.
"""

from agent_plan_server.hooks.shell.arguments import parse_arguments
from agent_plan_server.hooks.shell.commands import WRITERS
from agent_plan_server.hooks.shell.words import Word
from agent_plan_server.hooks.shell.writes import Call, Writes

_OPTIONS = ("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--config-env")
_READERS = """
add annotate blame branch bundle cat-file check-ignore clone commit config count-objects describe diff fetch
for-each-ref format-patch fsck gc grep help init log ls-files ls-remote ls-tree merge-base merge-tree name-rev notes
push range-diff reflog remote rev-list rev-parse shortlog show show-ref status switch symbolic-ref tag var
verify-commit version worktree
"""
_READING = frozenset(_READERS.split())


def read_git(call: Call, writes: Writes) -> None:
    words = list(call.arguments)
    here = writes.folder
    while words and words[0].text.startswith("-"):
        option = words.pop(0).text
        value = words.pop(0) if option in _OPTIONS and words else None
        if option == "-C":
            writes.move(value)
        elif option.startswith(("--git-dir", "--work-tree")):
            writes.folder = None
    if words:
        _read_verb(words[0], Call(words[0].text, words[1:], call.bodies), writes)
    writes.folder = here


def _read_verb(verb: Word, call: Call, writes: Writes) -> None:
    if verb.is_open or any(word.text.startswith("--pathspec-from-file") for word in call.arguments):
        writes.give_up()
    elif verb.text == "checkout":
        _check_out(call, writes)
    elif verb.text == "restore":
        _restore(call, writes)
    elif verb.text == "rm":
        given = parse_arguments(call.arguments)
        writes.add_whole(*[] if given.has("--cached") else _paths(given.operands))
    elif verb.text == "mv":
        WRITERS["mv"](call, writes)
    elif verb.text not in _READING:
        writes.give_up()


def _check_out(call: Call, writes: Writes) -> None:
    texts = [word.text for word in call.arguments]
    if "--" in texts:
        writes.add_whole(*_paths(call.arguments[texts.index("--") + 1 :]))
        return
    given = parse_arguments(call.arguments, "-b -B --orphan")
    if not given.has("-b", "-B", "--orphan"):
        writes.add_existing(*_paths(given.operands))


def _restore(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments, "-s --source")
    if given.has("-W", "--worktree") or not given.has("-S", "--staged"):
        writes.add_whole(*_paths(given.operands))


def _paths(words: list[Word]) -> list[Word]:
    """Git itself expands globs, and words that begin with a colon."""
    return [word._replace(is_open=word.is_open or word.text.startswith(":") or _is_glob(word)) for word in words]


def _is_glob(word: Word) -> bool:
    return any(sign in word.text for sign in "*?[")
