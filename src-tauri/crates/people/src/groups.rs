//! Groups of server accounts, and the one cloud account that each is linked to.
//!
//! - Accounts with equal primary e-mails are one group, over all servers, suspended ones included: "multiple user accounts
//!   will consume a single license when there is a match" of primary e-mails (github/docs, "About license usage for GitHub
//!   Enterprise").
//! - The remembered accounts of one record are one group, and the primary e-mails that the record lists are that group's.
//! - A group is linked at the first step that finds a login; later steps are not asked (github/docs, "Troubleshooting
//!   license usage for GitHub Enterprise": SAML or SCIM first, then verified e-mails). That the cloud's own listing comes
//!   before is Seatbridge's choice.
//! - Several logins at that step: the first in order, and the match is ambiguous. Nothing joins two cloud accounts.

use std::collections::HashSet;

use crate::accounts::flag;
use crate::email::Letters;
use crate::listed::Still;
use crate::records::NONE;
use crate::table::{Table, Use};

/// What linked a group to a login, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkRule {
    /// A person at the desk said so. Only `planned` knows of it.
    Decided,
    /// The cloud lists an account of the group under the login.
    CloudSays,
    /// An attribute of the login's SAML identity.
    Saml,
    /// An attribute of the login's SCIM identity.
    Scim,
    /// A verified e-mail of the login.
    VerifiedEmail,
}

impl LinkRule {
    /// The rule by which an e-mail of a login links.
    pub(crate) const fn of(r#use: Use) -> Self {
        match r#use {
            Use::Saml => Self::Saml,
            Use::Scim => Self::Scim,
            _ => Self::VerifiedEmail,
        }
    }

    /// The step at which it is asked. SAML and SCIM are one step.
    pub(crate) const fn step(self) -> u8 {
        match self {
            Self::Decided => 0,
            Self::CloudSays => 1,
            Self::Saml | Self::Scim => 2,
            Self::VerifiedEmail => 3,
        }
    }
}

/// The link of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The record of the login; [`NONE`] for no link.
    pub(crate) login: u32,
    pub(crate) rule: LinkRule,
    /// Whether another login was found at the same step.
    pub(crate) ambiguous: bool,
}

impl Link {
    const NO: Self = Self { login: NONE, rule: LinkRule::VerifiedEmail, ambiguous: false };

    pub(crate) const fn is_some(self) -> bool {
        self.login != NONE
    }

    /// The better of two links: the earlier step, then the first login, then the first rule.
    fn offer(&mut self, rule: LinkRule, login: u32) {
        if !self.is_some() || rule.step() < self.rule.step() {
            *self = Self { login, rule, ambiguous: false };
        } else if rule.step() == self.rule.step() {
            let ambiguous = self.ambiguous || login != self.login;
            let (login, rule) = (login, rule).min((self.login, self.rule));
            *self = Self { login, rule, ambiguous };
        }
    }
}

/// All groups. A group is known by its first account.
#[derive(Clone, Default)]
pub(crate) struct Groups {
    /// The group of each account.
    pub(crate) of: Vec<u32>,
    /// The link of each group, at the place of its first account.
    pub(crate) links: Vec<Link>,
}

impl Groups {
    /// How many bytes of memory it takes.
    pub(crate) fn bytes_held(&self) -> usize {
        self.of.capacity() * size_of::<u32>() + self.links.capacity() * size_of::<Link>()
    }
}

/// What groups are made of.
pub(crate) struct Rules<'a> {
    pub(crate) letters: Letters,
    pub(crate) table: &'a Table,
    pub(crate) flags: &'a [u16],
    /// How many records have a login.
    pub(crate) logins: u32,
    /// How many records there are.
    pub(crate) records: u32,
    /// Which records list which accounts.
    pub(crate) listed: &'a [(u32, u32)],
    /// For each of these pairs, whether it is still so.
    pub(crate) still: &'a [Still],
    /// What a person decided.
    pub(crate) decided: Decided<'a>,
}

/// What a person decided, in numbers.
#[derive(Clone, Copy, Default)]
pub(crate) struct Decided<'a> {
    /// Accounts that are one person's.
    pub(crate) joined: &'a [(u32, u32)],
    /// Accounts whose group has this login.
    pub(crate) linked: &'a [(u32, u32)],
    /// Accounts whose group does not have this login.
    pub(crate) unlinked: &'a [(u32, u32)],
}

/// The first of those that are united with this one.
pub(crate) fn find(first: &mut [u32], of: u32) -> u32 {
    let mut at = of;
    while first[at as usize] != at {
        let next = first[first[at as usize] as usize];
        first[at as usize] = next;
        at = next;
    }
    at
}

/// Unites two; the lesser stands first.
pub(crate) fn unite(first: &mut [u32], one: u32, other: u32) {
    let (one, other) = (find(first, one), find(first, other));
    let (lesser, greater) = (one.min(other), one.max(other));
    first[greater as usize] = lesser;
}

impl Rules<'_> {
    /// Makes the groups and links them.
    pub(crate) fn group(&self) -> Groups {
        let mut of: Vec<u32> = (0..u32::try_from(self.flags.len()).unwrap_or(NONE)).collect();
        let standing_for = self.unite_remembered(&mut of);
        // Who in a class is a group: an account, or the remembered accounts of a record.
        let account_of = |entry: crate::table::Entry| match entry.r#use() {
            Use::Primary => self.joins(entry.owner()).then_some(entry.owner()),
            Use::Listed => Some(standing_for[entry.owner() as usize]).filter(|&account| account != NONE),
            _ => None,
        };
        for class in self.table.classes(self.letters) {
            let mut accounts = class.iter().filter_map(|&entry| account_of(entry));
            if let Some(first) = accounts.next() {
                accounts.for_each(|account| unite(&mut of, first, account));
            }
        }
        for &(one, other) in self.decided.joined {
            unite(&mut of, one, other);
        }
        for account in 0..of.len() {
            // Firsts stand before those that they are first of.
            of[account] = of[of[account] as usize];
        }
        let links = self.link(&of, &account_of);
        Groups { of, links }
    }

    /// Whether rules join this account with others.
    fn joins(&self, account: u32) -> bool {
        self.flags[account as usize] & (flag::ABSENT | flag::ALONE) == 0
    }

    /// Makes one group of the remembered accounts of each record, and gives one of them for each record.
    fn unite_remembered(&self, of: &mut [u32]) -> Vec<u32> {
        let mut standing_for = vec![NONE; self.records as usize];
        for &(account, record) in self.listed {
            if self.flags[account as usize] & flag::REMEMBERED != 0 && self.joins(account) {
                let first = &mut standing_for[record as usize];
                if *first == NONE {
                    *first = account;
                } else {
                    unite(of, *first, account);
                }
            }
        }
        standing_for
    }

    fn link(&self, of: &[u32], account_of: &dyn Fn(crate::table::Entry) -> Option<u32>) -> Vec<Link> {
        let mut links = vec![Link::NO; of.len()];
        let forbidden: HashSet<(u32, u32)> =
            self.decided.unlinked.iter().map(|&(account, login)| (of[account as usize], login)).collect();
        let mut offer = |account: u32, rule: LinkRule, login: u32| {
            let group = of[account as usize];
            if forbidden.is_empty() || rule == LinkRule::Decided || !forbidden.contains(&(group, login)) {
                links[group as usize].offer(rule, login);
            }
        };
        for &(account, login) in self.decided.linked {
            offer(account, LinkRule::Decided, login);
        }
        for (&(account, record), still) in self.listed.iter().zip(self.still) {
            if record < self.logins && self.joins(account) && still.is_so(self.letters) {
                offer(account, LinkRule::CloudSays, record);
            }
        }
        for class in self.table.classes(self.letters) {
            let Some(account) = class.iter().find_map(|&entry| account_of(entry)) else { continue };
            for &entry in class {
                if entry.r#use().is_of_login() {
                    offer(account, LinkRule::of(entry.r#use()), entry.owner());
                }
            }
        }
        links
    }
}
