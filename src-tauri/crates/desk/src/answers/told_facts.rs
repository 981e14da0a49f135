//! What no file tells of an enterprise, and a person does.

use serde::{Deserialize, Serialize};

/// What a person told of an enterprise. It decides some rules of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ToldFacts {
    /// How it pays for licenses.
    pub billing: BillingModel,
    /// Whether its servers are provisioned by SCIM; `None` where nobody told.
    pub scim: Option<bool>,
    /// Whether its users are managed; `None` where nobody told.
    pub managed_users: Option<bool>,
}

/// How an enterprise pays for licenses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BillingModel {
    /// Nobody told.
    #[default]
    Unknown,
    /// A fixed number of licenses.
    Volume,
    /// By use.
    Usage,
}
