//! The keys that the records of an open list have: what leaves readable when such a list is handed over.
//!
//! A list has as many records as the enterprise has accounts, and nearly all have the same keys in the same order. A key that
//! was seen is known again by one bit where its spelling is a usual one, and otherwise by comparing it, first of all with the key
//! that should follow. Only a key that was never seen is stored.

use super::keys::Keys;
use super::names::{AccountName, EmailName, Name};
use crate::outside::visible;

/// How many keys are remembered.
const LIMIT: usize = 64;

/// How many characters of a key are shown.
const SHOWN: usize = 255;

/// The keys of the records so far, each once, in order.
#[derive(Default)]
pub(super) struct Fields {
    /// Usual spellings in records, by the bit of the name.
    usual: u64,
    /// Usual spellings in e-mails under the usual key, by the bit of the name: in a single e-mail, and in a list.
    usual_in_email: [u64; 2],
    /// The keys as the file spells them.
    keys: Vec<Box<[u8]>>,
    /// Which of the keys are no usual ones and have to be compared.
    others: Vec<usize>,
    /// Which of the others is expected next.
    expected: usize,
    /// Whether a key came that was one too many.
    more: bool,
    /// Where a key is put together with what stands before it.
    path: Vec<u8>,
}

impl Fields {
    /// Notes the last key of a record.
    #[inline]
    pub(super) fn note(&mut self, keys: &Keys<AccountName>) {
        let usual = keys.last_usual();
        if usual.is_none_or(|bit| first_time(&mut self.usual, bit)) {
            self.path.clear();
            self.push(keys);
            self.remember(usual.is_some());
        }
    }

    /// Notes the last key of an e-mail under the last key of a record; `listed` is whether it stands in a list there.
    #[inline]
    pub(super) fn note_in_email(
        &mut self,
        keys: &Keys<AccountName>,
        listed: bool,
        email_keys: &Keys<EmailName>,
    ) {
        let usual = keys.last_usual().and(email_keys.last_usual());
        if usual.is_none_or(|bit| first_time(&mut self.usual_in_email[usize::from(listed)], bit)) {
            self.path.clear();
            self.push(keys);
            self.path.extend_from_slice(if listed { b"[]." } else { b"." });
            self.push(email_keys);
            self.remember(usual.is_some());
        }
    }

    fn push<N: Name>(&mut self, keys: &Keys<N>) {
        self.path.extend_from_slice(keys.last_spelling());
        if keys.last_is_cut() {
            self.path.extend_from_slice("…".as_bytes());
        }
    }

    /// Remembers the key in `path`, unless it is remembered. A usual key comes here only once.
    fn remember(&mut self, usual: bool) {
        if self.more || (!usual && self.is_known()) {
            return;
        }
        if self.keys.len() == LIMIT {
            self.more = true;
            return;
        }
        if !usual {
            self.others.push(self.keys.len());
            self.expected = 0;
        }
        self.keys.push(self.path.as_slice().into());
    }

    /// Whether the key in `path` is one of the others; the one after it is then expected next.
    fn is_known(&mut self) -> bool {
        let is_it = |other: &usize| *self.keys[*other] == *self.path;
        let found = match self.others.get(self.expected) {
            Some(other) if is_it(other) => Some(self.expected),
            _ => self.others.iter().position(is_it),
        };
        if let Some(found) = found {
            self.expected = if found + 1 < self.others.len() { found + 1 } else { 0 };
        }
        found.is_some()
    }

    /// The keys, made safe to show, and whether there were more.
    pub(super) fn finish(&self) -> (Vec<String>, bool) {
        let mut shown: Vec<String> = Vec::with_capacity(self.keys.len());
        for key in &self.keys {
            let key = visible(&String::from_utf8_lossy(key), SHOWN);
            // Two keys may look the same once they are safe to show; it is enough to read that once.
            if !shown.contains(&key) {
                shown.push(key);
            }
        }
        (shown, self.more)
    }
}

/// Marks a bit; tells whether it was not marked before.
#[inline]
fn first_time(seen: &mut u64, bit: u64) -> bool {
    let first = *seen & bit == 0;
    *seen |= bit;
    first
}
