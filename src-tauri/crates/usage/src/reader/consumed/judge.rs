//! What a report of consumed licenses amounts to.

use super::json::ConsumedJson;
use super::table::ConsumedTable;
use super::tally::Tally;
use crate::reader::judge::sort;
use crate::roster::{ConsumedRoster, People};
use crate::{Code, ConsumedCounts, Finding, Kind, Place, Reading};

/// The reading that the API's answer makes, and the people in it.
pub(in crate::reader) fn json<D>(
    read: ConsumedJson,
    has_mark: bool,
    bytes: u64,
    sha256: D,
) -> (Reading<D>, Option<People>) {
    let mut reading = Reading { kind: Kind::GhecConsumedJson, ..Reading::of_bytes(bytes, sha256) };
    let findings = &mut reading.findings;
    if has_mark {
        findings.push(Finding::new(Code::ByteOrderMark).at(beginning()));
    }
    findings.extend(read.noticed.into_findings());
    findings.extend(read.unknown.finding(Code::UnknownFields));
    let is_whole = read.fault.is_none();
    findings.extend(read.fault.map(|fault| fault.finding(bytes)));
    people(reading, read.tally, is_whole, read.roster, read.left_out)
}

/// The reading that the table makes, and the people in it.
pub(in crate::reader) fn table<D>(
    read: ConsumedTable,
    bytes: u64,
    sha256: D,
) -> (Reading<D>, Option<People>) {
    let mut reading = Reading { kind: Kind::GhecConsumedCsv, ..Reading::of_bytes(bytes, sha256) };
    let findings = &mut reading.findings;
    findings.extend(read.table.findings(bytes));
    findings.extend(read.unknown.finding(Code::UnknownFields));
    if !read.missing.is_empty() {
        findings.push(Finding::new(Code::ColumnsMissing).with("missing", read.missing).at(beginning()));
    }
    if read.tally.rows == 0 {
        findings.push(Finding::new(Code::EmptyUserList));
    }
    people(reading, read.tally, true, read.roster, read.left_out)
}

fn beginning() -> Place {
    Place { line: 1, column: 1, path: String::new() }
}

/// Completes a reading by what was counted.
fn people<D>(
    mut reading: Reading<D>,
    tally: Tally,
    is_whole: bool,
    roster: Option<ConsumedRoster>,
    left_out: u64,
) -> (Reading<D>, Option<People>) {
    let (consumed, purchased) = tally.totals();
    reading.cloud = Some(ConsumedCounts { consumed, purchased, rows: tally.rows, pages: tally.pages });
    reading.findings.extend(tally.findings(is_whole));
    if left_out > 0 {
        reading.findings.push(Finding::new(Code::RosterFull).with("count", left_out));
    }
    sort(&mut reading.findings);
    (reading, roster.map(|roster| People::Cloud(Box::new(roster))))
}
