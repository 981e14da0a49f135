//! The connection under a request, as something that a fault can close.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;

/// A handle on one TCP connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Arc<Closing>);

#[derive(Debug, Default)]
struct Closing {
    now: Notify,
    when_sent: AtomicBool,
}

impl Line {
    /// Closes the connection at once, whatever is on its way.
    pub(crate) fn close(&self) {
        // A permit is kept if nobody waits yet, so a close is never missed.
        self.0.now.notify_one();
    }

    /// Closes the connection once everything that was given to it has been sent.
    pub(crate) fn close_when_sent(&self) {
        self.0.when_sent.store(true, Ordering::Relaxed);
    }

    /// Waits until somebody closes the connection.
    pub(crate) async fn closed(&self) {
        self.0.now.notified().await;
    }
}

/// The stream of a connection. It tells its line when all that was written has been sent: the HTTP library flushes a stream
/// when it holds nothing back any more, and not before.
pub(crate) struct Sending<S> {
    stream: S,
    line: Line,
}

impl<S> Sending<S> {
    pub(crate) const fn new(stream: S, line: Line) -> Self {
        Self { stream, line }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Sending<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Sending<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(context))?;
        if self.line.0.when_sent.load(Ordering::Relaxed) {
            self.line.close();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
