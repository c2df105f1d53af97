"""What a shell line plainly writes, and that nothing it holds can make the reading wrong, slow or endless."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_plan_server.hooks.reading import Reading
from agent_plan_server.hooks.shell import read_shell


@pytest.fixture
def folder(tmp_path) -> Path:
    """With the folder `sub`, `link` that leads to it, the folder `deep/er`, and the file `old`."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "old").touch()
    (tmp_path / "link").symlink_to("sub")
    return tmp_path


def read(folder: Path, line: str) -> Reading:
    found = read_shell(line, str(folder))
    short = [tuple(path.removeprefix(f"{folder}/") for path in paths) for paths in (found.paths, found.made)]
    return Reading(short[0], short[1], found.is_unclear)


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("echo a > x", "x"),
        ("echo a >x 2>>y", "x y"),
        ("echo a>x", "x"),
        ("echo 2>x", "x"),
        ("make_nothing=1 >| x", "x"),
        ("cat a &> x", "x"),
        ("cat a >& x", "x"),
        ("cat a &>> x", "x"),
        ("cat <> x", "x"),
        ("echo a | tee -a x y >/dev/null", "/dev/null x y"),
        ("echo a 2>&1 >x >&2", "x"),
        ("> x", "x"),
        ("echo 'a > b' \"c > d\" e\\>f", ""),
        ("echo a > 'b c' ; echo b > \"d e\" && echo c > f\\ g", "b c|d e|f g"),
        ("cat > x <<EOF\nrm y\n> z\nEOF\ntouch w", "x w"),
        ("cat <<-'E F' > x\n\trm y\n\tE F\ntouch w", "x w"),
        ("cat <<A <<B > x\n> a\nA\n> b\nB\necho > c", "x c"),
        ("cat <<< 'a > b' > x", "x"),
        ("rm -rf sub old", "sub/ old"),
        ("rm -- -x", "-x"),
        ("\\rm x; 'rm' y; /bin/rm z", "x y z"),
        ("mv old new", "new old"),
        ("mv old sub", "sub/old old"),
        ("mv sub other", "other/ sub/"),
        ("mv -t sub old x", "sub/old sub/x old x"),
        ("cp a b", "b"),
        ("cp -r sub copy", "copy/"),
        ("cp a b sub/", "sub/a sub/b"),
        ("cp a link", "link/a"),
        ("cp a sub$x/", ""),
        ("cp --target-directory=sub a", "sub/a"),
        ("cp -r sub/. deep", "deep/./"),
        ("ln -s ../a b", "b"),
        ("ln -s ../up/name", "./name"),
        ("install -m 755 a sub/b", "sub/b"),
        ("touch -d yesterday x y", "x y"),
        ("truncate -s 0 x", "x"),
        ("sed -i s/a/b/ x y", "x y"),
        ("sed -i.bak -e s/a/b/ -e s/c/d/ x", "x"),
        ("sed -ni '' s/a/b/ x", "x"),
        ("sed -i '' s/a/b/ x", "x"),
        ("sed --in-place=.b 's/a/b/' x", "x"),
        ("sed -E s/a/b/ x", ""),
        ("perl -pi -e 's/a/b/' x y", "x y"),
        ("dd if=/dev/zero of=x bs=1", "x"),
        ("patch x fix.diff", "x"),
        ("chmod +x x", "x"),
        ("chmod -x x", "x"),
        ("chown -R me sub", "sub/"),
        ("curl -sSLo x https://example.org", "x"),
        ("sort -u -o x y", "x"),
        ("cd sub && touch x", "sub/x"),
        ("cd sub; cd ..; touch x", "sub/../x"),
        ("(cd sub; touch x); touch y", "sub/x y"),
        ("cd sub | touch x", "x"),
        ("ls | cd sub; touch x", "x"),
        ("cd sub & touch x", "x"),
        ("cd /tmp && touch /etc/x y", "/etc/x /tmp/y"),
        ("cd $HERE; touch /etc/x", "/etc/x"),
        ("A=b C+=d env -i E=f sudo -u root nice -n 5 timeout 3 nohup rm x", "x"),
        ("if true; then rm x; else rm y; fi; while ! rm z; do rm w; done", "x y z w"),
        ("{ rm x; } > y", "x y"),
        ("time rm x & rm y", "x y"),
        ("bash -lc 'cd sub && rm x'", "sub/x"),
        ("bash -c \"sh -c 'rm x'\"", "x"),
        ("eval rm x", "x"),
        ("echo $(rm x) `rm y` \"$(rm z)\" <(rm w)", "x y z w"),
        ("echo $((1 > 2)) && (( 3 > 4 )) ; [[ a > b ]]", ""),
        ("git checkout -- old sub", "old sub/"),
        ("git checkout HEAD old", "old"),
        ("git checkout main", ""),
        ("git checkout -b old", ""),
        ("git -C sub restore --source HEAD~1 x", "sub/x"),
        ("git restore --staged x", ""),
        ("git restore -SW x", "x"),
        ("git rm -r sub", "sub/"),
        ("git rm --cached x", ""),
        ("git mv old new", "new old"),
        ("apply_patch <<'E'\n*** Begin Patch\n*** Update File: a b.py\n*** Move to: c\n*** End Patch\nE", "a b.py|c"),
        ("echo a # > x\necho b > y", "y"),
        ("echo a#b > x", "x"),
        ("echo a \\\n > x", "x"),
        ("echo $'it\\'s' > x", "x"),
        ("cat ~/a > x", "x"),
    ],
)  # fmt: skip
def test_what_a_line_plainly_writes_is_told(folder, line, paths):
    assert read(folder, line).paths == tuple(paths.split("|") if "|" in paths else paths.split())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ls -la && git status | head -3; git log --oneline 2>/dev/null || true",
        "rg 'a > b' src | sort | uniq -c",
        "find . -name '*.py' | wc -l",
        'cat $FILE; echo "$(git rev-parse HEAD)" {a,b} *.py',
        "git add -A && git commit -m 'a $x > b' && git push",
        "for x in 1 2; do echo $x; done; [ -f x ] && [[ -d y ]]",
        "sed -n 1,20p x; awk '{print $1}' x; export A=$(pwd)",
        "agent-plan claim 2.1",
        "cd sub",
    ],
)
def test_reading_commands_say_nothing(folder, line):
    found = read_shell(line, str(folder))

    assert not found.is_unclear
    assert set(found.paths) <= {"/dev/null"}
    assert not found.made


@pytest.mark.parametrize(
    "line",
    [
        "make", "python -c 'open(\"x\", \"w\")'", "./build.sh", "npm run build", "$CMD x", "rm $x", "rm *.py",
        "rm src/{a,b}",
        "rm \"$x\"", "echo a > $OUT", "cat < a | xargs rm", "find . -delete", "find . -exec rm {} +",
        "bash build.sh", "bash -c \"$x\"",
        "eval \"$x\"", ". ./env", "source env", "git stash", "git reset --hard", "git checkout -- '*.py'",
        "git rm :/x", "patch -p1 < a",
        "awk '{print > \"x\"}' a", "curl -O https://example.org/x", "cd - && touch x", "cd $X && touch x",
        "popd; touch x", "rm 'x",
        "echo $(rm x", "cat <<EOF > $x\nEOF", "env -C sub rm x", "sudo -D sub touch x", "rm ~bob/x",
        "function f { rm x; }", "f() { rm x; }",
        "((rm x); rm y)", "echo a | perl -ne print", "perl -Mstrict -e 1 x", "perl -",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_to_be_unclear(folder, line):
    assert read_shell(line, str(folder)).is_unclear


def test_what_is_plain_is_told_beside_what_is_unclear(folder):
    assert read(folder, "make; rm old $x; echo > y; rm 'z") == Reading(("old", "y"), (), is_unclear=True)


def test_folders_that_are_only_made_are_told_apart(folder):
    assert read(folder, "mkdir -p -m 700 a/b sub/c; rmdir d; install -d e") == Reading((), ("a/b", "sub/c", "d", "e"))


def test_a_link_to_a_folder_is_removed_as_a_link(folder):
    assert read(folder, "rm -r link").paths == ("link",)


@pytest.mark.parametrize(
    "line",
    [
        "(" * 100_000, "$(" * 50_000, "`" * 99_999, "'" * 99_999, "{ " * 40_000, "bash -c '" * 10_000,
        "<<a " * 25_000, "\\" * 99_999,
        "echo " + "$(echo " * 3_000 + ")" * 3_000, "a" * 100_000, "x" * 1_000_000, "rm " + "a " * 40_000,
        "if " * 30_000, "sudo " * 20_000,
        "env -i " * 14_000, "cat <<E\n" * 12_000, ">" * 100_000, "\0\x1b\ud800" * 1_000, "git " + "-C . " * 20_000,
        "cd a;" * 20_000,
        "eval " * 20_000 + "rm x", "$((" * 30_000,
    ],
)  # fmt: skip
def test_a_line_made_to_be_slow_is_read(folder, line):
    assert len(read_shell(line, str(folder)).paths) <= len(line)


@given(st.text("ab \t\n'\"\\$`(){}<>|&;#~*=-/", max_size=60))
def test_any_text_is_read_without_an_error(text):
    read_shell(text, "/nowhere")


@given(st.lists(st.text("ab '\"\\$`(){}<>|&;#~*-\n", min_size=1, max_size=8), min_size=1, max_size=4))
def test_names_in_quotes_are_told_as_they_are(names):
    from shlex import join

    found = read_shell(join(["rm", "--", *names]), "/nowhere")

    assert found == Reading(tuple(dict.fromkeys(f"/nowhere/{name}" for name in names)))
