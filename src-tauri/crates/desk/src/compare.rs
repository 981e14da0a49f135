//! What became of a server's accounts since its last list of people. Two lists of one server are read with their people and joined
//! account by account (`usage::roster::Comparison`); what is shown of it are counts, and pages of the accounts behind them.
//!
//! A list is comparable when it names every account: an open export, or a report of all accounts, read without errors. One of the
//! dormant, say, leaves out who became active, so it would make leavers of them.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ledger::{FileRecord, FileState, Ledger};
use usage::outside::{host_key, visible};
use usage::reader::{self, Interruption, read_people};
use usage::roster::{Account, Comparison, Pair, People, Roster};
use usage::{Accounts, Kind, ReportScope, Severity, Sha256Digest};

use crate::answers::{
    AccountChange, ChangeCounts, ChangedAccount, ChangedPage, EarlierPeople, ListedAccount,
};
use crate::calls::{ChangedAccounts, ComparedFiles};
use crate::companion::{paired, scope};
use crate::desk::locked;
use crate::watcher::Watcher;
use crate::{Desk, Failure, FailureCode};

#[cfg(test)]
mod tests;

/// How many files of the ledger are looked at in one go.
const AT_ONCE: usize = 64;

/// How many accounts a page holds at most.
const PAGE: usize = 200;

/// Whether a file names every account of its server, and could be read without errors.
pub(crate) fn is_comparable(record: &FileRecord) -> bool {
    let Some(reading) = &record.reading else { return false };
    let mut findings = reading.findings.iter().chain(&record.findings);
    record.state == FileState::Read
        && matches!(reading.accounts, Accounts::Open(_))
        && (reading.kind == Kind::GhesExport || scope(reading, &record.name) == Some(ReportScope::All))
        && findings.all(|finding| finding.severity != Severity::Error)
}

/// What a server's list of people is compared with: the latest comparable one of that server that was added before it, of other
/// bytes. A file that the ledger does not hold, whose id is empty, comes after all that it holds.
pub(crate) fn earlier(
    ledger: &Ledger,
    record: &FileRecord,
    host: &str,
) -> Result<Option<FileRecord>, Failure> {
    if !is_comparable(record) {
        return Ok(None);
    }
    let before = (!record.id.is_empty()).then_some(&*record.id);
    let mut sets = HashMap::new();
    let mut looked_at = 0;
    loop {
        let files = ledger.people_files(before, looked_at, AT_ONCE)?;
        if files.is_empty() {
            return Ok(None);
        }
        looked_at += files.len();
        for file in files {
            if file.sha256 != record.sha256
                && is_comparable(&file)
                && is_of_server(ledger, &file, record.server, host, &mut sets)?
            {
                return Ok(Some(file));
            }
        }
    }
}

/// Whether a file is of a server, known by its number or by its host. `sets` holds the hosts of reviews that were looked at.
fn is_of_server(
    ledger: &Ledger,
    file: &FileRecord,
    server: Option<i64>,
    host: &str,
    sets: &mut HashMap<String, Vec<String>>,
) -> Result<bool, Failure> {
    if let (Some(one), Some(other)) = (file.server, server) {
        return Ok(one == other);
    }
    let found = if crate::beside::is_sound(file) {
        crate::add::host(file)
    } else {
        if !sets.contains_key(&file.review) {
            let files = ledger.files_of_review(&file.review)?;
            let exports = files.iter().filter(|file| crate::beside::is_sound(file));
            sets.insert(file.review.clone(), exports.filter_map(crate::add::host).collect());
        }
        paired(ledger, file, &sets[&file.review])?.map(|paired| paired.host)
    };
    Ok(found.is_some_and(|found| host_key(&found) == host_key(host)))
}

/// The same as an answer.
pub(crate) fn earlier_people(
    ledger: &Ledger,
    record: &FileRecord,
    host: &str,
) -> Result<Option<EarlierPeople>, Failure> {
    Ok(earlier(ledger, record, host)?.map(|file| EarlierPeople {
        at: file.added_at.to_string(),
        file: file.id,
        name: file.name,
        review: file.review,
    }))
}

/// Two lists of people, joined. It is held while a person looks at it, since its pages are asked for one by one.
pub(crate) struct Compared {
    bytes: (Sha256Digest, Sha256Digest),
    before: Roster,
    after: Roster,
    comparison: Comparison,
}

/// Counts what became of a server's accounts.
pub(crate) fn count(desk: &Arc<Desk>, with: &ComparedFiles) -> Result<ChangeCounts, Failure> {
    Ok(counts(&compared(desk, with)?.comparison))
}

/// How many accounts changed, and how.
pub(crate) const fn counts(comparison: &Comparison) -> ChangeCounts {
    ChangeCounts {
        joined: comparison.joined.len() as u64,
        left: comparison.left.len() as u64,
        suspended: comparison.suspended.len() as u64,
        came_back: comparison.came_back.len() as u64,
        email_changed: comparison.email_changed.len() as u64,
        role_changed: comparison.role_changed.len() as u64,
    }
}

/// A page of the accounts that changed in one way.
pub(crate) fn page(desk: &Arc<Desk>, with: &ChangedAccounts) -> Result<ChangedPage, Failure> {
    let files = ComparedFiles { before: with.before.clone(), after: with.after.clone() };
    let compared = compared(desk, &files)?;
    let (before, after) = (&compared.before, &compared.after);
    let only = |row: &u32, roster: &Roster| roster.account(*row).map(|account| listed(&account));
    let in_both = |pairs: &[Pair]| {
        let both = |pair: &Pair| ChangedAccount {
            before: only(&pair.before, before),
            after: only(&pair.after, after),
        };
        of_page(pairs, with.skip, both)
    };
    let comparison = &compared.comparison;
    Ok(match with.change {
        AccountChange::Joined => of_page(&comparison.joined, with.skip, |row| ChangedAccount {
            before: None,
            after: only(row, after),
        }),
        AccountChange::Left => of_page(&comparison.left, with.skip, |row| ChangedAccount {
            before: only(row, before),
            after: None,
        }),
        AccountChange::Suspended => in_both(&comparison.suspended),
        AccountChange::CameBack => in_both(&comparison.came_back),
        AccountChange::EmailChanged => in_both(&comparison.email_changed),
        AccountChange::RoleChanged => in_both(&comparison.role_changed),
    })
}

fn of_page<T>(rows: &[T], skip: u32, account: impl Fn(&T) -> ChangedAccount) -> ChangedPage {
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    let accounts = rows.iter().skip(skip).take(PAGE).map(account).collect();
    ChangedPage { total: rows.len() as u64, accounts }
}

/// An account as it is shown.
pub(crate) fn listed(account: &Account<'_>) -> ListedAccount {
    let shown = |text: Option<&str>| text.map(|text| visible(text, 320));
    ListedAccount {
        id: account.id,
        login: shown(account.login),
        email: shown(account.primary_email),
        role: shown(account.role),
        suspended: account.suspended,
        place: account.place,
    }
}

/// The two lists, read and joined, unless they are at hand. One file at a time is read.
fn compared(desk: &Desk, with: &ComparedFiles) -> Result<Arc<Compared>, Failure> {
    let (ledger, before, after) = both(desk, with)?;
    let bytes = (digest(&before)?, digest(&after)?);
    let held = || locked(&desk.compared).clone().filter(|held| held.bytes == bytes);
    if let Some(held) = held() {
        return Ok(held);
    }
    let cancel = locked(&desk.reading).entry(after.id.clone()).or_default().clone();
    let turn = locked(&desk.reader);
    let done = match held() {
        // Another call has read them meanwhile.
        Some(held) => Ok(held),
        None => read_both(desk, &ledger, &after.id, bytes, &cancel),
    };
    drop(turn);
    locked(&desk.reading).remove(&after.id);
    let compared = done?;
    *locked(&desk.compared) = Some(Arc::clone(&compared));
    Ok(compared)
}

fn read_both(
    desk: &Desk,
    ledger: &Ledger,
    id: &str,
    bytes: (Sha256Digest, Sha256Digest),
    cancel: &AtomicBool,
) -> Result<Arc<Compared>, Failure> {
    let ((mut before, first), (mut after, second)) = (original(ledger, bytes.0)?, original(ledger, bytes.1)?);
    let watcher = Watcher::new(desk, id, first + second, cancel);
    let before = people_of(&mut before, &watcher, bytes.0)?;
    let watcher = Watcher::new(desk, id, first + second, cancel).after(first);
    let after = people_of(&mut after, &watcher, bytes.1)?;
    let comparison = Comparison::between(&before, &after);
    Ok(Arc::new(Compared { bytes, before, after, comparison }))
}

/// The kept bytes of a file, and how many they are.
pub(crate) fn original(ledger: &Ledger, digest: Sha256Digest) -> Result<(File, u64), Failure> {
    let gone = || Failure::new(FailureCode::NotFound).with("what", "original").with("id", digest.hex());
    let file = ledger.original(&digest)?.ok_or_else(gone)?;
    let bytes = crate::open::size_now(&file).map_err(|error| crate::disk::failure(&error))?;
    Ok((file, bytes))
}

/// The accounts of a list whose bytes are known. Other bytes than those are another list.
pub(crate) fn people_of(
    source: &mut (dyn Read + Send),
    watcher: &dyn reader::Watcher,
    digest: Sha256Digest,
) -> Result<Roster, Failure> {
    match read_people(source, None, watcher) {
        Ok((reading, Some(People::Server(roster)))) if reading.sha256 == digest => Ok(*roster),
        Ok(_) => Err(Failure::new(FailureCode::BytesChanged)),
        Err(Interruption::Cancelled { .. }) => Err(Failure::new(FailureCode::Cancelled)),
        Err(Interruption::Source { error, .. } | Interruption::Copy { error, .. }) => {
            Err(crate::disk::failure(&error))
        }
    }
}

/// The two files, and the ledger that holds both.
fn both(desk: &Desk, with: &ComparedFiles) -> Result<(Ledger, FileRecord, FileRecord), Failure> {
    for (ledger, _) in desk.ledgers() {
        if let (Some(before), Some(after)) = (ledger.file(&with.before)?, ledger.file(&with.after)?) {
            return Ok((ledger, before, after));
        }
    }
    Err(Failure::new(FailureCode::NotFound).with("what", "file").with("id", visible(&with.after, 40)))
}

/// The SHA-256 of a file that was read.
pub(crate) fn digest(file: &FileRecord) -> Result<Sha256Digest, Failure> {
    let gone =
        || Failure::new(FailureCode::NotFound).with("what", "original").with("id", visible(&file.id, 40));
    file.reading.as_ref().map(|reading| reading.sha256).ok_or_else(gone)
}
