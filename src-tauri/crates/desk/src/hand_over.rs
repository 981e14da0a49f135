//! Handing over: the ledger notes it first, then the bytes leave (endpoint) or a person drops them (page), then it is watched.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cloud::{Arrival, Endpoint, UploadBody};
use jiff::Timestamp;
use ledger::{
    Change, Enterprise, Figures, HandOver, HandOverState as State, Ledger, LedgerError, NewHandOver,
};
use serde_json::json;
use usage::Sha256Digest;

use crate::answers::{Event, HandOverTask, Link, PageWay, Route};
use crate::before::{Before, read_totals};
use crate::calls::HandOverRequest;
use crate::desk::locked;
use crate::handed_name::handed_name;
use crate::history::{Entry, What};
use crate::prepare::{Chosen, choose};
use crate::world::{route, route_word};
use crate::{Desk, Failure, FailureCode};

/// A transfer that is going on.
pub(crate) struct Transfer {
    pub(crate) sent: AtomicU64,
    pub(crate) total: u64,
    cancel: tokio::sync::watch::Sender<bool>,
}

/// Hands over what a window asks for, and tells where it stands. Endpoint: the bytes leave in the background.
pub(crate) async fn begin(desk: &Arc<Desk>, request: &HandOverRequest) -> Result<HandOverTask, Failure> {
    let wanted = request.clone();
    let chosen = Arc::clone(desk).blocking(move |desk| choose(desk, &wanted)).await?;
    let way = crate::page_way::way_of(desk, &chosen.enterprise)?;
    let ids = create(desk, &chosen, &request.review, request.ticket.as_deref(), way).await?;
    if route(&chosen.enterprise) == Route::Endpoint {
        let (desk, ledger) = (Arc::clone(desk), chosen.ledger.clone());
        tokio::spawn(async move {
            for id in ids {
                // What goes wrong is written into the hand-over, which the window shows.
                let _ = send_one(&desk, &ledger, &id).await;
            }
        });
    }
    let review = request.review.clone();
    let task = Arc::clone(desk).blocking(move |desk| crate::task::task(desk, Some(&review))).await?;
    task.ok_or_else(|| Failure::new(FailureCode::Defect).with("place", "begin"))
}

/// Notes the hand-overs, with what the enterprise counted just before. Page: from here on they are watched.
pub(crate) async fn create(
    desk: &Arc<Desk>,
    chosen: &Chosen,
    review: &str,
    ticket: Option<&str>,
    way: PageWay,
) -> Result<Vec<String>, Failure> {
    let route = match (route(&chosen.enterprise), way) {
        (Route::Page, PageWay::OwnWindow) => Route::OwnWindow,
        (route, _) => route,
    };
    // Where the enterprise cannot be asked, a person can still drop the file on its page; an endpoint will say so itself. Without a
    // token nothing can be sent to one at all.
    let mut before = match read_totals(desk, &chosen.ledger, &chosen.enterprise).await {
        Ok(before) => before,
        Err(failure) if failure.code == FailureCode::IsolatedSide => return Err(failure),
        Err(failure) if route == Route::Endpoint && failure.code != FailureCode::Cloud => {
            return Err(failure);
        }
        Err(_) => Before::default(),
    };
    let report = crate::consumed_report::newest(&chosen.ledger, &chosen.enterprise.name)?;
    before.report = report.map(|report| report.sha256.hex());
    let mut ids = Vec::new();
    for file in &chosen.files {
        let Some(reading) = &file.reading else { continue };
        before.since = close_earlier_tries(desk, chosen, &reading.sha256)?;
        let host = crate::add::host(file);
        let id = desk.new_id();
        // Only what is known to be counted is a new upload under the same bytes; after a failure they may have arrived all the same.
        let idempotency_key = match chosen.ledger.counted_already(&reading.sha256, &chosen.enterprise.name)? {
            Some(_) => cloud::once_more(&reading.sha256, &id),
            None => reading.sha256.hex(),
        };
        let new = NewHandOver {
            id: id.clone(),
            review: Some(review.to_owned()),
            file: Some(file.id.clone()),
            enterprise: chosen.enterprise.name.clone(),
            server: file.server,
            sha256: reading.sha256,
            bytes: reading.bytes,
            handed_name: handed_name(host.as_deref(), file.added_at, &reading.sha256),
            route: route_word(route).to_owned(),
            actor: desk.ports.actor.clone(),
            ticket: ticket
                .map(|ticket| usage::outside::visible(ticket.trim(), 120))
                .filter(|ticket| !ticket.is_empty()),
            created_at: desk.now(),
            idempotency_key,
            figures: Figures {
                consumed_before: serde_json::to_value(&before).ok(),
                expected: crate::record::accounts_expected(reading),
                ..Figures::default()
            },
        };
        match route {
            Route::Endpoint => chosen.ledger.create_hand_over(&new)?,
            Route::Page | Route::OwnWindow => {
                chosen.ledger.create_with_person(&new, &with_person(desk, &chosen.ledger, &new.made())?)?;
                tell(desk, &chosen.ledger, &id);
            }
        }
        ids.push(id);
    }
    desk.wake.notify_one();
    desk.tell(Event::ReviewChanged);
    Ok(ids)
}

/// Ends the watch of earlier tries of the same bytes that are unconfirmed, since one upload would be counted for each of them, and gives
/// the moment of the first try since these bytes were last counted; `None` where there was none.
fn close_earlier_tries(
    desk: &Desk,
    chosen: &Chosen,
    sha256: &Sha256Digest,
) -> Result<Option<Timestamp>, Failure> {
    let enterprise = &chosen.enterprise.name;
    let counted = chosen.ledger.counted_already(sha256, enterprise)?;
    let mut tries = chosen.ledger.hand_overs_in(&[State::Failed, State::Unconfirmed, State::Stopped])?;
    tries.retain(|earlier| {
        earlier.sha256 == *sha256
            && earlier.enterprise == *enterprise
            && counted.as_ref().is_none_or(|counted| earlier.created_at > counted.created_at)
    });
    for earlier in tries.iter().filter(|earlier| earlier.state == State::Unconfirmed) {
        crate::give_up::give_up(desk, &chosen.ledger, earlier)?;
    }
    Ok(tries.iter().map(|earlier| Before::of(earlier).handed_at(earlier)).min())
}

/// The page route: the person has the file and the page, and watching begins.
pub(crate) fn with_person(desk: &Desk, ledger: &Ledger, hand_over: &HandOver) -> Result<Change, Failure> {
    let mut change = Change::new(desk.now(), "person");
    change.event = Some(handed_over(desk, ledger, hand_over)?);
    Ok(change)
}

fn handed_over(desk: &Desk, ledger: &Ledger, hand_over: &HandOver) -> Result<ledger::NewEvent, Failure> {
    Ok(entry(ledger, hand_over, What::HandedOver)?
        .with("route", hand_over.route.as_str())
        .with("file", hand_over.handed_name.as_str())
        .with("sha256", hand_over.sha256.hex())
        .with_known("ticket", hand_over.ticket.clone())
        .event(desk.now(), &hand_over.actor))
}

/// An entry of history about a hand-over.
pub(crate) fn entry(ledger: &Ledger, hand_over: &HandOver, what: What) -> Result<Entry, Failure> {
    let host = crate::task::host(ledger, hand_over)?;
    let entry = Entry::new(what)
        .about(hand_over.server, Some(&host))
        .with("enterprise", hand_over.enterprise.as_str())
        .found_by([hand_over.id.clone(), hand_over.sha256.hex(), host])
        .found_by(hand_over.ticket.clone());
    Ok(match &hand_over.review {
        Some(review) => entry.link(Link::HandOver { review: review.clone() }),
        None => entry,
    })
}

pub(crate) fn get(ledger: &Ledger, id: &str) -> Result<HandOver, Failure> {
    ledger.hand_over(id)?.ok_or_else(|| {
        Failure::new(FailureCode::NotFound)
            .with("what", "hand_over")
            .with("id", usage::outside::visible(id, 40))
    })
}

/// Tells that a hand-over moved.
pub(crate) fn tell(desk: &Desk, ledger: &Ledger, id: &str) {
    if let Ok(hand_over) = get(ledger, id) {
        let server = crate::task::host(ledger, &hand_over).unwrap_or_default();
        desk.tell(Event::HandOverChanged {
            id: id.to_owned(),
            server,
            state: crate::task::state(hand_over.state),
        });
    }
}

/// The profile of an enterprise's endpoint: its own, or the practice enterprise's.
fn endpoint(enterprise: &Enterprise) -> Result<Endpoint, Failure> {
    let defect = || Failure::new(FailureCode::Defect).with("place", "endpoint");
    match &enterprise.endpoint {
        Some(profile) => serde_json::from_value(profile.clone()).map_err(|_| defect()),
        None if enterprise.practice => Ok(Endpoint::practice()),
        None => Err(Failure::new(FailureCode::WrongRoute).with("route", enterprise.route.as_str())),
    }
}

/// Claims a hand-over that is ready for this process. One that can never be claimed comes to its end here: left ready, it would be
/// tried again at every round.
fn claim(desk: &Desk, ledger: &Ledger, hand_over: &HandOver) -> Result<(), Failure> {
    let done = || Failure::new(FailureCode::AlreadyDone);
    match ledger.claim_sending(&hand_over.id, &desk.ports.actor, desk.now()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(done()),
        Err(LedgerError::Conflict { what: "server_enterprise" }) => {
            Err(server_elsewhere(desk, ledger, hand_over)?)
        }
        Err(LedgerError::Conflict { .. }) => {
            // The same bytes are on their way by another hand-over.
            crate::give_up::give_up(desk, ledger, hand_over)?;
            Err(done())
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes down that a server belongs to another enterprise, so that nothing of it was sent to this one.
fn server_elsewhere(desk: &Desk, ledger: &Ledger, hand_over: &HandOver) -> Result<Failure, Failure> {
    let tied = match hand_over.server {
        Some(server) => ledger.server(server)?.enterprise.unwrap_or_default(),
        None => String::new(),
    };
    let code = FailureCode::ServerElsewhere;
    let mut change = Change::new(desk.now(), "desk");
    change.reason = Some(code.text().to_owned());
    change.evidence = json!({ "arrival": "not_received", "code": code.text(), "enterprise": tied });
    change.event = Some(
        entry(ledger, hand_over, What::Failed)?
            .with("reason", code.text())
            .event(desk.now(), &desk.ports.actor),
    );
    ledger.advance(&hand_over.id, &[State::Ready], State::Failed, &change)?;
    tell(desk, ledger, &hand_over.id);
    let server = crate::task::host(ledger, hand_over)?;
    Ok(Failure::new(code).with("server", server).with("enterprise", tied))
}

/// Sends one hand-over that is ready. Whoever claims it first sends it; to the others it is already done.
pub(crate) async fn send_one(desk: &Arc<Desk>, ledger: &Ledger, id: &str) -> Result<(), Failure> {
    let hand_over = get(ledger, id)?;
    claim(desk, ledger, &hand_over)?;
    let (cancel, mut cancelled) = tokio::sync::watch::channel(false);
    let transfer = Arc::new(Transfer { sent: AtomicU64::new(0), total: hand_over.bytes, cancel });
    locked(&desk.transfers).insert(id.to_owned(), Arc::clone(&transfer));
    tell(desk, ledger, id);
    let until_cancelled = async move {
        // The sender lives as long as the transfer, so an error cannot come before the end.
        let _ = cancelled.wait_for(|cancel| *cancel).await;
    };
    let sent = transfer_bytes(desk, ledger, &hand_over, &transfer, until_cancelled).await;
    locked(&desk.transfers).remove(id);
    let settled = note_outcome(desk, ledger, &hand_over, sent);
    tell(desk, ledger, id);
    desk.wake.notify_one();
    settled
}

/// Why a transfer did not end well.
enum Broken {
    /// Nothing left this computer.
    Here(Failure),
    /// The network room says how far it got.
    There(cloud::CloudFailure),
}

impl From<Failure> for Broken {
    fn from(failure: Failure) -> Self {
        Self::Here(failure)
    }
}

async fn transfer_bytes(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    hand_over: &HandOver,
    transfer: &Arc<Transfer>,
    until_cancelled: impl Future<Output = ()> + Send,
) -> Result<Option<Timestamp>, Broken> {
    let world = desk.world_of(&hand_over.enterprise)?;
    let enterprise = world.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    let endpoint = endpoint(&enterprise)?;
    let (client, slug) = desk.cloud(&enterprise).await?;
    let source = ledger.original(&hand_over.sha256).map_err(Failure::from)?.ok_or_else(|| {
        Failure::new(FailureCode::BytesChanged).with("name", hand_over.handed_name.as_str())
    })?;
    let body = UploadBody {
        source: Box::new(source),
        bytes: hand_over.bytes,
        sha256: hand_over.sha256,
        name: hand_over.handed_name.clone(),
        idempotency_key: hand_over.idempotency_key.clone(),
    };
    // A window redraws at most a hundred times for a file, however large.
    let step = (hand_over.bytes / 100).max(1);
    let mut told = 0;
    let mut progress = |sent: u64| {
        transfer.sent.store(sent, Ordering::Relaxed);
        if sent >= told + step || sent == hand_over.bytes {
            told = sent;
            desk.tell(Event::Sending { id: hand_over.id.clone(), sent, total: hand_over.bytes });
        }
    };
    match client.upload(&endpoint, &slug, body, &mut progress, until_cancelled).await {
        Ok(answer) => Ok(answer.head.cloud_at),
        Err(failure) => Err(Broken::There(failure)),
    }
}

/// Writes down what became of the bytes. A finished transfer only means that the cloud is asked now.
fn note_outcome(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
    sent: Result<Option<Timestamp>, Broken>,
) -> Result<(), Failure> {
    let id = &hand_over.id;
    let mut change = Change::new(desk.now(), "upload");
    let (to, failure) = match sent {
        Ok(cloud_at) => {
            change.cloud_at = cloud_at;
            change.event = Some(handed_over(desk, ledger, hand_over)?);
            (State::Waiting, None)
        }
        Err(Broken::There(failure)) if failure.arrival == Arrival::Unknown => {
            // All bytes may be there: the cloud is asked, and nothing is sent again.
            let failure = Failure::from(failure);
            change.evidence =
                json!({ "arrival": "unknown", "code": failure.code.text(), "params": failure.params });
            change.event = Some(handed_over(desk, ledger, hand_over)?);
            (State::Waiting, Some(failure))
        }
        Err(Broken::There(failure)) if failure.reason == cloud::Reason::Cancelled => {
            change.event =
                Some(entry(ledger, hand_over, What::Cancelled)?.event(desk.now(), &desk.ports.actor));
            (State::Cancelled, Some(Failure::from(failure)))
        }
        Err(broken) => {
            let failure = match broken {
                Broken::There(failure) => Failure::from(failure),
                Broken::Here(failure) => failure,
            };
            let code = match failure.params.get("failure") {
                Some(usage::Param::Text(code)) => code.clone(),
                _ => failure.code.text().to_owned(),
            };
            change.evidence =
                json!({ "arrival": "not_received", "code": failure.code.text(), "params": failure.params });
            change.event = Some(
                entry(ledger, hand_over, What::Failed)?
                    .with("reason", code.as_str())
                    .event(desk.now(), &desk.ports.actor),
            );
            change.reason = Some(code);
            (State::Failed, Some(failure))
        }
    };
    ledger.advance(id, &[State::HandingOver], to, &change)?;
    failure.map_or(Ok(()), Err)
}

/// Stops a transfer before it counts. One that no living process carries out is given up.
pub(crate) fn cancel(desk: &Arc<Desk>, id: &str) -> Result<(), Failure> {
    if let Some(transfer) = locked(&desk.transfers).get(id) {
        transfer.cancel.send_replace(true);
        return Ok(());
    }
    for (ledger, _) in desk.ledgers() {
        if let Some(hand_over) = ledger.hand_over(id)?
            && matches!(hand_over.state, State::Ready | State::HandingOver)
            && crate::give_up::give_up(desk, &ledger, &hand_over)?
        {
            return Ok(());
        }
    }
    Err(Failure::new(FailureCode::AlreadyDone))
}

/// Stops all transfers: the side was switched.
pub(crate) fn cancel_all(desk: &Desk) {
    for transfer in locked(&desk.transfers).values() {
        transfer.cancel.send_replace(true);
    }
}

#[cfg(test)]
mod tests;
