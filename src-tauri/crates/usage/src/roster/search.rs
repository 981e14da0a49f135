//! Search for a part of a login, a name or an e-mail, whatever its letter case.
//!
//! A column's texts lie in one arena, so a search is one scan over it, in windows that fit the processor's nearest cache: each
//! is copied, its ASCII letters made small, and scanned as bytes are scanned fastest. A hit's place is mapped to its row
//! through the ends of the rows. Nothing is indexed and nothing is kept in a second form.
//!
//! Two letters are the same when one is the capital of the other and the other its small form: `É` and `é`, `Я` and `я`. A letter
//! that shares its small form with another (the Kelvin sign, `ǅ`), or whose other form is more than one letter (`ß`, `İ`), is only
//! itself. Nothing is decomposed: GitHub's own comparison is not published, and an accent that somebody types is one they mean.

use std::cmp::Ordering;
use std::ops::Range;

use memchr::memmem::Finder;

use super::columns::{END, TextColumn};

/// How much of an arena is looked at in one go.
const WINDOW: usize = 16 * 1024;

/// How many rows are looked at in every column before the next ones are.
const ROWS: usize = 8 * 1024;

/// The small form of a letter that has exactly one, and of which it is the only capital; any other character is itself.
fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let mut small = character.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) if small != character && small.to_uppercase().eq([character]) => small,
        _ => character,
    }
}

/// The other form of a folded letter, if it has one.
fn capital(folded: char) -> Option<char> {
    let mut capital = folded.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(capital), None) if capital != folded && fold(capital) == folded => Some(capital),
        _ => None,
    }
}

/// A text in the form in which two are compared when letter case does not matter.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(fold)
}

/// What is searched for.
#[derive(Clone, Debug)]
pub struct Needle {
    /// Its characters, folded.
    characters: Vec<char>,
    /// The parts that are scanned for: one, or the forms of one letter.
    anchors: Vec<Finder<'static>>,
    /// How many characters of the needle stand before its anchor.
    before: usize,
    /// How many bytes the longest anchor has.
    longest: usize,
    /// Whether the anchor is all of it.
    is_whole: bool,
}

impl Needle {
    /// A search for this text. An empty one is found everywhere.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = folded(text).collect();
        // A run of characters without another form, ASCII letters aside, is found by its bytes. The longest is the rarest.
        let is_plain = |character: &char| character.is_ascii() || capital(*character).is_none();
        let mut before = 0;
        let mut run: &[char] = &[];
        let mut at = 0;
        for part in characters.chunk_by(|one, next| is_plain(one) && is_plain(next)) {
            if is_plain(&part[0]) && part.len() > run.len() {
                (before, run) = (at, part);
            }
            at += part.len();
        }
        let anchors: Vec<String> = match characters.first() {
            Some(&first) if run.is_empty() => {
                [Some(first), capital(first)].into_iter().flatten().map(String::from).collect()
            }
            _ => vec![run.iter().collect()],
        };
        Self {
            before,
            longest: anchors.iter().map(String::len).max().unwrap_or_default(),
            is_whole: run.len() == characters.len(),
            anchors: anchors.iter().map(|anchor| Finder::new(anchor).into_owned()).collect(),
            characters,
        }
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Whether it can be found at all: what ends every text in an arena is in none.
    fn is_findable(&self) -> bool {
        !self.characters.contains(&END)
    }

    /// The first place of an anchor.
    #[inline]
    fn find(&self, folded: &[u8]) -> Option<usize> {
        self.anchors.iter().filter_map(|anchor| anchor.find(folded)).min()
    }

    /// Whether a text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        let characters: Vec<char> = folded(text).collect();
        self.is_empty()
            || self.is_findable()
                && characters.windows(self.characters.len()).any(|part| part == self.characters)
    }

    /// Whether the needle stands in the text where its anchor was found.
    fn is_at(&self, text: &str, place: usize) -> bool {
        if self.is_whole {
            return true;
        }
        let before = folded_before(text, place).take(self.before);
        let behind = folded(&text[place..]);
        let (expected_before, expected_behind) = self.characters.split_at(self.before);
        before.eq(expected_before.iter().rev().copied())
            && behind.take(expected_behind.len()).eq(expected_behind.iter().copied())
    }
}

fn folded_before(text: &str, place: usize) -> impl Iterator<Item = char> {
    text[..place].chars().rev().map(fold)
}

/// Compares two texts without letter case, by the numbers of their folded characters.
pub(super) fn compare_folded(one: &str, other: &str) -> Ordering {
    let pairs = one.bytes().zip(other.bytes());
    let different = pairs.clone().position(|(one, other)| !one.eq_ignore_ascii_case(&other));
    let Some(place) = different else {
        return one.len().cmp(&other.len());
    };
    let (here, there) = (one.as_bytes()[place], other.as_bytes()[place]);
    if here.is_ascii() && there.is_ascii() {
        return here.to_ascii_lowercase().cmp(&there.to_ascii_lowercase());
    }
    // Bytes that are the same up to here need not end with a character.
    folded(one).cmp(folded(other))
}

/// Finds the rows of a column, out of a range of them, that hold a needle. `window` is used again from one call to the next.
fn find_in(
    column: &TextColumn,
    needle: &Needle,
    rows: Range<usize>,
    window: &mut Vec<u8>,
    found: &mut Vec<usize>,
) {
    let arena = column.arena();
    let range = column.range_of(&rows);
    let mut row = rows.start;
    let mut at = range.start;
    while at < range.end {
        let end = range.end.min(at + WINDOW.max(2 * needle.longest));
        window.clear();
        window.extend(arena.as_bytes()[at..end].iter().map(u8::to_ascii_lowercase));
        let mut from = 0;
        while let Some(place) = needle.find(window.get(from..).unwrap_or_default()).map(|place| from + place)
        {
            if needle.is_at(arena, at + place) {
                let (holding, behind) = column.row_at(row, at + place);
                found.push(holding);
                row = holding;
                from = behind - at;
            } else {
                from = place + 1;
            }
        }
        // An anchor that the window's end divides is in the next one.
        let divided = if end == range.end { 0 } else { needle.longest - 1 };
        at = (end - divided).max(at + from);
    }
}

/// The rows that hold a needle in any of some columns, in their order, each once. The first ones are there before the rest is
/// looked at.
pub struct Search<'a> {
    needle: Needle,
    columns: Vec<&'a TextColumn>,
    rows: usize,
    /// The first row that was not looked at.
    next: usize,
    /// Rows that were found and not yet given, the last one first.
    found: Vec<usize>,
    window: Vec<u8>,
}

impl<'a> Search<'a> {
    pub(super) fn new(needle: &Needle, columns: &[&'a TextColumn], rows: usize) -> Self {
        Self {
            needle: needle.clone(),
            columns: columns.to_vec(),
            rows: if needle.is_findable() { rows } else { 0 },
            next: 0,
            found: Vec::new(),
            window: Vec::new(),
        }
    }

    /// Looks at some more rows, in all columns.
    fn look_on(&mut self) {
        let rows = self.next..self.rows.min(self.next + ROWS);
        self.next = rows.end;
        if self.needle.is_empty() {
            self.found.extend(rows);
        } else {
            for column in &self.columns {
                find_in(column, &self.needle, rows.clone(), &mut self.window, &mut self.found);
            }
            self.found.sort_unstable();
            self.found.dedup();
        }
        self.found.reverse();
    }
}

impl Iterator for Search<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.found.is_empty() {
            if self.next == self.rows {
                return None;
            }
            self.look_on();
        }
        // A roster numbers its rows by 32 bits.
        self.found.pop().and_then(|row| u32::try_from(row).ok())
    }
}

impl std::fmt::Debug for Search<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Search").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(texts: &[String]) -> TextColumn {
        let mut column = TextColumn::default();
        for (row, text) in texts.iter().enumerate() {
            column.push(row, text);
        }
        column
    }

    fn found(needle: &str, columns: &[&TextColumn], rows: usize) -> Vec<u32> {
        Search::new(&Needle::new(needle), columns, rows).collect()
    }

    #[test]
    fn letter_case_does_not_matter_beyond_ascii_either() {
        let texts = ["Zoë ÉLAN", "佐藤 KEN", "", "Яна", "straße", "Kelvin \u{212a}"].map(str::to_owned);
        let names = column(&texts);
        for (needle, rows) in [
            ("zoë", &[0][..]),
            ("ZOË", &[0]),
            ("élan", &[0]),
            ("佐藤 ken", &[1]),
            ("藤", &[1]),
            ("яНА", &[3]),
            ("Н", &[3]),
            ("STRASSE", &[]),
            ("straße", &[4]),
            ("k", &[1, 5]),
            ("\u{212a}", &[5]),
            ("zoe", &[]),
            ("\0", &[]),
            ("n\0", &[]),
        ] {
            assert_eq!(found(needle, &[&names], 6), rows, "{needle:?}");
        }
        assert_eq!(found("", &[&names], 6), [0, 1, 2, 3, 4, 5], "nothing is in everything");
    }

    #[test]
    fn a_needle_is_not_found_across_two_texts() {
        let logins = column(&["mona".into(), "kai".into()]);
        assert_eq!(found("ak", &[&logins], 2), [0_u32; 0], "the end of one and the beginning of the next");
    }

    #[test]
    fn what_ends_every_text_is_in_none_by_either_way_of_looking() {
        let needle = Needle::new("a\0");
        assert!(!needle.is_in("a\0b"), "not by looking at the text");
        assert_eq!(found("a\0", &[&column(&["a\0b".into()])], 1), [0_u32; 0], "nor by a search");
    }

    #[test]
    fn a_row_that_several_columns_hold_comes_once_and_in_its_order() {
        let logins = column(&["kai".into(), "mona".into(), "ben".into()]);
        let names = column(&["", "Mona", "Kai Mona"].map(str::to_owned));
        assert_eq!(found("mona", &[&logins, &names], 3), [1, 2], "by login, by name, by both");
        assert_eq!(found("kai", &[&logins, &names], 3), [0, 2], "the first hit is in the other column");
    }

    fn any_text() -> impl Strategy<Value = String> {
        proptest::string::string_regex("[a-cA-CéÉяЯ佐\u{212a}ß ]{0,12}").expect("a pattern")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_search_finds_what_looking_at_every_text_finds(
            texts in proptest::collection::vec(any_text(), 0..40),
            needle in proptest::string::string_regex("[a-cA-CéÉяЯ佐\u{212a}ß ]{1,4}").expect("a pattern"),
        ) {
            let names = column(&texts);
            let sought = Needle::new(&needle);
            let expected: Vec<u32> =
                (0..).zip(&texts).filter(|(_, text)| sought.is_in(text)).map(|(row, _)| row).collect();
            prop_assert_eq!(found(&needle, &[&names], texts.len()), expected);
        }

        #[test]
        fn texts_compare_as_their_folded_characters_do(one in any_text(), other in any_text()) {
            prop_assert_eq!(compare_folded(&one, &other), folded(&one).cmp(folded(&other)));
        }

        #[test]
        fn a_needle_is_found_wherever_a_window_ends(before in 0..64_usize, length in 1..40_usize) {
            let needle: String = "佐é!bcdefghij".chars().cycle().take(length).collect();
            let texts = ["x".repeat(WINDOW - 60 + before), format!("-{}-", needle.to_uppercase()), needle.clone()];
            prop_assert_eq!(found(&needle, &[&column(&texts)], 3), [1_u32, 2]);
            let mut many = vec!["x".to_owned(); 3 * ROWS];
            many[ROWS - 1] = needle.to_uppercase();
            many[ROWS].clone_from(&needle);
            let last = u32::try_from(ROWS).expect("small");
            prop_assert_eq!(found(&needle, &[&column(&many)], many.len()), [last - 1, last]);
        }
    }
}
