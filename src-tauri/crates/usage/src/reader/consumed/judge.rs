//! What a report of consumed licenses amounts to.

use super::json::ConsumedJson;
use crate::reader::judge::sort;
use crate::roster::People;
use crate::{Code, ConsumedCounts, Finding, Kind, Place, Reading, Sha256Digest};

/// The reading that the API's answer makes, and the people in it.
pub(in crate::reader) fn json(
    read: ConsumedJson,
    has_mark: bool,
    bytes: u64,
    sha256: Sha256Digest,
) -> (Reading, Option<People>) {
    let (consumed, purchased) = read.tally.totals();
    let cloud = ConsumedCounts { consumed, purchased, rows: read.tally.rows, pages: read.tally.pages };
    let mut reading =
        Reading { kind: Kind::GhecConsumedJson, cloud: Some(cloud), ..Reading::of_bytes(bytes, sha256) };
    let findings = &mut reading.findings;
    if has_mark {
        let beginning = Place { line: 1, column: 1, path: String::new() };
        findings.push(Finding::new(Code::ByteOrderMark).at(beginning));
    }
    findings.extend(read.noticed.into_findings());
    findings.extend(read.tally.findings(read.fault.is_none()));
    findings.extend(read.fault.map(|fault| fault.finding(bytes)));
    findings.extend(read.unknown.finding(Code::UnknownFields));
    if read.left_out > 0 {
        findings.push(Finding::new(Code::RosterFull).with("count", read.left_out));
    }
    sort(findings);
    (reading, read.roster.map(|roster| People::Cloud(Box::new(roster))))
}
