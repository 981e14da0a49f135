//! Everything by which a person could be recognised: e-mails of every kind, and logins.

use std::sync::OnceLock;

use crate::count::People;
use crate::records::roster;

/// Where a text stands that may be like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The primary e-mail of an account.
    Primary(u32),
    /// One of the other e-mails of an account.
    Secondary(u32, u32),
    /// One of the primary e-mails that a record lists for its remembered accounts.
    Listed(u32, u32),
    /// One of the verified e-mails of a login.
    Verified(u32, u32),
    /// The SAML `NameID` in a row of a login: record, row.
    NameId(u32, u32),
    /// An attribute of a login's identity, by its place in [`Attributes`].
    Attribute(u32),
    /// The login of an account.
    Login(u32),
    /// The login of a cloud account.
    CloudLogin(u32),
}

/// The attributes of linked identities that are compared: record, list, number; in order.
#[derive(Default)]
pub(crate) struct Attributes {
    all: OnceLock<Vec<(u32, u32, u32)>>,
}

impl People {
    /// The compared attributes of all linked identities, by record; found when first asked for.
    pub(crate) fn attributes(&self) -> &[(u32, u32, u32)] {
        self.attributes.all.get_or_init(|| {
            let mut all = Vec::new();
            let Some(roster) = roster(&self.evidence) else { return all };
            for (list, identities) in (0..).zip(&self.evidence.identities) {
                for (number, value) in (0..).zip(identities.values()) {
                    let record = self.records.find(roster, value.login);
                    all.extend(record.map(|record| (record, list, number)));
                }
            }
            all.sort_unstable();
            all
        })
    }

    /// The places of a record's attributes.
    pub(crate) fn attributes_of(&self, record: u32) -> std::ops::Range<u32> {
        let all = self.attributes();
        let start = all.partition_point(|attribute| attribute.0 < record);
        let end = all.partition_point(|attribute| attribute.0 <= record);
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        number(start)..number(end)
    }

    /// The text at a place.
    pub(crate) fn text_at(&self, place: Place) -> Option<&str> {
        let evidence = &self.evidence;
        match place {
            Place::Primary(account) => self.accounts.primary_email(evidence, account),
            Place::Secondary(account, nth) => {
                self.accounts.secondary_emails(evidence, account).iter().nth(nth as usize)
            }
            Place::Listed(record, nth) => self.records.listed_email(roster(evidence)?, record, nth),
            Place::Verified(record, nth) => self.records.verified_email(roster(evidence)?, record, nth),
            Place::NameId(_, row) => roster(evidence)?.saml_name_id(row),
            Place::Attribute(place) => {
                let &(_, list, number) = self.attributes().get(place as usize)?;
                Some(evidence.identities.get(list as usize)?.value(number)?.value)
            }
            Place::Login(account) => self.accounts.login(evidence, account),
            Place::CloudLogin(record) => self.login(record),
        }
    }

    /// Shows every text of a person once, whatever it is to them. People who take no license have none.
    pub(crate) fn each_place<'a>(
        &'a self,
        person: u32,
        texts: &mut Vec<&'a str>,
        show: &mut dyn FnMut(Place, &str),
    ) {
        texts.clear();
        let mut show = |place: Place, text: &'a str| {
            if !texts.contains(&text) {
                texts.push(text);
                show(place, text);
            }
        };
        let roster = roster(&self.evidence);
        for &account in self.accounts_of(person).iter().filter(|&&account| self.counts(account)) {
            if let Some(email) = self.accounts.primary_email(&self.evidence, account) {
                show(Place::Primary(account), email);
            }
            if let Some(login) = self.accounts.login(&self.evidence, account) {
                show(Place::Login(account), login);
            }
            if !self.accounts.is_remembered(account) {
                continue;
            }
            for record in self.records_listing(account) {
                let rows = self.records.rows_of(record).iter();
                let emails = rows.filter_map(|&row| Some(roster?.server_primary_emails(row))).flatten();
                for (nth, email) in (0..).zip(emails) {
                    show(Place::Listed(record, nth), email);
                }
            }
        }
        if let Some((record, roster)) = self.cloud_account_of(person).zip(roster) {
            let rows = self.records.rows_of(record);
            show(Place::CloudLogin(record), self.records.login(roster, record));
            let emails = rows.iter().flat_map(|&row| roster.verified_emails(row));
            for (nth, email) in (0..).zip(emails) {
                show(Place::Verified(record, nth), email);
            }
            for &row in rows {
                if let Some(name_id) = roster.saml_name_id(row) {
                    show(Place::NameId(record, row), name_id);
                }
            }
            for place in self.attributes_of(record) {
                if let Some(value) = self.text_at(Place::Attribute(place)) {
                    show(Place::Attribute(place), value);
                }
            }
        }
        // Last, so that an e-mail which is a primary one too is that.
        for &account in self.accounts_of(person).iter().filter(|&&account| self.counts(account)) {
            for (nth, email) in (0..).zip(self.accounts.secondary_emails(&self.evidence, account)) {
                show(Place::Secondary(account, nth), email);
            }
        }
    }
}
