"""A command at a real terminal."""

import os
import pty
import select
import struct
import sys
import time
from fcntl import ioctl
from termios import TIOCSWINSZ


def run_in_terminal(*arguments: str, columns: int = 80, typed: str = "", **environment: str) -> str:
    """What a command writes to a terminal of so many columns, where somebody types; at most a minute."""
    pid, terminal = pty.fork()
    if pid == 0:
        own = {**os.environ, "TERM": "xterm-256color", **environment}
        # Not execv: readline puts the size of another terminal into the environment behind Python's back.
        os.execve(sys.executable, [sys.executable, "-m", "agent_plan_server", *arguments], own)
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.write(terminal, typed.encode())
    written, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline and select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        written += piece
    os.close(terminal)
    os.waitpid(pid, 0)
    return written.decode().replace("\r\n", "\n")
