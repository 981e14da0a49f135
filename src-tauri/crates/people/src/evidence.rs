//! What a count rests on: everything that was read, and what no file tells. Its order never shows in a result.

use std::fmt;
use std::sync::Arc;

use usage::ReportScope;
use usage::roster::{ConsumedRoster, IdentityRoster, Roster, SubscriptionRoster};

/// All evidence of one count. Rosters are shared, never copied.
#[derive(Clone, Default)]
pub struct Evidence {
    /// What the servers themselves say, file by file.
    pub reports: Vec<Report>,
    /// What the cloud says of when it last heard of a server.
    pub sync_status: Vec<SyncStatus>,
    /// What a person answered about servers.
    pub answers: Vec<Answer>,
    /// The cloud's report of consumed licenses.
    pub cloud: Option<Cloud>,
    /// Linked identities, of the enterprise and of its organizations. Not those of a server's own single sign-on, whose
    /// logins are the server's.
    pub identities: Vec<Arc<IdentityRoster>>,
    /// Visual Studio subscriptions.
    pub visual_studio: Vec<Arc<SubscriptionRoster>>,
    /// What no file tells.
    pub options: Options,
    /// Whether nothing else is asked of it than to be counted: then what is read only once is let go of on the way.
    pub only_counted: bool,
}

/// How a file names its server. Both may be unknown; then the file is left out, with a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerName {
    /// The UUID of the instance, in any letter case.
    pub id: Option<String>,
    /// Its host, as spelled; compared in lower case, without port or trailing dot.
    pub host: Option<String>,
}

/// One file of a server.
#[derive(Clone)]
pub struct Report {
    /// The server that made it.
    pub server: ServerName,
    /// What it holds.
    pub content: Content,
    /// When it was made, in seconds since 1970 UTC, where that is known.
    pub made_at: Option<i64>,
    /// Whether GitHub Connect is on, as far as the file tells.
    pub connect: Option<bool>,
}

/// What a server's file holds of its people.
#[derive(Clone)]
pub enum Content {
    /// An export whose list cannot be read, or that has none.
    Sealed,
    /// An export whose list is open: a complete report.
    Open(Arc<Roster>),
    /// A report. [`ReportScope::All`] is complete; every other scope only annotates.
    Listed(ReportScope, Arc<Roster>),
}

impl Content {
    /// The accounts, if they can be read.
    pub(crate) fn roster(&self) -> Option<&Roster> {
        match self {
            Self::Sealed => None,
            Self::Open(roster) | Self::Listed(_, roster) => Some(roster),
        }
    }

    /// Whether it lists every account of its server.
    pub(crate) const fn is_complete(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Listed(ReportScope::All, _))
    }

    /// What an account's being listed says of suspension and dormancy: GitHub's `suspended_users` lists the suspended,
    /// `dormant_users` the dormant, and `active_users` those that are neither (github/docs, "Accessing reports for your
    /// instance").
    pub(crate) const fn listing_says(&self) -> (Option<bool>, Option<bool>) {
        match self {
            Self::Listed(ReportScope::Active, _) => (Some(false), Some(false)),
            Self::Listed(ReportScope::Dormant, _) => (None, Some(true)),
            Self::Listed(ReportScope::Suspended, _) => (Some(true), None),
            _ => (None, None),
        }
    }
}

/// When the cloud last heard of a server (`GET /enterprises/{enterprise}/license-sync-status`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncStatus {
    /// The server, by both its names.
    pub server: ServerName,
    /// `last_sync.date`, in seconds since 1970 UTC.
    pub last_sync: Option<i64>,
}

/// What a person answered about servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Two names are one server: it was renamed, or rebuilt under a new id.
    Same(ServerName, ServerName),
    /// The server of this host is a clone: it bears another's id and is a server of its own.
    Clone {
        /// The id that it bears.
        id: String,
        /// Its host.
        host: String,
    },
}

/// The cloud's report of consumed licenses.
#[derive(Clone)]
pub struct Cloud {
    /// Its rows.
    pub roster: Arc<ConsumedRoster>,
    /// `total_seats_consumed`.
    pub consumed: Option<u64>,
    /// `total_seats_purchased`.
    pub purchased: Option<u64>,
    /// When it was asked, in seconds since 1970 UTC: the date of what the cloud remembers.
    pub taken_at: Option<i64>,
}

/// How the enterprise pays for licenses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Billing {
    /// A fixed number of licenses.
    Volume,
    /// By use.
    Usage,
    /// Not told.
    #[default]
    Unknown,
}

/// What no file tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How the enterprise pays.
    pub billing: Billing,
    /// Whether it is an enterprise with managed users.
    pub managed_users: Option<bool>,
    /// Whether the servers are provisioned by SCIM.
    pub scim: Option<bool>,
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Evidence")
            .field("reports", &self.reports.len())
            .field("cloud", &self.cloud.is_some())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
