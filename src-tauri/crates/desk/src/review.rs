//! Reading files to say what they are; nothing is kept and nothing is sent. The headless `review`.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use usage::reader::Watcher;
use usage::{Code, Finding, Reading, Sha256Digest};

use crate::answers::{FileEntry, ReviewDocument};
use crate::memory::Memory;
use crate::open::{Given, OpenFile};

/// What a pass over a file gave.
pub(crate) struct Outcome {
    /// What was read; `None` where not one pass was finished.
    pub(crate) reading: Option<Reading>,
    /// What was noticed from outside the bytes.
    pub(crate) findings: Vec<Finding>,
    /// Whether every byte reached the keeper.
    pub(crate) kept: bool,
}

/// Reads an open file to its end, and looks afterwards whether it changed meanwhile.
pub(crate) fn read(
    open: &mut OpenFile,
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
) -> Outcome {
    let mut outcome = pass(&mut open.file, keep, watcher);
    if let Some(reading) = &outcome.reading {
        let after = crate::open::size_now(&open.file).unwrap_or(reading.bytes);
        if reading.bytes != open.bytes || after != open.bytes {
            let changed = Finding::new(Code::ChangedWhileRead)
                .with("before", open.bytes)
                .with("after", after.max(reading.bytes));
            outcome.findings.push(changed);
        }
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
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let outcome = pass(stdin, None, watcher);
            let passed = Passed { name: "-", outcome: &outcome, file_date: None };
            files.push(entry("-".to_owned(), &passed, Vec::new(), beside));
            continue;
        }
        match crate::open::given(path) {
            Ok(Given::File(path)) => files.push(review_file(&path, Vec::new(), watcher, beside)),
            Ok(Given::Folder { files: inside, .. }) if inside.is_empty() => {
                files.push(unread(path, &[Finding::new(Code::EmptyFolder)]));
            }
            Ok(Given::Folder { files: inside, folders }) => {
                for (index, file) in inside.iter().enumerate() {
                    let passed_over = index == 0 && folders > 0;
                    let note =
                        passed_over.then(|| Finding::new(Code::FoldersPassedOver).with("count", folders));
                    files.push(review_file(file, note.into_iter().collect(), watcher, beside));
                }
            }
            Err(finding) => files.push(unread(path, &[finding])),
        }
    }
    files
}

fn review_file(
    path: &Path,
    mut findings: Vec<Finding>,
    watcher: &dyn Watcher,
    beside: &mut Beside<'_>,
) -> FileEntry {
    match crate::open::open(path) {
        Ok(mut open) => {
            let outcome = read(&mut open, None, watcher);
            let name = crate::open::shown_name(path);
            let passed = Passed { name: &name, outcome: &outcome, file_date: open.modified };
            entry(crate::open::shown_path(path), &passed, findings, beside)
        }
        Err(finding) => {
            findings.push(finding);
            unread(path, &findings)
        }
    }
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

fn unread(path: &Path, findings: &[Finding]) -> FileEntry {
    let (path, name) = (crate::open::shown_path(path), crate::open::shown_name(path));
    crate::record::entry(path, name, None, findings)
}
