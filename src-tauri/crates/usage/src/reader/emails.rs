//! The e-mails of an account, in their plausible spellings.
//!
//! The cloud holds them as `emails[{email, isPrimary}]` (GraphQL `EnterpriseServerUserAccountEmail`). Which one is primary is
//! taken from, in this order: a `primary_email` or `email` beside the list (the instance's own reports put the primary
//! e-mail there); a mark in the list; a list of exactly one e-mail that says nothing about it. The last is assumed.

use super::accounts::Accountant;
use super::fault::Outcome;
use super::keep::{Keep, TextOf};
use super::lexer::{Lexer, ValueKind};
use super::names::EmailName;
use super::path::Step;
use super::whereabouts::Level;

/// What the list of one account's e-mails told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Emails {
    listed: u64,
    unmarked: u64,
    marked_primary: u64,
}

impl Emails {
    /// Whether one of them is the primary e-mail.
    pub(super) const fn has_primary(self) -> bool {
        self.marked_primary > 0 || (self.listed == 1 && self.unmarked == 1)
    }

    /// Whether more than one is marked as primary.
    pub(super) const fn has_several_primary(self) -> bool {
        self.marked_primary > 1
    }

    #[inline]
    fn add(&mut self, primary: Option<bool>) {
        self.listed += 1;
        self.unmarked += u64::from(primary.is_none());
        self.marked_primary += u64::from(primary == Some(true));
    }
}

impl<K: Keep> Accountant<'_, K> {
    /// A list of e-mails, or a single one.
    #[inline]
    pub(super) fn emails(&mut self, lexer: &mut Lexer<'_>) -> Outcome<Emails> {
        let mut emails = Emails::default();
        let kind = lexer.kind()?;
        if kind != ValueKind::Array {
            self.email(lexer, kind, None, &mut emails)?;
            return Ok(emails);
        }
        lexer.open()?;
        let mut index = 0;
        while lexer.element(index == 0)? {
            let read = lexer.kind().and_then(|kind| self.email(lexer, kind, Some(index), &mut emails));
            read.map_err(|fault| fault.within(Step::Element(index)))?;
            index += 1;
        }
        Ok(emails)
    }

    /// One e-mail: a text, or an object with a mark.
    #[inline]
    fn email(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        index: Option<u64>,
        emails: &mut Emails,
    ) -> Outcome<()> {
        match kind {
            ValueKind::Object => {
                self.place.level = Level::EmailMember(index);
                self.marked_email(lexer, index.is_some(), emails)
            }
            ValueKind::String => {
                if self.presence(lexer, "emails", TextOf::Listed)? {
                    self.add(emails, None);
                }
                Ok(())
            }
            ValueKind::Null => lexer.literal(kind),
            _ => {
                self.place.level = Level::Email(index);
                self.unexpected(lexer, kind, "emails", "email")
            }
        }
    }

    #[inline]
    fn add(&mut self, emails: &mut Emails, primary: Option<bool>) {
        emails.add(primary);
        self.keep.email(primary);
    }

    /// An e-mail that is an object. `listed` is whether it stands in a list.
    fn marked_email(&mut self, lexer: &mut Lexer<'_>, listed: bool, emails: &mut Emails) -> Outcome<()> {
        lexer.open()?;
        self.place.email_keys.clear();
        let mut present = false;
        let mut primary = None;
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = lexer.key(&mut self.place.email_keys)?;
            self.tally.fields.note_in_email(&self.place.keys, listed, &self.place.email_keys);
            if let Some(spot) = self.place.email_keys.duplicate() {
                self.duplicate(spot, &self.place.email_keys.last_text());
            }
            let read = match name {
                EmailName::Email | EmailName::Address | EmailName::Value => {
                    self.presence(lexer, "email", TextOf::Listed).map(|text| present |= text)
                }
                EmailName::Primary | EmailName::IsPrimary => self
                    .flag(lexer, "primary", [b"primary", b"secondary"])
                    .map(|mark| primary = mark.or(primary)),
                EmailName::Other => lexer.kind().and_then(|kind| lexer.skip(kind)),
            };
            read.map_err(|fault| fault.within(self.place.email_keys.step()))?;
        }
        if present {
            self.add(emails, primary);
        }
        Ok(())
    }
}
