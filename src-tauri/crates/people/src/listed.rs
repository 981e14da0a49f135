//! Whether what the cloud lists is still so.

use std::borrow::Cow;

use crate::accounts::Accounts;
use crate::email::{Letters, same};
use crate::evidence::Evidence;
use crate::records::{Records, roster};

/// Whether an account that a record lists is still what the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Still {
    /// It has another primary e-mail, or none.
    No,
    /// Its primary e-mail is among those that the record lists, but for letter case.
    Folded,
    /// Its primary e-mail is among those that the record lists, or the record lists none, or only the cloud knows the
    /// account.
    Exactly,
}

impl Still {
    pub(crate) fn is_so(self, letters: Letters) -> bool {
        match letters {
            Letters::Exact => self == Self::Exactly,
            Letters::Folded => self != Self::No,
        }
    }
}

/// For each pair of account and record, whether the account is still what the record says, when its primary e-mail is what
/// `email` tells.
pub(crate) fn still<'a>(
    evidence: &Evidence,
    accounts: &Accounts,
    records: &Records,
    listed: &[(u32, u32)],
    email: &dyn Fn(u32) -> Option<Cow<'a, str>>,
) -> Vec<Still> {
    let of_pair = |&(account, record): &(u32, u32)| {
        if accounts.is_remembered(account) {
            return Still::Exactly;
        }
        still_has(evidence, records, record, email(account).as_deref())
    };
    listed.iter().map(of_pair).collect()
}

/// Whether this e-mail is among the primary ones that a record lists, or the record lists none.
pub(crate) fn still_has(evidence: &Evidence, records: &Records, record: u32, email: Option<&str>) -> Still {
    let Some(roster) = roster(evidence) else { return Still::No };
    let rows = records.rows_of(record);
    let mut listed = rows.iter().flat_map(|&row| roster.server_primary_emails(row)).peekable();
    if listed.peek().is_none() {
        return Still::Exactly;
    }
    let Some(email) = email else { return Still::No };
    let mut still = Still::No;
    for other in listed {
        if other == email || same(other, email, Letters::Exact) {
            return Still::Exactly;
        }
        if same(other, email, Letters::Folded) {
            still = Still::Folded;
        }
    }
    still
}
