//! What the tests of a hand-over share.

use std::future::pending;
use std::io;

use cloud::{Acceptance, Answer, CloudFailure, Endpoint, UploadBody};
use usage::Sha256Digest;

use crate::bench::{client, slug};
use crate::fault_server::{FaultServer, json};

/// The block in which a file leaves, and the least that is withheld of a larger one.
pub(crate) const BLOCK: usize = 256 * 1024;

/// Bytes that repeat only after a prime number of them, so that swapped or lost blocks would show.
pub(crate) fn file(bytes: usize) -> Vec<u8> {
    const PERIOD: usize = 65_537;
    let pattern: Vec<u8> =
        (0..PERIOD).map(|index| u8::try_from((index * index + index / 251) % 251).unwrap()).collect();
    let mut file = pattern.repeat(bytes.div_ceil(PERIOD));
    file.truncate(bytes);
    file
}

pub(crate) fn digest(bytes: &[u8]) -> Sha256Digest {
    use sha2::{Digest, Sha256};
    Sha256Digest::new(Sha256::digest(bytes).into())
}

/// A file to hand over, under a name that no header could hold as it is.
pub(crate) fn body_of(bytes: &[u8]) -> UploadBody {
    UploadBody {
        source: Box::new(io::Cursor::new(bytes.to_vec())),
        bytes: bytes.len() as u64,
        sha256: digest(bytes),
        name: "ghe.example 使用状況.json".to_owned(),
        idempotency_key: digest(bytes).hex(),
    }
}

/// What the practice enterprise answers.
pub(crate) fn accepted() -> Vec<u8> {
    json("202 Accepted", &[("Date", "Mon, 02 Nov 2026 10:00:00 GMT")], r#"{"id":"upload-1"}"#)
}

/// Hands a file over at the practice endpoint.
pub(crate) async fn hand_over(
    server: &FaultServer,
    body: UploadBody,
) -> Result<Answer<Acceptance>, CloudFailure> {
    let (cloud, pacing) = client(&server.url());
    let result = cloud.upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, pending()).await;
    assert!(pacing.waits().is_empty(), "a file is never sent again by this room");
    assert!(server.received().len() <= 1, "over no second connection either");
    result
}
