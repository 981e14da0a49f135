//! What a file of identities amounts to.

use super::graphql::IdentitiesJson;
use super::table::MappingTable;
use crate::reader::judge::sort;
use crate::roster::{IdentityRoster, People};
use crate::{Code, Finding, Kind, Place, Reading};

/// The reading that an answer makes, and the identities in it.
pub(in crate::reader) fn json<D>(
    read: IdentitiesJson,
    has_mark: bool,
    bytes: u64,
    sha256: D,
) -> (Reading<D>, Option<People>) {
    let mut findings = Vec::new();
    if has_mark {
        findings.push(Finding::new(Code::ByteOrderMark).at(beginning()));
    }
    findings.extend(read.noticed.into_findings());
    findings.extend(read.more.map(|at| Finding::new(Code::MorePages).at(at)));
    findings.extend(read.error.map(|(first, at)| {
        Finding::new(Code::AnswerHasErrors).with("first", first).with("count", read.errors).at(at)
    }));
    findings.extend(read.fault.map(|fault| fault.finding(bytes)));
    let reading = Reading {
        kind: Kind::IdentitiesJson,
        identities: Some(read.counts),
        findings,
        ..Reading::of_bytes(bytes, sha256)
    };
    complete(reading, read.roster, read.left_out)
}

/// The reading that a server's mappings make, and the identities in it.
pub(in crate::reader) fn table<D>(read: MappingTable, bytes: u64, sha256: D) -> (Reading<D>, Option<People>) {
    let reading = Reading {
        kind: Kind::GhesSamlMappingCsv,
        identities: Some(read.counts),
        findings: read.table.findings(bytes),
        ..Reading::of_bytes(bytes, sha256)
    };
    complete(reading, read.roster, read.left_out)
}

fn beginning() -> Place {
    Place { line: 1, column: 1, path: String::new() }
}

fn complete<D>(
    mut reading: Reading<D>,
    roster: Option<IdentityRoster>,
    left_out: u64,
) -> (Reading<D>, Option<People>) {
    if left_out > 0 {
        reading.findings.push(Finding::new(Code::RosterFull).with("count", left_out));
    }
    sort(&mut reading.findings);
    (reading, roster.map(|roster| People::Identities(Box::new(roster))))
}
