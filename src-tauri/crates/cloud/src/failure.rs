//! What can go wrong between here and the cloud, as data.
//!
//! A failure holds a code, the values its words need and what the cloud said. It never holds the token, a header that
//! carries it, or a URL's user name, password or query.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use usage::Param;

/// A question that was not answered, or a file that was not handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}", reason.code())]
pub struct CloudFailure {
    /// What happened; serialised as `code` and `params`.
    #[serde(flatten)]
    pub reason: Reason,
    /// The HTTP status, where an answer began to arrive.
    pub status: Option<u16>,
    /// What the cloud itself said (the `message` of its answer), made safe to show and shortened.
    pub message: Option<String>,
    /// Whether the file may have arrived all the same. `not_received` for questions, which carry no file.
    pub arrival: Arrival,
}

impl CloudFailure {
    pub(crate) fn new(reason: Reason) -> Self {
        Self { reason, status: None, message: None, arrival: Arrival::NotReceived }
    }

    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    pub(crate) fn with_arrival(self, arrival: Arrival) -> Self {
        Self { arrival, ..self }
    }

    /// Whether the whole file may be at the other end: the cloud must be asked before these bytes are sent again.
    pub fn may_have_arrived(&self) -> bool {
        self.arrival == Arrival::Unknown
    }
}

/// How far a file got that was not accepted.
///
/// The end of a file is given to the connection only once its digest has been found to be the expected one. Until then the
/// request is incomplete by its own `Content-Length`, and an incomplete message must not be taken for a whole one
/// (RFC 9112 section 8, RFC 9113 section 8.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    /// Nothing left, or the other end said that it did not take the file.
    NotReceived,
    /// Some of it left, its end never did.
    Incomplete,
    /// The end left and nobody said what became of it.
    Unknown,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The machine's store of certificate authorities could not be loaded.
    TrustStoreUnavailable,
    /// A certificate authority that was added is not in PEM form.
    AuthorityUnreadable,
    /// The client's own certificate cannot be used.
    ClientCertificateUnusable,
    /// The other end asks for a certificate of this machine, or doesn't take the one that it was shown.
    ClientCertificateRequired,
    /// The proxy's address is none.
    ProxyUnusable,
    /// Nobody takes connections at the proxy's address.
    ProxyUnreachable {
        /// Its host and port.
        proxy: String,
    },
    /// The proxy asks for a user name and a password, or doesn't take those that it was given (407).
    ProxyAuthenticationRequired {
        /// Its host and port.
        proxy: String,
    },
    /// The proxy lets nobody through to this host.
    ProxyRefused {
        /// Its host and port.
        proxy: String,
    },
    /// The HTTP client could not be set up from these settings.
    ClientUnavailable,
    /// DNS knows no such host, or could not be asked.
    NameNotResolved,
    /// Nobody takes connections there.
    Unreachable,
    /// Too slow, and in what.
    TimedOut {
        /// Which wait was over.
        phase: Phase,
    },
    /// An encrypted connection could not be made.
    Tls,
    /// The other end's certificate doesn't hold.
    Certificate {
        /// What is wrong with it.
        problem: CertificateProblem,
    },
    /// The line was closed before an answer began.
    ConnectionClosed,
    /// What answered does not speak HTTP.
    NotHttp,
    /// Sent elsewhere. Never followed: the token belongs to one origin.
    Redirected {
        /// Where to: scheme, host and path, without query or credentials. `None` if it didn't say.
        to: Option<String>,
    },
    /// The token is not accepted: wrong, expired or revoked (401).
    Unauthorized,
    /// The token is accepted, the request isn't (403).
    Forbidden,
    /// The token lacks a scope.
    MissingScope {
        /// The smallest scope that would do.
        needed: String,
        /// The scopes it has.
        held: Vec<String>,
    },
    /// The GitHub App lacks a permission.
    MissingPermission {
        /// The sets of permissions any of which would do, as the cloud writes them.
        needed: Vec<String>,
    },
    /// GitHub shows this to people's own tokens alone, and this one is a GitHub App's.
    NotForApps,
    /// A fine-grained personal access token, which the licensing questions don't take: a classic one is needed, or a GitHub
    /// App's.
    FineGrainedToken,
    /// The token must be authorised for the enterprise's single sign-on.
    SsoRequired,
    /// The token's owner isn't an owner of the enterprise.
    NotEnterpriseOwner,
    /// The token's owner isn't an owner of the organization.
    NotOrganizationOwner,
    /// The token's owner isn't a site administrator of the server, who alone sees what was asked.
    NotSiteAdmin,
    /// No such enterprise, or none that this token may see (404).
    NotFound,
    /// The cloud no longer speaks this version of its API (410).
    GoneApiVersion {
        /// The version that was asked for.
        version: String,
    },
    /// The file is larger than the other end takes (413).
    TooLarge,
    /// Asked too often.
    RateLimited {
        /// How long to wait, from when it was said.
        retry_after_seconds: u64,
        /// The same by the cloud's clock, where it told the time.
        until: Option<Timestamp>,
    },
    /// The other end failed (5xx).
    ServerError {
        /// How long it asks to wait.
        retry_after_seconds: Option<u64>,
    },
    /// A status that no rule here knows.
    UnexpectedStatus,
    /// An answer that isn't JSON; a sign-in page of a proxy is the usual one.
    NotJson {
        /// What it calls itself.
        content_type: Option<String>,
    },
    /// An answer that is no report; a sign-in page is the usual one.
    NotAReport {
        /// What it calls itself.
        content_type: Option<String>,
    },
    /// The server is still making the report.
    ReportNotReady {
        /// How long it was waited for.
        waited_seconds: u64,
    },
    /// The line was closed, or the document ended, in the middle of the answer.
    AnswerCutOff,
    /// The answer is larger than any sensible one.
    AnswerTooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// A success was answered before the file was there.
    AnsweredTooEarly,
    /// JSON of another form than published.
    UnexpectedShape {
        /// Where, such as `data.enterprise` or `server_instances[2]`.
        path: String,
    },
    /// GraphQL answered with an error of another kind than the ones above.
    Graphql {
        /// GitHub's `type`, such as `INTERNAL`; `None` if it gave none.
        kind: Option<String>,
    },
    /// The answer names a next page that is somewhere else. Never followed: the token belongs to one origin.
    LinkElsewhere {
        /// Where to: scheme, host and path, without query or credentials. `None` if it is no address.
        to: Option<String>,
    },
    /// The pages never come to an end.
    PagingDidNotEnd {
        /// How many were read.
        pages: u64,
    },
    /// The file is no longer the one that was reviewed. Its end was withheld.
    BytesChanged,
    /// The file could not be read on.
    SourceUnreadable,
    /// The file is empty.
    NothingToSend,
    /// A person stopped it.
    Cancelled,
}

/// Which wait was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Reaching the host.
    Connecting,
    /// The file did not move on.
    Sending,
    /// The answer did not begin, or did not go on.
    Answering,
    /// All of it together, with its repetitions.
    Whole,
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateProblem {
    /// Its authority is not in this machine's trust store; a proxy that opens TLS needs its authority added.
    UnknownAuthority,
    /// It was issued for another host.
    OtherHost,
    /// It has expired, by this machine's clock.
    Expired,
    /// It isn't valid yet, by this machine's clock.
    NotYetValid,
    /// It was revoked.
    Revoked,
    /// Anything else.
    Other,
}

impl Phase {
    const fn code(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Sending => "sending",
            Self::Answering => "answering",
            Self::Whole => "whole",
        }
    }
}

impl CertificateProblem {
    const fn code(self) -> &'static str {
        match self {
            Self::UnknownAuthority => "unknown_authority",
            Self::OtherHost => "other_host",
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
            Self::Revoked => "revoked",
            Self::Other => "other",
        }
    }
}

impl Reason {
    /// The code by which words in both languages are found.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TrustStoreUnavailable => "trust_store_unavailable",
            Self::AuthorityUnreadable => "authority_unreadable",
            Self::ClientCertificateUnusable => "client_certificate_unusable",
            Self::ClientCertificateRequired => "client_certificate_required",
            Self::ProxyUnusable => "proxy_unusable",
            Self::ProxyUnreachable { .. } => "proxy_unreachable",
            Self::ProxyAuthenticationRequired { .. } => "proxy_authentication_required",
            Self::ProxyRefused { .. } => "proxy_refused",
            Self::ClientUnavailable => "client_unavailable",
            Self::NameNotResolved => "name_not_resolved",
            Self::Unreachable => "unreachable",
            Self::TimedOut { .. } => "timed_out",
            Self::Tls => "tls",
            Self::Certificate { .. } => "certificate",
            Self::ConnectionClosed => "connection_closed",
            Self::NotHttp => "not_http",
            Self::Redirected { .. } => "redirected",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::MissingScope { .. } => "missing_scope",
            Self::MissingPermission { .. } => "missing_permission",
            Self::NotForApps => "not_for_apps",
            Self::FineGrainedToken => "fine_grained_token",
            Self::SsoRequired => "sso_required",
            Self::NotEnterpriseOwner => "not_enterprise_owner",
            Self::NotOrganizationOwner => "not_organization_owner",
            Self::NotSiteAdmin => "not_site_admin",
            Self::NotFound => "not_found",
            Self::GoneApiVersion { .. } => "gone_api_version",
            Self::TooLarge => "too_large",
            Self::RateLimited { .. } => "rate_limited",
            Self::ServerError { .. } => "server_error",
            Self::UnexpectedStatus => "unexpected_status",
            Self::NotJson { .. } => "not_json",
            Self::NotAReport { .. } => "not_a_report",
            Self::ReportNotReady { .. } => "report_not_ready",
            Self::AnswerCutOff => "answer_cut_off",
            Self::AnswerTooLarge { .. } => "answer_too_large",
            Self::AnsweredTooEarly => "answered_too_early",
            Self::UnexpectedShape { .. } => "unexpected_shape",
            Self::Graphql { .. } => "graphql",
            Self::LinkElsewhere { .. } => "link_elsewhere",
            Self::PagingDidNotEnd { .. } => "paging_did_not_end",
            Self::BytesChanged => "bytes_changed",
            Self::SourceUnreadable => "source_unreadable",
            Self::NothingToSend => "nothing_to_send",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the cloud knows the token and says no. Anything else leaves open what it would say.
    pub(crate) const fn is_denial(&self) -> bool {
        matches!(
            self,
            Self::Forbidden
                | Self::NotFound
                | Self::MissingScope { .. }
                | Self::MissingPermission { .. }
                | Self::NotForApps
                | Self::FineGrainedToken
                | Self::SsoRequired
                | Self::NotEnterpriseOwner
                | Self::NotOrganizationOwner
                | Self::NotSiteAdmin
        )
    }

    /// The values that its words need, by name. What isn't known has no entry.
    pub fn params(&self) -> BTreeMap<String, Param> {
        let mut params = BTreeMap::new();
        let mut put = |name: &str, value: Option<Param>| {
            if let Some(value) = value {
                params.insert(name.to_owned(), value);
            }
        };
        match self {
            Self::ProxyUnreachable { proxy }
            | Self::ProxyAuthenticationRequired { proxy }
            | Self::ProxyRefused { proxy } => put("proxy", Some(proxy.clone().into())),
            Self::TimedOut { phase } => put("phase", Some(phase.code().into())),
            Self::Certificate { problem } => put("problem", Some(problem.code().into())),
            Self::Redirected { to } | Self::LinkElsewhere { to } => put("to", to.clone().map(Param::from)),
            Self::MissingScope { needed, held } => {
                put("needed", Some(needed.clone().into()));
                put("held", Some(held.clone().into()));
            }
            Self::MissingPermission { needed } => put("needed", Some(needed.clone().into())),
            Self::GoneApiVersion { version } => put("version", Some(version.clone().into())),
            Self::RateLimited { retry_after_seconds, until } => {
                put("retry_after_seconds", Some((*retry_after_seconds).into()));
                put("until", until.map(|until| until.to_string().into()));
            }
            Self::ServerError { retry_after_seconds } => {
                put("retry_after_seconds", retry_after_seconds.map(Param::from));
            }
            Self::NotJson { content_type } | Self::NotAReport { content_type } => {
                put("content_type", content_type.clone().map(Param::from));
            }
            Self::ReportNotReady { waited_seconds } => put("waited_seconds", Some((*waited_seconds).into())),
            Self::AnswerTooLarge { limit_bytes } => put("limit_bytes", Some((*limit_bytes).into())),
            Self::UnexpectedShape { path } => put("path", Some(path.clone().into())),
            Self::Graphql { kind } => put("type", kind.clone().map(Param::from)),
            Self::PagingDidNotEnd { pages } => put("pages", Some((*pages).into())),
            _ => {}
        }
        params
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut fields = serializer.serialize_struct("Reason", 2)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("params", &self.params())?;
        fields.end()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_written_as_code_and_params() {
        let failure = CloudFailure {
            reason: Reason::RateLimited {
                retry_after_seconds: 7,
                until: Some("2026-11-02T00:00:07Z".parse().unwrap()),
            },
            status: Some(429),
            message: Some("slow down".to_owned()),
            arrival: Arrival::NotReceived,
        };
        assert_eq!(
            serde_json::to_value(&failure).unwrap(),
            serde_json::json!({
                "code": "rate_limited",
                "params": {"retry_after_seconds": 7, "until": "2026-11-02T00:00:07Z"},
                "status": 429,
                "message": "slow down",
                "arrival": "not_received",
            }),
            "scripts and the window read this"
        );
        assert_eq!(failure.to_string(), "rate_limited", "no prose");
    }

    #[test]
    fn the_codes_of_details_are_those_they_serialise_to() {
        for phase in [Phase::Connecting, Phase::Sending, Phase::Answering, Phase::Whole] {
            assert_eq!(serde_json::to_value(phase).unwrap(), phase.code(), "one spelling");
        }
        for problem in [
            CertificateProblem::UnknownAuthority,
            CertificateProblem::OtherHost,
            CertificateProblem::Expired,
            CertificateProblem::NotYetValid,
            CertificateProblem::Revoked,
            CertificateProblem::Other,
        ] {
            assert_eq!(serde_json::to_value(problem).unwrap(), problem.code(), "one spelling");
        }
    }

    #[test]
    fn only_an_end_that_left_may_have_arrived() {
        for (arrival, may) in
            [(Arrival::NotReceived, false), (Arrival::Incomplete, false), (Arrival::Unknown, true)]
        {
            let failure = CloudFailure::new(Reason::ConnectionClosed).with_arrival(arrival);
            assert_eq!(failure.may_have_arrived(), may, "{arrival:?}");
        }
    }
}
