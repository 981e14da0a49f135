//! Keys and columns that no page of GitHub's names: each is remembered once, and shown to a person.
//!
//! A list has as many records as the enterprise has people, and nearly all have the same keys in the same order. So a key is
//! first of all compared with the one that should follow, and only one that was never seen is stored.

use crate::outside::visible;
use crate::{Code, Finding};

/// How many keys are remembered.
const LIMIT: usize = 64;

/// How many characters of a key are shown.
const SHOWN: usize = 80;

/// The unknown keys so far, each once, in order.
#[derive(Default)]
pub(super) struct Strangers {
    keys: Vec<Box<[u8]>>,
    expected: usize,
    /// Whether a key came that was one too many.
    more: bool,
}

impl Strangers {
    /// Notes a key.
    #[inline]
    pub(super) fn note(&mut self, key: &[u8]) {
        let found = match self.keys.get(self.expected) {
            Some(expected) if **expected == *key => Some(self.expected),
            _ => self.keys.iter().position(|known| **known == *key),
        };
        if let Some(found) = found {
            self.expected = if found + 1 < self.keys.len() { found + 1 } else { 0 };
        } else if self.keys.len() < LIMIT {
            self.keys.push(key.into());
            self.expected = 0;
        } else {
            self.more = true;
        }
    }

    /// The finding that names them; `None` when there are none.
    pub(super) fn finding(&self, code: Code) -> Option<Finding> {
        let keys: Vec<String> =
            self.keys.iter().map(|key| visible(&String::from_utf8_lossy(key), SHOWN)).collect();
        let count = keys.len() as u64 + u64::from(self.more);
        (count > 0).then(|| Finding::new(code).with("keys", keys).with("count", count))
    }
}
