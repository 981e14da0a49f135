"""Times whole processes that read consumed licenses over loopback, page by page, in turn: Seatbridge's client, `gh api --paginate` and curl.

    cloud.py --hold-consumed PROGRAM --hold-people PROGRAM [--rounds 3] ROWS

The rows come from a server of this program's own, in a process that is not timed. Seatbridge's client reads, checks and holds every row.
The two others only fetch; so that the same rows are held, what they fetched is then read by Seatbridge's reader, in the same time. curl
is one process that is told every page beforehand, which no program could know: it is what remains when nothing but fetching is left.

Then each is run once against a server that limits. Whoever is limited and gives up is said to; so is how often a question came
although it was not to.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from serve_consumed import PATH
from timing import Program, print_table, time_in_turn
from write_consumed import PAGE

HERE = Path(__file__).resolve().parent
TOKEN = "ghp_inventedTokenOfNobody0123456789"


def commands(arguments, address, folder):
    """How each is started: a name and a command that prints how many rows are held in the end."""
    pages = -(-arguments.rows // PAGE)
    fetched = f"{folder}/fetched.json"
    # gh asks for a page of its own choice first; its settings are none of this computer's person.
    gh = (
        f"env GH_CONFIG_DIR={folder} GH_TOKEN={TOKEN} GH_ENTERPRISE_TOKEN={TOKEN} GH_NO_UPDATE_NOTIFIER=1 NO_PROXY=127.0.0.1 "
        f"gh api --paginate '{address}{PATH}?per_page={PAGE}'"
    )
    curl = (
        f"curl --disable --noproxy '*' --fail --silent --show-error --retry 3 --header 'Authorization: Bearer {TOKEN}' "
        f"'{address}{PATH}?per_page={PAGE}&page=[1-{pages}]'"
    )
    held = f"> {fetched} && exec {arguments.hold_people} {fetched}"
    return {
        "Seatbridge's client": [arguments.hold_consumed, address],
        f"{version('gh')}, then read": ["sh", "-c", f"{gh} {held}"],
        f"{version('curl')}, then read": ["sh", "-c", f"{curl} {held}"],
    }


def version(program):
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()
    return f"{program} {next(word for word in said if word[0].isdigit())}"


def print_limited(measured, address):
    """Runs each once against the server that limits."""
    for name, command in measured.items():
        began = time.perf_counter()
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - began
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{address}/ignored") as answer:
            ignored = int(answer.read())
        end = f"{ended.stdout.strip()} rows" if ended.returncode == 0 else f"gave up (status {ended.returncode})"
        print(f"{name:<32}{seconds:>8.3f} s   {end}, {ignored} questions while it was asked to wait")
        # The next one begins when nobody is asked to wait.
        time.sleep(1.1)


def main():
    parser = argparse.ArgumentParser(description="Times whole processes that read consumed licenses over loopback.")
    parser.add_argument("--hold-consumed", required=True, help="Seatbridge's client as a program, built for release")
    parser.add_argument("--hold-people", required=True, help="the reader as a program, built for release")
    parser.add_argument("--rounds", type=int, default=3, help="how often each program is timed")
    parser.add_argument("rows", type=int)
    arguments = parser.parse_args()

    serve = [sys.executable, HERE / "serve_consumed.py", str(arguments.rows)]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server, tempfile.TemporaryDirectory() as folder:
        try:
            plain, limited = server.stdout.readline().strip(), server.stdout.readline().strip()
            started = commands(arguments, plain, folder).items()
            measured = [Program(name, command, arguments.rows) for name, command in started]
            time_in_turn(measured, arguments.rounds)
            pages = -(-arguments.rows // PAGE)
            print(f"{arguments.rows:,} rows in {pages:,} pages over loopback\n")
            print_table(measured)
            print("\nThe same where every 700 answers are followed by a second of refusals:\n")
            print_limited(commands(arguments, limited, folder), limited)
        finally:
            server.kill()


if __name__ == "__main__":
    main()
