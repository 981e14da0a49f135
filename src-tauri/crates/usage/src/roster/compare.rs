//! What became of a server's accounts between two of its reports.

use super::search::compare_folded;
use super::{Account, Roster};

/// An account in two rosters: its row in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// Its row in the earlier one.
    pub before: u32,
    /// Its row in the later one.
    pub after: u32,
}

/// The differences between two reports of one server, as rows. Whoever shows them has the rosters at hand.
///
/// Accounts are the same when their ids are; where one of the two tells no id, when their logins are, whatever the letter
/// case. An id that stands twice in a report is taken where it stands first. Who joined and who left is only true when both
/// reports list every account; a report of the dormant ones, say, leaves out who became active.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Accounts that are only in the later report, as rows of it.
    pub joined: Vec<u32>,
    /// Accounts that are only in the earlier report, as rows of it.
    pub left: Vec<u32>,
    /// Accounts that were not suspended, and are.
    pub suspended: Vec<Pair>,
    /// Accounts that were suspended, and are not.
    pub came_back: Vec<Pair>,
    /// Accounts whose primary e-mail is another, or is there or gone. The letter case of a domain is no difference.
    pub email_changed: Vec<Pair>,
    /// Accounts whose role is another.
    pub role_changed: Vec<Pair>,
}

impl Comparison {
    /// Compares two reports of one server. It takes about as long as sorting their ids does, which for ids that rise is
    /// reading them.
    pub fn between(before: &Roster, after: &Roster) -> Self {
        let mut comparison = Self::default();
        let matching = Matching::of(before, after);
        let tells_emails = tells_email(before) && tells_email(after);
        for pair in &matching.pairs {
            let (Some(earlier), Some(later)) = (before.account(pair.before), after.account(pair.after))
            else {
                continue;
            };
            comparison.note(*pair, &earlier, &later, tells_emails);
        }
        comparison.joined = matching.only_after;
        comparison.left = matching.only_before;
        comparison
    }

    fn note(&mut self, pair: Pair, earlier: &Account<'_>, later: &Account<'_>, tells_emails: bool) {
        match (earlier.suspended, later.suspended) {
            (Some(false), Some(true)) => self.suspended.push(pair),
            (Some(true), Some(false)) => self.came_back.push(pair),
            _ => {}
        }
        if tells_emails && !is_same_email(earlier.primary_email, later.primary_email) {
            self.email_changed.push(pair);
        }
        if let (Some(earlier), Some(later)) = (earlier.role, later.role)
            && !earlier.eq_ignore_ascii_case(later)
        {
            self.role_changed.push(pair);
        }
    }
}

/// Whether a report tells e-mails at all: one without that column changes nobody's.
fn tells_email(roster: &Roster) -> bool {
    (0..).take(roster.len()).any(|row| roster.primary_email(row).is_some())
}

/// Whether two e-mails are the same: the local part as written, the domain without letter case.
fn is_same_email(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) if one != other => match (one.rsplit_once('@'), other.rsplit_once('@')) {
            (Some((local, domain)), Some((other_local, other_domain))) => {
                local == other_local && domain.eq_ignore_ascii_case(other_domain)
            }
            _ => false,
        },
        (one, other) => one.is_some() == other.is_some(),
    }
}

/// Which rows are of one account, and which are alone.
#[derive(Default)]
struct Matching {
    pairs: Vec<Pair>,
    only_before: Vec<u32>,
    only_after: Vec<u32>,
}

impl Matching {
    fn of(before: &Roster, after: &Roster) -> Self {
        let mut matching = Self::default();
        let (earlier, later) = (by_id(before), by_id(after));
        let (lone_before, lone_after) = matching.join_ids(&earlier, &later);
        matching.join_logins(&by_login(before, lone_before), &by_login(after, lone_after));
        matching.pairs.sort_unstable_by_key(|pair| pair.after);
        matching.only_before.sort_unstable();
        matching.only_after.sort_unstable();
        matching
    }

    /// Joins rows of equal ids. Gives the rows of each side that have no id, or one that the other side does not have.
    fn join_ids(&mut self, earlier: &[Keyed<u64>], later: &[Keyed<u64>]) -> (Vec<u32>, Vec<u32>) {
        let (mut lone_before, mut lone_after) = (Vec::new(), Vec::new());
        let (mut earlier, mut later) = (earlier.iter().peekable(), later.iter().peekable());
        loop {
            match (earlier.peek(), later.peek()) {
                (Some(one), Some(other)) if one.key == other.key && one.key.is_some() => {
                    self.pairs.push(Pair { before: one.row, after: other.row });
                    earlier.next();
                    later.next();
                }
                (Some(one), Some(other)) if one.key > other.key => {
                    lone_after.push(other.row);
                    later.next();
                }
                (Some(one), _) => {
                    lone_before.push(one.row);
                    earlier.next();
                }
                (None, Some(other)) => {
                    lone_after.push(other.row);
                    later.next();
                }
                (None, None) => return (lone_before, lone_after),
            }
        }
    }

    /// Joins rows of equal logins where one side has no id; two ids are two accounts.
    fn join_logins(&mut self, earlier: &[Named<'_>], later: &[Named<'_>]) {
        let (mut earlier, mut later) = (groups(earlier).peekable(), groups(later).peekable());
        loop {
            match (earlier.peek(), later.peek()) {
                (Some(one), Some(other)) => match one[0].login.cmp(&other[0].login) {
                    std::cmp::Ordering::Less => self.leave(earlier.next()),
                    std::cmp::Ordering::Greater => self.join(later.next()),
                    std::cmp::Ordering::Equal if one[0].login.is_none() => {
                        self.leave(earlier.next());
                        self.join(later.next());
                    }
                    std::cmp::Ordering::Equal => {
                        self.pair_up(one, other);
                        earlier.next();
                        later.next();
                    }
                },
                (Some(_), None) => self.leave(earlier.next()),
                (None, Some(_)) => self.join(later.next()),
                (None, None) => return,
            }
        }
    }

    fn leave(&mut self, group: Option<&[Named<'_>]>) {
        self.only_before.extend(group.into_iter().flatten().map(|named| named.row));
    }

    fn join(&mut self, group: Option<&[Named<'_>]>) {
        self.only_after.extend(group.into_iter().flatten().map(|named| named.row));
    }

    /// Joins rows of one login. A row without an id is of whichever row the other side has first.
    fn pair_up(&mut self, earlier: &[Named<'_>], later: &[Named<'_>]) {
        let without_id = |named: &&Named<'_>| !named.has_id;
        let pair = match (earlier.iter().find(without_id), later.iter().find(without_id)) {
            (Some(one), Some(other)) => Some((one.row, other.row)),
            (Some(one), None) => later.first().map(|other| (one.row, other.row)),
            (None, Some(other)) => earlier.first().map(|one| (one.row, other.row)),
            (None, None) => None,
        };
        self.pairs.extend(pair.map(|(before, after)| Pair { before, after }));
        // Further rows without an id tell the same login again; those with one are accounts of their own.
        let is_left = |named: &&Named<'_>, row: Option<u32>| named.has_id && Some(named.row) != row;
        let (before, after) = (pair.map(|pair| pair.0), pair.map(|pair| pair.1));
        self.only_before.extend(earlier.iter().filter(|named| is_left(named, before)).map(|named| named.row));
        self.only_after.extend(later.iter().filter(|named| is_left(named, after)).map(|named| named.row));
    }
}

/// A row and what it is found by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Keyed<K> {
    key: Option<K>,
    row: u32,
}

/// All rows by their ids, those without one first; of rows that share an id only the first.
fn by_id(roster: &Roster) -> Vec<Keyed<u64>> {
    let mut keyed: Vec<_> = roster.rows().into_iter().map(|row| Keyed { key: roster.id(row), row }).collect();
    if !keyed.is_sorted() {
        keyed.sort_unstable();
    }
    keyed.dedup_by(|later, first| later.key.is_some() && later.key == first.key);
    keyed
}

/// A row that no id joined.
struct Named<'r> {
    login: Option<Login<'r>>,
    has_id: bool,
    row: u32,
}

/// A login as logins are compared: without letter case.
#[derive(Clone, Copy)]
struct Login<'r>(&'r str);

impl PartialEq for Login<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Login<'_> {}

impl PartialOrd for Login<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Login<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        compare_folded(self.0, other.0)
    }
}

/// These rows by their logins, those without one first.
fn by_login(roster: &Roster, rows: Vec<u32>) -> Vec<Named<'_>> {
    let named = |row| Named { login: roster.login(row).map(Login), has_id: roster.id(row).is_some(), row };
    let mut named: Vec<_> = rows.into_iter().map(named).collect();
    named.sort_unstable_by(|one, other| one.login.cmp(&other.login).then(one.row.cmp(&other.row)));
    named
}

/// The rows of each login; a row without one stands alone.
fn groups<'n, 'r>(named: &'n [Named<'r>]) -> impl Iterator<Item = &'n [Named<'r>]> {
    named.chunk_by(|one, next| one.login.is_some() && one.login == next.login)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Located;

    fn roster(accounts: &[Account<'_>]) -> Roster {
        let mut roster = Roster::new(Located::Line);
        for account in accounts {
            roster.push(account).expect("room");
        }
        roster
    }

    fn account<'a>(id: Option<u64>, login: &'a str, email: &'a str) -> Account<'a> {
        Account {
            id,
            login: Some(login),
            primary_email: Some(email),
            role: Some("user"),
            suspended: Some(false),
            ..Account::default()
        }
    }

    #[test]
    fn every_change_is_told_by_its_rows() {
        let mona = account(Some(1), "mona", "mona@corp.example");
        let kai = account(Some(2), "kai", "kai@corp.example");
        let ben = account(Some(3), "ben", "ben@corp.example");
        let zoe = Account { suspended: Some(true), ..account(Some(4), "zoe", "zoe@corp.example") };
        let eve = account(Some(9), "eve", "eve@corp.example");
        let before = roster(&[kai, mona, ben, zoe]);
        let after = roster(&[
            Account { primary_email: Some("mona@new.example"), role: Some("admin"), ..mona },
            Account { suspended: Some(true), primary_email: Some("kai@CORP.example"), ..kai },
            Account { suspended: Some(false), login: Some("zoe-2"), ..zoe },
            eve,
        ]);
        let pair = |before, after| Pair { before, after };
        let expected = Comparison {
            joined: vec![3],
            left: vec![2],
            suspended: vec![pair(0, 1)],
            came_back: vec![pair(3, 2)],
            email_changed: vec![pair(1, 0)],
            role_changed: vec![pair(1, 0)],
        };
        assert_eq!(Comparison::between(&before, &after), expected, "by id, whatever the order and the login");
        assert_eq!(Comparison::between(&before, &before), Comparison::default(), "nothing changed");
    }

    #[test]
    fn logins_tell_accounts_where_a_report_has_no_ids() {
        let with_ids =
            roster(&[account(Some(1), "Mona", "a@x.example"), account(Some(2), "kai", "k@x.example")]);
        let without = roster(&[account(None, "kai", "k@x.example"), account(None, "mona", "b@x.example")]);
        let comparison = Comparison::between(&with_ids, &without);
        assert_eq!((&comparison.joined, &comparison.left), (&vec![], &vec![]), "in any letter case");
        assert_eq!(comparison.email_changed, [Pair { before: 0, after: 1 }], "and their changes");
        let other = roster(&[account(Some(7), "kai", "k@x.example")]);
        let comparison = Comparison::between(&with_ids, &other);
        assert_eq!(
            (comparison.joined, comparison.left),
            (vec![0], vec![0, 1]),
            "another id is another account"
        );
    }

    #[test]
    fn an_account_that_a_report_tells_twice_did_not_join() {
        let mona = account(Some(1), "mona", "a@x.example");
        let comparison = Comparison::between(&roster(&[mona]), &roster(&[mona, mona]));
        assert_eq!(comparison, Comparison::default(), "by id");
        let kai = account(None, "kai", "a@x.example");
        let comparison = Comparison::between(&roster(&[kai]), &roster(&[kai, kai]));
        assert_eq!(comparison, Comparison::default(), "by login");
    }

    #[test]
    fn a_report_without_a_column_changes_nobody() {
        let mona = account(Some(1), "mona", "a@x.example");
        let bare = Account { primary_email: None, role: None, suspended: None, ..mona };
        assert_eq!(
            Comparison::between(&roster(&[mona]), &roster(&[bare])),
            Comparison::default(),
            "not told"
        );
        let ben = account(Some(2), "ben", "b@x.example");
        let comparison = Comparison::between(&roster(&[mona, ben]), &roster(&[bare, ben]));
        assert_eq!(comparison.email_changed, [Pair { before: 0, after: 0 }], "gone, where others have one");
    }

    #[test]
    fn rows_without_id_and_login_are_never_the_same() {
        let nobody = Account::default();
        let comparison = Comparison::between(&roster(&[nobody, nobody]), &roster(&[nobody]));
        assert_eq!((comparison.left, comparison.joined), (vec![0, 1], vec![0]), "nothing tells them");
    }
}
