//! Which files of a review can be handed over, and why the others cannot.
//!
//! Only an export without errors ever leaves: never a report, an identity file or anything that is not known. Samples never go to a
//! real enterprise, nor real exports to practice.

use ledger::{Enterprise, FileRecord, FileState, HandOver, Ledger};
use usage::{Code, Finding, Kind, Severity, Sha256Digest};

use crate::Failure;
use crate::answers::{Counted, WhyNothing};

/// Where a file stands on its way to an enterprise.
pub(crate) struct Standing {
    /// Why it cannot be handed over now; `None` where it can.
    pub(crate) why_not: Option<WhyNothing>,
    /// The hand-over by which these bytes were counted there.
    pub(crate) counted: Option<HandOver>,
    /// The hand-over by which they are on their way there.
    pub(crate) under_way: Option<HandOver>,
}

/// Where a file stands on its way to `enterprise`, in the ledger of its world. `again` lets bytes through that were counted.
pub(crate) fn standing(
    ledger: &Ledger,
    practice: bool,
    enterprise: Option<&Enterprise>,
    file: &FileRecord,
    again: bool,
) -> Result<Standing, Failure> {
    let nowhere = |why_not| Ok(Standing { why_not: Some(why_not), counted: None, under_way: None });
    if file.state == FileState::Reading {
        return nowhere(WhyNothing::StillReading);
    }
    let Some(reading) = &file.reading else {
        return nowhere(WhyNothing::Unusable);
    };
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let candidate = Candidate {
        kind: reading.kind,
        sha256: Some(reading.sha256),
        sample: reading.sample,
        broken: reading.findings.iter().chain(&file.findings).any(is_error),
    };
    standing_of(ledger, practice, enterprise, &candidate, again)
}

/// What decides whether a file that was read can be handed over.
pub(crate) struct Candidate {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its digest; `None` where it could not be read to its end.
    pub(crate) sha256: Option<Sha256Digest>,
    /// Whether it is a practice sample.
    pub(crate) sample: bool,
    /// Whether an error was found in it.
    pub(crate) broken: bool,
}

/// Where a file stands that was read, whether the ledger holds it or not.
pub(crate) fn standing_of(
    ledger: &Ledger,
    practice: bool,
    enterprise: Option<&Enterprise>,
    file: &Candidate,
    again: bool,
) -> Result<Standing, Failure> {
    let mut standing = Standing { why_not: None, counted: None, under_way: None };
    if let (Some(enterprise), Some(sha256)) = (enterprise, &file.sha256) {
        standing.counted = ledger.counted_already(sha256, &enterprise.name)?;
        standing.under_way = ledger.under_way(sha256, &enterprise.name)?;
    }
    standing.why_not = if file.broken || file.kind == Kind::Unknown {
        Some(WhyNothing::Unusable)
    } else if file.kind != Kind::GhesExport {
        Some(WhyNothing::Report)
    } else if file.sample != practice {
        Some(WhyNothing::WrongWorld)
    } else if standing.under_way.is_some() {
        Some(WhyNothing::OnItsWay)
    } else if standing.counted.is_some() && !again {
        Some(WhyNothing::AlreadyCounted)
    } else {
        None
    };
    Ok(standing)
}

/// The finding that these bytes were counted by a hand-over, and the receipt that says so.
pub(crate) fn counted(ledger: &Ledger, hand_over: &HandOver) -> Result<(Finding, Counted), Failure> {
    // Newest first: one that could not be confirmed at first has an earlier receipt that says so.
    let receipt = ledger.receipts_of_hand_over(&hand_over.id)?.into_iter().next();
    let receipt = receipt.map(|receipt| receipt.number).unwrap_or_default();
    let at = hand_over.settled_at.unwrap_or(hand_over.created_at).to_string();
    let finding =
        Finding::new(Code::AlreadyCounted).with("receipt", receipt.as_str()).with("date", at.as_str());
    Ok((finding, Counted { receipt, at }))
}

/// The finding that these bytes are on their way by a hand-over.
pub(crate) fn under_way(hand_over: &HandOver) -> Finding {
    let date = hand_over.handed_at.unwrap_or(hand_over.created_at).to_string();
    let finding = Finding::new(Code::AlreadyHandedOver).with("date", date);
    match &hand_over.review {
        Some(review) => finding.with("review", review.as_str()),
        None => finding,
    }
}

/// The finding for a file of the wrong world.
pub(crate) const fn wrong_world(practice: bool) -> Code {
    if practice { Code::RealInPractice } else { Code::SampleInReal }
}

#[cfg(test)]
mod tests;
