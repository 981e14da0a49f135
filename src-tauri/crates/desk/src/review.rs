//! Reading files to say what they are; nothing is kept and nothing is sent. The headless `review`.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use usage::reader::Watcher;
use usage::{Code, Finding, Reading};

use crate::answers::{FileEntry, ReviewDocument};
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

/// Reviews paths in order; `-` stands for standard input, which is given as `stdin`.
pub fn review(paths: &[PathBuf], stdin: &mut (dyn Read + Send), watcher: &dyn Watcher) -> ReviewDocument {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let outcome = pass(stdin, None, watcher);
            files.push(crate::record::entry(
                "-".to_owned(),
                "-".to_owned(),
                outcome.reading.as_ref(),
                &outcome.findings,
            ));
            continue;
        }
        match crate::open::given(path) {
            Ok(Given::File(path)) => files.push(review_file(&path, Vec::new(), watcher)),
            Ok(Given::Folder { files: inside, .. }) if inside.is_empty() => {
                files.push(unread(path, Finding::new(Code::EmptyFolder)));
            }
            Ok(Given::Folder { files: inside, folders }) => {
                for (index, file) in inside.iter().enumerate() {
                    let passed_over = index == 0 && folders > 0;
                    let note =
                        passed_over.then(|| Finding::new(Code::FoldersPassedOver).with("count", folders));
                    files.push(review_file(file, note.into_iter().collect(), watcher));
                }
            }
            Err(finding) => files.push(unread(path, finding)),
        }
    }
    ReviewDocument { schema: "seatbridge.review/1", files }
}

fn review_file(path: &Path, mut findings: Vec<Finding>, watcher: &dyn Watcher) -> FileEntry {
    match crate::open::open(path) {
        Ok(mut open) => {
            let outcome = read(&mut open, None, watcher);
            findings.extend(outcome.findings);
            let (shown, name) = (crate::open::shown_path(path), crate::open::shown_name(path));
            crate::record::entry(shown, name, outcome.reading.as_ref(), &findings)
        }
        Err(finding) => {
            findings.push(finding);
            crate::record::entry(
                crate::open::shown_path(path),
                crate::open::shown_name(path),
                None,
                &findings,
            )
        }
    }
}

fn unread(path: &Path, finding: Finding) -> FileEntry {
    crate::record::entry(crate::open::shown_path(path), crate::open::shown_name(path), None, &[finding])
}
