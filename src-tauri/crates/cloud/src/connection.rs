//! Everything that a client needs to be told once.

use std::fmt;
use std::time::Duration;

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
