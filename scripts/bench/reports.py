"""Times whole processes that hold the accounts of several reports, in turn: Seatbridge's reader, Polars and DuckDB.

    reports.py --hold-people PROGRAM [--rounds 5] ROWS FILE…

All of them keep the same columns in memory. Seatbridge's reader hashes every byte too, and checks every row. How it is timed
stands in `timing`; a goal that was missed is said, and the exit status is 0.
"""

import argparse
import os
import sys
from importlib import metadata
from pathlib import Path

from timing import Program, print_goal, print_table, time_in_turn

HERE = Path(__file__).resolve().parent

# Beside Polars: no slower, and at most this part of its memory.
MEMORY_GOAL = 3


def main():
    parser = argparse.ArgumentParser(description="Times whole processes that hold the accounts of several reports.")
    parser.add_argument("--hold-people", required=True, help="the reader as a program, built for release")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program is timed")
    parser.add_argument("rows", type=int, help="how many rows each file has")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()

    files, rows = arguments.files, arguments.rows * len(arguments.files)
    polars = f"Polars {metadata.version('polars')}"
    duckdb = f"DuckDB {metadata.version('duckdb')}"
    measured = [
        Program("Seatbridge's reader", [arguments.hold_people, *files], rows),
        Program(polars, [sys.executable, HERE / "hold_reports_with_polars.py", *files], rows),
        Program(duckdb, [sys.executable, HERE / "hold_reports_with_duckdb.py", *files], rows),
    ]
    time_in_turn(measured, arguments.rounds)
    size = sum(os.path.getsize(file) for file in files)
    print(f"{len(files)} reports, {rows:,} rows, {size:,} bytes\n")
    print_table(measured)
    print()
    ours, theirs = measured[0], measured[1]
    print_goal("no slower than Polars", 1, theirs.median_seconds / ours.median_seconds)
    memory = theirs.median_kibibytes / ours.median_kibibytes
    print_goal(f"at most 1/{MEMORY_GOAL} of Polars' memory", MEMORY_GOAL, memory)


if __name__ == "__main__":
    main()
