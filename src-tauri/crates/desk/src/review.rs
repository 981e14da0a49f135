//! Reading files to say what they are; nothing is kept and nothing is sent. The headless `review`.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use usage::reader::Watcher;
use usage::{Code, Finding, Reading, Sha256Digest};

use crate::answers::{FileEntry, ReviewDocument};
use crate::memory::Memory;
use crate::sources::{Opened, Opener, Source, sources};

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

/// A file whose pass is over.
struct Passed<'a> {
    name: &'a str,
    outcome: &'a Outcome,
    file_date: Option<Timestamp>,
}

/// Says what is noticed beside a file that was read.
type Beside<'a> = dyn FnMut(&Passed<'_>) -> Vec<Finding> + 'a;

/// Reviews paths in order; `-` stands for standard input, which is given as `stdin`. Nothing is known but what the files say.
pub(crate) fn review(
    paths: &[PathBuf],
    stdin: &mut (dyn Read + Send),
    watcher: &dyn Watcher,
) -> Vec<FileEntry> {
    entries(paths, stdin, watcher, &mut |_| Vec::new())
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
    let mut names: HashMap<Sha256Digest, String> = HashMap::new();
    let files = entries(paths, stdin, watcher, &mut |passed| {
        let Some(reading) = &passed.outcome.reading else { return Vec::new() };
        let mut findings = memory.findings(reading, passed.file_date, &passed.outcome.findings);
        if let Some(other) = names.insert(reading.sha256, passed.name.to_owned()) {
            findings.push(Finding::new(Code::SameBytesTwice).with("other", other));
        }
        findings
    });
    ReviewDocument { schema: "seatbridge.review/1", files, unread_ledger: memory.into_unread() }
}

fn entries(
    paths: &[PathBuf],
    stdin: &mut (dyn Read + Send),
    watcher: &dyn Watcher,
    beside: &mut Beside<'_>,
) -> Vec<FileEntry> {
    let mut opener = Opener::default();
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let outcome = pass(stdin, None, watcher);
            let passed = Passed { name: "-", outcome: &outcome, file_date: None };
            files.push(entry("-".to_owned(), &passed, Vec::new(), beside));
            continue;
        }
        for source in sources(path) {
            files.push(review_source(&mut opener, source, watcher, beside));
        }
    }
    files
}

fn review_source(
    opener: &mut Opener,
    mut source: Source,
    watcher: &dyn Watcher,
    beside: &mut Beside<'_>,
) -> FileEntry {
    if source.is_readable() {
        match opener.open(&source) {
            Ok(mut open) => {
                let outcome = read(&mut open, None, watcher);
                let passed = Passed { name: &source.name, outcome: &outcome, file_date: open.modified() };
                return entry(source.path, &passed, source.findings, beside);
            }
            Err(finding) => source.findings.push(finding),
        }
    }
    crate::record::entry(source.path, source.name, None, &source.findings)
}

fn entry(
    path: String,
    passed: &Passed<'_>,
    mut findings: Vec<Finding>,
    beside: &mut Beside<'_>,
) -> FileEntry {
    findings.extend(passed.outcome.findings.iter().cloned());
    let reading = passed.outcome.reading.as_ref();
    let mut entry = crate::record::entry(path, passed.name.to_owned(), reading, &findings);
    entry.findings.extend(beside(passed));
    entry
}
