//! The Visual Studio subscriptions of an enterprise, as the API lists them.
//!
//! `GET /enterprises/{enterprise}/visual-studio-subscriptions` is published twice over (`@octokit/openapi`, generated/ghec.json):
//! the schema says `visual_studio_subscriptions` with `visual_studio_subscription_email` and `subscription_id`, its example
//! `visual_studio_subscription_assignments` with `email` and `subscriptionId`. Both are read, in a page, in pages one after the
//! other or in an array, and without pages. Any key may be missing.

use std::collections::HashSet;

use super::csv::seen::fingerprint;
use super::fault::{Fault, Outcome, Spot};
use super::judge::sort;
use super::keep::Wanted;
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::{Name, names};
use super::noticed::Noticed;
use super::sink::KeptText;
use super::strangers::Strangers;
use super::values::Told;
use super::walk::Walk;
use super::window::Window;
use crate::roster::{People, Subscription, SubscriptionRoster};
use crate::{Code, Finding, Kind, Place, Reading, SubscriptionCounts, outside::visible};

/// How deep arrays of pages or rows are entered.
const ARRAYS: u64 = 2;

names! {
    /// A key of a page or of a subscription.
    SubscriptionName {
        TotalCount = "total_count" | "totalcount",
        Subscriptions = "visual_studio_subscriptions" | "visualstudiosubscriptions",
        Assignments = "visual_studio_subscription_assignments" | "visualstudiosubscriptionassignments",
        SubscriptionEmail = "visual_studio_subscription_email" | "visualstudiosubscriptionemail",
        Email = "email" | "email",
        SubscriptionId = "subscription_id" | "subscriptionid",
        Username = "username" | "username",
        ManualMatch = "manual_match" | "manualmatch",
    }
}

/// A list that was read to its end, or to where it stops being JSON.
pub(super) struct VisualStudio {
    counts: SubscriptionCounts,
    roster: Option<SubscriptionRoster>,
    left_out: u64,
    /// Where the total stands that was told last.
    total_at: Option<Place>,
    noticed: Noticed,
    unknown: Strangers,
    fault: Option<Fault>,
}

/// The subscription that is being read.
#[derive(Default)]
struct Row {
    email: Option<String>,
    id: Option<String>,
    login: Option<String>,
    manual_match: Option<bool>,
}

struct Reader {
    read: VisualStudio,
    row: Row,
    /// Fingerprints of the ids so far.
    ids: HashSet<u64>,
    path: String,
    records: u64,
}

impl VisualStudio {
    /// Reads what follows in the window.
    pub(super) fn read(window: Window<'_>, wanted: Wanted) -> Self {
        let mut lexer = Lexer::new(window);
        let mut reader = Reader {
            read: Self {
                counts: SubscriptionCounts::default(),
                roster: (wanted == Wanted::People).then(SubscriptionRoster::new),
                left_out: 0,
                total_at: None,
                noticed: Noticed::default(),
                unknown: Strangers::default(),
                fault: None,
            },
            row: Row::default(),
            ids: HashSet::new(),
            path: String::new(),
            records: 0,
        };
        reader.read.fault =
            reader.documents(&mut lexer, |reader, lexer, kind| reader.outer(lexer, kind, 0)).err();
        lexer.tell_lone_surrogates(&mut reader.read.noticed);
        if let Some(roster) = &mut reader.read.roster {
            roster.shrink();
        }
        reader.read
    }

    /// What it amounts to.
    pub(super) fn judge<D>(self, has_mark: bool, bytes: u64, sha256: D) -> (Reading<D>, Option<People>) {
        let mut findings: Vec<Finding> = self.noticed.into_findings().collect();
        if has_mark {
            let beginning = Place { line: 1, column: 1, path: String::new() };
            findings.push(Finding::new(Code::ByteOrderMark).at(beginning));
        }
        findings.extend(self.unknown.finding(Code::UnknownFields));
        let rows = self.counts.rows;
        match (self.fault, self.counts.total) {
            (Some(fault), _) => findings.push(fault.finding(bytes)),
            (None, Some(total)) if total > rows => {
                // It stands where the total stands: what lacks has no place.
                let at = self.total_at.unwrap_or_default();
                let finding = Finding::new(Code::SubscriptionsMissing).at(at).with("total", total);
                findings.push(finding.with("rows", rows).with("count", total - rows));
            }
            _ => {}
        }
        if self.left_out > 0 {
            findings.push(Finding::new(Code::RosterFull).with("count", self.left_out));
        }
        sort(&mut findings);
        let reading = Reading {
            kind: Kind::VisualStudio,
            subscriptions: Some(self.counts),
            findings,
            ..Reading::of_bytes(bytes, sha256)
        };
        (reading, self.roster.map(|roster| People::Subscriptions(Box::new(roster))))
    }
}

impl Walk for Reader {
    fn path(&mut self) -> &mut String {
        &mut self.path
    }

    fn noticed(&mut self) -> &mut Noticed {
        &mut self.read.noticed
    }
}

impl Reader {
    /// A page or a subscription, or an array of them. `arrays` is how many arrays it stands in.
    fn outer(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, arrays: u64) -> Outcome<()> {
        match kind {
            ValueKind::Object => self.object(lexer),
            ValueKind::Array if arrays < ARRAYS => {
                self.elements(lexer, |reader, lexer, kind| reader.outer(lexer, kind, arrays + 1))
            }
            _ => self.unexpected(lexer, kind, SubscriptionName::Subscriptions, "object"),
        }
    }

    fn object(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let spot = lexer.window.spot();
        let mut keys = Keys::new();
        let mut is_page = false;
        self.row = Row::default();
        lexer.open()?;
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = lexer.key(&mut keys)?;
            let length = self.enter(&keys);
            if name == SubscriptionName::Other {
                self.read.unknown.note(keys.last_spelling());
            }
            is_page |= matches!(
                name,
                SubscriptionName::TotalCount
                    | SubscriptionName::Subscriptions
                    | SubscriptionName::Assignments
            );
            let member = lexer.kind().and_then(|kind| self.member(lexer, kind, name));
            self.path.truncate(length);
            member.map_err(|fault| fault.within(keys.step()))?;
        }
        if !is_page {
            self.take(spot);
        }
        lexer.window.accounts = self.read.counts.rows;
        Ok(())
    }

    fn member(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, name: SubscriptionName) -> Outcome<()> {
        match name {
            SubscriptionName::TotalCount => {
                let spot = lexer.window.spot();
                match lexer.told_count(kind)? {
                    Told::Value(total) => {
                        self.read.counts.total = Some(total);
                        self.read.total_at = Some(spot.place(self.path.clone()));
                    }
                    Told::Nothing => {}
                    Told::Odd => self.odd(spot, name, "number"),
                    Told::OutOfRange(found) => self.out_of_range(spot, name, &found),
                }
                Ok(())
            }
            SubscriptionName::Subscriptions | SubscriptionName::Assignments => match kind {
                ValueKind::Array => self.elements(lexer, |reader, lexer, kind| match kind {
                    ValueKind::Object => reader.object(lexer),
                    _ => reader.unexpected(lexer, kind, name, "object"),
                }),
                ValueKind::Null => lexer.literal(kind),
                _ => self.unexpected(lexer, kind, name, "list"),
            },
            SubscriptionName::SubscriptionEmail | SubscriptionName::Email => {
                let email = self.text(lexer, kind, name)?;
                self.row.email = email.or(self.row.email.take());
                Ok(())
            }
            SubscriptionName::SubscriptionId => {
                self.row.id = self.text(lexer, kind, name)?;
                Ok(())
            }
            SubscriptionName::Username => {
                self.row.login = self.text(lexer, kind, name)?;
                Ok(())
            }
            SubscriptionName::ManualMatch => {
                let spot = lexer.window.spot();
                let told = lexer.told_flag(kind)?;
                if told == Told::Odd {
                    self.odd(spot, name, "boolean");
                }
                self.row.manual_match = told.value();
                Ok(())
            }
            SubscriptionName::Other => lexer.skip(kind),
        }
    }

    /// A text without the white space around it; `None` when it is blank, or no text.
    fn text(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        name: SubscriptionName,
    ) -> Outcome<Option<String>> {
        let spot = lexer.window.spot();
        let mut text = KeptText::default();
        if !lexer.told_text(kind, &mut text)? {
            self.odd(spot, name, "text");
        }
        if text.too_long {
            let at = spot.place(self.path.clone());
            self.read.noticed.count(Code::TextTooLong, name.spelled(), |finding| {
                finding.with("field", name.spelled()).with("limit", KeptText::LIMIT as u64).at(at)
            });
        }
        let text = text.into_text().unwrap_or_default().replace('\0', "\u{fffd}");
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// Ends a subscription. One that stood before is taken once.
    fn take(&mut self, spot: Spot) {
        let place = u32::try_from(self.records).unwrap_or(u32::MAX);
        self.records += 1;
        if let Some(id) = &self.row.id {
            // The portal's ids are GUIDs, whose letter case says nothing.
            if !self.ids.insert(fingerprint(id.to_ascii_lowercase().as_bytes(), 0)) {
                let at = spot.place(self.path.clone());
                self.read.noticed.count(Code::RepeatedSubscription, "", |finding| finding.at(at));
                return;
            }
        }
        let Row { email, login, manual_match, .. } = &self.row;
        let subscription = Subscription {
            email: email.as_deref(),
            login: login.as_deref(),
            manual_match: *manual_match,
            place,
        };
        let counts = &mut self.read.counts;
        counts.rows += 1;
        counts.matched += u64::from(login.is_some());
        counts.matched_by_hand += u64::from(login.is_some() && *manual_match == Some(true));
        if let Some(roster) = &mut self.read.roster
            && roster.push(&subscription).is_err()
        {
            self.read.left_out += 1;
        }
    }

    #[cold]
    fn unexpected(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        name: SubscriptionName,
        expected: &'static str,
    ) -> Outcome<()> {
        self.odd(lexer.window.spot(), name, expected);
        lexer.skip(kind)
    }

    fn odd(&mut self, spot: Spot, name: SubscriptionName, expected: &'static str) {
        let at = spot.place(self.path.clone());
        self.read.noticed.count(Code::UnexpectedType, name.spelled(), |finding| {
            finding.with("field", name.spelled()).with("expected", expected).at(at)
        });
    }

    fn out_of_range(&mut self, spot: Spot, name: SubscriptionName, found: &str) {
        let at = spot.place(self.path.clone());
        self.read.noticed.count(Code::NumberOutOfRange, name.spelled(), |finding| {
            finding.with("field", name.spelled()).with("found", visible(found, 40)).at(at)
        });
    }
}
