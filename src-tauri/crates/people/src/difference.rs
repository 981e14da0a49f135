//! The difference between `documented` and the cloud's own `total_seats_consumed`, by reasons with people behind each.
//!
//! The cloud's rows and the people here are matched by the accounts that both name. A login stands on both sides. What is
//! left is people whom no row without a login has, and rows without a login that nobody here is: each has a reason, the
//! first of these that applies (assumed; GitHub publishes nothing of the kind).
//!
//! | left over | reason |
//! |---|---|
//! | a person, one of whose accounts a row lists under a login, with another primary e-mail | `email_changed` |
//! | the same, but the account has no primary e-mail to compare | `no_longer_linked` |
//! | a person all of whose counting accounts are known from a report that is older than the cloud's last sync | `remembered_stale` |
//! | any other person whom no row has | `new_account` |
//! | a person who was one row's together with others, and is now one more | `email_changed`, or `no_longer_linked` without an e-mail |
//! | a row that names no readable account | `cloud_only_knows` |
//! | a row one of whose accounts is now a login's | `email_changed` if its primary e-mail did, else `newly_linked` |
//! | a row whose accounts count no more | `suspended_since` |
//! | a row none of whose accounts are left | `gone_account` |
//! | a row whose accounts are now one person's together with another row's | `email_changed` if a primary e-mail did, else `newly_linked` |
//! | what the cloud counts beyond its own rows, or short of them | `unexplained` |

use std::collections::BTreeMap;

use crate::accounts::flag;
use crate::count::People;
use crate::email::Letters;
use crate::groups::{find, unite};

/// Why the cloud's own number is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The cloud has not heard of the account.
    NewAccount,
    /// The account is gone from its server.
    GoneAccount,
    /// The account is suspended since, or counts no more.
    SuspendedSince,
    /// A primary e-mail is another one.
    EmailChanged,
    /// A login was found for what the cloud knows from servers alone, or two such rows are one person.
    NewlyLinked,
    /// No login is found for what the cloud lists under one.
    NoLongerLinked,
    /// An old report has somebody whom the cloud does not remember.
    RememberedStale,
    /// The cloud counts somebody of whom its rows name no account.
    CloudOnlyKnows,
    /// Nothing here explains it.
    Unexplained,
}

impl Reason {
    /// All reasons, in their order.
    pub const ALL: [Self; 9] = [
        Self::NewAccount,
        Self::GoneAccount,
        Self::SuspendedSince,
        Self::EmailChanged,
        Self::NewlyLinked,
        Self::NoLongerLinked,
        Self::RememberedStale,
        Self::CloudOnlyKnows,
        Self::Unexplained,
    ];

    /// Its name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewAccount => "new_account",
            Self::GoneAccount => "gone_account",
            Self::SuspendedSince => "suspended_since",
            Self::EmailChanged => "email_changed",
            Self::NewlyLinked => "newly_linked",
            Self::NoLongerLinked => "no_longer_linked",
            Self::RememberedStale => "remembered_stale",
            Self::CloudOnlyKnows => "cloud_only_knows",
            Self::Unexplained => "unexplained",
        }
    }
}

/// Who is behind a part of the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Behind {
    /// A person who takes a license here, and none in the cloud.
    Person(u32),
    /// A record of the cloud without a login that is nobody here; [`People::rows_of_record`] has its rows.
    Record(u32),
    /// A row that names no account.
    Row(u32),
}

/// A part of the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Why.
    pub reason: Reason,
    /// How many licenses more or fewer there are here than in the cloud.
    pub change: i64,
    /// Who: people add a license each, records and rows take one away. Nobody is behind what is unexplained.
    pub behind: Vec<Behind>,
}

/// The whole difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `total_seats_consumed`.
    pub consumed: u64,
    /// How many licenses more or fewer there are here.
    pub change: i64,
    /// Why, in the order of the reasons. Parts of zero are left out, but what is unexplained never is.
    pub parts: Vec<Part>,
}

/// A person and a record that have an account in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    record: u32,
    person: u32,
}

impl People {
    /// The difference from the cloud's own number; `None` where the cloud did not tell it.
    pub fn difference(&self) -> Option<Difference> {
        let consumed = self.evidence.cloud.as_ref()?.consumed?;
        let mut behind: BTreeMap<Reason, Vec<Behind>> = BTreeMap::new();
        let bare = self.records.bare_rows.iter().map(|&row| Behind::Row(row)).collect();
        behind.insert(Reason::CloudOnlyKnows, bare);
        let pairs = self.pairs();
        self.unpaired_records(&pairs, &mut behind);
        self.unpaired_people(&pairs, &mut behind);
        self.uneven_pairs(&pairs, &mut behind);
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let change = signed(self.licenses().documented) - signed(consumed);
        let mut parts = Vec::new();
        let mut explained = 0;
        for (reason, mut behind) in behind.into_iter().filter(|(_, behind)| !behind.is_empty()) {
            behind.sort_unstable();
            let more = behind.iter().filter(|who| matches!(who, Behind::Person(_))).count();
            let part = signed(more as u64) - signed((behind.len() - more) as u64);
            explained += part;
            parts.push(Part { reason, change: part, behind });
        }
        let unexplained = change - explained;
        parts.push(Part { reason: Reason::Unexplained, change: unexplained, behind: Vec::new() });
        Some(Difference { consumed, change, parts })
    }

    /// Whether this is a person who takes a license by server accounts alone.
    fn is_unlinked_and_counts(&self, person: u32) -> bool {
        person >= self.records.logins && self.takes_license(person)
    }

    /// Records without a login, and the people behind the cloud's accounts who have one of their accounts, in order.
    fn pairs(&self) -> Vec<Pair> {
        let listed = self.listed.iter().filter(|(_, record)| *record >= self.records.logins);
        let pairs = listed.map(|&(account, record)| Pair { record, person: self.person_of(account) });
        let mut pairs: Vec<Pair> = pairs.filter(|pair| self.is_unlinked_and_counts(pair.person)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Records that are nobody here who takes a license by server accounts alone.
    fn unpaired_records(&self, pairs: &[Pair], behind: &mut BTreeMap<Reason, Vec<Behind>>) {
        let first = self.records.logins;
        let mut reasons = vec![Reason::GoneAccount; (self.records.len() - first) as usize];
        for (&(account, record), still) in self.listed.iter().zip(&self.still) {
            let Some(place) = record.checked_sub(first) else { continue };
            let reason = &mut reasons[place as usize];
            if self.person_of(account) >= first {
                if *reason == Reason::GoneAccount {
                    *reason = Reason::SuspendedSince;
                }
            } else if !still.is_so(Letters::Exact) {
                *reason = Reason::EmailChanged;
            } else if *reason != Reason::EmailChanged {
                *reason = Reason::NewlyLinked;
            }
        }
        let mut paired = vec![false; reasons.len()];
        for pair in pairs {
            paired[(pair.record - first) as usize] = true;
        }
        for ((record, reason), _) in (first..).zip(reasons).zip(paired).filter(|(_, paired)| !paired) {
            behind.entry(reason).or_default().push(Behind::Record(record));
        }
    }

    /// People whom no record without a login has.
    fn unpaired_people(&self, pairs: &[Pair], behind: &mut BTreeMap<Reason, Vec<Behind>>) {
        let first = self.records.logins;
        let mut paired = vec![false; (self.len() - first) as usize];
        for pair in pairs {
            paired[(pair.person - first) as usize] = true;
        }
        for (person, _) in (first..).zip(paired).filter(|(_, paired)| !paired) {
            if !self.takes_license(person) {
                continue;
            }
            let accounts = self.accounts_of(person);
            let mut under_login =
                accounts.iter().filter(|&&account| self.records_listing(account).next().is_some()).peekable();
            let is_old = |&&account: &&u32| {
                let server = self.accounts.server(account) as usize;
                self.known.get(server).is_some_and(|known| known.stale)
            };
            let reason = if under_login.peek().is_some() {
                if under_login.all(|&account| self.accounts.is(account, flag::NO_EMAIL)) {
                    Reason::NoLongerLinked
                } else {
                    Reason::EmailChanged
                }
            } else if accounts.iter().filter(|&&account| self.counts(account)).all(|account| is_old(&account))
            {
                Reason::RememberedStale
            } else {
                Reason::NewAccount
            };
            behind.entry(reason).or_default().push(Behind::Person(person));
        }
    }

    /// Where several people and several records hang together, and there are more of the one than of the other.
    fn uneven_pairs(&self, pairs: &[Pair], behind: &mut BTreeMap<Reason, Vec<Behind>>) {
        let first = self.records.logins;
        let mut together: Vec<u32> = (0..self.len() - first).collect();
        for run in pairs.chunk_by(|one, other| one.record == other.record) {
            for pair in run {
                unite(&mut together, run[0].person - first, pair.person - first);
            }
        }
        // All people and all records, by those that hang together.
        let mut people: Vec<(u32, u32)> = Vec::with_capacity(pairs.len());
        let mut records: Vec<(u32, u32)> = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let root = find(&mut together, pair.person - first);
            people.push((root, pair.person));
            records.push((root, pair.record));
        }
        for list in [&mut people, &mut records] {
            list.sort_unstable();
            list.dedup();
        }
        let mut records = records.chunk_by(|one, other| one.0 == other.0);
        for people in people.chunk_by(|one, other| one.0 == other.0) {
            // Both lists have the same roots, in order.
            let records = records.next().unwrap_or_default();
            if people.len() == records.len() {
                continue;
            }
            let mut people: Vec<u32> = people.iter().map(|&(_, person)| person).collect();
            // Those whose e-mail changed come first: they are what it is for.
            people.sort_by_key(|&person| !self.email_changed_of(person));
            for &person in people.iter().take(people.len().saturating_sub(records.len())) {
                let has_email = self
                    .accounts_of(person)
                    .iter()
                    .any(|&account| !self.accounts.is(account, flag::NO_EMAIL));
                let reason = if has_email { Reason::EmailChanged } else { Reason::NoLongerLinked };
                behind.entry(reason).or_default().push(Behind::Person(person));
            }
            let unchanged = |record: u32| !self.email_changed_in(record, &people);
            let mut records: Vec<(bool, u32)> =
                records.iter().map(|&(_, record)| (unchanged(record), record)).collect();
            records.sort_unstable();
            for &(unchanged, record) in records.iter().take(records.len().saturating_sub(people.len())) {
                let reason = if unchanged { Reason::NewlyLinked } else { Reason::EmailChanged };
                behind.entry(reason).or_default().push(Behind::Record(record));
            }
        }
    }

    /// Whether an account of this person is listed with another e-mail than it has.
    fn email_changed_of(&self, person: u32) -> bool {
        self.accounts_of(person).iter().any(|&account| {
            let start = self.listed.partition_point(|&(listed, _)| listed < account);
            let listed = self.listed[start..].iter().zip(&self.still[start..]);
            listed
                .take_while(|((listed, _), _)| *listed == account)
                .any(|(_, still)| !still.is_so(Letters::Exact))
        })
    }

    /// Whether an account of these people is listed by this record with another e-mail than it has.
    fn email_changed_in(&self, record: u32, people: &[u32]) -> bool {
        people.iter().flat_map(|&person| self.accounts_of(person)).any(|&account| {
            self.listed
                .binary_search(&(account, record))
                .is_ok_and(|place| !self.still[place].is_so(Letters::Exact))
        })
    }
}
