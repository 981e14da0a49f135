//! A file of decisions, `seatbridge.decisions/1`: who is one person, who is not, who takes no license, and why.
//!
//! It is made by a person or a script, not by GitHub, so it is read strictly: a key or a word that is not known is an error, and
//! then nothing of it is applied. It is small; one of more than 64 MiB is refused.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use people::email::{Letters, form};
use people::{Decision, Finding as Noticed, Node, People};
use serde::Deserialize;
use usage::outside::visible;
use usage::{Place, Severity};

use super::{Notice, document};
use crate::answers::{PeopleCode, PeopleFinding};

/// The only version there is.
const SCHEMA: &str = "seatbridge.decisions/1";

/// No file of decisions is larger.
const LONGEST: u64 = 64 << 20;

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    decisions: Vec<Written>,
}

/// A decision as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: Kind,
    account: String,
    other: Option<String>,
    /// Why, in a person's own words. It is not read here: it is for the next who opens the file.
    #[serde(default, rename = "note")]
    _note: String,
    /// The primary e-mails that accounts had when it was made, by their keys.
    #[serde(default)]
    emails: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Link,
    Unlink,
    Exclude,
    Note,
}

/// What was decided, in the order of the file.
#[derive(Default)]
pub(super) struct Decided {
    pub(super) decisions: Vec<Decision>,
    /// For each decision, the primary e-mails that accounts had when it was made.
    emails: Vec<BTreeMap<String, String>>,
}

/// Reads a file of decisions. Why it could not be read is a finding that names it.
pub(super) fn read(path: &Path) -> Result<Decided, PeopleFinding> {
    let name = path.file_name().map_or_else(String::new, |name| visible(&name.to_string_lossy(), 255));
    let opened = crate::open::open(path).map_err(|finding| PeopleFinding {
        code: PeopleCode::OfFile(finding.code),
        severity: finding.severity,
        at: finding.at,
        params: finding.params,
        file: Some(name.clone()),
    })?;
    text_of(opened.file).and_then(|text| parsed(&text)).map_err(|unreadable| PeopleFinding {
        code: PeopleCode::UnreadableDecisions,
        severity: Severity::Error,
        at: unreadable.at,
        params: [("reason".to_owned(), unreadable.reason.into())].into(),
        file: Some(name),
    })
}

/// Why a file of decisions could not be read, and where.
struct Unreadable {
    reason: &'static str,
    at: Option<Place>,
}

impl Unreadable {
    const fn new(reason: &'static str) -> Self {
        Self { reason, at: None }
    }
}

fn text_of(file: std::fs::File) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::new("io"))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Unreadable::new("too_large"));
    }
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::new("encoding"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn parsed(text: &str) -> Result<Decided, Unreadable> {
    // The schema first: what a later version wrote is told as that, not as the first key that is new in it.
    let schema: Schema = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    if schema.schema != SCHEMA {
        return Err(Unreadable::new("schema"));
    }
    let file: File = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let mut decided = Decided::default();
    for (place, written) in file.decisions.into_iter().enumerate() {
        let Written { kind, account, other, emails, .. } = written;
        decided.decisions.push(match (kind, other) {
            (Kind::Link, Some(other)) => Decision::Link { one: account, other },
            (Kind::Unlink, Some(other)) => Decision::Unlink { one: account, other },
            (Kind::Exclude, None) => Decision::Exclude { account },
            (Kind::Note, None) => Decision::Note { account },
            (Kind::Link | Kind::Unlink, None) => return Err(misplaced("other_missing", place)),
            (Kind::Exclude | Kind::Note, Some(_)) => return Err(misplaced("other_needless", place)),
        });
        decided.emails.push(emails);
    }
    Ok(decided)
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    let reason = match error.classify() {
        serde_json::error::Category::Eof => "truncated",
        serde_json::error::Category::Data => "not_decisions",
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => "not_json",
    };
    let at = Place { line: error.line() as u64, column: error.column() as u64, path: String::new() };
    Unreadable { reason, at: Some(at) }
}

fn misplaced(reason: &'static str, place: usize) -> Unreadable {
    let at = Place { path: format!("decisions[{place}]"), ..Place::default() };
    Unreadable { reason, at: Some(at) }
}

impl Decided {
    /// The decisions whose accounts had another primary e-mail when they were made. Compared exactly, as GitHub's rules are
    /// applied; an account that is gone is told by the plan.
    pub(super) fn ground_changed(&self, people: &People) -> Option<PeopleFinding> {
        let changed = |(key, then): (&String, &String)| {
            let Some(Node::Account(account)) = people.find(key) else { return false };
            let now = people.account(account).and_then(|account| account.primary_email).unwrap_or_default();
            form(now, Letters::Exact) != form(then, Letters::Exact)
        };
        let places = (1_u64..).zip(&self.emails).filter(|(_, emails)| emails.iter().any(changed));
        let places: Vec<String> = places.map(|(place, _)| place.to_string()).collect();
        let count = places.len() as u64;
        let first: Vec<String> = places.into_iter().take(people::finding::NAMES).collect();
        let finding = || {
            let finding = Noticed::new(Notice::DecisionGroundChanged);
            document::of_count(&finding.with("decisions", first).with("count", count), None)
        };
        (count > 0).then(finding)
    }
}
