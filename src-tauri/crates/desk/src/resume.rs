//! Taking up again what a process left unfinished when it died.

use std::sync::Arc;
use std::time::Duration;

use ledger::{Change, FileState, HandOver, HandOverState as State, Ledger};
use serde_json::json;
use usage::{Code, Finding};

use crate::before::Before;
use crate::verdict::{Sought, find};
use crate::{Desk, Failure};

/// A hand-over that is only ready for this long was left so by a process that died before it could send it.
const READY_FOR: Duration = Duration::from_secs(10);

/// Begins the work of a process: practice listens if it is at hand, what was left unfinished is taken up.
pub async fn start(desk: &Arc<Desk>) -> Result<(), Failure> {
    crate::practice_world::open(desk).await?;
    for (ledger, _) in desk.ledgers() {
        for mut file in ledger.interrupted_files()? {
            // Its bytes were not kept whole: it is said, and the person adds it again.
            file.state = FileState::Read;
            file.findings.push(Finding::new(Code::ReadFailed).with("bytes", 0).with("reason", "interrupted"));
            ledger.update_file(&file)?;
        }
    }
    Ok(())
}

/// Takes up transfers that were cut off. Nothing is sent again before the enterprise was asked.
pub(crate) async fn resume(desk: &Arc<Desk>) {
    if !desk.may_use_network().unwrap_or(false) {
        return;
    }
    for (ledger, practice) in desk.ledgers() {
        let Ok(interrupted) = ledger.interrupted_hand_overs() else { continue };
        for hand_over in interrupted {
            if practice && hand_over.enterprise == crate::practice_world::NAME && !desk.ports.embeds_practice
            {
                continue;
            }
            // The enterprise cannot be asked now: it is tried again at the next round.
            let _ = take_up(desk, &ledger, &hand_over).await;
        }
        let Ok(ready) = ledger.hand_overs_in(&[State::Ready]) else { continue };
        for hand_over in ready {
            let since =
                Duration::try_from(desk.now().duration_since(hand_over.created_at)).unwrap_or_default();
            if since > READY_FOR && hand_over.route == "endpoint" {
                let _ = crate::hand_over::send_one(desk, &ledger, &hand_over.id).await;
            }
        }
    }
}

async fn take_up(desk: &Arc<Desk>, ledger: &Ledger, hand_over: &HandOver) -> Result<(), Failure> {
    let Some(enterprise) = ledger.enterprise(&hand_over.enterprise)? else { return Ok(()) };
    let (client, slug) = desk.cloud(&enterprise).await?;
    let installations = client.uploads(&slug).await?.value;
    let host = crate::task::host(ledger, hand_over)?;
    let sought = Sought {
        name: &hand_over.handed_name,
        host: &host,
        server_id: None,
        handed_at: Before::of(hand_over).handed_at(hand_over),
    };
    let mut change = Change::new(desk.now(), "resume");
    change.evidence = json!({ "asked": true });
    let listed = find(&sought, &installations, &[]).upload.is_some();
    if listed {
        ledger.advance(&hand_over.id, &[State::HandingOver], State::Waiting, &change)?;
    } else if ledger.advance(&hand_over.id, &[State::HandingOver], State::Ready, &change)? {
        // The same bytes under the same key, which an enterprise counts once.
        crate::hand_over::send_one(desk, ledger, &hand_over.id).await?;
    }
    Ok(())
}
