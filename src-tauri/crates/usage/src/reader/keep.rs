//! What becomes of the texts of an open list's accounts: they are only looked at, or they are kept for a roster.
//!
//! Which of the two is decided once for a list, and the reader is compiled for both, so that counting pays nothing for what
//! only a roster needs.

use super::csv::cells::{self, Flag, Moment};
use super::sink::{Presence, Sink};
use super::tally;
use crate::roster::{Account, Items, Located, Roster, SignedIn};
use crate::{Code, Finding};

/// What is wanted of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    /// How many there are of what it holds.
    #[default]
    Counts,
    /// The people themselves, too.
    People,
}

/// Which text of a record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextOf {
    Login,
    /// The e-mail beside the list.
    Email,
    /// The e-mail beside the list that is called the primary one.
    PrimaryEmail,
    /// An e-mail in the list.
    Listed,
    Name,
    Role,
    /// Whether it is a site administrator, as a text.
    SiteAdmin,
    CreatedAt,
    LastActive,
}

/// How many texts there are.
const TEXTS: usize = TextOf::LastActive as usize + 1;

/// A sink that tells whether its text has any character that is not blank.
pub(super) trait Told: Sink {
    fn is_told(&self) -> bool;
}

impl Told for Presence {
    #[inline]
    fn is_told(&self) -> bool {
        self.present
    }
}

/// Keeps what is needed of an account, or nothing.
pub(super) trait Keep {
    /// Whether anything is kept.
    const KEEPS: bool;
    /// Takes a text that is read.
    type Text<'k>: Told
    where
        Self: 'k;

    /// A sink for the next text.
    fn text(&mut self) -> Self::Text<'_>;

    /// Says which text the last one was, or that it was blank.
    fn set(&mut self, of: TextOf, is_told: bool);

    /// Says that the text of [`TextOf::Listed`] is an e-mail of the list, with its mark.
    fn email(&mut self, primary: Option<bool>);

    /// Says whether the account is a site administrator.
    fn site_admin(&mut self, told: bool);

    /// Another record begins.
    fn begin(&mut self);

    /// The record is whole.
    fn end(&mut self, account: &tally::Account);
}

/// Keeps nothing.
pub(super) struct Nothing;

impl Keep for Nothing {
    const KEEPS: bool = false;
    type Text<'k> = Presence;

    #[inline]
    fn text(&mut self) -> Presence {
        Presence::default()
    }

    #[inline]
    fn set(&mut self, _of: TextOf, _is_told: bool) {}

    #[inline]
    fn email(&mut self, _primary: Option<bool>) {}

    #[inline]
    fn site_admin(&mut self, _told: bool) {}

    #[inline]
    fn begin(&mut self) {}

    #[inline]
    fn end(&mut self, _account: &tally::Account) {}
}

/// The longest text that is kept, in bytes. No login, name or e-mail that GitHub allows is longer than a few hundred.
const TEXT_LIMIT: usize = 4096;

/// Keeps the accounts in a roster.
pub(super) struct Everything {
    roster: Roster,
    /// How many accounts the roster had no room for.
    left_out: u64,
    /// How many texts were too long to be kept.
    too_long: u64,
    /// The number of the record, from 0.
    record: u64,
    /// The text that was read last.
    scratch: Vec<u8>,
    texts: [Vec<u8>; TEXTS],
    site_admin: Option<bool>,
    tells_last_active: bool,
    /// The e-mails of the list, one after the other, and where each ends and how it is marked.
    emails: Vec<u8>,
    listed: Vec<(usize, Option<bool>)>,
    others: Items,
}

impl Everything {
    /// Keeps accounts in a new roster.
    pub(super) fn new() -> Self {
        Self {
            roster: Roster::new(Located::Record),
            left_out: 0,
            too_long: 0,
            record: 0,
            scratch: Vec::new(),
            texts: Default::default(),
            site_admin: None,
            tells_last_active: false,
            emails: Vec::new(),
            listed: Vec::new(),
            others: Items::new(),
        }
    }

    /// The roster, and what was noticed in filling it.
    pub(super) fn finish(mut self, findings: &mut Vec<Finding>) -> Roster {
        if self.left_out > 0 {
            findings.push(Finding::new(Code::RosterFull).with("count", self.left_out));
        }
        if self.too_long > 0 {
            let finding = Finding::new(Code::TextTooLong).with("field", "users");
            findings.push(finding.with("limit", TEXT_LIMIT as u64).with("count", self.too_long));
        }
        self.roster.shrink();
        self.roster
    }

    /// The primary e-mail, told as [`super::emails`] describes; all others go into `others`.
    fn primary_email<'t>(
        texts: &'t [Vec<u8>; TEXTS],
        emails: &'t [u8],
        listed: &[(usize, Option<bool>)],
        others: &mut Items,
    ) -> Option<&'t str> {
        others.clear();
        let beside = told(&texts[TextOf::PrimaryEmail as usize]).or(told(&texts[TextOf::Email as usize]));
        let is_only = listed.len() == 1;
        let mut primary = beside;
        let mut start = 0;
        for &(end, mark) in listed {
            let email = told(&emails[start..end]);
            start = end;
            if primary.is_none() && (mark == Some(true) || (is_only && mark.is_none())) {
                primary = email;
            } else if let Some(email) = email
                && Some(email) != primary
            {
                others.push(email);
            }
        }
        primary
    }
}

/// The text of these bytes without the white space around it. They are UTF-8, because the lexer hands over nothing else.
fn told(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    (!text.is_empty()).then_some(text)
}

/// A text on its way into a buffer.
pub(super) struct Buffered<'k> {
    buffer: &'k mut Vec<u8>,
    presence: Presence,
    too_long: &'k mut u64,
    overflowed: bool,
}

impl Sink for Buffered<'_> {
    #[inline]
    fn piece(&mut self, text: &[u8]) {
        self.presence.piece(text);
        if self.overflowed {
            return;
        }
        if self.buffer.len() + text.len() > TEXT_LIMIT {
            self.overflowed = true;
            *self.too_long += 1;
            self.buffer.clear();
        } else {
            self.buffer.extend_from_slice(text);
        }
    }
}

impl Told for Buffered<'_> {
    #[inline]
    fn is_told(&self) -> bool {
        self.presence.present
    }
}

impl Keep for Everything {
    const KEEPS: bool = true;
    type Text<'k> = Buffered<'k>;

    #[inline]
    fn text(&mut self) -> Buffered<'_> {
        self.scratch.clear();
        Buffered {
            buffer: &mut self.scratch,
            presence: Presence::default(),
            too_long: &mut self.too_long,
            overflowed: false,
        }
    }

    #[inline]
    fn set(&mut self, of: TextOf, is_told: bool) {
        self.tells_last_active |= of == TextOf::LastActive;
        let text = &mut self.texts[of as usize];
        if is_told {
            std::mem::swap(text, &mut self.scratch);
        } else if of != TextOf::Listed {
            text.clear();
        }
    }

    #[inline]
    fn email(&mut self, primary: Option<bool>) {
        self.emails.extend_from_slice(&self.texts[TextOf::Listed as usize]);
        self.texts[TextOf::Listed as usize].clear();
        self.listed.push((self.emails.len(), primary));
    }

    #[inline]
    fn site_admin(&mut self, told: bool) {
        self.site_admin = Some(told);
    }

    #[inline]
    fn begin(&mut self) {
        self.texts.iter_mut().for_each(Vec::clear);
        self.site_admin = None;
        self.tells_last_active = false;
        self.emails.clear();
        self.listed.clear();
    }

    fn end(&mut self, account: &tally::Account) {
        let Self { roster, record, texts, site_admin, tells_last_active, emails, listed, others, .. } = self;
        let text = |of: TextOf| told(&texts[of as usize]);
        let role = text(TextOf::Role);
        let flag = match cells::flag(text(TextOf::SiteAdmin).unwrap_or_default().as_bytes(), [b"", b""]) {
            Flag::Told(told) => Some(told),
            _ => role.and_then(cells::is_site_admin),
        };
        let last_active = text(TextOf::LastActive);
        let primary_email = Self::primary_email(texts, emails, listed, others);
        let place = u32::try_from(*record).unwrap_or(u32::MAX);
        let account = Account {
            id: account.id,
            login: text(TextOf::Login),
            primary_email,
            secondary_emails: others.list(),
            name: text(TextOf::Name),
            role,
            site_admin: site_admin.or(flag),
            suspended: account.suspended,
            dormant: account.dormant,
            signed_in: match last_active {
                Some(_) => SignedIn::Yes,
                None if *tells_last_active => SignedIn::NoSign,
                None => SignedIn::NotTold,
            },
            created_at: moment(text(TextOf::CreatedAt)),
            last_active: moment(last_active),
            place,
        };
        let is_full = roster.push(&account).is_err();
        *record += 1;
        self.left_out += u64::from(is_full);
    }
}

fn moment(text: Option<&str>) -> Option<i64> {
    match cells::moment(text?.as_bytes()) {
        Moment::At(seconds) => Some(seconds),
        _ => None,
    }
}
