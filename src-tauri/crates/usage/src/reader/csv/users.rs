//! A server's reports of its users, and what `ghe-user-csv` prints there.
//!
//! Columns of the reports (github/docs, "Accessing reports for your instance"): `created_at`, `id`, `login`, `email` (the
//! primary one), `role`, `suspended?`, `last_logged_ip`, `repos`, `ssh_keys`, `org_memberships`, `dormant?`, `last_active`,
//! `raw_login`, `2fa_enabled?`. Columns of the command (github/docs, "Command-line utilities"): `login`, `email`, `role`,
//! `ssh_keys`, `org_memberships`, `repos`, `suspension_status`, `last_logged_ip`, `creation_date`; its header only comes with
//! `-d`. Of an address and of what was last active only whether there is one is kept, or the moment.

use super::cells::{Flag, Moment, flag, moment};
use super::dialect::Dialect;
use super::header::{FirstLine, Header};
use super::records::{Ending, RECORD_LIMIT, Record, Records};
use super::row::{Columns, SUSPENDED, Scratch};
use super::scope::InCommon;
use super::seen::Seen;
use crate::reader::keep::Wanted;
use crate::reader::names::{Name, names};
use crate::reader::noticed::Noticed;
use crate::reader::window::Window;
use crate::roster::{Located, Roster};
use crate::{Code, Finding, Kind, Place};

names! {
    /// A column of a report of users.
    UserColumn {
        CreatedAt = "created_at" | "createdat" | "creationdate",
        Id = "id" | "id" | "userid",
        Login = "login" | "login",
        Email = "email" | "email" | "primaryemail",
        Role = "role" | "role",
        Suspended = "suspended?" | "suspended",
        SuspensionStatus = "suspension_status" | "suspensionstatus",
        LastLoggedIp = "last_logged_ip" | "lastloggedip",
        Dormant = "dormant?" | "dormant",
        LastActive = "last_active" | "lastactive",
        RawLogin = "raw_login" | "rawlogin",
    }
}

/// The columns of the command without its header.
const COMMAND: [&str; 9] = [
    "login",
    "email",
    "role",
    "ssh_keys",
    "org_memberships",
    "repos",
    "suspension_status",
    "last_logged_ip",
    "creation_date",
];

/// How a table of users is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Layout {
    pub(in crate::reader) kind: Kind,
    pub(in crate::reader) dialect: Dialect,
    pub(super) header: Header<UserColumn>,
    pub(super) has_header: bool,
}

impl Layout {
    /// The layout of a table that has this first line, if it is one of users.
    pub(in crate::reader) fn of(line: &FirstLine) -> Option<Self> {
        let header = Header::of(&line.cells);
        // Without one of these a table of organizations would do as well.
        let is_of_users = [
            UserColumn::Suspended,
            UserColumn::SuspensionStatus,
            UserColumn::LastLoggedIp,
            UserColumn::Dormant,
            UserColumn::RawLogin,
        ];
        let has_key = header.has(UserColumn::Login) || header.has(UserColumn::Id);
        if has_key && header.known() >= 3 && is_of_users.iter().any(|name| header.has(*name)) {
            let is_command = header.has(UserColumn::SuspensionStatus) && !header.has(UserColumn::Id);
            let kind = if is_command { Kind::GhesUserCsvCli } else { Kind::GhesUsersCsv };
            return Some(Self { kind, dialect: line.dialect, header, has_header: true });
        }
        is_of_command(&line.cells).then(|| {
            let cells: Vec<_> = COMMAND.iter().map(|name| name.as_bytes().to_vec()).collect();
            let header = Header::of(&cells);
            Self { kind: Kind::GhesUserCsvCli, dialect: line.dialect, header, has_header: false }
        })
    }
}

/// Whether these are the cells of the command's line: what it prints has no header, unless it is asked for one.
fn is_of_command(cells: &[Vec<u8>]) -> bool {
    let [login, email, role, keys, memberships, repositories, status, address, date] = cells else {
        return false;
    };
    let is_count = |cell: &Vec<u8>| !cell.is_empty() && cell.iter().all(u8::is_ascii_digit);
    !login.is_empty()
        && (email.is_empty() || email.contains(&b'@'))
        && !role.is_empty()
        && [keys, memberships, repositories].into_iter().all(is_count)
        && matches!(flag(status, SUSPENDED), Flag::Blank | Flag::Told(_))
        && address.iter().all(|byte| byte.is_ascii_hexdigit() || b".:".contains(byte))
        && matches!(moment(date), Moment::At(_) | Moment::Rewritten)
}

/// The counts of a table of users.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) suspended: u64,
    pub(super) tells_suspended: bool,
    pub(super) dormant: u64,
    pub(super) tells_dormant: bool,
    pub(super) admins: u64,
    pub(super) tells_role: bool,
    pub(super) with_primary_email: u64,
}

impl Counts {
    pub(super) fn in_common(&self) -> InCommon {
        InCommon {
            rows: self.rows,
            suspended: self.tells_suspended.then_some(self.suspended),
            dormant: self.tells_dormant.then_some(self.dormant),
            admins: self.tells_role.then_some(self.admins),
        }
    }
}

/// A table of users, read to its end.
pub(in crate::reader) struct Users {
    pub(super) layout: Layout,
    pub(super) columns: Columns,
    pub(super) counts: Counts,
    pub(super) seen: Seen,
    pub(super) noticed: Noticed,
    pub(super) roster: Option<Roster>,
    /// How many accounts the roster had no room for.
    pub(super) left_out: u64,
    /// The finding that the file ends inside of a row.
    pub(super) torn: Option<Place>,
    scratch: Scratch,
}

impl Users {
    /// Reads a table that is laid out like this.
    pub(in crate::reader) fn read(window: Window<'_>, layout: Layout, wanted: Wanted) -> Self {
        let columns = Columns::of(&layout.header);
        let mut records = Records::new(window, layout.dialect, Some(layout.header.cells.len()));
        let mut users = Self {
            columns,
            counts: Counts::default(),
            seen: Seen::default(),
            noticed: Noticed::default(),
            roster: (wanted == Wanted::People).then(|| Roster::new(Located::Line)),
            left_out: 0,
            torn: None,
            scratch: Scratch::default(),
            layout,
        };
        let mut passed_header = !users.layout.has_header;
        while let Some(record) = records.next() {
            if record.is_blank() {
                continue;
            }
            if passed_header {
                users.row(&record);
            } else {
                passed_header = true;
                users.header(&record);
            }
            let rows = users.counts.rows;
            records.set_accounts(rows);
        }
        if let Some(roster) = &mut users.roster {
            roster.shrink();
        }
        users
    }

    fn header(&mut self, record: &Record<'_>) {
        let place = record.place(0, "");
        if let Some(delimiter) = self.layout.dialect.other_delimiter() {
            let finding = |finding: Finding| finding.with("delimiter", delimiter).at(place.clone());
            self.noticed.count(Code::OtherDelimiter, "", finding);
        }
        if self.layout.dialect.line_end == b'\r' {
            self.noticed.count(Code::CarriageReturns, "", |finding| finding.at(place.clone()));
        }
        for name in self.layout.header.repeated.clone() {
            self.noticed.count(Code::RepeatedColumn, name.spelled(), |finding| {
                finding.with("column", name.spelled()).at(place.clone())
            });
        }
    }

    #[inline]
    fn row(&mut self, record: &Record<'_>) {
        if !self.is_whole(record) {
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let is_header = self.layout.has_header && self.repeats_header(record, &mut scratch.other);
        if !is_header {
            self.account(record, &mut scratch);
        }
        self.scratch = scratch;
    }

    /// Whether a record is a row of the table, with a cell for every column. Blank cells behind them are let pass.
    #[inline]
    fn is_whole(&mut self, record: &Record<'_>) -> bool {
        let expected = self.layout.header.cells.len();
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
                self.noticed.count(Code::RowTooLong, "", |finding| {
                    finding.with("limit", RECORD_LIMIT as u64).at(record.place(0, ""))
                });
                return false;
            }
            Ending::File => {
                self.noticed.count(Code::OpenLastLine, "", |finding| finding.at(record.place_of_end("")));
            }
            Ending::Line => {}
        }
        let mut scratch = Vec::new();
        let has_more = (expected..record.len()).any(|index| !record.text(index, &mut scratch).is_empty());
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
    fn repeats_header(&mut self, record: &Record<'_>, scratch: &mut Vec<u8>) -> bool {
        let cells = &self.layout.header.cells;
        let is_header =
            cells.iter().enumerate().all(|(index, cell)| record.text(index, scratch) == cell.as_slice());
        if is_header {
            self.noticed.count(Code::HeaderRepeated, "", |finding| finding.at(record.place(0, "")));
        }
        is_header
    }
}
