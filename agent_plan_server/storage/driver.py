"""The one SQLite library of the process: pysqlite3 where it is installed, the system's otherwise.

Two libraries on one file lose commits, so everybody takes it from here. sqlite-utils makes the same choice (a test
holds it to that); asking it would cost every command its import.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

sqlite3: Any = import_module("pysqlite3" if find_spec("pysqlite3") else "sqlite3")
Connection = Any
