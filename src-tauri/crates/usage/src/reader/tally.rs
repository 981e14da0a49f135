//! The accounts of an open list, counted as they pass by. Eight bytes are kept of each: its id.

use super::fault::Spot;
use super::fields::Fields;
use super::path;
use crate::{Code, Finding, UserCounts};

/// What one record told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Account {
    pub(super) id: Option<u64>,
    /// Whether it has an id or a login.
    pub(super) has_key: bool,
    pub(super) suspended: Option<bool>,
    pub(super) dormant: Option<bool>,
    pub(super) has_primary_email: bool,
    pub(super) several_primary_emails: bool,
}

/// A count, and where the first of it stands.
#[derive(Default)]
struct Counted {
    count: u64,
    first: Option<(Spot, u64)>,
}

impl Counted {
    #[inline]
    fn add(&mut self, spot: Spot, index: u64) {
        self.count += 1;
        self.first.get_or_insert((spot, index));
    }

    /// The finding of this count, when there is anything to find.
    fn finding(&self, code: Code, list: &str) -> Option<Finding> {
        let (spot, index) = self.first?;
        let mut path = list.to_owned();
        path::push_element(&mut path, index);
        Some(Finding::new(code).at(spot.place(path)).with("count", self.count))
    }
}

/// The counts of a list, the keys of its records, and the ids that repeat are found by.
#[derive(Default)]
pub(super) struct Tally {
    total: u64,
    suspended: u64,
    tells_suspended: bool,
    dormant: u64,
    tells_dormant: bool,
    with_primary_email: u64,
    without_primary_email: Counted,
    several_primary_emails: Counted,
    without_key: Counted,
    pub(super) fields: Fields,
    ids: Vec<u64>,
    ids_not_rising: bool,
}

impl Tally {
    /// Counts a record that begins at `spot`.
    #[inline]
    pub(super) fn add(&mut self, account: &Account, spot: Spot) {
        let index = self.total;
        self.total += 1;
        self.tells_suspended |= account.suspended.is_some();
        self.suspended += u64::from(account.suspended == Some(true));
        self.tells_dormant |= account.dormant.is_some();
        self.dormant += u64::from(account.dormant == Some(true));
        if account.has_primary_email {
            self.with_primary_email += 1;
        } else {
            self.without_primary_email.add(spot, index);
        }
        if account.several_primary_emails {
            self.several_primary_emails.add(spot, index);
        }
        if !account.has_key {
            self.without_key.add(spot, index);
        }
        if let Some(id) = account.id {
            self.ids_not_rising |= self.ids.last().is_some_and(|&last| last >= id);
            self.ids.push(id);
        }
    }

    /// The counts, and what was noticed about the accounts. `list` is the path of the list.
    pub(super) fn finish(mut self, list: &str) -> (UserCounts, Vec<Finding>) {
        let suspended = self.tells_suspended.then_some(self.suspended);
        let (fields, more_fields) = self.fields.finish();
        let counts = UserCounts {
            total: self.total,
            active: suspended.map(|suspended| self.total - suspended),
            suspended,
            dormant: self.tells_dormant.then_some(self.dormant),
            with_primary_email: self.with_primary_email,
            fields,
            more_fields,
        };
        let mut findings = Vec::new();
        findings.extend(self.without_primary_email.finding(Code::NoPrimaryEmail, list));
        findings.extend(self.several_primary_emails.finding(Code::SeveralPrimaryEmails, list));
        findings.extend(self.without_key.finding(Code::AccountWithoutKey, list));
        if self.ids_not_rising {
            findings.extend(repeated(&mut self.ids));
        }
        (counts, findings)
    }
}

/// The finding that ids stand on more than one account. The ids are sorted where they are; rising ids never get here.
fn repeated(ids: &mut [u64]) -> Option<Finding> {
    ids.sort_unstable();
    let mut groups = ids.chunk_by(u64::eq).filter(|group| group.len() > 1).map(|group| group[0]);
    let first = groups.next()?;
    let count = 1 + groups.count() as u64;
    Some(Finding::new(Code::RepeatedUserId).with("count", count).with("first", first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Param;

    fn repeats(ids: &[u64]) -> Option<(Param, Param)> {
        let mut tally = Tally::default();
        for &id in ids {
            let account =
                Account { id: Some(id), has_key: true, has_primary_email: true, ..Account::default() };
            tally.add(&account, Spot { line: 1, column: 1 });
        }
        let (_, findings) = tally.finish("users");
        assert!(findings.len() <= 1, "nothing but the repeats is to be found");
        let finding = findings.first()?;
        assert_eq!(finding.code, Code::RepeatedUserId, "ids repeat");
        Some((finding.params["count"].clone(), finding.params["first"].clone()))
    }

    #[test]
    fn ids_that_repeat_are_counted_once_each() {
        assert_eq!(repeats(&[1, 2, 3]), None, "rising ids cannot repeat");
        assert_eq!(repeats(&[3, 1, 2]), None, "other orders need not repeat");
        assert_eq!(
            repeats(&[5, 1, 5, 1, 5, 9]),
            Some((2.into(), 1.into())),
            "two ids stand on more than one account"
        );
        assert_eq!(repeats(&[7, 7]), Some((1.into(), 7.into())), "next to each other");
    }
}
