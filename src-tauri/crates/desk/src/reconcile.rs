//! Who will take a license, reckoned from files alone: nothing is kept, nothing is sent, no ledger is opened. The headless `people`.
//!
//! Files are read one after the other, each with its people; what names its own server stands for it, what does not is paired as a
//! review pairs it (`pairing`), unless the command line names its server. [`people`] does the rest.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use people::Code as Notice;
pub use people::evidence::{Billing, Options};
use people::evidence::{Cloud, Content, Report, ServerName};
use people::{Evidence, Node, People};
use usage::outside::visible;
use usage::reader::{Watcher, read_people};
use usage::roster::{ConsumedJoin, ConsumedRoster, People as Held, Roster};
use usage::{Accounts, Code, ConsumedCounts, Finding, Kind, Reading, Severity};

use crate::answers::{
    AccountTotals, CloudTotals, EdgeLine, LicenseNumbers, LicenseTypes, PeopleCode, PeopleDocument,
    PeopleFinding, PersonLine, ReasonLine, StepLine,
};
use crate::companion::{is_report, scope};
use crate::pairing::pair;
use crate::sources::{Opener, Source, sources};

/// What is reckoned from.
#[derive(Clone, Debug, Default)]
pub struct PeopleRequest {
    /// Files and folders.
    pub files: Vec<PathBuf>,
    /// Reports whose server is named: its host, and the file, which need not stand among the others.
    pub hosts: Vec<(String, PathBuf)>,
    /// What no file tells.
    pub options: Options,
}

/// A file that was read.
struct Read {
    name: String,
    path: PathBuf,
    reading: Option<Reading>,
    people: Option<Held>,
    findings: Vec<Finding>,
}

/// Everybody, counted, with what was noticed on the way.
pub struct Reckoned {
    people: People,
    /// Findings of files, each with the file's name; without one, of all files that are the cloud's report together.
    of_files: Vec<(Option<String>, Finding)>,
}

/// Reads everything that is given, and counts.
pub fn reckon(request: &PeopleRequest, watcher: &dyn Watcher) -> Reckoned {
    let mut opener = Opener::default();
    let mut read: Vec<Read> =
        given(request).iter().map(|source| read_source(&mut opener, source, watcher)).collect();
    let mut of_files = Vec::new();
    let evidence = evidence(request, &mut read, &mut of_files);
    Reckoned { people: People::count(Arc::new(evidence)), of_files }
}

/// The files that are given, folders and archives resolved, each once.
fn given(request: &PeopleRequest) -> Vec<Source> {
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

fn read_source(opener: &mut Opener, source: &Source, watcher: &dyn Watcher) -> Read {
    let mut read = Read {
        name: source.name.clone(),
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
        .and_then(|mut open| read_people(&mut open, None, watcher).map_err(|stopped| stopped.finding()));
    match passed {
        Ok((mut reading, people)) => {
            read.findings.append(&mut reading.findings);
            read.reading = Some(reading);
            read.people = people;
        }
        Err(finding) => read.findings.push(finding),
    }
    read
}

/// What the files say, as evidence. Their findings go to `of_files`.
fn evidence(
    request: &PeopleRequest,
    read: &mut Vec<Read>,
    of_files: &mut Vec<(Option<String>, Finding)>,
) -> Evidence {
    let mut evidence = Evidence { options: request.options, ..Evidence::default() };
    let set: Vec<String> = read.iter().filter_map(host_of_export).collect();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let mut cloud = Vec::new();
    let several = read.iter().filter(|file| matches!(file.people, Some(Held::Cloud(_)))).count() > 1;
    for file in read.drain(..) {
        let Read { name, path, reading, people, findings } = file;
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
                let host = named.or_else(|| pair(&name, &set).map(|(host, _)| host));
                if host.is_none() {
                    of_files.push((Some(name.clone()), Finding::new(Code::ReportWithoutServer)));
                }
                evidence.reports.extend(report(&reading, &name, host, *roster));
            }
            people if reading.kind == Kind::GhesExport => {
                let content = match people {
                    Some(Held::Server(roster)) => Content::Open(Arc::from(roster)),
                    _ => Content::Sealed,
                };
                evidence.reports.push(export(&reading, content));
            }
            _ => {}
        }
    }
    evidence.cloud = joined(cloud, of_files);
    evidence
}

fn host_of_export(file: &Read) -> Option<String> {
    let reading = file.reading.as_ref().filter(|reading| reading.kind == Kind::GhesExport)?;
    Some(visible(reading.server.as_ref()?.host_name.as_deref()?, 255))
}

fn export(reading: &Reading, content: Content) -> Report {
    let server = reading.server.as_ref();
    Report {
        server: ServerName {
            id: server.and_then(|server| server.server_id.clone()),
            host: server.and_then(|server| server.host_name.clone()),
        },
        content,
        // A file date proves nothing, so it is not known when an export was made.
        made_at: None,
        connect: server
            .map(|server| server.features.iter().any(|feature| feature.name == "license_usage_sync")),
    }
}

/// A report, if it is known which accounts it lists.
fn report(reading: &Reading, name: &str, host: Option<&str>, roster: Roster) -> Option<Report> {
    if !matches!(reading.accounts, Accounts::Open(_)) {
        return None;
    }
    Some(Report {
        server: ServerName { id: None, host: host.map(str::to_owned) },
        content: Content::Listed(scope(reading, name)?, Arc::new(roster)),
        made_at: None,
        connect: None,
    })
}

/// The cloud's rows in one: an admin may have its report page by page.
fn joined(
    mut files: Vec<(ConsumedCounts, ConsumedRoster)>,
    findings: &mut Vec<(Option<String>, Finding)>,
) -> Option<Cloud> {
    let (counts, roster) = if files.len() == 1 {
        files.pop()?
    } else {
        let mut join = ConsumedJoin::new();
        for (counts, roster) in &files {
            join.add(counts, roster);
        }
        let joined = join.finish();
        if joined.files.is_empty() {
            return None;
        }
        findings.extend(joined.findings.into_iter().map(|finding| (None, finding)));
        (joined.counts, joined.roster)
    };
    Some(Cloud {
        roster: Arc::new(roster),
        consumed: counts.consumed,
        purchased: counts.purchased,
        taken_at: None,
    })
}

impl Reckoned {
    /// The number, its range and its reasons: `seatbridge.people/1`.
    pub fn document(&self) -> PeopleDocument {
        let numbers = self.people.numbers();
        let licenses = numbers.licenses;
        let cloud = self.people.evidence().cloud.as_ref();
        PeopleDocument {
            schema: "seatbridge.people/1",
            // Of a file with an error not everybody is known: what could be read of it is counted, and the rest is missing.
            complete: numbers.complete && !self.has_errors(),
            unknown_servers: numbers.unknown_servers.iter().map(|server| visible(server, 255)).collect(),
            accounts: AccountTotals {
                total: numbers.accounts.total,
                counted: numbers.accounts.counted,
                suspended: numbers.accounts.suspended,
            },
            licenses: LicenseNumbers {
                low: licenses.low,
                documented: licenses.documented,
                high: licenses.high,
                // Without decisions and what-ifs the plan is what the rules say.
                planned: licenses.documented,
                unseen: licenses.unseen,
                by_type: LicenseTypes {
                    enterprise: licenses.enterprise,
                    visual_studio: licenses.visual_studio,
                },
            },
            cloud: cloud.and_then(|cloud| {
                Some(CloudTotals { consumed: cloud.consumed?, purchased: cloud.purchased })
            }),
            waterfall: numbers
                .waterfall
                .iter()
                .map(|step| StepLine { step: step.name.name(), change: step.change, total: step.total })
                .collect(),
            difference: self
                .people
                .difference()
                .map(|difference| difference.parts)
                .unwrap_or_default()
                .into_iter()
                .map(|part| ReasonLine { reason: part.reason.name(), change: part.change })
                .collect(),
            dormant_freeable: numbers.dormant_freeable,
            findings: self.findings(),
        }
    }

    fn has_errors(&self) -> bool {
        self.of_files.iter().any(|(_, finding)| finding.severity == Severity::Error)
            || self.people.findings().iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// Everybody, a person a line, sorted by their accounts.
    pub fn persons(&self) -> Vec<PersonLine> {
        let mut persons: Vec<PersonLine> = (0..self.people.len()).map(|person| self.person(person)).collect();
        persons.sort_by(|one, other| one.accounts.cmp(&other.accounts));
        persons
    }

    fn person(&self, person: u32) -> PersonLine {
        let people = &self.people;
        let accounts = people.accounts_of(person);
        let cloud = people.cloud_account_of(person).map(Node::Cloud);
        let key = |node| visible(&people.key(node), 600);
        let nodes = accounts.iter().map(|&account| Node::Account(account));
        let mut emails: Vec<String> = accounts
            .iter()
            .filter_map(|&account| people.account(account)?.primary_email.map(|email| visible(email, 320)))
            .collect();
        emails.sort();
        emails.dedup();
        PersonLine {
            accounts: sorted(nodes.chain(cloud).map(key)),
            counted: sorted(
                accounts
                    .iter()
                    .filter(|&&account| people.counts(account))
                    .map(|&account| Node::Account(account))
                    .chain(cloud)
                    .map(key),
            ),
            license: people.takes_license(person),
            emails,
            edges: people
                .edges(person)
                .into_iter()
                .map(|edge| EdgeLine {
                    a: key(edge.a),
                    b: key(edge.b),
                    rule: edge.rule.name(),
                    standing: edge.standing().name(),
                })
                .collect(),
        }
    }

    fn findings(&self) -> Vec<PeopleFinding> {
        let of_files = self.of_files.iter().map(|(file, finding)| PeopleFinding {
            code: PeopleCode::OfFile(finding.code),
            severity: finding.severity,
            at: finding.at.clone(),
            params: finding.params.clone(),
            file: file.clone(),
        });
        let of_count = self.people.findings().iter().map(|finding| PeopleFinding {
            code: PeopleCode::OfCount(finding.code),
            severity: finding.severity(),
            at: None,
            params: finding.params.iter().map(|(name, value)| ((*name).to_owned(), shown(value))).collect(),
            file: None,
        });
        of_files.chain(of_count).collect()
    }
}

fn sorted(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut items: Vec<String> = items.collect();
    items.sort();
    items
}

/// A value whose texts are as the files have them, made safe to show.
fn shown(value: &usage::Param) -> usage::Param {
    match value {
        usage::Param::Number(number) => usage::Param::Number(*number),
        usage::Param::Text(text) => usage::Param::Text(visible(text, 600)),
        usage::Param::List(list) => usage::Param::List(list.iter().map(|text| visible(text, 600)).collect()),
    }
}
