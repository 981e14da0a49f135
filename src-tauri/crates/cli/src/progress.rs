//! Progress on standard error, where that is a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use usage::reader::Watcher;

/// How many bytes pass between two lines.
const EVERY: u64 = 32 * 1024 * 1024;

/// Shows how far a reading is.
pub(crate) struct Progress {
    shows: bool,
    told: AtomicU64,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { shows: std::io::stderr().is_terminal(), told: AtomicU64::new(0) }
    }

    /// Clears the line.
    pub(crate) fn end(&self) {
        if self.shows && self.told.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl Watcher for Progress {
    fn progress(&self, bytes: u64, accounts: u64) {
        let told = self.told.load(Ordering::Relaxed);
        // A count that fell belongs to the next file.
        if self.shows && (bytes >= told + EVERY || bytes < told) {
            self.told.store(bytes, Ordering::Relaxed);
            let _ = write!(std::io::stderr(), "\r\x1b[K{} MiB, {accounts} accounts", bytes / (1024 * 1024));
        }
    }

    fn cancelled(&self) -> bool {
        false
    }
}
