"""Where a store may lie, and with which engine; all of it decided before the first pragma."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import run_python

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.storage import open_engine
from agent_plan_server.storage.placement import (
    default_store,
    file_system_of,
    is_engine_safe_for_wal,
    is_wal_possible,
)

MOUNTS = """\
22 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
23 22 0:21 / /proc rw - proc proc rw
40 22 0:40 / /mnt/team\\040share rw shared:1 - nfs4 server:/export rw
41 22 0:41 / /mnt/team\\040share/local rw - xfs /dev/vdb rw
42 22 0:42 / /home/me/project rw - virtiofs share rw
43 22 0:43 / /mnt rw - tmpfs tmpfs rw
44 22 0:44 / /cloud rw - fuse.sshfs me@there: rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/x", "ext4"),
        ("/mnt/x", "tmpfs"),
        ("/mnt/team share/x", "nfs4"),
        ("/mnt/team share", "nfs4"),
        ("/mnt/team share/local/x", "xfs"),
        ("/mnt/team sharp/x", "tmpfs"),
        ("/home/me/project/.git", "virtiofs"),
        ("/home/me/projects", "ext4"),
        ("/cloud", "fuse.sshfs"),
    ],
)
def test_the_longest_mount_point_names_the_file_system(path, kind):
    assert file_system_of(Path(path), MOUNTS) == kind


def test_a_later_mount_on_the_same_point_is_the_one_in_use():
    assert file_system_of(Path("/mnt"), MOUNTS + "45 43 0:45 / /mnt rw - cifs //s rw\n") == "cifs"


def test_where_the_system_does_not_say_nothing_is_assumed():
    assert file_system_of(Path("/x"), "") == ""
    assert is_wal_possible("", Path("/x/plan.db"))


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "fuse.sshfs", "fuse.rclone"])
def test_a_network_file_system_is_refused(kind):
    with pytest.raises(StorageUnavailable, match=f"network file system \\({kind}\\)") as refusal:
        is_wal_possible(kind, Path("/mnt/x/plan.db"))
    assert "local disk" in refusal.value.next_step


@pytest.mark.parametrize("kind", ["9p", "virtiofs", "vboxsf", "fuse.portal", "fuseblk"])
def test_a_shared_folder_gets_no_wal(kind):
    assert not is_wal_possible(kind, Path("/x/plan.db"))


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "apfs"])
def test_a_local_file_system_gets_wal(kind):
    assert is_wal_possible(kind, Path("/x/plan.db"))


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_an_engine_with_the_wal_reset_race_is_known(version, is_safe):
    assert is_engine_safe_for_wal(version) is is_safe


_WITH_SYSTEM_ENGINE = """
import sys
sys.modules["pysqlite3"] = None  # as if it were not installed
from agent_plan_server.errors import PlanServerError
from agent_plan_server.storage import open_engine
from agent_plan_server.storage.driver import sqlite3
from agent_plan_server.storage.placement import is_engine_safe_for_wal
if is_engine_safe_for_wal(sqlite3.sqlite_version_info):
    print("safe")
    sys.exit()
try:
    engine = open_engine(sys.argv[1])
    engine.write(lambda store: store.events.append("opened", "ada"))
    facts = engine.describe()
    print(facts["journal"], facts["synchronous"], facts["integrity"])
except PlanServerError as refusal:
    print(refusal)
"""


def with_system_engine(path: Path) -> str:
    said = run_python(_WITH_SYSTEM_ENGINE, path).strip()
    if said == "safe":
        pytest.skip("the system's SQLite is free of the WAL-reset race")
    return said


def test_an_unsafe_engine_gets_a_rollback_journal(tmp_path):
    assert with_system_engine(tmp_path / "plan.db") == "delete EXTRA ok"


def test_an_unsafe_engine_does_not_touch_a_store_in_wal_mode(tmp_path):
    open_engine(tmp_path / "plan.db").close()

    assert with_system_engine(tmp_path / "plan.db").startswith("storage_unavailable: ")


def test_a_safe_engine_goes_on_with_a_rollback_journal(tmp_path):
    with_system_engine(tmp_path / "plan.db")

    engine = open_engine(tmp_path / "plan.db")

    assert engine.read(lambda store: store.events.last_seq()) == 1
    facts = engine.describe()
    assert (facts["journal"], facts["synchronous"]) == ("delete", "EXTRA")
    engine.close()


def test_a_link_instead_of_a_store_is_refused(tmp_path):
    open_engine(tmp_path / "real.db").close()
    (tmp_path / "plan.db").symlink_to(tmp_path / "real.db")

    with pytest.raises(StorageUnavailable, match="symbolic link"):
        open_engine(tmp_path / "plan.db")


@pytest.mark.parametrize("suffix", [".lock", ".sessions"])
def test_a_link_instead_of_a_side_file_is_refused(tmp_path, suffix):
    target = tmp_path / "somebody-elses"
    target.write_text("precious")
    (tmp_path / f"plan.db{suffix}").symlink_to(target)

    with pytest.raises(StorageUnavailable, match="cannot be used"):
        open_engine(tmp_path / "plan.db")
    assert target.read_text() == "precious"


def test_a_folder_instead_of_a_store_is_refused(tmp_path):
    (tmp_path / "plan.db").mkdir()

    with pytest.raises(StorageUnavailable, match="not a file"):
        open_engine(tmp_path / "plan.db")


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    (tmp_path / "folder").touch()

    with pytest.raises(StorageUnavailable, match="folder of the store"):
        open_engine(tmp_path / "folder" / "plan.db")


@contextmanager
def somebody_ordinary() -> Iterator[None]:
    """Root may write anywhere; for a while this process is nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """Outside of pytest's own folders, which only their owner may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_refused_with_its_name(read_only_folder):
    with somebody_ordinary(), pytest.raises(StorageUnavailable, match=str(read_only_folder)):
        open_engine(read_only_folder / "plan.db")


def test_a_folder_that_cannot_be_made_is_refused(read_only_folder):
    with somebody_ordinary(), pytest.raises(StorageUnavailable, match="Permission denied"):
        open_engine(read_only_folder / "deeper" / "plan.db")


def test_all_worktrees_share_the_store_under_gits_common_folder():
    assert default_store(Path("/w/tree"), Path("/w/main/.git")) == Path("/w/main/.git/agent-plan/agent-plan.db")
    assert default_store(Path("/w/tree"), None) == Path("/w/tree/.agent-plan/agent-plan.db")


def test_sqlite_utils_uses_the_same_library():
    from sqlite_utils.utils import sqlite3 as theirs

    from agent_plan_server.storage.driver import sqlite3 as ours

    assert theirs is ours or theirs.__name__.split(".")[0] == ours.__name__.split(".")[0]
