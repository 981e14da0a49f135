//! People whom the cloud's report lists and who take no license here, so that they are nobody in a list of people.

use serde::Serialize;

use super::AccountEvidence;

/// A page of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudPeople {
    /// How many there are.
    pub total: u64,
    /// The first one's place among all.
    pub from: u32,
    /// The page; 500 at the most.
    pub people: Vec<CloudPerson>,
}

/// Somebody whom the cloud's report lists.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudPerson {
    /// The name that the cloud has.
    pub name: Option<String>,
    /// The accounts on servers that the report lists, each `HOST:ID`, or as the report spells one that cannot be read.
    pub accounts: Vec<String>,
    /// The e-mails that it lists with them.
    pub emails: Vec<String>,
    /// Where the report says so.
    pub evidence: Option<AccountEvidence>,
}
