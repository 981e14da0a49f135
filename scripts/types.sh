#!/usr/bin/env bash
# Writes ui/src/generated anew from the Rust types that cross to the window.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

# The shell of the workspace embeds ui/dist and isn't built without it. Here the page may be in want of these very
# types, so a bare folder stands in for one that was never built.
mkdir -p ui/dist
[[ -f ui/dist/index.html ]] || echo '<!doctype html>' >ui/dist/index.html

export SEATBRIDGE_WRITE_TYPES=1
step "Writing ui/src/generated from the Rust types" cargo test --locked --workspace --lib types_for_the_window
git --no-pager diff --stat -- ui/src/generated
