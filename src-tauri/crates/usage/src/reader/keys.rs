//! The keys of one object: what each stands for, and whether it stood there before.

use super::fault::{Outcome, Spot};
use super::lexer::Lexer;
use super::names::Name;
use super::path::Step;
use super::sink::Sink;

/// How many bytes of a key are compared and shown.
const KEY_LIMIT: usize = 128;

/// How many keys without a name are remembered in one object, to find duplicates among them.
const REMEMBERED: usize = 32;

/// How many keys without a name are remembered over all objects, so that they need not be looked up again and again.
const STRANGERS: usize = 16;

/// How many names there are at most: each has a bit.
const NAMES: usize = u64::BITS as usize;

/// The keys of an object that is being read. One is used again for all objects of a kind, so that nothing is allocated for
/// each of them.
pub(super) struct Keys<N> {
    seen: u64,
    last: N,
    /// What came after each name, the last time: records have their keys in the same order, mostly.
    next: [N; NAMES],
    /// Whether the last key is written in another way than usual, or has no name: then its text is the last of `texts`.
    last_is_text: bool,
    /// Whether the last key is longer than its text.
    last_is_cut: bool,
    texts: Vec<u8>,
    ends: Vec<usize>,
    /// Keys that were looked up and have no name.
    strangers: Vec<Box<[u8]>>,
    /// Where the pieces of a divided key are put together.
    pieces: Vec<u8>,
    again: bool,
    again_at: Option<Spot>,
}

impl<N: Name> Keys<N> {
    /// No keys.
    pub(super) const fn new() -> Self {
        Self {
            seen: 0,
            last: N::OTHER,
            next: [N::OTHER; NAMES],
            last_is_text: false,
            last_is_cut: false,
            texts: Vec::new(),
            ends: Vec::new(),
            strangers: Vec::new(),
            pieces: Vec::new(),
            again: false,
            again_at: None,
        }
    }

    /// Forgets all keys: another object begins.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.seen = 0;
        self.last = N::OTHER;
        self.texts.clear();
        self.ends.clear();
    }

    /// Where the last key stands, if it stood in this object before.
    #[inline]
    pub(super) fn duplicate(&self) -> Option<Spot> {
        self.again_at
    }

    /// The last key as the file spells it, cut to a limit.
    pub(super) fn last_text(&self) -> String {
        String::from_utf8_lossy(self.last_spelling()).into_owned()
    }

    /// The bytes of the last key as the file spells it, cut to a limit.
    pub(super) fn last_spelling(&self) -> &[u8] {
        if self.last_is_text { self.last_bytes() } else { self.last.spelled().as_bytes() }
    }

    /// The bit of the last key's name, when it has one and is spelled as usual.
    #[inline]
    pub(super) fn last_usual(&self) -> Option<u64> {
        (!self.last_is_text).then(|| self.last.bit())
    }

    /// Whether the last key is longer than the limit that it is cut to.
    pub(super) const fn last_is_cut(&self) -> bool {
        self.last_is_text && self.last_is_cut
    }

    /// The step into the last key's value.
    #[cold]
    pub(super) fn step(&self) -> Step {
        Step::Member(self.last_text())
    }

    fn last_bytes(&self) -> &[u8] {
        let start = self.ends.len().checked_sub(2).map_or(0, |before| self.ends[before]);
        &self.texts[start..]
    }

    #[expect(
        clippy::inline_always,
        reason = "measured, as for strings: a call for every key costs more than the key"
    )]
    #[inline(always)]
    fn take(&mut self, key: &[u8]) {
        let next = &mut self.next[self.last.index() % NAMES];
        let name = if *next != N::OTHER && is_same(next.spelled().as_bytes(), key) {
            *next
        } else if let Some(name) = N::usual(key) {
            *next = name;
            name
        } else {
            self.take_text(key);
            return;
        };
        self.last = name;
        self.last_is_text = false;
        self.mark(name);
    }

    fn take_text(&mut self, key: &[u8]) {
        let name = if key.len() > KEY_LIMIT { N::OTHER } else { self.look_up(key) };
        self.last = name;
        self.last_is_text = true;
        self.last_is_cut = key.len() > KEY_LIMIT;
        let cut = cut(key);
        if name == N::OTHER {
            // Keys that are only equal up to the limit may differ behind it.
            self.again = key.len() <= KEY_LIMIT && self.remembers(cut);
        } else {
            self.mark(name);
        }
        if self.ends.len() == REMEMBERED {
            self.ends.pop();
            self.texts.truncate(self.ends.last().copied().unwrap_or_default());
        }
        self.texts.extend_from_slice(cut);
        self.ends.push(self.texts.len());
    }

    fn look_up(&mut self, key: &[u8]) -> N {
        if self.strangers.iter().any(|stranger| **stranger == *key) {
            return N::OTHER;
        }
        let name = N::of(key);
        if name == N::OTHER && self.strangers.len() < STRANGERS {
            self.strangers.push(key.into());
        }
        name
    }

    #[inline]
    fn mark(&mut self, name: N) {
        self.again = self.seen & name.bit() != 0;
        self.seen |= name.bit();
    }

    fn remembers(&self, key: &[u8]) -> bool {
        let mut start = 0;
        self.ends.iter().any(|&end| {
            let remembered = &self.texts[start..end];
            start = end;
            remembered == key
        })
    }
}

/// Whether two short texts are the same. Most keys are compared once, with the one that is expected, and a call to compare
/// them would take longer than the comparison.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match (one.first_chunk::<8>(), other.first_chunk::<8>()) {
        (Some(first), Some(other_first)) if one.len() <= 16 => {
            first == other_first && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        _ => match (one.first_chunk::<4>(), other.first_chunk::<4>()) {
            (Some(first), Some(other_first)) if one.len() <= 8 => {
                first == other_first && one.last_chunk::<4>() == other.last_chunk::<4>()
            }
            _ => one == other,
        },
    }
}

/// A key up to the limit, and up to the last character that is whole there.
fn cut(key: &[u8]) -> &[u8] {
    if key.len() <= KEY_LIMIT {
        return key;
    }
    let goes_on = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let end = (0..=KEY_LIMIT).rev().find(|&end| !goes_on(&key[end]));
    &key[..end.unwrap_or(KEY_LIMIT)]
}

impl<N: Name> Sink for Keys<N> {
    fn piece(&mut self, text: &[u8]) {
        // One byte more than the limit tells that the key is longer.
        let room = (KEY_LIMIT + 1).saturating_sub(self.pieces.len());
        self.pieces.extend_from_slice(&text[..text.len().min(room)]);
    }

    fn end(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        self.take(&pieces);
        self.pieces = pieces;
        self.pieces.clear();
    }

    #[inline]
    fn whole(&mut self, text: &[u8]) {
        self.take(text);
    }
}

impl Lexer<'_> {
    /// The key whose quote is here, and the colon after it: what it stands for.
    #[expect(
        clippy::inline_always,
        reason = "measured, as for strings: a call for every key costs more than the key"
    )]
    #[inline(always)]
    pub(super) fn key<N: Name>(&mut self, keys: &mut Keys<N>) -> Outcome<N> {
        let start = self.window.offset();
        self.string(keys)?;
        // A string has no line feed in it, so its start is on this line.
        keys.again_at = keys.again.then(|| self.window.spot_of(start));
        self.colon()?;
        Ok(keys.last)
    }
}
