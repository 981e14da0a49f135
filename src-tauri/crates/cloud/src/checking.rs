//! Whether an enterprise can be asked at all: what holds, what doesn't, and what stays unknown because of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use usage::Param;

use crate::answer::{Answer, Head};
use crate::cloud::{Cloud, Told};
use crate::connection::Proxy;
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::graphql;
use crate::issuers::Issuers;
use crate::licensing::ConsumedTotals;
use crate::question::Question;
use crate::scopes::Scopes;
use crate::way_out::WayOut;

/// How far two clocks may be apart before it is worth a line, in seconds.
const CLOCK_TOLERANCE_SECONDS: u64 = 300;

/// What is checked, in the order in which one thing needs the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The host answers.
    HostReachable,
    /// The connection is encrypted and its certificate holds, or it never leaves this machine.
    Transport,
    /// The proxy on the way lets requests through, or there is none.
    Proxy,
    /// The token is accepted.
    TokenAccepted,
    /// The token has a scope that opens everything that is asked.
    Scopes,
    /// The API speaks the version that is asked for.
    ApiVersion,
    /// The enterprise can be seen, and its consumed licenses read.
    ConsumedLicenses,
    /// The token's owner is an owner of the enterprise, who alone sees uploads.
    EnterpriseOwner,
    /// Requests are left.
    RateLeft,
    /// This machine's clock and the cloud's agree.
    ClockSkew,
}

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// What.
    pub check: Check,
    /// Whether it holds; `None` if it can't be told.
    pub ok: Option<bool>,
    /// The values that its words need, by name.
    pub params: BTreeMap<String, Param>,
    /// Why it doesn't hold or can't be told.
    pub failure: Option<CloudFailure>,
}

/// What a check brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Every line, in the order of [`Check`].
    pub lines: Vec<CheckLine>,
    /// The count, which the check asked for on its way; `None` where it was not told.
    pub consumed: Option<Answer<ConsumedTotals>>,
}

/// What one question brought: the raw answer if there was one, and what it was judged to be.
struct Finding {
    head: Head,
    judged: Result<Told, CloudFailure>,
}

impl Cloud {
    /// Checks the connection to an enterprise line by line, in a fixed order. Each question is asked once: whoever is looking
    /// asks again.
    pub async fn check(&self, slug: &EnterpriseSlug) -> Checked {
        let asked_at = self.pacing.now();
        let rest = self.find(&self.consumed_question(slug)).await;
        let heard_at = self.pacing.now();
        // What no answer came from will not answer the second question either.
        let graphql = match &rest.judged {
            Err(failure) if failure.status.is_none() => None,
            _ => Some(self.find(&self.uploads_question(slug, None, 1)).await),
        };
        let issuers = if self.shows_certificates(&rest) { self.issuers().await } else { None };
        let consumed = rest.judged.as_ref().map_err(Clone::clone).and_then(Told::consumed);
        let mut lines = vec![
            self.host_reachable(&rest),
            self.transport(&rest, issuers),
            self.proxy(&rest),
            token_accepted(&rest),
            self.scopes(&rest),
            self.api_version(&rest),
            consumed_licenses(consumed.as_ref().err()),
            self.enterprise_owner(graphql.as_ref()),
            rate_left(&rest.head),
        ];
        lines.push(clock_skew(rest.head.cloud_at, midpoint(asked_at, heard_at)));
        Checked { lines, consumed: consumed.ok() }
    }

    async fn find(&self, question: &Question) -> Finding {
        match self.hear(question).await {
            Ok(heard) => Finding { head: heard.head(), judged: self.judge(question, heard) },
            Err(failure) => Finding { head: Head::default(), judged: Err(failure) },
        }
    }

    fn host_reachable(&self, rest: &Finding) -> CheckLine {
        let line = CheckLine::new(Check::HostReachable).with("host", self.connection.api.host());
        match &rest.judged {
            // What a proxy says is said before the host is asked.
            Err(failure) if is_of_proxy(&failure.reason) => line.unknown(failure),
            // A certificate that doesn't hold was sent by somebody: the host is reached, the next line says the rest.
            Err(failure) if failure.status.is_none() && !is_encryption(&failure.reason) => {
                line.fails(failure)
            }
            _ => line.holds(),
        }
    }

    /// Whether the host has certificates to show, and is there to show them.
    fn shows_certificates(&self, rest: &Finding) -> bool {
        let heard = match &rest.judged {
            Err(failure) => failure.status.is_some() || is_encryption(&failure.reason),
            Ok(_) => true,
        };
        self.connection.api.is_encrypted() && heard
    }

    fn transport(&self, rest: &Finding, issuers: Option<Issuers>) -> CheckLine {
        let encrypted = self.connection.api.is_encrypted();
        let mut line =
            CheckLine::new(Check::Transport).with("kind", if encrypted { "tls" } else { "loopback" });
        if let Some(issuers) = issuers {
            line = line.with("issuers", issuers.names);
            if issuers.added {
                line = line.with("added", "yes");
            }
        }
        match &rest.judged {
            Err(failure) if is_encryption(&failure.reason) => line.fails(failure),
            Err(failure) if failure.status.is_none() => line.unknown(failure),
            _ => line.holds(),
        }
    }

    fn proxy(&self, rest: &Finding) -> CheckLine {
        let line = CheckLine::new(Check::Proxy);
        let Some(proxy) = WayOut::of(&self.connection) else {
            return line.with("kind", "none").holds();
        };
        let kind = if self.connection.proxy == Proxy::System { "system" } else { "own" };
        let line = line.with("kind", kind).with("proxy", proxy.shown());
        match &rest.judged {
            Err(failure) if is_of_proxy(&failure.reason) => line.fails(failure),
            // Whether a name or a host was looked for behind the proxy is not told.
            Err(failure) if failure.status.is_none() && !is_encryption(&failure.reason) => {
                line.unknown(failure)
            }
            _ => line.holds(),
        }
    }

    fn scopes(&self, rest: &Finding) -> CheckLine {
        let line = CheckLine::new(Check::Scopes).with("needed", Scopes::ENTERPRISE.smallest());
        match (&rest.head.scopes, &rest.judged) {
            (Some(held), _) => {
                let sufficient = held.iter().any(|scope| Scopes::ENTERPRISE.hold(scope));
                CheckLine { ok: Some(sufficient), ..line.with("held", held.clone()) }
            }
            // An App has permissions instead; whether they are enough shows in what it may read.
            (None, judged) if self.connection.token.is_of_an_app() => {
                let line = CheckLine::new(Check::Scopes).with("token", "app");
                match judged {
                    Ok(_) => line.holds(),
                    Err(failure) if matches!(failure.reason, Reason::MissingPermission { .. }) => {
                        line.fails(failure)
                    }
                    Err(failure) => line.unknown(failure),
                }
            }
            // Only classic tokens are told their scopes; others are judged by what they may read.
            (None, Ok(_)) => line,
            (None, Err(_)) if self.connection.token.is_fine_grained() => {
                line.fails(&CloudFailure::new(Reason::FineGrainedToken))
            }
            (None, Err(failure)) => line.unknown(failure),
        }
    }

    fn api_version(&self, rest: &Finding) -> CheckLine {
        let asked = self.connection.api_version.as_str();
        let mut line = CheckLine::new(Check::ApiVersion).with("asked", asked);
        if let Some(version) = &rest.head.api_version {
            line = line.with("answered", version.as_str());
        }
        if let Some(retires_at) = rest.head.retires_at {
            line = line.with("retires_at", retires_at.to_string());
        }
        if let Some(deprecation) = rest.head.deprecation {
            line = line.with("deprecated", "yes");
            if let Some(since) = deprecation.since {
                line = line.with("deprecated_since", since.to_string());
            }
        }
        match &rest.judged {
            Err(failure) if matches!(failure.reason, Reason::GoneApiVersion { .. }) => line.fails(failure),
            Err(failure) if rest.head.api_version.is_none() => line.unknown(failure),
            _ => match &rest.head.api_version {
                Some(version) => {
                    CheckLine { ok: Some(version == asked && rest.head.deprecation.is_none()), ..line }
                }
                None => line,
            },
        }
    }

    fn enterprise_owner(&self, asked: Option<&Finding>) -> CheckLine {
        let line = CheckLine::new(Check::EnterpriseOwner);
        match asked.map(|asked| (&asked.judged, &asked.head)) {
            None => line,
            // A token that may not ask says nothing about its owner.
            Some((Err(failure), _)) => line.unknown(failure),
            Some((Ok(told), head)) => match graphql::owner_info(&told.document) {
                Ok(_) => line.holds(),
                Err(reason @ Reason::NotEnterpriseOwner) => {
                    line.fails(&CloudFailure::new(self.explained(reason, head)))
                }
                Err(reason) => line.unknown(&CloudFailure::new(self.explained(reason, head))),
            },
        }
    }
}

fn token_accepted(rest: &Finding) -> CheckLine {
    let line = CheckLine::new(Check::TokenAccepted);
    match &rest.judged {
        Ok(_) => line.holds(),
        Err(failure) => match failure.reason {
            Reason::Unauthorized => line.fails(failure),
            // These are said only to a token that is known.
            Reason::MissingScope { .. } | Reason::MissingPermission { .. } | Reason::SsoRequired => {
                line.holds()
            }
            Reason::Forbidden | Reason::NotFound if rest.head.scopes.is_some() => line.holds(),
            _ => line.unknown(failure),
        },
    }
}

fn consumed_licenses(failure: Option<&CloudFailure>) -> CheckLine {
    let line = CheckLine::new(Check::ConsumedLicenses);
    match failure {
        None => line.holds(),
        Some(failure) if failure.reason.is_denial() => line.fails(failure),
        Some(failure) => line.unknown(failure),
    }
}

fn rate_left(head: &Head) -> CheckLine {
    let line = CheckLine::new(Check::RateLeft);
    let Some(rate) = head.rate else { return line };
    let mut line = line.with("limit", rate.limit).with("remaining", rate.remaining);
    if let Some(resets_at) = rate.resets_at {
        line = line.with("resets_at", resets_at.to_string());
    }
    CheckLine { ok: Some(rate.remaining > 0), ..line }
}

fn clock_skew(cloud_at: Option<Timestamp>, here: Timestamp) -> CheckLine {
    let line = CheckLine::new(Check::ClockSkew);
    let Some(cloud_at) = cloud_at else { return line };
    let seconds = cloud_at.as_second().abs_diff(here.as_second());
    let direction = if cloud_at.as_second() > here.as_second() { "behind" } else { "ahead" };
    let line = line.with("seconds", seconds).with("this_machine_is", direction);
    CheckLine { ok: Some(seconds <= CLOCK_TOLERANCE_SECONDS), ..line }
}

/// The cloud wrote its date somewhere between the question and the answer.
fn midpoint(asked_at: Timestamp, heard_at: Timestamp) -> Timestamp {
    let half = heard_at.duration_since(asked_at) / 2;
    asked_at.checked_add(half).unwrap_or(asked_at)
}

fn is_of_proxy(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::ProxyUnreachable { .. }
            | Reason::ProxyAuthenticationRequired { .. }
            | Reason::ProxyRefused { .. }
    )
}

fn is_encryption(reason: &Reason) -> bool {
    matches!(reason, Reason::Tls | Reason::Certificate { .. } | Reason::ClientCertificateRequired)
}

impl CheckLine {
    fn new(check: Check) -> Self {
        Self { check, ok: None, params: BTreeMap::new(), failure: None }
    }

    fn with(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    fn holds(self) -> Self {
        Self { ok: Some(true), ..self }
    }

    fn fails(self, failure: &CloudFailure) -> Self {
        Self { ok: Some(false), failure: Some(failure.clone()), ..self }
    }

    fn unknown(self, failure: &CloudFailure) -> Self {
        Self { ok: None, failure: Some(failure.clone()), ..self }
    }
}
