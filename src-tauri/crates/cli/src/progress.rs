//! Progress on standard error, where that is a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use desk::answers::Event;
use usage::reader::Watcher;

/// How long a command works before it says how far it is.
const SILENT: Duration = Duration::from_millis(300);

/// How much time passes between two lines.
const EVERY: Duration = Duration::from_millis(100);

/// Shows how far a reading is.
pub(crate) struct Progress {
    shows: bool,
    begun: Instant,
    /// When it was told last, in milliseconds since the beginning; 0 until then.
    told: AtomicU64,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { shows: std::io::stderr().is_terminal(), begun: Instant::now(), told: AtomicU64::new(0) }
    }

    /// Shows how far the reading of a cloud's report is.
    pub(crate) fn tell(&self, event: &Event) {
        if let Event::CloudReading { pages, of, .. } = event
            && self.is_due()
        {
            let of = of.map_or_else(String::new, |of| format!(" of {of}"));
            let _ = write!(std::io::stderr(), "\r\x1b[K{pages}{of} pages");
        }
    }

    /// Clears the line.
    pub(crate) fn end(&self) {
        if self.told.load(Ordering::Relaxed) > 0 {
            clear();
        }
    }

    /// Whether it is time for another line.
    fn is_due(&self) -> bool {
        let now = self.begun.elapsed();
        let told = Duration::from_millis(self.told.load(Ordering::Relaxed));
        if !self.shows || now < SILENT || now < told + EVERY {
            return false;
        }
        self.told.store(u64::try_from(now.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
        true
    }
}

/// Clears the line that says how far it is.
pub(crate) fn clear() {
    let mut to = std::io::stderr();
    if to.is_terminal() {
        // Nowhere to say that this could not be written.
        let _ = write!(to, "\r\x1b[K");
    }
}

impl Watcher for Progress {
    fn progress(&self, bytes: u64, accounts: u64) {
        if self.is_due() {
            let _ = write!(std::io::stderr(), "\r\x1b[K{} MiB, {accounts} accounts", bytes / (1024 * 1024));
        }
    }

    fn cancelled(&self) -> bool {
        false
    }
}
