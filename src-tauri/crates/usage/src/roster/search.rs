//! Search for a part of a login, a name or an e-mail, whatever its letter case.
//!
//! A column's texts lie in one arena, so a search is one pass over it ([`scan`]), a few thousand rows of every column before the
//! next ones. What it finds is compared letter by letter, and its place is mapped to its row through the ends of the rows. Nothing
//! is copied, nothing is indexed and nothing is kept in a second form.
//!
//! Two letters are the same when one is the capital of the other and the other its small form: `É` and `é`, `Я` and `я`. A letter
//! that shares its small form with another (the Kelvin sign, `ǅ`), or whose other form is more than one letter (`ß`, `İ`), is only
//! itself. Nothing is decomposed: GitHub's own comparison is not published, and an accent that somebody types is one they mean.

mod scan;

use std::cmp::Ordering;
use std::ops::Range;

use scan::{Pair, Pattern};

use super::columns::{END, TextColumn};

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

/// The capital of a folded letter; of any other character, itself.
fn capital(folded: char) -> char {
    let mut capital = folded.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(capital), None) if fold(capital) == folded => capital,
        _ => folded,
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
    /// The same as a text.
    folded: Box<str>,
    /// What stands in an arena wherever the needle does.
    pattern: Pattern,
    /// How many characters of the needle stand before its pattern.
    before: usize,
    /// Whether all of it is ASCII.
    is_ascii: bool,
}

impl Needle {
    /// A search for this text. An empty one is found everywhere.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = folded(text).collect();
        // A run of letters that take as many bytes in either form stands at known bytes. The longest is the rarest.
        let is_level = |&character: &char| character.len_utf8() == capital(character).len_utf8();
        let (mut before, mut at) = (0, 0);
        let mut run: &[char] = &[];
        for part in characters.chunk_by(|one, next| is_level(one) == is_level(next)) {
            if is_level(&part[0]) && part.len() > run.len() {
                (before, run) = (at, part);
            }
            at += part.len();
        }
        let pattern = match characters.first() {
            // The few letters whose forms differ in length (`ⱥ` and `Ⱥ`) are told by their first bytes.
            Some(&first) if run.is_empty() => Pattern::of_first_byte(first, capital(first)),
            _ => Pattern::of(run.iter().map(|&folded| (folded, capital(folded)))),
        };
        let folded: Box<str> = characters.iter().collect();
        Self { pattern, before, is_ascii: folded.is_ascii(), folded, characters }
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Its text, folded.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether it can be found at all: what ends every text in an arena is in none.
    pub(super) fn is_findable(&self) -> bool {
        !self.characters.contains(&END)
    }

    /// Whether a text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        let characters: Vec<char> = folded(text).collect();
        self.is_empty()
            || self.is_findable()
                && characters.windows(self.characters.len()).any(|part| part == self.characters)
    }

    /// Whether the needle stands in the text where its pattern does.
    fn is_at(&self, text: &str, place: usize) -> bool {
        if self.is_ascii {
            let here = text.as_bytes().get(place..place + self.folded.len());
            return here.is_some_and(|here| here.eq_ignore_ascii_case(self.folded.as_bytes()));
        }
        // A pattern may also stand where no character begins.
        let Some((text_before, text_behind)) = text.split_at_checked(place) else {
            return false;
        };
        let (before, behind) = self.characters.split_at(self.before);
        let found_before = text_before.chars().rev().map(fold).take(before.len());
        let found_behind = folded(text_behind).take(behind.len());
        found_before.eq(before.iter().rev().copied()) && found_behind.eq(behind.iter().copied())
    }
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

/// A column that is searched, with the two bytes of the needle that are rarest together in its texts.
struct Searched<'a> {
    column: &'a TextColumn,
    pair: Pair,
}

impl Searched<'_> {
    /// Finds the rows, out of a range of them, that hold the needle.
    fn find(&self, needle: &Needle, rows: Range<usize>, found: &mut Vec<usize>) {
        let arena = self.column.arena();
        let range = self.column.range_of(&rows);
        let mut row = rows.start;
        let mut at = range.start;
        let is_at = |place| needle.is_at(arena, place);
        while let Some(place) = needle.pattern.find(self.pair, arena.as_bytes(), at..range.end, is_at) {
            (row, at) = self.column.row_at(row, place);
            found.push(row);
        }
    }
}

/// The rows that hold a needle in any of some columns, in their order, each once. The first ones are there before the rest is
/// looked at.
pub struct Search<'a> {
    needle: Needle,
    columns: Vec<Searched<'a>>,
    rows: usize,
    /// The first row that was not looked at.
    next: usize,
    /// Rows that were found and not yet given, the last one first.
    found: Vec<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(needle: &Needle, columns: &[&'a TextColumn], rows: usize) -> Self {
        let searched = |&column: &&'a TextColumn| Searched {
            column,
            pair: needle.pattern.rarest_pair(column.arena().as_bytes()),
        };
        Self {
            needle: needle.clone(),
            columns: columns.iter().map(searched).collect(),
            rows: if needle.is_findable() { rows } else { 0 },
            next: 0,
            found: Vec::new(),
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
                column.find(&self.needle, rows.clone(), &mut self.found);
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
        let texts =
            ["Zoë ÉLAN", "佐藤 KEN", "", "Яна", "straße", "Kelvin \u{212a}", "XⱥB"].map(str::to_owned);
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
            ("ⱥb", &[6]),
            ("xȺ", &[6]),
            ("ⱥ", &[6]),
            ("\u{212a}", &[5]),
            ("zoe", &[]),
            ("\0", &[]),
            ("n\0", &[]),
        ] {
            assert_eq!(found(needle, &[&names], 7), rows, "{needle:?}");
        }
        assert_eq!(found("", &[&names], 7), [0, 1, 2, 3, 4, 5, 6], "nothing is in everything");
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

    #[test]
    fn rows_are_found_on_both_sides_of_where_a_search_pauses() {
        let mut many = vec!["x".to_owned(); 2 * ROWS + 1];
        for row in [0, ROWS - 1, ROWS, 2 * ROWS] {
            many[row] = "ÉLAN".to_owned();
        }
        let expected = [0, ROWS - 1, ROWS, 2 * ROWS].map(|row| u32::try_from(row).expect("small"));
        assert_eq!(found("élan", &[&column(&many)], many.len()), expected, "the last row too");
    }

    fn any_text() -> impl Strategy<Value = String> {
        proptest::string::string_regex("[a-cA-CéÉяЯ佐\u{212a}ßⱥȺıİ ]{0,12}").expect("a pattern")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_search_finds_what_looking_at_every_text_finds(
            texts in proptest::collection::vec(any_text(), 0..40),
            needle in proptest::string::string_regex("[a-cA-CéÉяЯ佐\u{212a}ßⱥȺıİ ]{1,4}").expect("a pattern"),
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
        fn a_needle_is_found_wherever_it_stands(before in 0..200_usize, length in 1..140_usize) {
            let needle: String = "佐é!bcdefghij".chars().cycle().take(length).collect();
            let texts = ["x".repeat(before), format!("-{}-", needle.to_uppercase()), needle.clone()];
            prop_assert_eq!(found(&needle, &[&column(&texts)], 3), [1_u32, 2]);
        }
    }
}
