//! The report as a table, in the three generations of its header that are known (see `names`). Lists stand in one cell, their
//! texts with commas between them; yes and no are TRUE and FALSE. It has no totals and no pages.

use super::names::{ConsumedName, Field, Text, Texts};
use super::row::{LIMIT, Row};
use super::tally::{Standing, Tally, Whereabouts};
use crate::outside::visible;
use crate::reader::csv::cells::{self, is_rounded};
use crate::reader::csv::dialect::Dialect;
use crate::reader::csv::header::{FirstLine, Header};
use crate::reader::csv::records::Record;
use crate::reader::csv::table::{SHOWN, Table};
use crate::reader::fault::Spot;
use crate::reader::keep::Wanted;
use crate::reader::names::Name as _;
use crate::reader::strangers::Strangers;
use crate::reader::window::Window;
use crate::roster::{ConsumedRoster, Located};
use crate::{Code, Finding};

/// The longest row that is read, in bytes. One cell lists all organizations of a person, each with some forty bytes; a person may
/// be in thousands.
const RECORD_LIMIT: usize = 512 * 1024;

/// How the table is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Layout {
    dialect: Dialect,
    header: Header<ConsumedName>,
}

impl Layout {
    /// The layout of a table that has this first line, if it is one of consumed licenses.
    pub(in crate::reader) fn of(line: &FirstLine) -> Option<Self> {
        /// How many columns have to be known.
        const ENOUGH: usize = 3;
        let header = Header::of(&line.cells);
        let is_of_licenses = [
            ConsumedName::Login,
            ConsumedName::ServerUserIds,
            ConsumedName::CloudUser,
            ConsumedName::LicenseType,
            ConsumedName::TotalUserAccounts,
        ];
        let tells = is_of_licenses.into_iter().filter(|name| header.has(*name)).count();
        (tells > 1 && header.known() >= ENOUGH).then_some(Self { dialect: line.dialect, header })
    }

    /// The columns that such a table has and that this one lacks.
    fn missing(&self) -> Vec<String> {
        let wanted = [
            [ConsumedName::Login; 2],
            [ConsumedName::ServerUserIds; 2],
            [ConsumedName::VerifiedEmails; 2],
            [ConsumedName::ServerPrimaryEmails, ConsumedName::ServerEmails],
        ];
        let is_missing = |names: &[ConsumedName; 2]| names.iter().all(|name| !self.header.has(*name));
        wanted.into_iter().filter(is_missing).map(|[name, _]| name.spelled().to_owned()).collect()
    }
}

/// A table that was read to its end.
pub(in crate::reader) struct ConsumedTable {
    pub(super) table: Table,
    pub(super) tally: Tally,
    pub(super) roster: Option<ConsumedRoster>,
    /// How many rows the roster had no room for.
    pub(super) left_out: u64,
    pub(super) unknown: Strangers,
    /// The columns that it lacks.
    pub(super) missing: Vec<String>,
}

impl ConsumedTable {
    /// Reads a table that is laid out like this.
    pub(in crate::reader) fn read(window: Window<'_>, layout: &Layout, wanted: Wanted) -> Self {
        let table = Table::new(layout.dialect, &layout.header, true).with_limit(RECORD_LIMIT);
        let mut records = table.records(window);
        let mut read = Self {
            table,
            tally: Tally::default(),
            roster: (wanted == Wanted::People).then(|| ConsumedRoster::new(Located::Line)),
            left_out: 0,
            unknown: Strangers::default(),
            missing: layout.missing(),
        };
        let mut columns = Vec::new();
        for (index, cell) in layout.header.cells.iter().enumerate() {
            match ConsumedName::of(cell) {
                ConsumedName::Other if !cell.is_empty() => read.unknown.note(cell),
                // Of columns that have one name, the first is taken.
                name if layout.header.at(name) == index => columns.push((index, name)),
                _ => {}
            }
        }
        let mut reader = RowReader { columns, row: Row::default(), scratch: Vec::new() };
        while let Some(record) = records.next() {
            if read.table.is_row(&record) {
                reader.read(&mut read.table, &record);
                read.take(&reader.row, &record);
            }
            records.set_accounts(read.tally.rows);
        }
        read.tally.end_rows();
        if let Some(roster) = &mut read.roster {
            roster.shrink();
        }
        read
    }

    /// Takes a row whole, or not at all.
    fn take(&mut self, row: &Row, record: &Record<'_>) {
        if row.too_long {
            self.table.notice_with(Code::TextTooLong, record, 0, "users", |finding| {
                finding.with("limit", LIMIT as u64)
            });
            return;
        }
        let spot = Spot { line: record.line, column: 1 };
        let at = Whereabouts { spot, list: "", index: None };
        if self.tally.row(&row.prints(), &at) == Standing::Again {
            return;
        }
        if let Some(roster) = &mut self.roster {
            let place = u32::try_from(record.line).unwrap_or(u32::MAX);
            if roster.push(&row.user(place)).is_err() {
                self.left_out += 1;
            }
        }
    }
}

/// Reads the cells of one record into a row.
struct RowReader {
    /// Where the columns are that have a name.
    columns: Vec<(usize, ConsumedName)>,
    row: Row,
    scratch: Vec<u8>,
}

impl RowReader {
    fn read(&mut self, table: &mut Table, record: &Record<'_>) {
        let Self { columns, row, scratch } = self;
        row.clear();
        for &(at, name) in columns.iter() {
            let field = name.spelled();
            match name.field() {
                Field::Text(text) => {
                    // What an identity provider calls somebody may begin with any character.
                    let signs = matches!(text, Text::SamlNameId | Text::VisualStudioEmail);
                    let cell = table.kept(record, at, field, signs, scratch).unwrap_or_default();
                    if text == Text::Login && is_rounded(cell.as_bytes()) {
                        let found = visible(cell, SHOWN);
                        table.notice_with(Code::RoundedNumber, record, at, field, |finding: Finding| {
                            finding.with("found", found)
                        });
                    }
                    row.set_text(text, cell);
                }
                Field::Texts(texts) => {
                    let signs = !matches!(texts, Texts::MemberRoles | Texts::EnterpriseRoles);
                    let cell = table.kept(record, at, field, signs, scratch).unwrap_or_default();
                    row.set_texts(texts, cell);
                }
                Field::Flag(flag) => row.set_flag(flag, table.flag(record, at, field, [b"true", b"false"])),
                Field::TotalUserAccounts => {
                    row.total_user_accounts = count(table, record, at, field, scratch);
                }
                Field::Unneeded | Field::Unknown => {}
            }
        }
    }
}

/// A number of accounts; `None` when the cell is blank or holds none.
fn count(
    table: &mut Table,
    record: &Record<'_>,
    at: usize,
    field: &'static str,
    scratch: &mut Vec<u8>,
) -> Option<u32> {
    let text = record.text(at, scratch);
    let code = match cells::id(text) {
        cells::Id::Blank => return None,
        cells::Id::Number(number) => match u32::try_from(number) {
            Ok(number) => return Some(number),
            Err(_) => Code::NumberOutOfRange,
        },
        cells::Id::TooLarge => Code::NumberOutOfRange,
        cells::Id::Rounded => Code::RoundedNumber,
        cells::Id::Odd => {
            table.notice_with(Code::UnexpectedType, record, at, field, |finding| {
                finding.with("expected", "number")
            });
            return None;
        }
    };
    let found = visible(&String::from_utf8_lossy(text), SHOWN);
    table.notice_with(code, record, at, field, |finding| finding.with("found", found));
    None
}
