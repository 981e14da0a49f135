//! A file of decisions, `seatbridge.decisions/1`: who is one person, who is not, who takes no license, and why.
//!
//! It is made by a person, a script or a window, not by GitHub, so it is read strictly: a key or a word that is not known is an error,
//! and then nothing of it is applied. It is small; one of more than 64 MiB is refused.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use usage::outside::visible;
use usage::{Place, Severity};

use crate::answers::{DecisionKind, PeopleCode, PeopleFinding};

/// The only version there is.
const SCHEMA: &str = "seatbridge.decisions/1";

/// No file of decisions is larger.
const LONGEST: u64 = 64 << 20;

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    decisions: Vec<Written>,
}

/// A decision as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    /// What was decided.
    pub(crate) kind: DecisionKind,
    /// The key of an account.
    pub(crate) account: String,
    /// The key of the other account of a link or an unlink; only those have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) other: Option<String>,
    /// Why, in a person's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
    /// The primary e-mails that accounts had when it was made, by their keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) emails: BTreeMap<String, String>,
}

/// Decisions as the text of a file.
pub(crate) fn text(decisions: Vec<Written>) -> Result<String, serde_json::Error> {
    let document = Document { schema: SCHEMA.to_owned(), decisions };
    serde_json::to_string_pretty(&document).map(|text| text + "\n")
}

/// The name of a file, as it is shown.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| visible(&name.to_string_lossy(), 255))
}

/// Reads a file of decisions. Why it could not be read is a finding that names it.
pub(crate) fn read(path: &Path) -> Result<Vec<Written>, PeopleFinding> {
    let name = name_of(path);
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

fn parsed(text: &str) -> Result<Vec<Written>, Unreadable> {
    // The schema first: what a later version wrote is told as that, not as the first key that is new in it.
    let schema: Schema = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    if schema.schema != SCHEMA {
        return Err(Unreadable::new("schema"));
    }
    let document: Document = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    for (place, written) in document.decisions.iter().enumerate() {
        let pair = matches!(written.kind, DecisionKind::Link | DecisionKind::Unlink);
        match written.other {
            None if pair => return Err(misplaced("other_missing", place)),
            Some(_) if !pair => return Err(misplaced("other_needless", place)),
            _ => {}
        }
    }
    Ok(document.decisions)
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
