//! The API's answer, in every form in which it is kept: one page, pages one after the other (as `gh api --paginate` writes
//! them, or a line each), pages in an array, and the same without the pages: arrays of rows, a row a line.
//!
//! A page is an object `{total_seats_consumed, total_seats_purchased, users[]}`; any key of it, and of a row, may be missing. The
//! totals are those of the enterprise, and every page tells them again.

use super::names::{ConsumedName, Field};
use super::row::{LIMIT, Row, total_user_accounts};
use super::tally::{Standing, Tally, Whereabouts};
use crate::reader::fault::{Expected, Fault, Outcome, Spot};
use crate::reader::keep::Wanted;
use crate::reader::keys::Keys;
use crate::reader::lexer::{Lexer, ValueKind};
use crate::reader::names::Name as _;
use crate::reader::noticed::Noticed;
use crate::reader::path::{self, Step};
use crate::reader::strangers::Strangers;
use crate::reader::values::Told;
use crate::reader::window::Window;
use crate::roster::{ConsumedRoster, Located};
use crate::{Code, outside::visible};

/// How deep arrays of pages or rows are entered: `--slurp` puts an array of rows into another.
const ARRAYS: u64 = 2;

/// An answer that was read to its end, or to where it stops being JSON.
pub(in crate::reader) struct ConsumedJson {
    pub(super) tally: Tally,
    pub(super) roster: Option<ConsumedRoster>,
    /// How many rows the roster had no room for.
    pub(super) left_out: u64,
    pub(super) noticed: Noticed,
    pub(super) unknown: Strangers,
    pub(super) fault: Option<Fault>,
}

impl ConsumedJson {
    /// Reads what follows in the window.
    pub(in crate::reader) fn read(window: Window<'_>, wanted: Wanted) -> Self {
        let mut lexer = Lexer::new(window);
        let mut reader = Reader::new(wanted);
        let fault = reader.documents(&mut lexer).err();
        reader.read.tally.end_rows();
        let mut read = reader.read;
        read.fault = fault;
        lexer.tell_lone_surrogates(&mut read.noticed);
        if let Some(roster) = &mut read.roster {
            roster.shrink();
        }
        read
    }
}

/// Reads one answer.
struct Reader {
    read: ConsumedJson,
    row: Row,
    /// The keys of the object that is being read, and those of the page around it.
    keys: Keys<ConsumedName>,
    page_keys: Keys<ConsumedName>,
    /// The path of the list that is being read.
    list: String,
    /// The place in it, from 0.
    index: Option<u64>,
    /// How many rows were read, those that were not taken among them.
    records: u64,
}

impl Reader {
    fn new(wanted: Wanted) -> Self {
        Self {
            read: ConsumedJson {
                tally: Tally::default(),
                roster: (wanted == Wanted::People).then(|| ConsumedRoster::new(Located::Record)),
                left_out: 0,
                noticed: Noticed::default(),
                unknown: Strangers::default(),
                fault: None,
            },
            row: Row::default(),
            keys: Keys::new(),
            page_keys: Keys::new(),
            list: String::new(),
            index: None,
            records: 0,
        }
    }

    /// All documents of the file, one after the other.
    fn documents(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        while let Some(byte) = lexer.after_space() {
            if !matches!(byte, b'{' | b'[') {
                return Err(lexer.invalid(Expected::EndOfFile));
            }
            let kind = lexer.kind()?;
            self.outer(lexer, kind, 0)?;
        }
        Ok(())
    }

    /// A document, or an element of an array of them. `arrays` is how many arrays it stands in.
    fn outer(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, arrays: u64) -> Outcome<()> {
        match kind {
            ValueKind::Object => self.object(lexer),
            ValueKind::Array if arrays < ARRAYS => {
                let list = self.list.clone();
                if let Some(index) = self.index {
                    path::push_element(&mut self.list, index);
                }
                let outer_index = self.index;
                lexer.open()?;
                let mut index = 0;
                while lexer.element(index == 0)? {
                    self.index = Some(index);
                    let read = lexer.kind().and_then(|kind| self.outer(lexer, kind, arrays + 1));
                    read.map_err(|fault| fault.within(Step::Element(index)))?;
                    index += 1;
                }
                self.list = list;
                self.index = outer_index;
                Ok(())
            }
            _ => {
                self.unexpected(lexer.window.spot(), self.here(), "users", "object");
                lexer.skip(kind)
            }
        }
    }

    /// An object that is a page, or a row that stands in none.
    fn object(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let spot = lexer.window.spot();
        let mut is_page = false;
        let mut has_users = false;
        lexer.open()?;
        self.keys.clear();
        self.row.clear();
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = self.key(lexer)?;
            let read = lexer.kind().and_then(|kind| match name {
                ConsumedName::TotalSeatsConsumed | ConsumedName::TotalSeatsPurchased => {
                    is_page = true;
                    self.total(lexer, kind, name)
                }
                ConsumedName::Users => {
                    is_page = true;
                    if has_users {
                        let at = lexer.window.spot().place(self.here_in_member());
                        self.read.noticed.count(Code::RepeatedUserList, "", |finding| finding.at(at));
                    }
                    has_users = true;
                    self.users(lexer, kind)
                }
                _ if is_page => {
                    self.read.unknown.note(self.keys.last_spelling());
                    lexer.skip(kind)
                }
                _ => self.member(lexer, kind, name),
            });
            read.map_err(|fault| fault.within(self.keys.step()))?;
        }
        if is_page {
            let at = Whereabouts { spot, list: &self.list, index: self.index };
            self.read.tally.end_page(&at);
        } else {
            self.take_row(spot);
        }
        lexer.window.accounts = self.read.tally.rows;
        Ok(())
    }

    /// A total, which every page tells.
    fn total(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, name: ConsumedName) -> Outcome<()> {
        let spot = lexer.window.spot();
        let told = lexer.told_count(kind)?;
        self.complain(spot, name, &told, "number");
        if let Told::Value(value) = told {
            let at = spot.place(self.here_in_member());
            match name {
                ConsumedName::TotalSeatsConsumed => self.read.tally.consumed(value, at),
                _ => self.read.tally.purchased(value, at),
            }
        }
        Ok(())
    }

    /// A page's list of rows.
    fn users(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<()> {
        if kind == ValueKind::Null {
            return lexer.literal(kind);
        }
        if kind != ValueKind::Array {
            self.unexpected(lexer.window.spot(), self.here_in_member(), "users", "list");
            return lexer.skip(kind);
        }
        let list = self.here_in_member();
        let outer = (std::mem::replace(&mut self.list, list), self.index);
        std::mem::swap(&mut self.keys, &mut self.page_keys);
        let read = self.rows(lexer);
        std::mem::swap(&mut self.keys, &mut self.page_keys);
        (self.list, self.index) = outer;
        read
    }

    fn rows(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        lexer.open()?;
        let mut index = 0;
        while lexer.element(index == 0)? {
            self.index = Some(index);
            let read = lexer.kind().and_then(|kind| {
                let spot = lexer.window.spot();
                if kind == ValueKind::Object {
                    self.record(lexer)?;
                    self.take_row(spot);
                    return Ok(());
                }
                self.unexpected(spot, self.here(), "users", "object");
                lexer.skip(kind)
            });
            read.map_err(|fault| fault.within(Step::Element(index)))?;
            index += 1;
            lexer.window.accounts = self.read.tally.rows;
        }
        Ok(())
    }

    /// A row in a page's list.
    #[inline]
    fn record(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        lexer.open()?;
        self.keys.clear();
        self.row.clear();
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = self.key(lexer)?;
            let read = lexer.kind().and_then(|kind| self.member(lexer, kind, name));
            read.map_err(|fault| fault.within(self.keys.step()))?;
        }
        Ok(())
    }

    #[inline]
    fn key(&mut self, lexer: &mut Lexer<'_>) -> Outcome<ConsumedName> {
        let name = lexer.key(&mut self.keys)?;
        if let Some(spot) = self.keys.duplicate() {
            let key = self.keys.last_text();
            let at = spot.place(self.here_in_member());
            if name != ConsumedName::Users {
                self.read
                    .noticed
                    .count(Code::DuplicateKey, &key, |finding| finding.with("key", visible(&key, 80)).at(at));
            }
        }
        Ok(name)
    }

    /// The value of a row's key.
    #[inline]
    fn member(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, name: ConsumedName) -> Outcome<()> {
        let spot = lexer.window.spot();
        match name.field() {
            Field::Text(text) => {
                if !self.row.read_text(text, lexer, kind)? {
                    self.unexpected(spot, self.here_in_member(), name.spelled(), "text");
                }
            }
            Field::Texts(texts) => {
                let mut odd = None;
                if !self.row.read_texts(texts, lexer, kind, &mut odd)? {
                    let mut at = self.here_in_member();
                    if let Some(index) = odd {
                        path::push_element(&mut at, index);
                    }
                    let expected = if odd.is_some() { "text" } else { "list" };
                    self.unexpected(spot, at, name.spelled(), expected);
                }
            }
            Field::Flag(flag) => {
                let told = lexer.told_flag(kind)?;
                self.complain(spot, name, &told, "boolean");
                self.row.set_flag(flag, told.value());
            }
            Field::TotalUserAccounts => {
                let told = total_user_accounts(lexer.told_count(kind)?);
                self.complain(spot, name, &told, "number");
                self.row.total_user_accounts = told.value();
            }
            Field::Unneeded => lexer.skip(kind)?,
            Field::Unknown => {
                self.read.unknown.note(self.keys.last_spelling());
                lexer.skip(kind)?;
            }
        }
        Ok(())
    }

    /// Ends a row: it is taken whole, or not at all.
    #[inline]
    fn take_row(&mut self, spot: Spot) {
        let record = self.records;
        self.records += 1;
        if self.row.too_long {
            let at = spot.place(self.here());
            self.read.noticed.count(Code::TextTooLong, "users", |finding| {
                finding.with("field", "users").with("limit", LIMIT as u64).at(at)
            });
            return;
        }
        let at = Whereabouts { spot, list: &self.list, index: self.index };
        if self.read.tally.row(&self.row.prints(), &at) == Standing::Again {
            return;
        }
        if let Some(roster) = &mut self.read.roster {
            let place = u32::try_from(record).unwrap_or(u32::MAX);
            if roster.push(&self.row.user(place)).is_err() {
                self.read.left_out += 1;
            }
        }
    }

    /// The path of the object that is being read.
    fn here(&self) -> String {
        let mut path = self.list.clone();
        if let Some(index) = self.index {
            path::push_element(&mut path, index);
        }
        path
    }

    /// The path of the value of its last key.
    fn here_in_member(&self) -> String {
        let mut path = self.here();
        path::push_member(&mut path, &self.keys.last_text());
        path
    }

    /// Notices a value of another type, or a number that does not fit.
    #[inline]
    fn complain<T>(&mut self, spot: Spot, name: ConsumedName, told: &Told<T>, expected: &'static str) {
        match told {
            Told::Nothing | Told::Value(_) => {}
            Told::Odd => self.unexpected(spot, self.here_in_member(), name.spelled(), expected),
            Told::OutOfRange(found) => {
                let at = spot.place(self.here_in_member());
                self.read.noticed.count(Code::NumberOutOfRange, name.spelled(), |finding| {
                    finding.with("field", name.spelled()).with("found", visible(found, 40)).at(at)
                });
            }
        }
    }

    #[cold]
    fn unexpected(&mut self, spot: Spot, path: String, field: &'static str, expected: &'static str) {
        self.read.noticed.count(Code::UnexpectedType, field, |finding| {
            finding.with("field", field).with("expected", expected).at(spot.place(path))
        });
    }
}
