//! JSON's tokens (RFC 8259), pulled one after the other out of the window. Nothing is allocated on the way.

use super::fault::{DEPTH_LIMIT, Expected, Fault, Inside, Outcome, Problem, Spot};
use super::scan;
use super::strings::LoneSurrogates;
use super::window::Window;

/// What kind of value begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind {
    String,
    Object,
    Array,
    Number,
    True,
    False,
    Null,
}

/// The tokens of a document.
pub(super) struct Lexer<'feed> {
    pub(super) window: Window<'feed>,
    /// How many objects and arrays are open.
    pub(super) depth: u64,
    /// Bytes of a token that a block's end cut in two; used again for every such token.
    pub(super) spill: Vec<u8>,
    /// The stack of [`Lexer::skip`], used again for every skipped value.
    pub(super) skipped: super::skip::Trail,
    pub(super) lone_surrogates: LoneSurrogates,
}

impl<'feed> Lexer<'feed> {
    /// A lexer at the beginning of a document.
    pub(super) fn new(window: Window<'feed>) -> Self {
        Self {
            window,
            depth: 0,
            spill: Vec::new(),
            skipped: super::skip::Trail::default(),
            lone_surrogates: LoneSurrogates::default(),
        }
    }

    /// The next byte that is not white space, or the fault that the document ended.
    #[inline]
    pub(super) fn next(&mut self) -> Outcome<u8> {
        if let Some(&byte) = self.window.rest().first()
            && byte > b' '
        {
            return Ok(byte);
        }
        match self.after_space() {
            Some(byte) => Ok(byte),
            None => Err(self.ended(Inside::Document)),
        }
    }

    /// The next byte that is not white space; `None` at the end of the file.
    pub(super) fn after_space(&mut self) -> Option<u8> {
        loop {
            match self.window.peek()? {
                b' ' => {
                    let run = scan::spaces(self.window.rest()).max(1);
                    self.window.advance(run);
                }
                b'\n' => self.window.advance_line(),
                b'\t' | b'\r' => self.window.advance(1),
                byte => return Some(byte),
            }
        }
    }

    /// What kind of value begins here, after white space.
    #[inline]
    pub(super) fn kind(&mut self) -> Outcome<ValueKind> {
        Ok(match self.next()? {
            b'"' => ValueKind::String,
            b'{' => ValueKind::Object,
            b'[' => ValueKind::Array,
            b'-' | b'0'..=b'9' => ValueKind::Number,
            b't' => ValueKind::True,
            b'f' => ValueKind::False,
            b'n' => ValueKind::Null,
            _ => return Err(self.invalid(Expected::Value)),
        })
    }

    /// Enters the object or array whose bracket is here.
    #[inline]
    pub(super) fn open(&mut self) -> Outcome<()> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.fault(Problem::TooDeep));
        }
        self.depth += 1;
        self.window.advance(1);
        Ok(())
    }

    /// Moves to the next key of an object, or leaves the object. `first` is whether no member was read yet.
    #[inline]
    pub(super) fn member(&mut self, first: bool) -> Outcome<bool> {
        let mut byte = self.next()?;
        if byte == b'}' {
            self.depth -= 1;
            self.window.advance(1);
            return Ok(false);
        }
        if !first {
            if byte != b',' {
                return Err(self.invalid(Expected::CommaOrEnd));
            }
            self.window.advance(1);
            byte = self.next()?;
        }
        if byte == b'"' { Ok(true) } else { Err(self.invalid(Expected::Key)) }
    }

    /// Moves to the next value of an array, or leaves the array. `first` is whether no element was read yet.
    #[inline]
    pub(super) fn element(&mut self, first: bool) -> Outcome<bool> {
        let byte = self.next()?;
        if byte == b']' {
            self.depth -= 1;
            self.window.advance(1);
            return Ok(false);
        }
        if !first {
            if byte != b',' {
                return Err(self.invalid(Expected::CommaOrEnd));
            }
            self.window.advance(1);
        }
        Ok(true)
    }

    /// Passes over the colon after a key.
    #[inline]
    pub(super) fn colon(&mut self) -> Outcome<()> {
        if self.next()? != b':' {
            return Err(self.invalid(Expected::Colon));
        }
        self.window.advance(1);
        Ok(())
    }

    /// Passes over `true`, `false` or `null`, whichever begins here.
    #[inline]
    pub(super) fn literal(&mut self, kind: ValueKind) -> Outcome<()> {
        let word: &[u8] = match kind {
            ValueKind::True => b"true",
            ValueKind::False => b"false",
            _ => b"null",
        };
        if self.window.rest().starts_with(word) {
            self.window.advance(word.len());
            return Ok(());
        }
        self.divided_literal(word)
    }

    /// A literal that a block's end may divide, or that is none.
    #[cold]
    fn divided_literal(&mut self, word: &[u8]) -> Outcome<()> {
        let spot = self.window.spot();
        for (passed, &expected) in word.iter().enumerate() {
            match self.window.peek() {
                None => return Err(self.ended(Inside::Document)),
                Some(byte) if byte == expected => self.window.advance(1),
                Some(_) => {
                    let found = String::from_utf8_lossy(&word[..passed]).into_owned() + &self.word_here();
                    return Err(Fault::new(Problem::Invalid { expected: Expected::Literal, found }, spot));
                }
            }
        }
        Ok(())
    }

    /// Passes over white space at the end of the document; anything else is a fault.
    pub(super) fn end(&mut self) -> Outcome<()> {
        match self.after_space() {
            None => Ok(()),
            Some(_) => Err(self.invalid(Expected::EndOfFile)),
        }
    }

    /// A fault here.
    #[cold]
    pub(super) fn fault(&self, problem: Problem) -> Fault {
        Fault::new(problem, self.window.spot())
    }

    /// The fault that the document ended here.
    #[cold]
    pub(super) fn ended(&self, inside: Inside) -> Fault {
        self.fault(Problem::Ended(inside))
    }

    /// The fault that the byte here is not what JSON allows. Bytes are consumed: nothing can be read after a fault.
    #[cold]
    pub(super) fn invalid(&mut self, expected: Expected) -> Fault {
        let spot = self.window.spot();
        self.invalid_at(expected, spot)
    }

    /// The same, told of an earlier spot.
    #[cold]
    pub(super) fn invalid_at(&mut self, expected: Expected, spot: Spot) -> Fault {
        let problem = match self.window.peek() {
            // Where a character beyond ASCII is none, the encoding is what is wrong, not the grammar.
            Some(0x80..) => match self.character_here() {
                None => Problem::NotUtf8("unknown"),
                Some(character) => Problem::Invalid { expected, found: character.to_string() },
            },
            _ => Problem::Invalid { expected, found: self.word_here() },
        };
        Fault::new(problem, spot)
    }

    /// The character here, consumed; `None` when it is not UTF-8.
    fn character_here(&mut self) -> Option<char> {
        let bytes = self.window.take(4);
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
        };
        valid.chars().next()
    }

    /// The word or the one byte here, consumed, for showing it.
    fn word_here(&mut self) -> String {
        const LIMIT: usize = 16;
        let mut word = String::new();
        while let Some(byte) = self.window.peek()
            && byte.is_ascii()
            && word.len() < LIMIT
        {
            if !word.is_empty() && !byte.is_ascii_alphanumeric() {
                break;
            }
            word.push(char::from(byte));
            self.window.advance(1);
            if !byte.is_ascii_alphanumeric() {
                break;
            }
        }
        word
    }
}
