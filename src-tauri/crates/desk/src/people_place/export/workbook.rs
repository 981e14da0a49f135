//! People as an Excel workbook. Its rows go to a file beside the ledger as they are made, and from there into the workbook, so that it
//! takes no memory by the row.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Exported;
use super::record::{COLUMNS, Record};
use crate::saving::Progress;
use crate::{Desk, Failure, FailureCode};

/// How many people a sheet has: the most that Excel takes (1,048,576 rows) without the head.
const MOST_ROWS: usize = 1_048_575;

/// The most characters that Excel takes in a cell (32,767), with room for one that stands for what is left out.
const LONGEST_CELL: usize = 32_766;

/// How wide the columns are, in characters.
const WIDTHS: [f64; COLUMNS.len()] = [32.0, 24.0, 34.0, 14.0, 10.0, 20.0, 16.0, 28.0, 28.0, 20.0, 34.0, 40.0];

/// Writes a workbook. A text in it is a text: nothing is a formula.
pub(super) fn xlsx(
    people: &Exported,
    desk: &Desk,
    to: &mut (dyn Write + Send),
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let unwritten = |error: XlsxError| unwritten(&error);
    let mut workbook = Workbook::new();
    // The ledger's folder is private to whoever runs the program; the system's own for such files need not have the room.
    workbook.set_tempdir(desk.folder()).map_err(unwritten)?;
    let made = ExcelDateTime::from_timestamp(desk.now().as_second()).map_err(unwritten)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let total = people.len();
    let mut records = people.records().peekable();
    loop {
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(unwritten)?;
        head(sheet).map_err(unwritten)?;
        for (row, record) in (1..).zip(records.by_ref().take(MOST_ROWS)) {
            write_row(sheet, row, &record).map_err(unwritten)?;
            progress.row(total)?;
        }
        if records.peek().is_none() {
            break;
        }
    }
    workbook.save_to_writer(to).map_err(unwritten)
}

fn head(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    Ok(())
}

fn write_row(sheet: &mut Worksheet, row: u32, record: &Record) -> Result<(), XlsxError> {
    for (column, (name, cell)) in (0..).zip(COLUMNS.into_iter().zip(record.cells())) {
        if name == "server_accounts" {
            sheet.write_number(row, column, record.server_accounts)?;
        } else if !cell.is_empty() {
            sheet.write_string(row, column, fitting(cell))?;
        }
    }
    Ok(())
}

/// A text that fits into a cell; what is left out of a longer one is shown as `…`. Excel counts in UTF-16.
fn fitting(cell: String) -> String {
    if cell.len() <= LONGEST_CELL {
        return cell;
    }
    let mut units = 0;
    let cut = cell.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > LONGEST_CELL
    });
    match cut {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell,
    }
}

fn unwritten(error: &XlsxError) -> Failure {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => crate::disk::failure(error),
        XlsxError::ZipError(error) => crate::disk::failure(&std::io::Error::other(error.to_string())),
        _ => Failure::new(FailureCode::Defect).with("place", "people_workbook"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_takes_is_cut_where_excel_counts() {
        assert_eq!(fitting("a".repeat(LONGEST_CELL)), "a".repeat(LONGEST_CELL), "just fits");
        // Each takes two units of UTF-16 and four bytes.
        let cut = fitting("\u{20b9f}".repeat(20_000));
        assert!(cut.ends_with('…'), "what is left out shows");
        assert!(cut.encode_utf16().count() <= 32_767, "Excel takes it: {}", cut.encode_utf16().count());
        assert_eq!(cut.encode_utf16().count(), LONGEST_CELL + 1, "and no more is cut than has to be");
    }
}
