//! People as text: a table in CSV (RFC 4180), or a JSON object a line.

use std::io::Write;

use super::Exported;
use super::record::COLUMNS;
use crate::saving::Progress;
use crate::spreadsheet::harmless;
use crate::{Failure, FailureCode};

/// A byte order mark, without which Excel reads Japanese as the system's old encoding.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a table in UTF-8, of which no cell is a formula to a spreadsheet.
pub(super) fn csv(people: &Exported, to: &mut dyn Write, progress: &Progress<'_>) -> Result<(), Failure> {
    to.write_all(MARK).map_err(|error| crate::disk::failure(&error))?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    writer.write_record(COLUMNS).map_err(|error| unwritten(&error))?;
    let total = people.len();
    for record in people.records() {
        let cells = record.cells().map(|cell| harmless(&cell));
        writer.write_record(cells).map_err(|error| unwritten(&error))?;
        progress.row(total)?;
    }
    writer.flush().map_err(|error| crate::disk::failure(&error))
}

fn unwritten(error: &csv::Error) -> Failure {
    match error.kind() {
        csv::ErrorKind::Io(error) => crate::disk::failure(error),
        // Every row has as many cells.
        _ => Failure::new(FailureCode::Defect).with("place", "people_csv"),
    }
}

/// Writes a JSON object a line: what a spreadsheet does with a text is nothing to a script.
pub(super) fn ndjson(people: &Exported, to: &mut dyn Write, progress: &Progress<'_>) -> Result<(), Failure> {
    let total = people.len();
    for record in people.records() {
        let unwritten = |error: serde_json::Error| crate::disk::failure(&error.into());
        serde_json::to_writer(&mut *to, &record).map_err(unwritten)?;
        to.write_all(b"\n").map_err(|error| crate::disk::failure(&error))?;
        progress.row(total)?;
    }
    Ok(())
}
