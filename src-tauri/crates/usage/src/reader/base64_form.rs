//! Whether a text is base64, told while it streams by. Nothing of it is kept.

use super::sink::Sink;

const SYMBOL: u8 = 0;
const STANDARD: u8 = 1;
const URL_SAFE: u8 = 2;
const PADDING: u8 = 4;
const BLANK: u8 = 8;
const FOREIGN: u8 = 16;

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [FOREIGN; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => SYMBOL,
            b'+' | b'/' => STANDARD,
            b'-' | b'_' => URL_SAFE,
            b'=' => PADDING,
            b' ' | b'\t' | b'\n' | b'\r' => BLANK,
            _ => FOREIGN,
        };
        byte += 1;
    }
    classes
}

/// Base64 in either alphabet of RFC 4648 (not in both at once), with or without padding, with line breaks.
#[derive(Default)]
pub(super) struct Base64Form {
    symbols: u64,
    padding: u64,
    /// All classes that were met, as bits.
    met: u8,
    symbol_after_padding: bool,
}

impl Base64Form {
    /// Whether all that was seen is base64.
    pub(super) fn holds(&self) -> bool {
        let one_alphabet = self.met & STANDARD == 0 || self.met & URL_SAFE == 0;
        let length = match self.padding {
            // Without padding the last group may be short, but never one symbol, which holds no whole byte.
            0 => self.symbols % 4 != 1,
            1 | 2 => (self.symbols + self.padding).is_multiple_of(4) && self.symbols > 0,
            _ => false,
        };
        self.met & FOREIGN == 0 && one_alphabet && !self.symbol_after_padding && length
    }

    fn byte(&mut self, byte: u8) {
        let class = CLASSES[usize::from(byte)];
        self.met |= class;
        match class {
            SYMBOL | STANDARD | URL_SAFE => {
                self.symbols += 1;
                self.symbol_after_padding |= self.padding > 0;
            }
            PADDING => self.padding += 1,
            _ => {}
        }
    }
}

impl Sink for Base64Form {
    fn piece(&mut self, text: &[u8]) {
        let (groups, tail) = text.as_chunks::<16>();
        for group in groups {
            let classes = group.iter().fold(0, |classes, &byte| classes | CLASSES[usize::from(byte)]);
            if classes < PADDING && self.padding == 0 {
                self.met |= classes;
                self.symbols += group.len() as u64;
            } else {
                for &byte in group {
                    self.byte(byte);
                }
            }
        }
        for &byte in tail {
            self.byte(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_base64(text: &str) -> bool {
        let mut form = Base64Form::default();
        form.piece(text.as_bytes());
        let mut by_bytes = Base64Form::default();
        text.as_bytes().chunks(1).for_each(|byte| by_bytes.piece(byte));
        assert_eq!(form.holds(), by_bytes.holds(), "{text:?} is judged alike in one piece and in many");
        form.holds()
    }

    #[test]
    fn base64_in_both_alphabets_with_and_without_padding() {
        for text in [
            "",
            "QQ==",
            "QQ",
            "QUI=",
            "QUJD",
            "a+/b",
            "a-_b",
            "QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD",
            "QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUI=\n",
            "QUJD\r\nQUJD\nQQ==",
        ] {
            assert!(is_base64(text), "{text:?} is base64");
        }
    }

    #[test]
    fn texts_that_are_not_base64() {
        for text in [
            "Q",
            "QUJDR",
            "QQ=",
            "Q===",
            "====",
            "=",
            "QQ==QQ==",
            "QUJDQUJDQUJDQQ==QUJDQUJDQUJDQUJD",
            "a+_b",
            "QUJDQUJDQUJDQUJDQUJDQUJDQU!DQUJD",
            "{\"a\":1}",
            "日本語です",
        ] {
            assert!(!is_base64(text), "{text:?} is not base64");
        }
    }
}
