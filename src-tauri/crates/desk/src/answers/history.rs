//! History: what happened, newest first.

use serde::{Deserialize, Serialize};

/// A page of history.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryPage {
    /// Entries that match, in all.
    pub total: u64,
    /// When the first entry of all was made.
    pub since: Option<String>,
    /// Newest first.
    pub entries: Vec<HistoryEntry>,
    /// Give it back to get the next page; `None` at the end.
    pub next: Option<String>,
    /// All servers, by host.
    pub servers: Vec<HistoryServer>,
}

/// A server that entries may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryServer {
    /// Its host.
    pub host: String,
    /// How many entries of it there are, of the kind and with the text that is asked for.
    pub entries: u64,
}

/// What to show of history.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct HistoryFilter {
    /// Only this group of kinds.
    pub kind: Option<HistoryKind>,
    /// Only this server.
    pub server: Option<String>,
    /// Only entries that contain this text (hash, ticket, host, file name).
    pub text: Option<String>,
    /// Where the last page ended.
    pub after: Option<String>,
}

/// The groups that history can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// Files that were added, reviewed, forgotten.
    Files,
    /// Hand-overs and what became of them.
    HandOvers,
    /// Answers to questions, settings, enterprises.
    Decisions,
}

/// One thing that happened.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryEntry {
    /// Its id.
    pub id: String,
    /// When.
    pub at: String,
    /// Who: the account name on this computer.
    pub actor: String,
    /// What: `files_reviewed`, `handed_over`, `received`, `counted`, `failed`, `unconfirmed`, `cancelled`, `stopped`,
    /// `question_answered`, `decision_made`, `decision_undone`, `enterprise_added`, `enterprise_removed`, `consumed_read`, `side_changed`, `files_forgotten`.
    pub what: String,
    /// The server's host, if it is about one.
    pub server: Option<String>,
    /// The values that its sentence needs.
    pub params: std::collections::BTreeMap<String, usage::Param>,
    /// The record behind it.
    pub link: Option<Link>,
}

/// A record behind an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Link {
    /// A review.
    Review {
        /// Its id.
        id: String,
    },
    /// The hand-overs of a review.
    HandOver {
        /// The review's id.
        review: String,
    },
    /// A receipt.
    Receipt {
        /// Its number.
        number: String,
    },
}
