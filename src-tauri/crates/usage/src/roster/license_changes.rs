//! Who changed between two of the cloud's reports of consumed licenses.

use std::collections::HashMap;

use super::{ConsumedRoster, LicensedUser, ServerUserId};
use crate::outside::host_key;

/// People of two reports who are the same, where the two do not agree on how many they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrouped {
    /// Their rows in the earlier report.
    pub before: Vec<u32>,
    /// Their rows in the later one.
    pub after: Vec<u32>,
}

/// The differences between two reports, as rows. Whoever shows them has the rosters at hand.
///
/// Rows are of the same person when they have a login in common, whatever its letter case, or an account on a server. A row with
/// neither is told by the primary e-mails of its server accounts. The rows of the later report are those of the earlier one, and
/// those who joined, without those who left and those who merged, and with those who split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LicenseChanges {
    /// People whom only the later report has, as rows of it.
    pub joined: Vec<u32>,
    /// People whom only the earlier report has, as rows of it.
    pub left: Vec<u32>,
    /// People who have fewer rows in the later report.
    pub merged: Vec<Regrouped>,
    /// People who have more rows in the later report.
    pub split: Vec<Regrouped>,
}

/// What a row is told by.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Login(String),
    Account(String, u64),
    Email(String),
}

fn keys(user: &LicensedUser<'_>) -> Vec<Key> {
    let accounts = user.server_user_ids.into_iter().filter_map(ServerUserId::parse);
    let mut keys: Vec<Key> =
        accounts.map(|account| Key::Account(host_key(account.host), account.id)).collect();
    keys.extend(user.login.map(|login| Key::Login(login.to_lowercase())));
    if keys.is_empty() {
        keys.extend(user.server_primary_emails.into_iter().map(|email| Key::Email(email.to_lowercase())));
    }
    keys
}

/// Which rows belong together: a forest in which the root of a tree stands for its rows.
struct Forest(Vec<usize>);

impl Forest {
    fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller number is the root, so that groups come in the order of the reports.
        self.0[one.max(other)] = one.min(other);
    }
}

impl LicenseChanges {
    /// Compares two reports.
    pub fn between(before: &ConsumedRoster, after: &ConsumedRoster) -> Self {
        let rows = before.len() + after.len();
        let mut forest = Forest((0..rows).collect());
        let mut seen: HashMap<Key, usize> = HashMap::with_capacity(rows);
        for (node, user) in before.users().chain(after.users()).enumerate() {
            for key in keys(&user) {
                let first = *seen.entry(key).or_insert(node);
                forest.join(first, node);
            }
        }
        drop(seen);
        let mut groups: Vec<Regrouped> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for node in 0..rows {
            let place = *places.entry(forest.root(node)).or_insert_with(|| {
                groups.push(Regrouped { before: Vec::new(), after: Vec::new() });
                groups.len() - 1
            });
            // Rows are numbered by 32 bits, which rosters see to.
            let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
            match node.checked_sub(before.len()) {
                None => groups[place].before.push(row(node)),
                Some(later) => groups[place].after.push(row(later)),
            }
        }
        let mut changes = Self::default();
        for group in groups {
            match (group.before.len(), group.after.len()) {
                (0, _) => changes.joined.extend(group.after),
                (_, 0) => changes.left.extend(group.before),
                (before, after) if before > after => changes.merged.push(group),
                (before, after) if before < after => changes.split.push(group),
                _ => {}
            }
        }
        changes
    }

    /// How many rows fewer the merged people have.
    pub fn merged_rows(&self) -> u64 {
        self.merged.iter().map(|group| (group.before.len() - group.after.len()) as u64).sum()
    }

    /// How many rows more the split people have.
    pub fn split_rows(&self) -> u64 {
        self.split.iter().map(|group| (group.after.len() - group.before.len()) as u64).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Unwatched, read_people};
    use crate::roster::People;

    /// A report of rows, each a login and accounts.
    fn report(rows: &[(&str, &[&str])]) -> ConsumedRoster {
        let rows: Vec<_> = rows
            .iter()
            .map(|(login, accounts)| {
                format!(r#"{{"github_com_login":"{login}","enterprise_server_user_ids":{accounts:?}}}"#)
            })
            .collect();
        let text = format!(
            r#"{{"total_seats_consumed":{},"total_seats_purchased":9,"users":[{}]}}"#,
            rows.len(),
            rows.join(",")
        );
        match read_people(&mut text.as_bytes(), None, &Unwatched).unwrap().1 {
            Some(People::Cloud(roster)) => *roster,
            _ => ConsumedRoster::default(),
        }
    }

    #[test]
    fn who_is_in_one_report_only_joined_or_left() {
        let before = report(&[("mona", &["ghe.example:1"]), ("kai", &[])]);
        let after = report(&[("MONA", &[]), ("zoe", &["ghe.example:7"])]);
        let changes = LicenseChanges::between(&before, &after);
        assert_eq!((&changes.joined[..], &changes.left[..]), (&[1][..], &[1][..]), "zoe came, kai went");
        assert!(changes.merged.is_empty() && changes.split.is_empty(), "mona is one row in each");
    }

    #[test]
    fn two_rows_that_became_one_merged_and_one_that_became_two_split() {
        let apart = report(&[("mona", &[]), ("", &["7:ghe.example:Member"]), ("kai", &[])]);
        let together = report(&[("mona", &["GHE.example:7"]), ("kai", &[])]);
        let merged = LicenseChanges::between(&apart, &together);
        assert_eq!(
            merged.merged,
            [Regrouped { before: vec![0, 1], after: vec![0] }],
            "the server's row is hers"
        );
        assert_eq!(merged.merged_rows(), 1, "one license fewer");
        let split = LicenseChanges::between(&together, &apart);
        assert_eq!(
            split.split,
            [Regrouped { before: vec![0], after: vec![0, 1] }],
            "and the other way round"
        );
        assert!(merged.joined.is_empty() && merged.left.is_empty(), "nobody came or went");
    }

    #[test]
    fn the_rows_of_the_later_report_are_accounted_for() {
        let logins = ["", "a", "b", "c", "d"];
        let ids: &[&[&str]] = &[&[], &["h:1"], &["h:2"], &["h:1", "h:2"], &["h:3"]];
        let mut seed = 7_u32;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as usize % below
        };
        for _ in 0..500 {
            let mut side = || -> Vec<(&str, &[&str])> {
                (0..next(6)).map(|_| (logins[next(logins.len())], ids[next(ids.len())])).collect()
            };
            let (before, after) = (report(&side()), report(&side()));
            let changes = LicenseChanges::between(&before, &after);
            let reckoned = before.len() as u64 + changes.joined.len() as u64 + changes.split_rows();
            assert_eq!(
                after.len() as u64,
                reckoned - changes.left.len() as u64 - changes.merged_rows(),
                "joined and split less left and merged"
            );
        }
    }
}
