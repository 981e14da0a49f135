"""Times how long Seatbridge's window takes until it can be used, beside a Tauri window with nothing in it.

    start.py --seatbridge PROGRAM --empty PROGRAM [--rounds 7]

A window can be used once its primary button stands on the screen: the screen is looked at from outside, as a person does,
until the button's colour is there. The empty window draws a button of the same colour and nothing else. Time is from before
the process is started until then. Every round starts each program once, in turn. Seatbridge is timed twice: on an empty
folder, where it makes its ledger, its practice enterprise and the samples first, and on a folder that is there.

As root, what the system keeps of files in memory is dropped before each start, so that the programs come from the disk; else
they come from memory, which is said. It needs a display of its own (xvfb-run), light, of 24 bits a pixel.

It reports and never judges: a goal that was missed is said, and the exit status is 0.
"""

import argparse
import ctypes
import ctypes.util
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# At most so many times the empty window's time.
GOAL = 1.5
# The primary button of the light appearance, as it lies in memory: blue, green, red, and a byte without meaning.
BUTTON = bytes([0x3D, 0x88, 0x1F])
# So many pixels of it beside each other are a button and not a drawn line.
RUN = 12
PATIENCE_SECONDS = 60
DROP_CACHES = Path("/proc/sys/vm/drop_caches")


class Image(ctypes.Structure):
    """The head of Xlib's XImage, as far as it is used here."""

    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
        ("bits_per_pixel", ctypes.c_int),
    ]


class Screen:
    """The display's whole picture, read over Xlib."""

    def __init__(self):
        name = ctypes.util.find_library("X11") or "libX11.so.6"
        self.xlib = ctypes.CDLL(name)
        self.xlib.XOpenDisplay.restype = ctypes.c_void_p
        self.xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self.xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        self.xlib.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.xlib.XGetImage.restype = ctypes.POINTER(Image)
        size = [ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint]
        self.xlib.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *size, ctypes.c_ulong, ctypes.c_int]
        for size_of in (self.xlib.XDisplayWidth, self.xlib.XDisplayHeight):
            size_of.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self.xlib.XDestroyImage.argtypes = [ctypes.POINTER(Image)]
        self.display = self.xlib.XOpenDisplay(None)
        if not self.display:
            sys.exit("There is no display here. Run it on one in memory: xvfb-run -a -s '-screen 0 1280x800x24'")
        self.root = self.xlib.XDefaultRootWindow(self.display)
        self.width = self.xlib.XDisplayWidth(self.display, 0)
        self.height = self.xlib.XDisplayHeight(self.display, 0)

    def shows_button(self):
        all_planes, z_pixmap = ctypes.c_ulong(-1).value, 2
        image = self.xlib.XGetImage(self.display, self.root, 0, 0, self.width, self.height, all_planes, z_pixmap)
        if not image:
            sys.exit("The display would not give its picture.")
        head = image.contents
        if head.bits_per_pixel != 32:
            sys.exit(f"The display has {head.bits_per_pixel} bits a pixel; 32 are needed.")
        pixels = ctypes.string_at(head.data, head.bytes_per_line * head.height)
        self.xlib.XDestroyImage(image)
        return any((BUTTON + bytes([last])) * RUN in pixels for last in (0x00, 0xFF))


class Program:
    """One of the programs: how it is started, and what was measured of it."""

    def __init__(self, name, command, kept_folder=None):
        self.name = name
        self.command = command
        self.kept_folder = kept_folder
        self.seconds = []

    @property
    def median(self):
        return statistics.median(self.seconds)

    def start_in(self, screen, folder):
        """Starts it, waits for its button, ends it; gives the seconds between."""
        if screen.shows_button():
            sys.exit("The button's colour was on the screen before anything was started.")
        command = [part.replace("FOLDER", str(folder)) for part in self.command]
        began = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        try:
            while not screen.shows_button():
                if process.poll() is not None:
                    sys.exit(f"{self.name} ended with status {process.returncode}:\n{process.stderr.read().decode()}")
                if time.perf_counter() - began > PATIENCE_SECONDS:
                    sys.exit(f"{self.name} showed no button within {PATIENCE_SECONDS} s")
                time.sleep(0.004)
            return time.perf_counter() - began
        finally:
            # The webview's own processes are in the session that was started for it.
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate()
            wait_until(lambda: not screen.shows_button())

    def run(self, screen):
        if self.kept_folder is not None:
            return self.start_in(screen, self.kept_folder)
        with tempfile.TemporaryDirectory() as folder:
            return self.start_in(screen, folder)


def wait_until(true):
    until = time.perf_counter() + PATIENCE_SECONDS
    while not true():
        if time.perf_counter() > until:
            sys.exit("A window did not go away.")
        time.sleep(0.02)


def drop_caches():
    """Whether the system could be made to forget what it keeps of files."""
    os.sync()
    try:
        DROP_CACHES.write_text("3\n", encoding="ascii")
    except OSError:
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description="Times the start of Seatbridge's window beside an empty one.")
    parser.add_argument("--seatbridge", required=True, help="the window's program, built for release")
    parser.add_argument("--empty", required=True, help="the empty window, built for release")
    parser.add_argument("--rounds", type=int, default=7, help="how often each program is started")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds takes 1 or more")

    screen = Screen()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as kept:
        empty = Program("an empty Tauri window", [arguments.empty])
        ours = [
            Program("Seatbridge, next start", [arguments.seatbridge, "--data", "FOLDER"], kept),
            Program("Seatbridge, first start", [arguments.seatbridge, "--data", "FOLDER"]),
        ]
        programs = [empty, *ours]
        for program in programs:
            program.run(screen)
        cold = True
        for _ in range(arguments.rounds):
            for program in programs:
                cold = drop_caches() and cold
                program.seconds.append(program.run(screen))

    source = "from the disk" if cold else "from memory (only root can drop what the system keeps of files)"
    print(f"{arguments.rounds} rounds in turn after one that is not counted, programs {source}; load {load:.1f} before\n")
    print("{:<32}{:>10}{:>10}{:>10}{:>9}".format("until the primary button", "median", "fastest", "slowest", "times"))
    for program in programs:
        times = program.median / empty.median
        print(
            f"{program.name:<32}{program.median:>8.3f} s{min(program.seconds):>8.3f} s"
            f"{max(program.seconds):>8.3f} s{times:>8.2f}×"
        )
    print()
    for program in ours:
        times = program.median / empty.median
        word = "reached" if times <= GOAL else "MISSED"
        print(f"Goal: {program.name} at most {GOAL} times the empty window {times:>8.2f} times  {word}")


if __name__ == "__main__":
    main()
