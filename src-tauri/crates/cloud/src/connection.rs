//! Everything that a client needs to be told once.

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::client_certificate::ClientCertificate;
use crate::origin::Origin;
use crate::pacing::Patience;
use crate::token::Token;

/// The version of GitHub's REST API that is asked for, unless told otherwise.
///
/// GitHub publishes `2022-11-28` and `2026-03-10` for Enterprise Cloud; the licensing operations are the same in both. A
/// version lives for at least 24 months after a newer one appears (github/docs, "API versions"), so the newest one is the
/// one that answers longest.
pub const API_VERSION: &str = "2026-03-10";

/// One enterprise cloud, and the one token that goes there and nowhere else.
#[derive(Debug)]
pub struct Connection {
    /// Where the API is, and all that the token is ever sent to.
    pub api: Origin,
    /// The absolute path of GraphQL on that origin.
    pub graphql_path: String,
    /// The token.
    pub token: Token,
    /// Who asks; GitHub refuses a request without it.
    pub user_agent: String,
    /// `X-GitHub-Api-Version`.
    pub api_version: String,
    /// The way out. Loopback never takes a proxy.
    pub proxy: Proxy,
    /// Certificate authorities in PEM form, trusted beside this machine's own.
    pub authorities: Vec<Vec<u8>>,
    /// The certificate by which this machine is known to the other end, where it asks for one.
    pub client_certificate: Option<ClientCertificate>,
    /// How long and how much.
    pub limits: Limits,
    /// How often a question is asked again.
    pub patience: Patience,
}

impl Connection {
    /// With everything but the origin, the token and the name as GitHub documents it, through the system's proxy.
    pub fn new(api: Origin, token: Token, user_agent: impl Into<String>) -> Self {
        Self {
            api,
            graphql_path: "/graphql".to_owned(),
            token,
            user_agent: user_agent.into(),
            api_version: API_VERSION.to_owned(),
            proxy: Proxy::System,
            authorities: Vec::new(),
            client_certificate: None,
            limits: Limits::default(),
            patience: Patience::default(),
        }
    }
}

/// The way out to the network.
#[derive(Clone, PartialEq, Eq)]
pub enum Proxy {
    /// As the system and its environment variables say.
    System,
    /// None, whatever they say.
    Direct,
    /// This one, `http://`, `https://` or `socks5://`, for everything; a user name and a password may stand in it.
    Through(url::Url),
}

/// The text is no proxy's address: it has another scheme than `http`, `https`, `socks5` or `socks5h`, no host, or more than a host and
/// a port. A user name and a password don't belong there, since addresses are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not_a_proxy")]
pub struct NotAProxy;

impl Proxy {
    /// From what a person types: `proxy.example:3128`, or with a scheme before it. `http` is meant where none is named.
    pub fn parse(typed: &str) -> Result<Self, NotAProxy> {
        let typed = typed.trim();
        let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("http://{typed}") };
        let url = url::Url::parse(&with_scheme).map_err(|_| NotAProxy)?;
        let usable = matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.username().is_empty()
            && url.password().is_none()
            && matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none();
        if usable { Ok(Self::Through(url)) } else { Err(NotAProxy) }
    }

    /// The address as it can be shown and kept; `None` for the system's proxy and for none.
    pub fn address(&self) -> Option<String> {
        let Self::Through(url) = self else { return None };
        let mut shown = url.clone();
        // Setting these fails only for URLs that can't have them; one with a host can.
        let _ = shown.set_username("");
        let _ = shown.set_password(None);
        Some(shown.as_str().trim_end_matches('/').to_owned())
    }

    /// The same proxy, asked with a user name and a password.
    #[must_use]
    pub fn with_credentials(self, user: &str, password: &SecretString) -> Self {
        match self {
            Self::Through(mut url) => {
                let _ = url.set_username(user);
                let _ = url.set_password(Some(password.expose_secret()));
                Self::Through(url)
            }
            other => other,
        }
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => formatter.write_str("System"),
            Self::Direct => formatter.write_str("Direct"),
            // The host alone: what stands before it may be a secret.
            Self::Through(url) => formatter.debug_tuple("Through").field(&url.host_str()).finish(),
        }
    }
}

/// How long a client waits, and how much it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// To reach the host, encryption included.
    pub connect: Duration,
    /// Without a byte moving, while an answer is read or a file is sent.
    pub idle: Duration,
    /// From the end of a file to the beginning of its answer: the other end may read it all before it says anything.
    pub verdict: Duration,
    /// For one question with all its repetitions. Files have no such limit, since they may be of any size.
    pub whole: Duration,
    /// The largest answer.
    pub answer_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            verdict: Duration::from_secs(120),
            whole: Duration::from_secs(180),
            answer_bytes: 64 * 1024 * 1024,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_a_host_and_a_port() {
        for (typed, address) in [
            ("proxy.example:3128", "http://proxy.example:3128"),
            (" https://proxy.example/ ", "https://proxy.example"),
            ("socks5h://[2001:db8::7]:1080", "socks5h://[2001:db8::7]:1080"),
            ("[::1]:3128", "http://[::1]:3128"),
        ] {
            assert_eq!(Proxy::parse(typed).unwrap().address().as_deref(), Some(address), "{typed}");
        }
        for typed in [
            "",
            "http://",
            "ftp://proxy.example",
            "http://mona@proxy.example",
            "http://:secret@proxy.example",
            "http://proxy.example/proxy.pac",
            "http://proxy.example?a=b",
        ] {
            assert_eq!(Proxy::parse(typed), Err(NotAProxy), "{typed}");
        }
    }

    #[test]
    fn credentials_go_along_and_are_not_shown() {
        let proxy = Proxy::parse("proxy.example:3128").unwrap();
        let proxy = proxy.with_credentials("CORP\\mona", &"open:sesame@/".into());
        assert_eq!(proxy.address().as_deref(), Some("http://proxy.example:3128"), "the address alone");
        assert!(!format!("{proxy:?}").contains("sesame"), "nor in any other way");
        let Proxy::Through(url) = proxy else { panic!("it is this one") };
        assert_eq!(
            url.as_str(),
            "http://CORP%5Cmona:open%3Asesame%40%2F@proxy.example:3128/",
            "as a URL writes it"
        );
    }
}
