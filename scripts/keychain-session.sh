#!/usr/bin/env bash
# Runs a command in a session that belongs to it alone: keychain-session.sh COMMAND…
#
# The command gets a home, XDG folders and a session bus of its own, and on that bus an unlocked, empty keychain
# (gnome-keyring, which speaks the Secret Service protocol). Nothing of the person who runs it is read or written:
# no token of theirs, no ledger, no settings. All of it is gone when the command ends; its status is the command's.
#
# With a display the command may open windows; `xvfb-run -a scripts/keychain-session.sh COMMAND…` gives it one.
set -euo pipefail

(($# > 0)) || {
    echo "usage: keychain-session.sh COMMAND…" >&2
    exit 2
}
for program in dbus-run-session dbus-send gnome-keyring-daemon; do
    command -v "$program" >/dev/null || {
        echo "keychain-session.sh: $program is missing (Debian: apt-get install dbus gnome-keyring)" >&2
        exit 2
    }
done

# ask SERVICE PATH METHOD ARGUMENT: one call on the bus; what it answers, or nothing.
ask() {
    dbus-send --session --print-reply=literal --dest="$1" "$2" "$3" "$4" 2>/dev/null || true
}

# The second half: inside the private bus.
if [[ ${1:-} == --inside ]]; then
    shift
    # Kept in the foreground, so that its pid is ours and no daemon outlives the session. The passphrase is one empty
    # line: it makes the keychain "login" and unlocks it in one go.
    printf '\n' | gnome-keyring-daemon --foreground --unlock --components=secrets \
        --control-directory="$XDG_RUNTIME_DIR/keyring" >"$XDG_RUNTIME_DIR/keyring.log" 2>&1 &
    keychain=$!
    trap 'kill "$keychain" 2>/dev/null || true; wait "$keychain" 2>/dev/null || true' EXIT

    # Ready is when the bus knows it, and unlocked is when the default collection has a path. The bus is asked first:
    # a call to a name without an owner would make the bus start a second keychain.
    collection=
    for ((attempt = 0; attempt < 100; attempt++)); do
        if [[ $(ask org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
            string:org.freedesktop.secrets) == *true* ]]; then
            collection=$(ask org.freedesktop.secrets /org/freedesktop/secrets \
                org.freedesktop.Secret.Service.ReadAlias string:default)
            [[ $collection == */collection/* ]] && break
        fi
        sleep 0.05
    done
    [[ $collection == */collection/* ]] || {
        echo "keychain-session.sh: the private keychain did not open; it said:" >&2
        cat "$XDG_RUNTIME_DIR/keyring.log" >&2
        exit 2
    }
    status=0
    "$@" || status=$?
    exit "$status"
fi

# The first half: a home for the session. What the toolchains keep in the person's home stays reachable.
export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}
export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
export npm_config_cache=${npm_config_cache:-$HOME/.npm}
session=$(mktemp -d "${TMPDIR:-/tmp}/seatbridge-session.XXXXXX")
trap 'rm -rf "$session"' EXIT
export HOME=$session/home
export XDG_DATA_HOME=$HOME/.local/share XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache
export XDG_STATE_HOME=$HOME/.local/state XDG_RUNTIME_DIR=$session/runtime
mkdir -p "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
# Addresses of the person's own daemons, which would lead around the private bus.
unset DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK

status=0
dbus-run-session -- "${BASH_SOURCE[0]}" --inside "$@" || status=$?
exit "$status"
