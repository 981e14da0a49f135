//! One file, read: what it is, what it says, what was noticed.

use serde::{Deserialize, Serialize};

use crate::{Accounts, Finding, ServerInstance, Sha256Digest};

/// What a file is, found from its content and never from its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The license usage that a GitHub Enterprise Server exports.
    GhesExport,
    /// Nothing that Seatbridge knows.
    #[default]
    Unknown,
}

/// What one pass over a file's bytes gave. The bytes themselves are not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// How many bytes were read.
    pub bytes: u64,
    /// Their digest.
    pub sha256: Sha256Digest,
    /// What the file is.
    pub kind: Kind,
    /// The server that made it, as far as it says.
    pub server: Option<ServerInstance>,
    /// What it says of accounts.
    pub accounts: Accounts,
    /// The sample mark of a practice enterprise, if it carries one.
    pub sample: bool,
    /// What was noticed, in the order of the file.
    pub findings: Vec<Finding>,
}
