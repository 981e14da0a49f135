//! The bytes of a file in blocks, read on the very thread that reads what they say, and neither hashed nor kept.
//!
//! A block stays in the cache of the core that it was read on, and no thread waits for another.

use std::io::Read;

use super::blocks::fill;
use super::window::Feed;
use super::{Interruption, Watcher};

/// Reads a source to its end. `lex` may stop early, the rest is read all the same. Gives what `lex` gave, and the size.
pub(super) fn pass<T>(
    source: &mut dyn Read,
    watcher: &dyn Watcher,
    block_size: usize,
    lex: impl FnOnce(&mut dyn Feed) -> T,
) -> Result<(T, u64), Interruption> {
    let mut blocks = Blocks { source, watcher, block_size, bytes: 0, accounts: 0, ended: None };
    let lexed = lex(&mut blocks);
    let mut used = Vec::new();
    while let Some(next) = blocks.next(used, blocks.accounts) {
        used = next;
    }
    match blocks.ended {
        Some(Err(interruption)) => Err(interruption),
        _ => Ok((lexed, blocks.bytes)),
    }
}

/// A source, block by block.
struct Blocks<'a> {
    source: &'a mut dyn Read,
    watcher: &'a dyn Watcher,
    block_size: usize,
    bytes: u64,
    /// How many account records were read when the last block was taken.
    accounts: u64,
    /// How it ended, once it has.
    ended: Option<Result<(), Interruption>>,
}

impl Blocks<'_> {
    fn fill(&mut self, block: &mut Vec<u8>) -> Result<usize, Interruption> {
        let bytes = self.bytes;
        if self.watcher.cancelled() {
            return Err(Interruption::Cancelled { bytes });
        }
        block.resize(self.block_size, 0);
        let filled = fill(self.source, block).map_err(|error| Interruption::Source { error, bytes })?;
        block.truncate(filled);
        Ok(filled)
    }
}

impl Feed for Blocks<'_> {
    fn next(&mut self, used: Vec<u8>, accounts: u64) -> Option<Vec<u8>> {
        if self.ended.is_some() {
            return None;
        }
        self.accounts = accounts;
        let mut block = used;
        match self.fill(&mut block) {
            Ok(0) => self.ended = Some(Ok(())),
            Ok(filled) => {
                self.bytes += filled as u64;
                self.watcher.progress(self.bytes, accounts);
                return Some(block);
            }
            Err(interruption) => self.ended = Some(Err(interruption)),
        }
        None
    }
}
