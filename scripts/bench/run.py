"""Times whole processes that count the accounts of one export, in turn, and prints how they compare.

    run.py --seatbridge PROGRAM [--rounds 5] FILE ACCOUNTS

Every round runs each program once, so that whatever slows the machine down slows all of them; the first round only warms the
file cache and is not counted. Time is from before the process is started until it has ended; memory is the most that it held
at once, as GNU time tells. Seatbridge's review hashes every byte too, and checks every record; the others only count.

It reports and never judges: a goal that was missed is said, and the exit status is 0. Only a program that fails or counts
wrongly ends it, for then nothing was measured.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Beside jq: at least so many times its speed, and at most this part of its memory.
SPEED_GOAL = 20
MEMORY_GOAL = 10


class Program:
    """One of the programs: how it is started, how its answer is read, and what was measured of it."""

    def __init__(self, name, command, count_in=int):
        self.name = name
        self.command = command
        self.count_in = count_in
        self.seconds = []
        self.kibibytes = []

    def run(self, accounts):
        """Runs it once; gives the seconds that it took and the KiB that it held at most."""
        with tempfile.NamedTemporaryFile("r") as memory:
            # GNU time is small itself: a process that Python starts would be charged Python's own memory.
            timed = ["/usr/bin/time", "--format=%M", f"--output={memory.name}", *self.command]
            began = time.perf_counter()
            ended = subprocess.run(timed, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - began
            if ended.returncode != 0:
                sys.exit(f"{self.name} failed with status {ended.returncode}:\n{ended.stderr}")
            counted = self.count_in(ended.stdout)
            if counted != accounts:
                sys.exit(f"{self.name} counted {counted}, and there are {accounts} accounts.")
            return seconds, int(memory.read())

    def measure(self, accounts):
        seconds, kibibytes = self.run(accounts)
        self.seconds.append(seconds)
        self.kibibytes.append(kibibytes)

    @property
    def median_seconds(self):
        return statistics.median(self.seconds)

    @property
    def median_kibibytes(self):
        return statistics.median(self.kibibytes)


def reviewed_accounts(document):
    """The count in `seatbridge review --format json`."""
    return json.loads(document)["files"][0]["accounts"]["total"]


def programs(seatbridge, path):
    """Seatbridge first, then jq, which the goals are set against, then the others."""
    jq_version = subprocess.run(["jq", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    python_name = f"Python {platform.python_version()} json"
    duckdb_name = f"DuckDB {metadata.version('duckdb')}"
    with_duckdb = [sys.executable, HERE / "count_with_duckdb.py"]
    return [
        Program("seatbridge review", [seatbridge, "review", "--format", "json", path], reviewed_accounts),
        Program(jq_version, ["jq", "[.users[]]|length", path]),
        Program(python_name, [sys.executable, HERE / "count_with_json.py", path]),
        Program(f"{duckdb_name} read_json", [*with_duckdb, "read_json", path]),
        Program(f"{duckdb_name} read_json_objects", [*with_duckdb, "read_json_objects", path]),
    ]


def print_table(measured):
    ours = measured[0]
    heads = ("", "median", "fastest", "slowest", "times", "peak memory", "times")
    print("{:<32}{:>10}{:>10}{:>10}{:>9}{:>13}{:>9}".format(*heads))
    for program in measured:
        times = program.median_seconds / ours.median_seconds
        memory = program.median_kibibytes / ours.median_kibibytes
        print(
            f"{program.name:<32}{program.median_seconds:>8.3f} s{min(program.seconds):>8.3f} s"
            f"{max(program.seconds):>8.3f} s{times:>8.1f}×{program.median_kibibytes / 1024:>9.0f} MiB{memory:>8.1f}×"
        )


def print_goals(ours, jq):
    speed = jq.median_seconds / ours.median_seconds
    memory = jq.median_kibibytes / ours.median_kibibytes
    for goal, wanted, found in (("speed", SPEED_GOAL, speed), ("memory", MEMORY_GOAL, memory)):
        word = "reached" if found >= wanted else "MISSED"
        what = f"at least {wanted} times jq's speed" if goal == "speed" else f"at most 1/{wanted} of jq's memory"
        how = f"{found:.1f} times" if goal == "speed" else f"1/{found:.1f}"
        print(f"Goal: {what:<34} {how:>12}  {word}")


def processor():
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def main():
    parser = argparse.ArgumentParser(description="Times whole processes that count the accounts of one export.")
    parser.add_argument("--seatbridge", required=True, help="the headless twin, built for release")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program is timed")
    parser.add_argument("file")
    parser.add_argument("accounts", type=int)
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds takes 1 or more")

    measured = programs(arguments.seatbridge, arguments.file)
    load = os.getloadavg()[0]
    for program in measured:
        program.run(arguments.accounts)
    for _ in range(arguments.rounds):
        for program in measured:
            program.measure(arguments.accounts)

    print(f"{processor()}, {os.cpu_count()} processors; load {load:.1f} before the first round")
    if load > 1:
        print("Other work kept this machine busy: programs that use several processors come off worse here than they are.")
    print(
        f"{arguments.accounts:,} accounts, {os.path.getsize(arguments.file):,} bytes; "
        f"whole processes in turn, {arguments.rounds} rounds after one that warms the cache\n"
    )
    print_table(measured)
    print()
    print_goals(measured[0], measured[1])


if __name__ == "__main__":
    main()
