//! The bytes of a file on their way out, hashed once more while they leave. Their end is withheld until the digest is the one
//! that was reviewed, so that a file which changed meanwhile never arrives whole.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, watch};
use usage::Sha256Digest;

use crate::failure::Reason;

/// How much is read, hashed and given away at a time.
pub(crate) const BLOCK_BYTES: usize = 256 * 1024;

/// How many blocks are withheld. With two of them at least one whole block is missing from an incomplete file, however short
/// the last one is: a file without its last bracket could be taken for whole by a careless receiver.
const WITHHELD_BLOCKS: usize = 2;

/// The file to hand over.
pub struct UploadBody {
    /// Where the bytes come from, at their beginning. Read on a thread of its own.
    pub source: Box<dyn Read + Send>,
    /// How many there are.
    pub bytes: u64,
    /// What they must hash to.
    pub sha256: Sha256Digest,
    /// The name under which the file is handed over.
    pub name: String,
    /// Goes along as `Idempotency-Key`: the digest, and, for bytes that are sent once more on purpose, what tells this time from the
    /// last ([`once_more`]).
    pub idempotency_key: String,
}

/// The key of bytes that were counted before and are sent once more: under the digest alone an endpoint that takes each key once
/// would answer with the upload that it has.
pub fn once_more(sha256: &Sha256Digest, id: &str) -> String {
    format!("{}-{id}", sha256.hex())
}

impl std::fmt::Debug for UploadBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut fields = formatter.debug_struct("UploadBody");
        fields.field("bytes", &self.bytes).field("sha256", &self.sha256).field("name", &self.name);
        fields.finish_non_exhaustive()
    }
}

/// Shared by the upload and by the body that its connection pulls.
#[derive(Debug)]
pub(crate) struct Tap {
    state: AtomicU8,
    given: watch::Sender<u64>,
    trouble: OnceLock<Reason>,
}

const OPEN: u8 = 0;
/// The end has been given to the connection.
const RELEASED: u8 = 1;
/// The end never will be.
const SHUT: u8 = 2;

impl Tap {
    pub(crate) fn new() -> Self {
        Self { state: AtomicU8::new(OPEN), given: watch::Sender::new(0), trouble: OnceLock::new() }
    }

    /// How many bytes the connection has taken.
    pub(crate) fn given(&self) -> watch::Receiver<u64> {
        self.given.subscribe()
    }

    /// Lets no end out any more. Whether it was already out.
    pub(crate) fn shut(&self) -> bool {
        self.state.compare_exchange(OPEN, SHUT, Ordering::AcqRel, Ordering::Acquire) == Err(RELEASED)
    }

    /// Whether the end has been given to the connection.
    pub(crate) fn is_released(&self) -> bool {
        self.state.load(Ordering::Acquire) == RELEASED
    }

    /// Why the body ended before its end.
    pub(crate) fn trouble(&self) -> Option<&Reason> {
        self.trouble.get()
    }

    fn release(&self) -> bool {
        self.state.compare_exchange(OPEN, RELEASED, Ordering::AcqRel, Ordering::Acquire) != Err(SHUT)
    }
}

/// The body was ended on purpose; [`Tap::trouble`] says why. An error is what makes the connection close instead of finishing
/// the request.
#[derive(Debug, thiserror::Error)]
#[error("body_withheld")]
pub(crate) struct Withheld;

/// A part of the file, and whether it belongs to its end.
struct Piece {
    block: Bytes,
    is_end: bool,
}

/// The body as a stream for the connection to pull. Must be called inside a runtime.
pub(crate) fn stream(
    body: UploadBody,
    tap: std::sync::Arc<Tap>,
) -> impl futures_util::Stream<Item = Result<Bytes, Withheld>> + Send + 'static {
    let (sender, receiver) = mpsc::channel(1);
    let reading = std::sync::Arc::clone(&tap);
    let expected = body.bytes;
    tokio::task::spawn_blocking(move || {
        if let Err(reason) = read(body, &sender) {
            // The first reason is the one that counts, and this is the only place that gives one.
            let _ = reading.trouble.set(reason);
        }
    });
    futures_util::stream::try_unfold((receiver, tap, 0), move |(mut receiver, tap, given)| async move {
        match receiver.recv().await {
            Some(Piece { block, is_end }) => {
                if is_end && !tap.release() {
                    return Err(Withheld);
                }
                let given = given + block.len() as u64;
                tap.given.send_replace(given);
                Ok(Some((block, (receiver, tap, given))))
            }
            None if given == expected => Ok(None),
            None => Err(Withheld),
        }
    })
}

/// Reads the whole source and gives it piece by piece, its end last and only if all of it is what was expected. A receiver that
/// is gone ends it quietly.
fn read(mut body: UploadBody, sender: &mpsc::Sender<Piece>) -> Result<(), Reason> {
    let mut hash = Sha256::new();
    let mut bytes = 0_u64;
    let mut withheld = VecDeque::new();
    loop {
        let block = read_block(&mut body.source).map_err(|_| Reason::SourceUnreadable)?;
        if block.is_empty() {
            break;
        }
        hash.update(&block);
        bytes += block.len() as u64;
        if bytes > body.bytes {
            return Err(Reason::BytesChanged);
        }
        withheld.push_back(block);
        if withheld.len() > WITHHELD_BLOCKS
            && let Some(block) = withheld.pop_front()
            && sender.blocking_send(Piece { block, is_end: false }).is_err()
        {
            return Ok(());
        }
    }
    if bytes != body.bytes || Sha256Digest::new(hash.finalize().into()) != body.sha256 {
        return Err(Reason::BytesChanged);
    }
    for block in withheld {
        if sender.blocking_send(Piece { block, is_end: true }).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The next block, shorter only at the end of the source.
fn read_block(source: &mut impl Read) -> io::Result<Bytes> {
    let mut block = vec![0; BLOCK_BYTES];
    let mut filled = 0;
    while filled < block.len() {
        match source.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    block.truncate(filled);
    Ok(Bytes::from(block))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::StreamExt as _;

    use super::*;

    const BYTES: usize = 5 * BLOCK_BYTES + 100;

    fn body(source: impl Read + Send + 'static, bytes: usize) -> UploadBody {
        let sha256 = Sha256Digest::new(Sha256::digest(vec![7; bytes]).into());
        UploadBody {
            source: Box::new(source),
            bytes: bytes as u64,
            sha256,
            name: "usage.json".to_owned(),
            idempotency_key: sha256.hex(),
        }
    }

    /// How many bytes come out, and whether the stream comes to its proper end.
    async fn drained(body: UploadBody, tap: &Arc<Tap>) -> (usize, bool) {
        let mut pieces = std::pin::pin!(stream(body, Arc::clone(tap)));
        let mut bytes = 0;
        while let Some(piece) = pieces.next().await {
            match piece {
                Ok(block) => bytes += block.len(),
                Err(Withheld) => return (bytes, false),
            }
        }
        (bytes, true)
    }

    #[tokio::test]
    async fn the_reviewed_bytes_come_out_whole() {
        let tap = Arc::new(Tap::new());
        let body = body(io::repeat(7).take(BYTES as u64), BYTES);
        assert_eq!(drained(body, &tap).await, (BYTES, true), "every byte, and a proper end");
        assert!(tap.is_released() && tap.trouble().is_none(), "nothing was withheld");
        assert_eq!(*tap.given().borrow(), BYTES as u64, "and all of it was counted");
    }

    #[tokio::test]
    async fn of_other_bytes_the_last_two_blocks_stay_here() {
        let tap = Arc::new(Tap::new());
        let changed = io::repeat(7).take(BYTES as u64 - 1).chain(io::repeat(8).take(1));
        let (bytes, whole) = drained(body(changed, BYTES), &tap).await;
        assert_eq!(
            (bytes, whole),
            (4 * BLOCK_BYTES, false),
            "a whole block and the rest of 100 bytes are missing"
        );
        assert_eq!(tap.trouble(), Some(&Reason::BytesChanged), "and it is said why");
        assert!(!tap.shut(), "the end had not left");
    }

    #[tokio::test]
    async fn an_endless_source_is_left_where_the_file_should_end() {
        let tap = Arc::new(Tap::new());
        let (bytes, whole) = drained(body(io::repeat(7), BYTES), &tap).await;
        assert!(bytes < BYTES && !whole, "never more than was announced: {bytes}");
        assert_eq!(tap.trouble(), Some(&Reason::BytesChanged), "it grew");
    }

    #[tokio::test]
    async fn what_was_shut_gives_no_end_away() {
        let tap = Arc::new(Tap::new());
        assert!(!tap.shut(), "nothing had left");
        let (bytes, whole) = drained(body(io::repeat(7).take(BYTES as u64), BYTES), &tap).await;
        assert_eq!((bytes, whole), (4 * BLOCK_BYTES, false), "though the digest holds");
        assert!(!tap.is_released(), "it stays shut");
    }

    #[tokio::test]
    async fn what_was_released_cannot_be_shut() {
        let tap = Arc::new(Tap::new());
        drained(body(io::repeat(7).take(10), 10), &tap).await;
        assert!(tap.shut(), "shutting says that the end was out already");
        assert!(tap.is_released(), "and changes nothing");
    }
}
