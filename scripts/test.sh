#!/usr/bin/env bash
# Every check and every test, on a machine that may have nothing yet but Rust and Node.js.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
# shellcheck source=scripts/checks.sh
source scripts/checks.sh

prepare
check_sources
step "Window: unit tests" npm --prefix ui test
step "Rust: build the programs and all tests" cargo build --locked --workspace --all-targets
step "Rust: every test, the real window among them" run_rust_tests
step "Rust: the examples in the documentation" cargo test --locked --workspace --doc
step "Window: in a browser, every place in both languages and themes" in_session npm --prefix ui run e2e
finish "make test: all is well"
