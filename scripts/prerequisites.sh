#!/usr/bin/env bash
# Looks for what the work needs and installs what is missing: prerequisites.sh run|test|bench
# Nothing is asked of a package server while everything is here.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

# Compiler and headers of what the window links: GTK, WebKitGTK and libdbus.
packages=(build-essential pkg-config libwebkit2gtk-4.1-dev libgtk-3-dev libdbus-1-dev)
# The window shows Japanese, and opens the system's browser.
packages+=(fonts-noto-cjk xdg-utils)

case ${1:-} in
run) ;;
test)
    # A display, a bus and a keychain that belong to the tests alone.
    packages+=(xvfb xauth dbus gnome-keyring at-spi2-core)
    # The real window, driven from outside: WebDriver, and a drag from another program.
    packages+=(webkit2gtk-driver xdotool openbox x11-utils python3-gi gir1.2-gtk-3.0)
    # The page in a browser, with Latin letters beside the Japanese.
    packages+=(chromium fonts-dejavu-core)
    packages+=(shellcheck)
    ;;
bench)
    # The programs beside which the reader is timed; DuckDB and Polars come from PyPI (scripts/bench.sh).
    packages+=(jq python3 python3-venv time)
    # Beside them the cloud's client is timed.
    packages+=(gh curl)
    # An empty window beside which Seatbridge's is timed needs a display.
    packages+=(xvfb xauth dbus gnome-keyring at-spi2-core)
    ;;
*)
    echo "usage: prerequisites.sh run|test|bench" >&2
    exit 2
    ;;
esac

# What a person had installed for themselves is out of root's reach.
under_sudo=${SUDO_USER:+"Was it installed for $SUDO_USER alone? Then run make without sudo: it asks for sudo where it is needed."}

# at_least WANTED HAVE: whether the version HAVE is WANTED or newer.
at_least() {
    [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

# have_all PROGRAM…: whether each is on the PATH.
have_all() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || return 1
    done
}

check_rust() {
    local wanted have
    wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
    have_all cargo rustc || stop \
        "Rust $wanted or newer is needed, and there is no cargo on the PATH." \
        "Install it from https://rustup.rs (or your mirror of it), open a new shell, and run this again." \
        "$under_sudo"
    have=$(rustc --version | cut -d ' ' -f 2)
    at_least "$wanted" "$have" || stop "Rust $wanted or newer is needed; here is $have. Update it: rustup update stable"
    [[ $1 == run ]] || { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 || stop \
        "rustfmt and clippy are needed: rustup component add rustfmt clippy"
    echo "Rust $have"
}

check_node() {
    local wanted have
    wanted=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' ui/package.json)
    have_all node npm || stop \
        "Node.js $wanted or newer, with npm, is needed, and is not on the PATH." \
        "Install it from https://nodejs.org (Debian 12's own nodejs is too old), and run this again." \
        "$under_sudo"
    have=$(node --version)
    have=${have#v}
    at_least "$wanted" "$have" || stop "Node.js $wanted or newer is needed; here is $have."
    echo "Node.js $have"
}

# The packages of the list that dpkg does not have, one a line.
missing_packages() {
    local name
    for name in "${packages[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
    done
}

check_packages() {
    local missing
    if ! have_all dpkg-query apt-get; then
        echo "This is not Debian: going on as it is. What Debian calls these packages is needed:"
        echo "  ${packages[*]}"
        return
    fi
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]} == 0)); then
        echo "Debian packages: all ${#packages[@]} are here"
        return
    fi
    local install=(apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}")
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    if ((EUID != 0)); then
        command -v sudo >/dev/null || stop \
            "These Debian packages are missing, and there is neither root nor sudo here to install them:" \
            "  ${missing[*]}" \
            "Have them installed, then run this again:" \
            "  apt-get install --no-install-recommends ${missing[*]}"
        # Without a terminal nobody can type a password: then sudo answers at once instead of waiting.
        if [[ -t 0 ]]; then as_root=(sudo "${as_root[@]}"); else as_root=(sudo -n "${as_root[@]}"); fi
    fi
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" "${install[@]}"; } || stop \
        "The packages could not be installed; why stands above. By hand, as root:" \
        "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
}

check_rust "$1"
check_node
check_packages
