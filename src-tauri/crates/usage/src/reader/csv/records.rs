//! The records of a table, one after the other out of the window.
//!
//! A record that lies in one block is read where it lies; one that a block's end divides is put together. No record is longer
//! than a limit, so the memory that this takes does not depend on the file.
//!
//! A quote that opens a cell and is never closed would swallow the rest of the file. Such a quote is taken for a character
//! like any other, and its line is read again: when the cell has a line break in it and then either closes where no cell can
//! end, or does not close before the limit or the end of the file; or when the row has another number of cells than there are
//! columns. The columns that are read here have no line breaks.

use memchr::{memchr, memchr_iter, memrchr};

use super::dialect::{Dialect, QUOTE};
use super::scan::{Cell, Found, Scan, Writing};
use crate::Place;
use crate::reader::window::Window;

/// The longest record that is read, in bytes, unless a table says otherwise. A row of GitHub's tables has a few hundred.
pub(in crate::reader) const RECORD_LIMIT: usize = 64 * 1024;

/// How a record ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Ending {
    /// With a line end.
    Line,
    /// With the file.
    File,
    /// With the file, and inside of quotes.
    FileInQuotes,
    /// Nowhere: it is longer than the limit, and what follows in its line was passed over.
    Nowhere,
}

/// One record: its cells, and where it stands.
pub(in crate::reader) struct Record<'r> {
    bytes: &'r [u8],
    cells: &'r [Cell],
    /// The line that it begins in, from 1.
    pub(in crate::reader) line: u64,
    /// How it ended.
    pub(in crate::reader) ending: Ending,
    /// The index of the first cell that has a quote out of place.
    pub(in crate::reader) stray: Option<usize>,
    dialect: Dialect,
}

impl<'r> Record<'r> {
    /// How many cells it has.
    #[inline]
    pub(in crate::reader) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether its line is blank, or only names the delimiter as spreadsheets are told it: `sep=;`.
    #[inline]
    pub(in crate::reader) fn is_blank(&self) -> bool {
        if self.cells.len() > 2 {
            return false;
        }
        let text = self.bytes.trim_ascii();
        text.is_empty() || text.strip_prefix(b"sep=").is_some_and(|delimiter| delimiter.len() <= 1)
    }

    /// The text of a cell without the white space around it; empty where the record has no such cell.
    #[inline]
    pub(in crate::reader) fn text<'s>(&self, index: usize, scratch: &'s mut Vec<u8>) -> &'s [u8]
    where
        'r: 's,
    {
        let Some(cell) = self.cells.get(index) else {
            return &[];
        };
        let raw = &self.bytes[cell.start as usize..cell.end as usize];
        match cell.writing {
            Writing::Plain => raw.trim_ascii(),
            Writing::Quoted => raw[1..raw.len() - 1].trim_ascii(),
            Writing::Escaped => {
                unescape(raw, scratch);
                scratch.trim_ascii()
            }
        }
    }

    /// The place of a cell, for a finding; behind the last cell where there is no such cell. `name` is that of its column.
    pub(in crate::reader) fn place(&self, index: usize, name: &str) -> Place {
        let end = self.cells.last().map_or(0, |last| last.end);
        let start = self.cells.get(index).map_or(end, |cell| cell.start);
        self.place_of(start as usize, name)
    }

    /// The place behind its last byte.
    pub(in crate::reader) fn place_of_end(&self, name: &str) -> Place {
        self.place_of(self.bytes.len(), name)
    }

    fn place_of(&self, start: usize, name: &str) -> Place {
        let before = &self.bytes[..start];
        let lines = memchr_iter(self.dialect.line_end, before).count();
        let column = memrchr(self.dialect.line_end, before).map_or(start, |last| start - last - 1);
        Place { line: self.line + lines as u64, column: column as u64 + 1, path: name.to_owned() }
    }
}

/// The text of a cell with doubled quotes, or with text behind its closing quote.
fn unescape(raw: &[u8], text: &mut Vec<u8>) {
    text.clear();
    let mut rest = &raw[1..];
    while let Some(quote) = memchr(QUOTE, rest) {
        text.extend_from_slice(&rest[..quote]);
        rest = &rest[quote + 1..];
        if let Some(behind) = rest.strip_prefix(&[QUOTE]) {
            text.push(QUOTE);
            rest = behind;
        } else {
            break;
        }
    }
    text.extend_from_slice(rest);
}

/// The records of a table.
pub(in crate::reader) struct Records<'feed> {
    window: Window<'feed>,
    dialect: Dialect,
    /// How many cells a record has, where that is known.
    columns: Option<usize>,
    /// The longest record that is read.
    limit: usize,
    scan: Scan,
    /// Bytes of records that a block's end divides, and where in them the next record begins. Empty while records lie in one
    /// block.
    carry: Vec<u8>,
    carried: usize,
    /// The length of the record that was given last.
    given: usize,
    /// Whether the rest of its line is to be passed over.
    is_cut: bool,
    line: u64,
}

impl<'feed> Records<'feed> {
    /// The records of what follows in the window, which is at the beginning of a line.
    pub(in crate::reader) fn new(window: Window<'feed>, dialect: Dialect, columns: Option<usize>) -> Self {
        Self {
            window,
            dialect,
            columns,
            limit: RECORD_LIMIT,
            scan: Scan::default(),
            carry: Vec::new(),
            carried: 0,
            given: 0,
            is_cut: false,
            line: 1,
        }
    }

    /// The same with another limit for a record, in bytes.
    pub(in crate::reader) fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Tells those who watch how many accounts were read.
    #[inline]
    pub(in crate::reader) fn set_accounts(&mut self, accounts: u64) {
        self.window.accounts = accounts;
    }

    /// The next record; `None` at the end of the file.
    #[inline]
    pub(in crate::reader) fn next(&mut self) -> Option<Record<'_>> {
        self.pass_given();
        self.scan.begin();
        let ending = self.find()?;
        let bytes = rest(&self.carry, self.carried, &self.window);
        Some(Record {
            bytes: &bytes[..self.given],
            cells: &self.scan.cells,
            line: self.line,
            ending,
            stray: self.scan.stray,
            dialect: self.dialect,
        })
    }

    /// Moves behind the record that was given last.
    #[inline]
    fn pass_given(&mut self) {
        if self.given > 0 {
            let last = rest(&self.carry, self.carried, &self.window).get(self.given - 1);
            self.line +=
                self.scan.breaks + u64::from(last == Some(&self.dialect.line_end) && !self.scan.in_quotes());
            self.pass(self.given);
            self.given = 0;
        }
        if self.is_cut {
            self.is_cut = false;
            self.pass_line();
        }
    }

    /// Moves on by so many bytes of those that are here.
    #[inline]
    fn pass(&mut self, count: usize) {
        if self.carry.is_empty() {
            self.window.advance(count);
            return;
        }
        self.carried += count;
        if self.carried == self.carry.len() {
            self.carry.clear();
            self.carried = 0;
        }
    }

    /// Passes over everything up to the next line.
    fn pass_line(&mut self) {
        loop {
            let bytes = rest(&self.carry, self.carried, &self.window);
            let length = bytes.len();
            if let Some(end) = memchr(self.dialect.line_end, bytes) {
                self.pass(end + 1);
                self.line += 1;
                return;
            }
            self.pass(length);
            if !self.window.turn_if_passed() {
                return;
            }
        }
    }

    /// Finds the end of the record that begins here.
    #[inline]
    fn find(&mut self) -> Option<Ending> {
        loop {
            let bytes = rest(&self.carry, self.carried, &self.window);
            let bytes = &bytes[..bytes.len().min(self.limit)];
            let length = bytes.len();
            match self.scan.run(bytes, self.dialect) {
                Found::End(end) => {
                    let is_odd = self.columns.is_some_and(|columns| columns != self.scan.cells.len());
                    if is_odd && self.scan.begin_again() {
                        continue;
                    }
                    self.given = end;
                    return Some(Ending::Line);
                }
                Found::NotQuoted => self.scan.take_quote_literally(),
                Found::More if length == self.limit => {
                    if !self.scan.goes_over_lines() {
                        self.given = length;
                        self.is_cut = true;
                        return Some(Ending::Nowhere);
                    }
                    self.scan.take_quote_literally();
                }
                Found::More if self.more() => {}
                Found::More if length == 0 => return None,
                Found::More if self.scan.goes_over_lines() => {
                    self.scan.take_quote_literally();
                }
                Found::More => {
                    let is_open = self.scan.in_quotes();
                    let bytes = rest(&self.carry, self.carried, &self.window);
                    self.scan.finish(bytes);
                    self.given = bytes.len();
                    return Some(if is_open { Ending::FileInQuotes } else { Ending::File });
                }
            }
        }
    }

    /// Brings more bytes of the record here together; false at the end of the file.
    #[cold]
    fn more(&mut self) -> bool {
        if self.carry.is_empty() {
            self.carry.extend_from_slice(self.window.rest());
            let whole = self.carry.len();
            self.window.advance(whole);
        } else {
            self.carry.drain(..self.carried);
        }
        self.carried = 0;
        if !self.window.turn_if_passed() {
            return false;
        }
        let next = self.window.rest();
        let line = memchr(self.dialect.line_end, next).map_or(next.len(), |end| end + 1);
        let piece = line.min(self.limit - self.carry.len().min(self.limit));
        self.carry.extend_from_slice(&next[..piece]);
        self.window.advance(piece);
        true
    }
}

/// The bytes that are here: those that were put together, or the rest of the block.
#[inline]
fn rest<'b>(carry: &'b [u8], carried: usize, window: &'b Window<'_>) -> &'b [u8] {
    if carry.is_empty() { window.rest() } else { &carry[carried..] }
}
