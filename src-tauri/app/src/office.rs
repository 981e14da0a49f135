//! What the commands find: the desk, or why it could not be opened.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::{Desk, Failure};
use tokio::sync::SetOnce;

/// The state that the commands share.
pub struct Office {
    opened: SetOnce<Result<Arc<Desk>, Failure>>,
    accepts_drops: AtomicBool,
}

impl Default for Office {
    fn default() -> Self {
        Self { opened: SetOnce::new(), accepts_drops: AtomicBool::new(true) }
    }
}

impl Office {
    /// Sets the desk, or why there is none. The first call counts.
    pub fn open(&self, opened: Result<Arc<Desk>, Failure>) {
        let _ = self.opened.set(opened);
    }

    /// The desk, as soon as it is open: the page is drawn while the ledger is being opened. A ledger that cannot be opened is
    /// told at each call, so that the window can say why.
    pub async fn desk(&self) -> Result<Arc<Desk>, Failure> {
        self.opened.wait().await.clone()
    }

    /// Whether a drop is taken now: while a dialog is open it is not.
    pub(crate) fn accepts_drops(&self) -> bool {
        self.accepts_drops.load(Ordering::Relaxed)
    }

    pub(crate) fn accept_drops(&self, accepts: bool) {
        self.accepts_drops.store(accepts, Ordering::Relaxed);
    }
}
