#!/usr/bin/env bash
# Times the reader beside jq, Python's json and DuckDB on one open export of 1,000,000 accounts, whole processes.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

step "Looking for Rust, Node.js and the programs to compare with" scripts/prerequisites.sh bench
step "Building the headless twin, optimised" cargo build --locked --release --bin seatbridge
stop "Not done yet: nothing is measured here so far."
