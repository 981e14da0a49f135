//! Counts a few people again, with something changed, by the same rules.

use super::fix::Change;
use super::places::Place;
use crate::accounts::counts;
use crate::count::People;
use crate::email::{Letters, form};
use crate::groups::{Decided, Rules};
use crate::listed::{Still, still_has};
use crate::number::taken;
use crate::records::roster;
use crate::table::{Entry, Table, Use};

/// What is counted again: people's accounts and the records that concern them, numbered anew.
struct Few<'a> {
    people: &'a People,
    accounts: Vec<u32>,
    /// Records with a login first.
    records: Vec<u32>,
    logins: u32,
    changes: &'a [Change],
}

impl People {
    /// How many licenses fewer these people take with these changes. The changes give them e-mails that only they have, so
    /// nobody else can be concerned.
    pub(crate) fn saved_by(&self, people: &[u32], changes: &[Change]) -> u64 {
        let before = Few::of(self, people, &[]).licenses();
        before.saturating_sub(Few::of(self, people, changes).licenses())
    }
}

impl<'a> Few<'a> {
    fn of(people: &'a People, concerned: &[u32], changes: &'a [Change]) -> Self {
        let mut accounts: Vec<u32> =
            concerned.iter().flat_map(|&person| people.accounts_of(person)).copied().collect();
        accounts.sort_unstable();
        let logins = concerned.iter().filter_map(|&person| people.cloud_account_of(person));
        let listing = accounts.iter().flat_map(|&account| people.records_listing(account));
        let mut records: Vec<u32> = logins.chain(listing).collect();
        records.sort_unstable();
        records.dedup();
        let logins = records.partition_point(|&record| record < people.records.logins);
        Self { people, accounts, records, logins: number(logins), changes }
    }

    fn account(&self, account: u32) -> Option<u32> {
        self.accounts.binary_search(&account).ok().map(number)
    }

    fn record(&self, record: u32) -> Option<u32> {
        self.records.binary_search(&record).ok().map(number)
    }

    /// The primary e-mail of an account, as it would be.
    fn email(&self, account: u32) -> Option<&str> {
        let changed = self.changes.iter().find_map(|change| match change {
            Change::MakePrimary { account: of, email } if *of == account => Some(email.as_str()),
            _ => None,
        });
        changed.or_else(|| self.people.accounts.primary_email(&self.people.evidence, account))
    }

    fn licenses(&self) -> u64 {
        let flags: Vec<u16> =
            self.accounts.iter().map(|&account| self.people.accounts.flags[account as usize]).collect();
        let mut listed: Vec<(u32, u32)> = Vec::new();
        let mut still: Vec<Still> = Vec::new();
        for (place, &account) in (0..).zip(&self.accounts) {
            for record in self.people.records_listing(account) {
                let Some(own) = self.record(record) else { continue };
                listed.push((place, own));
                still.push(if self.people.accounts.is_remembered(account) {
                    Still::Exactly
                } else {
                    still_has(&self.people.evidence, &self.people.records, record, self.email(account))
                });
            }
        }
        let table = Table::of_exact(self.uses(&listed));
        let groups = Rules {
            letters: Letters::Exact,
            table: &table,
            flags: &flags,
            logins: self.logins,
            records: number(self.records.len()),
            listed: &listed,
            still: &still,
            decided: Decided::default(),
        }
        .group();
        taken(&groups, &flags, counts, self.logins, &|_| true)
    }

    /// All e-mails of these people, in their exact form.
    fn uses(&self, listed: &[(u32, u32)]) -> Vec<(String, Entry)> {
        let mut uses: Vec<(String, Entry)> = Vec::new();
        let mut add = |email: &str, r#use: Use, owner: u32| {
            let email = form(email, Letters::Exact);
            if !email.is_empty() {
                uses.push((email.into_owned(), Entry::new(r#use, owner, 0)));
            }
        };
        let people = self.people;
        for &account in &self.accounts {
            if let Some((email, own)) = self.email(account).zip(self.account(account)) {
                add(email, Use::Primary, own);
            }
        }
        let Some(roster) = roster(&people.evidence) else { return uses };
        for (own, &record) in (0..).zip(&self.records) {
            let rows = people.records.rows_of(record);
            let remembers = |&&(account, of): &&(u32, u32)| {
                of == own && people.accounts.is_remembered(self.accounts[account as usize])
            };
            if listed.iter().any(|listing| remembers(&listing)) {
                for email in rows.iter().flat_map(|&row| roster.server_primary_emails(row)) {
                    add(email, Use::Listed, own);
                }
            }
            if own >= self.logins {
                continue;
            }
            for &row in rows {
                roster.verified_emails(row).iter().for_each(|email| add(email, Use::Verified, own));
                roster.saml_name_id(row).iter().for_each(|name_id| add(name_id, Use::Saml, own));
            }
            for place in people.attributes_of(record) {
                if let Some(value) = people.text_at(Place::Attribute(place)) {
                    // SAML and SCIM are one step, and which of them it was is not asked here.
                    add(value, Use::Scim, own);
                }
            }
            for change in self.changes {
                if let Change::Verify { cloud_account, email } = change
                    && *cloud_account == record
                {
                    add(email, Use::Verified, own);
                }
            }
        }
        uses
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
