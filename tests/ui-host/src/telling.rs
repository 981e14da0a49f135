//! What the desk tells unasked, as server-sent events.

use std::convert::Infallible;

use axum::response::sse;
use desk::answers::Event;
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// One message for each event, until the host ends. A page that lagged behind misses what it missed.
pub(crate) fn told(receiver: Receiver<Event>) -> impl Stream<Item = Result<sse::Event, Infallible>> {
    unfold(receiver, |mut receiver| async move {
        loop {
            match receiver.recv().await {
                Ok(event) => {
                    // An event always has a JSON form; one that had none would be no message.
                    if let Ok(message) = sse::Event::default().json_data(event) {
                        return Some((Ok(message), receiver));
                    }
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    })
}
