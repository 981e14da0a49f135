#!/usr/bin/env bash
# Times the reader beside jq, Python's json and DuckDB on one open export of 1,000,000 accounts, whole processes.
# Everything that it makes stays in target/bench. Arguments go to scripts/bench/run.py, such as: bench.sh --rounds 3
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

step "Looking for Rust, Node.js and the programs to compare with" scripts/prerequisites.sh bench
step "Building the headless twin, optimised" cargo build --locked --release --package cli
step "Installing DuckDB in target/bench" install_duckdb
step "Writing an export of $accounts invented accounts" "$python" scripts/bench/write_export.py "$accounts" "$export"
step "Timing the programs in turn" "$python" scripts/bench/run.py --seatbridge target/release/seatbridge "$@" "$export" "$accounts"
finish "in all"
