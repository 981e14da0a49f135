//! Which people the window asks for, and in which order: those whom a text, facets and a figure leave.

use serde::{Deserialize, Serialize};

use super::{DifferenceReason, StepName};

/// What people are filtered by. Facets of one group are alternatives; groups narrow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PersonFacet {
    /// Where: takes a license, in the cloud and on a server.
    Both,
    /// Where: takes a license by server accounts alone.
    OnlyServer,
    /// Where: takes a license by a cloud account alone.
    OnlyCloud,
    /// Where: takes no license.
    NoLicense,
    /// Look at: probably counted twice.
    CountedTwice,
    /// Look at: several cloud accounts fit.
    Ambiguous,
    /// Look at: not in the lower end of the range.
    Assumed,
    /// Kind: every account that counts is a dormant server account.
    Dormant,
    /// Kind: some server account is suspended.
    HasSuspended,
    /// Kind: takes a license of Visual Studio.
    VisualStudio,
    /// Kind: something was decided here.
    Decided,
}

impl PersonFacet {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 11] = [
        Self::Both,
        Self::OnlyServer,
        Self::OnlyCloud,
        Self::NoLicense,
        Self::CountedTwice,
        Self::Ambiguous,
        Self::Assumed,
        Self::Dormant,
        Self::HasSuspended,
        Self::VisualStudio,
        Self::Decided,
    ];

    /// Its name in tables and in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::OnlyServer => "only_server",
            Self::OnlyCloud => "only_cloud",
            Self::NoLicense => "no_license",
            Self::CountedTwice => "counted_twice",
            Self::Ambiguous => "ambiguous",
            Self::Assumed => "assumed",
            Self::Dormant => "dormant",
            Self::HasSuspended => "has_suspended",
            Self::VisualStudio => "visual_studio",
            Self::Decided => "decided",
        }
    }
}

/// Which people, and in which order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleQuery {
    /// A part of a name, login, e-mail or host, or an id; empty for all.
    pub text: String,
    /// The facets that are chosen.
    pub facets: Vec<PersonFacet>,
    /// Only those behind a figure.
    pub behind: Option<PeopleBehind>,
    /// What they are sorted by.
    pub sort: PeopleSort,
    /// The last first.
    pub descending: bool,
}

/// What people are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PeopleSort {
    /// The name, else the login.
    Name,
    /// The e-mail.
    Email,
    /// How many accounts, the most first.
    Accounts,
    /// The rule that joined the accounts, in the order in which rules are asked.
    JoinedBy,
    /// The state, what needs looking at first.
    State,
    /// The cloud login, else the first login.
    Login,
    /// The first server by name.
    Server,
}

/// The figure that people stand behind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PeopleBehind {
    /// A step of the waterfall.
    Step {
        /// Which.
        step: StepName,
    },
    /// A part of the difference.
    Reason {
        /// Which.
        reason: DifferenceReason,
    },
    /// Cloud accounts that show no e-mail of a verified domain.
    NoVerifiedEmail,
    /// The merges that nobody can foresee: the people of whichever side has fewer of them.
    Unseen,
    /// A count of a server.
    Server {
        /// What stands for the server in the count.
        host: String,
        /// Which count.
        count: ServerCount,
    },
}

/// A count of a server's accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ServerCount {
    /// All of them.
    Accounts,
    /// The suspended ones.
    Suspended,
    /// The dormant ones.
    Dormant,
    /// Those that are neither suspended nor dormant.
    Active,
    /// Those that count and have no primary e-mail.
    NoPrimaryEmail,
}

/// People to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleExport {
    /// Whom, and in which order.
    pub query: PeopleQuery,
    /// Only these, by the keys of accounts, whomever the query finds; `None` for all whom it finds.
    pub only: Option<Vec<String>>,
    /// As what.
    pub format: ExportFormat,
}

/// What people are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// An Excel workbook.
    Xlsx,
    /// A table in text.
    Csv,
    /// A JSON object a line.
    Ndjson,
}

impl ExportFormat {
    /// How names of such files end.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }
}
