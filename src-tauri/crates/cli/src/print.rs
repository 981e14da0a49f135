//! Printing. A reader that went away (`| head`) ends the printing, not the work.

use std::io::Write as _;

use serde::Serialize;

/// A line on standard output.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line on standard error.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// One JSON document on standard output.
pub(crate) fn document(document: &impl Serialize) {
    let mut output = std::io::stdout().lock();
    if serde_json::to_writer(&mut output, document).is_ok() {
        let _ = output.write_all(b"\n");
    }
}
