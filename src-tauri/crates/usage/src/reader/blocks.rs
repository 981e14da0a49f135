//! The bytes of a file in blocks: read, hashed and kept on one thread while another reads what they say.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use sha2::{Digest as _, Sha256};

use super::window::Feed;
use super::{Interruption, Watcher};
use crate::Sha256Digest;

/// How many blocks there are. They go round and round, so that a file of any size is read in the same memory.
const BLOCKS: usize = 4;

/// Reads a source to its end. `lex` is called on this thread with the feed of blocks; it may stop early, the rest is hashed
/// and kept all the same. Gives what `lex` gave, the size and the digest.
pub(super) fn pass<T>(
    source: &mut (dyn Read + Send),
    keep: Option<&mut (dyn Write + Send)>,
    watcher: &dyn Watcher,
    block_size: usize,
    lex: impl FnOnce(&mut dyn Feed) -> T,
) -> Result<(T, u64, Sha256Digest), Interruption> {
    let (full_sender, full) = sync_channel(BLOCKS);
    let (spare, spare_receiver) = channel();
    for _ in 0..BLOCKS {
        // The receiver is right above, so this arrives.
        let _ = spare.send(Vec::new());
    }
    std::thread::scope(|scope| {
        let pump = Pump { keep, watcher, block_size, spare: spare_receiver, full: full_sender };
        let pumping = scope.spawn(move || pump.run(source));
        let mut feed = Queue { full, spare, watcher, bytes: 0, accounts: 0 };
        let lexed = lex(&mut feed);
        feed.drain();
        drop(feed);
        match pumping.join() {
            Ok(result) => result.map(|(bytes, digest)| (lexed, bytes, digest)),
            // The source or the copy panicked: that is its caller's to handle.
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// The thread that turns a source into blocks.
struct Pump<'k, 'w> {
    keep: Option<&'k mut (dyn Write + Send)>,
    watcher: &'w dyn Watcher,
    block_size: usize,
    spare: Receiver<Vec<u8>>,
    full: SyncSender<Vec<u8>>,
}

impl Pump<'_, '_> {
    fn run(mut self, source: &mut (dyn Read + Send)) -> Result<(u64, Sha256Digest), Interruption> {
        let mut hash = Sha256::new();
        let mut bytes = 0;
        // The other end is only gone when its thread panicked, and then nobody asks for the result.
        while let Ok(mut block) = self.spare.recv() {
            if self.watcher.cancelled() {
                return Err(Interruption::Cancelled { bytes });
            }
            block.resize(self.block_size, 0);
            let filled = fill(source, &mut block).map_err(|error| Interruption::Source { error, bytes })?;
            if filled == 0 {
                break;
            }
            block.truncate(filled);
            bytes += filled as u64;
            hash.update(&block);
            if let Some(keep) = &mut self.keep {
                keep.write_all(&block).map_err(|error| Interruption::Copy { error, bytes })?;
            }
            if self.full.send(block).is_err() {
                break;
            }
        }
        if let Some(keep) = &mut self.keep {
            keep.flush().map_err(|error| Interruption::Copy { error, bytes })?;
        }
        Ok((bytes, Sha256Digest::new(hash.finalize().into())))
    }
}

/// Fills a block as far as the source goes.
pub(super) fn fill(source: &mut dyn Read, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match source.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The blocks as the lexing thread takes them.
struct Queue<'a> {
    full: Receiver<Vec<u8>>,
    spare: Sender<Vec<u8>>,
    watcher: &'a dyn Watcher,
    bytes: u64,
    accounts: u64,
}

impl Queue<'_> {
    fn drain(&mut self) {
        let mut used = Vec::new();
        while let Some(next) = self.next(used, self.accounts) {
            used = next;
        }
    }
}

impl Feed for Queue<'_> {
    fn next(&mut self, used: Vec<u8>, accounts: u64) -> Option<Vec<u8>> {
        self.accounts = accounts;
        // Once the file is at its end nobody takes blocks back.
        let _ = self.spare.send(used);
        let next = self.full.recv().ok()?;
        self.bytes += next.len() as u64;
        self.watcher.progress(self.bytes, accounts);
        Some(next)
    }
}
