//! What a person decides about accounts: who is one person, who is not, who takes no license. It moves the planned number only.
//!
//! Decisions name accounts by their keys and lie over the count of one enterprise, so they outlive the files that they were made
//! over. History says that one was made and by whom, never about whom: the accounts stand in the decision alone, which can be
//! forgotten.

use std::sync::Arc;

use crate::answers::{Decision, DecisionKind, Event, NewDecision};
use crate::history::{Entry, What};
use crate::{Desk, Failure, FailureCode};

#[cfg(test)]
mod tests;

/// No key is longer: a host has 253 characters at most, an e-mail address 254.
const LONGEST_KEY: usize = 600;

/// Nor a note.
const LONGEST_NOTE: usize = 4_000;

/// The decisions that stand for the enterprise at hand, oldest first.
pub(crate) fn decisions(desk: &Desk) -> Result<Vec<Decision>, Failure> {
    let (ledger, enterprise) = at_hand(desk)?;
    Ok(ledger.decisions(&enterprise)?.into_iter().map(answer).collect())
}

/// Makes a decision.
pub(crate) fn decide(desk: &Arc<Desk>, new: NewDecision) -> Result<Decision, Failure> {
    let (ledger, enterprise) = at_hand(desk)?;
    check(&new)?;
    let decision = ledger::Decision {
        id: desk.new_id(),
        enterprise,
        kind: word(new.kind),
        account: new.account,
        other: new.other,
        note: new.note.trim().to_owned(),
        decided_at: desk.now(),
        actor: desk.ports.actor.clone(),
        undone_at: None,
    };
    ledger.decide(std::slice::from_ref(&decision))?;
    written(desk, &ledger, What::DecisionMade, &decision)?;
    Ok(answer(decision))
}

/// Takes a decision back.
pub(crate) fn undo(desk: &Arc<Desk>, id: &str) -> Result<(), Failure> {
    let (ledger, _) = at_hand(desk)?;
    let decision = ledger.set_decision_undone(id, Some(desk.now()))?;
    written(desk, &ledger, What::DecisionUndone, &decision)
}

/// Lets a decision that was taken back stand again, in its old place.
pub(crate) fn restore(desk: &Arc<Desk>, id: &str) -> Result<(), Failure> {
    let (ledger, _) = at_hand(desk)?;
    let decision = ledger.set_decision_undone(id, None)?;
    written(desk, &ledger, What::DecisionMade, &decision)
}

fn at_hand(desk: &Desk) -> Result<(ledger::Ledger, String), Failure> {
    let world = desk.world()?;
    Ok((world.ledger, world.enterprise.map(|enterprise| enterprise.name).unwrap_or_default()))
}

fn check(new: &NewDecision) -> Result<(), Failure> {
    let invalid = |field: &str, reason: &str| {
        Failure::new(FailureCode::InvalidInput).with("field", field).with("reason", reason)
    };
    let is_key = |key: &str| key.contains(':') && key.len() <= LONGEST_KEY;
    let pair = matches!(new.kind, DecisionKind::Link | DecisionKind::Unlink);
    match &new.other {
        _ if !is_key(&new.account) => Err(invalid("account", "not_an_account_key")),
        Some(other) if pair && !is_key(other) => Err(invalid("other", "not_an_account_key")),
        Some(other) if pair && *other == new.account => Err(invalid("other", "same_account")),
        None if pair => Err(invalid("other", "missing")),
        Some(_) if !pair => Err(invalid("other", "not_for_this_kind")),
        _ if new.note.len() > LONGEST_NOTE => Err(invalid("note", "too_long")),
        _ => Ok(()),
    }
}

fn written(
    desk: &Desk,
    ledger: &ledger::Ledger,
    what: What,
    decision: &ledger::Decision,
) -> Result<(), Failure> {
    Entry::new(what)
        .with("decision", decision.kind.as_str())
        .found_by([decision.id.clone()])
        .write(desk, ledger)?;
    desk.tell(Event::PeopleChanged);
    Ok(())
}

fn answer(decision: ledger::Decision) -> Decision {
    Decision {
        id: decision.id,
        kind: kind(decision.kind),
        account: decision.account,
        other: decision.other,
        note: decision.note,
        at: decision.decided_at.to_string(),
        actor: decision.actor,
    }
}

const fn word(kind: DecisionKind) -> ledger::DecisionKind {
    match kind {
        DecisionKind::Link => ledger::DecisionKind::Link,
        DecisionKind::Unlink => ledger::DecisionKind::Unlink,
        DecisionKind::Exclude => ledger::DecisionKind::Exclude,
        DecisionKind::Note => ledger::DecisionKind::Note,
    }
}

const fn kind(word: ledger::DecisionKind) -> DecisionKind {
    match word {
        ledger::DecisionKind::Link => DecisionKind::Link,
        ledger::DecisionKind::Unlink => DecisionKind::Unlink,
        ledger::DecisionKind::Exclude => DecisionKind::Exclude,
        ledger::DecisionKind::Note => DecisionKind::Note,
    }
}
