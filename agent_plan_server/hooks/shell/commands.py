"""What the commands write that a shell line is made of: those that write plainly, those that only read.

A command that is in neither table may write anything.
"""

from collections.abc import Callable, Sequence

from agent_plan_server.hooks.patches import list_patched
from agent_plan_server.hooks.shell.arguments import NO_VALUE, parse_arguments
from agent_plan_server.hooks.shell.words import Word
from agent_plan_server.hooks.shell.writes import Call, Writes


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
        *sources, target = sources or [NO_VALUE]
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
    # Behind -M and -I stands a name, and behind -i a suffix.
    if not any("i" in cluster.partition(".")[0] and cluster[1] not in "MmI" for cluster in clusters):
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
