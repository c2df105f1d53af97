"""The budgets of the design, measured: every row is a ratio to a limit of the same run, or a figure with its goal.

python tests/benchmarks/run.py             about ten minutes
python tests/benchmarks/run.py --short     shows that every row works; its figures mean little
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from benchmarks.crowd_rows import measure_crowd
from benchmarks.door_rows import measure_doors
from benchmarks.reading_rows import measure_reading
from benchmarks.rows import SHORT, Row, Scale, print_table
from benchmarks.store_rows import measure_store

PARTS = {"store": measure_store, "doors": measure_doors, "crowd": measure_crowd, "reading": measure_reading}


def measure(folder: Path, scale: Scale, parts: list[str]) -> Iterator[Row]:
    for part in parts:
        place = folder / part
        place.mkdir()
        yield from PARTS[part](place, scale)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", choices=PARTS, action="append", help="Measure this part only.")
    parser.add_argument("--folder", type=Path, help="Where the stores are made; another disk, another B.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        print_table(list(measure(Path(folder), SHORT if options.short else Scale(), options.only or list(PARTS))))


if __name__ == "__main__":
    main()
