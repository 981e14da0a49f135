"""Times Seatbridge's reader on reports of which each has ten times the rows of the one before it, in turn.

    growth.py --hold-people PROGRAM [--rounds 5] ROWS=FILE…

Ten times the rows may take at most eleven times the time. How it is timed stands in `timing`; a goal that was missed is said,
and the exit status is 0.
"""

import argparse
import itertools

from timing import Program, print_table, time_in_turn

# How many times longer ten times the rows may take.
GOAL = 11


def main():
    parser = argparse.ArgumentParser(description="Times the reader on reports of growing size.")
    parser.add_argument("--hold-people", required=True, help="the reader as a program, built for release")
    parser.add_argument("--rounds", type=int, default=5, help="how often each file is read")
    parser.add_argument("files", nargs="+", metavar="ROWS=FILE")
    arguments = parser.parse_args()

    measured = []
    for named in arguments.files:
        rows, file = named.split("=", 1)
        measured.append(Program(f"{int(rows):,} rows", [arguments.hold_people, file], int(rows)))
    time_in_turn(measured, arguments.rounds)
    print()
    print_table(measured)
    print()
    for fewer, more in itertools.pairwise(measured):
        times = more.median_seconds / fewer.median_seconds
        word = "reached" if times <= GOAL else "MISSED"
        print(f"Goal: from {fewer.name} to {more.name}, at most {GOAL} times the time{times:>8.1f}×  {word}")


if __name__ == "__main__":
    main()
