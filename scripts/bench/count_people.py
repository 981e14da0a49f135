"""Times whole processes that count who takes a license, from files to the number, in turn, and prints how they compare.

    count_people.py --seatbridge PROGRAM [--rounds 5] one|pages FOLDER

FOLDER is what `write_people.py` wrote. Every program has to find the number that it reckoned. Seatbridge is timed twice: as
DuckDB counts, and with its suggestions, which look at every name once more for people who are probably counted twice. Both times it
hashes every byte and checks every record besides, gives the range, every step to the number and the difference from the cloud's own;
DuckDB gives the number alone.

How it is timed stands in `timing`; a goal that was missed is said, and the exit status is 0.
"""

import argparse
import json
import sys
from importlib import metadata
from pathlib import Path

from timing import Program, print_goal, print_table, time_in_turn

HERE = Path(__file__).resolve().parent

# Beside DuckDB: at least so many times its speed, and at most this part of its memory.
SPEED_GOAL = 15
MEMORY_GOAL = 8
# Suggestions take at most so many times the time of the count.
SUGGESTIONS_GOAL = 2


def documented(document):
    """The number in `seatbridge people --format json`."""
    return json.loads(document)["licenses"]["documented"]


def programs(seatbridge, form, folder, licenses):
    """Seatbridge as DuckDB counts first, since all are compared with the first."""
    files = [*sorted(folder.glob("*.all_users.csv")), folder / f"consumed-{form}.json"]
    people = [seatbridge, "people", "--format", "json", *files]
    duckdb = f"DuckDB {metadata.version('duckdb')}, 2 threads"
    return [
        Program("seatbridge, no suggestions", [*people, "--no-suggestions"], licenses, documented),
        Program("seatbridge people", people, licenses, documented),
        Program(duckdb, [sys.executable, HERE / "people_with_duckdb.py", form, folder], licenses),
    ]


def main():
    parser = argparse.ArgumentParser(description="Times whole processes that count who takes a license.")
    parser.add_argument("--seatbridge", required=True, help="the headless twin, built for release")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program is timed")
    parser.add_argument("form", choices=["one", "pages"], help="which of the cloud's reports is read")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds takes 1 or more")

    licenses = json.loads((arguments.folder / "people.json").read_text(encoding="utf-8"))["licenses"]
    measured = programs(arguments.seatbridge, arguments.form, arguments.folder, licenses)
    time_in_turn(measured, arguments.rounds)
    read = [*arguments.folder.glob("*.all_users.csv"), arguments.folder / f"consumed-{arguments.form}.json"]
    size = sum(file.stat().st_size for file in read)
    form = {"one": "one answer", "pages": "pages"}[arguments.form]
    print(f"{licenses:,} licenses; {size:,} bytes of files, the cloud's report as {form}\n")
    print_table(measured)
    print()
    ours, suggesting, theirs = measured
    print_goal(f"at least {SPEED_GOAL} times DuckDB's speed", SPEED_GOAL, theirs.median_seconds / ours.median_seconds)
    memory = theirs.median_kibibytes / ours.median_kibibytes
    print_goal(f"at most 1/{MEMORY_GOAL} of DuckDB's memory", MEMORY_GOAL, memory)
    # As for the others, more is better: how many times the count alone would fit into the time that is allowed.
    part = SUGGESTIONS_GOAL * ours.median_seconds / suggesting.median_seconds
    print_goal(f"suggestions within {SUGGESTIONS_GOAL} times the time, so much to spare", 1, part)


if __name__ == "__main__":
    main()
