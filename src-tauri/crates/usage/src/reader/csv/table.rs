//! A table as a whole: which of its records are rows, what of their cells is kept, and what is noticed on the way.

use super::cells::{Flag, flag, kept_by_formula};
use super::dialect::Dialect;
use super::header::Header;
use super::records::{Ending, RECORD_LIMIT, Record, Records};
use crate::reader::encoding::older_encoding;
use crate::reader::fault;
use crate::reader::names::Name;
use crate::reader::noticed::Noticed;
use crate::reader::window::Window;
use crate::{Code, Finding, Place, outside::visible};

/// How many characters of a cell a finding shows.
pub(in crate::reader) const SHOWN: usize = 40;

/// A table that is being read.
pub(in crate::reader) struct Table {
    dialect: Dialect,
    /// The header's cells as the file spells them.
    cells: Vec<Vec<u8>>,
    has_header: bool,
    passed_header: bool,
    /// Names that stand over more than one column.
    repeated: Vec<&'static str>,
    noticed: Noticed,
    /// Where the file ends inside of a row.
    torn: Option<Place>,
    /// The longest row that is read, in bytes.
    limit: usize,
    scratch: Vec<u8>,
}

impl Table {
    /// A table that is written in this dialect and has these columns.
    pub(in crate::reader) fn new<N: Name>(dialect: Dialect, header: &Header<N>, has_header: bool) -> Self {
        Self {
            dialect,
            cells: header.cells.clone(),
            has_header,
            passed_header: !has_header,
            repeated: header.repeated.iter().map(|name| name.spelled()).collect(),
            noticed: Noticed::default(),
            torn: None,
            limit: RECORD_LIMIT,
            scratch: Vec::new(),
        }
    }

    /// The same with longer rows, of so many bytes.
    pub(in crate::reader) fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// The records of the window, which is at the table's beginning.
    pub(in crate::reader) fn records<'feed>(&self, window: Window<'feed>) -> Records<'feed> {
        Records::new(window, self.dialect, Some(self.cells.len())).with_limit(self.limit)
    }

    /// Whether a record is a row of the table: neither blank nor the header, and with a cell for every column.
    #[inline]
    pub(in crate::reader) fn is_row(&mut self, record: &Record<'_>) -> bool {
        if record.is_blank() {
            return false;
        }
        if !self.passed_header {
            self.passed_header = true;
            self.header(record);
            return false;
        }
        if !self.is_whole(record) || (self.has_header && self.repeats_header(record)) {
            return false;
        }
        if let Some(stray) = record.stray {
            self.stray_quote(record, stray);
        }
        true
    }

    fn header(&mut self, record: &Record<'_>) {
        let place = record.place(0, "");
        if let Some(delimiter) = self.dialect.other_delimiter() {
            let finding = |finding: Finding| finding.with("delimiter", delimiter).at(place.clone());
            self.noticed.count(Code::OtherDelimiter, "", finding);
        }
        if self.dialect.line_end == b'\r' {
            self.noticed.count(Code::CarriageReturns, "", |finding| finding.at(place.clone()));
        }
        for name in &self.repeated {
            self.noticed
                .count(Code::RepeatedColumn, name, |finding| finding.with("column", *name).at(place.clone()));
        }
    }

    /// Whether a record has a cell for every column. Blank cells behind them are let pass.
    #[inline]
    fn is_whole(&mut self, record: &Record<'_>) -> bool {
        let expected = self.cells.len();
        if record.ending == Ending::Line && record.len() == expected {
            return true;
        }
        match record.ending {
            Ending::FileInQuotes => {
                self.torn = Some(record.place_of_end(""));
                return false;
            }
            Ending::File if record.len() < expected => {
                self.torn = Some(record.place_of_end(""));
                return false;
            }
            Ending::Nowhere => {
                let limit = self.limit as u64;
                self.noticed.count(Code::RowTooLong, "", |finding| {
                    finding.with("limit", limit).at(record.place(0, ""))
                });
                return false;
            }
            Ending::File => {
                self.noticed.count(Code::OpenLastLine, "", |finding| finding.at(record.place_of_end("")));
            }
            Ending::Line => {}
        }
        let scratch = &mut self.scratch;
        let has_more = (expected..record.len()).any(|index| !record.text(index, scratch).is_empty());
        if record.len() >= expected && !has_more {
            return true;
        }
        self.noticed.count(Code::RaggedRow, "", |finding| {
            finding
                .with("expected", expected as u64)
                .with("found", record.len() as u64)
                .at(record.place(record.len().min(expected), ""))
        });
        false
    }

    /// Whether the header stands here once more: files were put together.
    #[inline]
    fn repeats_header(&mut self, record: &Record<'_>) -> bool {
        let Self { cells, scratch, .. } = self;
        let is_header =
            cells.iter().enumerate().all(|(index, cell)| record.text(index, scratch) == cell.as_slice());
        if is_header {
            self.noticed.count(Code::HeaderRepeated, "", |finding| finding.at(record.place(0, "")));
        }
        is_header
    }

    #[cold]
    fn stray_quote(&mut self, record: &Record<'_>, index: usize) {
        let cell = self.cells.get(index).map(Vec::as_slice).unwrap_or_default();
        let name = visible(&String::from_utf8_lossy(cell), SHOWN);
        self.noticed.count(Code::StrayQuote, "", |finding| {
            finding.with("field", name.as_str()).at(record.place(index, &name))
        });
    }

    /// Notices something about a cell of the column that has this name.
    #[cold]
    pub(in crate::reader) fn notice(
        &mut self,
        code: Code,
        record: &Record<'_>,
        index: usize,
        field: &'static str,
    ) {
        self.notice_with(code, record, index, field, |finding| finding);
    }

    /// The same with more parameters.
    #[cold]
    pub(in crate::reader) fn notice_with(
        &mut self,
        code: Code,
        record: &Record<'_>,
        index: usize,
        field: &'static str,
        complete: impl FnOnce(Finding) -> Finding,
    ) {
        self.noticed.count(code, field, |finding| {
            complete(finding.with("field", field)).at(record.place(index, field))
        });
    }

    /// A text that is kept; `None` when it is blank or cannot be read. `may_begin_with_a_sign` is whether such texts begin with
    /// a plus or a minus that makes no formula of them.
    #[inline]
    pub(in crate::reader) fn kept<'s>(
        &mut self,
        record: &Record<'s>,
        at: usize,
        field: &'static str,
        may_begin_with_a_sign: bool,
        scratch: &'s mut Vec<u8>,
    ) -> Option<&'s str> {
        let mut text = record.text(at, scratch);
        let first = *text.first()?;
        if matches!(first, b'=' | b'@') || (matches!(first, b'+' | b'-') && !may_begin_with_a_sign) {
            self.notice(Code::FormulaCell, record, at, field);
            text = kept_by_formula(text).unwrap_or(text);
        }
        let Ok(text) = std::str::from_utf8(text) else {
            self.notice_with(Code::CellsNotUtf8, record, at, field, |finding| {
                finding.with("encoding", older_encoding(text))
            });
            return None;
        };
        let text = if text.is_ascii() { text } else { text.trim() };
        (!text.is_empty()).then_some(text)
    }

    /// A yes or no; `words` are the words for them beside the usual ones.
    #[inline]
    pub(in crate::reader) fn flag(
        &mut self,
        record: &Record<'_>,
        at: usize,
        field: &'static str,
        words: [&[u8]; 2],
    ) -> Option<bool> {
        match flag(record.text(at, &mut self.scratch), words) {
            Flag::Told(told) => Some(told),
            Flag::Blank => None,
            Flag::Odd => {
                self.notice_with(Code::UnexpectedType, record, at, field, |finding| {
                    finding.with("expected", "boolean")
                });
                None
            }
        }
    }

    /// What was noticed. `bytes` is the size of the whole file.
    pub(in crate::reader) fn findings(self, bytes: u64) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.noticed.into_findings().collect();
        if let Some(place) = self.torn {
            findings.push(fault::truncated("row", bytes).at(place));
        }
        if !self.has_header {
            let beginning = Place { line: 1, column: 1, path: String::new() };
            findings.push(Finding::new(Code::HeaderMissing).at(beginning));
        }
        findings
    }
}
