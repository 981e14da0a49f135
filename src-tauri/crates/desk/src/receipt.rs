//! Receipts: written with the state that settles a hand-over, holding every answer that they rest on. They claim no cause.

use std::collections::BTreeMap;

use ledger::{HandOver, Ledger};
use serde_json::Value;
use serde_json::value::RawValue;
use usage::outside::{file_name_part, visible};
use usage::{Code, Finding, Param};

use crate::answers::{Consumed, Evidence, EvidenceSubject, HandOverState, Receipt, ReceiptsDocument};
use crate::before::Before;
use crate::confirmation::{AccountsFound, Depth, NotCompared, PeopleFound};
use crate::confirmed_by_file::Listed;
use crate::verdict::Found;
use crate::{Desk, Failure, FailureCode};

/// GitHub's operation that tells of uploads.
pub(crate) const UPLOADS: &str =
    "GraphQL enterprise.ownerInfo.enterpriseServerInstallations.userAccountsUploads";
/// GitHub's operation that tells of accounts held.
pub(crate) const ACCOUNTS: &str = "GraphQL enterprise.ownerInfo.enterpriseServerInstallations.userAccounts";
/// GitHub's operation that tells of sync dates.
pub(crate) const SYNC: &str = "GET /enterprises/{enterprise}/license-sync-status";
/// GitHub's operation that tells of the count.
pub(crate) const CONSUMED: &str = "GET /enterprises/{enterprise}/consumed-licenses";

/// The answers that settle a hand-over, as they came.
pub(crate) struct Answers<'a> {
    pub(crate) found: Found<'a>,
    /// The whole answers, from which the parts that matter are cut.
    pub(crate) uploads_text: &'a str,
    pub(crate) sync_text: &'a str,
    pub(crate) after: Option<Consumed>,
    /// What was found in depth; `None` of what was not counted.
    pub(crate) depth: Option<&'a Depth>,
    /// What a dropped file showed, with its SHA-256, where the cloud was not asked.
    pub(crate) by_file: Option<(&'a Listed, &'a str)>,
}

/// Writes a receipt's body. Its number is the ledger's to give.
pub(crate) fn write(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
    state: HandOverState,
    reason: Option<String>,
    answers: &Answers<'_>,
) -> Result<Receipt, Failure> {
    let enterprise = ledger.enterprise(&hand_over.enterprise)?;
    let review = match &hand_over.review {
        Some(review) => ledger.review(review)?,
        None => None,
    };
    let review_files = match &review {
        Some(review) => crate::sheet::files(ledger, &review.id)?.len(),
        None => 0,
    };
    let file = match &hand_over.file {
        Some(file) => ledger.file(file)?,
        None => None,
    };
    let server_id = file
        .and_then(|file| file.reading)
        .and_then(|reading| reading.server)
        .and_then(|server| server.server_id)
        .map(|id| visible(&id, 120));
    let now = desk.now();
    let before = Before::of(hand_over).consumed;
    let mut settled = hand_over.clone();
    settled.held = answers.found.installation.map(|installation| installation.accounts_held);
    let mut findings: Vec<Finding> = match answers.depth.and_then(|depth| depth.accounts.as_ref().ok()) {
        Some(found) => held_differ(found).into_iter().collect(),
        None => crate::task::accounts_differ(&settled).into_iter().collect(),
    };
    findings.extend(answers.by_file.map(|_| Finding::new(Code::ConfirmedByFile)));
    Ok(Receipt {
        number: String::new(),
        at: now.to_string(),
        state,
        evidence: evidence(hand_over, state, reason.as_deref(), answers, before.as_ref(), now),
        reason,
        server: crate::task::host(ledger, hand_over)?,
        server_id,
        enterprise: hand_over.enterprise.clone(),
        host: enterprise
            .as_ref()
            .and_then(|enterprise| cloud::Origin::parse(&enterprise.web_origin).ok())
            .map(|origin| origin.host().to_owned())
            .unwrap_or_default(),
        practice: enterprise.is_some_and(|enterprise| enterprise.practice),
        file: hand_over.handed_name.clone(),
        bytes: hand_over.bytes,
        sha256: hand_over.sha256.hex(),
        handed_at: hand_over.handed_at.unwrap_or(hand_over.created_at).to_string(),
        actor: hand_over.actor.clone(),
        route: crate::world::route_of(&hand_over.route),
        ticket: hand_over.ticket.clone(),
        before,
        after: answers.after.clone(),
        accounts_expected: hand_over.expected,
        accounts_held: settled.held,
        findings,
        confirmation: answers.depth.and_then(Depth::details_digest).map(|digest| digest.hex()),
        review: hand_over.review.clone().unwrap_or_default(),
        review_at: review.map(|review| review.begun_at.to_string()).unwrap_or_default(),
        review_files: u32::try_from(review_files).unwrap_or(u32::MAX),
        previous: None,
    })
}

fn evidence(
    hand_over: &HandOver,
    state: HandOverState,
    reason: Option<&str>,
    answers: &Answers<'_>,
    before: Option<&Consumed>,
    now: jiff::Timestamp,
) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    let mut add =
        |subject, at: Option<jiff::Timestamp>, source: &str, params: Vec<(&str, Param)>, answer: String| {
            evidence.push(Evidence {
                subject,
                by_cloud_clock: at.is_some(),
                at: at.unwrap_or(now).to_string(),
                source: source.to_owned(),
                params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
                answer,
            });
        };
    let found = &answers.found;
    if let Some(upload) = found.upload {
        let state = upload_word(&upload.state);
        let answer =
            cut(answers.uploads_text, &|object| object.get("id").and_then(Value::as_str) == Some(&upload.id));
        add(
            EvidenceSubject::Received,
            upload.created_at,
            UPLOADS,
            vec![("upload_state", state.into())],
            answer,
        );
    }
    if let Some(sync) = found.sync {
        let answer = cut(answers.sync_text, &|object| {
            object.contains_key("last_sync")
                && object.get("server_id").and_then(Value::as_str) == sync.server_id.as_deref()
                && object.get("hostname").and_then(Value::as_str) == sync.host.as_deref()
        });
        let mut params = vec![("server_id_matches", Param::from(u64::from(found.server_id_matches)))];
        params.extend(sync.date_text.as_deref().map(|date| ("sync_date", visible(date, 64).into())));
        params.extend(sync.status.as_deref().map(|status| ("sync_status", visible(status, 64).into())));
        match state {
            HandOverState::Failed => {
                params.extend(reason.map(|reason| ("reason", reason.into())));
                add(EvidenceSubject::Failed, sync.date, SYNC, params, answer);
            }
            _ => add(EvidenceSubject::Counted, sync.date, SYNC, params, answer),
        }
    }
    if let Some(installation) = found.installation {
        let mut params = vec![("held", Param::from(installation.accounts_held))];
        params.extend(hand_over.expected.map(|expected| ("expected", expected.into())));
        if let Some(depth) = answers.depth {
            params.extend(match &depth.accounts {
                Ok(found) => compared_accounts(found),
                Err(why) => not_compared(why),
            });
        }
        let answer = format!("{{\"userAccounts\":{{\"totalCount\":{}}}}}", installation.accounts_held);
        add(EvidenceSubject::AccountsHeld, None, ACCOUNTS, params, answer);
    }
    if let Some((listed, sha256)) = answers.by_file {
        let mut params = vec![
            ("listed", Param::from(listed.accounts)),
            ("newly", listed.newly.into()),
            ("gone", listed.gone.into()),
            ("standing", "assumed".into()),
            ("file_sha256", sha256.into()),
        ];
        params.extend(listed.expected.map(|expected| ("expected", expected.into())));
        add(EvidenceSubject::Listed, None, CONSUMED, params, String::new());
    }
    if let Some(after) = &answers.after {
        let mut params = vec![("after", Param::from(after.consumed))];
        params.extend(before.map(|before| ("before", before.consumed.into())));
        params.extend(before.map(|before| ("before_at", before.at.as_str().into())));
        if let Some(depth) = answers.depth {
            params.extend(match &depth.people {
                Ok(found) => compared_people(found),
                Err(why) => not_compared(why),
            });
        }
        let answer = format!("{{\"total_seats_consumed\":{}}}", after.consumed);
        add(EvidenceSubject::Consumed, None, CONSUMED, params, answer);
    }
    evidence
}

fn compared_accounts(found: &AccountsFound) -> Vec<(&'static str, Param)> {
    vec![
        ("against", if found.list.own { "export" } else { "report" }.into()),
        ("list_at", found.list.at.to_string().into()),
        ("list_sha256", found.list.sha256.hex().into()),
        ("listed", found.listed.into()),
        ("missing", found.missing.into()),
        ("unexpected", found.unexpected.into()),
        ("differing", found.differing.into()),
        ("all_seen", u64::from(found.all_seen).into()),
    ]
}

fn compared_people(found: &PeopleFound) -> Vec<(&'static str, Param)> {
    vec![
        ("people_before_at", found.before_at.to_string().into()),
        ("people_after_at", found.after_at.to_string().into()),
        ("joined", found.joined.into()),
        ("left", found.left.into()),
        ("merged", found.merged.into()),
        ("split", found.split.into()),
    ]
}

fn not_compared(why: &NotCompared) -> Vec<(&'static str, Param)> {
    let failure = why.failure().map(|failure| ("failure", Param::from(failure)));
    std::iter::once(("not_compared", Param::from(why.word()))).chain(failure).collect()
}

/// The finding of accounts that are not those of the reviewed list.
fn held_differ(found: &AccountsFound) -> Option<Finding> {
    (!found.agree()).then(|| {
        Finding::new(Code::HeldAccountsDiffer)
            .with("missing", found.missing)
            .with("unexpected", found.unexpected)
            .with("differing", found.differing)
            .with("against", if found.list.own { "export" } else { "report" })
    })
}

/// The word that GitHub's schema has for a state.
pub(crate) fn upload_word(state: &cloud::UploadState) -> String {
    match state {
        cloud::UploadState::Pending => "PENDING".to_owned(),
        cloud::UploadState::Success => "SUCCESS".to_owned(),
        cloud::UploadState::Failure => "FAILURE".to_owned(),
        cloud::UploadState::Other(word) => visible(word, 64),
    }
}

/// Cuts the first object that fits out of an answer (several pages stand one after another), to the letter as it came.
fn cut(text: &str, fits: &dyn Fn(&serde_json::Map<String, Value>) -> bool) -> String {
    serde_json::Deserializer::from_str(text)
        .into_iter::<&RawValue>()
        .map_while(Result::ok)
        .find_map(|page| find(page, fits))
        .unwrap_or_default()
        .to_owned()
}

fn find<'a>(raw: &'a RawValue, fits: &dyn Fn(&serde_json::Map<String, Value>) -> bool) -> Option<&'a str> {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'{') => {
            if serde_json::from_str(text).is_ok_and(|object| fits(&object)) {
                return Some(text);
            }
            let inner: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
            inner.into_values().find_map(|inner| find(inner, fits))
        }
        Some(b'[') => {
            let inner: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            inner.into_iter().find_map(|inner| find(inner, fits))
        }
        _ => None,
    }
}

/// A receipt, by number, in the world at hand or else in the other one.
pub(crate) fn receipt(desk: &Desk, number: &str) -> Result<Receipt, Failure> {
    let world = desk.world()?;
    let other = desk
        .ledgers()
        .into_iter()
        .filter(|(_, practice)| *practice != world.practice)
        .map(|(ledger, _)| ledger);
    for ledger in std::iter::once(world.ledger.clone()).chain(other) {
        if let Some(kept) = ledger.receipt(number)? {
            return whole(&ledger, &kept);
        }
    }
    Err(Failure::new(FailureCode::NotFound).with("what", "receipt").with("id", visible(number, 40)))
}

/// A kept receipt with its number, and the one before it.
fn whole(ledger: &Ledger, kept: &ledger::Receipt) -> Result<Receipt, Failure> {
    let damaged = || Failure::new(FailureCode::LedgerDamaged).with("reason", "receipt");
    let mut receipt: Receipt = serde_json::from_value(kept.body.clone()).map_err(|_| damaged())?;
    receipt.number.clone_from(&kept.number);
    receipt.previous = ledger
        .previous_receipt(&kept.number)?
        .map(|previous| (previous.number, previous.issued_at.to_string()));
    Ok(receipt)
}

/// All receipts of both worlds, newest first, for scripts; practice says so in each.
pub fn document(desk: &Desk) -> Result<ReceiptsDocument, Failure> {
    let mut receipts = Vec::new();
    for (ledger, _) in desk.ledgers() {
        for kept in ledger.receipts()? {
            receipts.push(whole(&ledger, &kept)?);
        }
    }
    receipts.sort_by(|left, right| right.at.cmp(&left.at));
    Ok(ReceiptsDocument { schema: "seatbridge.receipts/1", receipts })
}

/// A receipt as the document that is saved, and a name for it: JSON, with the schema's name.
pub fn saved(desk: &Desk, number: &str) -> Result<(String, String), Failure> {
    let receipt = receipt(desk, number)?;
    let practice = if receipt.practice { "practice-" } else { "" };
    let name = format!("receipt-{practice}{}-{}.json", receipt.number, file_name_part(&receipt.server));
    let document = SavedReceipt { schema: "seatbridge.receipt/1", receipt };
    let text = serde_json::to_string_pretty(&document)
        .map_err(|_| Failure::new(FailureCode::Defect).with("place", "receipt"))?;
    Ok((text + "\n", name))
}

#[derive(serde::Serialize)]
struct SavedReceipt {
    schema: &'static str,
    #[serde(flatten)]
    receipt: Receipt,
}
