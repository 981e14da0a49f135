#!/usr/bin/env bash
# Holds deny.toml against Cargo.lock. Builds cargo-deny into target/tools the first time (about a minute); one on the
# PATH of the same version is taken instead.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

version=0.20.2
tools=$root/target/tools
deny=$(command -v cargo-deny || true)
if [[ -z $deny || $("$deny" --version) != "cargo-deny $version" ]]; then
    deny=$tools/bin/cargo-deny
    if [[ ! -x $deny || $("$deny" --version) != "cargo-deny $version" ]]; then
        # Unoptimised: it runs for three seconds, and an optimised build takes minutes.
        cargo install --locked --debug --quiet --root "$tools" --target-dir "$tools/build" "cargo-deny@$version"
        rm -rf "$tools/build"
    fi
fi
"$deny" --locked check bans licenses sources
