//! Which of the ledger's files a count rests on: of every server the newest that tell who its people are, the cloud's newest report,
//! and the newest linked identities and subscriptions.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use ledger::{AliasKind, FileRecord, FileState, Ledger, Server, ServerMatch};
use people::Evidence;
use people::evidence::{Answer, Content, Options, ServerName};
use usage::outside::{host_key, visible};
use usage::reader::{Watcher, read_people_unhashed};
use usage::roster::{JoinedFile, People as Read};
use usage::{Accounts, Kind, Reading, ReportScope, Severity, Sha256Digest};

use crate::Failure;
use crate::answers::ReportOrigin;
use crate::companion::{is_report, paired, scope};
use crate::evidence::{export, joined, own_name, report};
use crate::two_at_once::{Together, two_at_once};
use crate::world::World;

/// What a file is to a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// An export: names its server, and, where its list is open and nothing newer replaces it, tells its people.
    Export {
        /// Whether its people are read.
        people: bool,
    },
    /// A report of a server.
    Report,
    /// A part of the cloud's report of consumed licenses.
    Cloud,
    /// Linked identities.
    Identities,
    /// Visual Studio subscriptions.
    Subscriptions,
}

/// A file of the ledger that a count rests on.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    part: Part,
    name: String,
    reading: Reading,
    /// Its server as the ledger knows it; nobody's of a file of the cloud.
    server: ServerName,
    added_at: Timestamp,
}

impl Piece {
    /// Whether its people are read. An export whose people something newer tells is named only.
    fn is_read(&self) -> bool {
        self.part != Part::Export { people: false }
    }

    /// How many bytes are read of it.
    fn bytes(&self) -> u64 {
        if self.is_read() { self.reading.bytes } else { 0 }
    }
}

/// All files that a count rests on, and what a person said of servers. Two that are equal count the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ground {
    practice: bool,
    enterprise: Option<String>,
    pieces: Vec<Piece>,
    answers: Vec<Answer>,
    options: Options,
    /// Whether the cloud's report was read over the API, and is no file that somebody dropped.
    over_api: bool,
}

/// The files of one server that a count rests on.
#[derive(Debug)]
pub(super) struct ServerFiles {
    /// Its newest export.
    pub(super) export: Option<Sha256Digest>,
    /// When the list that tells all its people was added.
    pub(super) list_at: Option<Timestamp>,
}

/// What was read of them.
pub(super) struct ReadGround {
    pub(super) evidence: Evidence,
    /// The name and the age of the file behind each of its reports.
    pub(super) names: Vec<(String, Timestamp)>,
    /// The files of the cloud's report, in the order of their rows.
    pub(super) cloud_files: Vec<CloudFile>,
    pub(super) whole: bool,
}

/// A file of the cloud's report.
pub(super) struct CloudFile {
    pub(super) name: String,
    pub(super) added_at: Timestamp,
    /// Where its rows stand among all.
    pub(super) rows: JoinedFile,
}

/// The newest files of one server.
#[derive(Default)]
struct OfServer {
    export: Option<Piece>,
    complete: Option<Piece>,
    annotating: BTreeMap<&'static str, Piece>,
}

/// The newest files of one kind: all of the newest review that has any, since the cloud gives page by page and organization by
/// organization.
#[derive(Default)]
struct Newest {
    review: String,
    pieces: Vec<Piece>,
}

impl Newest {
    /// Takes the next newer one. The same bytes twice are one.
    fn add(&mut self, review: &str, piece: Piece) {
        if self.review != review {
            review.clone_into(&mut self.review);
            self.pieces.clear();
        }
        if self.pieces.iter().all(|other| other.reading.sha256 != piece.reading.sha256) {
            self.pieces.push(piece);
        }
    }
}

impl Ground {
    /// What the world at hand has to count from.
    pub(super) fn of(world: &World) -> Result<Self, Failure> {
        let ledger = &world.ledger;
        let mut ground = Self {
            practice: world.practice,
            enterprise: world.enterprise.as_ref().map(|enterprise| enterprise.name.clone()),
            options: crate::told_facts::options(world)?,
            ..Self::default()
        };
        let mut servers: BTreeMap<String, OfServer> = BTreeMap::new();
        let (mut cloud, mut identities, mut subscriptions) =
            (Newest::default(), Newest::default(), Newest::default());
        for (record, set) in usable(ledger, world.practice)? {
            let Some(reading) = record.reading.clone() else { continue };
            let piece = |part, server| Piece {
                part,
                name: record.name.clone(),
                reading: reading.clone(),
                server,
                added_at: record.added_at,
            };
            match reading.kind {
                Kind::GhesExport => {
                    let server = name_of(ledger, record.server, || own_name(&reading))?;
                    let of_server = servers.entry(key(record.server, &server)).or_default();
                    if matches!(reading.accounts, Accounts::Open(_)) {
                        of_server.complete = Some(piece(Part::Export { people: true }, server.clone()));
                    }
                    of_server.export = Some(piece(Part::Export { people: false }, server));
                }
                kind if is_report(kind) => {
                    let Some(paired) = paired(ledger, &record, &set)? else { continue };
                    let Some(scope) = scope(&reading, &record.name) else { continue };
                    let known = record.server.or(at_host(ledger, &paired.host)?);
                    let host_only = || ServerName { id: None, host: Some(paired.host.clone()) };
                    let server = name_of(ledger, known, host_only)?;
                    let of_server = servers.entry(key(known, &server)).or_default();
                    let piece = piece(Part::Report, server);
                    if scope == ReportScope::All {
                        of_server.complete = Some(piece);
                    } else {
                        of_server.annotating.insert(scope.name(), piece);
                    }
                }
                Kind::GhecConsumedJson | Kind::GhecConsumedCsv => {
                    cloud.add(&record.review, piece(Part::Cloud, ServerName::default()));
                }
                Kind::IdentitiesJson => {
                    identities.add(&record.review, piece(Part::Identities, ServerName::default()));
                }
                Kind::VisualStudio => {
                    subscriptions.add(&record.review, piece(Part::Subscriptions, ServerName::default()));
                }
                _ => {}
            }
        }
        for of_server in servers.into_values() {
            // The export that tells the people is not given twice.
            let export = of_server.export.filter(|export| {
                of_server
                    .complete
                    .as_ref()
                    .is_none_or(|complete| complete.reading.sha256 != export.reading.sha256)
            });
            ground.pieces.extend(export);
            ground.pieces.extend(of_server.complete);
            ground.pieces.extend(of_server.annotating.into_values());
        }
        if let Some(enterprise) = &world.enterprise
            && let Some(report) = crate::consumed_report::newest(ledger, &enterprise.name)?
            && cloud.pieces.iter().all(|piece| piece.added_at < report.at)
            && report.reading.findings.iter().all(|finding| finding.severity != Severity::Error)
        {
            ground.over_api = true;
            cloud.pieces = vec![Piece {
                part: Part::Cloud,
                // It came under no name but that of the question.
                name: crate::receipt::CONSUMED.to_owned(),
                reading: report.reading,
                server: ServerName::default(),
                added_at: report.at,
            }];
        }
        for newest in [cloud, identities, subscriptions] {
            ground.pieces.extend(newest.pieces);
        }
        ground.answers = answers(ledger)?;
        Ok(ground)
    }

    /// The files that list people of servers: the server, what was read, the file's name, and when it was added.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&ServerName, &Reading, &str, Timestamp)> {
        let lists = |piece: &&Piece| matches!(piece.part, Part::Report | Part::Export { people: true });
        self.pieces
            .iter()
            .filter(lists)
            .map(|piece| (&piece.server, &piece.reading, piece.name.as_str(), piece.added_at))
    }

    /// The files of each server.
    pub(super) fn servers(&self) -> Vec<ServerFiles> {
        let mut servers: BTreeMap<&ServerName, ServerFiles> = BTreeMap::new();
        for piece in &self.pieces {
            let is_export = matches!(piece.part, Part::Export { .. });
            let lists_all = match piece.part {
                Part::Export { people } => people,
                Part::Report => scope(&piece.reading, &piece.name) == Some(ReportScope::All),
                _ => continue,
            };
            let files = servers.entry(&piece.server).or_insert(ServerFiles { export: None, list_at: None });
            // The newest export stands before an older one that tells the people.
            if is_export && files.export.is_none() {
                files.export = Some(piece.reading.sha256);
            }
            if lists_all {
                files.list_at = Some(piece.added_at);
            }
        }
        servers.into_values().collect()
    }

    /// Whether there is nothing to count from.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether it is of the world at hand.
    pub(super) fn is_of(&self, world: &World) -> bool {
        let enterprise = world.enterprise.as_ref().map(|enterprise| &enterprise.name);
        self.practice == world.practice && self.enterprise.as_ref() == enterprise
    }

    /// When the cloud's report was added.
    pub(super) fn cloud_at(&self) -> Option<Timestamp> {
        self.pieces.iter().filter(|piece| piece.part == Part::Cloud).map(|piece| piece.added_at).max()
    }

    /// How many bytes are read for it.
    pub(super) fn bytes(&self) -> u64 {
        self.pieces.iter().map(Piece::bytes).sum()
    }

    /// Where the cloud's report comes from.
    pub(super) const fn cloud_origin(&self) -> ReportOrigin {
        if self.over_api { ReportOrigin::Api } else { ReportOrigin::File }
    }

    /// Reads the originals, two at a time.
    pub(super) fn read(&self, ledger: &Ledger, watcher: &dyn Watcher) -> Result<ReadGround, Failure> {
        let mut read = ReadGround {
            evidence: Evidence {
                answers: self.answers.clone(),
                options: self.options,
                ..Evidence::default()
            },
            names: Vec::new(),
            cloud_files: Vec::new(),
            whole: true,
        };
        let mut cloud = Vec::new();
        let mut cloud_names = Vec::new();
        let together = Together::new(watcher);
        let people = two_at_once(&self.pieces, Piece::bytes, |(), piece| {
            if piece.is_read() { people_in(ledger, &piece.reading.sha256, &together.one()) } else { Ok(None) }
        });
        for (piece, people) in self.pieces.iter().zip(people) {
            let people = people?;
            let name = || (piece.name.clone(), piece.added_at);
            if !piece.is_read() {
                read.evidence.reports.push(export(&piece.reading, piece.server.clone(), Content::Sealed));
                read.names.push(name());
                continue;
            }
            read.whole &= people.is_some();
            match (piece.part, people) {
                (Part::Export { .. }, people) => {
                    let content = match people {
                        Some(Read::Server(roster)) => Content::Open(Arc::from(roster)),
                        _ => Content::Sealed,
                    };
                    read.evidence.reports.push(export(&piece.reading, piece.server.clone(), content));
                    read.names.push(name());
                }
                (Part::Report, Some(Read::Server(roster))) => {
                    let report = report(&piece.reading, &piece.name, piece.server.clone(), *roster);
                    read.names.extend(report.is_some().then(name));
                    read.evidence.reports.extend(report);
                }
                (Part::Cloud, Some(Read::Cloud(roster))) => {
                    cloud.push((piece.reading.cloud.clone().unwrap_or_default(), *roster));
                    cloud_names.push(name());
                }
                (Part::Identities, Some(Read::Identities(roster))) => {
                    read.evidence.identities.push(Arc::from(roster));
                }
                (Part::Subscriptions, Some(Read::Subscriptions(roster))) => {
                    read.evidence.visual_studio.push(Arc::from(roster));
                }
                _ => {}
            }
        }
        let joined = joined(cloud);
        // Pages that are missing or do not belong together leave the report in part.
        read.whole &= joined.findings.iter().all(|finding| finding.severity == Severity::Note);
        read.evidence.cloud = joined.cloud;
        let files = cloud_names.into_iter().zip(joined.files);
        read.cloud_files = files.map(|((name, added_at), rows)| CloudFile { name, added_at, rows }).collect();
        Ok(read)
    }
}

/// The files without errors, oldest first, each with the hosts of the exports that it came with.
fn usable(ledger: &Ledger, practice: bool) -> Result<Vec<(FileRecord, Vec<String>)>, Failure> {
    let mut usable = Vec::new();
    // The ledger lists the newest review first.
    for review in ledger.reviews()?.into_iter().rev() {
        let files = crate::sheet::files(ledger, &review.id)?;
        let set: Vec<String> = files.iter().filter_map(crate::add::host).collect();
        let without_errors = files.into_iter().filter(|file| {
            file.state == FileState::Read
                && file
                    .reading
                    .as_ref()
                    .is_some_and(|reading| reading.sample == practice || reading.kind != Kind::GhesExport)
                && file
                    .reading
                    .iter()
                    .flat_map(|reading| &reading.findings)
                    .chain(&file.findings)
                    .all(|finding| finding.severity != Severity::Error)
        });
        usable.extend(without_errors.map(|file| (file, set.clone())));
    }
    // Stable: of files that were added at one moment, the later in its review is the newer.
    usable.sort_by_key(|(file, _)| file.added_at);
    Ok(usable)
}

/// The people of an original; `None` where it is kept no more, or can be read no more.
fn people_in(ledger: &Ledger, digest: &Sha256Digest, watcher: &dyn Watcher) -> Result<Option<Read>, Failure> {
    let Some(mut file) = ledger.original(digest)? else { return Ok(None) };
    Ok(read_people_unhashed(&mut file, watcher).ok().and_then(|(_, people)| people))
}

/// A server as the ledger knows it, else as the file names it.
fn name_of(
    ledger: &Ledger,
    server: Option<i64>,
    otherwise: impl FnOnce() -> ServerName,
) -> Result<ServerName, Failure> {
    let Some(server) = server else { return Ok(otherwise()) };
    let server = ledger.server(server)?;
    Ok(ServerName { id: server.server_id, host: Some(server.host) })
}

/// The server that bears a host, where it is one only.
fn at_host(ledger: &Ledger, host: &str) -> Result<Option<i64>, Failure> {
    Ok(match ledger.find_server(None, Some(host))? {
        ServerMatch::Known(server) => Some(server.id),
        ServerMatch::New | ServerMatch::Question { .. } => None,
    })
}

/// What tells a server's files from another's: its number where it is known. While a person has not answered whether a name is a
/// known server's, its files stand by themselves, so that both histories are counted.
fn key(known: Option<i64>, server: &ServerName) -> String {
    if let Some(known) = known {
        return known.to_string();
    }
    let id = server.id.as_deref().unwrap_or_default().to_lowercase();
    let host = server.host.as_deref().map(host_key).unwrap_or_default();
    format!("{id} {host}")
}

/// What a person said of servers: the other names that one goes by, and which bears another's id. Two servers with one id are in the
/// ledger only where a person said that the later one is a clone.
pub(super) fn answers(ledger: &Ledger) -> Result<Vec<Answer>, Failure> {
    let name = |server: &Server| ServerName { id: server.server_id.clone(), host: Some(server.host.clone()) };
    let mut answers = Vec::new();
    let mut ids = HashSet::new();
    for server in ledger.servers()? {
        if let Some(id) = &server.server_id
            && !ids.insert(id.to_lowercase())
        {
            answers.push(Answer::Clone { id: id.clone(), host: server.host.clone() });
        }
        for alias in &server.aliases {
            let other = match alias.kind {
                AliasKind::Host => ServerName { id: None, host: Some(visible(&alias.value, 255)) },
                AliasKind::ServerId => ServerName { id: Some(alias.value.clone()), host: None },
            };
            answers.push(Answer::Same(name(&server), other));
        }
    }
    Ok(answers)
}
