//! The review sheet: the stored readings beside what is known now. What depends on that is derived at each look, never stored.

use std::collections::{HashMap, HashSet};

use ledger::{Enterprise, FileRecord, FileState, Ledger, Review};
use usage::outside::{host_key, visible};
use usage::{Accounts, Code, Finding, Severity, UserCounts};

use crate::answers::{
    Compared, FileBox, FindingCounts, Leaving, Question, ReviewSheet, ServerBox, UnknownKey, WhyNothing,
};
use crate::beside::{beside, is_sound, previous};
use crate::companion::{self, is_report};
use crate::eligible::{Standing, standing, wrong_world};
use crate::question::{Bound, look};
use crate::{Desk, Failure, FailureCode};

#[cfg(test)]
mod tests;

/// A review, or the open one of the world at hand; `None` where none is open.
pub(crate) fn sheet(desk: &Desk, review: Option<&str>) -> Result<Option<ReviewSheet>, Failure> {
    let world = desk.world()?;
    let (ledger, practice, review) = match review {
        Some(id) => find_review(desk, id)?,
        None => match world.ledger.open_review()? {
            Some(review) => (world.ledger.clone(), world.practice, review),
            None => return Ok(None),
        },
    };
    let enterprise = world.enterprise.filter(|enterprise| enterprise.practice == practice);
    lay_out(desk, &ledger, practice, enterprise.as_ref(), &review).map(Some)
}

/// Looks for a review in both worlds.
pub(crate) fn find_review(desk: &Desk, id: &str) -> Result<(Ledger, bool, Review), Failure> {
    for (ledger, practice) in desk.ledgers() {
        if let Some(review) = ledger.review(id)? {
            return Ok((ledger, practice, review));
        }
    }
    Err(Failure::new(FailureCode::NotFound).with("what", "review").with("id", visible(id, 40)))
}

/// The files of a review that were not taken out of it.
pub(crate) fn files(ledger: &Ledger, review: &str) -> Result<Vec<FileRecord>, Failure> {
    let files = ledger.files_of_review(review)?;
    Ok(files.into_iter().filter(|file| file.state != FileState::Cancelled).collect())
}

fn lay_out(
    desk: &Desk,
    ledger: &Ledger,
    practice: bool,
    enterprise: Option<&Enterprise>,
    review: &Review,
) -> Result<ReviewSheet, Failure> {
    let records = files(ledger, &review.id)?;
    let mut boxes = Vec::new();
    let mut servers: Vec<ServerBox> = Vec::new();
    let mut loose = Vec::new();
    let mut leaving = Leaving::default();
    let mut seen: HashMap<usage::Sha256Digest, String> = HashMap::new();
    let mut leaves: HashSet<usage::Sha256Digest> = HashSet::new();
    // The boxes of exports come first, so that a report finds its server's box, whatever was added first.
    for record in &records {
        if let Some(host) = host_of_box(record) {
            match box_of(&mut servers, &host) {
                Some(server) => server.files.push(record.id.clone()),
                None => servers.push(server_box(ledger, enterprise, record, host)?),
            }
        }
    }
    let set: Vec<String> = servers.iter().map(|server| server.host.clone()).collect();
    for record in &records {
        let standing = standing(ledger, practice, enterprise, record, false)?;
        let mut file = file_box(ledger, practice, enterprise, record, &standing)?;
        let twin = record.sha256.and_then(|digest| seen.insert(digest, file.entry.name.clone()));
        if let Some(other) = &twin {
            file.entry.findings.push(Finding::new(Code::SameBytesTwice).with("other", other.as_str()));
        }
        let why_not = standing.why_not.or(enterprise.is_none().then_some(WhyNothing::NoEnterprise));
        match why_not {
            // Of the same bytes twice one leaves, and it need not be the first: that one may not be usable.
            None if record.sha256.is_none_or(|digest| leaves.insert(digest)) => {
                leaving.exports.push(record.id.clone());
                leaving.bytes += file.entry.bytes.unwrap_or_default();
                note_contents(&mut leaving, record);
            }
            None => {}
            Some(why) => {
                leaving.nothing.push(why);
                leaving.stays.push(record.id.clone());
            }
        }
        if let Some(reading) = record.reading.as_ref().filter(|reading| is_report(reading.kind)) {
            let paired = companion::paired(ledger, record, &set)?;
            let server = paired.as_ref().map(|paired| &*paired.host);
            let export = server.and_then(|host| export_of(&records, host));
            let (entry, findings) = companion::beside(record, reading, paired.as_ref(), export);
            if paired.is_none() {
                let code = Code::ReportWithoutServer;
                file.questions.push(Question { code, choices: Vec::new(), answered: None });
            }
            file.report = Some(entry);
            file.entry.findings.extend(findings);
            match server {
                Some(host) => match box_of(&mut servers, host) {
                    Some(server) => server.files.push(record.id.clone()),
                    None => servers.push(server_box(ledger, enterprise, record, host.to_owned())?),
                },
                None => loose.push(record.id.clone()),
            }
        } else if host_of_box(record).is_none() {
            loose.push(record.id.clone());
        }
        boxes.push(file);
    }
    let mut entries: Vec<_> = boxes.iter_mut().map(|file| &mut file.entry).collect();
    crate::pages::judge_kept(desk, ledger, &records, &mut entries);
    for server in &mut servers {
        if let Some(told) = people(&records, &server.files) {
            server.people = Some(told.id.clone());
            server.people_before = crate::compare::earlier_people(ledger, told, &server.host)?;
        }
    }
    if !leaving.exports.is_empty() {
        leaving.nothing.clear();
    }
    let now = match enterprise {
        Some(enterprise) => crate::overview::consumed(ledger, &enterprise.name)?,
        None => None,
    };
    Ok(ReviewSheet {
        id: review.id.clone(),
        added_at: review.begun_at.to_string(),
        open: review.closed_at.is_none(),
        counts: counts(&boxes),
        files: boxes,
        hosts: hosts(ledger, &set)?,
        servers,
        loose,
        leaving,
        now,
    })
}

/// The box of the server at a host.
fn box_of<'a>(servers: &'a mut [ServerBox], host: &str) -> Option<&'a mut ServerBox> {
    servers.iter_mut().find(|server| host_key(&server.host) == host_key(host))
}

/// The export of the server at a host.
fn export_of<'a>(records: &'a [FileRecord], host: &str) -> Option<&'a FileRecord> {
    records.iter().find(|record| host_of_box(record).is_some_and(|other| host_key(&other) == host_key(host)))
}

/// The one of a server's files that tells who its people are: an open export before a report, since it says so of itself, and the
/// last of several.
fn people<'a>(records: &'a [FileRecord], files: &[String]) -> Option<&'a FileRecord> {
    let of_server = || records.iter().filter(|record| files.contains(&record.id));
    let is_open = |record: &&FileRecord| {
        let reading = record.reading.as_ref();
        reading.is_some_and(|reading| matches!(reading.accounts, Accounts::Open(_)) && is_sound(record))
    };
    of_server().rfind(is_open).or_else(|| of_server().rfind(|record| companion::is_complete(record)))
}

/// The hosts that a person can choose from for a report: those of this review first.
fn hosts(ledger: &Ledger, set: &[String]) -> Result<Vec<String>, Failure> {
    let mut hosts = set.to_vec();
    for server in ledger.servers()? {
        let host = visible(&server.host, 255);
        if hosts.iter().all(|other| host_key(other) != host_key(&host)) {
            hosts.push(host);
        }
    }
    Ok(hosts)
}

fn note_contents(leaving: &mut Leaving, record: &FileRecord) {
    match record.reading.as_ref().map(|reading| &reading.accounts) {
        Some(Accounts::Sealed(_)) => leaving.sealed = true,
        Some(Accounts::Open(counts)) => {
            leaving.open = true;
            leaving.more_open_fields |= counts.more_fields;
            for field in &counts.fields {
                if !leaving.open_fields.contains(field) {
                    leaving.open_fields.push(field.clone());
                }
            }
        }
        Some(Accounts::Absent) | None => {}
    }
}

/// The server's box that a file stands in: an export that could be read. What could not stands by itself.
fn host_of_box(record: &FileRecord) -> Option<String> {
    if is_sound(record) { crate::add::host(record) } else { None }
}

fn file_box(
    ledger: &Ledger,
    practice: bool,
    enterprise: Option<&Enterprise>,
    record: &FileRecord,
    standing: &Standing,
) -> Result<FileBox, Failure> {
    let reading = record.reading.as_ref();
    let path = record.path.clone().unwrap_or_default();
    let mut entry = crate::record::entry(path, record.name.clone(), reading, &record.findings);
    let beside = beside(ledger, enterprise, record, standing)?;
    entry.findings.extend(beside.findings);
    if standing.why_not == Some(WhyNothing::WrongWorld) {
        entry.findings.push(Finding::new(wrong_world(practice)));
    }
    Ok(FileBox {
        id: record.id.clone(),
        state: if record.state == FileState::Reading {
            crate::answers::FileState::Reading
        } else {
            crate::answers::FileState::Read
        },
        entry,
        file_date: record.file_date.map(|date| date.to_string()),
        sample: reading.is_some_and(|reading| reading.sample),
        sealed_bytes: match reading.map(|reading| &reading.accounts) {
            Some(Accounts::Sealed(sealing)) => Some(sealing.bytes),
            _ => None,
        },
        unknown: reading
            .and_then(|reading| reading.server.as_ref())
            .map(|server| &server.unknown[..])
            .unwrap_or_default()
            .iter()
            .map(|(key, raw)| UnknownKey { key: visible(key, 255), raw: visible(raw, 4096) })
            .collect(),
        questions: beside.questions,
        counted: beside.counted,
        report: None,
    })
}

/// A server's box, beside its previous export: that of the server it is bound to, or of the one that it may be.
fn server_box(
    ledger: &Ledger,
    enterprise: Option<&Enterprise>,
    record: &FileRecord,
    host: String,
) -> Result<ServerBox, Failure> {
    let server = record.reading.as_ref().and_then(|reading| reading.server.as_ref());
    let known = match (record.server, server) {
        (Some(known), _) => Some(known),
        (None, Some(server)) => match look(ledger, server)? {
            Bound::Asks { candidate, .. } => Some(candidate.id),
            Bound::To(_) | Bound::New | Bound::Nothing => None,
        },
        (None, None) => None,
    };
    let previous = match known {
        Some(known) => previous(ledger, record, known)?,
        None => None,
    };
    let mut features_changed = (Vec::new(), Vec::new());
    let mut same_license = None;
    let mut same_public_key = None;
    if let (Some(now), Some(before)) =
        (server, previous.as_ref().and_then(|previous| previous.reading.as_ref()?.server.as_ref()))
    {
        same_license =
            now.license_hash.as_ref().zip(before.license_hash.as_ref()).map(|(now, before)| now == before);
        same_public_key = now
            .public_key_sha256
            .as_ref()
            .zip(before.public_key_sha256.as_ref())
            .map(|(now, before)| now == before);
        let lacks =
            |features: &[usage::Feature], name: &str| features.iter().all(|feature| feature.name != name);
        let names = |some: &[usage::Feature], others: &[usage::Feature]| {
            some.iter()
                .filter(|feature| lacks(others, &feature.name))
                .map(|feature| visible(&feature.name, 255))
                .collect()
        };
        features_changed = (names(&now.features, &before.features), names(&before.features, &now.features));
    }
    Ok(ServerBox {
        host,
        files: vec![record.id.clone()],
        compared: match previous {
            Some(previous) => compared(ledger, enterprise, &previous)?,
            None => None,
        },
        same_license,
        same_public_key,
        features_changed,
        people: None,
        people_before: None,
    })
}

fn compared(
    ledger: &Ledger,
    enterprise: Option<&Enterprise>,
    previous: &FileRecord,
) -> Result<Option<Compared>, Failure> {
    let Some(reading) = &previous.reading else { return Ok(None) };
    let counted = match enterprise {
        Some(enterprise) => ledger.counted_already(&reading.sha256, &enterprise.name)?.is_some(),
        None => false,
    };
    let open: Option<&UserCounts> = match &reading.accounts {
        Accounts::Open(counts) => Some(counts),
        Accounts::Sealed(_) | Accounts::Absent => None,
    };
    Ok(Some(Compared {
        at: previous.added_at.to_string(),
        counted,
        review: previous.review.clone(),
        bytes: reading.bytes,
        version: reading
            .server
            .as_ref()
            .and_then(|server| server.version.as_deref())
            .map(|text| visible(text, 64)),
        total: open.map(|counts| counts.total),
        active: open.and_then(|counts| counts.active),
        suspended: open.and_then(|counts| counts.suspended),
        dormant: open.and_then(|counts| counts.dormant),
    }))
}

fn counts(boxes: &[FileBox]) -> FindingCounts {
    let mut counts = FindingCounts::default();
    for file in boxes {
        let open =
            |code| file.questions.iter().any(|question| question.code == code && question.answered.is_none());
        let answered =
            |code| file.questions.iter().any(|question| question.code == code && question.answered.is_some());
        if file.entry.findings.iter().any(|finding| finding.severity == Severity::Error) {
            counts.unusable += 1;
        }
        for finding in &file.entry.findings {
            match finding.severity {
                Severity::Warning if open(finding.code) => counts.questions += 1,
                // An answered question needs nobody any more.
                Severity::Warning if answered(finding.code) => {}
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
                Severity::Error => {}
            }
        }
    }
    counts
}
