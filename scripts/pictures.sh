#!/usr/bin/env bash
# Takes the pictures of the READMEs anew, from the real window on the practice enterprise: docs/pictures/LANGUAGE-PLACE.png
# It works on a display, a bus, a keychain and a folder of its own, and needs xdotool, ImageMagick and openbox beside what the
# tests need.
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

width=1280 height=800

# Inside a display and a session of their own: pictures.sh --inside LANGUAGE
if [[ ${1:-} == --inside ]]; then
    language=$2
    data=$XDG_DATA_HOME/pictures
    openbox >/dev/null 2>&1 &
    # gettext's own variable: it names the language even where the C library has no such locale.
    LANG=$language.UTF-8 LANGUAGE=$language "${CARGO_TARGET_DIR:-target}/debug/seatbridge-desktop" --data "$data" \
        >/dev/null 2>&1 &
    window=$(xdotool search --sync --onlyvisible --name '^Seatbridge$' | tail -n 1)
    xdotool windowsize --sync "$window" "$width" "$height" windowfocus --sync "$window"

    # Waits until nothing has moved for a second: a picture of something half drawn is of no use, and a key would go nowhere.
    rest() {
        local before='' now attempt still=0
        for ((attempt = 0; attempt < 100 && still < 3; attempt++)); do
            sleep 0.3
            now=$(import -window "$window" rgb:- | sha256sum)
            if [[ $now == "$before" ]]; then still=$((still + 1)); else still=0; fi
            before=$now
        done
    }

    # picture PLACE
    picture() {
        rest
        import -window "$window" -strip -define png:compression-level=9 "docs/pictures/${language%_*}-$1.png"
    }

    # The main job by its primary action, as a newcomer takes it.
    rest
    xdotool key ctrl+Return
    picture review
    xdotool key ctrl+Return
    rest
    xdotool key ctrl+Return
    # Counting takes the practice enterprise a few seconds, in which things stand still at times.
    sleep 12
    picture progress
    xdotool key ctrl+Return
    picture receipt
    exit
fi

for program in Xvfb xvfb-run dbus-run-session openbox xdotool import; do
    command -v "$program" >/dev/null || stop "$program is missing (Debian: apt-get install xvfb xauth dbus openbox xdotool imagemagick)"
done

take() {
    xvfb-run -a -s "-screen 0 ${width}x$((height + 60))x24 -nolisten tcp" \
        scripts/keychain-session.sh "${BASH_SOURCE[0]}" --inside "$1"
}

mkdir -p docs/pictures
step "Taking pictures in English" take en_US
step "Taking pictures in Japanese" take ja_JP
finish "docs/pictures"
