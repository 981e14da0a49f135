#!/usr/bin/env bash
# Draws the icons anew from icons/icon.svg (Debian: apt-get install librsvg2-bin imagemagick).
set -euo pipefail
# shellcheck source=scripts/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
cd icons

# draw SIZE FILE
draw() {
    rsvg-convert --width "$1" --height "$1" --output "$2" icon.svg
}

draw 32 32x32.png
draw 128 128x128.png
draw 256 128x128@2x.png
draw 512 icon.png

# Windows takes the size that it needs out of one file.
drawn=$(mktemp -d)
trap 'rm -rf "$drawn"' EXIT
sizes=()
for size in 16 24 32 48 64 256; do
    draw "$size" "$drawn/$size.png"
    sizes+=("$drawn/$size.png")
done
convert "${sizes[@]}" icon.ico
