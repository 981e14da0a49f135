//! Forgetting what a person asks to forget: originals and what was read from them. Receipts stay.

use std::sync::Arc;

use ledger::{Ledger, LedgerError};

use crate::answers::{Event, ForgetPlan, Kept};
use crate::{Desk, Failure, FailureCode};

/// The originals that are kept in the world at hand.
pub(crate) fn kept(desk: &Arc<Desk>) -> Result<Kept, Failure> {
    kept_in(&desk.world()?.ledger)
}

fn kept_in(ledger: &Ledger) -> Result<Kept, Failure> {
    let kept = ledger.kept()?;
    Ok(Kept { files: kept.count, bytes: kept.bytes })
}

/// What forgetting would take away in the world at hand.
pub(crate) fn plan(desk: &Arc<Desk>) -> Result<ForgetPlan, Failure> {
    plan_in(&desk.world()?.ledger)
}

fn plan_in(ledger: &Ledger) -> Result<ForgetPlan, Failure> {
    let kept = kept_in(ledger)?;
    let unfinished = ledger.unfinished_hand_overs()?;
    let unfinished =
        unfinished.iter().map(|hand_over| crate::task::host(ledger, hand_over)).collect::<Result<_, _>>()?;
    Ok(ForgetPlan { files: kept.files, bytes: kept.bytes, unfinished })
}

/// Forgets all originals of the world at hand.
pub(crate) fn forget(desk: &Arc<Desk>) -> Result<Kept, Failure> {
    let ledger = desk.world()?.ledger;
    forget_in(desk, &ledger)?;
    desk.tell(Event::ReviewChanged);
    desk.tell(Event::SettingsChanged);
    kept_in(&ledger)
}

fn forget_in(desk: &Desk, ledger: &Ledger) -> Result<(), Failure> {
    let plan = plan_in(ledger)?;
    if let Some(server) = plan.unfinished.first() {
        return Err(Failure::new(FailureCode::Unfinished).with("server", server.as_str()));
    }
    // What was read from them is forgotten too, where it is only in memory.
    *crate::desk::locked(&desk.compared) = None;
    *crate::desk::locked(&desk.listed) = None;
    crate::consumed_report::forget_broken_off(desk);
    crate::fetching::forget_all(desk);
    match ledger.forget(&ledger.kept_digests()?, desk.now(), &desk.ports.actor) {
        Ok(_) => Ok(()),
        // One was begun by another process just now.
        Err(LedgerError::InUse { .. }) => {
            let server = plan_in(ledger)?.unfinished.into_iter().next().unwrap_or_default();
            Err(Failure::new(FailureCode::Unfinished).with("server", server))
        }
        Err(error) => Err(error.into()),
    }
}

/// What forgetting would take away in both worlds.
pub fn plan_both(desk: &Desk) -> Result<ForgetPlan, Failure> {
    let (real, practice) = (plan_in(&desk.real)?, plan_in(&desk.practice)?);
    Ok(ForgetPlan {
        files: real.files + practice.files,
        bytes: real.bytes + practice.bytes,
        unfinished: real.unfinished.into_iter().chain(practice.unfinished).collect(),
    })
}

/// Forgets all originals of both worlds.
pub fn forget_both(desk: &Desk) -> Result<(), Failure> {
    forget_in(desk, &desk.real)?;
    forget_in(desk, &desk.practice)
}
