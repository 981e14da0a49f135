//! A token on its way in: it can be read from a window or from standard input, and never be printed.

use std::fmt;

use serde::Deserialize;

/// A text that is a secret. It has no `Display` and no `Serialize`, and `Debug` hides it.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(secrecy::SecretString);

impl Secret {
    /// From a text that came in.
    pub fn new(text: String) -> Self {
        Self(text.into())
    }

    /// The secret itself, for the keychain and the network room only.
    pub(crate) fn expose(&self) -> &str {
        secrecy::ExposeSecret::expose_secret(&self.0)
    }
}

impl From<secrecy::SecretString> for Secret {
    fn from(secret: secrecy::SecretString) -> Self {
        Self(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}
