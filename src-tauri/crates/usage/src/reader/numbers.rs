//! Numbers, as RFC 8259 writes them.

use super::fault::{Expected, Inside, Outcome};
use super::lexer::Lexer;

/// As many digits as every 64-bit number without sign can hold.
const SAFE_DIGITS: usize = 19;

/// How much of a number's text is kept for showing it.
const KEPT_DIGITS: usize = 40;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// A whole number from 0 to 2⁶⁴ − 1 without fraction or exponent.
    Whole(u64),
    /// Any other. Its text, or the beginning of it, is in [`Lexer::spill`].
    Other,
}

impl Lexer<'_> {
    /// The number that begins here.
    #[inline]
    pub(super) fn number(&mut self) -> Outcome<Number> {
        let rest = self.window.rest();
        let mut value: u64 = 0;
        let mut digits = 0;
        while let Some(&byte) = rest.get(digits)
            && byte.is_ascii_digit()
            && digits < SAFE_DIGITS
        {
            value = value * 10 + u64::from(byte - b'0');
            digits += 1;
        }
        let ends_in_block =
            rest.get(digits).is_some_and(|byte| !matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E'));
        let leads_with_zero = digits > 1 && rest[0] == b'0';
        if digits > 0 && ends_in_block && !leads_with_zero {
            self.window.advance(digits);
            return Ok(Number::Whole(value));
        }
        self.long_number()
    }

    /// The number that begins here, as it is written; a very long one is cut.
    pub(super) fn number_text(&mut self) -> Outcome<String> {
        self.long_number()?;
        Ok(String::from_utf8_lossy(&self.spill).into_owned())
    }

    /// A number that is not short and whole, or that a block's end divides.
    fn long_number(&mut self) -> Outcome<Number> {
        self.spill.clear();
        let mut whole = self.pass(b"-") == 0;
        match self.window.peek() {
            Some(b'0') => {
                self.pass_one();
                if matches!(self.window.peek(), Some(b'0'..=b'9')) {
                    return Err(self.invalid(Expected::Number));
                }
            }
            _ => self.digits()?,
        }
        if self.pass(b".") == 1 {
            whole = false;
            self.digits()?;
        }
        if self.pass(b"eE") == 1 {
            whole = false;
            self.pass(b"+-");
            self.digits()?;
        }
        if whole
            && self.spill.len() < KEPT_DIGITS
            && let Some(value) = whole_number(&self.spill)
        {
            return Ok(Number::Whole(value));
        }
        Ok(Number::Other)
    }

    /// Passes over one digit or more.
    fn digits(&mut self) -> Outcome<()> {
        let mut count: u64 = 0;
        while matches!(self.window.peek(), Some(b'0'..=b'9')) {
            self.pass_one();
            count += 1;
        }
        match self.window.peek() {
            _ if count > 0 => Ok(()),
            None => Err(self.ended(Inside::Document)),
            Some(_) => Err(self.invalid(Expected::Number)),
        }
    }

    /// Passes over one byte if it is one of these; gives how many were passed.
    fn pass(&mut self, allowed: &[u8]) -> usize {
        match self.window.peek() {
            Some(byte) if allowed.contains(&byte) => {
                self.pass_one();
                1
            }
            _ => 0,
        }
    }

    fn pass_one(&mut self) {
        if let Some(byte) = self.window.peek() {
            if self.spill.len() < KEPT_DIGITS {
                self.spill.push(byte);
            }
            self.window.advance(1);
        }
    }
}

/// The number that these digits write; `None` when they are none, or other characters, or more than 64 bits.
pub(super) fn whole_number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |value, &digit| {
        if !digit.is_ascii_digit() {
            return None;
        }
        value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
    })
}
