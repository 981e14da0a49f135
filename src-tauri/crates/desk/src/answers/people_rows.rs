//! A window of people, a line each.

use serde::{Deserialize, Serialize};

use super::{JoinedBy, PersonFacet};

/// A window of people.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleRows {
    /// How many people the query finds.
    pub total: u64,
    /// How many it would find without its place.
    pub all: u64,
    /// How many each facet would show beside what the other groups leave.
    pub counts: Vec<FacetCount>,
    /// The first row's place among all that are found.
    pub from: u32,
    /// The rows; fewer than were asked for at the end, and 500 at the most.
    pub rows: Vec<PersonRow>,
}

/// How many people a facet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetCount {
    /// Which.
    pub facet: PersonFacet,
    /// How many.
    pub count: u64,
}

/// A person on one line.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonRow {
    /// The key of an account of this person; it holds from one count to the next.
    pub key: String,
    /// The name, else a login.
    pub name: Option<String>,
    /// The e-mail to know this person by.
    pub email: Option<String>,
    /// How many server accounts.
    pub server_accounts: u32,
    /// Whether there is a cloud account.
    pub cloud_account: bool,
    /// What joined the accounts; `None` where there is only one.
    pub joined_by: Option<JoinedBy>,
    /// The one thing to know.
    pub state: PersonState,
    /// The logins, each once, the cloud's first; eight at the most.
    pub logins: Vec<String>,
    /// The servers, each once, by name; eight at the most.
    pub servers: Vec<String>,
    /// The facets that hold.
    pub facets: Vec<PersonFacet>,
}

/// The one thing to know of a person. The first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Probably counted twice.
    CountedTwice,
    /// Several cloud accounts fit.
    Ambiguous,
    /// Takes no license.
    NoLicense,
    /// The cloud account is a pending invitation.
    Invited,
    /// Not in the lower end of the range.
    Assumed,
    /// Every account that counts is a dormant server account.
    Dormant,
    /// Some account is known from the cloud's memory alone.
    Remembered,
    /// Takes a license, and nothing is to be said of it.
    License,
}

/// A column of the list of people, beside the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PeopleColumn {
    /// How many accounts, on servers and in the cloud.
    Accounts,
    /// What joined them.
    JoinedBy,
    /// The state.
    State,
    /// Logins.
    Login,
    /// Servers.
    Server,
    /// Which license is taken.
    License,
}
