//! Watching what was handed over: the enterprise is asked until it shows what became of it. A 2xx proves nothing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use cloud::{Installation, ServerSync, SoughtUpload};
use jiff::Timestamp;
use ledger::{Change, CloudQuestion, Enterprise, Figures, HandOver, HandOverState as State, Ledger};
use serde_json::json;

use crate::before::{Before, read_totals};
use crate::desk::locked;
use crate::hand_over::entry;
use crate::history::What;
use crate::receipt::{Answers, upload_word};
use crate::verdict::{Found, Sought, Verdict, find, judge};
use crate::{Desk, Failure, FailureCode, Pace};

/// The states in which a hand-over is asked about.
const WATCHED: &[State] = &[State::Waiting, State::Received, State::Unconfirmed];

/// Asks about everything that is watched, for as long as the process lives. Hosts with a window run it in the background.
pub async fn watch(desk: Arc<Desk>) {
    loop {
        crate::resume::resume(&desk).await;
        let wait = match due(&desk) {
            Ok(due) => {
                for (ledger, enterprise, hand_overs) in due.now {
                    ask(&desk, &ledger, &enterprise, &hand_overs).await;
                }
                due.wait
            }
            // The ledger is busy or gone: look again later.
            Err(_) => Some(Duration::from_secs(30)),
        };
        let next = wait.unwrap_or(Duration::from_secs(3600)).max(Duration::from_millis(50));
        tokio::select! {
            () = tokio::time::sleep(next) => {}
            () = desk.wake.notified() => {}
        }
    }
}

/// What is to be asked now, and how long until the next question.
struct Due {
    now: Vec<(Ledger, Enterprise, Vec<HandOver>)>,
    wait: Option<Duration>,
}

fn pace(desk: &Desk, enterprise: &Enterprise) -> Pace {
    if enterprise.practice { desk.ports.pace.practice() } else { desk.ports.pace }
}

fn due(desk: &Arc<Desk>) -> Result<Due, Failure> {
    let mut due = Due { now: Vec::new(), wait: None };
    if !desk.may_use_network()? {
        locked(&desk.next_checks).clear();
        return Ok(due);
    }
    let now = desk.now();
    for (ledger, practice) in desk.ledgers() {
        let mut groups: BTreeMap<String, Vec<HandOver>> = BTreeMap::new();
        for hand_over in ledger.hand_overs_in(WATCHED)? {
            groups.entry(hand_over.enterprise.clone()).or_default().push(hand_over);
        }
        for (name, hand_overs) in groups {
            let Some(enterprise) = ledger.enterprise(&name)? else { continue };
            if practice && name == crate::practice_world::NAME && !desk.ports.embeds_practice {
                continue;
            }
            let next = |hand_over: &HandOver| {
                let known = locked(&desk.next_checks).get(&hand_over.id).copied();
                let next = known.unwrap_or_else(|| next_check(pace(desk, &enterprise), hand_over));
                crate::asked_to_wait::until(desk, &name).map_or(next, |until| until.max(next))
            };
            let earliest = hand_overs.iter().map(next).min().unwrap_or(now);
            if earliest <= now {
                // One question answers for all of an enterprise's servers.
                due.now.push((ledger.clone(), enterprise, hand_overs));
                due.wait = Some(Duration::ZERO);
            } else {
                let wait = Duration::try_from(earliest.duration_since(now)).unwrap_or_default();
                due.wait = Some(due.wait.map_or(wait, |known| known.min(wait)));
            }
        }
    }
    Ok(due)
}

/// When a hand-over is asked about next: measured from the last question, thinning out with the time since the hand-over.
fn next_check(pace: Pace, hand_over: &HandOver) -> Timestamp {
    let handed = hand_over.handed_at.unwrap_or(hand_over.created_at);
    let Some(last) = hand_over.last_asked else { return handed };
    let since = Duration::try_from(last.duration_since(handed)).unwrap_or_default();
    last.checked_add(pace.wait(since)).unwrap_or(last)
}

/// Asks one enterprise about its hand-overs, and moves each on.
pub(crate) async fn ask(desk: &Arc<Desk>, ledger: &Ledger, enterprise: &Enterprise, hand_overs: &[HandOver]) {
    let asked = question(desk, ledger, enterprise, hand_overs).await;
    let told = match asked {
        Ok(told) => Some(told),
        Err(failure) => {
            crate::asked_to_wait::note(desk, &enterprise.name, &failure);
            locked(&desk.unreadable).insert(enterprise.name.clone(), failure);
            None
        }
    };
    for hand_over in hand_overs {
        // What cannot be written now is asked again at the next round.
        let _ = take_up(desk, ledger, enterprise, &hand_over.id, told.as_ref()).await;
    }
}

/// What an enterprise told.
struct Told {
    installations: Vec<Installation>,
    uploads_text: String,
    syncs: Vec<ServerSync>,
    sync_text: String,
    cloud_at: Option<Timestamp>,
}

/// The upload that a hand-over becomes there.
pub(crate) fn sought(ledger: &Ledger, hand_over: &HandOver) -> Result<SoughtUpload, Failure> {
    Ok(SoughtUpload {
        host: crate::task::host(ledger, hand_over)?,
        name: hand_over.handed_name.clone(),
        since: Before::of(hand_over).handed_at(hand_over),
    })
}

/// Asks both places. One that cannot be read counts as empty, and the failure is kept to be shown; if neither can be read, nothing
/// was told.
async fn question(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    hand_overs: &[HandOver],
) -> Result<Told, Failure> {
    let (client, slug) = desk.cloud(enterprise).await?;
    let sought =
        hand_overs.iter().map(|hand_over| sought(ledger, hand_over)).collect::<Result<Vec<_>, _>>()?;
    let (uploads, syncs) = tokio::join!(client.uploads(&slug, &sought), client.sync_status(&slug));
    let mut told = Told {
        installations: Vec::new(),
        uploads_text: String::new(),
        syncs: Vec::new(),
        sync_text: String::new(),
        cloud_at: None,
    };
    let mut failures = Vec::new();
    match uploads {
        Ok(answer) => {
            told.installations = answer.value;
            told.uploads_text = answer.evidence.text;
            told.cloud_at = answer.head.cloud_at;
        }
        Err(failure) => failures.push(Failure::from(failure)),
    }
    match syncs {
        Ok(answer) => {
            let kept = ledger::CloudAnswer {
                enterprise: enterprise.name.clone(),
                what: CloudQuestion::LicenseSyncStatus,
                at: desk.now(),
                cloud_at: answer.head.cloud_at,
                body: serde_json::to_value(&answer.value).unwrap_or_default(),
            };
            ledger.keep_answer(&kept)?;
            told.syncs = answer.value;
            told.sync_text = answer.evidence.text;
            told.cloud_at = told.cloud_at.or(answer.head.cloud_at);
        }
        Err(failure) => failures.push(Failure::from(failure)),
    }
    let neither = failures.len() == 2;
    match failures.pop() {
        Some(failure) if neither => Err(failure),
        Some(failure) => {
            crate::asked_to_wait::note(desk, &enterprise.name, &failure);
            locked(&desk.unreadable).insert(enterprise.name.clone(), failure);
            Ok(told)
        }
        None => {
            locked(&desk.unreadable).remove(&enterprise.name);
            Ok(told)
        }
    }
}

async fn take_up(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    id: &str,
    told: Option<&Told>,
) -> Result<(), Failure> {
    ledger.note_asked(id, desk.now())?;
    let hand_over = crate::hand_over::get(ledger, id)?;
    let server_id = match &hand_over.file {
        Some(file) => ledger.file(file)?.and_then(|file| file.reading?.server?.server_id),
        None => None,
    };
    let host = crate::task::host(ledger, &hand_over)?;
    let sought = Sought {
        name: &hand_over.handed_name,
        host: &host,
        server_id: server_id.as_deref(),
        handed_at: Before::of(&hand_over).handed_at(&hand_over),
    };
    let found = match told {
        Some(told) => find(&sought, &told.installations, &told.syncs),
        None => Found::default(),
    };
    match (judge(&found), told) {
        (Verdict::Counted, Some(told)) => {
            settle(desk, ledger, enterprise, &hand_over, told, found, State::Counted, None).await?;
        }
        (Verdict::Failed(reason), Some(told)) => {
            settle(desk, ledger, enterprise, &hand_over, told, found, State::Failed, reason).await?;
        }
        (Verdict::Received, Some(told)) => receive(desk, ledger, &hand_over, told, &found)?,
        _ => lose_patience(desk, ledger, enterprise, &hand_over)?,
    }
    let hand_over = crate::hand_over::get(ledger, id)?;
    if WATCHED.contains(&hand_over.state) {
        let next = next_check(pace(desk, enterprise), &hand_over);
        let wait = crate::asked_to_wait::until(desk, &enterprise.name);
        let next = wait.map_or(next, |until| until.max(next));
        locked(&desk.next_checks).insert(id.to_owned(), next);
    } else {
        locked(&desk.next_checks).remove(id);
    }
    crate::hand_over::tell(desk, ledger, id);
    Ok(())
}

/// What the found parts are, as the ledger keeps them beside a step.
fn evidence(found: &Found<'_>) -> serde_json::Value {
    json!({
        "upload": found.upload.map(|upload| json!({
            "id": upload.id,
            "name": upload.name,
            "state": upload_word(&upload.state),
            "created_at": upload.created_at,
            "updated_at": upload.updated_at,
        })),
        "sync": found.sync.filter(|_| found.date_follows).map(|sync| json!({
            "server_id": sync.server_id,
            "host": sync.host,
            "date": sync.date,
            "status": sync.status,
            "error": sync.error,
        })),
        "server_id_matches": found.server_id_matches,
    })
}

fn receive(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
    told: &Told,
    found: &Found<'_>,
) -> Result<(), Failure> {
    if hand_over.state == State::Received {
        // The first time that it was received stays its time.
        return Ok(());
    }
    let mut change = Change::new(desk.now(), "cloud");
    change.cloud_at = told.cloud_at;
    change.evidence = evidence(found);
    change.figures = Figures {
        held: found.installation.map(|installation| installation.accounts_held),
        ..Figures::default()
    };
    let state = found.upload.map(|upload| upload_word(&upload.state));
    change.event = Some(
        entry(ledger, hand_over, What::Received)?
            .with_known("upload_state", state)
            .event(desk.now(), &desk.ports.actor),
    );
    ledger.advance(&hand_over.id, &[State::Waiting, State::Unconfirmed], State::Received, &change)?;
    Ok(())
}

fn lose_patience(
    desk: &Desk,
    ledger: &Ledger,
    enterprise: &Enterprise,
    hand_over: &HandOver,
) -> Result<(), Failure> {
    let handed = hand_over.handed_at.unwrap_or(hand_over.created_at);
    let since = Duration::try_from(desk.now().duration_since(handed)).unwrap_or_default();
    if since < pace(desk, enterprise).patience || hand_over.state == State::Unconfirmed {
        return Ok(());
    }
    // What a file showed does not become unshown because nobody can be asked.
    let steps = ledger.steps(&hand_over.id)?;
    let shown_by = steps.iter().rev().find(|step| step.step == State::Received.as_str());
    if hand_over.state == State::Received
        && shown_by.is_some_and(|step| step.source == crate::confirmed_by_file::SOURCE)
    {
        return Ok(());
    }
    let mut change = Change::new(desk.now(), "desk");
    change.event = Some(
        entry(ledger, hand_over, What::Unconfirmed)?
            .with("times", hand_over.asked_times)
            .event(desk.now(), &desk.ports.actor),
    );
    ledger.advance(&hand_over.id, &[State::Waiting, State::Received], State::Unconfirmed, &change)?;
    Ok(())
}

#[allow(
    clippy::too_many_arguments,
    reason = "the facts of one settlement, which belong to no type of their own"
)]
async fn settle(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    hand_over: &HandOver,
    told: &Told,
    found: Found<'_>,
    to: State,
    reason: Option<String>,
) -> Result<(), Failure> {
    // What is not known afterwards does not unmake what the cloud showed.
    let depth = match to {
        State::Counted => Some(crate::confirmation::look(desk, ledger, enterprise, hand_over).await?),
        _ => None,
    };
    let after = match &depth {
        Some(depth) => depth.after.clone(),
        None => read_totals(desk, ledger, enterprise).await.ok().and_then(|after| after.consumed),
    };
    let mut change = Change::new(desk.now(), "cloud");
    change.cloud_at = told.cloud_at;
    change.evidence = evidence(&found);
    change.reason.clone_from(&reason);
    let held = found.installation.map(|installation| installation.accounts_held);
    change.figures =
        Figures { consumed_after: serde_json::to_value(&after).ok(), held, ..Figures::default() };
    let before = Before::of(hand_over).consumed.map(|before| before.consumed);
    let what = if to == State::Counted { What::Counted } else { What::Failed };
    let entry = entry(ledger, hand_over, what)?
        .with_known("reason", reason.clone())
        .with_known("before", before)
        .with_known("after", after.as_ref().map(|after| after.consumed))
        .with_known("held", held)
        .with_known("expected", hand_over.expected);
    let event = |number: &str| entry.on_receipt(number).event(change.at, &desk.ports.actor);
    let answers = Answers {
        found,
        uploads_text: &told.uploads_text,
        sync_text: &told.sync_text,
        after,
        depth: depth.as_ref(),
        by_file: None,
    };
    let state = crate::task::state(to);
    let receipt = crate::receipt::write(desk, ledger, hand_over, state, reason, &answers)?;
    let body = serde_json::to_value(receipt).unwrap_or_default();
    // Before the receipt that names it: whoever sees the receipt can open it. Where another process settles first, it stays among the
    // originals, and is forgotten with them.
    if let Some(depth) = &depth {
        depth.keep_details(ledger)?;
    }
    ledger.settle(&hand_over.id, WATCHED, to, &change, &body, event)?;
    Ok(())
}

/// Asks now about the unfinished hand-overs of a review, or of the world at hand.
pub(crate) async fn check_now(desk: &Arc<Desk>, review: Option<&str>) -> Result<(), Failure> {
    if !desk.may_use_network()? {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    let ledger = match review {
        Some(review) => crate::sheet::find_review(desk, review)?.0,
        None => desk.world()?.ledger,
    };
    let watched = ledger.hand_overs_in(WATCHED)?;
    let wanted =
        watched.into_iter().filter(|hand_over| review.is_none() || hand_over.review.as_deref() == review);
    let wanted: Vec<HandOver> = wanted.collect();
    for hand_over in &wanted {
        // Whoever asks all the same is refused longer.
        if crate::asked_to_wait::until(desk, &hand_over.enterprise).is_some()
            && let Some(failure) = locked(&desk.unreadable).get(&hand_over.enterprise).cloned()
        {
            return Err(failure);
        }
    }
    ask_all(desk, &ledger, wanted).await?;
    desk.wake.notify_one();
    Ok(())
}

/// Asks about hand-overs, enterprise by enterprise.
pub(crate) async fn ask_all(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    hand_overs: Vec<HandOver>,
) -> Result<(), Failure> {
    let mut groups: BTreeMap<String, Vec<HandOver>> = BTreeMap::new();
    for hand_over in hand_overs {
        groups.entry(hand_over.enterprise.clone()).or_default().push(hand_over);
    }
    for (name, hand_overs) in groups {
        if let Some(enterprise) = ledger.enterprise(&name)? {
            ask(desk, ledger, &enterprise, &hand_overs).await;
        }
    }
    Ok(())
}
