//! A file that is no longer the reviewed one: its end is withheld.

use std::io::{self, Read};

use cloud::{Arrival, Reason, UploadBody};

use crate::fault_server::FaultServer;
use crate::parcel::{BLOCK, accepted, body_of, file, hand_over};

/// Gives other bytes than were reviewed, from some point on.
fn changed(content: &[u8], at: usize) -> Vec<u8> {
    let mut changed = content.to_vec();
    changed[at] ^= 1;
    changed
}

#[tokio::test]
async fn a_file_that_changed_since_its_review_never_arrives_whole() {
    let content = file(5 * BLOCK + 100);
    let longer = [content.as_slice(), b"\n"].concat();
    for (what, given) in [
        ("the first byte", changed(&content, 0)),
        ("a byte in the middle", changed(&content, 2 * BLOCK)),
        ("the last byte", changed(&content, content.len() - 1)),
        ("it lost a byte", content[..content.len() - 1].to_vec()),
        ("it lost half", content[..content.len() / 2].to_vec()),
        ("it is empty", Vec::new()),
        ("it grew", longer),
    ] {
        let server = FaultServer::saying(accepted()).await;
        let body = UploadBody { source: Box::new(io::Cursor::new(given)), ..body_of(&content) };
        let failure = hand_over(&server, body).await.unwrap_err();
        assert_eq!(failure.reason, Reason::BytesChanged, "{what}");
        assert!(!failure.may_have_arrived(), "{what}: its end never left");
        if let Some(received) = server.received().first() {
            assert!(
                received.body.len() + BLOCK <= content.len(),
                "{what}: at least a block of it is missing, {} of {} came",
                received.body.len(),
                content.len()
            );
        }
    }
}

#[tokio::test]
async fn the_server_sees_that_a_changed_file_is_incomplete() {
    let content = file(6 * BLOCK);
    let server = FaultServer::saying(accepted()).await;
    let given = changed(&content, content.len() - 1);
    let body = UploadBody { source: Box::new(io::Cursor::new(given)), ..body_of(&content) };
    let failure = hand_over(&server, body).await.unwrap_err();
    assert_eq!(failure.arrival, Arrival::Incomplete, "some of it left");
    let received = server.broken_off().await;
    assert_eq!(
        received.header("content-length"),
        Some(content.len().to_string().as_str()),
        "the whole was announced"
    );
    assert!(received.body.len() < content.len(), "the line was closed before it had come");
}

#[tokio::test]
async fn a_small_file_that_changed_does_not_leave_at_all() {
    let content = file(100);
    let server = FaultServer::saying(accepted()).await;
    let body = UploadBody { source: Box::new(io::Cursor::new(changed(&content, 50))), ..body_of(&content) };
    let failure = hand_over(&server, body).await.unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::BytesChanged, Arrival::NotReceived),
        "nothing left"
    );
    assert!(server.received().iter().all(|received| received.body.is_empty()), "not one byte");
}

/// Fails after some bytes, as a stick does that is pulled out.
struct PulledOut(io::Cursor<Vec<u8>>);

impl Read for PulledOut {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("pulled out")),
            count => Ok(count),
        }
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_on() {
    let content = file(5 * BLOCK);
    let server = FaultServer::saying(accepted()).await;
    let source = Box::new(PulledOut(io::Cursor::new(content[..4 * BLOCK].to_vec())));
    let failure = hand_over(&server, UploadBody { source, ..body_of(&content) }).await.unwrap_err();
    assert_eq!(failure.reason, Reason::SourceUnreadable, "the reason is here, not at the other end");
    assert_eq!(failure.arrival, Arrival::Incomplete, "some of it left");
}
