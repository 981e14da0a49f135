//! Passing over a value of any shape, nested as deep as the limit allows, without recursion.

use super::fault::{Fault, Outcome};
use super::lexer::{Lexer, ValueKind};
use super::path::Step;
use super::sink::{Presence, Sink};

/// How many bytes of a key are kept for the path of a fault.
const KEY_LIMIT: usize = 128;

/// The way from the skipped value down to where the lexer is.
#[derive(Default)]
pub(super) struct Trail {
    levels: Vec<Level>,
    /// The keys of the open objects, one after the other.
    keys: Vec<u8>,
}

struct Level {
    is_object: bool,
    /// How many values of this level were begun.
    begun: u64,
    /// Where this level's current key begins in [`Trail::keys`].
    key: usize,
}

impl Trail {
    fn enter(&mut self, is_object: bool) {
        self.levels.push(Level { is_object, begun: 0, key: self.keys.len() });
    }

    fn leave(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.keys.truncate(level.key);
        }
    }

    /// Adds the steps of all open levels to a fault; `in_value` is whether it is inside a value of the innermost one.
    fn place(&self, mut fault: Fault, in_value: bool) -> Fault {
        let mut end = self.keys.len();
        for (height, level) in self.levels.iter().rev().enumerate() {
            let key = &self.keys[level.key..end];
            end = level.key;
            // The innermost level is a step only when the fault is inside one of its values.
            if height == 0 && !in_value {
                continue;
            }
            fault = fault.within(if level.is_object {
                Step::Member(String::from_utf8_lossy(key).into_owned())
            } else {
                Step::Element(level.begun.saturating_sub(1))
            });
        }
        fault
    }
}

/// Keeps a key's beginning at the end of a trail.
struct TrailKey<'t> {
    keys: &'t mut Vec<u8>,
    room: usize,
}

impl Sink for TrailKey<'_> {
    fn piece(&mut self, text: &[u8]) {
        let taken = text.len().min(self.room);
        self.keys.extend_from_slice(&text[..taken]);
        self.room -= taken;
    }
}

impl Lexer<'_> {
    /// Passes over the value here, whose kind is known.
    #[inline]
    pub(super) fn skip(&mut self, kind: ValueKind) -> Outcome<()> {
        match kind {
            ValueKind::Object | ValueKind::Array => self.skip_nested(kind),
            _ => self.skip_scalar(kind),
        }
    }

    #[inline]
    fn skip_scalar(&mut self, kind: ValueKind) -> Outcome<()> {
        match kind {
            ValueKind::String => self.string(&mut Presence { present: true }),
            ValueKind::Number => self.number().map(drop),
            _ => self.literal(kind),
        }
    }

    fn skip_nested(&mut self, kind: ValueKind) -> Outcome<()> {
        let mut trail = std::mem::take(&mut self.skipped);
        trail.levels.clear();
        trail.keys.clear();
        let outcome = self.skip_along(&mut trail, kind);
        self.skipped = trail;
        outcome
    }

    fn skip_along(&mut self, trail: &mut Trail, kind: ValueKind) -> Outcome<()> {
        self.open()?;
        trail.enter(kind == ValueKind::Object);
        while let Some(level) = trail.levels.last_mut() {
            let first = level.begun == 0;
            let is_object = level.is_object;
            let key = level.key;
            let more = if is_object { self.member(first) } else { self.element(first) };
            match more {
                Err(fault) => return Err(trail.place(fault, false)),
                Ok(false) => {
                    trail.leave();
                    continue;
                }
                Ok(true) => level.begun += 1,
            }
            if is_object {
                trail.keys.truncate(key);
                let read = self.string(&mut TrailKey { keys: &mut trail.keys, room: KEY_LIMIT });
                if let Err(fault) = read.and_then(|()| self.colon()) {
                    return Err(trail.place(fault, false));
                }
            }
            let inner = match self.kind() {
                Ok(inner) => inner,
                Err(fault) => return Err(trail.place(fault, true)),
            };
            let passed = match inner {
                ValueKind::Object | ValueKind::Array => self.open(),
                _ => self.skip_scalar(inner),
            };
            if let Err(fault) = passed {
                return Err(trail.place(fault, true));
            }
            if matches!(inner, ValueKind::Object | ValueKind::Array) {
                trail.enter(inner == ValueKind::Object);
            }
        }
        Ok(())
    }
}
