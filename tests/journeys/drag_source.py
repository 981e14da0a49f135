"""A window from which files can be dragged, as from a file browser: drag_source.py X Y FILE...

It stands at X, Y and offers the files as addresses, by X11's drag-and-drop protocol. Each step is one word on standard
output: "ready" with the point to grab it at, "begun", "given" when the target has asked for the files, "ended" or "failed".
It ends with the drag.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

WIDTH, HEIGHT = 160, 80


def say(*words):
    print(*words, flush=True)


def main(x, y, paths):
    addresses = [Path(path).resolve().as_uri() for path in paths]

    # Without a frame: it stands where it is told to, whether a window manager runs or not.
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.set_default_size(WIDTH, HEIGHT)
    window.move(x, y)
    handle = Gtk.EventBox()
    handle.add(Gtk.Label(label="files"))
    window.add(handle)

    handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    handle.drag_source_add_uri_targets()
    handle.connect("drag-begin", lambda *_: say("begun"))

    def give(_handle, _context, selection, *_):
        selection.set_uris(addresses)
        say("given")

    def fail(_handle, _context, reason):
        say("failed", reason.value_nick)
        return False

    def end(*_):
        say("ended")
        Gtk.main_quit()

    handle.connect("drag-data-get", give)
    handle.connect("drag-failed", fail)
    handle.connect("drag-end", end)
    window.connect("map-event", lambda *_: say("ready", x + WIDTH // 2, y + HEIGHT // 2))
    window.show_all()
    Gtk.main()


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
