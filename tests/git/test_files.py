"""Files that are written whole, or not at all."""

import pytest

from agent_plan_server.git.files import write_whole


def test_a_file_is_written_whole_with_its_mode_and_the_old_one_kept_aside(tmp_path):
    path, aside = tmp_path / "hooks" / "pre-commit", tmp_path / "hooks" / "old"
    write_whole(path, b"first", 0o644)

    write_whole(path, b"second", 0o755, moved_to=aside)

    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"second", 0o755)
    assert aside.read_bytes() == b"first"


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "taken" / "inside").mkdir(parents=True)

    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", b"text", 0o644)

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
