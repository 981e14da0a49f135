#!/usr/bin/env bash
# Times the reader beside jq, Python's json and DuckDB on one open export of 1,000,000 accounts, whole processes, and the
# start of the window beside an empty Tauri window. Everything that it makes stays in target/bench.
# Arguments go to the programs that time, such as: bench.sh --rounds 3
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

accounts=1000000
export=target/bench/ghes.hoshino.example.json
python=target/bench/venv/bin/python

install_duckdb() {
    [[ -x $python ]] || python3 -m venv target/bench/venv
    "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: -r scripts/bench/requirements.txt
}

# On a display and a bus of its own, so that nothing of the person's desktop is in the picture.
time_the_start() {
    xvfb-run -a -s '-screen 0 1280x800x24 -nolisten tcp' scripts/keychain-session.sh "$python" scripts/bench/start.py \
        --seatbridge target/release/seatbridge-desktop --empty target/release/empty-window "$@"
}

step "Looking for Rust, Node.js and the programs to compare with" scripts/prerequisites.sh bench
step "Bringing the npm packages of the window" scripts/node-packages.sh ui
step "Building the page" npm --prefix ui run build
step "Building the programs, optimised (the first time takes minutes)" cargo build --locked --release --workspace --bins
step "Installing DuckDB in target/bench" install_duckdb
step "Writing an export of $accounts invented accounts" "$python" scripts/bench/write_export.py "$accounts" "$export"
step "Timing the programs in turn" "$python" scripts/bench/run.py --seatbridge target/release/seatbridge "$@" "$export" "$accounts"
step "Timing the start of the window" time_the_start "$@"
finish "in all"
