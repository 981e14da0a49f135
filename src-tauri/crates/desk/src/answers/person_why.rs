//! Why somebody is one person: the accounts, what joins them, and who is probably the same one.

use serde::Serialize;

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
