//! Who will take a license, as the headless twin prints it. The words are those of the contract for scripts.

use std::collections::BTreeMap;

use people::{Likeness, Reason, StepName};
use serde::{Serialize, Serializer};

/// `seatbridge.people/1`: the number, its range and its reasons.
#[derive(Clone, Debug, Serialize)]
pub struct PeopleDocument {
    /// `seatbridge.people/1`.
    pub schema: &'static str,
    /// Whether everybody is known. If not, the numbers are "at least".
    pub complete: bool,
    /// The servers whose people nobody knows.
    pub unknown_servers: Vec<String>,
    /// Server accounts.
    pub accounts: AccountTotals,
    /// Licenses and their range.
    pub licenses: LicenseNumbers,
    /// The cloud's own count; `None` where no file tells it.
    pub cloud: Option<CloudTotals>,
    /// How `documented` comes about, in fixed steps.
    pub waterfall: Vec<StepLine>,
    /// Why the cloud's own number is another; empty where that number is not known.
    pub difference: Vec<ReasonLine>,
    /// People with at least one suggestion that would merge them with another; `None` where nobody looked for them.
    pub counted_twice: Option<u64>,
    /// Those suggestions; `None` where nobody looked for them.
    pub near_misses: Option<u64>,
    /// People all of whose counting accounts are dormant server accounts.
    pub dormant_freeable: u64,
    /// What was noticed in the files and while counting.
    pub findings: Vec<PeopleFinding>,
}

/// Totals of server accounts.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct AccountTotals {
    /// All of them.
    pub total: u64,
    /// Those that count.
    pub counted: u64,
    /// Those that are suspended.
    pub suspended: u64,
}

/// Licenses and their range.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LicenseNumbers {
    /// With what is only assumed.
    pub low: u64,
    /// By the documented rules.
    pub documented: u64,
    /// If the cloud does not release what is gone.
    pub high: u64,
    /// After decisions and what-ifs; `None` where the decisions could not be read.
    pub planned: Option<u64>,
    /// Merges that nobody can foresee.
    pub unseen: u64,
    /// `documented` by license type.
    pub by_type: LicenseTypes,
}

/// `documented` by license type.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LicenseTypes {
    /// Enterprise licenses.
    pub enterprise: u64,
    /// Licenses that come with Visual Studio subscriptions.
    pub visual_studio: u64,
}

/// The cloud's own count.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CloudTotals {
    /// Consumed licenses.
    pub consumed: u64,
    /// Purchased licenses; `None` where they are not told.
    pub purchased: Option<u64>,
}

/// A step of the waterfall.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StepLine {
    /// Its name.
    #[serde(serialize_with = "step")]
    pub step: StepName,
    /// What it adds or takes away.
    pub change: i64,
    /// What is left after it.
    pub total: u64,
}

/// A part of the difference from the cloud's own count.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ReasonLine {
    /// Why.
    #[serde(serialize_with = "reason")]
    pub reason: Reason,
    /// How many licenses more or fewer there are here.
    pub change: i64,
}

/// What a finding is: something about a file, or something about the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleCode {
    /// Noticed in a file.
    OfFile(usage::Code),
    /// Noticed while counting.
    OfCount(people::Code),
    /// The file of decisions holds something else. `reason`: `io`, `too_large`, `encoding`, `truncated`, `not_json`, `schema`
    /// (another version, or another document), `not_decisions`, `other_missing` (a link or an unlink without its second
    /// account), `other_needless`.
    UnreadableDecisions,
}

impl Serialize for PeopleCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::OfFile(code) => code.serialize(serializer),
            Self::OfCount(code) => serializer.serialize_str(code.name()),
            Self::UnreadableDecisions => serializer.serialize_str("unreadable_decisions"),
        }
    }
}

/// What was noticed in a file or while counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeopleFinding {
    /// What it is.
    pub code: PeopleCode,
    /// How much it matters.
    pub severity: usage::Severity,
    /// Where in its file.
    pub at: Option<usage::Place>,
    /// The values that its words need.
    pub params: BTreeMap<String, usage::Param>,
    /// The file's name; `None` for what was noticed while counting.
    pub file: Option<String>,
}

/// A person, as `--list ndjson` prints one a line. Lists are sorted.
#[derive(Clone, Debug, Serialize)]
pub struct PersonLine {
    /// The keys of all accounts, and of the Visual Studio subscriptions that are shown with them.
    pub accounts: Vec<String>,
    /// Of those, the ones that can take a license.
    pub counted: Vec<String>,
    /// Whether a license is taken.
    pub license: bool,
    /// Primary e-mails.
    pub emails: Vec<String>,
    /// What joins the accounts.
    pub edges: Vec<EdgeLine>,
    /// What would merge this person with another.
    pub suggestions: Vec<SuggestionLine>,
}

/// What joins two accounts.
#[derive(Clone, Debug, Serialize)]
pub struct EdgeLine {
    /// One of them.
    pub a: String,
    /// The other.
    pub b: String,
    /// The rule.
    pub rule: &'static str,
    /// What the rule rests on.
    pub standing: &'static str,
}

/// Another person who is probably the same, and the one change that would make them one. A suggestion moves no number.
#[derive(Clone, Debug, Serialize)]
pub struct SuggestionLine {
    /// In what the two nearly agree.
    #[serde(serialize_with = "likeness")]
    pub code: Likeness,
    /// `account` and what it `shows`, `other` (an account of the other person) and what it shows (`other_shows`); what would
    /// make them one: `fix` (`verify_email`: verify it on a cloud account; `make_primary`: make it the primary e-mail of server
    /// accounts), `fix_email`, `fix_accounts`; and how many licenses fewer are taken then, `saves`.
    pub params: BTreeMap<String, usage::Param>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn step<S: Serializer>(step: &StepName, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(step.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn reason<S: Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(reason.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn likeness<S: Serializer>(likeness: &Likeness, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(likeness.name())
}
