//! The columns that rosters are made of: one value a row, in as few bytes as it takes.
//!
//! Every column may end before its roster does: rows behind its end are blank. A column that a file does not have takes no
//! memory at all.

use std::collections::HashMap;
use std::ops::Range;

use super::list::List;
use crate::reader::fingerprint;

/// What ends every text in an arena, so that a search never finds a needle across two of them. It is no part of any text
/// that GitHub allows.
pub(crate) const END: char = '\0';

/// Makes room for `length` elements. A column that is full grows by a quarter: doubling would leave half of it unused.
#[inline]
fn make_room<T>(column: &mut Vec<T>, length: usize) {
    if column.capacity() < length {
        let grown = column.capacity() + (column.capacity() / 4).max(256);
        column.reserve_exact(length.max(grown) - column.len());
    }
}

/// Numbers, flags or dates; a blank is the default.
#[derive(Clone, Default)]
pub(super) struct Column<T> {
    values: Vec<T>,
}

impl<T: Copy + Default + PartialEq> Column<T> {
    /// Sets the value of a row that no value was set for yet.
    #[inline]
    pub(super) fn push(&mut self, row: usize, value: T) {
        if value == T::default() {
            return;
        }
        make_room(&mut self.values, row + 1);
        self.values.resize(row, T::default());
        self.values.push(value);
    }

    /// The value of a row.
    #[inline]
    pub(super) fn get(&self, row: usize) -> T {
        self.values.get(row).copied().unwrap_or_default()
    }

    pub(super) fn bytes_held(&self) -> usize {
        self.values.capacity() * size_of::<T>()
    }

    pub(super) fn shrink(&mut self) {
        self.values.shrink_to_fit();
    }
}

/// Texts, all in one arena of at most 4 GiB. A blank takes four bytes, any other text its length and five.
#[derive(Clone, Default)]
pub(super) struct TextColumn {
    arena: String,
    /// Where the text of each row ends in the arena, behind its [`END`].
    ends: Vec<u32>,
}

impl TextColumn {
    /// Whether a text of this many bytes still fits.
    #[inline]
    pub(super) fn fits(&self, bytes: usize) -> bool {
        self.arena.len() + bytes < u32::MAX as usize
    }

    /// Sets the text of a row that none was set for yet. It has to fit.
    #[inline]
    pub(super) fn push(&mut self, row: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        let room = text.len() + END.len_utf8();
        if self.arena.capacity() - self.arena.len() < room {
            self.arena.reserve_exact(room.max(self.arena.capacity() / 4).max(4096));
        }
        make_room(&mut self.ends, row + 1);
        self.ends.resize(row, self.end());
        self.arena.push_str(text);
        self.arena.push(END);
        self.ends.push(self.end());
    }

    fn end(&self) -> u32 {
        // `fits` is asked before anything is pushed.
        u32::try_from(self.arena.len()).unwrap_or(u32::MAX)
    }

    /// The text of a row; empty when it is blank.
    #[inline]
    pub(super) fn get(&self, row: usize) -> &str {
        let Some(&end) = self.ends.get(row) else {
            return "";
        };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        if start == end { "" } else { &self.arena[start as usize..end as usize - END.len_utf8()] }
    }

    /// All texts, each with its [`END`].
    pub(super) fn arena(&self) -> &str {
        &self.arena
    }

    /// Where in the arena the texts of these rows are.
    pub(super) fn range_of(&self, rows: &Range<usize>) -> Range<usize> {
        let begin = |row: usize| match row.checked_sub(1).map(|before| self.ends.get(before)) {
            None => 0,
            Some(end) => end.map_or(self.arena.len(), |&end| end as usize),
        };
        begin(rows.start)..begin(rows.end)
    }

    /// The row whose text holds this place of the arena, and where the text ends, behind its [`END`]. It is not before the row
    /// `from`, near which it is looked for first.
    pub(super) fn row_at(&self, from: usize, place: usize) -> (usize, usize) {
        let mut reach = 1;
        while self.ends.get(from + reach).is_some_and(|&end| end as usize <= place) {
            reach *= 2;
        }
        let near = &self.ends[from..self.ends.len().min(from + reach + 1)];
        let row = from + near.partition_point(|&end| end as usize <= place);
        (row, self.ends.get(row).map_or(self.arena.len(), |&end| end as usize))
    }

    pub(super) fn bytes_of_text(&self) -> usize {
        self.arena.len()
    }

    pub(super) fn bytes_held(&self) -> usize {
        self.arena.capacity() + self.ends.capacity() * size_of::<u32>()
    }

    pub(super) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Several texts a row.
#[derive(Clone, Default)]
pub(super) struct ListColumn {
    texts: TextColumn,
}

impl ListColumn {
    pub(super) fn fits(&self, list: List<'_>) -> bool {
        self.texts.fits(list.bytes())
    }

    /// Sets the list of a row that none was set for yet. It has to fit.
    #[inline]
    pub(super) fn push(&mut self, row: usize, list: List<'_>) {
        if let Some(joined) = list.joined() {
            self.texts.push(row, joined);
            return;
        }
        let mut items = super::Items::new();
        list.iter().for_each(|item| items.push(item));
        self.texts.push(row, items.list().joined().unwrap_or_default());
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> List<'_> {
        List::of_joined(self.texts.get(row))
    }

    /// The column of the lists' texts, each list in one.
    pub(super) const fn texts(&self) -> &TextColumn {
        &self.texts
    }

    pub(super) fn bytes_held(&self) -> usize {
        self.texts.bytes_held()
    }

    pub(super) fn shrink(&mut self) {
        self.texts.shrink();
    }
}

/// Every different word once. Numbers begin at 1; 0 is the blank.
#[derive(Clone, Default)]
pub(super) struct Words {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
    bytes: usize,
    /// Some of the words that were met last, by their fingerprints: the same few come row after row.
    recent: [u32; RECENT],
}

/// How many words are found again without a look into the map.
const RECENT: usize = 32;

impl Words {
    /// The number of a word, which is a new one when the word is.
    #[inline]
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if word.is_empty() {
            return 0;
        }
        // As many places as fit into five bits.
        let place = (fingerprint(word.as_bytes(), 0) >> 59) as usize;
        let recent = self.recent[place];
        if recent != 0 && self.word(recent) == word {
            return recent;
        }
        let number = self.numbers.get(word).copied().unwrap_or_else(|| self.add(word));
        self.recent[place] = number;
        number
    }

    fn add(&mut self, word: &str) -> u32 {
        self.texts.push(word.into());
        self.bytes += 2 * word.len();
        // A file holds fewer than 2³² different words: each takes more than a byte of an arena's four gigabytes.
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        number
    }

    #[inline]
    pub(super) fn word(&self, number: u32) -> &str {
        let index = (number as usize).wrapping_sub(1);
        self.texts.get(index).map_or("", AsRef::as_ref)
    }

    /// The number of a word that is in use.
    pub(super) fn known(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    fn bytes_held(&self) -> usize {
        let entry = size_of::<(Box<str>, u32)>() + 1;
        self.bytes + self.texts.capacity() * size_of::<Box<str>>() + self.numbers.capacity() * entry
    }
}

/// One of few words a row: a role, a license type.
#[derive(Clone, Default)]
pub(super) struct WordColumn {
    words: Words,
    rows: Column<u16>,
}

impl WordColumn {
    /// Whether this word still fits: there are at most 65,535 different ones.
    #[inline]
    pub(super) fn fits(&self, word: &str) -> bool {
        self.words.texts.len() < usize::from(u16::MAX) || self.words.known(word).is_some()
    }

    #[inline]
    pub(super) fn push(&mut self, row: usize, word: &str) {
        let last = u32::from(self.rows.get(row.wrapping_sub(1)));
        // The word of the row before is that of this one, mostly.
        let number = if last != 0 && self.words.word(last) == word { last } else { self.words.number(word) };
        self.rows.push(row, u16::try_from(number).unwrap_or_default());
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> &str {
        self.words.word(self.number(row))
    }

    /// The number of a row's word.
    #[inline]
    pub(super) fn number(&self, row: usize) -> u32 {
        u32::from(self.rows.get(row))
    }

    pub(super) fn bytes_held(&self) -> usize {
        self.words.bytes_held() + self.rows.bytes_held()
    }

    pub(super) fn shrink(&mut self) {
        self.rows.shrink();
    }
}

/// Several words a row, where the same ones come again and again: an organization's roles.
#[derive(Clone, Default)]
pub(super) struct WordListColumn {
    words: Words,
    items: Vec<u32>,
    /// Where the items of each row end.
    ends: Vec<u32>,
}

impl WordListColumn {
    pub(super) fn fits(&self, list: List<'_>) -> bool {
        self.items.len() + list.count() < u32::MAX as usize
    }

    pub(super) fn push(&mut self, row: usize, list: List<'_>) {
        if list.is_empty() {
            return;
        }
        make_room(&mut self.ends, row + 1);
        self.ends.resize(row, self.end());
        for item in list {
            let number = self.words.number(item);
            let length = self.items.len() + 1;
            make_room(&mut self.items, length);
            self.items.push(number);
        }
        self.ends.push(self.end());
    }

    fn end(&self) -> u32 {
        // `fits` is asked before anything is pushed.
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn get(&self, row: usize) -> List<'_> {
        let Some(&end) = self.ends.get(row) else {
            return List::EMPTY;
        };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        List::of_words(&self.words, &self.items[start as usize..end as usize])
    }

    pub(super) fn bytes_held(&self) -> usize {
        self.words.bytes_held() + (self.items.capacity() + self.ends.capacity()) * size_of::<u32>()
    }

    pub(super) fn shrink(&mut self) {
        self.items.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}
