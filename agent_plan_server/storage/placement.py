"""Where the store lies, and whether SQLite may be trusted there."""

import os
import stat
import sys
from pathlib import Path

from agent_plan_server.errors import StorageUnavailable

STORE_NAME = "agent-plan.db"
FOLDER_NAME = "agent-plan"

# A shared-memory WAL is unsafe or impossible here; and on a network even a rollback journal depends on remote locks.
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "ceph", "glusterfs"}
)
_NETWORK_FUSE = ("fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.ceph")
_SHARED = frozenset({"9p", "virtiofs", "vboxsf", "fuse", "fuseblk", "prl_fs", "vmhgfs"})

# The first versions without the WAL-reset race (https://sqlite.org/wal.html#walresetbug), by release line.
_FIXED_LINES = {(3, 50): (3, 50, 7), (3, 44): (3, 44, 6)}
_FIXED_SINCE = (3, 51, 3)


def default_store(project: Path, common_dir: Path | None) -> Path:
    """Under git's common directory, so that all worktrees share it and it cannot be committed; else in the folder."""
    return common_dir / FOLDER_NAME / STORE_NAME if common_dir else project / ".agent-plan" / STORE_NAME


def prepare_folder(path: Path) -> None:
    """Make the store's folder, readable by its owner only; refuse a store that is a link to somewhere else."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_symlink():
            raise StorageUnavailable(
                f"The store {path} is a symbolic link.", "Point AGENT_PLAN_STORE at the file itself."
            )
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            raise StorageUnavailable(f"The store {path} is not a file.", "Point AGENT_PLAN_STORE at a file.")
    except OSError as problem:
        raise StorageUnavailable(
            f"The folder of the store cannot be used: {problem.strerror or problem} ({path.parent}).",
            "Make it writable, or point AGENT_PLAN_STORE at another folder.",
        ) from problem


def is_engine_safe_for_wal(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset race (3.7.0 to 3.51.2, fixed in 3.50.7 and 3.44.6)."""
    fixed = _FIXED_LINES.get(version[:2], _FIXED_SINCE)
    return version >= fixed


def file_system_of(path: Path, mounts: str | None = None) -> str:
    """The type of the file system that holds a path, by longest mount point; empty where the system does not say."""
    if mounts is None:
        mounts = _read_mounts()
    real = os.path.realpath(path)
    best, found = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = fields[4].replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= best:
            best, found = len(point), right.split()[0]
    return found


def _read_mounts() -> str:
    if sys.platform != "linux":
        return ""
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def is_wal_possible(file_system: str, path: Path) -> bool:
    """Whether WAL may be used there; raises StorageUnavailable on a network file system."""
    if file_system in _NETWORK or file_system.startswith(_NETWORK_FUSE):
        raise StorageUnavailable(
            f"{path.parent} is on a network file system ({file_system}), where SQLite loses data.",
            "Point AGENT_PLAN_STORE at a file on a local disk.",
        )
    return file_system not in _SHARED and not file_system.startswith("fuse.")
