"""Times whole processes that hold the rows of consumed licenses, in turn: Seatbridge's reader, DuckDB, and sonic-rs on the whole file.

    consumed.py --hold-people PROGRAM --sonic PROGRAM [--rounds 5] one|pages ROWS FILE

All of them keep the same fields in memory. Seatbridge's reader hashes every byte too, and checks every row. How it is timed
stands in `timing`; a goal that was missed is said, and the exit status is 0.

The goal is the same for both forms, and they are not alike for DuckDB: one answer is one JSON object, which it holds and goes over
whole; pages are small ones, which it lets go one by one, in a third of the time and a fifth of the memory. Seatbridge's reader
takes as long for either. Fifteen times DuckDB's speed with pages is about as fast as one processor reads and hashes the file.
"""

import argparse
import os
import sys
from importlib import metadata
from pathlib import Path

from timing import Program, print_goal, print_table, time_in_turn

HERE = Path(__file__).resolve().parent

# Beside DuckDB: at least so many times its speed, and at most this part of its memory.
SPEED_GOAL = 15
MEMORY_GOAL = 8

FORMS = {"one": "one answer", "pages": "an array of answers with 100 rows each"}


def main():
    parser = argparse.ArgumentParser(description="Times whole processes that hold the rows of consumed licenses.")
    parser.add_argument("--hold-people", required=True, help="the reader as a program, built for release")
    parser.add_argument("--sonic", required=True, help="the program with sonic-rs, built for release")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program is timed")
    parser.add_argument("form", choices=FORMS)
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    arguments = parser.parse_args()

    form, rows, file = arguments.form, arguments.rows, arguments.file
    duckdb = f"DuckDB {metadata.version('duckdb')}"
    measured = [
        Program("Seatbridge's reader", [arguments.hold_people, file], rows),
        Program(duckdb, [sys.executable, HERE / "hold_consumed_with_duckdb.py", form, file], rows),
        Program("sonic-rs, the whole file", [arguments.sonic, form, file], rows),
    ]
    time_in_turn(measured, arguments.rounds)
    print(f"{rows:,} rows, {os.path.getsize(file):,} bytes, {FORMS[form]}\n")
    print_table(measured)
    print()
    ours, theirs = measured[0], measured[1]
    print_goal(f"at least {SPEED_GOAL} times DuckDB's speed", SPEED_GOAL, theirs.median_seconds / ours.median_seconds)
    memory = theirs.median_kibibytes / ours.median_kibibytes
    print_goal(f"at most 1/{MEMORY_GOAL} of DuckDB's memory", MEMORY_GOAL, memory)


if __name__ == "__main__":
    main()
