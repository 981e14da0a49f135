//! The accounts of a server.

use std::fmt;

use super::columns::{Column, ListColumn, TextColumn, WordColumn};
use super::{Full, List, Needle, Search, told};

/// Whether an account shows that somebody ever signed in with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignedIn {
    /// The file has no column that would tell.
    #[default]
    NotTold,
    /// The columns that would tell are there, and blank.
    NoSign,
    /// It does.
    Yes,
}

/// What [`Account::place`] counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Located {
    /// Lines of the file, from 1.
    #[default]
    Line,
    /// Records of a list, from 0.
    Record,
}

/// One account of a server, as one record tells it. It is both what is put into a [`Roster`] and what is seen of it; nothing
/// in it is copied. Texts stand as the file spells them, without the white space around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account<'a> {
    /// Its id on the server.
    pub id: Option<u64>,
    /// Its login.
    pub login: Option<&'a str>,
    /// Its primary e-mail, the only one that GitHub matches.
    pub primary_email: Option<&'a str>,
    /// Its other e-mails. Only an open export tells them.
    pub secondary_emails: List<'a>,
    /// The name of its profile.
    pub name: Option<&'a str>,
    /// Its role in the file's word: `user`, `admin`.
    pub role: Option<&'a str>,
    /// Whether it is a site administrator.
    pub site_admin: Option<bool>,
    /// Whether it is suspended.
    pub suspended: Option<bool>,
    /// Whether it is dormant.
    pub dormant: Option<bool>,
    /// Whether anybody ever signed in with it.
    pub signed_in: SignedIn,
    /// When it was made, in seconds since 1970 UTC. Moments before 1970 and after 2106 are not kept.
    pub created_at: Option<i64>,
    /// When it was last active, in seconds since 1970 UTC, as `created_at`.
    pub last_active: Option<i64>,
    /// Where its record stands: a line or a record, as [`Roster::located`] says.
    pub place: u32,
}

/// The accounts of a server, in columns.
///
/// Texts lie in one arena a column and are found by offsets of four bytes; roles are words that are kept once; what is yes,
/// no or not told takes two bits. Beside the text an account takes some forty bytes, and less where the file tells less.
#[derive(Clone, Default)]
pub struct Roster {
    located: Located,
    rows: usize,
    ids: Column<u64>,
    pub(super) logins: TextColumn,
    pub(super) primary_emails: TextColumn,
    pub(super) secondary_emails: ListColumn,
    pub(super) names: TextColumn,
    pub(super) roles: WordColumn,
    flags: Column<u16>,
    created: Column<Moment>,
    last_active: Column<Moment>,
    places: Column<u32>,
}

/// A moment in four bytes: the seconds since 1970 and one, so that 0 is none.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(u32);

impl Moment {
    fn new(seconds: Option<i64>) -> Self {
        let whole = seconds.and_then(|seconds| u32::try_from(seconds).ok());
        Self(whole.and_then(|seconds| seconds.checked_add(1)).unwrap_or_default())
    }

    fn seconds(self) -> Option<i64> {
        self.0.checked_sub(1).map(i64::from)
    }
}

/// What a row's flags hold, each in two bits but the first.
mod flag {
    pub(super) const HAS_ID: u16 = 1;
    pub(super) const SITE_ADMIN: u32 = 2;
    pub(super) const SUSPENDED: u32 = 4;
    pub(super) const DORMANT: u32 = 6;
    pub(super) const SIGNED_IN: u32 = 8;
}

const fn bits(told: Option<bool>) -> u16 {
    match told {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    }
}

const fn told_by(bits: u16) -> Option<bool> {
    match bits & 3 {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}

impl Roster {
    /// A roster without accounts, whose places count lines or records.
    pub fn new(located: Located) -> Self {
        Self { located, ..Self::default() }
    }

    /// What the places of its accounts count.
    pub const fn located(&self) -> Located {
        self.located
    }

    /// How many accounts it has.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes a record whole, or says that it is [`Full`] and takes nothing of it. Gives the number of its row.
    #[inline]
    pub fn push(&mut self, account: &Account<'_>) -> Result<u32, Full> {
        let text = |text: Option<&str>| text.map_or(0, str::len);
        let fits = self.logins.fits(text(account.login))
            && self.primary_emails.fits(text(account.primary_email))
            && self.secondary_emails.fits(account.secondary_emails)
            && self.names.fits(text(account.name))
            && self.roles.fits(account.role.unwrap_or_default());
        let row = self.rows;
        let (true, Ok(number)) = (fits, u32::try_from(row)) else {
            return Err(Full);
        };
        self.ids.push(row, account.id.unwrap_or_default());
        self.logins.push(row, account.login.unwrap_or_default());
        self.primary_emails.push(row, account.primary_email.unwrap_or_default());
        self.secondary_emails.push(row, account.secondary_emails);
        self.names.push(row, account.name.unwrap_or_default());
        self.roles.push(row, account.role.unwrap_or_default());
        let signed_in = match account.signed_in {
            SignedIn::NotTold => None,
            SignedIn::NoSign => Some(false),
            SignedIn::Yes => Some(true),
        };
        let flags = if account.id.is_some() { flag::HAS_ID } else { 0 }
            | bits(account.site_admin) << flag::SITE_ADMIN
            | bits(account.suspended) << flag::SUSPENDED
            | bits(account.dormant) << flag::DORMANT
            | bits(signed_in) << flag::SIGNED_IN;
        self.flags.push(row, flags);
        self.created.push(row, Moment::new(account.created_at));
        self.last_active.push(row, Moment::new(account.last_active));
        self.places.push(row, account.place);
        self.rows += 1;
        Ok(number)
    }

    /// The account of a row; `None` behind the last one.
    pub fn account(&self, row: u32) -> Option<Account<'_>> {
        ((row as usize) < self.rows).then(|| Account {
            id: self.id(row),
            login: self.login(row),
            primary_email: self.primary_email(row),
            secondary_emails: self.secondary_emails(row),
            name: self.name(row),
            role: self.role(row),
            site_admin: self.site_admin(row),
            suspended: self.suspended(row),
            dormant: self.dormant(row),
            signed_in: self.signed_in(row),
            created_at: self.created_at(row),
            last_active: self.last_active(row),
            place: self.place(row),
        })
    }

    /// All accounts, in the order of the file.
    pub fn accounts(&self) -> impl ExactSizeIterator<Item = Account<'_>> {
        (0..self.rows).map(|row| {
            // Rows are numbered by 32 bits, which `push` sees to.
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            self.account(row).unwrap_or_default()
        })
    }

    /// The id of a row's account.
    #[inline]
    pub fn id(&self, row: u32) -> Option<u64> {
        let row = row as usize;
        (self.flags.get(row) & flag::HAS_ID != 0).then(|| self.ids.get(row))
    }

    /// The login of a row's account.
    #[inline]
    pub fn login(&self, row: u32) -> Option<&str> {
        told(self.logins.get(row as usize))
    }

    /// The primary e-mail of a row's account.
    #[inline]
    pub fn primary_email(&self, row: u32) -> Option<&str> {
        told(self.primary_emails.get(row as usize))
    }

    /// The other e-mails of a row's account.
    #[inline]
    pub fn secondary_emails(&self, row: u32) -> List<'_> {
        self.secondary_emails.get(row as usize)
    }

    /// The name of a row's account.
    #[inline]
    pub fn name(&self, row: u32) -> Option<&str> {
        told(self.names.get(row as usize))
    }

    /// The role of a row's account.
    #[inline]
    pub fn role(&self, row: u32) -> Option<&str> {
        told(self.roles.get(row as usize))
    }

    /// Whether a row's account is a site administrator.
    #[inline]
    pub fn site_admin(&self, row: u32) -> Option<bool> {
        told_by(self.flags.get(row as usize) >> flag::SITE_ADMIN)
    }

    /// Whether a row's account is suspended.
    #[inline]
    pub fn suspended(&self, row: u32) -> Option<bool> {
        told_by(self.flags.get(row as usize) >> flag::SUSPENDED)
    }

    /// Whether a row's account is dormant.
    #[inline]
    pub fn dormant(&self, row: u32) -> Option<bool> {
        told_by(self.flags.get(row as usize) >> flag::DORMANT)
    }

    /// Whether anybody ever signed in with a row's account.
    #[inline]
    pub fn signed_in(&self, row: u32) -> SignedIn {
        match told_by(self.flags.get(row as usize) >> flag::SIGNED_IN) {
            None => SignedIn::NotTold,
            Some(false) => SignedIn::NoSign,
            Some(true) => SignedIn::Yes,
        }
    }

    /// When a row's account was made, in seconds since 1970 UTC.
    #[inline]
    pub fn created_at(&self, row: u32) -> Option<i64> {
        self.created.get(row as usize).seconds()
    }

    /// When a row's account was last active, in seconds since 1970 UTC.
    #[inline]
    pub fn last_active(&self, row: u32) -> Option<i64> {
        self.last_active.get(row as usize).seconds()
    }

    /// Where a row's record stands in the file.
    #[inline]
    pub fn place(&self, row: u32) -> u32 {
        self.places.get(row as usize)
    }

    /// The rows whose login, name or e-mail holds a text, in the order of the file. The first ones are there before the rest is
    /// looked at.
    pub fn search(&self, needle: &Needle) -> Search<'_> {
        let emails = self.secondary_emails.texts();
        Search::new(needle, &[&self.logins, &self.primary_emails, emails, &self.names], self.rows)
    }

    /// How many bytes of text it holds, the end of each text counted with it.
    pub fn bytes_of_text(&self) -> usize {
        self.logins.bytes_of_text()
            + self.primary_emails.bytes_of_text()
            + self.secondary_emails.texts().bytes_of_text()
            + self.names.bytes_of_text()
    }

    /// How many bytes of memory it takes, unused room in its columns counted.
    pub fn bytes_held(&self) -> usize {
        size_of::<Self>()
            + self.ids.bytes_held()
            + self.logins.bytes_held()
            + self.primary_emails.bytes_held()
            + self.secondary_emails.bytes_held()
            + self.names.bytes_held()
            + self.roles.bytes_held()
            + self.flags.bytes_held()
            + self.created.bytes_held()
            + self.last_active.bytes_held()
            + self.places.bytes_held()
    }

    /// Forgets what tells nobody from anybody: roles, dates, and where records stand. No more records come.
    pub fn keep_who_is_who(&mut self) {
        self.roles = WordColumn::default();
        self.created = Column::default();
        self.last_active = Column::default();
        self.places = Column::default();
    }

    /// Gives back the room that its columns do not use: no more records come.
    pub fn shrink(&mut self) {
        self.ids.shrink();
        self.logins.shrink();
        self.primary_emails.shrink();
        self.secondary_emails.shrink();
        self.names.shrink();
        self.roles.shrink();
        self.flags.shrink();
        self.created.shrink();
        self.last_active.shrink();
        self.places.shrink();
    }
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for Roster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Roster").field("accounts", &self.rows).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Items;

    #[test]
    fn an_account_comes_out_as_it_went_in() {
        let mut emails = Items::new();
        emails.push(" mona@home.example ");
        emails.push("");
        emails.push("mona@old.example");
        let full = Account {
            id: Some(0),
            login: Some("mona"),
            primary_email: Some("Mona@corp.example"),
            secondary_emails: emails.list(),
            name: Some("モナ"),
            role: Some("admin"),
            site_admin: Some(true),
            suspended: Some(false),
            dormant: Some(false),
            signed_in: SignedIn::Yes,
            created_at: Some(0),
            last_active: Some(1_700_000_000),
            place: 2,
        };
        let blank = Account::default();
        let other = Account { id: Some(7), login: Some("kai"), role: Some("user"), ..Account::default() };
        let mut roster = Roster::new(Located::Line);
        let given = [blank, full, blank, other, full];
        for (row, account) in (0..).zip(&given) {
            assert_eq!(roster.push(account), Ok(row), "rows are numbered in their order");
        }
        assert!(roster.accounts().eq(given), "rows without a value keep their places in every column");
        assert_eq!(roster.account(5), None, "nobody behind the last row");
        assert_eq!(full.secondary_emails.count(), 2, "a blank e-mail is none");
        roster.shrink();
        assert!(roster.accounts().eq(given), "shrinking loses nothing");
    }

    #[test]
    fn who_is_who_stays_and_the_rest_is_forgotten() {
        let told = Account {
            id: Some(7),
            login: Some("kai"),
            primary_email: Some("kai@corp.example"),
            suspended: Some(true),
            signed_in: SignedIn::Yes,
            ..Account::default()
        };
        let mut roster = Roster::new(Located::Line);
        let whole =
            Account { role: Some("user"), created_at: Some(1), last_active: Some(2), place: 2, ..told };
        roster.push(&whole).expect("room");
        let before = roster.bytes_held();
        roster.keep_who_is_who();
        assert_eq!(roster.account(0), Some(told));
        assert!(roster.bytes_held() < before, "its memory is given back");
    }

    #[test]
    fn moments_outside_of_four_bytes_are_not_kept() {
        let mut roster = Roster::new(Located::Line);
        let seconds = [-1, i64::from(u32::MAX) - 1, i64::from(u32::MAX), i64::MAX];
        for second in seconds {
            roster.push(&Account { created_at: Some(second), ..Account::default() }).expect("room");
        }
        let kept: Vec<_> = roster.accounts().map(|account| account.created_at).collect();
        assert_eq!(
            kept,
            [None, Some(i64::from(u32::MAX) - 1), None, None],
            "and never another moment instead"
        );
    }

    #[test]
    fn a_roster_shows_nobody_in_a_log() {
        let mut roster = Roster::new(Located::Line);
        roster.push(&Account { login: Some("mona"), ..Account::default() }).expect("room");
        assert_eq!(format!("{roster:?}"), "Roster { accounts: 1, .. }", "only its size");
    }
}
