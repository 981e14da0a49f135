//! Giving a hand-over up: a person ends it before the cloud does. What it had reached stays on record.

use std::sync::Arc;

use ledger::{Change, HandOver, HandOverState as State, Ledger};

use crate::desk::locked;
use crate::hand_over::entry;
use crate::history::What;
use crate::{Desk, Failure};

/// The states in which a hand-over can be given up; a transfer that this process carries out is cancelled instead.
const OPEN: &[State] =
    &[State::Ready, State::HandingOver, State::Waiting, State::Received, State::Unconfirmed];

/// Gives up the unfinished hand-overs of a review, or of the world at hand.
pub(crate) fn stop_watching(desk: &Arc<Desk>, review: Option<&str>) -> Result<(), Failure> {
    let ledger = match review {
        Some(review) => crate::sheet::find_review(desk, review)?.0,
        None => desk.world()?.ledger,
    };
    for hand_over in ledger.hand_overs_in(OPEN)? {
        if review.is_none() || hand_over.review.as_deref() == review {
            give_up(desk, &ledger, &hand_over)?;
        }
    }
    Ok(())
}

/// Gives one up. `false` where it has moved on meanwhile, or where a living process is sending it.
pub(crate) fn give_up(desk: &Desk, ledger: &Ledger, hand_over: &HandOver) -> Result<bool, Failure> {
    if locked(&desk.transfers).contains_key(&hand_over.id) {
        return Ok(false);
    }
    // Nothing has left of one that is only ready. Of one whose sender died, everything may have.
    let (to, what) = match hand_over.state {
        State::Ready => (State::Cancelled, What::Cancelled),
        _ => (State::Stopped, What::Stopped),
    };
    let mut change = Change::new(desk.now(), "person");
    change.event = Some(entry(ledger, hand_over, what)?.event(desk.now(), &desk.ports.actor));
    if !OPEN.contains(&hand_over.state) || !ledger.advance(&hand_over.id, &[hand_over.state], to, &change)? {
        return Ok(false);
    }
    locked(&desk.next_checks).remove(&hand_over.id);
    crate::hand_over::tell(desk, ledger, &hand_over.id);
    Ok(true)
}
