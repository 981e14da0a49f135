//! The change that would make two people one, in the terms of those who make it.

use super::find::Found;
use super::{Likeness, Place};
use crate::count::People;
use crate::email::{Letters, same};
use crate::records::roster;

/// Something that an admin, or the person, can do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Make this e-mail the primary one of a server account.
    MakePrimary {
        /// The account.
        account: u32,
        /// The e-mail.
        email: String,
    },
    /// Verify this e-mail on a cloud account.
    Verify {
        /// The cloud account, as its record.
        cloud_account: u32,
        /// The e-mail.
        email: String,
    },
}

/// What would make two people one. It was checked by counting them again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// All of these; mostly one.
    pub changes: Vec<Change>,
    /// How many licenses fewer are taken then.
    pub saves: u64,
}

impl People {
    /// The fewest changes that make them one.
    ///
    /// Verifying an e-mail in the cloud merges a whole group, however many accounts it has; a primary e-mail has to be
    /// changed on each of its servers. Of two fixes of one change, the cloud's comes first, unless the server's e-mail is
    /// what is wrong. A managed user's e-mails come from the identity provider, so nothing can be verified there.
    pub(crate) fn fix(&self, found: &Found) -> Option<Fix> {
        let server_first =
            matches!(found.likeness, Likeness::LetterCase | Likeness::SecondaryEmail | Likeness::Typo);
        let mut fixes: Vec<Vec<Change>> = Vec::new();
        fixes.extend(self.verify(found));
        for email in self.emails_to_take(found.other, found.other_place) {
            fixes.extend(self.move_accounts(found.person, found.other, &email));
        }
        if found.other >= self.records.logins {
            for email in self.emails_to_take(found.person, found.place) {
                fixes.extend(self.move_accounts(found.other, found.person, &email));
            }
        }
        // Stable, so that of equal ones the first tried stays the first.
        fixes.sort_by_key(|changes| {
            let at_server = matches!(changes.first(), Some(Change::MakePrimary { .. }));
            (changes.len(), at_server != server_first)
        });
        fixes.into_iter().find_map(|changes| {
            let saves = self.saved_by(&[found.person, found.other], &changes);
            (saves > 0).then_some(Fix { changes, saves })
        })
    }

    /// Verify the one's primary e-mail on the other's cloud account. Not one with a typo, which nobody can receive mail at.
    fn verify(&self, found: &Found) -> Option<Vec<Change>> {
        let cannot = self.evidence.options.managed_users == Some(true) || found.likeness == Likeness::Typo;
        let cloud_account = self.cloud_account_of(found.other).filter(|_| !cannot)?;
        let shown = match found.place {
            Place::Primary(_) | Place::Listed(..) => self.text_at(found.place),
            _ => None,
        };
        let email = shown.or_else(|| self.primary_emails_of(found.person).first().copied())?;
        Some(vec![Change::Verify { cloud_account, email: email.trim().to_owned() }])
    }

    /// Give all counting accounts of one person an e-mail of the other. Not possible where an account of that e-mail is on
    /// the same server already: there an e-mail is one account's.
    fn move_accounts(&self, person: u32, other: u32, email: &str) -> Option<Vec<Change>> {
        let moving: Vec<u32> =
            self.accounts_of(person).iter().copied().filter(|&account| self.counts(account)).collect();
        let server = |account: u32| self.accounts.server(account);
        let has_email = |account: u32| {
            let own = self.accounts.primary_email(&self.evidence, account);
            own.is_some_and(|own| same(own, email, Letters::Folded))
        };
        let taken = |account: u32| {
            let rival = |&rival: &u32| server(rival) == server(account) && has_email(rival);
            self.accounts_of(other).iter().any(rival)
                || moving.iter().any(|&rival| rival != account && server(rival) == server(account))
        };
        if moving.is_empty() || moving.iter().any(|&account| taken(account)) {
            return None;
        }
        let change = |account: u32| Change::MakePrimary { account, email: email.to_owned() };
        Some(moving.into_iter().map(change).collect())
    }

    /// The e-mails of a person that another's account would have to have: primary ones, and those of the login that nobody
    /// else has. The one that was shown comes first.
    fn emails_to_take(&self, person: u32, shown: Place) -> Vec<String> {
        let mut emails: Vec<String> = Vec::new();
        let mut add = |email: &str| {
            if !emails.iter().any(|known| same(known, email, Letters::Exact)) {
                emails.push(email.trim().to_owned());
            }
        };
        let cloud_account = self.cloud_account_of(person);
        let free = |email: &str| cloud_account.is_some_and(|record| self.is_only_of_login(record, email));
        match (shown, self.text_at(shown)) {
            (Place::Primary(_) | Place::Listed(..), Some(email)) => add(email),
            (Place::Verified(..) | Place::NameId(..) | Place::Attribute(_), Some(email)) if free(email) => {
                add(email);
            }
            _ => {}
        }
        self.primary_emails_of(person).into_iter().take(2).for_each(&mut add);
        if let Some((record, roster)) = cloud_account.zip(roster(&self.evidence)) {
            let rows = self.records.rows_of(record);
            let verified = rows.iter().flat_map(|&row| roster.verified_emails(row));
            let name_ids = rows.iter().filter_map(|&row| roster.saml_name_id(row));
            let attributes =
                self.attributes_of(record).filter_map(|place| self.text_at(Place::Attribute(place)));
            let mut others: Vec<&str> =
                verified.chain(name_ids).chain(attributes).filter(|email| email.contains('@')).collect();
            others.sort_unstable();
            others.into_iter().filter(|email| free(email)).take(2).for_each(&mut add);
        }
        emails
    }

    /// The primary e-mails of a person's counting accounts, in their order; then those that rows list for remembered ones,
    /// in theirs.
    fn primary_emails_of(&self, person: u32) -> Vec<&str> {
        let accounts = || self.accounts_of(person).iter().copied().filter(|&account| self.counts(account));
        let own = accounts().filter_map(|account| self.accounts.primary_email(&self.evidence, account));
        let mut listed: Vec<&str> = accounts()
            .filter(|&account| self.accounts.is_remembered(account))
            .flat_map(|account| self.records_listing(account))
            .flat_map(|record| self.records.rows_of(record))
            .filter_map(|&row| Some(roster(&self.evidence)?.server_primary_emails(row)))
            .flatten()
            .collect();
        listed.sort_unstable();
        own.chain(listed).collect()
    }

    /// Whether no account and no other login has this e-mail of a login.
    fn is_only_of_login(&self, record: u32, email: &str) -> bool {
        // E-mails that nobody shares are not in the table.
        self.table.uses_of_login(record).iter().all(|&place| {
            let is_it = self.email_in_class(place).is_some_and(|shared| same(&shared, email, Letters::Exact));
            let class = self.table.class_around(place, Letters::Exact);
            !is_it
                || class.iter().all(|entry| {
                    entry.r#use() == crate::table::Use::Subscription
                        || entry.r#use().is_of_login() && entry.owner() == record
                })
        })
    }
}
