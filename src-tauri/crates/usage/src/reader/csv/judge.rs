//! What a table amounts to: its kind, its counts, and what a person should know of them.

use super::scope::possible;
use super::users::{UserColumn, Users};
use crate::reader::judge::sort;
use crate::reader::names::Name as _;
use crate::roster::People;
use crate::{Accounts, Code, Finding, Kind, Place, Reading, UserCounts, UsersReport, outside::visible};

/// How many characters of a column's name are shown.
const SHOWN: usize = 80;

/// The reading that a table of users and its bytes make.
pub(in crate::reader) fn users<D>(users: Users, bytes: u64, sha256: D) -> (Reading<D>, Option<People>) {
    let mut findings = users.table.findings(bytes);
    let layout = users.layout;
    let beginning = Place { line: 1, column: 1, path: String::new() };
    let missing = missing(&layout);
    if !missing.is_empty() {
        findings.push(Finding::new(Code::ColumnsMissing).with("missing", missing).at(beginning));
    }
    let mut counts = users.counts;
    let repeats = users.seen.repeats();
    if let Some((first, line)) = repeats.first {
        let has_id = layout.header.has(UserColumn::Id);
        let code = if has_id { Code::RepeatedUserId } else { Code::RepeatedLogin };
        let place = Place { line: u64::from(line), column: 1, path: String::new() };
        let finding = Finding::new(code).with("count", repeats.conflicts).at(place);
        // What stands for a login is a fingerprint, which says nothing to anybody.
        findings.push(if has_id { finding.with("first", first) } else { finding });
    }
    if !repeats.again.is_empty() {
        findings.push(Finding::new(Code::RepeatedAccount).with("count", repeats.again.len() as u64));
    }
    for again in &repeats.again {
        counts.rows -= 1;
        counts.suspended -= u64::from(again.suspended);
        counts.dormant -= u64::from(again.dormant);
        counts.with_primary_email -= u64::from(again.has_email);
    }
    if counts.rows == 0 {
        findings.push(Finding::new(Code::EmptyUserList));
    }
    if users.left_out > 0 {
        findings.push(Finding::new(Code::RosterFull).with("count", users.left_out));
    }
    let possible = possible(layout.kind, counts.in_common());
    if possible.len() > 1 {
        let names: Vec<String> = possible.iter().map(|scope| scope.name().to_owned()).collect();
        findings.push(Finding::new(Code::ReportNotTold).with("possible", names));
    }
    sort(&mut findings);
    let suspended = counts.tells_suspended.then_some(counts.suspended);
    let reading = Reading {
        kind: layout.kind,
        accounts: Accounts::Open(UserCounts {
            total: counts.rows,
            active: suspended.map(|suspended| counts.rows - suspended),
            suspended,
            dormant: counts.tells_dormant.then_some(counts.dormant),
            with_primary_email: counts.with_primary_email,
            fields: layout.header.shown(SHOWN),
            more_fields: false,
        }),
        report: Some(UsersReport { possible }),
        findings,
        ..Reading::of_bytes(bytes, sha256)
    };
    (reading, users.roster.map(|roster| People::Server(Box::new(roster))))
}

/// The columns that a report of users has and that this one lacks.
fn missing(layout: &super::users::Layout) -> Vec<String> {
    let mut wanted = vec![UserColumn::Login, UserColumn::Email];
    if layout.kind == Kind::GhesUsersCsv {
        wanted.extend([UserColumn::Id, UserColumn::Suspended]);
    } else {
        wanted.push(UserColumn::SuspensionStatus);
    }
    let is_missing = |name: &UserColumn| !layout.header.has(*name);
    wanted.into_iter().filter(is_missing).map(|name| name.spelled().to_owned()).collect()
}

/// The reading that a table of unknown columns and its bytes make.
pub(in crate::reader) fn unknown<D>(columns: &[String], bytes: u64, sha256: D) -> Reading<D> {
    let beginning = Place { line: 1, column: 1, path: String::new() };
    let columns: Vec<String> = columns.iter().map(|column| visible(column, SHOWN)).collect();
    let finding = Finding::new(Code::UnknownTable).with("columns", columns).at(beginning);
    Reading { findings: vec![finding], ..Reading::of_bytes(bytes, sha256) }
}
