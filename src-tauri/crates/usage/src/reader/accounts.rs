//! The accounts of an open list.
//!
//! Nothing public tells the keys of a record. What is read is the vocabulary of what the cloud holds of it (GraphQL
//! `EnterpriseServerUserAccount`: `remoteUserId`, `login`, `emails`) and of the instance's own reports (`id`, `login`,
//! `email`, `suspended?`, `dormant?`). Everything else is passed over.

use super::emails::Emails;
use super::fault::{Outcome, Spot};
use super::keep::{Keep, TextOf, Told as _};
use super::lexer::{Lexer, ValueKind};
use super::names::AccountName;
use super::noticed::Noticed;
use super::numbers::{Number, whole_number};
use super::path::Step;
use super::sink::{Presence, ShortText};
use super::tally::{Account, Tally};
use super::whereabouts::{Level, Whereabouts};
use crate::{Code, outside::visible};

/// An id of a record.
#[derive(Clone, Copy, Default)]
struct Id {
    /// Whether there is one, even if it is a text that is no number.
    present: bool,
    number: Option<u64>,
}

/// Reads the records of one list.
pub(super) struct Accountant<'n, K> {
    pub(super) place: Whereabouts,
    pub(super) tally: Tally,
    noticed: &'n mut Noticed,
    pub(super) keep: &'n mut K,
}

impl<'n, K: Keep> Accountant<'n, K> {
    /// For the list at this path, of which `keep` keeps what is wanted.
    pub(super) fn new(list: String, noticed: &'n mut Noticed, keep: &'n mut K) -> Self {
        Self { place: Whereabouts::new(list), tally: Tally::default(), noticed, keep }
    }

    /// Reads the array here, whole.
    pub(super) fn read(mut self, lexer: &mut Lexer<'_>) -> Outcome<Tally> {
        lexer.open()?;
        while lexer.element(self.place.index == 0)? {
            self.record(lexer).map_err(|fault| fault.within(Step::Element(self.place.index)))?;
            self.place.index += 1;
            lexer.window.accounts = self.place.index;
        }
        Ok(self.tally)
    }

    #[inline]
    fn record(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let kind = lexer.kind()?;
        let spot = lexer.window.spot();
        self.keep.begin();
        let account = if kind == ValueKind::Object {
            self.account(lexer)?
        } else {
            // An entry that is no object is an account of which nothing is known.
            self.place.level = Level::Record;
            self.unexpected(lexer, kind, "users", "object")?;
            Account::default()
        };
        self.keep.end(&account);
        self.tally.add(&account, spot);
        Ok(())
    }

    fn account(&mut self, lexer: &mut Lexer<'_>) -> Outcome<Account> {
        let (mut id, mut user_id, mut remote_user_id) = (Id::default(), Id::default(), Id::default());
        let (mut login, mut email, mut primary_email) = (false, false, false);
        let mut emails = Emails::default();
        let (mut suspended, mut suspended_at, mut dormant) = (None, None, None);
        lexer.open()?;
        self.place.keys.clear();
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = lexer.key(&mut self.place.keys)?;
            self.tally.fields.note(&self.place.keys);
            self.place.level = Level::Member;
            if let Some(spot) = self.place.keys.duplicate() {
                self.duplicate(spot, &self.place.keys.last_text());
            }
            let read = match name {
                AccountName::Id => self.id(lexer).map(|read| id = read),
                AccountName::UserId => self.id(lexer).map(|read| user_id = read),
                AccountName::RemoteUserId => self.id(lexer).map(|read| remote_user_id = read),
                AccountName::Login => self.presence(lexer, "login", TextOf::Login).map(|read| login = read),
                AccountName::Emails => self.emails(lexer).map(|read| emails = read),
                AccountName::Email => self.presence(lexer, "email", TextOf::Email).map(|read| email = read),
                AccountName::PrimaryEmail => {
                    self.presence(lexer, "email", TextOf::PrimaryEmail).map(|read| primary_email = read)
                }
                AccountName::Suspended | AccountName::SuspensionStatus => {
                    self.flag(lexer, "suspended", [b"suspended", b"active"]).map(|read| suspended = read)
                }
                AccountName::SuspendedAt => self.moment(lexer).map(|read| suspended_at = Some(read)),
                AccountName::Dormant => {
                    self.flag(lexer, "dormant", [b"dormant", b"active"]).map(|read| dormant = read)
                }
                AccountName::Name => self.aside(lexer, TextOf::Name),
                AccountName::Role => self.aside(lexer, TextOf::Role),
                AccountName::SiteAdmin => self.aside(lexer, TextOf::SiteAdmin),
                AccountName::CreatedAt => self.aside(lexer, TextOf::CreatedAt),
                AccountName::LastActive => self.aside(lexer, TextOf::LastActive),
                AccountName::Other => lexer.kind().and_then(|kind| lexer.skip(kind)),
            };
            read.map_err(|fault| fault.within(self.place.keys.step()))?;
        }
        Ok(Account {
            // GraphQL's own `id` beside a `remoteUserId` is a node id, so the plainer name wins.
            id: remote_user_id.number.or(user_id.number).or(id.number),
            has_key: login || id.present || user_id.present || remote_user_id.present,
            // Either of the two tells it: a date without the flag, or the flag without a date, is enough.
            suspended: match (suspended, suspended_at) {
                (Some(flag), Some(moment)) => Some(flag || moment),
                (flag, moment) => flag.or(moment),
            },
            dormant,
            has_primary_email: email || primary_email || emails.has_primary(),
            several_primary_emails: emails.has_several_primary(),
        })
    }

    /// An id: a number, or a text of digits. Another text is a key of the account, but no id to compare.
    #[inline]
    fn id(&mut self, lexer: &mut Lexer<'_>) -> Outcome<Id> {
        let kind = lexer.kind()?;
        let start = lexer.window.offset();
        match kind {
            ValueKind::Number => {
                if let Number::Whole(number) = lexer.number()? {
                    return Ok(Id { present: true, number: Some(number) });
                }
                let found = String::from_utf8_lossy(&lexer.spill).into_owned();
                self.out_of_range(lexer.window.spot_of(start), &found);
                Ok(Id { present: true, number: None })
            }
            ValueKind::String => {
                let mut text = ShortText::new();
                lexer.string(&mut text)?;
                let Some(digits) = text.text() else {
                    return Ok(Id { present: true, number: None });
                };
                let number = whole_number(digits);
                if number.is_none() && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) {
                    self.out_of_range(lexer.window.spot_of(start), &text.shown());
                }
                Ok(Id { present: !digits.is_empty(), number })
            }
            ValueKind::Null => lexer.literal(kind).map(|()| Id::default()),
            _ => self.unexpected(lexer, kind, "id", "number").map(|()| Id::default()),
        }
    }

    /// Whether a text is there and not blank.
    #[inline]
    pub(super) fn presence(
        &mut self,
        lexer: &mut Lexer<'_>,
        field: &'static str,
        of: TextOf,
    ) -> Outcome<bool> {
        let is_told = match lexer.kind()? {
            ValueKind::String => {
                let mut text = self.keep.text();
                lexer.string(&mut text)?;
                text.is_told()
            }
            kind @ ValueKind::Null => lexer.literal(kind).map(|()| false)?,
            kind => self.unexpected(lexer, kind, field, "text").map(|()| false)?,
        };
        self.keep.set(of, is_told);
        Ok(is_told)
    }

    /// A value that only a roster needs.
    #[inline]
    fn aside(&mut self, lexer: &mut Lexer<'_>, of: TextOf) -> Outcome<()> {
        let kind = lexer.kind()?;
        if !K::KEEPS {
            return lexer.skip(kind);
        }
        match kind {
            ValueKind::String => self.presence(lexer, "", of).map(drop),
            ValueKind::True | ValueKind::False if of == TextOf::SiteAdmin => {
                self.keep.site_admin(kind == ValueKind::True);
                lexer.literal(kind)
            }
            _ => {
                self.keep.set(of, false);
                lexer.skip(kind)
            }
        }
    }

    /// A yes or no: a boolean, 0 or 1, or a text; `words` are the texts for yes and for no beside `true` and `false`.
    #[inline]
    pub(super) fn flag(
        &mut self,
        lexer: &mut Lexer<'_>,
        field: &'static str,
        words: [&[u8]; 2],
    ) -> Outcome<Option<bool>> {
        let kind = lexer.kind()?;
        match kind {
            ValueKind::True | ValueKind::False => lexer.literal(kind).map(|()| Some(kind == ValueKind::True)),
            ValueKind::Null => lexer.literal(kind).map(|()| None),
            _ => self.odd_flag(lexer, kind, field, words),
        }
    }

    fn odd_flag(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        field: &'static str,
        words: [&[u8]; 2],
    ) -> Outcome<Option<bool>> {
        let spot = lexer.window.spot();
        let told = match kind {
            ValueKind::Number => match lexer.number()? {
                Number::Whole(0) => Some(false),
                Number::Whole(1) => Some(true),
                _ => None,
            },
            ValueKind::String => {
                let mut text = ShortText::new();
                lexer.string(&mut text)?;
                let Some(text) = text.text() else {
                    self.unexpected_at(spot, field, "boolean");
                    return Ok(None);
                };
                if text.is_empty() {
                    return Ok(None);
                }
                let [yes, no] = words;
                if text.eq_ignore_ascii_case(yes) || text.eq_ignore_ascii_case(b"true") {
                    Some(true)
                } else if text.eq_ignore_ascii_case(no) || text.eq_ignore_ascii_case(b"false") {
                    Some(false)
                } else {
                    None
                }
            }
            _ => {
                lexer.skip(kind)?;
                None
            }
        };
        if told.is_none() {
            self.unexpected_at(spot, field, "boolean");
        }
        Ok(told)
    }

    /// Whether a moment is told: null and a blank text say that it never came.
    fn moment(&mut self, lexer: &mut Lexer<'_>) -> Outcome<bool> {
        match lexer.kind()? {
            kind @ (ValueKind::True | ValueKind::False | ValueKind::Null) => {
                lexer.literal(kind).map(|()| kind == ValueKind::True)
            }
            ValueKind::Number => lexer.number().map(|_| true),
            ValueKind::String => {
                let mut text = Presence::default();
                lexer.string(&mut text)?;
                Ok(text.present)
            }
            kind => self.unexpected(lexer, kind, "suspended_at", "text").map(|()| false),
        }
    }

    /// Passes over a value of a type that the field does not take.
    #[cold]
    pub(super) fn unexpected(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        field: &'static str,
        expected: &'static str,
    ) -> Outcome<()> {
        self.unexpected_at(lexer.window.spot(), field, expected);
        lexer.skip(kind)
    }

    fn unexpected_at(&mut self, spot: Spot, field: &'static str, expected: &'static str) {
        self.noticed.count(Code::UnexpectedType, field, |finding| {
            finding.with("field", field).with("expected", expected).at(spot.place(self.place.path()))
        });
    }

    #[cold]
    fn out_of_range(&mut self, spot: Spot, found: &str) {
        self.noticed.count(Code::NumberOutOfRange, "id", |finding| {
            finding.with("field", "id").with("found", visible(found, 40)).at(spot.place(self.place.path()))
        });
    }

    #[cold]
    pub(super) fn duplicate(&mut self, spot: Spot, key: &str) {
        self.noticed.count(Code::DuplicateKey, key, |finding| {
            finding.with("key", visible(key, 80)).at(spot.place(self.place.path()))
        });
    }
}
