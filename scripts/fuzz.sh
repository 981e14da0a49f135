#!/usr/bin/env bash
# Hands every body of usage::fuzz to libFuzzer, one after the other: fuzz.sh [BODY…]
# Each runs for a minute, or for SECONDS_EACH, such as: SECONDS_EACH=600 make fuzz
# What libFuzzer finds worth keeping stays in fuzz/corpus on this machine; each run begins with it and with the fixtures of the reader.
# A fault ends it; the bytes that showed it stand in fuzz/artifacts, and belong among the fixtures once it is mended.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

each=${SECONDS_EACH:-60}
fixtures=src-tauri/crates/usage/tests/corpus

# What one input may take: bytes, seconds, and MiB in a process that checks every access to memory.
limits=(-max_len=262144 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256)

look_for_tools() {
    command -v cargo >/dev/null || stop "There is no cargo on the PATH. Install Rust from https://rustup.rs and run this again."
    cargo +nightly --version >/dev/null 2>&1 ||
        stop "libFuzzer needs a nightly compiler: rustup toolchain install nightly --profile minimal"
    cargo fuzz --version >/dev/null 2>&1 || cargo install --locked cargo-fuzz
}

fuzz() {
    mkdir -p "fuzz/corpus/$1"
    cargo +nightly fuzz run "$1" "fuzz/corpus/$1" "$fixtures" -- "-max_total_time=$each" "${limits[@]}"
}

bodies=("$@")
if ((${#bodies[@]} == 0)); then
    mapfile -t bodies < <(sed -n 's/^name = "\(any_[a-z_]*\)"$/\1/p' fuzz/Cargo.toml)
fi

step "Looking for a nightly compiler and cargo-fuzz" look_for_tools
for body in "${bodies[@]}"; do
    step "Fuzzing $body for $each s" fuzz "$body"
done
finish "in all"
