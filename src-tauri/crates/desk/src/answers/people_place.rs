//! Who will take a license, as the window shows it, counted from what the ledger keeps.

use serde::{Deserialize, Serialize};

/// The number and how it comes about.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleNumber {
    /// Whether every server's people are known. If not, the numbers are "at least".
    pub complete: bool,
    /// How many servers are known.
    pub servers: u32,
    /// The servers whose people nobody knows.
    pub unknown_servers: Vec<String>,
    /// The servers of which no file is here: the cloud alone names them.
    pub cloud_servers: Vec<String>,
    /// How many licenses are taken.
    pub licenses: LicenseRange,
    /// How many decisions stand that the planned number rests on.
    pub decisions: u32,
    /// The cloud's report of consumed licenses; `None` where none is here, so that nobody is known from the cloud.
    pub cloud: Option<CountedOf>,
    /// How `documented` comes about, in fixed steps.
    pub waterfall: Vec<WaterfallStep>,
    /// Why the cloud's report counts another number; empty without one.
    pub difference: Vec<DifferencePart>,
    /// What else tells why the cloud may count more.
    pub notices: Vec<CountNotice>,
    /// What there is to do about people, in order.
    pub todo: Vec<PeopleTodo>,
}

/// What tells why the cloud may count more than there are people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum CountNotice {
    /// Cloud accounts show no e-mail of a verified domain, so that no account on a server is found for them by one.
    NoVerifiedEmail {
        /// How many.
        people: u64,
    },
    /// Billing by use needs GitHub Connect, and it is off on servers.
    MeteredNeedsConnect {
        /// The first of them.
        servers: Vec<String>,
        /// How many.
        count: u64,
    },
}

/// Licenses, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LicenseRange {
    /// With what is only assumed.
    pub low: u64,
    /// By the documented rules.
    pub documented: u64,
    /// If the cloud does not release what is gone.
    pub high: u64,
    /// With what was decided here.
    pub planned: u64,
    /// Merges that nobody can foresee.
    pub unseen: u64,
}

/// What the cloud's report counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CountedOf {
    /// Consumed licenses; `None` where the report does not tell.
    pub consumed: Option<u64>,
    /// Purchased licenses; `None` where the report does not tell.
    pub purchased: Option<u64>,
    /// When it was added, or read.
    pub at: String,
    /// The files that it came in.
    pub files: Vec<String>,
    /// How many licenses its rows list, so that what it consumes beyond them is known.
    pub listed: u64,
    /// Where it comes from.
    pub origin: super::ReportOrigin,
}

/// A step of the waterfall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WaterfallStep {
    /// Which it is.
    pub step: StepName,
    /// What it adds or takes away.
    pub change: i64,
    /// What is left after it.
    pub total: u64,
}

/// The steps of the waterfall. The first three count accounts, the next five groups, the last licenses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// All server accounts.
    ServerAccounts,
    /// Suspended ones.
    Suspended,
    /// Those that are no people.
    NotPeople,
    /// Accounts of one primary e-mail.
    SamePrimary,
    /// Groups that the cloud lists under a login.
    CloudSays,
    /// Groups that SAML linked.
    Saml,
    /// Groups that SCIM linked.
    Scim,
    /// Groups that a verified e-mail linked.
    VerifiedEmail,
    /// Cloud accounts.
    CloudAccounts,
}

/// A part of the difference from the cloud's own count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DifferencePart {
    /// Why.
    pub reason: DifferenceReason,
    /// How many licenses more or fewer there are here.
    pub change: i64,
    /// How many people here are behind it.
    pub people: u32,
    /// How many of the cloud's people are behind it who take no license here.
    pub cloud_people: u32,
}

/// Why the cloud's own number is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DifferenceReason {
    /// The cloud has not heard of the account.
    NewAccount,
    /// The account is gone from its server.
    GoneAccount,
    /// The account is suspended since, or counts no more.
    SuspendedSince,
    /// A primary e-mail is another one.
    EmailChanged,
    /// A login was found, or two rows are one person.
    NewlyLinked,
    /// No login is found for what the cloud lists under one.
    NoLongerLinked,
    /// An old report has somebody whom the cloud does not remember.
    RememberedStale,
    /// The cloud counts somebody of whom its rows name no account.
    CloudOnlyKnows,
    /// Nothing here explains it.
    Unexplained,
}

/// Something to do about people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum PeopleTodo {
    /// People are probably counted twice.
    CountedTwice {
        /// How many people.
        people: u64,
        /// How many licenses the fixes would free.
        freeable: u64,
    },
    /// Several logins match.
    Ambiguous {
        /// How many people.
        people: u64,
    },
    /// All of a person's accounts are dormant.
    Dormant {
        /// How many people.
        people: u64,
    },
}

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

/// A window of people.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleRows {
    /// How many people the query finds.
    pub total: u64,
    /// How many it would find without its place.
    pub all: u64,
    /// How many each facet would show beside what the other groups leave.
    pub counts: Vec<FacetCount>,
    /// The first row's place among all that are found.
    pub from: u32,
    /// The rows; fewer than were asked for at the end, and 500 at the most.
    pub rows: Vec<PersonRow>,
}

/// How many people a facet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetCount {
    /// Which.
    pub facet: PersonFacet,
    /// How many.
    pub count: u64,
}

/// A person on one line.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonRow {
    /// The key of an account of this person; it holds from one count to the next.
    pub key: String,
    /// The name, else a login.
    pub name: Option<String>,
    /// The e-mail to know this person by.
    pub email: Option<String>,
    /// How many server accounts.
    pub server_accounts: u32,
    /// Whether there is a cloud account.
    pub cloud_account: bool,
    /// What joined the accounts; `None` where there is only one.
    pub joined_by: Option<JoinedBy>,
    /// The one thing to know.
    pub state: PersonState,
    /// The logins, each once, the cloud's first; eight at the most.
    pub logins: Vec<String>,
    /// The servers, each once, by name; eight at the most.
    pub servers: Vec<String>,
    /// The facets that hold.
    pub facets: Vec<PersonFacet>,
}

/// The one thing to know of a person. The first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Probably counted twice.
    CountedTwice,
    /// Several cloud accounts fit.
    Ambiguous,
    /// Takes no license.
    NoLicense,
    /// The cloud account is a pending invitation.
    Invited,
    /// Not in the lower end of the range.
    Assumed,
    /// Every account that counts is a dormant server account.
    Dormant,
    /// Some account is known from the cloud's memory alone.
    Remembered,
    /// Takes a license, and nothing is to be said of it.
    License,
}

/// A column of the list of people, beside the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PeopleColumn {
    /// How many accounts, on servers and in the cloud.
    Accounts,
    /// What joined them.
    JoinedBy,
    /// The state.
    State,
    /// Logins.
    Login,
    /// Servers.
    Server,
    /// Which license is taken.
    License,
}

/// What joins accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum JoinedBy {
    /// A person at this desk said so.
    Decided,
    /// The cloud lists them together.
    CloudSays,
    /// They have the same primary e-mail.
    SamePrimary,
    /// A SAML identity.
    Saml,
    /// A SCIM identity.
    Scim,
    /// A verified e-mail.
    VerifiedEmail,
    /// A Visual Studio subscription; it joins nobody.
    VisualStudio,
}

/// Why somebody is one person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonWhy {
    /// The person.
    pub person: PersonBox,
    /// Who is probably the same one; the strongest likeness.
    pub near: Option<NearPerson>,
}

/// A person's accounts and what joins them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonBox {
    /// The key of an account of this person.
    pub key: String,
    /// The name, else a login.
    pub name: Option<String>,
    /// Whether a license is taken.
    pub license: bool,
    /// The accounts, the cloud's first.
    pub accounts: Vec<PersonAccount>,
    /// What joins them, by their places in `accounts`.
    pub edges: Vec<PersonEdge>,
}

/// An account of a person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(clippy::struct_excessive_bools, reason = "they are what reports say, one by one")]
pub struct PersonAccount {
    /// Its key.
    pub key: String,
    /// Whether it is in the cloud.
    pub cloud: bool,
    /// Its login.
    pub login: Option<String>,
    /// Its server; `None` in the cloud.
    pub host: Option<String>,
    /// Its id on the server.
    pub id: Option<u64>,
    /// Its primary e-mail, or one that is verified in the cloud.
    pub email: Option<String>,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it is dormant.
    pub dormant: bool,
    /// Whether only the cloud's memory has it.
    pub remembered: bool,
    /// Where it stands in a file that is kept.
    pub evidence: Option<AccountEvidence>,
}

/// Where an account stands in a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountEvidence {
    /// The file's name.
    pub file: String,
    /// The line, or in JSON the record, counted from 1.
    pub place: u32,
    /// When the file was added.
    pub at: String,
}

/// What joins two accounts.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonEdge {
    /// The place of one.
    pub a: u32,
    /// The place of the other.
    pub b: u32,
    /// The rule.
    pub rule: JoinedBy,
    /// What it rests on.
    pub standing: EdgeStanding,
}

/// What an edge rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EdgeStanding {
    /// The cloud lists it.
    Observed,
    /// GitHub publishes the rule.
    Documented,
    /// GitHub is silent.
    Assumed,
    /// A person decided it.
    Decided,
    /// It would be so if somebody changed something.
    Suggested,
}

/// Who is probably the same person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NearPerson {
    /// That person.
    pub person: PersonBox,
    /// In what the two nearly agree.
    pub rule: super::Likeness,
    /// What that rests on.
    pub standing: EdgeStanding,
    /// All changes that would make them one; checked by counting again.
    pub changes: Vec<FixChange>,
    /// How many licenses that would free.
    pub saves: u64,
    /// Whether the two are on the worklist.
    pub on_worklist: bool,
}

/// A change that somebody can make.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum FixChange {
    /// Make an e-mail the primary one of a server account.
    MakePrimary {
        /// The e-mail.
        email: String,
        /// The account's login.
        login: Option<String>,
        /// Its server.
        host: String,
    },
    /// Verify an e-mail on a cloud account.
    Verify {
        /// The e-mail.
        email: String,
        /// The cloud account.
        login: String,
    },
}
