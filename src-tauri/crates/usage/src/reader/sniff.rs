//! What a file is, told from its first bytes. Every reader is chosen here, and nowhere else.

use super::consumed;
use super::csv::header::FirstLine;
use super::csv::users::Layout;
use super::encoding::{Encoding, MARK_LENGTH, encoding};
use super::identities;
use super::json_kind::{JsonKind, json_kind};

/// How many of the first bytes are looked at. The longest header line that GitHub writes is shorter than a kilobyte; the keys
/// of a JSON document's first record come within a few.
pub(super) const HEAD: usize = 16 * 1024;

/// How few columns a table has that is worth calling one: a sentence has a comma or two as well.
const FEWEST_COLUMNS: usize = 3;

/// The form of a file, which decides who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A JSON document, or nothing that is known: the reader of exports tells what is wrong with it.
    Document,
    /// A JSON document that has a reader of its own.
    Json(JsonKind),
    /// A server's table of its users.
    Users(Layout),
    /// The cloud's table of consumed licenses.
    ConsumedTable(consumed::table::Layout),
    /// A server's table of SAML mappings.
    MappingTable(identities::table::Layout),
    /// A table that has other columns.
    OtherTable(Vec<String>),
}

/// The form of a file that begins with `head`, and how many bytes of a byte order mark it begins with.
pub(super) fn form(head: &[u8]) -> (Form, usize) {
    let mark = match encoding(head) {
        Encoding::Utf8 => 0,
        Encoding::Utf8WithMark => MARK_LENGTH,
        Encoding::DividedMark | Encoding::Other(_) => return (Form::Document, 0),
    };
    let text = &head[mark..];
    let form = match text.trim_ascii_start().first() {
        Some(b'{' | b'[') => json_kind(text).map_or(Form::Document, Form::Json),
        None => Form::Document,
        Some(_) => table(text),
    };
    (form, mark)
}

fn table(text: &[u8]) -> Form {
    let lines: Vec<_> = FirstLine::in_each_dialect(text).collect();
    if let Some(layout) = lines.iter().find_map(Layout::of) {
        return Form::Users(layout);
    }
    if let Some(layout) = lines.iter().find_map(consumed::table::Layout::of) {
        return Form::ConsumedTable(layout);
    }
    if let Some(layout) = lines.iter().find_map(identities::table::Layout::of) {
        return Form::MappingTable(layout);
    }
    let is_table = |line: &&FirstLine| {
        let is_text = |cell: &Vec<u8>| {
            std::str::from_utf8(cell).is_ok_and(|text| !text.is_empty() && !text.contains(char::is_control))
        };
        line.is_sound && line.cells.len() >= FEWEST_COLUMNS && line.cells.iter().all(is_text)
    };
    match lines.iter().filter(is_table).max_by_key(|line| line.cells.len()) {
        Some(line) => Form::OtherTable(line.shown()),
        None => Form::Document,
    }
}
