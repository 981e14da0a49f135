"""A window onto which files can be dropped, as onto a web page: drop_target.py X Y

It stands at X, Y. Each step is one line on standard output: "ready" with the point to drop at, "over" as often as files
move over it, then "dropped" with the addresses that it was given. It ends with the first drop.
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

WIDTH, HEIGHT = 160, 80


def say(*words):
    print(*words, flush=True)


def main(x, y):
    # Without a frame: it stands where it is told to, above the others, whether a window manager runs or not.
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.set_default_size(WIDTH, HEIGHT)
    window.move(x, y)
    window.add(Gtk.Label(label="drop here"))
    window.drag_dest_set(Gtk.DestDefaults.ALL, [], Gdk.DragAction.COPY)
    window.drag_dest_add_uri_targets()

    def hang(*_):
        say("over")
        return False

    def take(_window, _context, _x, _y, selection, *_):
        say("dropped", *(selection.get_uris() or []))
        Gtk.main_quit()

    window.connect("drag-motion", hang)
    window.connect("drag-data-received", take)
    window.connect("map-event", lambda *_: say("ready", x + WIDTH // 2, y + HEIGHT // 2))
    window.show_all()
    Gtk.main()


main(int(sys.argv[1]), int(sys.argv[2]))
