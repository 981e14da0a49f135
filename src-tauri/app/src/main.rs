//! The window's program.

// No console beside the window on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    seatbridge_desktop::run();
}
