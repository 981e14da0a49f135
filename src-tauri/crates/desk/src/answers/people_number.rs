//! Who will take a license, as the window shows it: the number, how it comes about, and what there is to do about it.

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
    /// What else is to be known beside the number.
    pub notices: Vec<CountNotice>,
    /// What there is to do about people, in order.
    pub todo: Vec<PeopleTodo>,
}

/// What is to be known beside the number and its difference from the cloud's own.
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
    /// People of the report also take licenses of security products, which GitHub bills apart. How many people of each; `None` where the
    /// report does not tell.
    SecurityProducts {
        /// GitHub Advanced Security.
        advanced_security: Option<u64>,
        /// GitHub Code Security.
        code_security: Option<u64>,
        /// GitHub Secret Protection.
        secret_protection: Option<u64>,
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
