//! Answers of a cloud or a server on their way into a review: written to a folder of their own that only this user may enter, then read
//! and kept as dropped files are. The folder goes with them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use ledger::{FileRecord, FileState, Ledger};

use crate::answers::Event;
use crate::sources::Opener;
use crate::{Desk, Failure, private_files};

/// The folder of these folders, beside the ledgers.
const FOLDER: &str = "fetched";

/// The files of one fetching, in the order in which they were begun.
pub(crate) struct Fetched {
    folder: PathBuf,
    /// Where each came from, and where it is.
    files: Vec<(String, PathBuf)>,
}

/// A file that is being written.
pub(crate) struct Writing {
    file: BufWriter<File>,
    failed: Option<io::Error>,
}

impl Fetched {
    /// Nothing is fetched.
    pub(crate) fn begin(desk: &Desk) -> Result<Self, Failure> {
        remove_left(desk);
        let folder = desk.folder().join(FOLDER).join(desk.new_id());
        private_files::folder(&folder).map_err(|error| crate::disk::failure(&error))?;
        Ok(Self { folder, files: Vec::new() })
    }

    /// Begins a file of that name. `from` says where it comes from, as an address without secrets.
    pub(crate) fn file(&mut self, name: &str, from: String) -> Result<Writing, Failure> {
        let path = self.folder.join(name);
        let file = private_files::file(&path).map_err(|error| crate::disk::failure(&error))?;
        self.files.push((from, path));
        Ok(Writing { file: BufWriter::new(file), failed: None })
    }

    /// Leaves out the file that was begun last.
    pub(crate) fn leave_out(&mut self) {
        self.files.pop();
    }

    /// Adds all files to the open review, which is begun if none is, and reads them. One of the same name that was fetched into this
    /// review before gives way: the newer answer says all that it said.
    pub(crate) fn add(self, desk: &Arc<Desk>, ledger: &Ledger) -> Result<Vec<FileRecord>, Failure> {
        if self.files.is_empty() {
            return Ok(Vec::new());
        }
        let review = crate::add::open_review(desk, ledger)?;
        let earlier = ledger.files_of_review(&review)?;
        let mut opener = Opener::default();
        let mut added = Vec::new();
        for (from, path) in &self.files {
            let path = std::slice::from_ref(path);
            for (record, source) in crate::add::list_from(desk, ledger, &review, path, Some(from))? {
                let read = crate::add::read_one(desk, ledger, &mut opener, record, &source)?;
                for earlier in
                    earlier.iter().filter(|earlier| is_fetched(earlier) && earlier.name == read.name)
                {
                    ledger.update_file(&FileRecord { state: FileState::Cancelled, ..earlier.clone() })?;
                }
                added.push(read);
                desk.tell(Event::ReviewChanged);
            }
        }
        crate::add::note_reviewed(desk, ledger, &review)?;
        desk.tell(Event::ReviewChanged);
        Ok(added)
    }
}

/// Whether a file came from an address, and no disk.
fn is_fetched(file: &FileRecord) -> bool {
    let path = file.path.as_deref().unwrap_or_default();
    file.state == FileState::Read && (path.starts_with("https://") || path.starts_with("http://"))
}

/// Removes what a process left that died while it fetched. Another one may be fetching now, so only what lay there for a day.
fn remove_left(desk: &Desk) {
    const DAY_SECONDS: i64 = 24 * 60 * 60;
    let Ok(folders) = fs::read_dir(desk.folder().join(FOLDER)) else { return };
    for folder in folders.flatten() {
        let written = folder.metadata().and_then(|metadata| metadata.modified()).ok();
        let written = written.and_then(|written| jiff::Timestamp::try_from(written).ok());
        if written.is_some_and(|written| desk.now().as_second() - written.as_second() > DAY_SECONDS) {
            let _ = fs::remove_dir_all(folder.path());
        }
    }
}

impl Drop for Fetched {
    fn drop(&mut self) {
        // What stays is removed by a later fetching.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Writing {
    /// Writes the next part, and says whether that went well: why not is told at the end.
    pub(crate) fn part(&mut self, bytes: &[u8]) -> bool {
        if self.failed.is_none() {
            self.failed = self.file.write_all(bytes).err();
        }
        self.failed.is_none()
    }

    /// Ends the file.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        let ended = self.failed.take().map_or_else(|| self.file.flush(), Err);
        ended.map_err(|error| crate::disk::failure(&error))
    }
}
