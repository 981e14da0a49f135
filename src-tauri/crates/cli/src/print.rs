//! Printing. A reader that went away (`| head`) ends the printing, not the work.

use std::collections::BTreeMap;
use std::io::Write as _;

use serde::Serialize;
use usage::Param;

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

/// JSON documents on standard output, a line each, as they come.
pub(crate) fn documents(documents: impl Iterator<Item = impl Serialize>) {
    let mut output = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    for document in documents {
        // A reader that went away needs no more of them.
        if serde_json::to_writer(&mut output, &document).is_err() || output.write_all(b"\n").is_err() {
            return;
        }
    }
    let _ = output.flush();
}

/// Parameters as `name=value`, in name order.
pub(crate) fn params(params: &BTreeMap<String, Param>) -> String {
    let shown = params.iter().map(|(name, value)| match value {
        Param::Text(text) => format!("{name}={text}"),
        Param::Number(number) => format!("{name}={number}"),
        Param::List(list) => format!("{name}={}", list.join(",")),
    });
    shown.collect::<Vec<_>>().join(" ")
}
