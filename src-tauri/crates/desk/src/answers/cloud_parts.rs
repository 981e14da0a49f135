//! What is read of an enterprise beside those whom it counts: who is whom at its identity providers, and its Visual Studio
//! subscriptions.

use serde::Serialize;

use crate::Failure;

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CloudPart {
    /// Who is whom at the identity providers of the enterprise and its organizations.
    Identities,
    /// The enterprise's Visual Studio subscriptions.
    Subscriptions,
}

/// How they stand.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudParts {
    /// The enterprise's name; `None` where none is at hand.
    pub enterprise: Option<String>,
    /// Whether it is practice.
    pub practice: bool,
    /// How far a reading is that goes on.
    pub reading: Option<CloudPartReading>,
    /// The newest file of each part that is kept, read or dropped.
    pub kept: Vec<KeptCloudPart>,
    /// What the last reading brought, as long as this process lives.
    pub last: Option<CloudPartsRead>,
}

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudPartReading {
    /// What is being read.
    pub part: CloudPart,
    /// How many were read so far.
    pub read: u64,
    /// How many there are; `None` until the cloud has told it.
    pub of: Option<u64>,
}

/// A part that is kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptCloudPart {
    /// Which.
    pub part: CloudPart,
    /// When it was added.
    pub at: String,
    /// How many it holds.
    pub count: u64,
}

/// What a reading brought.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudPartsRead {
    /// When it ended.
    pub at: String,
    /// The review that its files are in; `None` where there was nothing to keep.
    pub review: Option<String>,
    /// Each part that was asked for.
    pub parts: Vec<ReadCloudPart>,
}

/// What was read of a part.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadCloudPart {
    /// Which.
    pub part: CloudPart,
    /// How many were read.
    pub read: u64,
    /// Its file in the review; `None` where there was nothing to keep.
    pub file: Option<String>,
    /// What of it the token may not see, and why.
    pub unknown: Vec<UnknownCloudPart>,
    /// Of whom the cloud tells another number than was read: they changed meanwhile, or some may not be seen.
    pub differing: Vec<DifferingCloudPart>,
    /// Why nothing of it was read.
    pub failure: Option<Failure>,
}

/// What stays unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnknownCloudPart {
    /// Whose it is.
    pub of: CloudPartOwner,
    /// Why.
    pub failure: Failure,
}

/// Two numbers that should be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DifferingCloudPart {
    /// Whose they are.
    pub of: CloudPartOwner,
    /// How many were read.
    pub read: u64,
    /// How many the cloud tells of.
    pub told: u64,
}

/// Whose identities or subscriptions they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum CloudPartOwner {
    /// The enterprise's own.
    Enterprise,
    /// All organizations'.
    Organizations,
    /// One organization's.
    Organization {
        /// Its login.
        login: String,
    },
    /// An organization's whose login the token may not see either.
    UnnamedOrganization,
}

impl From<cloud::IdentitiesOf> for CloudPartOwner {
    fn from(of: cloud::IdentitiesOf) -> Self {
        match of {
            cloud::IdentitiesOf::Enterprise => Self::Enterprise,
            cloud::IdentitiesOf::Organizations => Self::Organizations,
            cloud::IdentitiesOf::Organization(login) => {
                Self::Organization { login: usage::outside::visible(&login, 100) }
            }
            cloud::IdentitiesOf::UnnamedOrganization => Self::UnnamedOrganization,
        }
    }
}
