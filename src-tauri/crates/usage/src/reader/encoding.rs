//! How a file's text is encoded: as one of Unicode's encodings, told from its first bytes, or as an older one, told from a text.

const MARK: &[u8] = b"\xef\xbb\xbf";

/// What the first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Nothing against UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark of three bytes.
    Utf8WithMark,
    /// The file ends inside of such a mark.
    DividedMark,
    /// Another Unicode encoding, by its name in findings.
    Other(&'static str),
}

/// The encoding of a file that begins with `head`: at least four bytes, or the whole file when it is shorter.
///
/// Without a mark it is told from where the zero bytes are: a JSON text begins with two ASCII characters (RFC 4627,
/// section 3), and so does the header line of every table that is known.
pub(super) fn encoding(head: &[u8]) -> Encoding {
    match head {
        [0xff, 0xfe, 0, 0, ..] => Encoding::Other("utf-32le"),
        [0, 0, 0xfe, 0xff, ..] => Encoding::Other("utf-32be"),
        [0xff, 0xfe, ..] => Encoding::Other("utf-16le"),
        [0xfe, 0xff, ..] => Encoding::Other("utf-16be"),
        [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8WithMark,
        [first, 0, 0, 0, ..] if begins_json(*first) => Encoding::Other("utf-32le"),
        [0, 0, 0, last, ..] if begins_json(*last) => Encoding::Other("utf-32be"),
        [first, 0, ..] if begins_json(*first) => Encoding::Other("utf-16le"),
        [0, second, ..] if begins_json(*second) => Encoding::Other("utf-16be"),
        [first, 0, second, 0, ..] if is_text(*first) && is_text(*second) => Encoding::Other("utf-16le"),
        [0, first, 0, second, ..] if is_text(*first) && is_text(*second) => Encoding::Other("utf-16be"),
        _ if !head.is_empty() && MARK.starts_with(head) => Encoding::DividedMark,
        _ => Encoding::Utf8,
    }
}

/// A character of a header line, which is ASCII in every table that is known.
fn is_text(byte: u8) -> bool {
    byte.is_ascii_graphic()
}

fn begins_json(byte: u8) -> bool {
    matches!(
        byte,
        b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n' | b' ' | b'\t' | b'\n' | b'\r'
    )
}

/// The name in findings of the encoding that a text probably is in, which is not UTF-8; `unknown` where nothing tells it.
pub(super) fn older_encoding(text: &[u8]) -> &'static str {
    if is_shift_jis(text) {
        "shift_jis"
    } else if is_windows_1252(text) {
        "windows-1252"
    } else {
        "unknown"
    }
}

/// Whether the text is of `Shift_JIS`, as Japanese spreadsheets save it: its bytes pair up as that encoding pairs them, and some
/// begin as no letter of Latin-1 does.
fn is_shift_jis(text: &[u8]) -> bool {
    let mut bytes = text.iter();
    let mut is_japanese = false;
    while let Some(&first) = bytes.next() {
        match first {
            0..=0x80 | 0xa1..=0xdf => {}
            0x81..=0x9f | 0xe0..=0xfc => {
                if !bytes.next().is_some_and(|second| matches!(second, 0x40..=0x7e | 0x80..=0xfc)) {
                    return false;
                }
                is_japanese |= first < 0xa0;
            }
            _ => return false,
        }
    }
    is_japanese
}

/// Whether the text may be of `windows-1252`, of which Latin-1 is a part: a letter with an accent here and there. Where many bytes
/// beyond ASCII follow each other it is another script, or something that takes several bytes a character.
fn is_windows_1252(text: &[u8]) -> bool {
    const MOST_IN_A_ROW: usize = 2;
    let is_defined = |byte: &u8| !matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    let is_letter = |byte: &u8| {
        matches!(byte, 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xff)
            && !matches!(byte, 0xd7 | 0xf7)
    };
    let mut runs = text.chunk_by(|one, next| one.is_ascii() == next.is_ascii());
    text.iter().any(is_letter)
        && runs.all(|run| run[0].is_ascii() || run.len() <= MOST_IN_A_ROW && run.iter().all(is_defined))
}

/// How many bytes a UTF-8 byte order mark has.
pub(super) const MARK_LENGTH: usize = MARK.len();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_encodings_are_told_where_their_bytes_tell_them() {
        let cases: [(&[u8], &str); 11] = [
            (b"\x8d\xb2\x93\xa1", "shift_jis"),
            (b"\x83\x5c\x83\x74\x83\x67", "shift_jis"),
            (b"Zo\xeb", "windows-1252"),
            (b"Ren\xe9e", "windows-1252"),
            (b"Mu\xdfgn\xfc\xdf", "windows-1252"),
            (b"Zo\xeb O\x92Brien", "windows-1252"),
            (b"\xcf\xf0\xe8\xe2\xe5\xf2", "unknown"),
            (b"\xba\xb4\xc6\xa3", "unknown"),
            (b"5 \xd7 5", "unknown"),
            (b"\x8d", "unknown"),
            (b"mona", "unknown"),
        ];
        for (text, expected) in cases {
            assert_eq!(older_encoding(text), expected, "{text:x?}");
        }
    }

    #[test]
    fn marks_and_zero_bytes_tell_the_encoding() {
        let cases: [(&[u8], Encoding); 18] = [
            (b"\xff\xfe{\0", Encoding::Other("utf-16le")),
            (b"\xfe\xff\0{", Encoding::Other("utf-16be")),
            (b"\xff\xfe\0\0", Encoding::Other("utf-32le")),
            (b"\0\0\xfe\xff", Encoding::Other("utf-32be")),
            (b"{\0\"\0", Encoding::Other("utf-16le")),
            (b"\0{\0\"", Encoding::Other("utf-16be")),
            (b"{\0\0\0", Encoding::Other("utf-32le")),
            (b"\0\0\0{", Encoding::Other("utf-32be")),
            (b"{\0", Encoding::Other("utf-16le")),
            (b"c\0r\0", Encoding::Other("utf-16le")),
            (b"\0c\0r", Encoding::Other("utf-16be")),
            (b"\xef\xbb\xbf{", Encoding::Utf8WithMark),
            (b"\xef\xbb\xbf", Encoding::Utf8WithMark),
            (b"\xef\xbb", Encoding::DividedMark),
            (b"{\"a\"", Encoding::Utf8),
            (b"", Encoding::Utf8),
            (b"\0\x01\0\0", Encoding::Utf8),
            (b"\x7f\0EL", Encoding::Utf8),
        ];
        for (head, expected) in cases {
            assert_eq!(encoding(head), expected, "{head:x?}");
        }
    }
}
