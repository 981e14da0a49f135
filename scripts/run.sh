#!/usr/bin/env bash
# Builds Seatbridge and opens its window on the embedded practice enterprise.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

# Whether something listens where DISPLAY points; what lies on another host is believed.
display_answers() {
    local number
    [[ ${DISPLAY:-} =~ ^(unix)?:([0-9]+) ]] || return 0
    number=${BASH_REMATCH[2]}
    [[ -S /tmp/.X11-unix/X$number ]] || grep -qs "@/tmp/.X11-unix/X$number\$" /proc/net/unix
}

without_display=(
    ""
    "To see the window, run this in a desktop session, or over ssh with a display forwarded: ssh -X"
    "To run it without anybody looking, on a display in memory (Debian: apt-get install xvfb xauth):"
    "    xvfb-run -a -s '-screen 0 1280x800x24' make run"
    "To work without a window, the headless twin does the same:"
    "    cargo run --bin seatbridge -- --help"
)
if [[ -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
    stop "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened." \
        "${without_display[@]}"
fi
if [[ -z ${WAYLAND_DISPLAY:-} ]] && ! display_answers; then
    stop "DISPLAY is $DISPLAY, but no display answers there, so no window can be opened." "${without_display[@]}"
fi

step "Looking for Rust, Node.js and Debian packages" scripts/prerequisites.sh run
step "Bringing the npm packages of the window" scripts/node-packages.sh ui
step "Building the page" npm --prefix ui run build
step "Building the programs (the first time takes minutes)" cargo build --locked --workspace
finish "built"

printf '\n==> Opening the window on the practice enterprise. Close it, or press Ctrl+C here, to end.\n'
exec "${CARGO_TARGET_DIR:-target}/debug/seatbridge-desktop"
