//! How a table is written: what separates its cells, and what ends its lines.

use memchr::memchr2;

/// What quotes a cell.
pub(in crate::reader) const QUOTE: u8 = b'"';

/// The delimiters that are known: RFC 4180's, that of spreadsheets where the comma is a decimal sign, and that of tables
/// copied out of one.
pub(in crate::reader) const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Dialect {
    /// What stands between two cells.
    pub(in crate::reader) delimiter: u8,
    /// What ends a line: a line feed, or a carriage return where no line feed follows it. A carriage return before a line feed
    /// belongs to the line end.
    pub(in crate::reader) line_end: u8,
}

impl Dialect {
    /// The name of another delimiter than the comma, as findings show it.
    pub(in crate::reader) const fn other_delimiter(self) -> Option<&'static str> {
        match self.delimiter {
            b';' => Some("semicolon"),
            b'\t' => Some("tab"),
            _ => None,
        }
    }
}

/// What ends the lines of a table that begins with `head`: whatever ends the first one.
pub(in crate::reader) fn line_end(head: &[u8]) -> u8 {
    match memchr2(b'\r', b'\n', head) {
        Some(place) if head[place] == b'\r' && head.get(place + 1).is_some_and(|&next| next != b'\n') => {
            b'\r'
        }
        _ => b'\n',
    }
}
