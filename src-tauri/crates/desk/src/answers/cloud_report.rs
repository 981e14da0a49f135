//! Everybody whom the cloud counts, as its API told: what is kept of it, and how far a reading is.

use serde::Serialize;

use crate::Failure;

/// How the report of the enterprise at hand stands.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudReport {
    /// The enterprise's name; `None` where none is at hand.
    pub enterprise: Option<String>,
    /// Whether it is practice.
    pub practice: bool,
    /// How far a reading is that goes on.
    pub reading: Option<ReadingPages>,
    /// The newest one that was read whole.
    pub kept: Option<KeptCloudReport>,
    /// The last reading, where it broke off.
    pub broken_off: Option<BrokenOffReading>,
}

/// How far a reading is, in pages of at most a hundred people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadingPages {
    /// Pages that are right: sent, or still as they were.
    pub pages: u64,
    /// How many there are; `None` until the first one tells it.
    pub of: Option<u64>,
}

/// A report that is kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptCloudReport {
    /// When it was whole, by this computer's clock.
    pub at: String,
    /// When its last page was answered, by the cloud's.
    pub cloud_at: Option<String>,
    /// How many rows it has.
    pub people: u64,
    /// SHA-256 of its bytes in hex.
    pub sha256: String,
}

/// A reading that broke off. It goes on where it stopped, as long as this process lives.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BrokenOffReading {
    /// How far it was.
    pub pages: ReadingPages,
    /// Why.
    pub failure: Failure,
}

/// Where a report of the cloud's people comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReportOrigin {
    /// Somebody dropped it as a file.
    File,
    /// The cloud told it over the API.
    Api,
}
