//! One file, read: what it is, what it says, what was noticed.

use serde::{Deserialize, Serialize};

use crate::{Accounts, Finding, ServerInstance, Sha256Digest};

/// What a file is, found from its content and never from its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The license usage that a GitHub Enterprise Server exports.
    GhesExport,
    /// One of a server's user reports: `all_users`, `active_users`, `dormant_users`, `suspended_users`. Which of them is in
    /// [`Reading::report`].
    GhesUsersCsv,
    /// What `ghe-user-csv` prints on a server, with or without its header line.
    GhesUserCsvCli,
    /// What `ghe-saml-mapping-csv` prints on a server.
    GhesSamlMappingCsv,
    /// A server's answer to `GET /enterprise/settings/license`.
    GhesLicenseJson,
    /// The cloud's answer to `GET /enterprises/{enterprise}/consumed-licenses`: a page, or several.
    GhecConsumedJson,
    /// The cloud's report of consumed licenses.
    GhecConsumedCsv,
    /// The external identities of an enterprise or organization, as GraphQL answers them.
    IdentitiesJson,
    /// The cloud's answer to `GET /enterprises/{enterprise}/visual-studio-subscriptions`.
    VisualStudio,
    /// Nothing that Seatbridge knows.
    #[default]
    Unknown,
}

/// Which of a server's accounts a report lists. GitHub gives all of these reports the same columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReportScope {
    /// Every account: `all_users`, or `ghe-user-csv` without a filter. Only such a report can be complete.
    All,
    /// The accounts that are neither dormant nor suspended: `active_users`.
    Active,
    /// The dormant ones: `dormant_users`.
    Dormant,
    /// The suspended ones: `suspended_users`, `ghe-user-csv -s`.
    Suspended,
    /// Site administrators: `ghe-user-csv -a`.
    Admins,
    /// All but site administrators: `ghe-user-csv -u`.
    Users,
}

impl ReportScope {
    /// Its name, as findings and answers show it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Active => "active",
            Self::Dormant => "dormant",
            Self::Suspended => "suspended",
            Self::Admins => "admins",
            Self::Users => "users",
        }
    }
}

/// What a server's report tells of which accounts it lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersReport {
    /// All that its rows leave possible, in the order of [`ReportScope`]. One entry is an answer. Several are a question that
    /// only the file's name or a person can answer: a server without suspended accounts gives the same rows for all of them.
    pub possible: Vec<ReportScope>,
}

/// What a report of consumed licenses counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsumedCounts {
    /// `total_seats_consumed`, where the file tells it.
    pub consumed: Option<u64>,
    /// `total_seats_purchased`, where the file tells it.
    pub purchased: Option<u64>,
    /// The rows that were taken: all that were read, but those that say again what an earlier one says.
    pub rows: u64,
    /// The pages that the rows came in, where the file tells pages.
    #[serde(default)]
    pub pages: u64,
}

/// What a file tells of identities at an identity provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct IdentityCounts {
    /// Identities that are linked to a login.
    pub linked: u64,
    /// Identities that are linked to nobody.
    pub unlinked: u64,
    /// Those of the linked ones that have a SAML attribute which GitHub compares with e-mails.
    pub saml: u64,
    /// Those of the linked ones that have such an attribute from SCIM.
    pub scim: u64,
}

/// What a list of Visual Studio subscriptions counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SubscriptionCounts {
    /// `total_count`, where the file tells it.
    pub total: Option<u64>,
    /// The subscriptions that are there.
    pub rows: u64,
    /// Those of them that are matched to a login.
    pub matched: u64,
    /// Those of them that a person matched.
    pub matched_by_hand: u64,
}

/// A number of seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seats {
    /// As many.
    Count(u64),
    /// As many as one likes.
    Unlimited,
}

/// A server's license, as `GET /enterprise/settings/license` tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerLicense {
    /// `seats`.
    pub seats: Option<Seats>,
    /// `seats_used`.
    pub seats_used: Option<u64>,
    /// `seats_available`.
    pub seats_available: Option<Seats>,
    /// `kind`, in the file's word.
    pub kind: Option<String>,
    /// `days_until_expiration`; below 0 once it has expired.
    pub days_until_expiration: Option<i64>,
    /// `expire_at`, as the file writes it.
    pub expire_at: Option<String>,
}

/// What one pass over a file's bytes gave. The bytes themselves are not in it. `Reading<()>` is that of a file whose bytes were
/// not hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<Digest = Sha256Digest> {
    /// How many bytes were read.
    pub bytes: u64,
    /// Their digest.
    pub sha256: Digest,
    /// What the file is.
    pub kind: Kind,
    /// The server that made it, as far as it says.
    pub server: Option<ServerInstance>,
    /// What it says of accounts.
    pub accounts: Accounts,
    /// Which accounts a server's report lists; `None` for every other kind.
    #[serde(default)]
    pub report: Option<UsersReport>,
    /// What a report of consumed licenses counts; `None` for every other kind.
    #[serde(default)]
    pub cloud: Option<ConsumedCounts>,
    /// What it tells of identities; `None` for every other kind.
    #[serde(default)]
    pub identities: Option<IdentityCounts>,
    /// What a list of Visual Studio subscriptions counts; `None` for every other kind.
    #[serde(default)]
    pub subscriptions: Option<SubscriptionCounts>,
    /// The license of a server; `None` for every other kind.
    #[serde(default)]
    pub license: Option<ServerLicense>,
    /// The sample mark of a practice enterprise, if it carries one.
    pub sample: bool,
    /// What was noticed, in the order of the file.
    pub findings: Vec<Finding>,
}

impl<Digest> Reading<Digest> {
    /// A reading of which only the bytes are known.
    pub const fn of_bytes(bytes: u64, sha256: Digest) -> Self {
        Self {
            bytes,
            sha256,
            kind: Kind::Unknown,
            server: None,
            accounts: Accounts::Absent,
            report: None,
            cloud: None,
            identities: None,
            subscriptions: None,
            license: None,
            sample: false,
            findings: Vec::new(),
        }
    }
}
