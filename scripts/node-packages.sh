#!/usr/bin/env bash
# Brings node_modules of each given folder to its lock file: node-packages.sh DIR…
# A folder whose lock has not changed since is left alone, so that no registry is asked.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

for folder in "$@"; do
    stamp=$folder/node_modules/.lock-sha256
    wanted=$(sha256sum <"$folder/package-lock.json")
    if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
        echo "$folder: as its lock says"
        continue
    fi
    npm --prefix "$folder" ci --no-audit --no-fund
    echo "$wanted" >"$stamp"
done
