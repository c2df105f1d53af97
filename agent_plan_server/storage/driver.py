"""The one SQLite library of the process: pysqlite3 where it is installed, the system's otherwise.

Two libraries on one file lose commits, so everybody takes it from here, and sqlite-utils made the choice.
"""

from sqlite_utils.utils import sqlite3 as sqlite3  # type: ignore[attr-defined]
