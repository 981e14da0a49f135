#!/usr/bin/env bash
# What to run before every commit: format, lints, types and unit tests.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
# shellcheck source=scripts/checks.sh
source scripts/checks.sh

prepare
check_sources
step "Window: unit tests" npm --prefix ui test
step "Rust: unit tests" run_rust_tests --lib --bins
finish "make check: all is well"
