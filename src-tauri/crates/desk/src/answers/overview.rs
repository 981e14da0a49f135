//! Overview: where everything stands, and what needs doing.

use serde::Serialize;

use super::{Consumed, HandOverState, SampleFile};

/// What the Overview shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Overview {
    /// Whether nothing was ever reviewed here: the first-run page.
    pub empty: bool,
    /// The samples that practice offers; empty for a real enterprise.
    pub samples: Vec<SampleFile>,
    /// The cloud's count as last read.
    pub consumed: Option<Consumed>,
    /// What needs doing, in order; at most six.
    pub todo: Vec<Todo>,
    /// The servers that are known, in order of their last export, newest first.
    pub servers: Vec<ServerLine>,
    /// Where everything is done: when the oldest export will be 30 days old.
    pub next_export_by: Option<String>,
}

/// Something that needs doing.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Todo {
    /// A hand-over is on its way.
    UnfinishedHandOver {
        /// Its review.
        review: String,
        /// How many files of it are not counted yet.
        files: u32,
        /// The enterprise's name.
        enterprise: String,
    },
    /// A hand-over failed or is unconfirmed.
    SettleHandOver {
        /// Its review.
        review: String,
        /// The server's host.
        server: String,
        /// `failed` or `unconfirmed`.
        state: HandOverState,
    },
    /// Questions are open in the open review.
    AnswerQuestions {
        /// The review.
        review: String,
        /// How many.
        count: u32,
    },
    /// Exports were reviewed and not handed over.
    HandOverReviewed {
        /// The review.
        review: String,
        /// How many exports.
        exports: u32,
        /// How many questions are open in it.
        questions: u32,
    },
    /// Files were added that cannot be handed over; the review is open.
    LookAtReview {
        /// The review.
        review: String,
        /// How many files.
        files: u32,
    },
    /// A server's last export is older than 30 days.
    ExportAgain {
        /// Its host.
        server: String,
        /// How old it is.
        days: u32,
    },
    /// The token lacks a scope, as its last check says.
    MissingScope {
        /// The enterprise's name.
        enterprise: String,
        /// The scope.
        scope: String,
    },
}

/// A server on one line.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerLine {
    /// Its host.
    pub host: String,
    /// How it stands.
    pub state: ServerState,
    /// When its last export was added.
    pub last_export: Option<String>,
    /// How old that is, in days.
    pub days: Option<u32>,
    /// When it was last counted.
    pub last_counted: Option<String>,
}

/// How a server stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ServerState {
    /// Its last export was counted.
    Counted,
    /// Its last export is on its way.
    OnItsWay,
    /// Its last export was not handed over.
    NotHandedOver,
    /// Its last hand-over failed or is unconfirmed.
    NeedsLook,
    /// Its last export is older than 30 days.
    Old,
}
