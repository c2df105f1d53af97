"""What the commands write that a shell line is made of: those that write plainly, those that only read.

A command that is in neither table may write anything.
"""

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent_plan_server.hooks.patches import list_patched
from agent_plan_server.hooks.shell_words import Word


class Call(NamedTuple):
    """A command with its arguments; `bodies` are its here-documents."""

    name: str
    arguments: list[Word]
    bodies: list[str]


class Writes:
    """What is written from a folder, gathered as `Reading` has it.

    `folder` is absent where a `cd` led to a place that cannot be told; `inner` are command lines that a command runs.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder
        self.paths: list[str] = []
        self.made: list[str] = []
        self.inner: list[str] = []
        self.is_unclear = False

    def add(self, *words: Word) -> None:
        self.paths += self._places(words)

    def add_whole(self, *words: Word) -> None:
        """Files, and folders with everything in them."""
        self.paths += [f"{place}/" if _is_folder(place) else place for place in self._places(words)]

    def add_existing(self, *words: Word) -> None:
        """Those that are there; the others are names of something else."""
        self.add_whole(*[word for word in words if any(map(os.path.lexists, self._places([word])))])

    def add_made(self, *words: Word) -> None:
        self.made += self._places(words)

    def add_into(self, target: Word, sources: Sequence[Word]) -> None:
        """The target, or what gets the names of the sources in it where it is a folder."""
        if not _is_folder(*self._places([target])) and not target.text.endswith("/"):
            kinds = [_is_folder(place) for place in self._places(sources)]
            self.paths += [f"{place}/" if any(kinds) else place for place in self._places([target])]
            return
        for source in sources:
            name = Word(os.path.join(target.text, os.path.basename(source.text.rstrip("/"))), source.is_open)
            is_tree = _is_folder(*self._places([source]))
            self.paths += [f"{place}/" if is_tree else place for place in self._places([name])]

    def move(self, word: Word | None) -> None:
        """Go to another folder: home without a word, nobody knows where with an open one."""
        text = os.path.expanduser("~") if word is None else word.text
        is_known = word is None or not (word.is_open or text in ("-", ""))
        places = self._places([Word(text)]) if is_known and (self.folder or os.path.isabs(text)) else []
        self.folder = places[0] if places else None

    def give_up(self) -> None:
        self.is_unclear = True

    def _places(self, words: Sequence[Word]) -> list[str]:
        places = []
        for word in words:
            if word.is_open or (self.folder is None and not os.path.isabs(word.text)):
                self.is_unclear = True
            elif word.text:
                places.append(os.path.join(self.folder or "", word.text).rstrip("/") or "/")
        return places


class _Arguments(NamedTuple):
    options: list[tuple[str, Word]]
    operands: list[Word]

    def has(self, *names: str) -> bool:
        return any(name in names for name, _ in self.options)

    def values(self, *names: str) -> list[Word]:
        return [value for name, value in self.options if name in names]


_NO_VALUE = Word("")


def parse_arguments(words: Sequence[Word], with_value: str = "") -> _Arguments:
    """Options and operands; `with_value` lists, with spaces between, the options whose value may be the next word."""
    valued = with_value.split()
    options: list[tuple[str, Word]] = []
    operands: list[Word] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        text = word.text
        if text == "--" and not word.is_open:
            return _Arguments(options, [*operands, *reversed(rest)])
        if not text.startswith("-") or text == "-":
            operands.append(word)
        elif text.startswith("--"):
            name, is_joined, value = text.partition("=")
            joined = Word(value, word.is_open) if is_joined else None
            options.append((name, joined or (rest.pop() if name in valued and rest else _NO_VALUE)))
        else:
            _split_letters(word, valued, options, rest)
    return _Arguments(options, operands)


def _split_letters(word: Word, valued: list[str], options: list[tuple[str, Word]], rest: list[Word]) -> None:
    """`-abc` is three options, unless one of them takes the rest of the word, or the next one, as its value."""
    letters = word.text[1:]
    for place, letter in enumerate(letters, 1):
        if f"-{letter}" in valued:
            value = Word(letters[place:], word.is_open) if letters[place:] else (rest.pop() if rest else _NO_VALUE)
            options.append((f"-{letter}", value))
            return
        options.append((f"-{letter}", _NO_VALUE))


def _remove(call: Call, writes: Writes) -> None:
    writes.add_whole(*parse_arguments(call.arguments).operands)


def _touch(call: Call, writes: Writes) -> None:
    writes.add(*parse_arguments(call.arguments, "-d --date -r --reference -t -s --size").operands)


def _make_folders(call: Call, writes: Writes) -> None:
    writes.add_made(*parse_arguments(call.arguments, "-m --mode").operands)


def _copy(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments, "-t --target-directory -S --suffix -m --mode -o --owner -g --group")
    if call.name == "install" and given.has("-d", "--directory"):
        writes.add_made(*given.operands)
        return
    sources = given.operands
    for folder in given.values("-t", "--target-directory"):
        writes.add_into(folder._replace(text=f"{folder.text}/"), sources)
    if not given.has("-t", "--target-directory"):
        *sources, target = sources or [_NO_VALUE]
        # A link with one operand gets its name here.
        writes.add_into(target if sources else Word("./"), sources or [target])
    if call.name == "mv":
        writes.add_whole(*sources)


def _edit_stream(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments, "-e --expression -f --file -l --line-length")
    if given.has("-i", "--in-place"):
        has_script = given.has("-e", "--expression", "-f", "--file")
        # Some have the suffix, mostly empty, in a word of its own.
        operands = [word for word in given.operands if word.text or word.is_open]
        writes.add(*operands[0 if has_script else 1 :])


def _run_perl(call: Call, writes: Writes) -> None:
    clusters = [word.text for word in call.arguments if word.text.startswith("-") and not word.text.startswith("--")]
    if not any("i" in cluster.partition(".")[0] for cluster in clusters):
        writes.give_up()
        return
    # A script given by -e is the word behind it.
    scripts = {at + 1 for at, word in enumerate(call.arguments) if word.text in clusters and word.text.endswith("e")}
    operands = [word for at, word in enumerate(call.arguments) if at not in scripts and word.text not in clusters]
    writes.add(*operands if scripts else operands[1:])


def _change_mode(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments)
    is_mode_an_option = given.has("--reference", "-r", "-w", "-x", "-X", "-s", "-t")
    files = given.operands[0 if is_mode_an_option else 1 :]
    (writes.add_whole if given.has("-R", "--recursive") else writes.add)(*files)


def _dump(call: Call, writes: Writes) -> None:
    writes.add(*[word._replace(text=word.text[3:]) for word in call.arguments if word.text.startswith("of=")])


def _patch(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments, "-p --strip -i --input -o --output -d --directory -r -B -z -F -D -V")
    if not given.operands or given.has("-d", "--directory"):
        writes.give_up()
        return
    writes.add(given.operands[0], *given.values("-o", "--output"))


def _apply_patch(call: Call, writes: Writes) -> None:
    texts = [*call.bodies, *[word.text for word in call.arguments]]
    paths = [path for text in texts for path in list_patched(text)]
    writes.add(*map(Word, paths))
    if not paths:
        writes.give_up()


def _fetch(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments, "-o --output -H --header -d --data -u -A -e -F -m -b -c -K -w -x -X -T -r")
    writes.add(*given.values("-o", "--output", "-c"))
    if given.has("-O", "--remote-name", "--remote-name-all"):
        writes.give_up()


def _sort(call: Call, writes: Writes) -> None:
    writes.add(*parse_arguments(call.arguments, "-o --output -k -t -S -T").values("-o", "--output"))


def _tee(call: Call, writes: Writes) -> None:
    writes.add(*parse_arguments(call.arguments).operands)


def _find(call: Call, writes: Writes) -> None:
    if any(word.text.startswith(("-delete", "-exec", "-ok", "-fprint", "-fls")) for word in call.arguments):
        writes.give_up()


def _filter_text(call: Call, writes: Writes) -> None:
    if any(">" in word.text or word.text.startswith("-i") for word in call.arguments):
        writes.give_up()


def _run_shell(call: Call, writes: Writes) -> None:
    given = parse_arguments(call.arguments, "-o -O --rcfile --init-file")
    script = given.operands[:1] if given.has("-c") else []
    _run_text(script, writes)


def _evaluate(call: Call, writes: Writes) -> None:
    is_plain = not any(word.is_open for word in call.arguments)
    _run_text([Word(" ".join(word.text for word in call.arguments))] if is_plain else [], writes)


def _run_text(script: Sequence[Word], writes: Writes) -> None:
    if script and not script[0].is_open:
        writes.inner.append(script[0].text)
    else:
        writes.give_up()


def _go(call: Call, writes: Writes) -> None:
    operands = [word for word in call.arguments if word.text not in ("-P", "-L", "--")]
    writes.move(operands[0] if operands else None)


def _go_back(_: Call, writes: Writes) -> None:
    writes.folder = None


def _is_folder(*places: str) -> bool:
    return any(os.path.isdir(place) and not os.path.islink(place) for place in places)


def _read_only(_: Call, __: Writes) -> None:
    pass


_READERS = """
: [ [[ ack ag agent-plan agent-plan-server alias basename bat bg break cal cat cksum cmp col column comm
continue cut date declare df diff dirname du echo egrep env exit expand export expr false fd fg fgrep file fmt
fold free getconf grep groups head hexdump history hostname id jobs jq join kill less let local locale ls lsof
man md5sum more nl nproc od paste pgrep ping pr printenv printf ps pwd read readlink readonly realpath return
rev rg seq set sha1sum sha256sum sha512sum shift shopt sleep stat strings sum tac tail test top tput tr trap
tree true tty type ulimit umask unalias uname unexpand uniq unset uptime wait wc whereis which whoami yes
"""
WRITERS: dict[str, Callable[[Call, Writes], None]] = {
    **dict.fromkeys(("rm", "unlink", "shred"), _remove),
    **dict.fromkeys(("touch", "truncate", "mkfifo"), _touch),
    **dict.fromkeys(("mkdir", "rmdir"), _make_folders),
    **dict.fromkeys(("cp", "mv", "ln", "install"), _copy),
    **dict.fromkeys(("sed", "gsed"), _edit_stream),
    **dict.fromkeys(("chmod", "chown", "chgrp"), _change_mode),
    **dict.fromkeys(("bash", "sh", "zsh", "dash"), _run_shell),
    **dict.fromkeys(("awk", "gawk", "mawk"), _filter_text),
    **dict.fromkeys(("cd", "pushd"), _go),
    "perl": _run_perl,
    "popd": _go_back,
    "tee": _tee,
    "dd": _dump,
    "patch": _patch,
    "apply_patch": _apply_patch,
    "applypatch": _apply_patch,
    "find": _find,
    "curl": _fetch,
    "sort": _sort,
    "eval": _evaluate,
    **dict.fromkeys(_READERS.split(), _read_only),
}
