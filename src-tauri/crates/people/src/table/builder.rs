//! Finds all uses of all e-mails, and puts those together that are one.

use std::borrow::Cow;
use std::ops::Range;

use usage::roster::Protocol;

use super::leaders::{Leaders, runs};
use super::{Entry, Table, Use};
use crate::accounts::Accounts;
use crate::both::both;
use crate::email::{Letters, digest, form};
use crate::evidence::Evidence;
use crate::records::{NONE, Records, low, roster};

/// Where the text of a use stands.
#[derive(Clone, Copy)]
struct Source {
    entry: Entry,
    /// The row of a SAML `NameID`, or the number of a value or subscription.
    place: u32,
    /// Which list of identities or subscriptions.
    list: u32,
}

/// Finds all uses of all e-mails.
pub(crate) struct Builder<'a> {
    evidence: &'a Evidence,
    accounts: &'a Accounts,
    records: &'a Records,
    /// The uses behind those of accounts.
    sources: Vec<Source>,
    /// The upper half of a digest, and the number of a use: an account, or behind those a source. In two parts of about the
    /// same size, by the digest's first bit, which are sorted and compared at the same time.
    digests: [Vec<u64>; 2],
    /// What a what-if makes of a server's e-mail.
    change: Option<&'a (dyn Fn(&'a str) -> Cow<'a, str> + Sync)>,
    without_record: u64,
}

impl<'a> Builder<'a> {
    /// Reads all e-mails. `remembers` tells of a record whether it lists accounts that only the cloud knows: then the
    /// primary e-mails that it lists are theirs. `change` is what a what-if makes of the servers' e-mails.
    pub(crate) fn read(
        evidence: &'a Evidence,
        accounts: &'a Accounts,
        records: &'a Records,
        remembers: &dyn Fn(u32) -> bool,
        change: Option<&'a (dyn Fn(&'a str) -> Cow<'a, str> + Sync)>,
    ) -> Self {
        // About half of the digests have their first bit set. Of the cloud's rows most have one e-mail.
        let rows = roster(evidence).map_or(0, usage::roster::ConsumedRoster::len);
        let half = usize::midpoint(accounts.len() as usize, rows);
        let mut builder = Self {
            evidence,
            accounts,
            records,
            sources: Vec::new(),
            digests: [Vec::with_capacity(half), Vec::with_capacity(half)],
            change,
            without_record: 0,
        };
        for account in 0..accounts.len() {
            if let Some(email) = builder.primary(account).filter(|email| !email.trim().is_empty()) {
                builder.add_digest(&email, account);
            }
        }
        builder.read_rows(remembers);
        builder.read_identities();
        builder.read_subscriptions();
        builder
    }

    fn primary(&self, account: u32) -> Option<Cow<'a, str>> {
        self.accounts.primary_email(self.evidence, account).map(|email| self.changed(email))
    }

    /// What a what-if makes of a server's e-mail.
    fn changed(&self, email: &'a str) -> Cow<'a, str> {
        self.change.map_or(Cow::Borrowed(email), |change| change(email))
    }

    fn add_digest(&mut self, email: &str, number: u32) {
        let digest = digest(email);
        self.digests[usize::from(digest >> 63 == 1)].push(digest >> 32 << 32 | u64::from(number));
    }

    fn add(&mut self, entry: Entry, place: u32, list: u32, email: &str) {
        let number = u32::try_from(self.accounts.len() as usize + self.sources.len());
        if let (Ok(number), false) = (number, email.trim().is_empty()) {
            self.add_digest(email, number);
            self.sources.push(Source { entry, place, list });
        }
    }

    fn read_rows(&mut self, remembers: &dyn Fn(u32) -> bool) {
        let Some(roster) = roster(self.evidence) else { return };
        let records = self.records;
        for record in records.by_row(roster) {
            let is_login = record < records.logins;
            let remembers = remembers(record);
            let mut listed = 0..Entry::NTH_END;
            let mut verified = 0..Entry::NTH_END;
            for &row in records.rows_of(record) {
                if let Some(name_id) = roster.saml_name_id(row).filter(|_| is_login) {
                    self.add(Entry::new(Use::Saml, record, 0), row, NAME_ID, name_id);
                }
                let emails = roster.verified_emails(row).iter().filter(|_| is_login);
                // E-mails first: asked the other way round, a row's end would take a number with it.
                for (email, nth) in emails.zip(verified.by_ref()) {
                    self.add(Entry::new(Use::Verified, record, nth), row, 0, email);
                }
                let emails = roster.server_primary_emails(row).iter().filter(|_| remembers);
                for (email, nth) in emails.zip(listed.by_ref()) {
                    let email = self.changed(email);
                    self.add(Entry::new(Use::Listed, record, nth), row, 0, &email);
                }
            }
        }
    }

    fn read_identities(&mut self) {
        let evidence = self.evidence;
        for (list, identities) in (0..).zip(&evidence.identities) {
            // The values of one login stand together, mostly.
            let mut last: Option<(&str, Option<u32>)> = None;
            for (place, value) in (0..).zip(identities.values()) {
                let record = match last {
                    Some((login, record)) if login == value.login => record,
                    _ => roster(evidence).and_then(|roster| self.records.find(roster, value.login)),
                };
                last = Some((value.login, record));
                let Some(record) = record else {
                    self.without_record += 1;
                    continue;
                };
                let r#use = match value.protocol {
                    Protocol::Saml => Use::Saml,
                    Protocol::Scim => Use::Scim,
                };
                self.add(Entry::new(r#use, record, 0), place, list, value.value);
            }
        }
    }

    fn read_subscriptions(&mut self) {
        let evidence = self.evidence;
        let mut number = 0;
        for (list, subscriptions) in (0..).zip(&evidence.visual_studio) {
            for (place, subscription) in (0..).zip(subscriptions.subscriptions()) {
                self.add(
                    Entry::new(Use::Subscription, number, 0),
                    place,
                    list,
                    subscription.email.unwrap_or_default(),
                );
                number += 1;
            }
        }
    }

    fn entry(&self, number: u32) -> Entry {
        match number.checked_sub(self.accounts.len()) {
            None => Entry::new(Use::Primary, number, 0),
            Some(source) => self.sources[source as usize].entry,
        }
    }

    fn text(&self, number: u32) -> Cow<'a, str> {
        let Some(source) = number.checked_sub(self.accounts.len()) else {
            return self.primary(number).unwrap_or_default();
        };
        let source = self.sources[source as usize];
        let text = self.text_of(source).unwrap_or_default();
        if source.entry.r#use() == Use::Listed { self.changed(text) } else { Cow::Borrowed(text) }
    }

    fn text_of(&self, source: Source) -> Option<&'a str> {
        let (owner, nth, list) = (source.entry.owner(), source.entry.nth(), source.list as usize);
        let evidence = self.evidence;
        match source.entry.r#use() {
            Use::Primary => None,
            Use::Listed => self.records.listed_email(roster(evidence)?, owner, nth),
            Use::Verified => self.records.verified_email(roster(evidence)?, owner, nth),
            Use::Saml if source.list == NAME_ID => roster(evidence)?.saml_name_id(source.place),
            Use::Saml | Use::Scim => Some(evidence.identities.get(list)?.value(source.place)?.value),
            Use::Subscription => evidence.visual_studio.get(list)?.subscription(source.place)?.email,
        }
    }

    /// Sorts the digests and compares texts where they are equal.
    pub(crate) fn sort(mut self) -> Table {
        let [mut first, mut second] = std::mem::take(&mut self.digests);
        let leaders = Leaders::new(self.accounts.len() as usize + self.sources.len());
        let sort = |digests: &mut Vec<u64>| {
            digests.sort_unstable();
            runs(digests).for_each(|run| leaders.lead(run));
        };
        both(|| sort(&mut second), || sort(&mut first));
        // In the order of their numbers, in which texts lie, and not in that of their digests: so most of them are in a near cache.
        let half = leaders.len() / 2;
        both(|| self.compare(&leaders, half..leaders.len()), || self.compare(&leaders, 0..half));
        let (second, mut table) = both(|| self.part(&second, &leaders), || self.part(&first, &leaders));
        table.entries.reserve_exact(second.entries.len());
        table.entries.extend(second.entries);
        table.folding_matters |= second.folding_matters;
        table.without_record = self.without_record;
        table
    }

    /// Compares the texts of these uses with those of the first that have their digests.
    fn compare(&self, leaders: &Leaders, numbers: Range<usize>) {
        for number in numbers {
            // A digest and a text share their number, which has 32 bits.
            let number = u32::try_from(number).unwrap_or(NONE);
            if let Some(leader) = leaders.of(number)
                && leader != number
                && self.text(number) != self.text(leader)
            {
                leaders.differ(leader);
            }
        }
    }

    fn part(&self, digests: &[u64], leaders: &Leaders) -> Table {
        let mut table = Table::default();
        // Most uses are shared, or few of them are and the table is small.
        table.entries.reserve_exact(runs(digests).map(<[u64]>::len).sum());
        for run in runs(digests) {
            if leaders.are_same(run) {
                let at = table.entries.len();
                table.entries.extend(run.iter().map(|&number| self.entry(low(number))));
                table.entries[at..].sort_unstable_by_key(|entry| entry.rank());
                table.entries[at].0 |= Entry::BEGINS_FOLDED | Entry::BEGINS_EXACT;
            } else {
                let texts: Vec<Cow<'a, str>> = run.iter().map(|&number| self.text(low(number))).collect();
                self.divide(run, &texts, &mut table);
            }
        }
        table.entries.shrink_to_fit();
        table
    }

    /// Divides a run of equal digests whose texts are not all equal into classes.
    fn divide(&self, run: &[u64], texts: &[Cow<'a, str>], table: &mut Table) {
        let mut forms: Vec<(String, String, (u64, u32), Entry)> = run
            .iter()
            .zip(texts)
            .map(|(&number, text)| {
                let folded = form(text, Letters::Folded).into_owned();
                let entry = self.entry(low(number));
                (folded, form(text, Letters::Exact).into_owned(), entry.rank(), entry)
            })
            .collect();
        forms.sort_unstable_by(|one, other| (&one.0, &one.1, one.2).cmp(&(&other.0, &other.1, other.2)));
        for class in forms.chunk_by(|one, other| one.0 == other.0) {
            if class.len() == 1 {
                continue;
            }
            let mut begins = Entry::BEGINS_FOLDED | Entry::BEGINS_EXACT;
            for (place, (_, exact, _, entry)) in class.iter().enumerate() {
                if place > 0 {
                    let other_letters = *exact != class[place - 1].1;
                    table.folding_matters |= other_letters;
                    begins = if other_letters { Entry::BEGINS_EXACT } else { 0 };
                }
                table.entries.push(Entry(entry.0 | begins));
            }
        }
    }
}

/// Stands for the cloud's rows among the lists of identities.
const NAME_ID: u32 = u32::MAX;
