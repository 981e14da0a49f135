//! Looking at eight bytes at a time in one machine word.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = ONES << 7;

const fn in_every_lane(byte: u8) -> u64 {
    ONES * byte as u64
}

/// Marks, by the high bit of their lane, the bytes that end a plain run of a JSON string. Lanes above the first marked one
/// may be marked wrongly, because a subtraction borrows from them; only the lowest mark is used.
const fn string_marks(word: u64) -> u64 {
    let quote = (word ^ in_every_lane(b'"')).wrapping_sub(ONES);
    let backslash = (word ^ in_every_lane(b'\\')).wrapping_sub(ONES);
    let control = word.wrapping_sub(in_every_lane(b' '));
    // A byte beyond ASCII keeps its high bit in one of the differences, so it is marked without being asked for.
    (quote | backslash | control) & HIGH_BITS
}

const fn ends_plain_run(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0x80..) || byte < b' '
}

/// The index of the first byte at or after `from` that is a quote, a backslash, a control character or not ASCII; the
/// length of `bytes` when there is none.
#[inline]
pub(super) fn plain_run_end(bytes: &[u8], from: usize) -> usize {
    let Some(rest) = bytes.get(from..) else {
        return bytes.len();
    };
    let (words, tail) = rest.as_chunks::<8>();
    let mut at = from;
    for word in words {
        let marks = string_marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    tail.iter().position(|&byte| ends_plain_run(byte)).map_or(bytes.len(), |offset| at + offset)
}

/// The index of the first byte at or after `from` that is a quote, a backslash or a control character: the end of a run that
/// may hold characters beyond ASCII.
pub(super) fn text_run_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        at = plain_run_end(bytes, at);
        match bytes.get(at) {
            Some(0x80..) => at += 1,
            _ => return at,
        }
    }
}

/// How many of the first bytes are spaces, in whole words of eight. Indentation is the only long run of white space.
#[inline]
pub(super) fn spaces(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().take_while(|word| **word == *b"        ").count() * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_at_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..24 {
                let mut text = [b'a'; 24];
                text[place] = byte;
                let expected = if ends_plain_run(byte) { place } else { 24 };
                assert_eq!(plain_run_end(&text, 0), expected, "byte {byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn a_mark_is_not_moved_by_its_neighbours() {
        for before in [b'!', b'#', b' ', b'[', b']', 0x7f] {
            let text = [before, before, b'"', 0x1f, 0x80, b'\\', before, before];
            assert_eq!(plain_run_end(&text, 0), 2, "the lowest mark is the first one after {before:#x}");
        }
        assert_eq!(plain_run_end(b"ab", 9), 2, "a start behind the end is the end");
    }

    #[test]
    fn a_text_run_passes_over_characters_beyond_ascii() {
        let text = "日本語 Zoë\\n".as_bytes();
        assert_eq!(text_run_end(text, 0), text.len() - 2, "up to the backslash");
    }

    #[test]
    fn spaces_are_counted_in_words() {
        assert_eq!(spaces(b"                 x"), 16, "two whole words");
        assert_eq!(spaces(b"       x"), 0, "seven are less than a word");
    }
}
