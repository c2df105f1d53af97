"""Kill a process that writes a plan file, at any moment: the file is the old one or the new one, never a part of one.

python tests/faults/torn.py [--kills N] [--plant torn]
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from processes import environment

from agent_plan_server.services.plan_files import replace_files

_TASKS = 20_000
_SECONDS_TO_START = 60


@dataclass
class Torn:
    """What was found after the kills; `wrong` stays empty when all is well, `renewed` counts files that had changed."""

    kills: int = 0
    renewed: int = 0
    wrong: list[str] = field(default_factory=list)


def text_of(mark: str) -> bytes:
    return "".join(f"- [{mark}] Write part {number} of the whole\r\n" for number in range(_TASKS)).encode()


def write_on(path: Path, plant: str) -> None:
    """What the process does that is killed: tick all boxes, untick them, and so on."""
    states = [text_of(" "), text_of("x")]
    print("ready", flush=True)
    while True:
        known = path.read_bytes()
        new = states[known == states[0]]
        if plant:
            path.write_bytes(new)
        else:
            replace_files({path: new}, {path: known})


def run_torn(folder: Path, kills: int, plant: str = "", seed: int = 1) -> Torn:
    chance = random.Random(seed)
    path = folder / "PLAN.md"
    path.write_bytes(text_of(" "))
    whole = {text_of(" "), text_of("x")}
    torn = Torn()
    for _ in range(kills):
        inode = path.stat().st_ino
        _start_and_kill(path, chance.uniform(0.0, 0.2), plant)
        torn.kills += 1
        torn.renewed += path.stat().st_ino != inode
        if path.read_bytes() not in whole:
            torn.wrong.append(f"kill {torn.kills}: the file is neither old nor new")
            path.write_bytes(text_of(" "))
    if replace_files({path: text_of("x")}, {path: path.read_bytes()}) and len(list(folder.iterdir())) > 1:
        torn.wrong.append("something is left beside the file")
    return torn


def _start_and_kill(path: Path, after: float, plant: str) -> None:
    command = [sys.executable, __file__, "--work", str(path), *(["--plant", plant] if plant else [])]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment())
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        time.sleep(after)
    finally:
        worker.kill()
        worker.wait(timeout=_SECONDS_TO_START)
        worker.stdout.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--plant", choices=["torn"], default="")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        write_on(options.work, options.plant)
    with tempfile.TemporaryDirectory() as folder:
        torn = run_torn(Path(folder), options.kills, options.plant)
    print(f"{torn.kills} kills, {torn.renewed} files renewed, wrong: {torn.wrong or 'nothing'}")
    return int(bool(torn.wrong))


if __name__ == "__main__":
    sys.exit(main())
