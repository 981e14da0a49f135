//! The connection under a request, as something that a fault can close.

use std::sync::Arc;

use tokio::sync::Notify;

/// A handle on one TCP connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Arc<Notify>);

impl Line {
    /// Closes the connection at once, whatever is on its way.
    pub(crate) fn close(&self) {
        // A permit is kept if nobody waits yet, so a close is never missed.
        self.0.notify_one();
    }

    /// Waits until somebody closes the connection.
    pub(crate) async fn closed(&self) {
        self.0.notified().await;
    }
}
