//! The headless hand-over: files are reviewed, kept and handed over in one go; and followed to their end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ledger::{FileRecord, HandOver, HandOverState as State, Ledger};
use usage::{Code, Finding};

use crate::answers::{
    ConfirmedChange, ConsumedPair, HandOverDocument, HandOverState, HandOversDocument, HeldAccounts, PageWay,
    Route, WhyNothing,
};
use crate::before::Before;
use crate::calls::HandOverRequest;
use crate::prepare::choose_from;
use crate::refused::{Noticed, known, refused};
use crate::{Desk, Failure, FailureCode};

/// What to hand over.
#[derive(Clone, Debug)]
pub struct SendRequest {
    /// The files, or folders of them.
    pub paths: Vec<PathBuf>,
    /// The enterprise's name.
    pub enterprise: String,
    /// Bytes that were counted are handed over once more.
    pub again: bool,
    /// A change ticket to keep with it.
    pub ticket: Option<String>,
    /// Only say what would be handed over.
    pub dry_run: bool,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The hand-overs, and the files that were not handed over.
    pub document: HandOversDocument,
    /// The page to open, and the copies to drop there, for the page route.
    pub page: Option<(String, Vec<PathBuf>)>,
    /// What broke a transfer, if one broke.
    pub failure: Option<Failure>,
}

/// Reviews, keeps and hands over. Endpoint: answers when the transfers are over. Page: answers with the page and the files.
pub async fn send(desk: &Arc<Desk>, request: &SendRequest) -> Result<Sent, Failure> {
    let world = desk.world_of(&request.enterprise)?;
    let enterprise = world.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    if !desk.may_use_network()? {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    if request.dry_run {
        let document = crate::dry_run::dry_run(&world.ledger, &enterprise, request)?;
        return Ok(Sent { document, page: None, failure: None });
    }
    let ledger = world.ledger.clone();
    let (paths, again) = (request.paths.clone(), request.again);
    let (review, files) = Arc::clone(desk)
        .blocking(move |desk| {
            let review = desk.new_id();
            ledger.begin_closed_review(&review, desk.now(), &desk.ports.actor)?;
            let mut opener = crate::sources::Opener::default();
            for (record, source) in crate::add::list(desk, &ledger, &review, &paths)? {
                crate::add::read_one(desk, &ledger, &mut opener, record, &source)?;
            }
            crate::add::note_reviewed(desk, &ledger, &review)?;
            let files = ledger.files_of_review(&review)?;
            Ok((review, files))
        })
        .await?;
    let mut document =
        HandOversDocument { schema: "seatbridge.handovers/1", handovers: Vec::new(), refused: Vec::new() };
    let mut leaving: Vec<&FileRecord> = Vec::new();
    for file in &files {
        let practice = enterprise.practice;
        let standing = crate::eligible::standing(&world.ledger, practice, Some(&enterprise), file, again)?;
        let noticed = || Noticed {
            path: file.path.clone().unwrap_or_default(),
            name: file.name.clone(),
            findings: of_bytes(file),
        };
        if let Some(why) = standing.why_not {
            for known in standing.under_way.iter().chain(&standing.counted) {
                // These bytes are there or on their way: scripts get the hand-over that they have, once.
                if document.handovers.iter().all(|told| told.id != known.id) {
                    document.handovers.push(self::document(&world.ledger, known)?);
                }
            }
            let known = known(&world.ledger, practice, &standing)?;
            document.refused.push(refused(noticed(), why, known));
        } else if let Some(twin) = leaving.iter().find(|other| other.sha256 == file.sha256) {
            let known = Finding::new(Code::SameBytesTwice).with("other", twin.name.as_str());
            document.refused.push(refused(noticed(), WhyNothing::OnItsWay, Some(known)));
        } else {
            leaving.push(file);
        }
    }
    let request =
        HandOverRequest { review: review.clone(), files: Vec::new(), again, ticket: request.ticket.clone() };
    let chosen = match choose_from(world.ledger.clone(), enterprise.clone(), files, &request) {
        Ok(chosen) => chosen,
        Err(failure) if failure.code == FailureCode::NothingToHandOver => {
            return Ok(Sent { document, page: None, failure: None });
        }
        Err(failure) => return Err(failure),
    };
    // Everybody, for what changed afterwards. Where that cannot be read, the totals may be; else nothing is known of before.
    let _ = crate::consumed_report::read(desk, &chosen.ledger, &chosen.enterprise, None).await;
    let ids =
        crate::hand_over::create(desk, &chosen, &review, request.ticket.as_deref(), PageWay::Browser).await?;
    let mut failure = None;
    let mut page = None;
    if crate::world::route(&enterprise) == Route::Endpoint {
        for id in &ids {
            if let Err(broken) = crate::hand_over::send_one(desk, &world.ledger, id).await {
                failure = Some(broken);
            }
        }
    } else if let Some(address) = crate::world::page(&enterprise) {
        let copies = chosen.files.iter().map(|file| crate::prepare::handed_path(desk, &file.id));
        page = Some((address, copies.collect::<Result<_, _>>()?));
    }
    for id in &ids {
        document.handovers.push(self::document(&world.ledger, &crate::hand_over::get(&world.ledger, id)?)?);
    }
    Ok(Sent { document, page, failure })
}

/// What was noticed about a file, from outside its bytes and in them.
fn of_bytes(file: &FileRecord) -> Vec<Finding> {
    let inside = file.reading.iter().flat_map(|reading| reading.findings.clone());
    file.findings.iter().cloned().chain(inside).collect()
}

/// What following hand-overs gave.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// Where each stands now.
    pub document: HandOversDocument,
    /// Why an enterprise could not be asked the last time, if one could not.
    pub failure: Option<Failure>,
}

/// Follows one hand-over, or all unfinished ones, until each has come to an end or the time is over.
pub async fn confirm(desk: &Arc<Desk>, id: Option<&str>, wait: Duration) -> Result<Confirmed, Failure> {
    let followed = wanted(desk, id)?;
    if !desk.may_use_network()? && followed.iter().any(|(_, hand_over)| !hand_over.state.is_settled()) {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    let began = desk.ports.clock.now();
    loop {
        crate::resume::resume(desk).await;
        let mut open = 0;
        for (ledger, hand_over) in &followed {
            let hand_over = crate::hand_over::get(ledger, &hand_over.id)?;
            if !hand_over.state.is_settled() || hand_over.state == State::Unconfirmed {
                if crate::asked_to_wait::until(desk, &hand_over.enterprise).is_none() {
                    crate::watch::ask_all(desk, ledger, vec![hand_over.clone()]).await?;
                }
                let now = crate::hand_over::get(ledger, &hand_over.id)?;
                open += usize::from(!now.state.is_settled());
            }
        }
        let waited = Duration::try_from(desk.ports.clock.now().duration_since(began)).unwrap_or_default();
        if open == 0 || waited >= wait {
            break;
        }
        tokio::time::sleep(desk.ports.pace.practice().first.min(wait.saturating_sub(waited))).await;
    }
    let mut document =
        HandOversDocument { schema: "seatbridge.handovers/1", handovers: Vec::new(), refused: Vec::new() };
    let mut failure = None;
    for (ledger, hand_over) in &followed {
        document.handovers.push(self::document(ledger, &crate::hand_over::get(ledger, &hand_over.id)?)?);
        failure =
            failure.or_else(|| crate::desk::locked(&desk.unreadable).get(&hand_over.enterprise).cloned());
    }
    Ok(Confirmed { document, failure })
}

/// The enterprise of a hand-over, or of the first unfinished one.
pub fn enterprise_of(desk: &Desk, id: Option<&str>) -> Result<Option<String>, Failure> {
    Ok(wanted(desk, id)?.into_iter().next().map(|(_, hand_over)| hand_over.enterprise))
}

fn wanted(desk: &Desk, id: Option<&str>) -> Result<Vec<(Ledger, HandOver)>, Failure> {
    let mut wanted = Vec::new();
    for (ledger, _) in desk.ledgers() {
        if let Some(id) = id {
            wanted.extend(ledger.hand_over(id)?.map(|hand_over| (ledger.clone(), hand_over)));
        } else {
            let mut open = ledger.unfinished_hand_overs()?;
            open.extend(ledger.hand_overs_in(&[State::Unconfirmed])?);
            // The window's own practice enterprise can be asked by the window alone.
            open.retain(|hand_over| {
                desk.ports.embeds_practice || hand_over.enterprise != crate::practice_world::NAME
            });
            wanted.extend(open.into_iter().map(|hand_over| (ledger.clone(), hand_over)));
        }
    }
    if let (Some(id), true) = (id, wanted.is_empty()) {
        return Err(Failure::new(FailureCode::NotFound)
            .with("what", "hand_over")
            .with("id", usage::outside::visible(id, 40)));
    }
    Ok(wanted)
}

fn document(ledger: &Ledger, hand_over: &HandOver) -> Result<HandOverDocument, Failure> {
    let consumed = |json: &Option<serde_json::Value>| {
        json.as_ref().and_then(|json| {
            json.get("consumed")
                .filter(|value| value.is_u64())
                .or_else(|| json.get("consumed")?.get("consumed"))?
                .as_u64()
        })
    };
    let receipt = ledger.receipts_of_hand_over(&hand_over.id)?.into_iter().next();
    let text = |name: &str| receipt.as_ref().and_then(|receipt| receipt.body.get(name)?.as_str());
    let details = crate::confirmation::of_receipt(ledger, text("confirmation"))?;
    let compared = receipt.as_ref().is_some_and(|receipt| was_compared(&receipt.body));
    let keys = |change| match &details {
        Some(details) => Some(details.keys(change)),
        // Nobody differs, or who does was forgotten.
        None => (compared && text("confirmation").is_none()).then(Vec::new),
    };
    Ok(HandOverDocument {
        schema: "seatbridge.handover/1",
        id: hand_over.id.clone(),
        sha256: hand_over.sha256.hex(),
        server: crate::task::host(ledger, hand_over)?,
        state: contract_state(hand_over.state),
        reason: hand_over.reason.clone().or_else(|| match hand_over.state {
            State::Cancelled | State::Stopped => Some(hand_over.state.as_str().to_owned()),
            _ => None,
        }),
        consumed: ConsumedPair {
            before: Before::of(hand_over).consumed.map(|before| before.consumed),
            after: consumed(&hand_over.consumed_after),
        },
        accounts: HeldAccounts {
            expected: hand_over.expected,
            held: hand_over.held,
            missing: keys(ConfirmedChange::Missing),
            unexpected: keys(ConfirmedChange::Unexpected),
            differing: keys(ConfirmedChange::Differing),
        },
    })
}

/// Whether a receipt says that the accounts were compared one by one.
fn was_compared(receipt: &serde_json::Value) -> bool {
    let mut evidence = receipt.get("evidence").and_then(serde_json::Value::as_array).into_iter().flatten();
    evidence.any(|answer| answer.get("params").is_some_and(|params| params.get("missing").is_some()))
}

/// The contract knows five states. What is still leaving is waiting; what a person ended is failed or unconfirmed, with the reason.
fn contract_state(state: State) -> HandOverState {
    match state {
        State::Ready | State::HandingOver | State::Waiting => HandOverState::Waiting,
        State::Cancelled => HandOverState::Failed,
        State::Stopped => HandOverState::Unconfirmed,
        other => crate::task::state(other),
    }
}
