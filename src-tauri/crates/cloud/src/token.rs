//! The secret that an enterprise owner lends to this program.

use std::fmt;

use base64::Engine as _;
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

    /// The same as the password of a user (RFC 7617), which is how a server's reports are asked for.
    pub(crate) fn basic_authorization(&self, user: &str) -> HeaderValue {
        let mut value = HeaderValue::try_from(format!("Basic {}", self.credentials(user)))
            .unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }

    fn credentials(&self, user: &str) -> String {
        base64::engine::general_purpose::STANDARD.encode(format!("{user}:{}", self.0.expose_secret()))
    }

    /// Whether it is a fine-grained personal access token, told by the prefix that GitHub gives those ("About authentication to
    /// GitHub"). The licensing operations take none (`fineGrainedPat: false` in the data of GitHub's REST reference).
    pub(crate) fn is_fine_grained(&self) -> bool {
        self.0.expose_secret().starts_with("github_pat_")
    }

    /// Whether it is a GitHub App's, of an installation (`ghs_`) or on behalf of a person (`ghu_`); the same page. An App has
    /// permissions in place of scopes.
    pub(crate) fn is_of_an_app(&self) -> bool {
        ["ghs_", "ghu_"].iter().any(|prefix| self.0.expose_secret().starts_with(prefix))
    }

    /// The text without the token, should a server have said it back; nor with it as a user's password, where it was sent as one.
    pub(crate) fn scrub(&self, text: &str, user: Option<&str>) -> String {
        let plain = without(text, self.0.expose_secret());
        match user {
            Some(user) => without(&plain, &self.credentials(user)),
            None => plain,
        }
    }
}

/// JSON may write `/` as `\/`.
fn without(text: &str, secret: &str) -> String {
    let plain = text.replace(secret, REDACTED);
    if secret.contains('/') { plain.replace(&secret.replace('/', "\\/"), REDACTED) } else { plain }
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
    fn a_tokens_kind_is_told_by_its_prefix() {
        for (secret, fine_grained, of_an_app) in [
            ("ghp_0123456789", false, false),
            ("github_pat_0123456789", true, false),
            // The form without a state, of 2026: the App's number and a signed text.
            ("ghs_12345_eyJhbGciOi.eyJpc3Mi.c2ln-bmF0", false, true),
            ("ghu_0123456789", false, true),
            ("gho_0123456789", false, false),
            ("0123456789abcdef0123456789abcdef01234567", false, false),
        ] {
            let token = Token::new(secret.into()).unwrap();
            assert_eq!(
                (token.is_fine_grained(), token.is_of_an_app()),
                (fine_grained, of_an_app),
                "{secret}"
            );
        }
    }

    #[test]
    fn a_token_said_back_is_taken_out() {
        let token = Token::new("abc/def==".into()).unwrap();
        assert_eq!(
            token.scrub(r#"{"message":"Bad abc/def==","again":"abc\/def=="}"#, None),
            r#"{"message":"Bad <redacted>","again":"<redacted>"}"#,
            "plain, and as JSON may escape it"
        );
        let header = token.basic_authorization("mona");
        let said = token.scrub(&format!("You sent {}", header.to_str().unwrap()), Some("mona"));
        assert_eq!(said, "You sent Basic <redacted>", "and as a user's password");
    }
}
