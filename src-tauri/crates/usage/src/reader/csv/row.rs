//! One row of a table of users: what its cells say of an account.

use super::cells::{Id, Moment, id, is_nothing, is_rounded, is_site_admin, kept_by_formula, moment};
use super::header::Header;
use super::records::Record;
use super::seen::{CountedAs, fingerprint};
use super::table::SHOWN;
use super::users::{UserColumn, Users};
use crate::reader::names::Name as _;
use crate::roster::{Account, SignedIn};
use crate::{Code, Finding, outside::visible};

/// Words for a suspended account and for one that is not.
pub(super) const SUSPENDED: [&[u8]; 2] = [b"suspended", b"active"];
/// Words for a dormant account and for one that is not.
const DORMANT: [&[u8]; 2] = [b"dormant", b"active"];

/// Where the columns are that are read.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    created_at: usize,
    id: usize,
    login: usize,
    email: usize,
    role: usize,
    suspended: usize,
    suspension_status: usize,
    last_logged_ip: usize,
    dormant: usize,
    last_active: usize,
    raw_login: usize,
    has_id: bool,
    /// Whether a column tells that somebody signed in.
    tells_signed_in: bool,
}

impl Columns {
    pub(super) fn of(header: &Header<UserColumn>) -> Self {
        Self {
            created_at: header.at(UserColumn::CreatedAt),
            id: header.at(UserColumn::Id),
            login: header.at(UserColumn::Login),
            email: header.at(UserColumn::Email),
            role: header.at(UserColumn::Role),
            suspended: header.at(UserColumn::Suspended),
            suspension_status: header.at(UserColumn::SuspensionStatus),
            last_logged_ip: header.at(UserColumn::LastLoggedIp),
            dormant: header.at(UserColumn::Dormant),
            last_active: header.at(UserColumn::LastActive),
            raw_login: header.at(UserColumn::RawLogin),
            has_id: header.has(UserColumn::Id),
            tells_signed_in: header.has(UserColumn::LastLoggedIp) || header.has(UserColumn::LastActive),
        }
    }
}

/// Where cells are put together that do not stand as they are read.
#[derive(Default)]
pub(super) struct Scratch {
    login: Vec<u8>,
    email: Vec<u8>,
    role: Vec<u8>,
    other: Vec<u8>,
    raw_login: String,
}

impl Users {
    /// Reads a row and takes it whole.
    pub(super) fn account(&mut self, record: &Record<'_>, scratch: &mut Scratch) {
        let at = self.columns;
        let Scratch { login, raw_login, email, role, other } = scratch;
        let id = self.id(record, other);
        let login = self.login(record, login, raw_login);
        let email = self.kept(record, at.email, UserColumn::Email, email);
        let role = self.kept(record, at.role, UserColumn::Role, role);
        let status = self.flag(record, at.suspension_status, UserColumn::SuspensionStatus, SUSPENDED);
        let suspended = self.flag(record, at.suspended, UserColumn::Suspended, SUSPENDED).or(status);
        let account = Account {
            id,
            login,
            primary_email: email,
            role,
            site_admin: role.and_then(is_site_admin),
            suspended,
            dormant: self.flag(record, at.dormant, UserColumn::Dormant, DORMANT),
            signed_in: self.signed_in(record, other),
            created_at: self.moment(record, at.created_at, UserColumn::CreatedAt),
            last_active: self.moment(record, at.last_active, UserColumn::LastActive),
            place: u32::try_from(record.line).unwrap_or(u32::MAX),
            ..Account::default()
        };
        self.count(record, &account);
    }

    fn count(&mut self, record: &Record<'_>, account: &Account<'_>) {
        let counts = &mut self.counts;
        counts.rows += 1;
        counts.tells_suspended |= account.suspended.is_some();
        counts.suspended += u64::from(account.suspended == Some(true));
        counts.tells_dormant |= account.dormant.is_some();
        counts.dormant += u64::from(account.dormant == Some(true));
        counts.tells_role |= account.site_admin.is_some();
        counts.admins += u64::from(account.site_admin == Some(true));
        counts.with_primary_email += u64::from(account.primary_email.is_some());
        // Where the column is missing, nothing is known of anybody's e-mail.
        if account.primary_email.is_none() && self.columns.email != usize::MAX {
            self.notice(Code::NoPrimaryEmail, record, self.columns.email, UserColumn::Email);
        }
        if account.id.is_none() && account.login.is_none() {
            self.notice(Code::AccountWithoutKey, record, self.columns.login, UserColumn::Login);
        }
        let login = account.login.unwrap_or_default().as_bytes();
        let email = account.primary_email.unwrap_or_default().as_bytes();
        let key = if self.columns.has_id {
            account.id
        } else {
            // Logins compare without letter case.
            (!login.is_empty()).then(|| fingerprint(&login.to_ascii_lowercase(), 0))
        };
        if let Some(key) = key {
            let person = if self.columns.has_id { fingerprint(login, 0) } else { 0 };
            let counted = CountedAs {
                suspended: account.suspended == Some(true),
                dormant: account.dormant == Some(true),
                has_email: account.primary_email.is_some(),
            };
            self.seen.add(key, fingerprint(email, person), account.place, counted);
        }
        if let Some(roster) = &mut self.roster
            && roster.push(account).is_err()
        {
            self.left_out += 1;
        }
    }

    #[cold]
    fn notice(&mut self, code: Code, record: &Record<'_>, index: usize, name: UserColumn) {
        self.notice_with(code, record, index, name, |finding| finding);
    }

    #[cold]
    fn notice_with(
        &mut self,
        code: Code,
        record: &Record<'_>,
        index: usize,
        name: UserColumn,
        complete: impl FnOnce(Finding) -> Finding,
    ) {
        self.table.notice_with(code, record, index, name.spelled(), complete);
    }

    fn id(&mut self, record: &Record<'_>, scratch: &mut Vec<u8>) -> Option<u64> {
        let at = self.columns.id;
        let mut text = record.text(at, scratch);
        if let Some(inner) = kept_by_formula(text) {
            self.notice(Code::FormulaCell, record, at, UserColumn::Id);
            text = inner;
        }
        let found = |finding: Finding| finding.with("found", visible(&String::from_utf8_lossy(text), SHOWN));
        let code = match id(text) {
            Id::Number(id) => return Some(id),
            Id::Blank => return None,
            Id::Rounded => Code::RoundedNumber,
            Id::TooLarge => Code::NumberOutOfRange,
            Id::Odd => {
                self.notice_with(Code::UnexpectedType, record, at, UserColumn::Id, |finding| {
                    finding.with("expected", "number")
                });
                return None;
            }
        };
        self.notice_with(code, record, at, UserColumn::Id, found);
        None
    }

    /// A text that is kept; `None` when it is blank or cannot be read.
    #[inline]
    fn kept<'s>(
        &mut self,
        record: &Record<'s>,
        at: usize,
        name: UserColumn,
        scratch: &'s mut Vec<u8>,
    ) -> Option<&'s str> {
        // An e-mail may begin with a sign, and nothing else here may.
        self.table.kept(record, at, name.spelled(), name == UserColumn::Email, scratch)
    }

    /// The login. Where a spreadsheet may have taken it for a number or a date, `raw_login`, which is JSON and which
    /// spreadsheets leave alone, tells what it was.
    fn login<'s>(
        &mut self,
        record: &Record<'s>,
        scratch: &'s mut Vec<u8>,
        told_by_raw: &'s mut String,
    ) -> Option<&'s str> {
        let at = self.columns.login;
        let login = self.kept(record, at, UserColumn::Login, scratch)?;
        if !may_be_rewritten(login.as_bytes()) {
            return Some(login);
        }
        let mut scratch = Vec::new();
        let raw = record.text(self.columns.raw_login, &mut scratch);
        if let Ok(raw) = serde_json::from_slice::<String>(raw) {
            if raw == login {
                return Some(login);
            }
            self.notice(Code::RewrittenLogin, record, at, UserColumn::Login);
            *told_by_raw = raw;
            return Some(told_by_raw.trim()).filter(|login| !login.is_empty());
        }
        if is_rounded(login.as_bytes()) {
            let found = visible(login, SHOWN);
            self.notice_with(Code::RoundedNumber, record, at, UserColumn::Login, |finding| {
                finding.with("found", found)
            });
            return None;
        }
        Some(login)
    }

    #[inline]
    fn flag(&mut self, record: &Record<'_>, at: usize, name: UserColumn, words: [&[u8]; 2]) -> Option<bool> {
        self.table.flag(record, at, name.spelled(), words)
    }

    #[inline]
    fn moment(&mut self, record: &Record<'_>, at: usize, name: UserColumn) -> Option<i64> {
        let mut scratch = Vec::new();
        let text = record.text(at, &mut scratch);
        match moment(text) {
            Moment::At(seconds) => return Some(seconds),
            Moment::Blank => {}
            Moment::Rewritten => {
                let found = visible(&String::from_utf8_lossy(text), SHOWN);
                self.notice_with(Code::RewrittenDate, record, at, name, |finding| {
                    finding.with("found", found)
                });
            }
            Moment::Odd => {
                self.notice_with(Code::UnexpectedType, record, at, name, |finding| {
                    finding.with("expected", "date")
                });
            }
        }
        None
    }

    /// An address or a moment of activity is a sign of somebody who signed in; blank columns are none.
    #[inline]
    fn signed_in(&self, record: &Record<'_>, scratch: &mut Vec<u8>) -> SignedIn {
        let at = &self.columns;
        if !at.tells_signed_in {
            return SignedIn::NotTold;
        }
        let is_blank = is_nothing(record.text(at.last_logged_ip, scratch))
            && is_nothing(record.text(at.last_active, scratch));
        if is_blank { SignedIn::NoSign } else { SignedIn::Yes }
    }
}

/// Whether a login reads like what a spreadsheet makes of one: a number, a rounded number, a day and a month.
fn may_be_rewritten(login: &[u8]) -> bool {
    let is_month = |text: &[u8]| {
        text.len() == 3 && text[0].is_ascii_uppercase() && text[1..].iter().all(u8::is_ascii_lowercase)
    };
    let is_day = |text: &[u8]| matches!(text.len(), 1 | 2) && text.iter().all(u8::is_ascii_digit);
    match login.iter().position(|&byte| byte == b'-') {
        Some(dash) => {
            let (before, behind) = (&login[..dash], &login[dash + 1..]);
            is_day(before) && is_month(behind) || is_month(before) && is_day(behind)
        }
        None => login.iter().all(u8::is_ascii_digit) || is_rounded(login),
    }
}
