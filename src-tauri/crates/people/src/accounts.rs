//! The accounts of all servers, in columns: one number for everything that names (server, id).
//!
//! Numbers go by server, then id, then login. An account holds which row describes it and a few flags; its texts stay where
//! they are. The row that describes an account is that of a complete report before one that annotates, then one with a
//! primary e-mail, then the newest, then the one whose words come first.

use std::ops::Range;

use crate::assemble::key_without_id;
use crate::evidence::{Evidence, Report};
use crate::records::NONE;

/// What is known of an account.
pub(crate) mod flag {
    /// It has an id.
    pub(crate) const HAS_ID: u16 = 1;
    /// It is suspended.
    pub(crate) const SUSPENDED: u16 = 1 << 1;
    /// It is dormant.
    pub(crate) const DORMANT: u16 = 1 << 2;
    /// It is `ghost`, or `scim-admin` where SCIM is on.
    pub(crate) const NOT_A_PERSON: u16 = 1 << 3;
    /// It shows no sign of anybody's ever having signed in.
    pub(crate) const NO_SIGN: u16 = 1 << 4;
    /// The cloud lists it, and no complete report replaces what the cloud remembers.
    pub(crate) const REMEMBERED: u16 = 1 << 5;
    /// A complete report lists it.
    pub(crate) const REPORTED: u16 = 1 << 6;
    /// It is called `scim-admin`.
    pub(crate) const SCIM_ADMIN: u16 = 1 << 7;
    /// It has no primary e-mail, as far as a report tells.
    pub(crate) const NO_EMAIL: u16 = 1 << 11;
    /// It was decided at the desk that it takes no license.
    pub(crate) const EXCLUDED: u16 = 1 << 8;
    /// A what-if took its server away.
    pub(crate) const ABSENT: u16 = 1 << 9;
    /// It was decided at the desk that it belongs to nobody else.
    pub(crate) const ALONE: u16 = 1 << 10;
}

/// The accounts that a server brings with it, told by their logins as they are spelled: "the ghost user", and "the setup user" of SCIM,
/// which takes no license where SCIM is on (github/docs, "People that consume a license in your enterprise").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// `ghost`, which stands for everybody who was deleted.
    Ghost,
    /// `scim-admin`.
    ScimAdmin,
}

impl BuiltIn {
    /// Which one an account with this login is.
    pub fn of(login: Option<&str>) -> Option<Self> {
        match login? {
            "ghost" => Some(Self::Ghost),
            "scim-admin" => Some(Self::ScimAdmin),
            _ => None,
        }
    }
}

/// Whether an account with these flags counts: it can take a license.
///
/// "Suspended users do not consume a license"; dormant ones do, until they are suspended (github/docs, "GitHub license
/// users").
pub(crate) const fn counts(flags: u16) -> bool {
    flags & (flag::SUSPENDED | flag::NOT_A_PERSON | flag::EXCLUDED | flag::ABSENT) == 0
}

/// Whether it counts in `low` too: GitHub counts an active user "who has successfully authenticated".
pub(crate) const fn counts_in_low(flags: u16) -> bool {
    counts(flags) && flags & flag::NO_SIGN == 0
}

/// All accounts.
#[derive(Default)]
pub(crate) struct Accounts {
    /// Where the accounts of each server begin, and at last where all end.
    pub(crate) starts: Vec<u32>,
    /// Ids; 0 where there is none.
    pub(crate) ids: Vec<u64>,
    /// Which report describes each; [`NONE`] where only the cloud knows it.
    pub(crate) reports: Vec<u32>,
    /// Which row of it.
    pub(crate) rows: Vec<u32>,
    pub(crate) flags: Vec<u16>,
}

impl Accounts {
    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.ids.reserve_exact(more);
        self.reports.reserve_exact(more);
        self.rows.reserve_exact(more);
        self.flags.reserve_exact(more);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u32 {
        // Four billion accounts would not fit into memory.
        u32::try_from(self.flags.len()).unwrap_or(NONE)
    }

    /// The server of an account.
    pub(crate) fn server(&self, account: u32) -> u32 {
        let behind = self.starts.partition_point(|&start| start <= account);
        u32::try_from(behind.saturating_sub(1)).unwrap_or(NONE)
    }

    /// The accounts of a server.
    pub(crate) fn of_server(&self, server: u32) -> Range<u32> {
        let place = server as usize;
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(&start), Some(&end)) => start..end,
            _ => 0..0,
        }
    }

    /// Whether all of these flags are set.
    pub(crate) fn is(&self, account: u32, flags: u16) -> bool {
        self.flags.get(account as usize).is_some_and(|own| own & flags == flags)
    }

    /// Its id.
    pub(crate) fn id(&self, account: u32) -> Option<u64> {
        self.is(account, flag::HAS_ID).then(|| self.ids[account as usize])
    }

    /// The row that describes it.
    fn described<'a>(&self, evidence: &'a Evidence, account: u32) -> Option<(&'a Report, u32)> {
        let account = account as usize;
        let report = evidence.reports.get(*self.reports.get(account)? as usize)?;
        Some((report, self.rows[account]))
    }

    /// Its login.
    pub(crate) fn login<'a>(&self, evidence: &'a Evidence, account: u32) -> Option<&'a str> {
        let (report, row) = self.described(evidence, account)?;
        report.content.roster()?.login(row)
    }

    /// Its name.
    pub(crate) fn name<'a>(&self, evidence: &'a Evidence, account: u32) -> Option<&'a str> {
        let (report, row) = self.described(evidence, account)?;
        report.content.roster()?.name(row)
    }

    /// Its primary e-mail, as spelled; `None` where the cloud alone knows it.
    pub(crate) fn primary_email<'a>(&self, evidence: &'a Evidence, account: u32) -> Option<&'a str> {
        let (report, row) = self.described(evidence, account)?;
        report.content.roster()?.primary_email(row)
    }

    /// Its other e-mails, which GitHub does not match.
    pub(crate) fn secondary_emails<'a>(
        &self,
        evidence: &'a Evidence,
        account: u32,
    ) -> usage::roster::List<'a> {
        self.described(evidence, account)
            .and_then(|(report, row)| Some(report.content.roster()?.secondary_emails(row)))
            .unwrap_or_default()
    }

    /// The account of a server with this id.
    pub(crate) fn find_id(&self, server: u32, id: u64) -> Option<u32> {
        let (with_id, _) = self.with_and_without_id(server);
        let ids = &self.ids[with_id.start as usize..with_id.end as usize];
        let place = ids.binary_search(&id).ok()?;
        u32::try_from(with_id.start as usize + place).ok()
    }

    /// The account of a server that has this key in place of an id; else the one with this login, if there is just one.
    pub(crate) fn find_key(&self, evidence: &Evidence, server: u32, key: &str) -> Option<u32> {
        let (with_id, without) = self.with_and_without_id(server);
        let key_of = |account: u32| {
            key_without_id(self.login(evidence, account), self.primary_email(evidence, account))
        };
        // A login in lower case, or an e-mail as it stands.
        let is_it =
            |account: &u32| key_of(*account).is_some_and(|own| own == key || own == key.to_ascii_lowercase());
        let own_login = |account: &u32| {
            self.login(evidence, *account).is_some_and(|login| login.eq_ignore_ascii_case(key))
        };
        without.into_iter().find(is_it).or_else(|| {
            let mut found = with_id.filter(own_login);
            let first = found.next()?;
            found.next().is_none().then_some(first)
        })
    }

    /// The accounts of a server that have an id, by their ids, and behind them those that have none.
    fn with_and_without_id(&self, server: u32) -> (Range<u32>, Range<u32>) {
        let range = self.of_server(server);
        let flags = &self.flags[range.start as usize..range.end as usize];
        let with_id = flags.partition_point(|flags| flags & flag::HAS_ID != 0);
        let end = range.start + u32::try_from(with_id).unwrap_or_default();
        (range.start..end, end..range.end)
    }

    /// Whether the cloud lists it and no complete report replaces what the cloud remembers of its server.
    pub(crate) fn is_remembered(&self, account: u32) -> bool {
        self.is(account, flag::REMEMBERED)
    }

    /// How many bytes of memory it takes.
    pub(crate) fn bytes_held(&self) -> usize {
        self.ids.capacity() * size_of::<u64>()
            + (self.starts.capacity() + self.reports.capacity() + self.rows.capacity()) * size_of::<u32>()
            + self.flags.capacity() * size_of::<u16>()
    }
}
