//! How a file's text is encoded, told from its first bytes.

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

/// How many bytes a UTF-8 byte order mark has.
pub(super) const MARK_LENGTH: usize = MARK.len();

#[cfg(test)]
mod tests {
    use super::*;

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
