# shellcheck shell=bash
# To be sourced: steps that say what they do and how long they took, and how to look for what a machine lacks.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

# A shell that was not a login shell may lack the place where rustup puts cargo.
if ! command -v cargo >/dev/null && [[ -x ${HOME:-}/.cargo/bin/cargo ]]; then
    PATH=$HOME/.cargo/bin:$PATH
fi

step_lines=()
steps_began=${EPOCHREALTIME//[!0-9]/}

# seconds_since MICROSECONDS: the time from then to now, as "12.3 s".
seconds_since() {
    local tenths=$(((${EPOCHREALTIME//[!0-9]/} - $1) / 100000))
    printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

# step TITLE COMMAND…: says TITLE, runs COMMAND, says how long it took. The first step that fails ends the script with
# the step's own status. COMMAND may be a function: it runs in a shell of its own that stops at its first failure.
step() {
    local title=$1 status=0 began=${EPOCHREALTIME//[!0-9]/}
    shift
    printf '\n==> %s\n' "$title"
    set +e
    (
        set -e
        "$@"
    )
    status=$?
    set -e
    if ((status != 0)); then
        printf '==> FAILED after %s (status %d): %s\n' "$(seconds_since "$began")" "$status" "$title" >&2
        exit "$status"
    fi
    step_lines+=("$(printf '%10s  %s' "$(seconds_since "$began")" "$title")")
    printf '    %s\n' "$(seconds_since "$began")"
}

# finish TITLE: the steps once more, each with its time, and the whole.
finish() {
    printf '\n%s\n' "${step_lines[@]}"
    printf '%10s  %s\n' "$(seconds_since "$steps_began")" "$1"
}

# stop TEXT…: what is wrong and what to do about it, a paragraph an argument; ends the script.
stop() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 2
}
