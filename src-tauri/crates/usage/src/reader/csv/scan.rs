//! Where the cells of one record begin and end, found in the bytes that are there so far.
//!
//! The scan can be continued when more bytes come, so that a block's end may stand anywhere in a record and no byte is looked
//! at twice for it.

use memchr::memchr2;

use super::dialect::{Dialect, QUOTE};

const ONES: u64 = 0x0101_0101_0101_0101;
const LOW_BITS: u64 = !(ONES << 7);

/// How a cell is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::reader) enum Writing {
    /// As its text.
    #[default]
    Plain,
    /// Between quotes, and otherwise as its text.
    Quoted,
    /// Between quotes with doubled quotes inside, or with text behind the closing quote.
    Escaped,
}

/// A cell: its bytes from `start` to `end` in the record, quotes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Cell {
    pub(in crate::reader) start: u32,
    pub(in crate::reader) end: u32,
    pub(in crate::reader) writing: Writing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// In a cell's text, or at its beginning.
    #[default]
    Text,
    /// Behind an opening quote.
    Quoted,
    /// Right behind a quote that may close the cell.
    Closing,
}

/// What a scan comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The record ends here; it has this length with its line end.
    End(usize),
    /// The bytes do not suffice.
    More,
    /// A quoted cell went over a line end and then closed where no cell can: its opening quote was none.
    NotQuoted,
}

/// The scan of one record.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) cells: Vec<Cell>,
    at: usize,
    /// Where the cell that is being read begins.
    start: usize,
    state: State,
    writing: Writing,
    /// How many line ends there are inside of quoted cells.
    pub(super) breaks: u64,
    /// How many of them are in the quoted cell that is being read.
    breaks_in_cell: u64,
    /// A quote at a cell's beginning that opens nothing.
    literal: Option<usize>,
    /// Where a cell begins that has text behind its closing quote.
    unclear: Option<usize>,
    /// The cell that has the first quote out of place.
    pub(super) stray: Option<usize>,
}

/// Marks, by the high bit of their lane, the bytes of a word that are this one. No lane borrows from another.
#[inline]
const fn marks(word: u64, byte: u8) -> u64 {
    let zero = word ^ (ONES * byte as u64);
    !(((zero & LOW_BITS) + LOW_BITS) | zero | LOW_BITS)
}

impl Scan {
    /// Begins another record.
    #[inline]
    pub(super) fn begin(&mut self) {
        self.begin_with(None);
    }

    fn begin_with(&mut self, literal: Option<usize>) {
        self.cells.clear();
        self.at = 0;
        self.start = 0;
        self.state = State::Text;
        self.writing = Writing::Plain;
        self.breaks = 0;
        self.breaks_in_cell = 0;
        self.literal = literal;
        self.unclear = None;
        self.stray = None;
    }

    /// Whether the scan stands inside of quotes that are not yet closed.
    pub(super) fn in_quotes(&self) -> bool {
        self.state == State::Quoted
    }

    /// Whether these quotes go over a line end.
    pub(super) fn goes_over_lines(&self) -> bool {
        self.in_quotes() && self.breaks_in_cell > 0
    }

    /// Takes the quote that opened the cell at hand for a character like any other, and goes back behind it.
    pub(super) fn take_quote_literally(&mut self) {
        self.literal = Some(self.start);
        self.breaks -= self.breaks_in_cell;
        self.breaks_in_cell = 0;
        self.at = self.start;
        self.state = State::Text;
        self.writing = Writing::Plain;
    }

    /// Begins the record again where a cell had text behind its closing quote, and takes the quote that opened it for a
    /// character like any other; false where there is no such cell, or that was tried before.
    pub(super) fn begin_again(&mut self) -> bool {
        let (Some(start), None) = (self.unclear, self.literal) else {
            return false;
        };
        self.begin_with(Some(start));
        true
    }

    /// Looks on through `bytes`, which are those of the record so far.
    #[inline]
    pub(super) fn run(&mut self, bytes: &[u8], dialect: Dialect) -> Found {
        loop {
            match self.state {
                State::Text => {
                    if let Some(found) = self.text(bytes, dialect) {
                        return found;
                    }
                }
                State::Quoted => match memchr2(QUOTE, dialect.line_end, &bytes[self.at..]) {
                    None => {
                        self.at = bytes.len();
                        return Found::More;
                    }
                    Some(place) => {
                        self.at += place + 1;
                        if bytes[self.at - 1] == QUOTE {
                            self.state = State::Closing;
                        } else {
                            self.breaks += 1;
                            self.breaks_in_cell += 1;
                        }
                    }
                },
                State::Closing => {
                    if let Some(found) = self.closing(bytes, dialect) {
                        return found;
                    }
                }
            }
        }
    }

    /// Passes over text up to an opening quote (`None`), the record's end, or the end of the bytes.
    #[inline]
    fn text(&mut self, bytes: &[u8], dialect: Dialect) -> Option<Found> {
        const WORD: usize = size_of::<u64>();
        let Dialect { delimiter, line_end } = dialect;
        let mut at = self.at;
        while let Some(word) = bytes.get(at..at + WORD) {
            let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
            let mut special = marks(word, delimiter) | marks(word, line_end) | marks(word, QUOTE);
            while special != 0 {
                let place = at + (special.trailing_zeros() / 8) as usize;
                special &= special - 1;
                if self.special(bytes, place, dialect) {
                    return self.left_text(bytes, dialect);
                }
            }
            at += WORD;
        }
        while let Some(&byte) = bytes.get(at) {
            if (byte == delimiter || byte == line_end || byte == QUOTE) && self.special(bytes, at, dialect) {
                return self.left_text(bytes, dialect);
            }
            at += 1;
        }
        self.at = at;
        Some(Found::More)
    }

    /// A delimiter, a line end or a quote in text: whether the text ends with it.
    #[inline]
    fn special(&mut self, bytes: &[u8], place: usize, dialect: Dialect) -> bool {
        if bytes[place] == dialect.delimiter {
            self.end_cell(place);
            self.start = place + 1;
            return false;
        }
        self.at = place + 1;
        bytes[place] != QUOTE || self.quote(place)
    }

    /// What the text that was left ended with, right before the place at hand.
    #[inline]
    fn left_text(&mut self, bytes: &[u8], dialect: Dialect) -> Option<Found> {
        if self.state == State::Quoted {
            return None;
        }
        let place = self.at - 1;
        let cut = dialect.line_end == b'\n' && place > self.start && bytes[place - 1] == b'\r';
        self.end_cell(if cut { place - 1 } else { place });
        Some(Found::End(self.at))
    }

    /// A quote in text: whether it opens the cell.
    fn quote(&mut self, place: usize) -> bool {
        if place == self.start && self.literal != Some(place) {
            self.breaks_in_cell = 0;
            self.state = State::Quoted;
            self.writing = Writing::Quoted;
            return true;
        }
        self.stray.get_or_insert(self.cells.len());
        false
    }

    /// What stands behind a quote in a quoted cell.
    fn closing(&mut self, bytes: &[u8], dialect: Dialect) -> Option<Found> {
        let Some(&byte) = bytes.get(self.at) else {
            return Some(Found::More);
        };
        if byte == QUOTE {
            self.writing = Writing::Escaped;
            self.at += 1;
            self.state = State::Quoted;
            return None;
        }
        if byte == dialect.delimiter {
            self.end_cell(self.at);
            self.at += 1;
            self.start = self.at;
            self.state = State::Text;
            return None;
        }
        let breaks = match (byte, bytes.get(self.at + 1)) {
            _ if byte == dialect.line_end => 1,
            (b'\r', Some(b'\n')) => 2,
            (b'\r', None) => return Some(Found::More),
            _ => 0,
        };
        if breaks > 0 {
            self.end_cell(self.at);
            return Some(Found::End(self.at + breaks));
        }
        if self.breaks_in_cell > 0 {
            return Some(Found::NotQuoted);
        }
        self.stray.get_or_insert(self.cells.len());
        self.unclear.get_or_insert(self.start);
        self.writing = Writing::Escaped;
        self.state = State::Text;
        None
    }

    #[inline]
    fn end_cell(&mut self, end: usize) {
        // A record is shorter than its limit, which four bytes count.
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        self.cells.push(Cell { start: place(self.start), end: place(end), writing: self.writing });
        self.writing = Writing::Plain;
    }

    /// Ends the record where the file ends.
    pub(super) fn finish(&mut self, bytes: &[u8]) {
        if self.state == State::Quoted {
            // There is no closing quote to leave out.
            self.writing = Writing::Escaped;
        }
        let cut = bytes.len() > self.start && bytes.ends_with(b"\r");
        self.end_cell(bytes.len() - usize::from(cut));
    }
}
