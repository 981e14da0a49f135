//! Reads the license usage that a GitHub Enterprise Server exports: one pass, in memory that does not grow with the file.
//!
//! One thread reads blocks, hashes them and writes the copy; another reads what they say ([`read`]). A sealed list streams
//! by, an open one leaves eight bytes an account. Whatever is wrong with the document, every byte of the file is hashed and
//! kept, and no byte is changed.
//!
//! What may be written in several ways is read in all of them, because GitHub publishes no form: see `names` for keys,
//! `server` for the seven documented values, `features`, `accounts` and `emails` for the people.

mod accounts;
mod base64_form;
mod blocks;
mod consumed;
mod content;
mod csv;
mod document;
mod emails;
mod encoding;
mod fault;
mod features;
mod fields;
mod identities;
mod json_kind;
mod judge;
mod keep;
mod keys;
mod lexer;
mod license;
mod names;
mod noticed;
mod numbers;
mod path;
mod scan;
mod server;
mod sink;
mod skip;
mod sniff;
mod strangers;
mod strings;
mod tally;
#[cfg(test)]
mod tests;
mod unhashed;
mod utf16;
mod values;
mod visual_studio;
mod walk;
mod whereabouts;
mod window;

use std::io::{self, Read, Write};

use keep::Wanted;

pub(crate) use csv::seen::fingerprint;

use crate::container::EntryRefused;
use crate::roster::People;
use crate::{Code, Finding, Reading};

/// The size of a block: large enough that a system call and a hand-over between threads cost nothing beside it, small
/// enough to stay in the processor's cache.
const BLOCK_SIZE: usize = 256 * 1024;

/// Who looks on while a file is read, and may stop it. Both are called for every block, from two threads.
pub trait Watcher: Sync {
    /// How many bytes were read, and how many account records were found in them so far.
    fn progress(&self, bytes: u64, accounts: u64);

    /// Whether to stop.
    fn cancelled(&self) -> bool;
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watcher for Unwatched {
    fn progress(&self, _bytes: u64, _accounts: u64) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// Why a file was not read to its end. There is then no digest, and a copy that was begun is worth nothing.
#[derive(Debug, thiserror::Error)]
pub enum Interruption {
    /// The watcher stopped it, after so many bytes.
    #[error("cancelled after {bytes} bytes")]
    Cancelled {
        /// How many bytes were read before.
        bytes: u64,
    },
    /// The source could not be read on.
    #[error("reading failed after {bytes} bytes")]
    Source {
        /// What the source said.
        #[source]
        error: io::Error,
        /// How many bytes were read before.
        bytes: u64,
    },
    /// The copy could not be written.
    #[error("the copy could not be written after {bytes} bytes")]
    Copy {
        /// What the copy's file said.
        #[source]
        error: io::Error,
        /// How many bytes were read before.
        bytes: u64,
    },
}

impl Interruption {
    /// The finding that tells it.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Cancelled { .. } => Finding::new(Code::Cancelled),
            Self::Source { error, bytes } => {
                let refused = error.get_ref().and_then(|inner| inner.downcast_ref::<EntryRefused>());
                if let Some(EntryRefused { entry, refused }) = refused {
                    return refused.finding(entry);
                }
                let reason = match error.kind() {
                    io::ErrorKind::NotFound | io::ErrorKind::StaleNetworkFileHandle => "vanished",
                    _ => "io",
                };
                Finding::new(Code::ReadFailed).with("bytes", *bytes).with("reason", reason)
            }
            Self::Copy { error, .. } => {
                let reason = match error.kind() {
                    io::ErrorKind::StorageFull
                    | io::ErrorKind::QuotaExceeded
                    | io::ErrorKind::FileTooLarge => "disk_full",
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "no_permission",
                    _ => "io",
                };
                Finding::new(Code::NotKept).with("reason", reason)
            }
        }
    }
}

/// Reads a file to its end: what it is, what it says, its size and its digest.
///
/// With `keep`, every byte is also written there as it came; the writer is flushed, and syncing it is its owner's. Whatever
/// is wrong with the content is a finding in the reading; only what stops the bytes is an [`Interruption`].
pub fn read(
    source: &mut (dyn Read + Send),
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
) -> Result<Reading, Interruption> {
    read_in_blocks(source, keep, watcher, BLOCK_SIZE)
}

/// The same, with the people whom the file holds; `None` where it holds none that can be read.
pub fn read_people(
    source: &mut (dyn Read + Send),
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
) -> Result<(Reading, Option<People>), Interruption> {
    people_in_blocks(source, keep, watcher, BLOCK_SIZE, Wanted::People)
}

/// The same without the digest: for who keeps nothing of a file but its people. It is read on this one thread, so that two files
/// can be read at once.
pub fn read_people_unhashed(
    source: &mut dyn Read,
    watcher: &dyn Watcher,
) -> Result<(Reading<()>, Option<People>), Interruption> {
    unhashed_in_blocks(source, watcher, BLOCK_SIZE)
}

fn read_in_blocks(
    source: &mut (dyn Read + Send),
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
    block_size: usize,
) -> Result<Reading, Interruption> {
    people_in_blocks(source, keep, watcher, block_size, Wanted::Counts).map(|(reading, _)| reading)
}

fn people_in_blocks(
    source: &mut (dyn Read + Send),
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
    block_size: usize,
    wanted: Wanted,
) -> Result<(Reading, Option<People>), Interruption> {
    let lex = |feed: &mut dyn window::Feed| content::Content::read(feed, wanted);
    let (content, bytes, sha256) = blocks::pass(source, keep, watcher, block_size, lex)?;
    Ok(content.judge(bytes, sha256))
}

fn unhashed_in_blocks(
    source: &mut dyn Read,
    watcher: &dyn Watcher,
    block_size: usize,
) -> Result<(Reading<()>, Option<People>), Interruption> {
    let lex = |feed: &mut dyn window::Feed| content::Content::read(feed, Wanted::People);
    let (content, bytes) = unhashed::pass(source, watcher, block_size, lex)?;
    Ok(content.judge(bytes, ()))
}
