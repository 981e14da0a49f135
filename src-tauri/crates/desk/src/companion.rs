//! Reports that stand beside a server's export: who its people are, which of them are dormant or suspended. None of them names its
//! server, so each is paired with one, or asks.
//!
//! What a person answered is kept with the file and goes for every later file of the same bytes; what a name or a set tells is
//! derived at each look, so that it changes with the set.

use std::sync::Arc;

use ledger::{FileRecord, Ledger, QuestionAnswer, ServerMatch};
use usage::outside::{host_key, is_host, visible};
use usage::{Accounts, Code, Finding, Kind, Reading, ReportScope};

use crate::answers::{Event, Link, ReportEntry};
use crate::calls::ReportServer;
use crate::history::{Entry, What};
use crate::pairing::{By, pair};
use crate::{Desk, Failure, FailureCode};

/// Whether a file of this kind belongs to a server that it does not name.
pub(crate) const fn is_report(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::GhesUsersCsv | Kind::GhesUserCsvCli | Kind::GhesSamlMappingCsv | Kind::GhesLicenseJson
    )
}

/// A report's server, as far as it is known.
pub(crate) struct Paired {
    /// Its host.
    pub(crate) host: String,
    /// How that is known.
    pub(crate) by: By,
}

/// The server of a report: as a person said, else as its name tells, else that of the only export it came with. `set` are the
/// hosts of the exports in its review.
pub(crate) fn paired(
    ledger: &Ledger,
    record: &FileRecord,
    set: &[String],
) -> Result<Option<Paired>, Failure> {
    let said = match record.server {
        Some(server) => Some(visible(&ledger.server(server)?.host, 255)),
        None => None,
    };
    Ok(paired_with(said, record, set))
}

/// The same, where a person said the host `said`, if any.
pub(crate) fn paired_with(said: Option<String>, record: &FileRecord, set: &[String]) -> Option<Paired> {
    if let Some(host) = said {
        return Some(Paired { host, by: By::Person });
    }
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let path = record.path.as_deref().unwrap_or_default();
    pair(&record.name, path, &set).map(|(host, by)| Paired { host: host.to_owned(), by })
}

/// Which accounts a report lists. Where its rows leave it open, its name may tell.
pub(crate) fn scope<D>(reading: &Reading<D>, name: &str) -> Option<ReportScope> {
    let possible = &reading.report.as_ref()?.possible;
    if let [only] = possible[..] {
        return Some(only);
    }
    let name = name.to_ascii_lowercase();
    possible.iter().copied().find(|scope| name.contains(&format!("{}_users", scope.name())))
}

/// Whether a report lists every account of its server, so that its people are known by it.
pub(crate) fn is_complete(record: &FileRecord) -> bool {
    record.reading.as_ref().is_some_and(|reading| {
        matches!(reading.accounts, Accounts::Open(_))
            && scope(reading, &record.name) == Some(ReportScope::All)
    })
}

/// What the sheet says of a report, and the findings about its server.
pub(crate) fn beside(
    record: &FileRecord,
    reading: &Reading,
    paired: Option<&Paired>,
    export: Option<&FileRecord>,
) -> (ReportEntry, Vec<Finding>) {
    let mut findings = Vec::new();
    match paired {
        None => findings.push(Finding::new(Code::ReportWithoutServer)),
        Some(Paired { host, by }) => {
            findings.push(Finding::new(Code::ReportPaired).with("host", host.as_str()).with("by", by.word()));
        }
    }
    if let (true, Some(export)) = (is_complete(record), export)
        && export.reading.as_ref().is_some_and(|reading| matches!(reading.accounts, Accounts::Sealed(_)))
    {
        let mut finding = Finding::new(Code::CompanionUnproven);
        if let (Some(one), Some(other)) = (record.file_date, export.file_date) {
            let minutes = one.duration_since(other).as_mins().unsigned_abs();
            if minutes > 0 {
                finding = finding.with("minutes", minutes);
            }
        }
        findings.push(finding);
    }
    let entry = ReportEntry {
        scope: scope(reading, &record.name),
        host: paired.map(|paired| paired.host.clone()),
        answered: paired.is_some_and(|paired| paired.by == By::Person),
    };
    (entry, findings)
}

/// The server that a person gave to the same bytes before.
pub(crate) fn remembered(ledger: &Ledger, reading: &Reading) -> Result<Option<i64>, Failure> {
    if !is_report(reading.kind) {
        return Ok(None);
    }
    Ok(ledger.files_by_digest(&reading.sha256)?.into_iter().find_map(|file| file.server))
}

/// Says on which server a report was made, or takes that back.
pub(crate) fn answer(desk: &Arc<Desk>, with: &ReportServer) -> Result<(), Failure> {
    let not_found =
        || Failure::new(FailureCode::NotFound).with("what", "file").with("id", visible(&with.file, 40));
    for (ledger, _) in desk.ledgers() {
        let Some(mut file) = ledger.file(&with.file)? else { continue };
        if !file.reading.as_ref().is_some_and(|reading| is_report(reading.kind)) {
            return Err(not_found());
        }
        file.server = match &with.host {
            Some(host) => Some(server_at(desk, &ledger, host)?),
            None => None,
        };
        ledger.update_file(&file)?;
        note(desk, &ledger, &file, with.host.as_deref())?;
        desk.tell(Event::ReviewChanged);
        return Ok(());
    }
    Err(not_found())
}

/// The server at a host: the known one, else a new one, of which only the host is known.
pub(crate) fn server_at(desk: &Desk, ledger: &Ledger, host: &str) -> Result<i64, Failure> {
    let refused =
        |reason: &str| Failure::new(FailureCode::InvalidInput).with("field", "host").with("reason", reason);
    if !is_host(host) {
        return Err(refused("no_host"));
    }
    match ledger.find_server(None, Some(host))? {
        ServerMatch::Known(server) => Ok(server.id),
        ServerMatch::New => Ok(ledger.add_server(None, host, desk.now())?.id),
        // Several servers carried this host; the one that bears it now is meant by whoever types it now.
        ServerMatch::Question { same_host, .. } => {
            let key = host_key(host);
            let now = same_host.into_iter().find(|server| host_key(&server.host) == key);
            now.map(|server| server.id).ok_or_else(|| refused("several_servers"))
        }
    }
}

fn note(desk: &Desk, ledger: &Ledger, file: &FileRecord, host: Option<&str>) -> Result<(), Failure> {
    ledger.answer_question(&QuestionAnswer {
        file: file.id.clone(),
        code: "report_without_server".to_owned(),
        choice: host.unwrap_or_default().to_owned(),
        at: desk.now(),
        actor: desk.ports.actor.clone(),
    })?;
    Entry::new(What::QuestionAnswered)
        .about(file.server, host)
        .with("code", "report_without_server")
        .with("choice", if host.is_some() { "server" } else { "taken_back" })
        .link(Link::Review { id: file.review.clone() })
        .write(desk, ledger)
}

#[cfg(test)]
mod tests;
