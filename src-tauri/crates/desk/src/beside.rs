//! What a file says beside what a ledger knows: findings that are derived at each look and never stored, because they change with
//! what is known. The window's sheet and the headless review say the same by this.

use ledger::{Enterprise, FileRecord, FileState, Ledger};
use usage::{Code, Finding, Kind, Reading, Severity};

use crate::Failure;
use crate::answers::{Counted, Question};
use crate::eligible::Standing;
use crate::question::Bound;

/// What is known of a file.
#[derive(Default)]
pub(crate) struct Beside {
    /// What is noticed beside it.
    pub(crate) findings: Vec<Finding>,
    /// Its questions, open or answered. Each stands for one of the findings.
    pub(crate) questions: Vec<Question>,
    /// The receipt that these bytes have.
    pub(crate) counted: Option<Counted>,
}

/// A file that the ledger does not hold, as if it were the last one that was added; bound to its server where nobody has to be
/// asked. Nothing is written.
pub(crate) fn unheld(
    ledger: &Ledger,
    reading: &Reading,
    file_date: Option<jiff::Timestamp>,
    findings: &[Finding],
) -> Result<FileRecord, Failure> {
    let mut record = FileRecord {
        id: String::new(),
        review: String::new(),
        position: 0,
        path: None,
        name: String::new(),
        file_date,
        added_at: jiff::Timestamp::UNIX_EPOCH,
        server: None,
        state: FileState::Read,
        sha256: Some(reading.sha256),
        reading: Some(reading.clone()),
        findings: findings.to_vec(),
    };
    if let (true, Some(server)) = (is_sound(&record), &reading.server)
        && let Bound::To(known) = crate::question::look(ledger, server)?
    {
        record.server = Some(known);
    }
    Ok(record)
}

/// Whether a file is an export that could be read.
pub(crate) fn is_sound(record: &FileRecord) -> bool {
    record.reading.as_ref().is_some_and(|reading| is_sound_reading(reading, &record.findings))
}

/// The same of a reading, with what was noticed from outside the bytes.
pub(crate) fn is_sound_reading(reading: &Reading, outside: &[Finding]) -> bool {
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    reading.kind == Kind::GhesExport && !reading.findings.iter().chain(outside).any(is_error)
}

/// What is known of a file, where it stands on its way to `enterprise`.
pub(crate) fn beside(
    ledger: &Ledger,
    enterprise: Option<&Enterprise>,
    record: &FileRecord,
    standing: &Standing,
) -> Result<Beside, Failure> {
    let mut beside = Beside::default();
    for (finding, question) in questions(ledger, record)? {
        beside.findings.push(finding);
        beside.questions.push(question);
    }
    beside.questions.extend(crate::question::chosen::question(ledger, record)?);
    if is_sound(record) {
        beside.findings.extend(older(ledger, record)?);
        beside.findings.extend(other_enterprise(ledger, enterprise, record)?);
    }
    if let Some(hand_over) = &standing.counted {
        let (finding, counted) = crate::eligible::counted(ledger, hand_over)?;
        beside.findings.push(finding);
        beside.counted = Some(counted);
    }
    beside.findings.extend(standing.under_way.as_ref().map(crate::eligible::under_way));
    Ok(beside)
}

/// The questions that a file asks, open or answered.
fn questions(ledger: &Ledger, record: &FileRecord) -> Result<Vec<(Finding, Question)>, Failure> {
    let mut asked = Vec::new();
    for code in [Code::OtherHost, Code::OtherServerId] {
        if let Some(answered) = crate::question::answered(ledger, &record.id, code)? {
            let finding = Finding::new(code).with("before", usage::outside::visible(&answered.before, 255));
            let choices = crate::question::choices(code).to_vec();
            asked.push((finding, Question { code, choices, answered: Some(answered.choice) }));
        }
    }
    let server = record.reading.as_ref().and_then(|reading| reading.server.as_ref());
    if let (None, true, Some(server)) = (record.server, is_sound(record), server)
        && let Bound::Asks { code, candidate } = crate::question::look(ledger, server)?
    {
        let choices = crate::question::choices(code).to_vec();
        let question = Question { code, choices, answered: None };
        asked.push((crate::question::finding(code, &candidate), question));
    }
    Ok(asked)
}

/// What a file of a server is compared with: the server's last export before it, of other bytes. `None` where it is the first.
pub(crate) fn previous(
    ledger: &Ledger,
    record: &FileRecord,
    server: i64,
) -> Result<Option<FileRecord>, Failure> {
    if record.server == Some(server) && !record.id.is_empty() {
        return Ok(ledger.previous_export(server, &record.id)?);
    }
    let exports = ledger.exports_of_server(server)?;
    Ok(exports.into_iter().find(|export| export.sha256 != record.sha256))
}

fn older(ledger: &Ledger, record: &FileRecord) -> Result<Option<Finding>, Failure> {
    let (Some(date), Some(server)) = (record.file_date, record.server) else { return Ok(None) };
    let before = previous(ledger, record, server)?.and_then(|previous| previous.file_date);
    Ok(before.filter(|before| date < *before).map(|before| {
        Finding::new(Code::OlderFile).with("date", date.to_string()).with("before", before.to_string())
    }))
}

fn other_enterprise(
    ledger: &Ledger,
    enterprise: Option<&Enterprise>,
    record: &FileRecord,
) -> Result<Option<Finding>, Failure> {
    let (Some(enterprise), Some(server)) = (enterprise, record.server) else { return Ok(None) };
    let tied = ledger.server(server)?.enterprise.filter(|tied| *tied != enterprise.name);
    Ok(tied.map(|tied| Finding::new(Code::OtherEnterprise).with("enterprise", tied)))
}
