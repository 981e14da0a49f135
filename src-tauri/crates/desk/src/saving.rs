//! Files that a person has written where they say: what is in them, what they are called, how far they are.
//!
//! A host of a window asks its system's dialog for the place, with [`suggested_name`]; [`save`] writes. The file is private to
//! whoever runs the program, is written beside its place and stands under its name whole or not at all.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::Deserialize;
use tempfile::NamedTempFile;

use crate::answers::{Event, PeopleExport};
use crate::desk::locked;
use crate::{Desk, Failure, FailureCode};

#[cfg(test)]
mod tests;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum SaveRequest {
    /// People, a row each.
    People(PeopleExport),
    /// The decisions that stand, `seatbridge.decisions/1`.
    Decisions,
    /// The worklist as a table.
    Worklist {
        /// Only what was taken onto it; else everybody who is probably counted twice.
        only_added: bool,
    },
}

/// What the file is called unless a person says otherwise.
pub fn suggested_name(desk: &Desk, request: &SaveRequest) -> Result<String, Failure> {
    let practice = if desk.world()?.practice { "practice-" } else { "" };
    let day = desk.now().strftime("%Y%m%d").to_string();
    Ok(match request {
        SaveRequest::People(export) => format!("people-{practice}{day}.{}", export.format.extension()),
        SaveRequest::Decisions => format!("decisions-{practice}{day}.json"),
        SaveRequest::Worklist { .. } => format!("worklist-{practice}{day}.csv"),
    })
}

/// Writes it. One file at a time is written: whoever asks for another has no use for the one before, which is stopped.
pub fn save(desk: &Arc<Desk>, request: &SaveRequest, path: &Path) -> Result<(), Failure> {
    let progress = Progress::begin(desk);
    let mut file = beside(path)?;
    let written = {
        let mut writer =
            io::BufWriter::with_capacity(1 << 16, Stoppable { to: file.as_file_mut(), progress: &progress });
        let written = match request {
            SaveRequest::People(export) => {
                crate::people_place::export::write(desk, export, &mut writer, &progress)
            }
            SaveRequest::Decisions => crate::decisions::write(desk, &mut writer),
            SaveRequest::Worklist { only_added } => {
                crate::people_place::work::write(desk, *only_added, &mut writer)
            }
        };
        written.and_then(|()| writer.flush().map_err(|error| crate::disk::failure(&error)))
    };
    let written = written
        .and_then(|()| file.as_file().sync_all().map_err(|error| crate::disk::failure(&error)))
        .and_then(|()| progress.go_on());
    // What a stopped writer says went wrong is that it was stopped.
    let written = if progress.is_stopped() { Err(Failure::new(FailureCode::Cancelled)) } else { written };
    written.and_then(|()| file.persist(path).map(drop).map_err(|error| crate::disk::failure(&error.error)))
}

/// Stops what is being written; nothing of it stays.
pub(crate) fn cancel(desk: &Desk) {
    if let Some(stop) = locked(&desk.saving).take() {
        stop.store(true, Ordering::Relaxed);
    }
}

/// A private file in the same folder, so that its last step is a change of name. It goes away unless that step is made.
fn beside(path: &Path) -> Result<NamedTempFile, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new()
        .prefix(".seatbridge-")
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(|error| crate::disk::failure(&error))
}

/// How far a file is, and whether anybody still wants it.
pub(crate) struct Progress<'a> {
    desk: &'a Desk,
    stop: Arc<AtomicBool>,
    done: AtomicU64,
}

/// How many rows pass between two events: a window needs no more than a few a second.
const TELL_EVERY: u64 = 10_000;

impl<'a> Progress<'a> {
    fn begin(desk: &'a Desk) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        if let Some(earlier) = locked(&desk.saving).replace(Arc::clone(&stop)) {
            earlier.store(true, Ordering::Relaxed);
        }
        Self { desk, stop, done: AtomicU64::new(0) }
    }

    /// One more row of `total` is written. An error where a person stopped it.
    pub(crate) fn row(&self, total: u64) -> Result<(), Failure> {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(TELL_EVERY) || done == total {
            self.desk.tell(Event::Saving { done, total });
        }
        self.go_on()
    }

    fn go_on(&self) -> Result<(), Failure> {
        if self.is_stopped() { Err(Failure::new(FailureCode::Cancelled)) } else { Ok(()) }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Writes until a person stops it: a library that packs a file for a while looks at nothing else.
struct Stoppable<'a, W> {
    to: W,
    progress: &'a Progress<'a>,
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.progress.is_stopped() {
            return Err(io::Error::other("stopped"));
        }
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
