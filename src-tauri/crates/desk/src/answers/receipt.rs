//! Receipts: what was handed over and what the cloud answered.

use serde::{Deserialize, Serialize};

use super::{Consumed, HandOverState, Route};

/// A receipt, dated, with every answer that it rests on. It claims no cause.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Receipt {
    /// Its number, such as `2026-0047`.
    pub number: String,
    /// When it was written.
    pub at: String,
    /// The state it certifies: `counted`, `failed` or `unconfirmed`.
    pub state: HandOverState,
    /// The cloud's reason, when it failed.
    pub reason: Option<String>,
    /// The server's host.
    pub server: String,
    /// The server's id.
    pub server_id: Option<String>,
    /// The enterprise's name.
    pub enterprise: String,
    /// The enterprise's web host.
    pub host: String,
    /// Whether it is practice; then every form of it says so.
    pub practice: bool,
    /// The file's name as handed over.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// When it was handed over.
    pub handed_at: String,
    /// By whom.
    pub actor: String,
    /// How.
    pub route: Route,
    /// A change ticket, if one was given.
    pub ticket: Option<String>,
    /// What the cloud answered, in order.
    pub evidence: Vec<Evidence>,
    /// The consumed number before.
    pub before: Option<Consumed>,
    /// The consumed number after.
    pub after: Option<Consumed>,
    /// Accounts in the reviewed list; `None` for a sealed one.
    pub accounts_expected: Option<u64>,
    /// Accounts that the cloud holds.
    pub accounts_held: Option<u64>,
    /// What was noticed.
    pub findings: Vec<usage::Finding>,
    /// SHA-256 of the document of who stands behind the counts; `None` where nobody does. It is kept as an original, and forgotten as
    /// one.
    #[serde(default)]
    pub confirmation: Option<String>,
    /// The review it comes from.
    pub review: String,
    /// When that review was begun.
    pub review_at: String,
    /// How many files that review has.
    pub review_files: u32,
    /// The previous receipt of this server: number and date.
    pub previous: Option<(String, String)>,
}

/// One answer of the cloud that a receipt rests on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Evidence {
    /// What it shows.
    pub subject: EvidenceSubject,
    /// When, by the cloud's clock where it told; else by this computer's.
    pub at: String,
    /// Whether `at` is by the cloud's clock.
    pub by_cloud_clock: bool,
    /// The published operation that answered, such as `GET /enterprises/{enterprise}/license-sync-status`.
    pub source: String,
    /// The values that its words need.
    pub params: std::collections::BTreeMap<String, usage::Param>,
    /// The part of the answer that it rests on, as it came (JSON).
    pub answer: String,
}

/// What an answer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceSubject {
    /// The upload is listed. `upload_state`.
    Received,
    /// The server's sync date follows the hand-over. `sync_date`, `sync_status`, `server_id_matches`.
    Counted,
    /// The cloud reports a failure. `reason`.
    Failed,
    /// A dropped file of consumed licenses lists the server's accounts. `listed`, `newly`, `gone`, `expected`, `standing`,
    /// `file_sha256`.
    Listed,
    /// The accounts that the cloud holds. `held`, `expected`; compared one by one: `against` (`export`, `report`), `list_at`,
    /// `listed`, `missing`, `unexpected`, `differing`, `all_seen`; else `not_compared`, and `failure` where the cloud could not be
    /// asked.
    AccountsHeld,
    /// The consumed number. `before`, `after`; people compared: `people_before_at`, `people_after_at`, `joined`, `left`, `merged`,
    /// `split`; else `not_compared`, and `failure` where the cloud could not be asked.
    Consumed,
}

/// An answer of the cloud, as it came.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudAnswer {
    /// The published operation.
    pub source: String,
    /// When it was read.
    pub at: String,
    /// When, by the cloud's clock.
    pub cloud_at: Option<String>,
    /// The body, shortened where it is long.
    pub body: String,
}
