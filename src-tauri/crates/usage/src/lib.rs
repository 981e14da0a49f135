//! What a file says: every export of GitHub Enterprise usage, read into one vocabulary.
//!
//! The ground floor of the house: it takes bytes from whoever has them and answers with data. It opens no file, asks no
//! clock and knows no network.

pub mod container;
pub mod export;
pub mod finding;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
pub mod original;
pub mod outside;
pub mod reader;
pub mod reading;
pub mod roster;

pub use export::{Accounts, Feature, Sealing, ServerInstance, UserCounts};
pub use finding::{Code, Finding, Param, Place, Severity};
pub use original::Sha256Digest;
pub use reading::{
    ConsumedCounts, IdentityCounts, Kind, Reading, ReportScope, Seats, ServerLicense, SubscriptionCounts,
    UsersReport,
};
