//! Which enterprise, and where its pages and its API are.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::origin::{Origin, OriginError};

/// An enterprise's short name in URLs, as in `https://github.com/enterprises/SLUG`: letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnterpriseSlug(String);

/// The text is no enterprise slug: it is empty, longer than 100 characters, begins or ends with a hyphen, or holds
/// something else than letters, digits and hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("not_an_enterprise_slug")]
pub struct NotAnEnterpriseSlug;

/// GitHub publishes no limit; this only keeps a pasted page out of a URL.
const LONGEST_SLUG: usize = 100;

impl EnterpriseSlug {
    /// Reads a slug; letters keep their case.
    pub fn parse(text: &str) -> Result<Self, NotAnEnterpriseSlug> {
        let slug = text.trim();
        let allowed = slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if slug.is_empty()
            || slug.len() > LONGEST_SLUG
            || !allowed
            || slug.starts_with('-')
            || slug.ends_with('-')
        {
            return Err(NotAnEnterpriseSlug);
        }
        Ok(Self(slug.to_owned()))
    }

    /// The slug itself; safe in a URL's path as it stands.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EnterpriseSlug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for EnterpriseSlug {
    type Error = NotAnEnterpriseSlug;

    fn try_from(text: String) -> Result<Self, NotAnEnterpriseSlug> {
        Self::parse(&text)
    }
}

impl From<EnterpriseSlug> for String {
    fn from(slug: EnterpriseSlug) -> Self {
        slug.0
    }
}

/// The two origins of one place where enterprises live: its API and its pages.
///
/// github.com answers the API at `api.github.com`, a GHE.com enterprise at `api.SUBDOMAIN.ghe.com`
/// (github/docs, "About data residency" and "Network details for GHE.com").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosts {
    /// Where REST stands at the root and GraphQL at `/graphql`.
    pub api: Origin,
    /// Where people sign in and find the licensing page.
    pub web: Origin,
}

/// Why a typed host is none that an enterprise could live on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum HostsError {
    /// A host, but neither github.com nor SUBDOMAIN.ghe.com nor this machine.
    #[error("not_a_cloud_host")]
    NotACloudHost,
    /// No host at all, or one that may not hold a token.
    #[error(transparent)]
    Origin(#[from] OriginError),
}

impl Hosts {
    /// From what a person types: a host name, or an address copied from the browser.
    ///
    /// `github.com` and `SUBDOMAIN.ghe.com` (with or without `api.`, `https://`, or a path behind it) are known;
    /// `http://127.0.0.1:PORT` and its like is a practice enterprise, whose API and pages share one origin.
    pub fn parse(typed: &str) -> Result<Self, HostsError> {
        let origin = Origin::typed(typed)?;
        if origin.is_loopback() {
            return Ok(Self { api: origin.clone(), web: origin });
        }
        let host = origin.host().trim_end_matches('.');
        let web_host = match host.strip_prefix("api.").or_else(|| host.strip_prefix("www.")).unwrap_or(host) {
            "github.com" => "github.com",
            host if is_data_residency_host(host) => host,
            _ => return Err(HostsError::NotACloudHost),
        };
        if origin.port().is_some() {
            return Err(HostsError::NotACloudHost);
        }
        Ok(Self {
            api: Origin::parse(&format!("https://api.{web_host}"))?,
            web: Origin::parse(&format!("https://{web_host}"))?,
        })
    }
}

/// `SUBDOMAIN.ghe.com`, with exactly one label before it.
fn is_data_residency_host(host: &str) -> bool {
    host.strip_suffix(".ghe.com").is_some_and(|subdomain| !subdomain.is_empty() && !subdomain.contains('.'))
}

/// The page from which a person reaches **Billing and licensing › Licensing › Add server usage**.
///
/// GitHub documents the way through the menu from the enterprise's own page, not the licensing page's address
/// (github/docs, "Syncing license usage"), so this is the enterprise's page.
pub fn licensing_page(web: &Origin, slug: &EnterpriseSlug) -> Url {
    web.url(&format!("/enterprises/{slug}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_letters_digits_and_hyphens() {
        for good in ["octo", "Octo-Inc-2", "o", " octo "] {
            assert!(EnterpriseSlug::parse(good).is_ok(), "{good:?} is a slug");
        }
        let long = "o".repeat(101);
        for bad in ["", "-octo", "octo-", "octo/..", "octo inc", "octo?x", "オクト", "octo%2f", long.as_str()]
        {
            assert_eq!(EnterpriseSlug::parse(bad), Err(NotAnEnterpriseSlug), "{bad:?} is none");
        }
    }

    #[test]
    fn what_people_type_leads_to_the_two_origins() {
        for (typed, api, web) in [
            ("github.com", "https://api.github.com", "https://github.com"),
            ("GitHub.com", "https://api.github.com", "https://github.com"),
            ("api.github.com", "https://api.github.com", "https://github.com"),
            (
                "https://www.github.com/enterprises/octo?tab=a#b",
                "https://api.github.com",
                "https://github.com",
            ),
            ("octo.ghe.com", "https://api.octo.ghe.com", "https://octo.ghe.com"),
            ("https://api.octo.ghe.com/graphql", "https://api.octo.ghe.com", "https://octo.ghe.com"),
            ("http://127.0.0.1:4000", "http://127.0.0.1:4000", "http://127.0.0.1:4000"),
            ("http://localhost:4000/", "http://localhost:4000", "http://localhost:4000"),
        ] {
            let hosts = Hosts::parse(typed).unwrap();
            assert_eq!(
                (hosts.api.to_string(), hosts.web.to_string()),
                (api.to_owned(), web.to_owned()),
                "{typed}"
            );
        }
    }

    #[test]
    fn other_hosts_are_refused_with_the_reason() {
        for (typed, error) in [
            ("ghe.com", HostsError::NotACloudHost),
            ("a.b.ghe.com", HostsError::NotACloudHost),
            ("github.com.evil.example", HostsError::NotACloudHost),
            ("evilgithub.com", HostsError::NotACloudHost),
            ("github.com:8443", HostsError::NotACloudHost),
            ("ghes.example", HostsError::NotACloudHost),
            ("http://github.com", HostsError::Origin(OriginError::PlainHttpRefused)),
            ("https://mona:secret@github.com", HostsError::Origin(OriginError::CredentialsInUrl)),
            ("", HostsError::Origin(OriginError::NotAUrl)),
            ("a b", HostsError::Origin(OriginError::NotAUrl)),
        ] {
            assert_eq!(Hosts::parse(typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn the_licensing_page_is_reached_from_the_enterprise_page() {
        let slug = EnterpriseSlug::parse("octo").unwrap();
        let page = licensing_page(&Hosts::parse("octo.ghe.com").unwrap().web, &slug);
        assert_eq!(page.as_str(), "https://octo.ghe.com/enterprises/octo", "the documented way in");
    }
}
