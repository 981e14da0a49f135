//! The people of a file in columns: a million accounts in the memory of a few pictures.
//!
//! A row is one account or one person, as one record of the file tells it. A record goes in whole or not at all, so what was
//! torn is never in a roster. Rows are numbered from 0 in the order of the file, and numbers are how everything else speaks
//! of them: to sort or filter is to arrange numbers, never rows. What the product does not need of a record (IP addresses,
//! keys, repositories) is not kept.

mod columns;
mod compare;
mod consumed;
mod identities;
mod join;
mod license_changes;
mod list;
mod order;
mod search;
mod server;
mod subscriptions;
mod texts;

pub(crate) use columns::END;
pub use compare::{Comparison, Pair};
pub use consumed::{ConsumedRoster, LicensedUser, SecurityProducts, ServerUserId};
pub use identities::{IdentityAttribute, IdentityRoster, IdentityValue, Protocol};
pub(crate) use join::disagreement;
pub use join::{ConsumedJoin, Joined, JoinedFile, MissingPages};
pub use license_changes::{LicenseChanges, Regrouped};
pub use list::{Items, Iter, List};
pub use order::{AccountColumn, Condition};
pub use search::{Needle, Search};
pub use server::{Account, Located, Roster, SignedIn};
pub use subscriptions::{Subscription, SubscriptionRoster};
pub use texts::{Finding, Texts};

/// A roster has no room for another record: it holds 2³² rows, or four gigabytes of text in one column. The record was not
/// taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the roster is full")]
pub struct Full;

/// The people of one file.
#[derive(Clone, Debug)]
pub enum People {
    /// The accounts of a server: an open export, or one of its reports.
    Server(Box<Roster>),
    /// The people whom the cloud counts.
    Cloud(Box<ConsumedRoster>),
    /// Who is whom at an identity provider.
    Identities(Box<IdentityRoster>),
    /// The Visual Studio subscriptions of an enterprise.
    Subscriptions(Box<SubscriptionRoster>),
}

/// Text that is blank is not told.
fn told(text: &str) -> Option<&str> {
    if text.is_empty() { None } else { Some(text) }
}
