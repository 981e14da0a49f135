//! One pass over bytes for what a needle shows in either letter case.
//!
//! A pattern is a run of bytes, each in one of two forms: a small letter's byte or its capital's. A machine compares many bytes
//! with one byte in one step, so two bytes of the pattern are compared at every place, and the whole of it only where both stand.
//! Which two is told by the text itself: the rarest one in a sample of it, and the one that is rarest beside that one. A byte is compared after the bits
//! in which its two forms differ are set in it; for ASCII letters that bit is all that letter case is, for others more may be
//! taken for the letter, which the comparison of the needle then sorts out.

use std::ops::Range;

/// How many places are looked at in one step.
const PLACES: usize = 64;

/// How many pieces of a text make its sample, and how long each is.
const PIECES: usize = 8;
const PIECE: usize = 512;

/// How many bytes of a pattern are used. A needle may be any length; what is rare about it shows early.
const LONGEST: usize = 64;

/// A byte in either of its two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Either {
    /// The bits in which the forms differ.
    differing: u8,
    /// What both are with these bits set.
    byte: u8,
}

impl Either {
    const fn of(one: u8, other: u8) -> Self {
        let differing = one ^ other;
        Self { differing, byte: one | differing }
    }

    /// Whether this may be the byte.
    #[inline]
    const fn is(self, byte: u8) -> bool {
        byte | self.differing == self.byte
    }
}

/// Which two bytes of a pattern are looked for, by their places in it. Both are the same in a pattern of one byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pair {
    first: usize,
    second: usize,
}

/// The bytes that stand wherever a needle does.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    bytes: Vec<Either>,
}

impl Pattern {
    /// The pattern of letters, each in two forms that take as many bytes.
    pub(super) fn of(letters: impl Iterator<Item = (char, char)>) -> Self {
        let mut bytes = Vec::new();
        for (one, other) in letters {
            let (mut of_one, mut of_other) = ([0; 4], [0; 4]);
            let forms = one.encode_utf8(&mut of_one).bytes().zip(other.encode_utf8(&mut of_other).bytes());
            bytes.extend(forms.map(|(one, other)| Either::of(one, other)));
        }
        bytes.truncate(LONGEST);
        Self { bytes }
    }

    /// The pattern of a letter whose two forms need not take as many bytes: the first byte alone.
    pub(super) fn of_first_byte(one: char, other: char) -> Self {
        let mut pattern = Self::of(std::iter::once((one, other)));
        pattern.bytes.truncate(1);
        pattern
    }

    /// The two bytes of the pattern that are rarest together in a text, as far as a sample of it tells.
    pub(super) fn rarest_pair(&self, text: &[u8]) -> Pair {
        let pieces: Vec<&[u8]> = if text.len() <= PIECES * PIECE {
            vec![text]
        } else {
            let step = (text.len() - PIECE) / (PIECES - 1);
            (0..PIECES).map(|piece| &text[piece * step..][..PIECE]).collect()
        };
        let counted = |pair: Pair| pieces.iter().map(|piece| self.count(pair, piece)).sum::<usize>();
        let places = 0..self.bytes.len();
        let alone = |place| Pair { first: place, second: place };
        let Some(first) = places.clone().min_by_key(|&place| counted(alone(place))) else {
            return Pair::default();
        };
        let pairs = places.filter(|&second| second != first).map(|second| Pair { first, second });
        pairs.min_by_key(|&pair| counted(pair)).unwrap_or(alone(first))
    }

    /// At how many places of a text the two bytes of a pair stand.
    fn count(&self, pair: Pair, text: &[u8]) -> usize {
        let (first, second) = self.columns(pair, text);
        let (one, other) = (self.bytes[pair.first], self.bytes[pair.second]);
        // Parts whose count fits a byte, so that the machine counts many at once.
        let parts = first.chunks(PLACES).zip(second.chunks(PLACES));
        let in_part = |(first, second): (&[u8], &[u8])| {
            let both = first.iter().zip(second);
            both.fold(0_u8, |count, (&first, &second)| {
                count + (u8::from(one.is(first)) & u8::from(other.is(second)))
            })
        };
        parts.map(|part| usize::from(in_part(part))).sum()
    }

    /// The bytes that the two of a pair are compared with, at every place where the pattern may begin.
    fn columns<'t>(&self, pair: Pair, text: &'t [u8]) -> (&'t [u8], &'t [u8]) {
        let places = (text.len() + 1).saturating_sub(self.bytes.len());
        let column = |place: usize| text.get(place..place + places).unwrap_or_default();
        (column(pair.first), column(pair.second))
    }

    /// The first place in a range of the text where the pattern stands and `is_at` agrees.
    pub(super) fn find(
        &self,
        pair: Pair,
        text: &[u8],
        range: Range<usize>,
        is_at: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let (Some(&one), Some(&other)) = (self.bytes.get(pair.first), self.bytes.get(pair.second)) else {
            return None;
        };
        let mut at = range.start;
        let (first, second) = self.columns(pair, text.get(range)?);
        let (firsts, first_rest) = first.as_chunks::<PLACES>();
        let (seconds, second_rest) = second.as_chunks::<PLACES>();
        let stands = |place: &usize| self.stands_at(text, *place) && is_at(*place);
        for (first, second) in firsts.iter().zip(seconds) {
            if stands_in(one, other, first, second)
                && let Some(place) = places(one, other, first, second).map(|place| at + place).find(&stands)
            {
                return Some(place);
            }
            at += PLACES;
        }
        let rest = (at..).zip(first_rest.iter().zip(second_rest));
        rest.filter(|(_, (first, second))| one.is(**first) && other.is(**second))
            .map(|(place, _)| place)
            .find(&stands)
    }

    /// Whether the whole pattern stands here.
    fn stands_at(&self, text: &[u8], place: usize) -> bool {
        let here = text.get(place..).unwrap_or_default();
        self.bytes.len() <= here.len() && self.bytes.iter().zip(here).all(|(either, &byte)| either.is(byte))
    }
}

/// Whether the pair stands at any of these places.
#[inline]
fn stands_in(one: Either, other: Either, first: &[u8; PLACES], second: &[u8; PLACES]) -> bool {
    // Without a branch, so that the machine compares many at once.
    let mut stands = 0;
    for (&first, &second) in first.iter().zip(second) {
        stands |= u8::from(one.is(first)) & u8::from(other.is(second));
    }
    stands != 0
}

/// The places of these where the pair stands.
#[inline]
fn places(
    one: Either,
    other: Either,
    first: &[u8; PLACES],
    second: &[u8; PLACES],
) -> impl Iterator<Item = usize> {
    let mut stands = [0_u8; PLACES];
    for ((stands, &first), &second) in stands.iter_mut().zip(first).zip(second) {
        *stands = u8::from(one.is(first)) & u8::from(other.is(second));
    }
    let (words, _) = stands.as_chunks::<8>();
    let words: [u64; PLACES / 8] = std::array::from_fn(|word| u64::from_le_bytes(words[word]));
    words.into_iter().enumerate().flat_map(|(word, mut marks)| {
        std::iter::from_fn(move || {
            let place = (marks != 0).then(|| 8 * word + (marks.trailing_zeros() / 8) as usize)?;
            marks &= marks - 1;
            Some(place)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern of a text whose ASCII letters may be capitals.
    fn pattern(text: &str) -> Pattern {
        Pattern::of(text.chars().map(|letter| (letter, letter.to_ascii_uppercase())))
    }

    /// All places where a text may begin, by every pair of its bytes.
    fn places(needle: &str, text: &[u8]) -> Vec<Vec<usize>> {
        let pattern = pattern(needle);
        let every = |place: usize| {
            text.get(place..place + needle.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(needle.as_bytes()))
        };
        let pairs =
            (0..needle.len()).flat_map(|first| (0..needle.len()).map(move |second| Pair { first, second }));
        let all = |pair: Pair| {
            let mut found = Vec::new();
            let mut from = 0;
            while let Some(place) = pattern.find(pair, text, from..text.len(), every) {
                found.push(place);
                from = place + 1;
            }
            found
        };
        pairs.map(all).collect()
    }

    #[test]
    fn a_text_is_found_at_every_place_by_every_pair_of_its_bytes() {
        for length in [4, 63, 64, 65, 66, 67, 128, 130, 200] {
            for place in 0..=length - 3 {
                let mut text = vec![b'-'; length];
                text[place..place + 3].copy_from_slice(b"KaI");
                for found in places("kai", &text) {
                    assert_eq!(found, [place], "at {place} of {length}");
                }
            }
        }
    }

    #[test]
    fn what_has_the_bytes_of_the_pair_and_is_something_else_is_passed_over() {
        for found in places("kai", "k-i kaa kai xai KAI".as_bytes()) {
            assert_eq!(found, [8, 16], "the places that are agreed to");
        }
        assert!(places("kai", b"ka").iter().all(Vec::is_empty), "a text that is too short has none");
    }

    #[test]
    fn the_pair_is_what_the_text_has_rarest_together() {
        let pattern = pattern("mona@corp");
        let text = "anna@corp.example\0nomo@corp.example\0".repeat(2000);
        let Pair { first, second } = pattern.rarest_pair(text.as_bytes());
        assert!(first.min(second) < 4, "not two bytes of the end that every e-mail has: {first}, {second}");
        assert_eq!(
            pattern.count(Pair { first, second }, text.as_bytes()),
            0,
            "and nowhere beside each other"
        );
        let one = super::tests::pattern("z").rarest_pair(text.as_bytes());
        assert_eq!(one, Pair::default(), "one byte is its own pair");
        assert_eq!(super::tests::pattern("").rarest_pair(b"text"), Pair::default(), "and nothing has none");
    }
}
