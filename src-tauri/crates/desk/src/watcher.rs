//! Tells the window how far a reading is, and stops it when a person asks.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::Desk;
use crate::answers::Event;

/// How many bytes pass between two events: a window needs no more than a few a second.
const TELL_EVERY: u64 = 8 * 1024 * 1024;

/// Looks on while a file is read.
pub(crate) struct Watcher<'a> {
    desk: &'a Desk,
    file: &'a str,
    /// How many bytes were read of other files before this one, and of how many in all.
    done: u64,
    total: u64,
    told: AtomicU64,
    cancel: &'a AtomicBool,
}

impl<'a> Watcher<'a> {
    /// For a file whose size is `total` bytes, as far as anything tells it.
    pub(crate) const fn new(desk: &'a Desk, file: &'a str, total: u64, cancel: &'a AtomicBool) -> Self {
        Self { desk, file, done: 0, total, told: AtomicU64::new(0), cancel }
    }

    /// For one of several that are read one after the other: `done` bytes of them were read before.
    pub(crate) const fn after(mut self, done: u64) -> Self {
        self.done = done;
        self.told = AtomicU64::new(done);
        self
    }
}

impl usage::reader::Watcher for Watcher<'_> {
    fn progress(&self, bytes: u64, accounts: u64) {
        let bytes = self.done + bytes;
        let told = self.told.load(Ordering::Relaxed);
        if bytes >= told + TELL_EVERY || bytes >= self.total {
            self.told.store(bytes, Ordering::Relaxed);
            // What an archive or a file system tells of a size is no promise.
            let total = self.total.max(bytes);
            self.desk.tell(Event::Reading { file: self.file.to_owned(), bytes, total, accounts });
        }
    }

    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}
