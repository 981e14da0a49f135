//! What two reports of consumed licenses show of one server's upload between them. Pure.

use std::collections::HashSet;

use people::BuiltIn;
use usage::outside::host_key;
use usage::roster::{ConsumedRoster, Roster, ServerUserId, SignedIn};

/// What the later report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The same accounts of the server as before.
    Nothing,
    /// Other accounts of the server than before.
    Arrived,
    /// Everybody of the reviewed list, some of whom were not listed before.
    Counted,
}

/// The accounts of one server in the reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    /// How many the later one lists.
    pub(crate) accounts: u64,
    /// How many of them the earlier one does not.
    pub(crate) newly: u64,
    /// How many the earlier one lists alone.
    pub(crate) gone: u64,
    /// How many accounts of the reviewed list should be there; `None` where nobody here knows the list.
    pub(crate) expected: Option<u64>,
    /// How many of those the later one does not list.
    pub(crate) missing: Option<u64>,
}

fn accounts_at(host: &str, roster: &ConsumedRoster) -> HashSet<u64> {
    let users = roster.users();
    users
        .flat_map(|user| user.server_user_ids.into_iter().filter_map(ServerUserId::parse))
        .filter(|account| host_key(account.host) == host)
        .map(|account| account.id)
        .collect()
}

/// The accounts of a list that take a license whatever is not told: not suspended, none that a server brings with it (whether SCIM is on is
/// not asked), and none without any sign that somebody ever signed in.
fn licensed(list: &Roster) -> Option<HashSet<u64>> {
    let mut ids = HashSet::new();
    for row in 0..u32::try_from(list.len()).unwrap_or(u32::MAX) {
        let Some(account) = list.account(row) else { continue };
        let is_built_in = BuiltIn::of(account.login).is_some();
        if account.suspended == Some(true) || is_built_in || account.signed_in == SignedIn::NoSign {
            continue;
        }
        // Without an id an account cannot be found in the report.
        ids.insert(account.id?);
    }
    Some(ids)
}

pub(super) fn judge(
    host: &str,
    reviewed: Option<&Roster>,
    before: &ConsumedRoster,
    after: &ConsumedRoster,
) -> (Shown, Listed) {
    let host = host_key(host);
    let (earlier, later) = (accounts_at(&host, before), accounts_at(&host, after));
    let expected = reviewed.and_then(licensed);
    let mut listed = Listed {
        accounts: later.len() as u64,
        newly: later.difference(&earlier).count() as u64,
        gone: earlier.difference(&later).count() as u64,
        ..Listed::default()
    };
    let mut shown = if listed.newly == 0 && listed.gone == 0 { Shown::Nothing } else { Shown::Arrived };
    if let Some(expected) = &expected {
        let missing = expected.difference(&later).count() as u64;
        listed.expected = Some(expected.len() as u64);
        listed.missing = Some(missing);
        let new_ones = expected.iter().any(|id| later.contains(id) && !earlier.contains(id));
        if missing == 0 && new_ones {
            shown = Shown::Counted;
        }
    }
    (shown, listed)
}
