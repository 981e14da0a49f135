//! Who differs or changed: a document of its own beside a receipt, opened when somebody asks, and forgotten with the originals.

use std::sync::Arc;

use ledger::{HandOver, Ledger};
use serde::{Deserialize, Serialize};
use usage::Sha256Digest;
use usage::outside::visible;
use usage::roster::{Account, ConsumedRoster, LicenseChanges};

use crate::answers::{ConfirmedAccount, ConfirmedChange, ConfirmedPage};
use crate::calls::ConfirmedAccounts;
use crate::{Desk, Failure, FailureCode};

const SCHEMA: &str = "seatbridge.confirmation/1";

/// How many entries a page holds at most.
const PAGE: usize = 200;

/// The document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Details {
    schema: String,
    hand_over: String,
    server: String,
    missing: Vec<ConfirmedAccount>,
    unexpected: Vec<ConfirmedAccount>,
    differing: Vec<ConfirmedAccount>,
    joined: Vec<ConfirmedAccount>,
    left: Vec<ConfirmedAccount>,
    merged: Vec<ConfirmedAccount>,
    split: Vec<ConfirmedAccount>,
}

impl Details {
    pub(super) fn of(ledger: &Ledger, hand_over: &HandOver) -> Result<Self, Failure> {
        Ok(Self {
            schema: SCHEMA.to_owned(),
            hand_over: hand_over.id.clone(),
            server: crate::task::host(ledger, hand_over)?,
            missing: Vec::new(),
            unexpected: Vec::new(),
            differing: Vec::new(),
            joined: Vec::new(),
            left: Vec::new(),
            merged: Vec::new(),
            split: Vec::new(),
        })
    }

    pub(super) fn missing(&mut self, account: Option<Account<'_>>) {
        self.missing.extend(account.map(|account| on_server(&account)));
    }

    pub(super) fn unexpected(&mut self, account: Option<Account<'_>>) {
        self.unexpected.extend(account.map(|account| on_server(&account)));
    }

    pub(super) fn differing(&mut self, here: Option<Account<'_>>, there: Option<Account<'_>>) {
        let Some(account) = here.map(|account| on_server(&account)) else { return };
        let there = there.and_then(|there| there.primary_email.map(|email| visible(email, 320)));
        self.differing.push(ConfirmedAccount { email_there: there, ..account });
    }

    pub(super) fn people(
        &mut self,
        earlier: &ConsumedRoster,
        later: &ConsumedRoster,
        changes: &LicenseChanges,
    ) {
        self.joined.extend(changes.joined.iter().map(|row| of_cloud(later, &[*row])));
        self.left.extend(changes.left.iter().map(|row| of_cloud(earlier, &[*row])));
        // Those who merged are told by the rows that they had, those who split by the rows that they have.
        self.merged.extend(changes.merged.iter().map(|group| of_cloud(earlier, &group.before)));
        self.split.extend(changes.split.iter().map(|group| of_cloud(later, &group.after)));
    }

    /// Its bytes; `None` where nobody is in it.
    pub(super) fn document(&self) -> Result<Option<Vec<u8>>, Failure> {
        let all = [
            &self.missing,
            &self.unexpected,
            &self.differing,
            &self.joined,
            &self.left,
            &self.merged,
            &self.split,
        ];
        if all.iter().all(|list| list.is_empty()) {
            return Ok(None);
        }
        let bytes = serde_json::to_vec(self);
        bytes.map(Some).map_err(|_| Failure::new(FailureCode::Defect).with("place", "confirmation"))
    }

    fn list(&self, change: ConfirmedChange) -> &[ConfirmedAccount] {
        match change {
            ConfirmedChange::Missing => &self.missing,
            ConfirmedChange::Unexpected => &self.unexpected,
            ConfirmedChange::Differing => &self.differing,
            ConfirmedChange::Joined => &self.joined,
            ConfirmedChange::Left => &self.left,
            ConfirmedChange::Merged => &self.merged,
            ConfirmedChange::Split => &self.split,
        }
    }

    /// The keys of the accounts that stand there on one server, as scripts name them.
    pub(crate) fn keys(&self, change: ConfirmedChange) -> Vec<String> {
        let key = |account: &ConfirmedAccount| match (account.id, &account.login) {
            (Some(id), _) => format!("{}:{id}", self.server),
            (None, login) => format!("{}:@{}", self.server, login.as_deref().unwrap_or_default()),
        };
        let mut keys: Vec<String> = self.list(change).iter().map(key).collect();
        keys.sort();
        keys
    }
}

fn on_server(account: &Account<'_>) -> ConfirmedAccount {
    ConfirmedAccount {
        id: account.id,
        login: account.login.map(|login| visible(login, 255)),
        email: account.primary_email.map(|email| visible(email, 320)),
        email_there: None,
        others: Vec::new(),
    }
}

/// A person of the cloud, by the first of its rows that has a login; what else names it stands beside.
fn of_cloud(roster: &ConsumedRoster, rows: &[u32]) -> ConfirmedAccount {
    let login = rows.iter().find_map(|row| roster.login(*row));
    let emails = rows
        .iter()
        .flat_map(|row| roster.server_primary_emails(*row).into_iter().chain(roster.verified_emails(*row)));
    let accounts = rows.iter().flat_map(|row| roster.server_user_ids(*row));
    let logins = rows.iter().filter_map(|row| roster.login(*row)).filter(|other| Some(*other) != login);
    ConfirmedAccount {
        id: None,
        login: login.map(|login| visible(login, 255)),
        email: emails.into_iter().next().map(|email| visible(email, 320)),
        email_there: None,
        others: logins.chain(accounts).map(|other| visible(other, 320)).collect(),
    }
}

fn read(ledger: &Ledger, digest: &Sha256Digest) -> Result<Option<Details>, Failure> {
    let Some(original) = ledger.original(digest)? else { return Ok(None) };
    Ok(serde_json::from_reader(std::io::BufReader::new(original)).ok())
}

/// Who stands behind a receipt's counts; `None` where nobody does, or where they were forgotten.
pub(crate) fn of_receipt(ledger: &Ledger, digest: Option<&str>) -> Result<Option<Details>, Failure> {
    match digest.and_then(Sha256Digest::parse) {
        Some(digest) => read(ledger, &digest),
        None => Ok(None),
    }
}

/// A page of those who stand behind one count of a receipt.
pub(crate) fn page(desk: &Arc<Desk>, with: &ConfirmedAccounts) -> Result<ConfirmedPage, Failure> {
    let gone = || Failure::new(FailureCode::NotFound).with("what", "original");
    let digest = crate::receipt::receipt(desk, &with.number)?.confirmation;
    for (ledger, _) in desk.ledgers() {
        if let Some(details) = of_receipt(&ledger, digest.as_deref())? {
            let list = details.list(with.change);
            let skip = usize::try_from(with.skip).unwrap_or(usize::MAX);
            return Ok(ConfirmedPage {
                total: list.len() as u64,
                accounts: list.iter().skip(skip).take(PAGE).cloned().collect(),
            });
        }
    }
    Err(gone().with("id", digest.unwrap_or_default()))
}
