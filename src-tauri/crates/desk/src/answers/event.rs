//! What the desk tells while it works, unasked.

use serde::Serialize;

use super::{CloudPart, HandOverState, ServerStep};

/// Something happened; the window asks again for what it shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A file is being read, or has been.
    Reading {
        /// The file's id.
        file: String,
        /// Bytes so far.
        bytes: u64,
        /// Bytes in all, as the file system tells.
        total: u64,
        /// Accounts so far.
        accounts: u64,
    },
    /// The open review changed: a file arrived, was read, or was taken away.
    ReviewChanged,
    /// Bytes of a hand-over left.
    Sending {
        /// The hand-over's id.
        id: String,
        /// Bytes so far.
        sent: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Everybody is being counted. What it is for is asked for as ever, and waits.
    Counting {
        /// What is done.
        step: CountStep,
        /// Bytes of files that were read so far.
        bytes: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Rows of a file were written where a person said.
    Saving {
        /// Rows so far.
        done: u64,
        /// Rows in all.
        total: u64,
    },
    /// A hand-over moved, or was asked about.
    HandOverChanged {
        /// The hand-over's id.
        id: String,
        /// The server's host.
        server: String,
        /// Its state.
        state: HandOverState,
    },
    /// Pages of the cloud's report of consumed licenses were read.
    CloudReading {
        /// The enterprise's name.
        enterprise: String,
        /// Pages so far.
        pages: u64,
        /// Pages in all; `None` until the first one tells it.
        of: Option<u64>,
    },
    /// A reading of the cloud's report ended, well or not.
    CloudRead {
        /// The enterprise's name.
        enterprise: String,
    },
    /// Identities or subscriptions of an enterprise were read.
    CloudPartReading {
        /// The enterprise's name.
        enterprise: String,
        /// What is being read.
        part: CloudPart,
        /// How many so far.
        read: u64,
        /// How many there are; `None` until the cloud has told it.
        of: Option<u64>,
    },
    /// A reading of them ended, well or not.
    CloudPartsRead {
        /// The enterprise's name.
        enterprise: String,
    },
    /// A server is making a report, or a part of a file has come from it.
    ServerReading {
        /// The server's host.
        host: String,
        /// How far it is.
        step: ServerStep,
    },
    /// A reading of a server ended, well or not, or where its token is has changed.
    ServerRead {
        /// The server's host.
        host: String,
    },
    /// Who is one person may have changed: a decision was made or taken back.
    PeopleChanged,
    /// Enterprises, settings, the side or kept files changed.
    SettingsChanged,
}

/// A step of a count, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CountStep {
    /// Files are read.
    Reading,
    /// Accounts are matched: who is one person.
    Matching,
    /// People are compared who were not: who is probably counted twice.
    Comparing,
}
