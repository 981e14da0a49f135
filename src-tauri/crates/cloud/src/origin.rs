//! Where a token may go: one scheme, host and port.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// A scheme, a host and a port (RFC 6454). A token is bound to exactly one.
///
/// Plain HTTP is accepted on this very machine only (127.0.0.0/8, `::1`, `localhost`), so a token cannot cross a network
/// in the clear however its enterprise was typed.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(Url);

/// Why a text is no origin that a token may be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum OriginError {
    /// No URL at all, or one without a host.
    #[error("not_a_url")]
    NotAUrl,
    /// A scheme other than https, or http on loopback.
    #[error("scheme_not_supported")]
    SchemeNotSupported,
    /// Plain HTTP to a machine that is not this one.
    #[error("plain_http_refused")]
    PlainHttpRefused,
    /// A user name or a password stands in the URL; a token never belongs there.
    #[error("credentials_in_url")]
    CredentialsInUrl,
    /// A path, a query or a fragment follows the host: an origin ends at the port.
    #[error("more_than_an_origin")]
    MoreThanAnOrigin,
}

impl Origin {
    /// Reads `https://HOST[:PORT]`, or `http://` on loopback; a single `/` may follow.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text.trim()).map_err(|_| OriginError::NotAUrl)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(OriginError::SchemeNotSupported);
        }
        let host = url.host().ok_or(OriginError::NotAUrl)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::CredentialsInUrl);
        }
        if url.scheme() == "http" && !is_loopback(&host) {
            return Err(OriginError::PlainHttpRefused);
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(OriginError::MoreThanAnOrigin);
        }
        Ok(Self(url))
    }

    /// The origin of what a person types: a host, with or without `https://`, or an address copied from the browser, of which the
    /// path, the query and the fragment are left away.
    pub fn typed(text: &str) -> Result<Self, OriginError> {
        let text = text.trim();
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut url = Url::parse(&with_scheme).map_err(|_| OriginError::NotAUrl)?;
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        Self::parse(url.as_str())
    }

    /// Whether the host is this very machine: 127.0.0.0/8, `::1` or `localhost`.
    pub fn is_loopback(&self) -> bool {
        self.0.host().is_some_and(|host| is_loopback(&host))
    }

    /// Whether the connection is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host without its port; an IPv6 address stands in brackets.
    pub fn host(&self) -> &str {
        // `parse` lets no URL without a host through, so the default is never taken.
        self.0.host_str().unwrap_or_default()
    }

    /// The port, where it is not the one that its scheme has anyway.
    pub(crate) fn port(&self) -> Option<u16> {
        self.0.port()
    }

    /// Whether a URL stands on this origin: the same scheme, host and port, and no credentials in it.
    pub(crate) fn holds(&self, url: &Url) -> bool {
        url.origin() == self.0.origin() && url.username().is_empty() && url.password().is_none()
    }

    /// Host and port, as a proxy is asked for them.
    pub(crate) fn authority(&self) -> String {
        // Both schemes of an origin have a port of their own.
        format!("{}:{}", self.host(), self.0.port_or_known_default().unwrap_or(443))
    }

    /// The URL of an absolute path on this origin. Characters that a path can't hold are percent-encoded, and `?` and `#`
    /// too: a path cannot turn into a query.
    pub fn url(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => Ipv4Addr::is_loopback(address),
        Host::Ipv6(address) => Ipv6Addr::is_loopback(address),
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, OriginError> {
        Self::parse(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encrypted_hosts_and_loopback_are_origins() {
        for (typed, shown) in [
            ("https://api.github.example", "https://api.github.example"),
            ("https://API.GitHub.example:443/", "https://api.github.example"),
            (" https://api.octo.ghe.example:8443 ", "https://api.octo.ghe.example:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://127.9.9.9", "http://127.9.9.9"),
            ("http://[::1]:9", "http://[::1]:9"),
            ("http://localhost:1234/", "http://localhost:1234"),
        ] {
            let origin = Origin::parse(typed).unwrap();
            assert_eq!(origin.to_string(), shown, "scheme, host and port, without default port or slash");
        }
    }

    #[test]
    fn an_origin_is_typed_as_people_name_a_host() {
        for (typed, origin) in [
            ("ghes.corp.example", "https://ghes.corp.example"),
            ("https://ghes.corp.example/stafftools?tab=1", "https://ghes.corp.example"),
            ("ghes.corp.example:8443", "https://ghes.corp.example:8443"),
            ("[2001:db8::7]", "https://[2001:db8::7]"),
            ("http://127.0.0.1:4000/", "http://127.0.0.1:4000"),
        ] {
            assert_eq!(Origin::typed(typed).unwrap().to_string(), origin, "{typed}");
        }
        for (typed, error) in [
            ("http://ghes.corp.example", OriginError::PlainHttpRefused),
            ("mona:secret@ghes.corp.example", OriginError::CredentialsInUrl),
            ("", OriginError::NotAUrl),
        ] {
            assert_eq!(Origin::typed(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn plain_http_leaves_this_machine_never() {
        for typed in [
            "http://api.github.example",
            "http://10.0.0.1",
            "http://128.0.0.1",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0",
        ] {
            assert_eq!(
                Origin::parse(typed),
                Err(OriginError::PlainHttpRefused),
                "{typed} is another machine"
            );
        }
    }

    #[test]
    fn what_is_no_origin_says_why() {
        for (typed, error) in [
            ("", OriginError::NotAUrl),
            ("api.github.example", OriginError::NotAUrl),
            ("https://", OriginError::NotAUrl),
            ("ftp://api.github.example", OriginError::SchemeNotSupported),
            ("file:///etc/passwd", OriginError::SchemeNotSupported),
            ("https://mona@api.github.example", OriginError::CredentialsInUrl),
            ("https://:secret@api.github.example", OriginError::CredentialsInUrl),
            ("https://api.github.example/api/v3", OriginError::MoreThanAnOrigin),
            ("https://api.github.example/?a=b", OriginError::MoreThanAnOrigin),
            ("https://api.github.example/#a", OriginError::MoreThanAnOrigin),
        ] {
            assert_eq!(Origin::parse(typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn a_path_stays_a_path() {
        let origin = Origin::parse("https://api.github.example").unwrap();
        assert_eq!(
            origin.url("/a?b=c#d").as_str(),
            "https://api.github.example/a%3Fb=c%23d",
            "neither query nor fragment can be smuggled in"
        );
        assert_eq!(origin.url("//evil.example/x").host_str(), Some("api.github.example"), "the host stays");
    }

    #[test]
    fn an_origin_is_stored_as_its_text() {
        let origin = Origin::parse("https://api.github.example:8443").unwrap();
        let stored = serde_json::to_string(&origin).unwrap();
        assert_eq!(stored, r#""https://api.github.example:8443""#, "one string");
        assert_eq!(serde_json::from_str::<Origin>(&stored).unwrap(), origin, "and back");
        assert!(
            serde_json::from_str::<Origin>(r#""http://api.github.example""#).is_err(),
            "held on the way in too"
        );
    }
}
