"""Times whole processes in turn: what every comparison here shares.

Every round runs each program once, so that whatever slows the machine down slows all of them; the first round only warms the
file cache and is not counted. Time is from before the process is started until it has ended; memory is the most that it held
at once, as GNU time tells. A program that fails or answers wrongly ends it, for then nothing was measured.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Program:
    """One of the programs: how it is started, what it has to answer, how that is read, and what was measured of it."""

    def __init__(self, name, command, answer, count_in=int):
        self.name = name
        self.command = command
        self.answer = answer
        self.count_in = count_in
        self.seconds = []
        self.kibibytes = []

    def run(self):
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
            if counted != self.answer:
                sys.exit(f"{self.name} counted {counted}, and there are {self.answer}.")
            return seconds, int(memory.read())

    def measure(self):
        seconds, kibibytes = self.run()
        self.seconds.append(seconds)
        self.kibibytes.append(kibibytes)

    @property
    def median_seconds(self):
        return statistics.median(self.seconds)

    @property
    def median_kibibytes(self):
        return statistics.median(self.kibibytes)


def time_in_turn(programs, rounds):
    """Runs every program once to warm the cache, then once a round; says what could have disturbed it."""
    load = os.getloadavg()[0]
    for program in programs:
        program.run()
    for _ in range(rounds):
        for program in programs:
            program.measure()
    print(f"{processor()}, {os.cpu_count()} processors; load {load:.1f} before the first round")
    if load > 1:
        print("Other work kept this machine busy: programs that use several processors come off worse here than they are.")


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


def print_goal(what, wanted, found):
    """One line for a goal: how many times is wanted, and how many were found."""
    word = "reached" if found >= wanted else "MISSED"
    print(f"Goal: {what:<58}{found:>8.1f}×  {word}")


def processor():
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
