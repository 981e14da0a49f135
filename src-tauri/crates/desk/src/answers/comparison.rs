//! What became of a server's accounts between two of its lists of people.

use serde::{Deserialize, Serialize};

/// The list of people that another one is compared with: the server's latest complete one before it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EarlierPeople {
    /// The file's id.
    pub file: String,
    /// Its base name.
    pub name: String,
    /// When it was added.
    pub at: String,
    /// Its review.
    pub review: String,
}

/// How many accounts changed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangeCounts {
    /// Only in the later list.
    pub joined: u64,
    /// Only in the earlier list.
    pub left: u64,
    /// Not suspended before, and now.
    pub suspended: u64,
    /// Suspended before, and not now.
    pub came_back: u64,
    /// With another primary e-mail, or one that is there or gone.
    pub email_changed: u64,
    /// With another role.
    pub role_changed: u64,
}

/// One way in which accounts change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AccountChange {
    /// Only in the later list.
    Joined,
    /// Only in the earlier list.
    Left,
    /// Not suspended before, and now.
    Suspended,
    /// Suspended before, and not now.
    CameBack,
    /// With another primary e-mail, or one that is there or gone.
    EmailChanged,
    /// With another role.
    RoleChanged,
}

/// Which accounts of a list, as its counts name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListedOnly {
    /// All of them.
    All,
    /// Those that are not suspended.
    Active,
    /// The suspended ones.
    Suspended,
    /// The dormant ones.
    Dormant,
    /// Those without a primary e-mail.
    NoPrimaryEmail,
}

/// The accounts of one list: a page of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListedPage {
    /// How many there are in all.
    pub total: u64,
    /// These of them, in the list's order.
    pub accounts: Vec<ListedAccount>,
}

/// Accounts that changed in one way: a page of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangedPage {
    /// How many there are in all.
    pub total: u64,
    /// These of them, in the order of the later list; of those who left, of the earlier.
    pub accounts: Vec<ChangedAccount>,
}

/// An account in two lists.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangedAccount {
    /// As the earlier list tells it; `None` where it is not in it.
    pub before: Option<ListedAccount>,
    /// As the later list tells it; `None` where it is not in it.
    pub after: Option<ListedAccount>,
}

/// An account as a list tells it. Texts are made safe to show; `None` is "not told".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListedAccount {
    /// Its id on its server.
    pub id: Option<u64>,
    /// Its login.
    pub login: Option<String>,
    /// Its primary e-mail.
    pub email: Option<String>,
    /// Its role, in the list's word.
    pub role: Option<String>,
    /// Whether it is suspended.
    pub suspended: Option<bool>,
    /// Where it stands: a line of a table, a record of a list, from 1.
    pub place: u32,
}
