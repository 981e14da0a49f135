//! What a person tries out: nothing of it is applied, and GitHub sees none of it.

use serde::{Deserialize, Serialize};

/// What is tried out, all at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WhatIf {
    /// The servers whose dormant accounts are suspended, by what stands for them in a count.
    pub suspend_dormant: Vec<String>,
    /// The servers that are gone, by what stands for them in a count.
    pub drop_servers: Vec<String>,
    /// The domains of primary e-mails that are called otherwise.
    pub rename_domains: Vec<RenamedDomain>,
}

/// A domain of primary e-mails that is called otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RenamedDomain {
    /// What it is called.
    pub from: String,
    /// What it would be called.
    pub to: String,
}

/// What would become of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TriedOut {
    /// With the decisions that stand.
    pub before: TriedRange,
    /// With what is tried out as well.
    pub after: TriedRange,
}

/// The number with its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TriedRange {
    /// With what is only assumed.
    pub low: u64,
    /// By the documented rules.
    pub documented: u64,
    /// If the cloud does not release what is gone.
    pub high: u64,
}

/// What there is to try out.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WhatIfChoices {
    /// The servers, in the order of a count.
    pub servers: Vec<WhatIfServer>,
    /// The domains of primary e-mails, those of the most accounts first; 500 at the most.
    pub domains: Vec<WhatIfDomain>,
}

/// A server that something can be tried out with.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WhatIfServer {
    /// What stands for it in a count.
    pub key: String,
    /// How many of its accounts count.
    pub counting: u32,
    /// How many of those are dormant; `None` where no list of its people tells.
    pub dormant: Option<u32>,
}

/// A domain of primary e-mails.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WhatIfDomain {
    /// It, in lower case.
    pub domain: String,
    /// How many accounts have a primary e-mail of it.
    pub accounts: u32,
}
