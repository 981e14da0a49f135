//! A server's license, as `GET /enterprise/settings/license` tells it (`@octokit/openapi`, generated/ghes-3.19.json): `seats` and
//! `seats_available` are numbers or texts, of which `unlimited` was seen; all other values are numbers or texts too, and any may be
//! missing.

use super::fault::{Expected, Fault, Outcome, Spot};
use super::judge::sort;
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::{Name, names};
use super::noticed::Noticed;
use super::sink::KeptText;
use super::strangers::Strangers;
use super::window::Window;
use crate::{Code, Finding, Kind, Place, Reading, Seats, ServerLicense, outside::visible};

/// What is written where the number of seats has no limit.
const UNLIMITED: &str = "unlimited";

/// How many characters of a text are kept: a kind, a date.
const LIMIT: usize = 80;

names! {
    /// A key of a license.
    LicenseName {
        Seats = "seats" | "seats",
        SeatsUsed = "seats_used" | "seatsused",
        SeatsAvailable = "seats_available" | "seatsavailable",
        Kind = "kind" | "kind",
        DaysUntilExpiration = "days_until_expiration" | "daysuntilexpiration",
        ExpireAt = "expire_at" | "expireat",
    }
}

/// A license that was read to its end, or to where it stops being JSON.
#[derive(Default)]
pub(super) struct License {
    told: ServerLicense,
    noticed: Noticed,
    unknown: Strangers,
    fault: Option<Fault>,
}

impl License {
    /// Reads what follows in the window.
    pub(super) fn read(window: Window<'_>) -> Self {
        let mut lexer = Lexer::new(window);
        let mut read = Self::default();
        read.fault = read.document(&mut lexer).err();
        lexer.tell_lone_surrogates(&mut read.noticed);
        read
    }

    /// What it amounts to.
    pub(super) fn judge<D>(self, has_mark: bool, bytes: u64, sha256: D) -> Reading<D> {
        let mut findings: Vec<Finding> = self.noticed.into_findings().collect();
        if has_mark {
            let beginning = Place { line: 1, column: 1, path: String::new() };
            findings.push(Finding::new(Code::ByteOrderMark).at(beginning));
        }
        findings.extend(self.unknown.finding(Code::UnknownFields));
        findings.extend(self.fault.map(|fault| fault.finding(bytes)));
        sort(&mut findings);
        Reading {
            kind: Kind::GhesLicenseJson,
            license: Some(self.told),
            findings,
            ..Reading::of_bytes(bytes, sha256)
        }
    }

    fn document(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let kind = lexer.kind()?;
        if kind != ValueKind::Object {
            return Err(lexer.invalid(Expected::Value));
        }
        let mut keys = Keys::new();
        lexer.open()?;
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = lexer.key(&mut keys)?;
            if let Some(spot) = keys.duplicate() {
                let key = keys.last_text();
                self.noticed.count(Code::DuplicateKey, &key, |finding| {
                    finding.with("key", visible(&key, 80)).at(spot.place(visible(&key, 80)))
                });
            }
            if name == LicenseName::Other {
                self.unknown.note(keys.last_spelling());
            }
            let member = lexer.kind().and_then(|kind| self.member(lexer, kind, name));
            member.map_err(|fault| fault.within(keys.step()))?;
        }
        lexer.end()
    }

    fn member(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, name: LicenseName) -> Outcome<()> {
        if name == LicenseName::Other {
            return lexer.skip(kind);
        }
        let spot = lexer.window.spot();
        let mut text = KeptText::default();
        if !lexer.told_text(kind, &mut text)? {
            let expected = match name {
                LicenseName::Kind | LicenseName::ExpireAt => "text",
                _ => "number",
            };
            self.odd(spot, name, expected);
            return Ok(());
        }
        let text = text.into_text().unwrap_or_default();
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        match name {
            LicenseName::Seats => self.told.seats = self.seats(spot, name, text),
            LicenseName::SeatsAvailable => self.told.seats_available = self.seats(spot, name, text),
            LicenseName::SeatsUsed => self.told.seats_used = self.number(spot, name, text),
            LicenseName::DaysUntilExpiration => {
                self.told.days_until_expiration = self.number(spot, name, text);
            }
            LicenseName::Kind => self.told.kind = Some(visible(text, LIMIT)),
            LicenseName::ExpireAt => self.told.expire_at = Some(visible(text, LIMIT)),
            LicenseName::Other => {}
        }
        Ok(())
    }

    fn seats(&mut self, spot: Spot, name: LicenseName, text: &str) -> Option<Seats> {
        if text.eq_ignore_ascii_case(UNLIMITED) {
            return Some(Seats::Unlimited);
        }
        self.number(spot, name, text).map(Seats::Count)
    }

    /// The number that a text writes; anything else is noticed.
    fn number<N: std::str::FromStr>(&mut self, spot: Spot, name: LicenseName, text: &str) -> Option<N> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number {
            self.odd(spot, name, "number");
            return None;
        }
        let number = text.parse().ok();
        if number.is_none() {
            self.noticed.count(Code::NumberOutOfRange, name.spelled(), |finding| {
                let finding = finding.with("field", name.spelled()).with("found", visible(text, 40));
                finding.at(spot.place(name.spelled().to_owned()))
            });
        }
        number
    }

    fn odd(&mut self, spot: Spot, name: LicenseName, expected: &'static str) {
        self.noticed.count(Code::UnexpectedType, name.spelled(), |finding| {
            let finding = finding.with("field", name.spelled()).with("expected", expected);
            finding.at(spot.place(name.spelled().to_owned()))
        });
    }
}
