"""Real processes for tests: started, heard line by line, and never left behind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent


def environment() -> dict[str, str]:
    """That of the caller, without settings of the program, and with the tests and the package to import from."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGENT_PLAN_")}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), str(TESTS)])}


def start_python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process that runs a text; talk to it through stdin and stdout."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )


@contextmanager
def running(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that is killed at the end, stopped or not."""
    process = start_python(code, *arguments)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9, as the kernel does it when memory runs out."""
    process.kill()
    process.communicate(timeout=10)


def hear(process: subprocess.Popen[str]) -> str:
    """The next line a process says; fails when it has died instead."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"the process ended with {process.wait(timeout=10)}"
    return line.rstrip("\n")


def run_python(code: str, *arguments: object, seconds: float = 60) -> str:
    """What a process says until it ends; fails when it ends badly."""
    process = start_python(code, *arguments)
    try:
        output, _ = process.communicate(timeout=seconds)
    finally:
        process.kill()
    assert process.returncode == 0, output
    return output
