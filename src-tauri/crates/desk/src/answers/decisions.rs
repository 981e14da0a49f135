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
    /// The accounts that have another primary e-mail than when it was made.
    pub changed: Vec<ChangedGround>,
    /// The keys of its accounts that are not there any more.
    pub gone: Vec<String>,
}

/// An account that has another primary e-mail than when something was decided about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangedGround {
    /// Its key.
    pub account: String,
    /// The e-mail that it had; `None` where it had none.
    pub before: Option<String>,
    /// The e-mail now; `None` where it has none.
    pub now: Option<String>,
}

/// What the decisions of a file would do to those that stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DecisionImport {
    /// By what it is taken.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// Decisions that are new here.
    pub added: ImportPart,
    /// Decisions that stand here in other words; the file's take their place.
    pub changed: ImportPart,
    /// Decisions that contradict one that stands here; they are left out.
    pub conflicts: ImportPart,
    /// How many stand here as they are in the file.
    pub same: u64,
}

/// Decisions of a file that would all do the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportPart {
    /// How many.
    pub count: u64,
    /// The first hundred.
    pub first: Vec<ImportedDecision>,
}

/// A decision of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportedDecision {
    /// What was decided.
    pub kind: DecisionKind,
    /// The key of an account.
    pub account: String,
    /// The key of the other account of a link or an unlink.
    pub other: Option<String>,
    /// Why.
    pub note: String,
    /// The keys of its accounts that are not here.
    pub gone: Vec<String>,
    /// The accounts that have another primary e-mail than the file says.
    pub changed: Vec<ChangedGround>,
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
