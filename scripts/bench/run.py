"""Times whole processes that count the accounts of one export, in turn, and prints how they compare.

    run.py --seatbridge PROGRAM [--rounds 5] FILE ACCOUNTS

How it is timed stands in `timing`. Seatbridge's review hashes every byte too, and checks every record; the others only count.

It reports and never judges: a goal that was missed is said, and the exit status is 0. Only a program that fails or counts
wrongly ends it, for then nothing was measured.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from timing import Program, print_goal, print_table, time_in_turn

HERE = Path(__file__).resolve().parent

# Beside jq: at least so many times its speed, and at most this part of its memory.
SPEED_GOAL = 20
MEMORY_GOAL = 10


def reviewed_accounts(document):
    """The count in `seatbridge review --format json`."""
    return json.loads(document)["files"][0]["accounts"]["total"]


def programs(seatbridge, path, accounts):
    """Seatbridge first, then jq, which the goals are set against, then the others."""
    jq_version = subprocess.run(["jq", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    python_name = f"Python {platform.python_version()} json"
    duckdb_name = f"DuckDB {metadata.version('duckdb')}"
    with_duckdb = [sys.executable, HERE / "count_with_duckdb.py"]
    return [
        Program("seatbridge review", [seatbridge, "review", "--format", "json", path], accounts, reviewed_accounts),
        Program(jq_version, ["jq", "[.users[]]|length", path], accounts),
        Program(python_name, [sys.executable, HERE / "count_with_json.py", path], accounts),
        Program(f"{duckdb_name} read_json", [*with_duckdb, "read_json", path], accounts),
        Program(f"{duckdb_name} read_json_objects", [*with_duckdb, "read_json_objects", path], accounts),
    ]


def print_goals(ours, jq):
    print_goal(f"at least {SPEED_GOAL} times jq's speed", SPEED_GOAL, jq.median_seconds / ours.median_seconds)
    memory = jq.median_kibibytes / ours.median_kibibytes
    print_goal(f"at most 1/{MEMORY_GOAL} of jq's memory", MEMORY_GOAL, memory)


def main():
    parser = argparse.ArgumentParser(description="Times whole processes that count the accounts of one export.")
    parser.add_argument("--seatbridge", required=True, help="the headless twin, built for release")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program is timed")
    parser.add_argument("file")
    parser.add_argument("accounts", type=int)
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds takes 1 or more")

    measured = programs(arguments.seatbridge, arguments.file, arguments.accounts)
    time_in_turn(measured, arguments.rounds)
    print(
        f"{arguments.accounts:,} accounts, {os.path.getsize(arguments.file):,} bytes; "
        f"whole processes in turn, {arguments.rounds} rounds after one that warms the cache\n"
    )
    print_table(measured)
    print()
    print_goals(measured[0], measured[1])


if __name__ == "__main__":
    main()
