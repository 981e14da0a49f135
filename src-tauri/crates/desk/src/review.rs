//! Reading files to say what they are; nothing is kept and nothing is sent. The headless `review`.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use ledger::{FileRecord, FileState};
use usage::outside::host_key;
use usage::reader::Watcher;
use usage::roster::{Comparison, Roster};
use usage::{Code, Finding, Reading, Sha256Digest};

use crate::answers::{ChangesEntry, FileEntry, ReviewDocument, ReviewedFile};
use crate::companion::is_report;
use crate::compare::{counts, is_comparable, people_of};
use crate::memory::Memory;
use crate::pages::{Parts, rows_of};
use crate::piped::Piped;
use crate::sources::{Bytes, Opened, Opener, Source, in_archive, sources};

/// What stands for standard input where a path is given.
pub(crate) const PIPED: &str = "-";

/// What a pass over a file gave.
pub(crate) struct Outcome {
    /// What was read; `None` where not one pass was finished.
    pub(crate) reading: Option<Reading>,
    /// What was noticed from outside the bytes.
    pub(crate) findings: Vec<Finding>,
    /// Whether every byte reached the keeper.
    pub(crate) kept: bool,
}

/// Reads an open source to its end, and looks afterwards whether its file changed meanwhile.
pub(crate) fn read(
    open: &mut Opened<'_>,
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
) -> Outcome {
    let mut outcome = pass(open, keep, watcher);
    if let Some(reading) = &outcome.reading {
        outcome.findings.extend(open.changed(reading.bytes));
    }
    outcome
}

fn pass(
    source: &mut (dyn Read + Send),
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
) -> Outcome {
    let keeps = keep.is_some();
    match usage::reader::read(source, keep, watcher) {
        Ok(reading) => Outcome { reading: Some(reading), findings: Vec::new(), kept: keeps },
        Err(stopped) => Outcome { reading: None, findings: vec![stopped.finding()], kept: false },
    }
}

/// A file of a review, as far as it could be read.
struct Reviewed {
    /// What it says, in the form of a ledger's record that is in none: its id is empty.
    record: FileRecord,
    /// Where it came from; `None` for standard input, which cannot be read twice.
    source: Option<Source>,
    /// What is noticed beside what it says.
    beside: Vec<Finding>,
    /// The host of its server, once it is known.
    host: Option<String>,
}

impl Reviewed {
    fn new(path: String, name: String, source: Option<Source>, findings: Vec<Finding>) -> Self {
        let record = FileRecord {
            id: String::new(),
            review: String::new(),
            position: 0,
            path: Some(path),
            name,
            file_date: None,
            added_at: jiff::Timestamp::UNIX_EPOCH,
            server: None,
            state: FileState::Read,
            sha256: None,
            reading: None,
            findings,
        };
        Self { record, source, beside: Vec::new(), host: None }
    }

    fn note(&mut self, outcome: Outcome) {
        self.record.findings.extend(outcome.findings);
        self.record.sha256 = outcome.reading.as_ref().map(|reading| reading.sha256);
        self.record.reading = outcome.reading;
    }

    fn entry(self) -> FileEntry {
        let FileRecord { path, name, reading, findings, .. } = self.record;
        let mut entry = crate::record::entry(path.unwrap_or_default(), name, reading.as_ref(), &findings);
        entry.findings.extend(self.beside);
        entry
    }
}

/// Reviews paths in order; `-` stands for standard input, which is given as `stdin`. Nothing is known but what the files say.
pub(crate) fn review(
    paths: &[PathBuf],
    stdin: &mut (dyn Read + Send),
    watcher: &dyn Watcher,
) -> Vec<FileEntry> {
    read_all(paths, stdin, watcher).into_iter().map(Reviewed::entry).collect()
}

/// Reviews paths beside what the ledgers in `folder` know, as the window's sheet does. They are only looked into: one that is not
/// there is not made, and one that cannot be read now is told of and done without.
pub fn review_beside(
    paths: &[PathBuf],
    stdin: &mut (dyn Read + Send),
    watcher: &dyn Watcher,
    folder: Option<&Path>,
) -> ReviewDocument {
    let mut memory = Memory::new(folder);
    let mut files = read_all(paths, stdin, watcher);
    let mut names: HashMap<Sha256Digest, String> = HashMap::new();
    for file in &mut files {
        let Some(reading) = &file.record.reading else { continue };
        file.beside = memory.findings(reading, file.record.file_date, &file.record.findings);
        if let Some(other) = names.insert(reading.sha256, file.record.name.clone()) {
            file.beside.push(Finding::new(Code::SameBytesTwice).with("other", other));
        }
    }
    pair(&mut files, &mut memory);
    let changes: Vec<_> = (0..files.len()).map(|at| changes(&files, at, &mut memory, watcher)).collect();
    let again: Vec<_> = files.iter().map(|file| (file.source.clone(), file.record.sha256)).collect();
    let mut entries: Vec<FileEntry> = files.into_iter().map(Reviewed::entry).collect();
    if let Some(parts) = Parts::of(&entries) {
        let mut opener = Opener::default();
        let joined = parts.join(|file| {
            let (Some(source), Some(digest)) = &again[file] else { return None };
            rows_of(&mut opener.open(source).ok()?, watcher, *digest)
        });
        parts.judge(&mut entries.iter_mut().collect::<Vec<_>>(), joined.as_ref());
    }
    let files = entries.into_iter().zip(changes);
    ReviewDocument {
        schema: "seatbridge.review/1",
        files: files.map(|(entry, changes)| ReviewedFile { entry, changes }).collect(),
        unread_ledger: memory.into_unread(),
    }
}

fn read_all(paths: &[PathBuf], stdin: &mut (dyn Read + Send), watcher: &dyn Watcher) -> Vec<Reviewed> {
    let mut opener = Opener::default();
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new(PIPED) {
            files.extend(read_piped(stdin, watcher));
            continue;
        }
        files.extend(sources(path).into_iter().map(|source| read_source(&mut opener, source, watcher)));
    }
    files
}

/// Reads standard input, or what an archive there holds. It cannot be read twice, so none of it has a source.
fn read_piped(stdin: &mut (dyn Read + Send), watcher: &dyn Watcher) -> Vec<Reviewed> {
    let alone = |findings| Reviewed::new(PIPED.to_owned(), PIPED.to_owned(), None, findings);
    match crate::piped::open(stdin, watcher) {
        Err(finding) => vec![alone(vec![finding])],
        Ok(Piped::File(mut bytes)) => {
            let mut file = alone(Vec::new());
            file.note(pass(&mut bytes, None, watcher));
            vec![file]
        }
        Ok(Piped::Archive(mut archive)) => {
            let sources = in_archive(Path::new(PIPED), &archive).into_iter();
            let read = |source: Source| {
                let mut file = Reviewed::new(source.path, source.name, None, source.findings);
                if let Bytes::Entry { index, .. } = source.bytes {
                    match archive.entry(index) {
                        Ok(mut entry) => file.note(pass(&mut entry, None, watcher)),
                        Err(finding) => file.record.findings.push(finding),
                    }
                }
                file
            };
            sources.map(read).collect()
        }
    }
}

fn read_source(opener: &mut Opener, source: Source, watcher: &dyn Watcher) -> Reviewed {
    let (path, name) = (source.path.clone(), source.name.clone());
    let mut file = Reviewed::new(path, name, None, source.findings.clone());
    if source.is_readable() {
        match opener.open(&source) {
            Ok(mut open) => {
                file.record.file_date = open.modified();
                file.note(read(&mut open, None, watcher));
            }
            Err(finding) => file.record.findings.push(finding),
        }
    }
    file.source = Some(source);
    file
}

/// Finds the server of each file: exports name theirs, reports are paired with one as in the window.
fn pair(files: &mut [Reviewed], memory: &mut Memory) {
    for file in &mut *files {
        if crate::beside::is_sound(&file.record) {
            file.host = crate::add::host(&file.record);
        }
    }
    let exports: Vec<(String, FileRecord)> =
        files.iter().filter_map(|file| Some((file.host.clone()?, file.record.clone()))).collect();
    let set: Vec<String> = exports.iter().map(|(host, _)| host.clone()).collect();
    for file in files {
        let Some(reading) = file.record.reading.as_ref().filter(|reading| is_report(reading.kind)) else {
            continue;
        };
        let said = memory.host_of_report(reading);
        let paired = crate::companion::paired_with(said, &file.record, &set);
        let export = paired.as_ref().and_then(|paired| {
            exports
                .iter()
                .find(|(host, _)| host_key(host) == host_key(&paired.host))
                .map(|(_, export)| export)
        });
        let (_, findings) = crate::companion::beside(&file.record, reading, paired.as_ref(), export);
        file.beside.extend(findings);
        file.host = paired.map(|paired| paired.host);
    }
}

/// What became of a server's accounts: a list of people beside the one before it among the files, else beside the last one that the
/// ledger has.
fn changes(
    files: &[Reviewed],
    at: usize,
    memory: &mut Memory,
    watcher: &dyn Watcher,
) -> Option<ChangesEntry> {
    let file = &files[at];
    let (host, source) = (file.host.as_deref()?, file.source.as_ref()?);
    if !is_comparable(&file.record) {
        return None;
    }
    let is_earlier = |other: &&Reviewed| {
        other.source.is_some()
            && other.record.sha256 != file.record.sha256
            && other.host.as_deref().is_some_and(|other| host_key(other) == host_key(host))
            && is_comparable(&other.record)
    };
    let (name, added_at, sha256, before) = if let Some(other) = files[..at].iter().rfind(is_earlier) {
        let before = roster(other.source.as_ref()?, &other.record, watcher)?;
        (other.record.name.clone(), None, other.record.sha256?, before)
    } else {
        let (earlier, mut original) = memory.earlier(&file.record, host)?;
        let sha256 = earlier.sha256?;
        let before = people_of(&mut original, watcher, sha256).ok()?;
        (earlier.name, Some(earlier.added_at.to_string()), sha256, before)
    };
    let after = roster(source, &file.record, watcher)?;
    let counts = counts(&Comparison::between(&before, &after));
    Some(ChangesEntry { name, sha256: sha256.hex(), added_at, counts })
}

/// The people of a file that was read before; `None` where it is no longer what it was.
fn roster(source: &Source, record: &FileRecord, watcher: &dyn Watcher) -> Option<Roster> {
    let mut opener = Opener::default();
    let mut open = opener.open(source).ok()?;
    people_of(&mut open, watcher, record.sha256?).ok()
}
