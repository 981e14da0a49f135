//! Confirming hand-overs without any token, by a file of consumed licenses that somebody drops later.
//!
//! GitHub documents that the report lists the accounts of each server that a person has, and not when an upload shows in it. So what is
//! read here is assumed, and says so: a report that lists other accounts of the server than the one before the hand-over shows that
//! something newer arrived; one that lists everybody of the reviewed list, some of whom it did not list before, that it was counted. A
//! report that lists the same as before shows nothing, because it would look the same had the file never arrived.

mod judge;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::Timestamp;
use ledger::{Change, Figures, FileRecord, FileState, HandOver, HandOverState as State, Ledger, NewStep};
use serde_json::json;
use usage::outside::visible;
use usage::roster::ConsumedRoster;
use usage::{ConsumedCounts, Kind, Severity};

pub(crate) use self::judge::Listed;
use self::judge::{Shown, judge};
use crate::answers::{Consumed, HandOverState};
use crate::before::Before;
use crate::confirmation::people_of;
use crate::hand_over::entry;
use crate::history::What;
use crate::receipt::Answers;
use crate::verdict::Found;
use crate::{Desk, Failure};

/// The states in which a file can confirm a hand-over.
const OPEN: &[State] = &[State::Waiting, State::Received, State::Unconfirmed];

/// The step that says that a file was looked into and showed nothing.
pub(crate) const LOOKED: &str = "looked_into_file";

/// The source of what a file showed.
pub(crate) const SOURCE: &str = "file";

/// A report of consumed licenses that somebody dropped: one file, or the pages of one.
struct Dropped {
    roster: ConsumedRoster,
    counts: ConsumedCounts,
    /// The newest of its files.
    name: String,
    sha256: String,
    added_at: Timestamp,
    file_date: Option<Timestamp>,
}

/// Holds the hand-overs that are waiting against what was dropped into a review.
pub(crate) fn look(desk: &Arc<Desk>, ledger: &Ledger, review: &str) -> Result<(), Failure> {
    let open = ledger.hand_overs_in(OPEN)?;
    let first = open.first().map(|hand_over| hand_over.enterprise.clone());
    // The report names no enterprise: where two are waited for, it could be of either.
    if open.is_empty() || open.iter().any(|hand_over| Some(&hand_over.enterprise) != first.as_ref()) {
        return Ok(());
    }
    let Some(now) = dropped(ledger, &ledger.files_of_review(review)?)? else { return Ok(()) };
    for hand_over in &open {
        hold_against(desk, ledger, hand_over, &now)?;
        crate::hand_over::tell(desk, ledger, &hand_over.id);
    }
    Ok(())
}

fn is_part(file: &FileRecord) -> bool {
    file.state == FileState::Read
        && file.reading.as_ref().is_some_and(|reading| {
            matches!(reading.kind, Kind::GhecConsumedJson | Kind::GhecConsumedCsv)
                && reading
                    .findings
                    .iter()
                    .chain(&file.findings)
                    .all(|finding| finding.severity != Severity::Error)
        })
}

/// The report in the files of a review; `None` where there is none, or only a part of one.
fn dropped(ledger: &Ledger, files: &[FileRecord]) -> Result<Option<Dropped>, Failure> {
    let parts: Vec<&FileRecord> = files.iter().filter(|file| is_part(file)).collect();
    let Some(newest) = parts.iter().max_by_key(|file| file.added_at) else { return Ok(None) };
    let mut rows = Vec::new();
    for file in &parts {
        let Some(reading) = &file.reading else { continue };
        let Some(roster) = people_of(ledger, &reading.sha256)? else { return Ok(None) };
        rows.push((reading.cloud.clone().unwrap_or_default(), roster));
    }
    let mut join = usage::roster::ConsumedJoin::new();
    for (counts, roster) in &rows {
        join.add(counts, roster);
    }
    let joined = join.finish();
    let is_whole = joined.findings.iter().all(|finding| finding.severity == Severity::Note);
    Ok(is_whole.then(|| Dropped {
        roster: joined.roster,
        counts: joined.counts,
        name: newest.name.clone(),
        sha256: newest.sha256.map(|digest| digest.hex()).unwrap_or_default(),
        added_at: newest.added_at,
        file_date: newest.file_date,
    }))
}

/// The report that was known before a hand-over: read over the API for it, else the last that was dropped before.
fn before(
    ledger: &Ledger,
    hand_over: &HandOver,
    handed: Timestamp,
) -> Result<Option<ConsumedRoster>, Failure> {
    if let Some(digest) = Before::of(hand_over).report()
        && let Some(roster) = people_of(ledger, &digest)?
    {
        return Ok(Some(roster));
    }
    // The ledger lists the newest review first.
    for review in ledger.reviews()? {
        let mut files = ledger.files_of_review(&review.id)?;
        files.retain(|file| file.added_at < handed);
        if let Some(earlier) = dropped(ledger, &files)? {
            return Ok(Some(earlier.roster));
        }
    }
    Ok(None)
}

fn hold_against(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    hand_over: &HandOver,
    now: &Dropped,
) -> Result<(), Failure> {
    let handed = hand_over.handed_at.unwrap_or(hand_over.created_at);
    // A file date proves nothing; one from before the hand-over makes the file one of before all the same.
    if now.added_at < handed || now.file_date.is_some_and(|date| date < handed) {
        return nothing(desk, ledger, hand_over, now, "older");
    }
    let Some(before) = before(ledger, hand_over, handed)? else {
        return nothing(desk, ledger, hand_over, now, "none_before");
    };
    let host = crate::task::host(ledger, hand_over)?;
    let reviewed = crate::confirmation::reviewed(desk, ledger, hand_over)?.and_then(|(_, roster)| roster);
    let (shown, listed) = judge(&host, reviewed.as_ref(), &before, &now.roster);
    match shown {
        Shown::Nothing => nothing(desk, ledger, hand_over, now, "nothing_new"),
        Shown::Arrived => arrived(desk, ledger, hand_over, now, &listed),
        Shown::Counted => counted(desk, ledger, hand_over, now, &listed),
    }
}

/// What a file showed, as it stands beside a step.
fn evidence(now: &Dropped, listed: &Listed) -> serde_json::Value {
    json!({ "file": {
        "name": visible(&now.name, 120),
        "sha256": now.sha256,
        "standing": "assumed",
        "listed": listed.accounts,
        "newly": listed.newly,
        "gone": listed.gone,
        "expected": listed.expected,
        "missing": listed.missing,
    } })
}

fn nothing(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
    now: &Dropped,
    why: &str,
) -> Result<(), Failure> {
    ledger.note_step(
        &hand_over.id,
        &NewStep {
            step: LOOKED.to_owned(),
            at: desk.now(),
            cloud_at: None,
            evidence: json!({ "why": why, "name": visible(&now.name, 120), "sha256": now.sha256 }),
            source: SOURCE.to_owned(),
        },
    )?;
    Ok(())
}

fn arrived(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
    now: &Dropped,
    listed: &Listed,
) -> Result<(), Failure> {
    let mut change = Change::new(desk.now(), SOURCE);
    change.evidence = evidence(now, listed);
    change.event = Some(
        entry(ledger, hand_over, What::Received)?.with("by", SOURCE).event(change.at, &desk.ports.actor),
    );
    ledger.advance(&hand_over.id, &[State::Waiting, State::Unconfirmed], State::Received, &change)?;
    Ok(())
}

fn counted(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
    now: &Dropped,
    listed: &Listed,
) -> Result<(), Failure> {
    let after = now.counts.consumed.map(|consumed| Consumed {
        consumed,
        purchased: now.counts.purchased,
        at: now.added_at.to_string(),
    });
    let mut change = Change::new(desk.now(), SOURCE);
    change.evidence = evidence(now, listed);
    change.figures = Figures { consumed_after: serde_json::to_value(&after).ok(), ..Figures::default() };
    let before = Before::of(hand_over).consumed.map(|before| before.consumed);
    let entry = entry(ledger, hand_over, What::Counted)?
        .with("by", SOURCE)
        .with_known("before", before)
        .with_known("after", after.as_ref().map(|after| after.consumed));
    let event = |number: &str| entry.on_receipt(number).event(change.at, &desk.ports.actor);
    let answers = Answers {
        found: Found::default(),
        uploads_text: "",
        sync_text: "",
        after,
        depth: None,
        by_file: Some((listed, &now.sha256)),
    };
    let receipt = crate::receipt::write(desk, ledger, hand_over, HandOverState::Counted, None, &answers)?;
    let body = serde_json::to_value(receipt).unwrap_or_default();
    ledger.settle(&hand_over.id, OPEN, State::Counted, &change, &body, event)?;
    desk.wake.notify_one();
    Ok(())
}
