//! What is read from an Enterprise Server itself, with a site administrator's token.

use serde::{Deserialize, Serialize};

use super::TokenState;
use crate::Failure;

/// What a server gives a site administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ServerFile {
    /// The seats of its license.
    License,
    /// The report of every account.
    AllUsers,
    /// The report of those that were active lately.
    ActiveUsers,
    /// The report of those that were not.
    DormantUsers,
    /// The report of those that are suspended.
    SuspendedUsers,
}

/// How the reading of a server stands.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerReading {
    /// Its host.
    pub host: String,
    /// Where its site administrator's token is; in practice one is always at hand.
    pub token: TokenState,
    /// How far a reading is that goes on.
    pub reading: Option<ServerStep>,
    /// What the last reading brought, as long as this process lives.
    pub last: Option<ServerRead>,
}

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerStep {
    /// What is being read.
    pub file: ServerFile,
    /// How many seconds the server has been making it, as long as it has not begun to come.
    pub preparing: Option<u64>,
    /// How many bytes of it have come.
    pub bytes: u64,
    /// How many there are, where the server says so.
    pub of: Option<u64>,
}

/// What a reading brought.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerRead {
    /// When it ended.
    pub at: String,
    /// The review that the files are in.
    pub review: String,
    /// Each file that was asked for.
    pub files: Vec<ReadServerFile>,
    /// Why the keychain did not take the token, where it was to; it is at hand for this session then.
    pub token_not_kept: Option<Failure>,
}

/// What became of a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadServerFile {
    /// Which.
    pub file: ServerFile,
    /// How many bytes it has; `None` where it was not read.
    pub bytes: Option<u64>,
    /// Why it was not read; `None` also where it was not asked for any more.
    pub failure: Option<Failure>,
}
