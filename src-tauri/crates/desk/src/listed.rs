//! The accounts of one list of a server's people, page by page: an open export, or a report. The original is read again, and the list is
//! held while a person looks at it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ledger::{FileRecord, Ledger};
use usage::Sha256Digest;
use usage::outside::visible;
use usage::roster::{Account, Roster};

use crate::answers::{ListedOnly, ListedPage};
use crate::calls::ListedAccounts;
use crate::compare::{digest, listed, original, people_of};
use crate::desk::locked;
use crate::watcher::Watcher;
use crate::{Desk, Failure, FailureCode};

#[cfg(test)]
mod tests;

/// How many accounts a page holds at most.
const PAGE: u64 = 200;

/// The list that was looked at last.
pub(crate) struct Listed {
    bytes: Sha256Digest,
    accounts: Roster,
}

/// A page of the accounts that a file lists, in its order.
pub(crate) fn page(desk: &Arc<Desk>, with: &ListedAccounts) -> Result<ListedPage, Failure> {
    let list = list_of(desk, &with.file)?;
    let rows = u32::try_from(list.accounts.len()).unwrap_or(u32::MAX);
    let wanted =
        (0..rows).filter_map(|row| list.accounts.account(row)).filter(|account| is(account, with.only));
    let (mut total, mut accounts) = (0, Vec::new());
    let skip = u64::from(with.skip);
    for account in wanted {
        if (skip..skip + PAGE).contains(&total) {
            accounts.push(listed(&account));
        }
        total += 1;
    }
    Ok(ListedPage { total, accounts })
}

/// Whether an account is one of those that a count is of.
fn is(account: &Account<'_>, only: ListedOnly) -> bool {
    match only {
        ListedOnly::All => true,
        ListedOnly::Active => account.suspended != Some(true),
        ListedOnly::Suspended => account.suspended == Some(true),
        ListedOnly::Dormant => account.dormant == Some(true),
        ListedOnly::NoPrimaryEmail => account.primary_email.is_none(),
    }
}

/// The list, read unless it is at hand. One file at a time is read.
fn list_of(desk: &Desk, id: &str) -> Result<Arc<Listed>, Failure> {
    let (ledger, file) = find(desk, id)?;
    let bytes = digest(&file)?;
    let held = || locked(&desk.listed).clone().filter(|held| held.bytes == bytes);
    if let Some(held) = held() {
        return Ok(held);
    }
    let cancel = locked(&desk.reading).entry(file.id.clone()).or_default().clone();
    let turn = locked(&desk.reader);
    let done = match held() {
        // Another call has read it meanwhile.
        Some(held) => Ok(held),
        None => read(desk, &ledger, &file.id, bytes, &cancel),
    };
    drop(turn);
    locked(&desk.reading).remove(&file.id);
    let list = done?;
    *locked(&desk.listed) = Some(Arc::clone(&list));
    Ok(list)
}

fn read(
    desk: &Desk,
    ledger: &Ledger,
    id: &str,
    bytes: Sha256Digest,
    cancel: &AtomicBool,
) -> Result<Arc<Listed>, Failure> {
    let (mut source, total) = original(ledger, bytes)?;
    let accounts = people_of(&mut source, &Watcher::new(desk, id, total, cancel), bytes)?;
    Ok(Arc::new(Listed { bytes, accounts }))
}

/// The file, and the ledger that holds it.
fn find(desk: &Desk, id: &str) -> Result<(Ledger, FileRecord), Failure> {
    for (ledger, _) in desk.ledgers() {
        if let Some(file) = ledger.file(id)? {
            return Ok((ledger, file));
        }
    }
    Err(Failure::new(FailureCode::NotFound).with("what", "file").with("id", visible(id, 40)))
}
