//! Strings: found by eight bytes at a time, decoded only where they hold an escape or a character beyond ASCII.

use super::fault::{Expected, Fault, Inside, Outcome, Problem};
use super::lexer::Lexer;
use super::scan;
use super::sink::Sink;

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
    /// A surrogate that stands alone is passed on as U+FFFD: JSON's grammar allows it, and nothing is ever written back.
    fn long_string<S: Sink>(&mut self, sink: &mut S) -> Outcome<()> {
        let mut high = None;
        loop {
            let (block, at) = self.window.block();
            let end = scan::plain_run_end(block, at);
            if end > at {
                flush_lone_surrogate(&mut high, sink);
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
                    flush_lone_surrogate(&mut high, sink);
                    sink.end();
                    self.window.advance(1);
                    return Ok(());
                }
                Some(b'\\') => self.escape(&mut high, sink)?,
                Some(0x80..) => {
                    flush_lone_surrogate(&mut high, sink);
                    self.beyond_ascii(sink)?;
                }
                Some(_) => return Err(self.invalid(Expected::NoControlCharacter)),
            }
        }
    }

    /// The escape whose backslash is here.
    fn escape<S: Sink>(&mut self, high: &mut Option<u32>, sink: &mut S) -> Outcome<()> {
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
                pass_unit(unit, high, sink);
                return Ok(());
            }
            _ => return Err(self.invalid_at(Expected::Escape, spot)),
        };
        self.window.advance(1);
        flush_lone_surrogate(high, sink);
        sink.piece(&[plain]);
        Ok(())
    }

    /// A run that begins with a character beyond ASCII.
    fn beyond_ascii<S: Sink>(&mut self, sink: &mut S) -> Outcome<()> {
        let (block, at) = self.window.block();
        let end = scan::text_run_end(block, at);
        let run = &block[at..end];
        let (valid, is_whole, is_cut) = match std::str::from_utf8(run) {
            Ok(_) => (run.len(), true, false),
            Err(error) => (error.valid_up_to(), false, error.error_len().is_none()),
        };
        if valid > 0 {
            sink.piece(&run[..valid]);
        }
        self.window.advance(valid);
        if is_whole {
            Ok(())
        } else if is_cut {
            // The rest of the character may be in the next block.
            self.divided_character(sink)
        } else {
            Err(self.fault(Problem::NotUtf8))
        }
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
                Err(_) => return Err(Fault::new(Problem::NotUtf8, spot)),
            }
        }
    }
}

/// Passes on a UTF-16 code unit that an escape wrote, or remembers it as the first half of a character.
fn pass_unit<S: Sink>(unit: u32, high: &mut Option<u32>, sink: &mut S) {
    if let Some(first) = *high
        && (0xdc00..0xe000).contains(&unit)
    {
        *high = None;
        pass_character(0x10000 + ((first - 0xd800) << 10) + (unit - 0xdc00), sink);
        return;
    }
    flush_lone_surrogate(high, sink);
    if is_high_surrogate(unit) {
        *high = Some(unit);
    } else {
        pass_character(unit, sink);
    }
}

fn flush_lone_surrogate<S: Sink>(high: &mut Option<u32>, sink: &mut S) {
    if high.take().is_some() {
        pass_character(u32::from(char::REPLACEMENT_CHARACTER), sink);
    }
}

fn pass_character<S: Sink>(scalar: u32, sink: &mut S) {
    let character = char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
    sink.piece(character.encode_utf8(&mut [0; 4]).as_bytes());
}
