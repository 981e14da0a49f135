//! What was given, read and put together as evidence.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use people::Evidence;
use people::evidence::{Content, ServerName};
use usage::outside::visible;
use usage::reader::{Watcher, read_people_unhashed};
use usage::roster::{ConsumedJoin, People as Held};
use usage::{Code, Finding, Kind, Reading};

use super::PeopleRequest;
use crate::companion::is_report;
use crate::evidence::{export, joined, own_name, report};
use crate::pairing::pair;
use crate::sources::{Opener, Source, sources};
use crate::two_at_once::{Together, two_at_once};

/// A file that was read.
pub(super) struct Read {
    name: String,
    /// Its path as it is shown; in an archive, behind the archive's.
    shown: String,
    path: PathBuf,
    reading: Option<Reading<()>>,
    people: Option<Held>,
    findings: Vec<Finding>,
}

/// The files that are given, folders and archives resolved, each once.
pub(super) fn given(request: &PeopleRequest) -> Vec<Source> {
    let mut given: Vec<Source> = Vec::new();
    let mut seen = HashSet::new();
    for path in request.files.iter().chain(request.hosts.iter().map(|(_, path)| path)) {
        given.extend(
            sources(path)
                .into_iter()
                .filter(|source| seen.insert((source.file.clone(), source.path.clone()))),
        );
    }
    given
}

/// Reads all of them, in their order. No digest is in any answer, so none is made.
pub(super) fn read_all(sources: &[Source], watcher: &dyn Watcher) -> Vec<Read> {
    let together = Together::new(watcher);
    two_at_once(sources, Source::size, |opener, source| read_source(opener, source, &together.one()))
}

fn read_source(opener: &mut Opener, source: &Source, watcher: &dyn Watcher) -> Read {
    let mut read = Read {
        name: source.name.clone(),
        shown: source.path.clone(),
        path: source.file.clone(),
        reading: None,
        people: None,
        findings: source.findings.clone(),
    };
    if !source.is_readable() {
        return read;
    }
    let passed = opener
        .open(source)
        .and_then(|mut open| read_people_unhashed(&mut open, watcher).map_err(|stopped| stopped.finding()));
    match passed {
        Ok((mut reading, mut people)) => {
            if let Some(Held::Server(roster)) = &mut people {
                roster.keep_who_is_who();
            }
            read.findings.append(&mut reading.findings);
            read.reading = Some(reading);
            read.people = people;
        }
        Err(finding) => read.findings.push(finding),
    }
    read
}

/// What the files say, as evidence. Their findings go to `of_files`.
pub(super) fn evidence(
    request: &PeopleRequest,
    read: &mut Vec<Read>,
    of_files: &mut Vec<(Option<String>, Finding)>,
) -> Evidence {
    let mut evidence = Evidence { options: request.options, only_counted: true, ..Evidence::default() };
    let set: Vec<String> = read.iter().filter_map(host_of_export).collect();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let mut cloud = Vec::new();
    let several = read.iter().filter(|file| matches!(file.people, Some(Held::Cloud(_)))).count() > 1;
    for file in read.drain(..) {
        let Read { name, shown, path, reading, people, findings } = file;
        let joined = several && matches!(people, Some(Held::Cloud(_)));
        let of_this =
            findings.into_iter().filter(|finding| !joined || !ConsumedJoin::stands_for(finding.code));
        of_files.extend(of_this.map(|finding| (Some(name.clone()), finding)));
        let Some(reading) = reading else { continue };
        match people {
            Some(Held::Cloud(roster)) => cloud.push((reading.cloud.unwrap_or_default(), *roster)),
            // A server's own single sign-on links nobody in the cloud.
            Some(Held::Identities(roster)) if reading.kind == Kind::IdentitiesJson => {
                evidence.identities.push(Arc::from(roster));
            }
            Some(Held::Subscriptions(roster)) => evidence.visual_studio.push(Arc::from(roster)),
            Some(Held::Server(roster)) if is_report(reading.kind) => {
                let named =
                    request.hosts.iter().find(|(_, file)| *file == path).map(|(host, _)| host.as_str());
                let host = named.or_else(|| pair(&name, &shown, &set).map(|(host, _)| host));
                if host.is_none() {
                    of_files.push((Some(name.clone()), Finding::new(Code::ReportWithoutServer)));
                }
                let server = ServerName { id: None, host: host.map(str::to_owned) };
                evidence.reports.extend(report(&reading, &name, server, *roster));
            }
            people if reading.kind == Kind::GhesExport => {
                let content = match people {
                    Some(Held::Server(roster)) => Content::Open(Arc::from(roster)),
                    _ => Content::Sealed,
                };
                evidence.reports.push(export(&reading, own_name(&reading), content));
            }
            _ => {}
        }
    }
    let joined = joined(cloud);
    of_files.extend(joined.findings.into_iter().map(|finding| (None, finding)));
    evidence.cloud = joined.cloud.map(|mut cloud| {
        // Files were joined by all that their rows say; from here on only what a count asks for is needed. Nobody else has it.
        if let Some(roster) = Arc::get_mut(&mut cloud.roster) {
            roster.keep_who_is_who();
            if !request.suggest {
                roster.forget_names();
            }
        }
        cloud
    });
    evidence
}

fn host_of_export(file: &Read) -> Option<String> {
    let reading = file.reading.as_ref().filter(|reading| reading.kind == Kind::GhesExport)?;
    Some(visible(reading.server.as_ref()?.host_name.as_deref()?, 255))
}
