//! What a person decided about accounts.

use serde::{Deserialize, Serialize};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Two accounts are one person's.
    Link,
    /// Two accounts are not one person's.
    Unlink,
    /// An account takes no license.
    Exclude,
    /// Something was noted of an account; it moves nothing.
    Note,
}

/// A decision that stands. It moves the planned number only; GitHub sees none of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// What was decided.
    pub kind: DecisionKind,
    /// The key of an account: `HOST:ID`, `HOST:@LOGIN`, `cloud:LOGIN` or `vs:UPN`.
    pub account: String,
    /// The key of the other account of a link or an unlink.
    pub other: Option<String>,
    /// Why, in the person's own words; may be empty.
    pub note: String,
    /// When.
    pub at: String,
    /// By whom: the account name on that computer.
    pub actor: String,
}

/// A decision to be made.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewDecision {
    /// What is decided.
    pub kind: DecisionKind,
    /// The key of an account.
    pub account: String,
    /// The key of the other account: for a link and an unlink, and only for those.
    pub other: Option<String>,
    /// Why, in the person's own words; may be empty.
    pub note: String,
}
