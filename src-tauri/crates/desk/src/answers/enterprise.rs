//! Enterprises and what a check of one says.

use serde::{Deserialize, Serialize};

use super::Route;

/// An enterprise that this computer knows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Enterprise {
    /// The name it goes by here; unique.
    pub name: String,
    /// The host of its web pages, such as `github.com`.
    pub host: String,
    /// Its slug.
    pub slug: String,
    /// Whether it is the practice enterprise.
    pub practice: bool,
    /// How files go to it.
    pub route: Route,
    /// Its licensing page; `None` for practice.
    pub page: Option<String>,
    /// Whether a token is at hand.
    pub token: TokenState,
    /// The last check, if any.
    pub check: Option<EnterpriseCheck>,
}

/// Where the token of an enterprise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    /// In the operating system's keychain.
    Keychain,
    /// Given for this session only.
    Session,
    /// The keychain was asked, and has none.
    Missing,
    /// Not looked for yet, or the keychain did not answer.
    Unknown,
}

/// What a person types to add an enterprise. The token is not in it: it goes its own way.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewEnterprise {
    /// The name it will go by here.
    pub name: String,
    /// `github.com` or `SUBDOMAIN.ghe.com`.
    pub host: String,
    /// Its slug.
    pub slug: String,
}

/// A check of an enterprise, line by line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EnterpriseCheck {
    /// The enterprise.
    pub enterprise: String,
    /// When.
    pub at: String,
    /// The lines, in a fixed order.
    pub lines: Vec<CheckLine>,
}

/// One line of a check.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CheckLine {
    /// What was checked.
    pub subject: CheckSubject,
    /// How it stands.
    pub state: CheckState,
    /// The values that its words need.
    pub params: std::collections::BTreeMap<String, usage::Param>,
}

/// What a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CheckSubject {
    /// The host answers. `host`, `failure`.
    Host,
    /// The connection is private. `kind`: `tls`, or `loopback` where it never leaves this computer; `issuers`: who issued the host's
    /// certificate, then who issued that one's; `added`: `yes` where one of them is an authority that a person added; `failure`,
    /// `problem` of a certificate.
    Tls,
    /// The way through a proxy. `kind`: `none`, `system` or `own`; `proxy`: its host and port; `failure`.
    Proxy,
    /// The token is accepted. `failure`.
    Token,
    /// The token has a scope that opens everything that is asked. `needed`, `held`, `failure`: `fine_grained_token` for a token that
    /// can have none; `token`: `app` where it is a GitHub App's, which has permissions instead.
    Scope,
    /// The API speaks the version that is asked for. `asked`, `answered`, `retires_at`, `failure`; `deprecated`: `yes` where
    /// it is being retired, `deprecated_since`.
    ApiVersion,
    /// The enterprise can be seen, and its consumed licenses read. `failure`, `status`.
    ConsumedLicenses,
    /// The token's person is an owner, so uploads can be confirmed. `failure`, `status`.
    Owner,
    /// Requests left this hour. `remaining`, `limit`, `resets_at`.
    Rate,
    /// The clocks. `seconds` that they differ; `this_machine_is`: `behind` or `ahead`.
    Clock,
}

/// How a line of a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// As it should be.
    Fine,
    /// Something stays unknown because of it.
    Warning,
    /// It does not work.
    Failed,
    /// It could not be told, because an earlier line failed.
    Unknown,
}
