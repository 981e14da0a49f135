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
use super::row::{Columns, SUSPENDED, Scratch};
use super::scope::InCommon;
use super::seen::Seen;
use super::table::Table;
use crate::Kind;
use crate::reader::keep::Wanted;
use crate::reader::names::{Name, names};
use crate::reader::window::Window;
use crate::roster::{Located, Roster};

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
    pub(super) table: Table,
    pub(super) roster: Option<Roster>,
    /// How many accounts the roster had no room for.
    pub(super) left_out: u64,
}

impl Users {
    /// Reads a table that is laid out like this.
    pub(in crate::reader) fn read(window: Window<'_>, layout: Layout, wanted: Wanted) -> Self {
        let table = Table::new(layout.dialect, &layout.header, layout.has_header);
        let mut records = table.records(window);
        let mut users = Self {
            columns: Columns::of(&layout.header),
            counts: Counts::default(),
            seen: Seen::default(),
            table,
            roster: (wanted == Wanted::People).then(|| Roster::new(Located::Line)),
            left_out: 0,
            layout,
        };
        let mut scratch = Scratch::default();
        while let Some(record) = records.next() {
            if users.table.is_row(&record) {
                users.account(&record, &mut scratch);
            }
            records.set_accounts(users.counts.rows);
        }
        if let Some(roster) = &mut users.roster {
            roster.shrink();
        }
        users
    }
}
