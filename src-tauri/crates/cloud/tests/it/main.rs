//! The client against servers on loopback: an orderly one, and one that misbehaves on the level of bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic in a test's own tools is the report, as it is in the test"
)]

mod bench;
mod broken_off;
mod checks;
mod client_certificates;
mod consumed_licenses;
mod encryption;
mod enterprise_server;
mod fault_server;
mod faults;
mod held_accounts;
mod http2;
mod identities;
mod page_server;
mod parcel;
mod proxies;
mod questions;
mod reading_back;
mod schedules;
mod secrets;
mod statuses;
mod subscriptions;
mod uploads;
mod withheld;
