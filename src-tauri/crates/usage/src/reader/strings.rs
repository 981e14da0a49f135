//! Strings: found by eight bytes at a time, decoded only where they hold an escape or a character beyond ASCII.

use super::encoding::older_encoding;
use super::fault::{Expected, Fault, Inside, Outcome, Problem, Spot};
use super::lexer::Lexer;
use super::noticed::Noticed;
use super::scan;
use super::sink::Sink;
use crate::Code;

/// Half of a character that UTF-16 writes in two (RFC 8259, section 7).
fn is_high_surrogate(unit: u32) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

impl Lexer<'_> {
    /// The string whose opening quote is here. Its text goes to `sink`.
    #[expect(clippy::inline_always, reason = "measured: a call for every key is a sixth of lexing a list")]
    #[inline(always)]
    pub(super) fn string<S: Sink>(&mut self, sink: &mut S) -> Outcome<()> {
        let (block, at) = self.window.block();
        let end = scan::plain_run_end(block, at + 1);
        if block.get(end) == Some(&b'"') {
            sink.whole(&block[at + 1..end]);
            self.window.move_to(end + 1);
            return Ok(());
        }
        self.window.advance(1);
        self.long_string(sink)
    }

    /// A string with escapes, with characters beyond ASCII, or that a block's end divides.
    ///
    /// A surrogate that stands alone is passed on as U+FFFD and noticed: JSON's grammar allows it, and no text has it.
    fn long_string<S: Sink>(&mut self, sink: &mut S) -> Outcome<()> {
        let mut high = None;
        loop {
            let (block, at) = self.window.block();
            let end = scan::plain_run_end(block, at);
            if end > at {
                flush_lone_surrogate(&mut high, &mut self.lone_surrogates, sink);
                sink.piece(&block[at..end]);
            }
            let stopper = block.get(end).copied();
            self.window.move_to(end);
            match stopper {
                None => {
                    if !self.window.turn() {
                        return Err(self.ended(Inside::String));
                    }
                }
                Some(b'"') => {
                    flush_lone_surrogate(&mut high, &mut self.lone_surrogates, sink);
                    sink.end();
                    self.window.advance(1);
                    return Ok(());
                }
                Some(b'\\') => self.escape(&mut high, sink)?,
                Some(0x80..) => {
                    flush_lone_surrogate(&mut high, &mut self.lone_surrogates, sink);
                    self.beyond_ascii(sink)?;
                }
                Some(_) => return Err(self.invalid(Expected::NoControlCharacter)),
            }
        }
    }

    /// The escape whose backslash is here.
    fn escape<S: Sink>(&mut self, high: &mut Option<HighSurrogate>, sink: &mut S) -> Outcome<()> {
        let spot = self.window.spot();
        self.window.advance(1);
        let Some(letter) = self.window.peek() else {
            return Err(self.ended(Inside::String));
        };
        let plain = match letter {
            b'"' | b'\\' | b'/' => letter,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                self.window.advance(1);
                let mut unit = 0;
                for _ in 0..4 {
                    let Some(digit) = self.window.peek() else {
                        return Err(self.ended(Inside::String));
                    };
                    let Some(value) = char::from(digit).to_digit(16) else {
                        return Err(self.invalid_at(Expected::Escape, spot));
                    };
                    unit = unit * 16 + value;
                    self.window.advance(1);
                }
                pass_unit(unit, spot, high, &mut self.lone_surrogates, sink);
                return Ok(());
            }
            _ => return Err(self.invalid_at(Expected::Escape, spot)),
        };
        self.window.advance(1);
        flush_lone_surrogate(high, &mut self.lone_surrogates, sink);
        sink.piece(&[plain]);
        Ok(())
    }

    /// A run that begins with a character beyond ASCII.
    fn beyond_ascii<S: Sink>(&mut self, sink: &mut S) -> Outcome<()> {
        let (block, at) = self.window.block();
        let end = scan::text_run_end(block, at);
        let run = &block[at..end];
        let Err(error) = std::str::from_utf8(run) else {
            sink.piece(run);
            self.window.advance(run.len());
            return Ok(());
        };
        let valid = error.valid_up_to();
        if valid > 0 {
            sink.piece(&run[..valid]);
        }
        self.window.advance(valid);
        if error.error_len().is_none() {
            // The rest of the character may be in the next block.
            self.divided_character(sink)
        } else {
            Err(self.not_utf8(self.window.spot(), &[]))
        }
    }

    /// The fault that a text is not UTF-8 from this spot on. `passed` are the bytes from there that were passed over; what follows
    /// is consumed, to tell what it is.
    #[cold]
    fn not_utf8(&mut self, spot: Spot, passed: &[u8]) -> Fault {
        const LOOKED_AT: usize = 64;
        let rest = self.window.take(LOOKED_AT - passed.len());
        let text = [passed, &rest].concat();
        let ends = |byte: &u8| *byte == b'"' || *byte < b' ';
        let text = text.split(ends).next().unwrap_or_default();
        Fault::new(Problem::NotUtf8(older_encoding(text)), spot)
    }

    /// A character that a block's end, or the file's, cuts in two.
    fn divided_character<S: Sink>(&mut self, sink: &mut S) -> Outcome<()> {
        let spot = self.window.spot();
        let mut bytes = [0; 4];
        let mut length = 0;
        loop {
            let Some(byte) = self.window.peek() else {
                return Err(self.ended(Inside::String));
            };
            bytes[length] = byte;
            length += 1;
            match std::str::from_utf8(&bytes[..length]) {
                Ok(_) => {
                    sink.piece(&bytes[..length]);
                    self.window.advance(1);
                    return Ok(());
                }
                // No character has more than four bytes, so an unfinished one has at most three.
                Err(error) if error.error_len().is_none() && length < 4 => self.window.advance(1),
                Err(_) => return Err(self.not_utf8(spot, &bytes[..length - 1])),
            }
        }
    }
}

/// The first half of a character, and where its escape stands.
struct HighSurrogate {
    unit: u32,
    spot: Spot,
}

/// Halves of characters that stand alone: how many, and where the first does.
#[derive(Default)]
pub(super) struct LoneSurrogates {
    count: u64,
    first: Option<Spot>,
}

impl LoneSurrogates {
    #[cold]
    fn add(&mut self, spot: Spot) {
        self.count += 1;
        self.first.get_or_insert(spot);
    }
}

impl Lexer<'_> {
    /// Tells of the halves of characters that stood alone, if any did.
    pub(super) fn tell_lone_surrogates(&self, noticed: &mut Noticed) {
        if let Some(spot) = self.lone_surrogates.first {
            noticed.counted(Code::LoneSurrogate, self.lone_surrogates.count, spot.place(String::new()));
        }
    }
}

/// Passes on a UTF-16 code unit that an escape wrote, or remembers it as the first half of a character.
fn pass_unit<S: Sink>(
    unit: u32,
    spot: Spot,
    high: &mut Option<HighSurrogate>,
    lone: &mut LoneSurrogates,
    sink: &mut S,
) {
    let is_low = (0xdc00..0xe000).contains(&unit);
    if is_low && let Some(first) = high.take() {
        pass_character(0x10000 + ((first.unit - 0xd800) << 10) + (unit - 0xdc00), sink);
        return;
    }
    flush_lone_surrogate(high, lone, sink);
    if is_high_surrogate(unit) {
        *high = Some(HighSurrogate { unit, spot });
        return;
    }
    if is_low {
        lone.add(spot);
    }
    pass_character(unit, sink);
}

fn flush_lone_surrogate<S: Sink>(high: &mut Option<HighSurrogate>, lone: &mut LoneSurrogates, sink: &mut S) {
    if let Some(high) = high.take() {
        lone.add(high.spot);
        pass_character(u32::from(char::REPLACEMENT_CHARACTER), sink);
    }
}

fn pass_character<S: Sink>(scalar: u32, sink: &mut S) {
    let character = char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
    sink.piece(character.encode_utf8(&mut [0; 4]).as_bytes());
}
