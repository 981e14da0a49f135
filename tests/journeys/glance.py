"""What stands on a part of the screen: glance.py X Y WIDTH HEIGHT

Writes its pixels to standard output, three bytes each.
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
from gi.repository import Gdk


def main(x, y, width, height):
    picture = Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), x, y, width, height)
    pixels, stride = picture.get_pixels(), picture.get_rowstride()
    step = picture.get_n_channels()
    for row in range(picture.get_height()):
        line = pixels[row * stride : row * stride + picture.get_width() * step]
        sys.stdout.buffer.write(line if step == 3 else bytes(b for i, b in enumerate(line) if i % 4 != 3))


main(*map(int, sys.argv[1:5]))
