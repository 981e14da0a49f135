//! The practice enterprise over real sockets.

// Helpers of tests may panic as tests do; clippy.toml allows it to the tests themselves only.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod gate;
mod page;
mod reading;
mod restarts;
mod scenarios;
mod uploads;
