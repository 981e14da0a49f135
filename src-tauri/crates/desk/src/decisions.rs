//! What a person decides about accounts: who is one person, who is not, who takes no license. It moves the planned number only.
//!
//! Decisions name accounts by their keys and lie over the count of one enterprise, so they outlive the files that they were made
//! over. History says that one was made and by whom, never about whom: the accounts stand in the decision alone, which can be
//! forgotten.

pub(crate) mod document;
pub(crate) mod ground;
pub mod import;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::sync::Arc;

use people::People;
use usage::outside::visible;

use self::document::Written;
use crate::answers::{Decision, DecisionKind, Event, NewDecision};
use crate::history::{Entry, What};
use crate::world::World;
use crate::{Desk, Failure, FailureCode};

/// No key is longer: a host has 253 characters at most, an e-mail address 254.
const LONGEST_KEY: usize = 600;

/// Nor a note.
const LONGEST_NOTE: usize = 4_000;

/// The decisions that stand for the enterprise at hand, oldest first, each with what changed under it.
pub(crate) fn decisions(desk: &Arc<Desk>) -> Result<Vec<Decision>, Failure> {
    let (world, enterprise) = at_hand(desk)?;
    let decisions = world.ledger.decisions(&enterprise)?;
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let table = crate::people_place::table_at_hand(desk, &world)?;
    let people = (!table.is_blank()).then_some(&table.people);
    Ok(decisions.into_iter().map(|decision| answer(decision, people)).collect())
}

/// Makes a decision.
pub(crate) fn decide(desk: &Arc<Desk>, new: NewDecision) -> Result<Decision, Failure> {
    let (world, enterprise) = at_hand(desk)?;
    check(&new)?;
    let table = crate::people_place::table_at_hand(desk, &world)?;
    let keys = [Some(new.account.as_str()), new.other.as_deref()].into_iter().flatten();
    let decision = ledger::Decision {
        id: desk.new_id(),
        enterprise,
        kind: word(new.kind),
        emails: ground::emails(&table.people, keys),
        account: new.account,
        other: new.other,
        note: new.note.trim().to_owned(),
        decided_at: desk.now(),
        actor: desk.ports.actor.clone(),
        undone_at: None,
    };
    world.ledger.decide(std::slice::from_ref(&decision))?;
    written(desk, &world.ledger, What::DecisionMade, &decision)?;
    Ok(answer(decision, None))
}

/// Takes a decision back.
pub(crate) fn undo(desk: &Arc<Desk>, id: &str) -> Result<(), Failure> {
    let (world, _) = at_hand(desk)?;
    let decision = world.ledger.set_decision_undone(id, Some(desk.now()))?;
    written(desk, &world.ledger, What::DecisionUndone, &decision)
}

/// Lets a decision that was taken back stand again, in its old place.
pub(crate) fn restore(desk: &Arc<Desk>, id: &str) -> Result<(), Failure> {
    let (world, _) = at_hand(desk)?;
    let decision = world.ledger.set_decision_undone(id, None)?;
    written(desk, &world.ledger, What::DecisionMade, &decision)
}

/// Writes the decisions that stand as a file that another desk, or the headless twin, can read.
pub(crate) fn write(desk: &Desk, to: &mut dyn Write) -> Result<(), Failure> {
    let (world, enterprise) = at_hand(desk)?;
    let decisions = world.ledger.decisions(&enterprise)?.into_iter().map(|decision| Written {
        kind: kind(decision.kind),
        account: decision.account,
        other: decision.other,
        note: decision.note,
        emails: decision.emails,
    });
    let text = document::text(decisions.collect())
        .map_err(|_| Failure::new(FailureCode::Defect).with("place", "decisions"))?;
    to.write_all(text.as_bytes()).map_err(|error| crate::disk::failure(&error))
}

/// Whether two decisions are about the same accounts, whichever is named first.
fn same_accounts(one: (&str, Option<&str>), other: (&str, Option<&str>)) -> bool {
    one == other || one.1 == Some(other.0) && other.1 == Some(one.0)
}

fn at_hand(desk: &Desk) -> Result<(World, String), Failure> {
    let world = desk.world()?;
    let enterprise = world.enterprise.as_ref().map(|enterprise| enterprise.name.clone()).unwrap_or_default();
    Ok((world, enterprise))
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

fn answer(decision: ledger::Decision, people: Option<&People>) -> Decision {
    let keys = [Some(&decision.account), decision.other.as_ref()].into_iter().flatten();
    let gone = |key: &&String| people.is_some_and(|people| people.find(key).is_none());
    Decision {
        gone: keys.filter(gone).map(|key| visible(key, LONGEST_KEY)).collect(),
        changed: people.map(|people| ground::changed(people, &decision.emails)).unwrap_or_default(),
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
