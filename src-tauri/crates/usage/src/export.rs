//! The export that a GitHub Enterprise Server makes of its license usage.
//!
//! GitHub documents seven values by their labels ("License reports", github/docs content/billing/reference/
//! license-reports.md) and neither the JSON keys nor the user list; what is read here is therefore lenient, and everything
//! unknown is kept.

use serde::{Deserialize, Serialize};

/// The server that made an export: the seven documented values, each as the file spells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerInstance {
    /// The UUID of the instance.
    pub server_id: Option<String>,
    /// Its host name.
    pub host_name: Option<String>,
    /// Its GitHub Enterprise Server version, such as `3.19.2`.
    pub version: Option<String>,
    /// Whether it answers without TLS.
    pub http_only: Option<bool>,
    /// The hash of its license, as in the file.
    pub license_hash: Option<String>,
    /// SHA-256 (hex) of the public key's text, as given.
    pub public_key_sha256: Option<String>,
    /// The GitHub Connect features that are on.
    pub features: Vec<Feature>,
    /// Keys that GitHub's page does not name, with their JSON as it stands in the file (at most 4 kB of each).
    pub unknown: Vec<(String, String)>,
}

/// A GitHub Connect feature of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feature {
    /// Its name, such as `license_usage_sync`.
    pub name: String,
    /// When it was turned on, as the file writes it.
    pub enabled_at: Option<String>,
}

/// What an export says of its accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Accounts {
    /// An opaque text: the usual case. Only its form can be told.
    Sealed(Sealing),
    /// A list that can be read.
    Open(UserCounts),
    /// No list at all.
    #[default]
    Absent,
}

/// The form of a sealed list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealing {
    /// The text's length in bytes, as it stands in the file.
    pub bytes: u64,
    /// Whether it is base64 (either alphabet, line breaks allowed), as it has always been where it was seen.
    pub base64: bool,
}

/// The accounts of an open list, counted. `None` where no record tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserCounts {
    /// All records.
    pub total: u64,
    /// Those not suspended, where any record tells whether it is.
    pub active: Option<u64>,
    /// Those suspended.
    pub suspended: Option<u64>,
    /// Those dormant.
    pub dormant: Option<u64>,
    /// Those that have a primary e-mail.
    pub with_primary_email: u64,
    /// The keys that records have, each once, in the order in which the list first shows them; spelled as in the file and
    /// made safe to show. A key inside an e-mail stands behind its list's: `emails[].primary`. What stands inside a value
    /// that is passed over is not told apart. Empty in readings that were stored before keys were remembered.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Whether there were more keys than are remembered.
    #[serde(default)]
    pub more_fields: bool,
}
