//! The faults that can be rehearsed, by name.

use std::fmt;
use std::str::FromStr;

/// Which half of the enterprise a request belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The hand-over of a file.
    Upload,
    /// Everything that is asked: REST and GraphQL.
    Read,
}

/// Which requests a scenario's fault befalls. A scenario that only concerns uploads (see [`Scenario`]) never befalls reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Affects {
    /// Uploads and reads.
    #[default]
    Everything,
    /// Uploads only; reads are answered as in [`Scenario::Normal`].
    Uploads,
    /// Reads only; uploads are taken as in [`Scenario::Normal`].
    Reads,
}

macro_rules! scenarios {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// How the practice enterprise behaves.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Scenario { $($(#[$doc])* $variant,)+ }

        impl Scenario {
            /// All scenarios, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name by which a scenario is asked for, such as `rate_limited`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

scenarios! {
    /// Everything works.
    #[default]
    Normal = "normal",
    /// Uploads only: every upload ends in FAILURE with a reason.
    Failure = "failure",
    /// Every answer takes [`Scenario::SLOW_ANSWER`].
    Slow = "slow",
    /// Uploads only: an upload is accepted and never appears anywhere.
    Never = "never",
    /// 401: the token is not known.
    Unauthorized = "unauthorized",
    /// 403: the token's owner may not do this.
    Forbidden = "forbidden",
    /// 403, and for GraphQL an error in the answer: the token has the scope `repo` and none that reads an enterprise.
    MissingScope = "missing_scope",
    /// 404, and for GraphQL an error in the answer: the enterprise is not known, or not to be known to the token's owner.
    NotFound = "not_found",
    /// Uploads only, 413: any file is too large.
    TooLarge = "too_large",
    /// 429 with `Retry-After: 1` for the first upload and the first read, then everything works.
    RateLimited = "rate_limited",
    /// 500.
    ServerError = "server_error",
    /// 200 with an HTML page, as a proxy or a sign-in page answers.
    Html = "html",
    /// 302 to another origin.
    Redirect = "redirect",
    /// An answer whose `Content-Length` is longer than what is sent before the line is closed.
    HalfBody = "half_body",
    /// Uploads only: the line is closed while the body is on its way.
    CloseMidUpload = "close_mid_upload",
}

impl Scenario {
    /// How long an answer takes in [`Scenario::Slow`].
    pub const SLOW_ANSWER: std::time::Duration = std::time::Duration::from_secs(2);

    /// The names of all scenarios, in order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|scenario| scenario.name())
    }

    /// Whether this scenario changes what happens to a request of that side.
    pub(crate) fn befalls(self, side: Side, affects: Affects) -> bool {
        let concerned = match (affects, side) {
            (Affects::Everything, _) | (Affects::Uploads, Side::Upload) | (Affects::Reads, Side::Read) => {
                true
            }
            (Affects::Uploads, Side::Read) | (Affects::Reads, Side::Upload) => false,
        };
        let uploads_only =
            matches!(self, Self::Failure | Self::Never | Self::TooLarge | Self::CloseMidUpload);
        self != Self::Normal && concerned && (side == Side::Upload || !uploads_only)
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// No scenario has the name that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownScenario {
    /// The name as it was given.
    pub name: String,
}

impl fmt::Display for UnknownScenario {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "unknown_scenario name={:?}", self.name)
    }
}

impl std::error::Error for UnknownScenario {}

impl FromStr for Scenario {
    type Err = UnknownScenario;

    fn from_str(name: &str) -> Result<Self, UnknownScenario> {
        Self::ALL
            .iter()
            .copied()
            .find(|scenario| scenario.name() == name)
            .ok_or_else(|| UnknownScenario { name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_scenario() {
        for scenario in Scenario::ALL {
            assert_eq!(scenario.name().parse(), Ok(*scenario), "{scenario} is found by its own name");
        }
        assert!(
            "Normal".parse::<Scenario>().is_err(),
            "names are lower case, so that scripts can rely on them"
        );
    }

    #[test]
    fn faults_of_uploads_leave_reads_alone() {
        assert!(Scenario::TooLarge.befalls(Side::Upload, Affects::Everything), "an upload can be too large");
        assert!(!Scenario::TooLarge.befalls(Side::Read, Affects::Everything), "a question cannot");
        assert!(!Scenario::ServerError.befalls(Side::Read, Affects::Uploads), "reads were left out");
        assert!(Scenario::ServerError.befalls(Side::Read, Affects::Reads), "reads were asked for");
        assert!(!Scenario::Normal.befalls(Side::Read, Affects::Everything), "normal changes nothing");
    }
}
