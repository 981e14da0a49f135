//! Decisions from a file: first what they would do to those that stand here, then, once a person has seen it, the doing.
//!
//! What a file says of the same accounts in other words takes the place of what stands here. What contradicts it is left out: the
//! person takes their own decision back first, or keeps it.

use std::path::Path;
use std::sync::Arc;

use ledger::Ledger;
use people::People;
use usage::outside::visible;

use super::document::{Written, name_of, read};
use super::{at_hand, check, ground, same_accounts, word};
use crate::answers::{
    DecisionImport, DecisionKind, Event, ImportPart, ImportedDecision, NewDecision, PeopleFinding,
};
use crate::desk::locked;
use crate::history::{Entry, What};
use crate::{Desk, Failure, FailureCode};

/// How many decisions of each part are shown.
const SHOWN: usize = 100;

/// A file of decisions that a person looks at.
pub(crate) struct Pending {
    id: String,
    enterprise: String,
    decisions: Vec<Written>,
}

/// What the decisions of a file are to those that stand.
#[derive(Default)]
struct Sorted<'a> {
    added: Vec<&'a Written>,
    /// With the id of the one whose place it takes.
    changed: Vec<(&'a Written, String)>,
    conflicts: Vec<&'a Written>,
    same: u64,
}

/// Reads a file of decisions and says what they would do. Nothing is changed.
pub fn preview(desk: &Arc<Desk>, path: &Path) -> Result<DecisionImport, Failure> {
    let decisions = read(path).map_err(|finding| unusable(&finding))?;
    for written in &decisions {
        let Written { kind, account, other, note, .. } = written.clone();
        check(&NewDecision { kind, account, other, note })?;
    }
    let (world, enterprise) = at_hand(desk)?;
    let table = crate::people_place::table_at_hand(desk, &world)?;
    let people = (!table.is_blank()).then_some(&table.people);
    let id = desk.new_id();
    let sorted = sorted(&decisions, &world.ledger.decisions(&enterprise)?);
    let changed: Vec<&Written> = sorted.changed.iter().map(|(written, _)| *written).collect();
    let answer = DecisionImport {
        id: id.clone(),
        file: name_of(path),
        added: part(&sorted.added, people),
        changed: part(&changed, people),
        conflicts: part(&sorted.conflicts, people),
        same: sorted.same,
    };
    *locked(&desk.import) = Some(Pending { id, enterprise, decisions });
    Ok(answer)
}

/// Takes the decisions of a file that a person has looked at. They are held against those that stand now.
pub(crate) fn take(desk: &Arc<Desk>, id: &str) -> Result<(), Failure> {
    let gone = || Failure::new(FailureCode::NotFound).with("what", "decisions").with("id", visible(id, 40));
    let pending = locked(&desk.import).take().filter(|pending| pending.id == id).ok_or_else(gone)?;
    let (world, enterprise) = at_hand(desk)?;
    if enterprise != pending.enterprise {
        return Err(gone());
    }
    let ledger = &world.ledger;
    let sorted = sorted(&pending.decisions, &ledger.decisions(&enterprise)?);
    let changed = sorted.changed.iter().map(|(written, _)| *written);
    let new: Vec<ledger::Decision> = sorted
        .added
        .iter()
        .copied()
        .chain(changed)
        .map(|written| ledger::Decision {
            id: desk.new_id(),
            enterprise: enterprise.clone(),
            kind: word(written.kind),
            account: written.account.clone(),
            other: written.other.clone(),
            note: written.note.trim().to_owned(),
            emails: written.emails.clone(),
            decided_at: desk.now(),
            actor: desk.ports.actor.clone(),
            undone_at: None,
        })
        .collect();
    ledger.decide(&new)?;
    for (_, replaced) in &sorted.changed {
        ledger.set_decision_undone(replaced, Some(desk.now()))?;
    }
    told(desk, ledger, new.len() as u64)
}

fn told(desk: &Desk, ledger: &Ledger, decisions: u64) -> Result<(), Failure> {
    Entry::new(What::DecisionsImported).with("decisions", decisions).write(desk, ledger)?;
    desk.tell(Event::PeopleChanged);
    Ok(())
}

fn sorted<'a>(decisions: &'a [Written], standing: &[ledger::Decision]) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    for written in decisions {
        let kind = word(written.kind);
        let other = written.other.as_deref();
        let mut about = standing
            .iter()
            .filter(|own| same_accounts((&own.account, own.other.as_deref()), (&written.account, other)));
        let opposite = |own: &ledger::Decision| match written.kind {
            DecisionKind::Link => own.kind == ledger::DecisionKind::Unlink,
            DecisionKind::Unlink => own.kind == ledger::DecisionKind::Link,
            DecisionKind::Exclude | DecisionKind::Note => false,
        };
        let own = about.clone().find(|own| own.kind == kind);
        if about.any(opposite) {
            sorted.conflicts.push(written);
        } else if own.is_some_and(|own| own.note == written.note.trim()) {
            sorted.same += 1;
        } else if let Some(own) = own {
            sorted.changed.push((written, own.id.clone()));
        } else {
            sorted.added.push(written);
        }
    }
    sorted
}

fn part(decisions: &[&Written], people: Option<&People>) -> ImportPart {
    ImportPart {
        count: decisions.len() as u64,
        first: decisions.iter().take(SHOWN).map(|written| imported(written, people)).collect(),
    }
}

fn imported(written: &Written, people: Option<&People>) -> ImportedDecision {
    let keys = [Some(&written.account), written.other.as_ref()].into_iter().flatten();
    let gone = |key: &&String| people.is_some_and(|people| people.find(key).is_none());
    ImportedDecision {
        kind: written.kind,
        account: visible(&written.account, super::LONGEST_KEY),
        other: written.other.as_deref().map(|other| visible(other, super::LONGEST_KEY)),
        note: written.note.clone(),
        gone: keys.filter(gone).map(|key| visible(key, super::LONGEST_KEY)).collect(),
        changed: people.map(|people| ground::changed(people, &written.emails)).unwrap_or_default(),
    }
}

fn unusable(finding: &PeopleFinding) -> Failure {
    let reason = finding.params.get("reason").cloned().unwrap_or_else(|| "io".into());
    let failure = Failure::new(FailureCode::InvalidInput).with("field", "decisions").with("reason", reason);
    match &finding.at {
        Some(at) if at.line > 0 => failure.with("line", at.line),
        _ => failure,
    }
}
