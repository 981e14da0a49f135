//! Several texts of one row, wherever they are kept.

use std::fmt;

use memchr::{memchr, memchr_iter};

use super::columns::{END, Words};

/// The texts of one cell of a list column. None of them is blank.
#[derive(Clone, Copy)]
pub struct List<'a>(Kept<'a>);

#[derive(Clone, Copy)]
enum Kept<'a> {
    /// One after the other, with an [`END`] between them.
    Joined(&'a str),
    /// As the numbers of words.
    Words(&'a Words, &'a [u32]),
}

impl<'a> List<'a> {
    /// No texts.
    pub const EMPTY: Self = Self(Kept::Joined(""));

    /// The texts that stand one after the other with U+0000 between them, none of them blank.
    pub(crate) const fn of_joined(joined: &'a str) -> Self {
        Self(Kept::Joined(joined))
    }

    pub(super) const fn of_words(words: &'a Words, numbers: &'a [u32]) -> Self {
        Self(Kept::Words(words, numbers))
    }

    pub(super) const fn joined(self) -> Option<&'a str> {
        match self.0 {
            Kept::Joined(joined) => Some(joined),
            Kept::Words(..) => None,
        }
    }

    /// How many bytes its texts take in an arena.
    pub(super) fn bytes(self) -> usize {
        match self.0 {
            Kept::Joined(joined) => joined.len() + END.len_utf8(),
            Kept::Words(words, numbers) => {
                numbers.iter().map(|&number| words.word(number).len() + END.len_utf8()).sum()
            }
        }
    }

    /// Whether it has no texts.
    pub const fn is_empty(self) -> bool {
        match self.0 {
            Kept::Joined(joined) => joined.is_empty(),
            Kept::Words(_, numbers) => numbers.is_empty(),
        }
    }

    /// How many texts it has.
    pub fn count(self) -> usize {
        match self.0 {
            Kept::Joined("") => 0,
            Kept::Joined(joined) => 1 + memchr_iter(END as u8, joined.as_bytes()).count(),
            Kept::Words(_, numbers) => numbers.len(),
        }
    }

    /// Its texts, in the order of the file.
    pub const fn iter(self) -> Iter<'a> {
        Iter(self.0)
    }
}

impl Default for List<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl PartialEq for List<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for List<'_> {}

impl fmt::Debug for List<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> IntoIterator for List<'a> {
    type Item = &'a str;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The texts of a [`List`], one after the other.
#[derive(Clone)]
pub struct Iter<'a>(Kept<'a>);

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.clone()).finish()
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        match &mut self.0 {
            Kept::Joined("") => None,
            Kept::Joined(joined) => {
                let end = memchr(END as u8, joined.as_bytes()).unwrap_or(joined.len());
                let item = &joined[..end];
                *joined = joined.get(end + END.len_utf8()..).unwrap_or_default();
                Some(item)
            }
            Kept::Words(words, numbers) => {
                let (first, rest) = numbers.split_first()?;
                *numbers = rest;
                Some(words.word(*first))
            }
        }
    }
}

/// A list in the making. One is used again for every row, so that nothing is allocated for each of them.
#[derive(Clone, Default)]
pub struct Items {
    joined: String,
}

impl Items {
    /// No texts.
    pub const fn new() -> Self {
        Self { joined: String::new() }
    }

    /// Forgets all texts: another row begins.
    pub fn clear(&mut self) {
        self.joined.clear();
    }

    /// Adds a text, without the white space around it; a blank is none. U+0000, which ends texts in an arena and which no
    /// login, e-mail or organization has, becomes U+FFFD.
    pub fn push(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.joined.is_empty() {
            self.joined.push(END);
        }
        if text.contains(END) {
            self.joined.push_str(&text.replace(END, "\u{fffd}"));
        } else {
            self.joined.push_str(text);
        }
    }

    /// The texts so far.
    pub fn list(&self) -> List<'_> {
        List::of_joined(&self.joined)
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list().fmt(formatter)
    }
}
