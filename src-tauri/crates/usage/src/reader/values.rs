//! Values as GitHub's answers and their copies write them: a field that is true or false may hold a text or null, a number may
//! stand in quotes.

use super::fault::Outcome;
use super::lexer::{Lexer, ValueKind};
use super::numbers::{Number, whole_number};
use super::sink::{ShortText, Sink};

/// What a value tells to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told<T> {
    /// Nothing: null, or a blank text.
    Nothing,
    /// This.
    Value(T),
    /// A value of another type than the field takes.
    Odd,
    /// A number that does not fit, as the file writes it.
    OutOfRange(String),
}

impl<T> Told<T> {
    /// The value, if there is one.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

impl Lexer<'_> {
    /// A yes or no: a boolean, 0 or 1, or a text that says `true` or `false` in any letter case.
    #[inline]
    pub(super) fn told_flag(&mut self, kind: ValueKind) -> Outcome<Told<bool>> {
        match kind {
            ValueKind::True | ValueKind::False => {
                self.literal(kind).map(|()| Told::Value(kind == ValueKind::True))
            }
            ValueKind::Null => self.literal(kind).map(|()| Told::Nothing),
            _ => self.odd_flag(kind),
        }
    }

    fn odd_flag(&mut self, kind: ValueKind) -> Outcome<Told<bool>> {
        match kind {
            ValueKind::Number => Ok(match self.number()? {
                Number::Whole(0) => Told::Value(false),
                Number::Whole(1) => Told::Value(true),
                _ => Told::Odd,
            }),
            ValueKind::String => {
                let mut text = ShortText::new();
                self.string(&mut text)?;
                Ok(match text.text() {
                    Some(b"") => Told::Nothing,
                    Some(word) if word.eq_ignore_ascii_case(b"true") => Told::Value(true),
                    Some(word) if word.eq_ignore_ascii_case(b"false") => Told::Value(false),
                    _ => Told::Odd,
                })
            }
            _ => self.skip(kind).map(|()| Told::Odd),
        }
    }

    /// A count: a whole number of at most 64 bits, or a text of its digits.
    #[inline]
    pub(super) fn told_count(&mut self, kind: ValueKind) -> Outcome<Told<u64>> {
        match kind {
            ValueKind::Number => match self.number()? {
                Number::Whole(number) => Ok(Told::Value(number)),
                Number::Other => Ok(Told::OutOfRange(String::from_utf8_lossy(&self.spill).into_owned())),
            },
            ValueKind::Null => self.literal(kind).map(|()| Told::Nothing),
            ValueKind::String => {
                let mut text = ShortText::new();
                self.string(&mut text)?;
                Ok(match text.text() {
                    Some(b"") => Told::Nothing,
                    Some(digits) if digits.iter().all(u8::is_ascii_digit) => {
                        whole_number(digits).map_or_else(|| Told::OutOfRange(text.shown()), Told::Value)
                    }
                    _ => Told::Odd,
                })
            }
            _ => self.skip(kind).map(|()| Told::Odd),
        }
    }

    /// A text: it goes to `sink`. A number is taken as it is written. Gives whether the field takes such a value.
    #[inline]
    pub(super) fn told_text<S: Sink>(&mut self, kind: ValueKind, sink: &mut S) -> Outcome<bool> {
        match kind {
            ValueKind::String => self.string(sink).map(|()| true),
            ValueKind::Null => self.literal(kind).map(|()| true),
            ValueKind::Number => {
                let text = self.number_text()?;
                sink.whole(text.as_bytes());
                Ok(true)
            }
            _ => self.skip(kind).map(|()| false),
        }
    }
}
