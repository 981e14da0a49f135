//! How this computer reaches the cloud.

use serde::{Deserialize, Serialize};

/// The way out to the network. It holds for all enterprises but those on this very computer, and names no secret.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Network {
    /// Whose proxy.
    pub proxy: ProxyKind,
    /// Its address, where it is one of its own.
    pub proxy_url: Option<String>,
    /// The user name that it is shown; its password is in the keychain.
    pub proxy_user: Option<String>,
    /// How many certificate authorities are trusted beside this computer's own.
    pub authorities: u32,
    /// Those that were given and are not used.
    pub authority_faults: Vec<AuthorityFault>,
    /// Whether this computer has a certificate of its own to show; its key is in the keychain.
    pub client_certificate: bool,
}

/// Whose proxy is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ProxyKind {
    /// The system's, if it names one.
    #[default]
    System,
    /// None, whatever the system names.
    None,
    /// One that a person named.
    Own,
}

/// A certificate of a file that is not trusted.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AuthorityFault {
    /// Which one of the file, from 1.
    pub number: u32,
    /// The line on which it begins.
    pub line: u32,
    /// Why.
    pub problem: AuthorityProblem,
}

/// Why a certificate is no authority to trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AuthorityProblem {
    /// Its last line is missing.
    NotClosed,
    /// Its text is not base64.
    NotBase64,
    /// It is something else.
    NotACertificate,
    /// It is a private key.
    PrivateKey,
    /// It is that of a host or a person.
    NotAnAuthority,
    /// It has expired.
    Expired,
    /// It isn't valid yet.
    NotYetValid,
}

impl From<cloud::AuthorityFault> for AuthorityFault {
    fn from(fault: cloud::AuthorityFault) -> Self {
        use cloud::AuthorityProblem as Problem;
        let problem = match fault.problem {
            Problem::NotClosed => AuthorityProblem::NotClosed,
            Problem::NotBase64 => AuthorityProblem::NotBase64,
            Problem::NotACertificate => AuthorityProblem::NotACertificate,
            Problem::PrivateKey => AuthorityProblem::PrivateKey,
            Problem::NotAnAuthority => AuthorityProblem::NotAnAuthority,
            Problem::Expired => AuthorityProblem::Expired,
            Problem::NotYetValid => AuthorityProblem::NotYetValid,
        };
        Self { number: fault.number, line: fault.line, problem }
    }
}
