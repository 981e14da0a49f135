//! What a file is, told from its first bytes. Every reader is chosen here, and nowhere else.

/// How many of the first bytes are looked at. The longest header line that GitHub writes is shorter than a kilobyte; the keys
/// of a JSON document's first record come within a few.
pub(super) const HEAD: usize = 16 * 1024;

/// The form of a file, which decides who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A JSON document, or nothing that is known: the reader of exports tells what is wrong with it.
    Document,
}

/// The form of a file that begins with `head`.
pub(super) fn form(_head: &[u8]) -> Form {
    Form::Document
}
