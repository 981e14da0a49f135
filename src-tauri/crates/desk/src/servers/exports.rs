//! A server's exports, with how many accounts there were at each: as its open list says, or the report of all users that came with a
//! sealed one.

use ledger::{FileRecord, HandOver, Ledger};
use usage::outside::host_key;
use usage::{Accounts, Kind, UserCounts};

use crate::Failure;
use crate::answers::{AccountChanges, ExportLine};
use crate::companion::paired;
use crate::compare::is_comparable;

/// The exports, newest first as they are given, each with how far it got.
pub(super) fn lines(
    ledger: &Ledger,
    exports: &[FileRecord],
    hand_overs: &[HandOver],
) -> Result<Vec<ExportLine>, Failure> {
    let mut lines = Vec::new();
    // The oldest first, so that each knows what came before it.
    let mut before = None;
    for export in exports.iter().rev() {
        let Some(reading) = &export.reading else { continue };
        let (people, counts) = list(ledger, export)?.unzip();
        let accounts = counts.map(|counts| counts.total);
        let state = hand_overs.iter().find(|hand_over| hand_over.sha256 == reading.sha256);
        lines.push(ExportLine {
            at: export.added_at.to_string(),
            sha256: reading.sha256.hex(),
            review: export.review.clone(),
            accounts,
            people,
            change: difference(accounts, before),
            state: state.map(|hand_over| crate::task::state(hand_over.state)),
        });
        before = accounts.or(before);
    }
    lines.reverse();
    Ok(lines)
}

/// What changed from the last list of a server's people but one to the last.
pub(super) fn changes(ledger: &Ledger, exports: &[FileRecord]) -> Result<AccountChanges, Failure> {
    let mut lists = Vec::new();
    for export in exports {
        lists.extend(list(ledger, export)?.map(|(_, counts)| counts));
        if lists.len() == 2 {
            break;
        }
    }
    let [now, before] = &lists[..] else { return Ok(AccountChanges::default()) };
    let active = |counts: &UserCounts| {
        let others = counts.suspended?.checked_add(counts.dormant?)?;
        counts.total.checked_sub(others)
    };
    Ok(AccountChanges {
        accounts: difference(Some(now.total), Some(before.total)),
        active: difference(active(now), active(before)),
        suspended: difference(now.suspended, before.suspended),
        dormant: difference(now.dormant, before.dormant),
    })
}

/// A list of all of a server's people, by its file, and what it counts: the export's own, or a report's which came with it.
fn list(ledger: &Ledger, export: &FileRecord) -> Result<Option<(String, UserCounts)>, Failure> {
    let own = |file: &FileRecord| match &file.reading.as_ref()?.accounts {
        Accounts::Open(counts) => Some((file.id.clone(), counts.clone())),
        Accounts::Sealed(_) | Accounts::Absent => None,
    };
    if let Some(list) = own(export) {
        return Ok(Some(list));
    }
    let files = ledger.files_of_review(&export.review)?;
    let exports = files.iter().filter(|file| crate::beside::is_sound(file));
    let set: Vec<String> = exports.filter_map(crate::add::host).collect();
    let host = crate::add::host(export).map(|host| host_key(&host));
    let is_report = |file: &&FileRecord| {
        is_comparable(file) && file.reading.as_ref().is_some_and(|reading| reading.kind != Kind::GhesExport)
    };
    for report in files.iter().filter(is_report) {
        let of = paired(ledger, report, &set)?.map(|paired| host_key(&paired.host));
        if of.is_some() && of == host {
            return Ok(own(report));
        }
    }
    Ok(None)
}

fn difference(now: Option<u64>, before: Option<u64>) -> Option<i64> {
    i64::try_from(now?).ok()?.checked_sub(i64::try_from(before?).ok()?)
}
