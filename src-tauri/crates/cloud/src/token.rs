//! The secret that an enterprise owner lends to this program.

use std::fmt;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// A bearer token. It can be sent and nothing else: it is not shown, not stored and not compared.
pub struct Token(SecretString);

/// The text is no bearer token: it is empty, or holds something else than RFC 6750's letters, digits and `-._~+/=`.
/// A pasted line break, space or control character is the usual reason; none of them could be sent in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("not_a_token")]
pub struct NotAToken;

/// What stands in the token's place wherever a server says it back.
const REDACTED: &str = "<redacted>";

impl Token {
    /// Takes the secret over, exactly as it is: cutting a line break off what was pasted or piped is its reader's business.
    pub fn new(secret: SecretString) -> Result<Self, NotAToken> {
        let text = secret.expose_secret();
        let allowed = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte));
        if text.is_empty() || !allowed { Err(NotAToken) } else { Ok(Self(secret)) }
    }

    /// The value of the `Authorization` header, marked so that the HTTP stack neither logs nor indexes it.
    pub(crate) fn authorization(&self) -> HeaderValue {
        let value = format!("Bearer {}", self.0.expose_secret());
        // `new` lets only visible ASCII through, which every header value may hold.
        let mut value = HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }

    /// Whether it is a fine-grained personal access token, told by the prefix that GitHub gives those ("About authentication to
    /// GitHub"). The licensing operations take none (`fineGrainedPat: false` in the data of GitHub's REST reference).
    pub(crate) fn is_fine_grained(&self) -> bool {
        self.0.expose_secret().starts_with("github_pat_")
    }

    /// The text without the token, should a server have said it back. JSON may write `/` as `\/`.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let secret = self.0.expose_secret();
        let plain = text.replace(secret, REDACTED);
        if secret.contains('/') { plain.replace(&secret.replace('/', "\\/"), REDACTED) } else { plain }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_never_shown() {
        let token = Token::new("ghp_invented0123456789".into()).unwrap();
        assert_eq!(format!("{token:?}"), "<redacted>", "Debug shows nothing of it");
        let header = token.authorization();
        assert!(header.is_sensitive(), "the HTTP stack is told");
        assert!(!format!("{header:?}").contains("invented"), "and does not show it either");
    }

    #[test]
    fn what_no_header_could_hold_is_no_token() {
        for bad in ["", "abc\n", "a b", "a\r\nX-Evil: 1", "a\0", "tökén", "\u{202e}abc", "\"abc\""] {
            assert_eq!(Token::new(bad.into()).err(), Some(NotAToken), "{bad:?} would break the header");
        }
        for good in ["ghp_0123456789", "a.b-c_d~e+f/g=="] {
            assert!(Token::new(good.into()).is_ok(), "{good} is of RFC 6750's form");
        }
    }

    #[test]
    fn a_token_said_back_is_taken_out() {
        let token = Token::new("abc/def==".into()).unwrap();
        assert_eq!(
            token.scrub(r#"{"message":"Bad abc/def==","again":"abc\/def=="}"#),
            r#"{"message":"Bad <redacted>","again":"<redacted>"}"#,
            "plain, and as JSON may escape it"
        );
    }
}
