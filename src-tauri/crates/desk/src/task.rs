//! Where the hand-overs of a review stand, step by step.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use ledger::{HandOver as Kept, HandOverState as State, Ledger, Step as KeptStep};
use usage::outside::visible;
use usage::{Code, Finding, Param};

use crate::answers::{
    HandOver, HandOverFile, HandOverState, HandOverTask, Sending, Step, StepKind, StepState,
};
use crate::before::Before;
use crate::desk::locked;
use crate::world::{page, route};
use crate::{Desk, Failure};

/// The hand-overs of a review; of the latest one that has any where none is named.
pub(crate) fn task(desk: &Arc<Desk>, review: Option<&str>) -> Result<Option<HandOverTask>, Failure> {
    let (ledger, practice, review) = if let Some(id) = review {
        crate::sheet::find_review(desk, id)?
    } else {
        let world = desk.world()?;
        let mut reviews = world.ledger.reviews()?.into_iter();
        let latest = reviews.find(|review| {
            world.ledger.hand_overs_of_review(&review.id).is_ok_and(|hand_overs| !hand_overs.is_empty())
        });
        let Some(review) = latest else { return Ok(None) };
        (world.ledger, world.practice, review)
    };
    let mut latest: Vec<Kept> = Vec::new();
    for hand_over in ledger.hand_overs_of_review(&review.id)? {
        // Handed over again: the last try of each file is shown, the earlier ones stand in history.
        latest.retain(|other| other.sha256 != hand_over.sha256 || other.enterprise != hand_over.enterprise);
        latest.push(hand_over);
    }
    let Some(first) = latest.first() else { return Ok(None) };
    let enterprise = ledger.enterprise(&first.enterprise)?;
    let before = latest.iter().find_map(|hand_over| Before::of(hand_over).consumed);
    let next_checks = locked(&desk.next_checks);
    let next_check_at = latest.iter().filter_map(|hand_over| next_checks.get(&hand_over.id)).min().copied();
    drop(next_checks);
    Ok(Some(HandOverTask {
        review: review.id.clone(),
        review_at: review.begun_at.to_string(),
        enterprise: first.enterprise.clone(),
        practice,
        route: enterprise.as_ref().map_or(crate::answers::Route::Page, route),
        page: enterprise.as_ref().and_then(page),
        before,
        now: crate::overview::consumed(&ledger, &first.enterprise)?.filter(|now| is_after(&now.at, &latest)),
        wait_until: crate::asked_to_wait::until(desk, &first.enterprise).map(|until| until.to_string()),
        next_check_at: next_check_at.map(|at| at.to_string()),
        handovers: latest
            .iter()
            .map(|hand_over| answer(desk, &ledger, hand_over))
            .collect::<Result<_, Failure>>()?,
    }))
}

/// Whether a count was read after the hand-overs began; the one before is shown as "before".
fn is_after(read_at: &str, hand_overs: &[Kept]) -> bool {
    read_at.parse::<Timestamp>().is_ok_and(|at| hand_overs.iter().any(|hand_over| at > hand_over.created_at))
}

/// The host of a hand-over: as its file names it, else as its server is known.
pub(crate) fn host(ledger: &Ledger, hand_over: &Kept) -> Result<String, Failure> {
    if let Some(file) = &hand_over.file
        && let Some(record) = ledger.file(file)?
        && let Some(host) = crate::add::host(&record)
    {
        return Ok(host);
    }
    if let Some(server) = hand_over.server {
        return Ok(visible(&ledger.server(server)?.host, 255));
    }
    Ok(hand_over.handed_name.clone())
}

/// The state as it is shown.
pub(crate) const fn state(state: State) -> HandOverState {
    match state {
        State::Ready | State::HandingOver => HandOverState::HandingOver,
        State::Waiting => HandOverState::Waiting,
        State::Received => HandOverState::Received,
        State::Counted => HandOverState::Counted,
        State::Failed => HandOverState::Failed,
        State::Unconfirmed => HandOverState::Unconfirmed,
        State::Cancelled => HandOverState::Cancelled,
        State::Stopped => HandOverState::Stopped,
    }
}

pub(crate) fn answer(desk: &Desk, ledger: &Ledger, hand_over: &Kept) -> Result<HandOver, Failure> {
    let kept = ledger.steps(&hand_over.id)?;
    let sample = match &hand_over.file {
        Some(file) => ledger.file(file)?.and_then(|file| file.reading).is_some_and(|reading| reading.sample),
        None => false,
    };
    let receipt = ledger.receipts_of_hand_over(&hand_over.id)?.into_iter().next();
    let sending = locked(&desk.transfers)
        .get(&hand_over.id)
        .map(|transfer| Sending { sent: transfer.sent.load(Ordering::Relaxed), total: transfer.total });
    Ok(HandOver {
        id: hand_over.id.clone(),
        file: HandOverFile {
            file: hand_over.file.clone().unwrap_or_default(),
            server: host(ledger, hand_over)?,
            name: hand_over.handed_name.clone(),
            bytes: hand_over.bytes,
            sha256: hand_over.sha256.hex(),
            sample,
        },
        state: state(hand_over.state),
        reason: hand_over.reason.clone(),
        steps: steps(hand_over, &kept),
        sending,
        accounts_expected: hand_over.expected,
        accounts_held: hand_over.held,
        asked_times: hand_over.asked_times,
        asked_last: hand_over.last_asked.map(|at| at.to_string()),
        findings: findings(desk, hand_over, &kept, receipt.as_ref()),
        receipt: receipt.map(|receipt| receipt.number),
    })
}

/// What was noticed on the way.
fn findings(
    desk: &Desk,
    hand_over: &Kept,
    kept: &[KeptStep],
    receipt: Option<&ledger::Receipt>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    match hand_over.state {
        State::Failed => {
            let last = kept.iter().rev().find(|step| step.step == State::Failed.as_str());
            let evidence = |name: &str| last.and_then(|step| step.evidence.get(name));
            if let Some(tied) = evidence("enterprise").and_then(|tied| tied.as_str()) {
                // It never left.
                let mut finding = Finding::new(Code::OtherEnterprise).with("enterprise", visible(tied, 80));
                finding.severity = usage::Severity::Error;
                findings.push(finding);
                return findings;
            }
            let params = evidence("params");
            findings.push(match params.and_then(|params| serde_json::from_value(params.clone()).ok()) {
                // The bytes were refused on the way: it is not the cloud that could not process them.
                Some(params) => {
                    let mut finding = Finding::new(Code::NotTaken);
                    finding.params = params;
                    if !finding.params.contains_key("failure") {
                        finding = finding.with("failure", hand_over.reason.clone().unwrap_or_default());
                    }
                    finding
                }
                None => Finding::new(Code::FailedAtCloud)
                    .with("reason", hand_over.reason.clone().unwrap_or_default()),
            });
        }
        State::Unconfirmed => findings.push(
            Finding::new(Code::Unconfirmed)
                .with("times", hand_over.asked_times)
                .with("last", hand_over.last_asked.map(|at| at.to_string()).unwrap_or_default()),
        ),
        State::Counted => findings
            .extend(on_receipt(receipt).unwrap_or_else(|| accounts_differ(hand_over).into_iter().collect())),
        State::Ready
        | State::HandingOver
        | State::Waiting
        | State::Received
        | State::Cancelled
        | State::Stopped => {}
    }
    if matches!(hand_over.state, State::Waiting | State::Received | State::Unconfirmed) {
        findings.extend(kept.last().and_then(shown_by_file));
    }
    if matches!(hand_over.state, State::Waiting | State::Unconfirmed) {
        findings.extend(reached(kept, State::Waiting).and_then(arrival_unknown));
    }
    if matches!(hand_over.state, State::Waiting | State::Received | State::Unconfirmed)
        && let Some(failure) = locked(&desk.unreadable).get(&hand_over.enterprise)
    {
        let mut finding = Finding::new(Code::CloudUnreadable).with("failure", failure.code.text());
        finding.params.extend(failure.params.clone());
        findings.push(finding);
    }
    findings
}

/// What the last file showed that was dropped to confirm it.
fn shown_by_file(step: &KeptStep) -> Option<Finding> {
    if step.step == crate::confirmed_by_file::LOOKED {
        let why = step.evidence.get("why")?.as_str()?;
        return Some(Finding::new(Code::FileShowsNothing).with("why", visible(why, 40)));
    }
    let file = step.evidence.get("file")?;
    let number = |name: &str| file.get(name).and_then(serde_json::Value::as_u64).unwrap_or_default();
    Some(Finding::new(Code::FileShowsArrival).with("newly", number("newly")).with("gone", number("gone")))
}

/// What its receipt says was noticed.
fn on_receipt(receipt: Option<&ledger::Receipt>) -> Option<Vec<Finding>> {
    serde_json::from_value(receipt?.body.get("findings")?.clone()).ok()
}

/// The finding of a transfer that broke off after the end of the file had left: it is told until the cloud shows the file.
fn arrival_unknown(handed: &KeptStep) -> Option<Finding> {
    let params = serde_json::from_value(handed.evidence.get("params")?.clone()).ok()?;
    Some(Finding { params, ..Finding::new(Code::ArrivalUnknown) })
}

/// The finding of a count of accounts that is not the reviewed one.
pub(crate) fn accounts_differ(hand_over: &Kept) -> Option<Finding> {
    let (expected, held) = hand_over.expected.zip(hand_over.held)?;
    (expected != held)
        .then(|| Finding::new(Code::AccountsDiffer).with("held", held).with("expected", expected))
}

fn reached(kept: &[KeptStep], state: State) -> Option<&KeptStep> {
    kept.iter().rev().find(|step| step.step == state.as_str())
}

fn steps(hand_over: &Kept, kept: &[KeptStep]) -> Vec<Step> {
    let handed = reached(kept, State::Waiting);
    let received = reached(kept, State::Received);
    let counted = reached(kept, State::Counted);
    let failed = reached(kept, State::Failed).filter(|_| hand_over.state == State::Failed);
    let unconfirmed = hand_over.state == State::Unconfirmed;
    let ended = matches!(hand_over.state, State::Stopped | State::Cancelled);
    // An upload that came straight to SUCCESS or FAILURE between two questions was received too.
    let arrived = received
        .or(counted)
        .or(failed.filter(|step| step.evidence.get("upload").is_some_and(|upload| !upload.is_null())));
    vec![
        Step {
            step: StepKind::HandedOver,
            state: match (handed, failed) {
                (Some(_), _) => StepState::Done,
                (None, Some(_)) => StepState::Failed,
                (None, None) if ended => StepState::Ahead,
                (None, None) => StepState::Current,
            },
            at: handed.or(failed).map(|step| step.at).or(hand_over.claimed_at).map(|at| at.to_string()),
            cloud_at: handed.and_then(|step| step.cloud_at).map(|at| at.to_string()),
            params: BTreeMap::from([
                ("actor".to_owned(), Param::from(hand_over.actor.as_str())),
                ("route".to_owned(), Param::from(hand_over.route.as_str())),
            ]),
        },
        Step {
            step: StepKind::Waiting,
            state: match (handed, arrived) {
                (_, Some(_)) => StepState::Done,
                (Some(_), None) if unconfirmed => StepState::Unconfirmed,
                (Some(_), None) if failed.is_some() => StepState::Failed,
                (Some(_), None) if !ended => StepState::Current,
                _ => StepState::Ahead,
            },
            at: handed.map(|step| step.at.to_string()),
            cloud_at: arrived.and_then(shown_since).map(|at| at.to_string()),
            params: BTreeMap::new(),
        },
        Step {
            step: StepKind::Received,
            state: match (arrived, counted, failed) {
                (None, _, _) => StepState::Ahead,
                (Some(_), None, None) if unconfirmed => StepState::Unconfirmed,
                (Some(_), None, None) if !ended => StepState::Current,
                (Some(_), _, _) => StepState::Done,
            },
            at: arrived.map(|step| step.at.to_string()),
            cloud_at: arrived.and_then(shown_since).map(|at| at.to_string()),
            // What became of the upload afterwards is the better evidence.
            params: counted.or(arrived).map(evidence_params).unwrap_or_default(),
        },
        Step {
            step: StepKind::Counted,
            state: match (counted, failed, arrived) {
                (Some(_), _, _) => StepState::Done,
                (None, Some(_), Some(_)) => StepState::Failed,
                (None, _, _) => StepState::Ahead,
            },
            at: counted.or(failed).map(|step| step.at.to_string()),
            cloud_at: counted.and_then(|step| evidence_time(step, "sync", "date")).map(|at| at.to_string()),
            params: counted.or(failed).map(evidence_params).unwrap_or_default(),
        },
    ]
}

/// When the cloud began to show it, by its own clock.
fn shown_since(step: &KeptStep) -> Option<Timestamp> {
    evidence_time(step, "upload", "created_at")
        .or_else(|| evidence_time(step, "sync", "date"))
        .or(step.cloud_at)
}

fn evidence_time(step: &KeptStep, part: &str, field: &str) -> Option<Timestamp> {
    step.evidence.get(part)?.get(field)?.as_str()?.parse().ok()
}

fn evidence_params(step: &KeptStep) -> BTreeMap<String, Param> {
    let mut params = BTreeMap::new();
    for (name, part, field) in [
        ("upload_state", "upload", "state"),
        ("upload_at", "upload", "updated_at"),
        ("sync_date", "sync", "date"),
        ("sync_status", "sync", "status"),
    ] {
        if let Some(text) =
            step.evidence.get(part).and_then(|part| part.get(field)).and_then(|value| value.as_str())
        {
            params.insert(name.to_owned(), visible(text, 120).into());
        }
    }
    if let Some(matches) = step.evidence.get("server_id_matches").and_then(serde_json::Value::as_bool) {
        params.insert("server_id_matches".to_owned(), u64::from(matches).into());
    }
    params
}
