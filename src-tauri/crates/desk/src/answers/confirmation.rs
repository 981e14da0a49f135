//! Who stands behind the counts of a receipt.

use serde::{Deserialize, Serialize};

/// What became of somebody between what was handed over and what the cloud shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ConfirmedChange {
    /// An account of the reviewed list that the cloud does not hold.
    Missing,
    /// An account that the cloud holds and the reviewed list does not have.
    Unexpected,
    /// An account with another primary e-mail there.
    Differing,
    /// A person whom the cloud counts since.
    Joined,
    /// A person whom it counts no more.
    Left,
    /// A person whom it counted more than once before.
    Merged,
    /// A person whom it counts more than once since.
    Split,
}

/// An account of a server, or a person of the cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ConfirmedAccount {
    /// The account's id on its server; `None` of a person of the cloud.
    pub id: Option<u64>,
    /// Its login.
    pub login: Option<String>,
    /// Its primary e-mail; of a person of the cloud the first that is told.
    pub email: Option<String>,
    /// The primary e-mail that the cloud holds, where it is another.
    pub email_there: Option<String>,
    /// What else the person goes by: other logins, accounts on servers.
    pub others: Vec<String>,
}

/// A page of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ConfirmedPage {
    /// How many there are.
    pub total: u64,
    /// At most 200 of them.
    pub accounts: Vec<ConfirmedAccount>,
}
