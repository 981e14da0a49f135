//! The part of a file that is in memory: one block, a place in it, and what is known of all that came before.

use std::collections::VecDeque;

use super::fault::Spot;

/// Where blocks come from.
pub(super) trait Feed {
    /// Gives a used block back and takes the next; `None` when there is no more. `accounts` is how many account records
    /// were read so far.
    fn next(&mut self, used: Vec<u8>, accounts: u64) -> Option<Vec<u8>>;
}

/// Bytes that are kept as they stand in the file while something else reads them.
struct Capture {
    from: usize,
    kept: Vec<u8>,
    limit: usize,
}

impl Capture {
    fn keep(&mut self, block: &[u8], to: usize) {
        let new = block.get(self.from..to).unwrap_or_default();
        let room = self.limit - self.kept.len();
        self.kept.extend_from_slice(&new[..new.len().min(room)]);
        self.from = 0;
    }
}

/// A window of one block that slides over the file. Its size does not depend on the file's.
pub(super) struct Window<'feed> {
    block: Vec<u8>,
    at: usize,
    /// The offset in the file of the block's first byte.
    before: u64,
    line: u64,
    /// The offset in the file of the current line's first byte.
    line_start: u64,
    capture: Option<Capture>,
    /// Blocks that were looked at and are not yet passed.
    ahead: VecDeque<Vec<u8>>,
    feed: &'feed mut dyn Feed,
    /// How many account records were read, for those who watch.
    pub(super) accounts: u64,
}

impl<'feed> Window<'feed> {
    /// A window at the beginning of a file.
    pub(super) fn new(feed: &'feed mut dyn Feed) -> Self {
        Self {
            block: Vec::new(),
            at: 0,
            before: 0,
            line: 1,
            line_start: 0,
            capture: None,
            ahead: VecDeque::new(),
            feed,
            accounts: 0,
        }
    }

    /// The blocks that were looked at and are not yet passed, and where the others come from. Only before anything was read.
    pub(super) fn into_blocks(self) -> (VecDeque<Vec<u8>>, &'feed mut dyn Feed) {
        (self.ahead, self.feed)
    }

    /// The bytes from here to the end of the block; they may be none although the file goes on.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        self.block.get(self.at..).unwrap_or_default()
    }

    /// The whole block and the place in it.
    #[inline]
    pub(super) fn block(&self) -> (&[u8], usize) {
        (&self.block, self.at)
    }

    /// Moves to an index of the block.
    #[inline]
    pub(super) fn move_to(&mut self, at: usize) {
        self.at = at;
    }

    /// Moves on by `count` bytes of the block.
    #[inline]
    pub(super) fn advance(&mut self, count: usize) {
        self.at += count;
    }

    /// The byte here, from the next block if need be; `None` at the end of the file.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.block.get(self.at) {
            Some(&byte) => Some(byte),
            None => self.turn().then(|| self.block[self.at]),
        }
    }

    /// Takes the next block once this one is used up; false at the end of the file.
    #[cold]
    pub(super) fn turn(&mut self) -> bool {
        loop {
            if let Some(capture) = &mut self.capture {
                capture.keep(&self.block, self.block.len());
            }
            self.before += self.block.len() as u64;
            self.at = 0;
            let used = std::mem::take(&mut self.block);
            // A block that was looked at ahead was paid for with an empty one.
            match self.ahead.pop_front().or_else(|| self.feed.next(used, self.accounts)) {
                None => return false,
                Some(next) => self.block = next,
            }
            if !self.block.is_empty() {
                return true;
            }
        }
    }

    /// Takes the next block if this one is used up; false at the end of the file.
    pub(super) fn turn_if_passed(&mut self) -> bool {
        !self.rest().is_empty() || self.turn()
    }

    /// The first `wanted` bytes of the file, or as many as there are; they stay where they are. Only before anything else
    /// was read.
    pub(super) fn head(&mut self, wanted: usize) -> Vec<u8> {
        let mut length: usize = self.ahead.iter().map(Vec::len).sum();
        while length < wanted
            && let Some(next) = self.feed.next(Vec::new(), 0)
        {
            length += next.len();
            self.ahead.push_back(next);
        }
        self.ahead.iter().flatten().copied().take(wanted).collect()
    }

    /// Takes up to `wanted` bytes from here on, over the ends of blocks.
    pub(super) fn take(&mut self, wanted: usize) -> Vec<u8> {
        let mut taken = Vec::with_capacity(wanted);
        while taken.len() < wanted
            && let Some(byte) = self.peek()
        {
            taken.push(byte);
            self.at += 1;
        }
        taken
    }

    /// The offset in the file of the byte here.
    #[inline]
    pub(super) fn offset(&self) -> u64 {
        self.before + self.at as u64
    }

    /// The spot of the byte here.
    #[inline]
    pub(super) fn spot(&self) -> Spot {
        self.spot_of(self.offset())
    }

    /// The spot of an offset in the current line.
    #[inline]
    pub(super) fn spot_of(&self, offset: u64) -> Spot {
        Spot { line: self.line, column: offset - self.line_start + 1 }
    }

    /// Moves over the line feed here.
    #[inline]
    pub(super) fn advance_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.offset();
    }

    /// Passes over a byte order mark of `length` bytes, which is no part of the first line.
    pub(super) fn pass_mark(&mut self, length: usize) {
        for _ in 0..length {
            if self.peek().is_some() {
                self.at += 1;
            }
        }
        self.line_start = self.offset();
    }

    /// From here on keeps the bytes as they stand, at most `limit` of them.
    pub(super) fn start_capture(&mut self, limit: usize) {
        self.capture = Some(Capture { from: self.at, kept: Vec::new(), limit });
    }

    /// The bytes since the capture started.
    pub(super) fn end_capture(&mut self) -> Vec<u8> {
        self.capture.take().map_or_else(Vec::new, |mut capture| {
            capture.keep(&self.block, self.at);
            capture.kept
        })
    }
}
