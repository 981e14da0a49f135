//! The count: who is one person.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use usage::roster::Subscription;

use crate::accounts::{Accounts, counts};
use crate::assemble::{Assembled, Known};
use crate::both::both;
use crate::email::Letters;
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::groups::{Decided, Groups, Link, Rules};
use crate::listed::{Still, still};
use crate::near::Attributes;
use crate::noticed::Noticed;
use crate::number::{Numbers, Step};
use crate::records::{Listing, Listings, NONE, Records, roster};
use crate::servers::{Server, Servers};
use crate::table::{Builder, Table, Use};

/// Everybody, counted. A person is a number: first the cloud's accounts in the order of their logins, then the groups that
/// no login was found for, in the order of their first accounts. Accounts, records of the cloud and subscriptions are
/// numbers too, so nothing about anybody is stored but numbers; texts are read where the evidence has them.
pub struct People {
    pub(crate) evidence: Arc<Evidence>,
    pub(crate) servers: Servers,
    pub(crate) known: Vec<Known>,
    pub(crate) accounts: Accounts,
    pub(crate) records: Records,
    /// Pairs of account and record: what the cloud's rows list, in order.
    pub(crate) listed: Vec<(u32, u32)>,
    /// For each of these pairs, whether it is still so.
    pub(crate) still: Vec<Still>,
    /// Pairs of record and its first remembered account, in order; found when first asked for.
    by_record: OnceLock<Vec<(u32, u32)>>,
    /// What the cloud's rows list and complete reports no longer have.
    pub(crate) gone: Vec<Listing>,
    pub(crate) table: Table,
    /// The attributes of identities, by login; found when first asked for.
    pub(crate) attributes: Attributes,
    pub(crate) groups: Groups,
    /// The first accounts of the groups without a link: the people behind the cloud's accounts.
    pub(crate) unlinked: Vec<u32>,
    /// The person of each account.
    person_of: Vec<u32>,
    /// The accounts of every person, person after person.
    members: Vec<u32>,
    /// Where the accounts of each person begin, and at last where all end.
    starts: Vec<u32>,
    /// Pairs of person and Visual Studio subscription, in order.
    pub(crate) subscriptions: Vec<(u32, u32)>,
    /// Which people take a Visual Studio license.
    pub(crate) visual_studio: Vec<bool>,
    pub(crate) numbers: Numbers,
    pub(crate) findings: Vec<Finding>,
}

impl People {
    /// Counts.
    pub fn count(mut evidence: Arc<Evidence>) -> Self {
        let mut listings = roster(&evidence).map(Listings::read).unwrap_or_default();
        if evidence.only_counted {
            forget_listed(&mut evidence);
        }
        let servers = Servers::of(&evidence, &listings.hosts);
        for listing in &mut listings.all {
            let host = listings.hosts.get(listing.server as usize);
            listing.server = host.and_then(|host| servers.by_host.get(host)).copied().unwrap_or(NONE);
        }
        let records =
            roster(&evidence).map(|roster| Records::of(roster, &mut listings.all)).unwrap_or_default();
        let Assembled { accounts, listed, gone, known, two_people, keyless, annotating_nothing } =
            Assembled::of(&evidence, &servers.all, &listings.all);
        let unreadable = listings.unreadable;
        drop(listings);
        let remembering = remembering(&accounts, &listed, records.len());
        let remembers = |record: u32| remembering.get(record as usize).copied().unwrap_or_default();
        let primary = |account| accounts.primary_email(&evidence, account).map(Cow::Borrowed);
        let (still, table) = both(
            || still(&evidence, &accounts, &records, &listed, &primary),
            || Builder::read(&evidence, &accounts, &records, &remembers, None).sort(),
        );
        let mut people = Self {
            evidence,
            servers,
            known,
            accounts,
            records,
            listed,
            still,
            by_record: OnceLock::new(),
            gone,
            table,
            attributes: Attributes::default(),
            groups: Groups::default(),
            unlinked: Vec::new(),
            person_of: Vec::new(),
            members: Vec::new(),
            starts: Vec::new(),
            subscriptions: Vec::new(),
            visual_studio: Vec::new(),
            numbers: Numbers::default(),
            findings: Vec::new(),
        };
        let group = |letters: Letters| {
            let flags = &people.accounts.flags;
            people.group(letters, flags, &people.table, &people.still, Decided::default())
        };
        let folding_matters = people.table.folding_matters || people.still.contains(&Still::Folded);
        let (folded, groups) =
            both(|| folding_matters.then(|| group(Letters::Folded)), || group(Letters::Exact));
        let low = people.low(folded.as_ref().unwrap_or(&groups));
        drop(folded);
        people.groups = groups;
        people.gather();
        people.find_subscriptions();
        people.numbers = Numbers::of(&people, low);
        let noticed = Noticed { two_people, keyless, annotating_nothing, unreadable };
        people.findings = noticed.findings(&people);
        people.numbers.complete &= noticed.two_people.count == 0;
        people
    }

    /// Groups all accounts by the same rules, in these letters, with these flags, and with what a person decided.
    pub(crate) fn group(
        &self,
        letters: Letters,
        flags: &[u16],
        table: &Table,
        still: &[Still],
        decided: Decided<'_>,
    ) -> Groups {
        Rules {
            letters,
            table,
            flags,
            logins: self.records.logins,
            records: self.records.len(),
            listed: &self.listed,
            still,
            decided,
        }
        .group()
    }

    /// Numbers the people and lays their accounts beside each other.
    fn gather(&mut self) {
        let groups = &self.groups;
        let logins = self.records.logins as usize;
        self.unlinked = (0..self.accounts.len())
            .filter(|&account| {
                groups.of[account as usize] == account && !groups.links[account as usize].is_some()
            })
            .collect();
        let count = logins + self.unlinked.len();
        let mut person_of = vec![NONE; self.accounts.len() as usize];
        for (person, &group) in (self.records.logins..).zip(&self.unlinked) {
            person_of[group as usize] = person;
        }
        let mut starts = vec![0_u32; count + 1];
        for account in 0..person_of.len() {
            // The first account of a group stands before the others.
            let group = groups.of[account] as usize;
            let link = groups.links[group];
            person_of[account] = if link.is_some() { link.login } else { person_of[group] };
            starts[person_of[account] as usize + 1] += 1;
        }
        for person in 0..count {
            starts[person + 1] += starts[person];
        }
        let mut next = starts.clone();
        let mut members = vec![0_u32; person_of.len()];
        for (account, &person) in (0_u32..).zip(&person_of) {
            let place = &mut next[person as usize];
            members[*place as usize] = account;
            *place += 1;
        }
        self.person_of = person_of;
        self.starts = starts;
        self.members = members;
    }

    /// The first account of those that a record lists and no complete report replaces.
    pub(crate) fn remembered_by(&self, record: u32) -> Option<u32> {
        let by_record = self.by_record.get_or_init(|| {
            let remembered = self.listed.iter().filter(|(account, _)| self.accounts.is_remembered(*account));
            let mut first: Vec<(u32, u32)> = remembered.map(|&(account, record)| (record, account)).collect();
            first.sort_unstable();
            first.dedup_by_key(|(record, _)| *record);
            first
        });
        let place = by_record.binary_search_by_key(&record, |&(record, _)| record).ok()?;
        by_record.get(place).map(|&(_, account)| account)
    }

    /// The link of an account's group.
    pub(crate) fn link(&self, account: u32) -> Link {
        self.groups.links[self.groups.of[account as usize] as usize]
    }

    /// The person whose account this is; no person's number behind the last account.
    pub fn person_of(&self, account: u32) -> u32 {
        self.person_of.get(account as usize).copied().unwrap_or(NONE)
    }

    /// How many people there are, with those who take no license.
    pub fn len(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(NONE)
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many server accounts there are. They are numbered from 0.
    pub fn account_count(&self) -> u32 {
        self.accounts.len()
    }

    /// The server accounts of a person, in order.
    pub fn accounts_of(&self, person: u32) -> &[u32] {
        let person = person as usize;
        match (self.starts.get(person), self.starts.get(person + 1)) {
            (Some(&start), Some(&end)) => &self.members[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The cloud account of a person, as its record.
    pub fn cloud_account_of(&self, person: u32) -> Option<u32> {
        (person < self.records.logins).then_some(person)
    }

    /// Whether a person takes a license, as documented: every cloud account does, and every group without one in which at
    /// least one account counts.
    pub fn takes_license(&self, person: u32) -> bool {
        person < self.records.logins || self.accounts_of(person).iter().any(|&account| self.counts(account))
    }

    /// Whether an account can take a license.
    pub fn counts(&self, account: u32) -> bool {
        self.accounts.flags.get(account as usize).is_some_and(|&flags| counts(flags))
    }

    /// Finds whose the Visual Studio subscriptions are, and who takes a Visual Studio license.
    ///
    /// A subscription is the login's that it is matched to; else it is shown with the person whose e-mail it equals: of a
    /// login first, in order, then of a server account (github/docs, "About Visual Studio subscriptions with GitHub
    /// Enterprise"). It joins nobody.
    fn find_subscriptions(&mut self) {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut matched = vec![false; self.subscription_count() as usize];
        for number in 0..self.subscription_count() {
            let login = self.subscription(number).and_then(|subscription| subscription.login);
            let record = login
                .zip(roster(&self.evidence))
                .and_then(|(login, roster)| self.records.find(roster, login));
            if let Some(record) = record {
                matched[number as usize] = true;
                found.push((record, number));
            }
        }
        let classes = self.table.classes(Letters::Exact).take_while(|_| !matched.is_empty());
        for class in classes {
            if class.iter().all(|entry| entry.r#use() != Use::Subscription) {
                continue;
            }
            let login = class.iter().filter(|entry| entry.r#use().is_of_login()).map(|entry| entry.owner());
            let accounts = class.iter().filter_map(|&entry| self.account_in_class(entry));
            let person = login.min().or_else(|| accounts.map(|account| self.person_of(account)).min());
            for entry in class.iter().filter(|entry| entry.r#use() == Use::Subscription) {
                if let Some(person) = person.filter(|_| !matched[entry.owner() as usize]) {
                    found.push((person, entry.owner()));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        self.visual_studio = vec![false; self.len() as usize];
        for &(person, _) in &found {
            self.visual_studio[person as usize] = true;
        }
        self.subscriptions = found;
        self.find_visual_studio_rows();
    }

    /// Marks those whom the cloud's rows call Visual Studio users.
    fn find_visual_studio_rows(&mut self) {
        for record in (0..self.records.logins).filter(|&record| self.records.is_visual_studio(record)) {
            self.visual_studio[record as usize] = true;
        }
        for &(account, record) in &self.listed {
            if record >= self.records.logins && self.records.is_visual_studio(record) {
                let person = self.person_of(account);
                self.visual_studio[person as usize] = true;
            }
        }
    }

    /// How many Visual Studio subscriptions there are.
    pub(crate) fn subscription_count(&self) -> u32 {
        let count: usize = self.evidence.visual_studio.iter().map(|list| list.len()).sum();
        u32::try_from(count).unwrap_or(NONE)
    }

    /// A Visual Studio subscription.
    pub(crate) fn subscription(&self, number: u32) -> Option<Subscription<'_>> {
        let mut left = number;
        for list in &self.evidence.visual_studio {
            let count = u32::try_from(list.len()).unwrap_or(NONE);
            match left.checked_sub(count) {
                None => return list.subscription(left),
                Some(behind) => left = behind,
            }
        }
        None
    }

    /// The number and its range.
    pub fn licenses(&self) -> crate::number::Licenses {
        self.numbers.licenses
    }

    /// How the number comes about.
    pub fn waterfall(&self) -> &[Step] {
        &self.numbers.waterfall
    }

    /// Totals of accounts, and whether everybody is known.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// What was noticed, in a fixed order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The servers, in the order of their labels.
    pub fn servers(&self) -> impl ExactSizeIterator<Item = (&Server, Known)> {
        self.servers.all.iter().zip(self.known.iter().copied())
    }

    /// The evidence that was counted.
    pub fn evidence(&self) -> &Arc<Evidence> {
        &self.evidence
    }

    /// How many bytes of memory it takes, the evidence not counted.
    pub fn bytes_held(&self) -> usize {
        size_of::<Self>()
            + self.accounts.bytes_held()
            + self.records.bytes_held()
            + self.table.bytes_held()
            + self.groups.bytes_held()
            + (self.listed.capacity() + self.subscriptions.capacity()) * size_of::<(u32, u32)>()
            + self.still.capacity()
            + self.gone.capacity() * size_of::<Listing>()
            + (self.unlinked.capacity() + 2 * self.members.capacity() + self.starts.capacity())
                * size_of::<u32>()
            + self.visual_studio.capacity()
    }
}

/// Forgets what the cloud's rows list of accounts on servers, unless somebody else holds it: from here on it stands in numbers.
fn forget_listed(evidence: &mut Arc<Evidence>) {
    let cloud = Arc::get_mut(evidence).and_then(|evidence| evidence.cloud.as_mut());
    if let Some(roster) = cloud.and_then(|cloud| Arc::get_mut(&mut cloud.roster)) {
        roster.forget_server_user_ids();
    }
}

/// Which records list accounts that only the cloud knows.
fn remembering(accounts: &Accounts, listed: &[(u32, u32)], records: u32) -> Vec<bool> {
    let mut remembering = vec![false; records as usize];
    for &(account, record) in listed.iter().filter(|(account, _)| accounts.is_remembered(*account)) {
        debug_assert!(account < accounts.len(), "listed accounts are accounts");
        remembering[record as usize] = true;
    }
    remembering
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for People {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("People")
            .field("people", &self.len())
            .field("accounts", &self.accounts.len())
            .finish_non_exhaustive()
    }
}
