#!/usr/bin/env bash
# Times whole processes in turn: the reader beside jq, Python's json and DuckDB on one open export of 1,000,000 accounts; beside
# Polars and DuckDB on five reports of 200,000 accounts; the search of a roster beside a bare scan of its text; the reader beside
# DuckDB and sonic-rs on consumed licenses of 500,000 people; the cloud's client beside `gh api --paginate` and curl on 200,000
# consumed licenses over loopback; the count of who takes a license, from the files of five servers and the cloud, beside DuckDB; what
# the window asks of the desk while somebody works in People at 1,000,000 people; and the start of the window beside an empty Tauri
# window. Everything that it makes stays in target/bench.
# Arguments go to the programs that time, such as: bench.sh --rounds 3
# With GROWTH=1 the reader also reads reports of up to 10,000,000 accounts, which take 1.7 GB there.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

accounts=1000000
export=target/bench/ghes.hoshino.example.json
python=target/bench/venv/bin/python

reports=target/bench/reports
report_rows=200000
hosts=(tokyo.example osaka.example nagoya.example sapporo.example fukuoka.example)
hold_people=target/release/examples/hold_people
measure_roster=target/release/examples/measure_roster

people=500000
licenses=200000
server_accounts=200000

# So many accounts on each of five servers and so many rows of the cloud's are a million people.
million=target/bench/million-people
million_accounts=325000
million_rows=812500
ask_for_people=target/release/examples/ask_for_people
sonic=target/bench/sonic/release/hold-consumed-with-sonic

install_peers() {
    [[ -x $python ]] || python3 -m venv target/bench/venv
    "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: -r scripts/bench/requirements.txt
}

build_sonic() {
    cargo build --locked --release --manifest-path scripts/bench/sonic/Cargo.toml --target-dir target/bench/sonic
}

# time_consumed FORM [ARGUMENT…]: writes consumed licenses in that form and times the programs on them.
time_consumed() {
    local form=$1 file=target/bench/consumed-$1.json
    shift
    step "Writing consumed licenses of $people invented people ($form)" \
        "$python" scripts/bench/write_consumed.py "$people" "$form" "$file"
    step "Timing the programs on them in turn" \
        "$python" scripts/bench/consumed.py --hold-people "$hold_people" --sonic "$sonic" "$@" "$form" "$people" "$file"
}

# time_people FORM [ARGUMENT…]: times the count of who takes a license, the cloud's report being in that form.
time_people() {
    local form=$1
    shift
    step "Timing the count of who takes a license ($form)" "$python" scripts/bench/count_people.py \
        --seatbridge target/release/seatbridge "$@" "$form" target/bench/people
}

# Consumed licenses over loopback, page by page.
time_cloud() {
    "$python" scripts/bench/cloud.py --hold-consumed target/release/examples/hold_consumed --hold-people "$hold_people" \
        "$@" "$licenses"
}

# Windows of people, as somebody scrolls, types, sorts and filters.
time_asking() {
    "$ask_for_people" "$million"/*.all_users.csv "$million/consumed-one.json"
}

# The reader on reports of which each has ten times the rows of the one before it.
time_growth() {
    local rows files=()
    for rows in 100000 1000000 10000000; do
        "$python" scripts/bench/write_reports.py "$rows" "target/bench/growth-$rows" ghes.example
        files+=("$rows=target/bench/growth-$rows/ghes.example.all_users.csv")
    done
    "$python" scripts/bench/growth.py --hold-people "$hold_people" "$@" "${files[@]}"
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
step "Building the reader and the roster as programs" \
    cargo build --locked --release -p usage --example hold_people --example measure_roster
step "Building the client as a program" cargo build --locked --release -p cloud --example hold_consumed
step "Building the desk as a program that asks as the window does" \
    cargo build --locked --release -p desk --example ask_for_people
step "Building the program with sonic-rs" build_sonic
step "Installing DuckDB and Polars in target/bench" install_peers
step "Writing an export of $accounts invented accounts" "$python" scripts/bench/write_export.py "$accounts" "$export"
step "Timing the programs in turn" "$python" scripts/bench/run.py --seatbridge target/release/seatbridge "$@" "$export" "$accounts"
step "Writing ${#hosts[@]} reports of $report_rows invented accounts" \
    "$python" scripts/bench/write_reports.py "$report_rows" "$reports" "${hosts[@]}"
step "Timing the programs on them in turn" \
    "$python" scripts/bench/reports.py --hold-people "$hold_people" "$@" "$report_rows" "$reports"/*.all_users.csv
step "Timing the search of a roster of $accounts accounts beside a bare scan of its text" "$measure_roster" "$accounts"
time_consumed one "$@"
time_consumed pages "$@"
step "Writing five servers of $server_accounts invented accounts, and the cloud's report of $people people" \
    "$python" scripts/bench/write_people.py "$server_accounts" "$people" target/bench/people
time_people one "$@"
time_people pages "$@"
step "Timing the reading of $licenses consumed licenses over loopback" time_cloud "$@"
step "Writing an enterprise of 1,000,000 invented people" \
    "$python" scripts/bench/write_people.py "$million_accounts" "$million_rows" "$million" one
step "Asking for people as the window does" time_asking
if [[ ${GROWTH:-} == 1 ]]; then
    step "Timing the reader on ten times the rows, and ten times again" time_growth "$@"
fi
step "Timing the start of the window" time_the_start "$@"
finish "in all"
