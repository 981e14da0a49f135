//! Texts that are searched together, whichever files they come from.
//!
//! Who looks for a part of a text, letter by letter, looks through the same text again and again. So it is kept a second time,
//! folded: then the bytes of a needle stand in it just where the needle does, and the search of a library finds them. And what one
//! letter less was found at is where one letter more is looked for first.

use std::fmt;
use std::ops::Range;

use memchr::memmem::Finder;

use super::columns::{END, TextColumn};
use super::search::folded;
use super::{Full, List, Needle};

/// Some texts a row, folded, in one column: what a row is found by.
#[derive(Clone, Default)]
pub struct Texts {
    column: TextColumn,
    rows: usize,
    /// The row in the making.
    row: String,
}

impl Texts {
    /// No rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes the texts of another row, or says that it is [`Full`] and takes none. Gives the number of the row.
    pub fn push(&mut self, texts: List<'_>) -> Result<u32, Full> {
        self.row.clear();
        for text in texts {
            if !self.row.is_empty() {
                self.row.push(END);
            }
            let start = self.row.len();
            if text.is_ascii() {
                self.row.push_str(text);
                self.row[start..].make_ascii_lowercase();
            } else {
                self.row.extend(folded(text));
            }
        }
        let (true, Ok(number)) = (self.column.fits(self.row.len()), u32::try_from(self.rows)) else {
            return Err(Full);
        };
        self.column.push(self.rows, &self.row);
        self.rows += 1;
        Ok(number)
    }

    /// Finds the rows of which a text holds a needle. What was found last is made use of where one of the two needles begins with the
    /// other.
    pub fn find(&self, needle: &Needle, last: Option<Finding>) -> Finding {
        let folded = needle.folded();
        let finder = Finder::new(folded);
        // Nothing is in everything, a row without texts among them, and has no place there.
        let last = last.filter(|last| !last.needle.is_empty());
        let at = match last {
            _ if !needle.is_findable() => Vec::new(),
            _ if needle.is_empty() => (0..self.rows).map(|row| Place::new(row, 0)).collect(),
            Some(mut last) if folded.starts_with(last.needle.folded()) => {
                last.at.retain_mut(|place| {
                    let found = self.find_at(*place, needle, &finder);
                    *place = found.unwrap_or(*place);
                    found.is_some()
                });
                last.at
            }
            Some(last) if last.needle.folded().starts_with(folded) => {
                let mut at = Vec::with_capacity(last.at.len());
                let mut next = 0;
                for place in last.at {
                    self.find_in(next..place.row as usize, &finder, &mut at);
                    at.push(place);
                    next = place.row as usize + 1;
                }
                self.find_in(next..self.rows, &finder, &mut at);
                at
            }
            last => {
                // Its room is there.
                let mut at = last.map(|last| last.at).unwrap_or_default();
                at.clear();
                self.find_in(0..self.rows, &finder, &mut at);
                at
            }
        };
        Finding { needle: needle.clone(), at }
    }

    /// Finds a needle in the row of a place: there, or anywhere in the row.
    fn find_at(&self, place: Place, needle: &Needle, finder: &Finder<'_>) -> Option<Place> {
        let arena = self.column.arena().as_bytes();
        if arena[place.place as usize..].starts_with(needle.folded().as_bytes()) {
            return Some(place);
        }
        let row = place.row as usize;
        let range = self.column.range_of(&(row..row + 1));
        Some(Place::new(row, range.start + finder.find(&arena[range])?))
    }

    /// Finds a needle in some rows, one after the other.
    fn find_in(&self, rows: Range<usize>, finder: &Finder<'_>, at: &mut Vec<Place>) {
        let range = self.column.range_of(&rows);
        let arena = &self.column.arena().as_bytes()[..range.end];
        let (mut row, mut from) = (rows.start, range.start);
        while let Some(place) = arena.get(from..).and_then(|rest| finder.find(rest)) {
            let place = from + place;
            (row, from) = self.column.row_at(row, place);
            at.push(Place::new(row, place));
        }
    }

    /// How many bytes of memory it takes.
    pub fn bytes_held(&self) -> usize {
        size_of::<Self>() + self.column.bytes_held()
    }

    /// Gives back the room that it does not use: no more rows come.
    pub fn shrink(&mut self) {
        self.column.shrink();
        self.row = String::new();
    }
}

/// The rows that a needle was found at.
#[derive(Clone)]
pub struct Finding {
    needle: Needle,
    at: Vec<Place>,
}

/// A place in the arena where a needle stands, and its row.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    place: u32,
}

impl Place {
    /// Both fit: `push` numbers rows by 32 bits, and a column its bytes.
    fn new(row: usize, place: usize) -> Self {
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { row: number(row), place: number(place) }
    }
}

impl Finding {
    /// The rows, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = u32> {
        self.at.iter().map(|place| place.row)
    }
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Finding").field("rows", &self.at.len()).finish_non_exhaustive()
    }
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for Texts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Texts").field("rows", &self.rows).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::roster::Items;

    fn made(rows: &[Vec<String>]) -> Texts {
        let mut texts = Texts::new();
        for row in rows {
            let mut items = Items::new();
            for text in row {
                items.push(text);
            }
            texts.push(items.list()).expect("room");
        }
        texts.shrink();
        texts
    }

    fn found(texts: &Texts, needle: &str) -> Vec<u32> {
        texts.find(&Needle::new(needle), None).rows().collect()
    }

    #[test]
    fn a_row_is_found_by_each_of_its_texts_and_never_across_two() {
        let rows = [&["mona", "Mona@corp.example"][..], &[], &["kai", "mo"], &["Kai"]];
        let texts = made(&rows.map(|row| row.iter().map(|&text| text.to_owned()).collect()));
        assert_eq!(found(&texts, "mo"), [0, 2]);
        assert_eq!(found(&texts, "CORP"), [0]);
        assert_eq!(found(&texts, "kai"), [2, 3]);
        assert_eq!(
            found(&texts, "monamona"),
            [0_u32; 0],
            "the end of one text and the beginning of the next"
        );
        assert_eq!(found(&texts, "mona\0mona"), [0_u32; 0], "nor with what stands between them");
        assert_eq!(found(&texts, ""), [0, 1, 2, 3], "nothing is in everything");
        assert_eq!(format!("{texts:?}"), "Texts { rows: 4, .. }", "nobody is in a log");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn letters_that_come_and_go_find_what_looking_at_every_text_finds(
            rows in proptest::collection::vec(
                proptest::collection::vec("[a-cA-CéÉяЯ佐\u{212a}ßⱥȺıİ]{0,12}", 0..4), 0..30,
            ),
            needle in "[a-cA-CéÉяЯ佐\u{212a}ßⱥȺıİ]{1,5}",
            lengths in proptest::collection::vec(0..6_usize, 1..8),
        ) {
            let texts = made(&rows);
            let mut last = None;
            for length in lengths {
                let typed: String = needle.chars().take(length).collect();
                let sought = Needle::new(&typed);
                let holds = |row: &[String]| typed.is_empty() || row.iter().any(|text| sought.is_in(text));
                let expected: Vec<u32> =
                    (0..).zip(&rows).filter(|(_, row)| holds(row)).map(|(row, _)| row).collect();
                let finding = texts.find(&sought, last.take());
                prop_assert_eq!(finding.rows().collect::<Vec<u32>>(), expected, "{:?}", typed);
                last = Some(finding);
            }
        }
    }
}
