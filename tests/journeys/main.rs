//! Whole journeys: the programs as they are shipped, from outside, each in a folder of its own.
//!
//! They need a display, a session bus and a keychain of their own; `make test` gives them all three.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::doc_markdown,
    clippy::format_push_string,
    clippy::unused_self,
    reason = "a journey that stumbles has failed"
)]

mod browser;
mod commands;
mod crowded;
mod exports;
mod full_disk;
mod headless;
mod hostile;
mod house;
#[cfg(target_os = "linux")]
mod keychain;
mod mouse;
mod power;
mod refused;
mod rehearsal;
mod rooms;
mod twin;
mod window;
