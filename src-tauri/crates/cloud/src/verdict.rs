//! What a status and its headers mean.

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::answer::Head;
use crate::dates;
use crate::failure::{CloudFailure, Reason};
use crate::scopes::Scopes;

/// How long to wait when the cloud limits and doesn't say how long: at least a minute (GitHub's "Rate limits for the REST
/// API").
const UNSAID_WAIT_SECONDS: u64 = 60;

/// The longest excerpt of the cloud's own words, in characters.
const MESSAGE_CHARACTERS: usize = 300;

/// An answer's status line, headers and body, not yet judged.
pub(crate) struct Heard {
    pub(crate) status: StatusCode,
    /// The headers, without the token.
    pub(crate) headers: HeaderMap,
    /// The body as text, without the token.
    pub(crate) body: String,
    /// The answer itself, where it is a success whose body is to be read part by part.
    pub(crate) unread: Option<reqwest::Response>,
}

impl Heard {
    pub(crate) fn head(&self) -> Head {
        Head::read(&self.headers)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
    }

    /// Whether the body calls itself JSON, in any of its dialects (`application/json`, `application/vnd.github+json`).
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self.text("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
        let media_type = media_type.trim().to_ascii_lowercase();
        media_type == "application/json"
            || (media_type.starts_with("application/") && media_type.ends_with("+json"))
    }

    /// Whether the body may be a table: a page calls itself one.
    pub(crate) fn may_be_a_table(&self) -> bool {
        let media_type = self.text("content-type").unwrap_or_default().to_ascii_lowercase();
        !media_type.contains("html") && !media_type.contains("json")
    }

    pub(crate) fn content_type(&self) -> Option<String> {
        self.text("content-type").map(|name| usage::outside::visible(name, 80))
    }

    /// What the cloud says of its refusal, made safe to show: the `message` of REST's document or of GraphQL's first error.
    pub(crate) fn message(&self) -> Option<String> {
        let document: Value = serde_json::from_str(&self.body).ok()?;
        let message = document.get("message").or_else(|| document.pointer("/errors/0/message"))?;
        let message = message.as_str()?.trim();
        (!message.is_empty()).then(|| usage::outside::visible(message, MESSAGE_CHARACTERS))
    }

    /// A failure with the status and the words of this answer.
    pub(crate) fn failure(&self, reason: Reason) -> CloudFailure {
        CloudFailure {
            message: self.message(),
            ..CloudFailure::new(reason).with_status(self.status.as_u16())
        }
    }

    /// Why this is no success, or `None` if it is one (2xx).
    ///
    /// `asked_version` is the API version that the question named, `needed` the scopes that open it; `now` this machine's clock,
    /// used only where the cloud gave a date to wait for without its own.
    pub(crate) fn refusal(&self, asked_version: &str, needed: Scopes, now: Timestamp) -> Option<Reason> {
        let head = self.head();
        Some(match self.status.as_u16() {
            200..=299 => return None,
            301 | 302 | 303 | 307 | 308 => {
                Reason::Redirected { to: self.text("location").and_then(destination) }
            }
            401 => Reason::Unauthorized,
            403 if self.headers.contains_key("x-github-sso") => Reason::SsoRequired,
            403 if self.is_rate_limit(&head) => self.rate_limited(&head, now),
            403 => needed.missing(&head).unwrap_or(Reason::Forbidden),
            404 => needed.missing(&head).unwrap_or(Reason::NotFound),
            410 => Reason::GoneApiVersion { version: asked_version.to_owned() },
            413 => Reason::TooLarge,
            429 => self.rate_limited(&head, now),
            500..=599 => Reason::ServerError { retry_after_seconds: self.retry_after(&head, now) },
            _ => Reason::UnexpectedStatus,
        })
    }

    /// GitHub also limits with 403: the primary limit with nothing remaining, the secondary one with `Retry-After`, or by its words
    /// alone.
    fn is_rate_limit(&self, head: &Head) -> bool {
        self.headers.contains_key("retry-after")
            || head.rate.is_some_and(|rate| rate.remaining == 0)
            || self.message().is_some_and(|message| is_secondary_limit(&message))
    }

    pub(crate) fn rate_limited(&self, head: &Head, now: Timestamp) -> Reason {
        let now = head.cloud_at.unwrap_or(now);
        let reset = head.rate.filter(|rate| rate.remaining == 0).and_then(|rate| rate.resets_at);
        let retry_after_seconds = self
            .retry_after(head, now)
            .or_else(|| reset.map(|reset| seconds_until(reset, now)))
            .unwrap_or(UNSAID_WAIT_SECONDS);
        let until = head.cloud_at.and_then(|at| {
            let wait = jiff::SignedDuration::from_secs(i64::try_from(retry_after_seconds).ok()?);
            at.checked_add(wait).ok()
        });
        Reason::RateLimited { retry_after_seconds, until }
    }

    /// `Retry-After`, in seconds or as a date (RFC 9110 section 10.2.3).
    pub(crate) fn retry_after(&self, head: &Head, now: Timestamp) -> Option<u64> {
        let text = self.text("retry-after")?;
        let now = head.cloud_at.unwrap_or(now);
        text.parse().ok().or_else(|| dates::http_date(text).map(|date| seconds_until(date, now)))
    }
}

/// Whether these words tell of the secondary rate limit, which may come with no header that does (GitHub's "Rate limits for the REST
/// API": "an error message that indicates that you exceeded a secondary rate limit").
pub(crate) fn is_secondary_limit(message: &str) -> bool {
    message.to_ascii_lowercase().contains("secondary rate limit")
}

fn seconds_until(date: Timestamp, now: Timestamp) -> u64 {
    u64::try_from(date.as_second().saturating_sub(now.as_second())).unwrap_or(0)
}

/// Where a redirect or a link leads, without what could be a secret: user name, password, query and fragment.
pub(crate) fn destination(location: &str) -> Option<String> {
    let shown = match url::Url::parse(location) {
        Ok(mut url) => {
            // Setting these fails only for URLs that can't have them.
            let _ = url.set_username("");
            let _ = url.set_password(None);
            url.set_query(None);
            url.set_fragment(None);
            url.to_string()
        }
        // Relative to where it was asked; credentials can only stand behind `//`.
        Err(_) if location.starts_with('/') && !location.starts_with("//") => {
            location.split(['?', '#']).next().unwrap_or_default().to_owned()
        }
        Err(_) => return None,
    };
    Some(usage::outside::visible(&shown, 200))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(status: u16, headers: &[(&'static str, &str)]) -> Heard {
        Heard {
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers
                .iter()
                .map(|(name, value)| (reqwest::header::HeaderName::from_static(name), value.parse().unwrap()))
                .collect(),
            body: String::new(),
            unread: None,
        }
    }

    fn now() -> Timestamp {
        "2026-11-02T10:00:00Z".parse().unwrap()
    }

    fn refusal(status: u16, headers: &[(&'static str, &str)]) -> Option<Reason> {
        heard(status, headers).refusal("2026-03-10", Scopes::ENTERPRISE, now())
    }

    const DATE: (&str, &str) = ("date", "Mon, 02 Nov 2026 12:00:00 GMT");

    #[test]
    fn statuses_mean_what_github_documents() {
        assert_eq!(refusal(200, &[]), None, "a success is none");
        assert_eq!(refusal(401, &[]), Some(Reason::Unauthorized), "the token");
        assert_eq!(refusal(403, &[]), Some(Reason::Forbidden), "the request");
        assert_eq!(refusal(404, &[]), Some(Reason::NotFound), "the enterprise");
        assert_eq!(
            refusal(410, &[]),
            Some(Reason::GoneApiVersion { version: "2026-03-10".to_owned() }),
            "the version that was asked for"
        );
        assert_eq!(refusal(413, &[]), Some(Reason::TooLarge), "the file");
        assert_eq!(
            refusal(503, &[]),
            Some(Reason::ServerError { retry_after_seconds: None }),
            "the other end"
        );
        assert_eq!(refusal(418, &[]), Some(Reason::UnexpectedStatus), "anything else");
        assert_eq!(refusal(304, &[]), Some(Reason::UnexpectedStatus), "nothing was asked conditionally");
        assert_eq!(
            refusal(403, &[("x-github-sso", "required; url=https://github.example/sso?secret=1")]),
            Some(Reason::SsoRequired),
            "single sign-on, without its one-time address"
        );
    }

    #[test]
    fn a_wait_is_counted_by_the_clouds_own_clock() {
        let until = |text: &str| Some(text.parse().unwrap());
        for (status, headers, seconds, until) in [
            (429, vec![DATE, ("retry-after", "37")], 37, until("2026-11-02T12:00:37Z")),
            (
                429,
                vec![DATE, ("retry-after", "Mon, 02 Nov 2026 12:01:30 GMT")],
                90,
                until("2026-11-02T12:01:30Z"),
            ),
            (429, vec![("retry-after", "Mon, 02 Nov 2026 10:01:30 GMT")], 90, None),
            (
                429,
                vec![DATE, ("retry-after", "Mon, 02 Nov 2026 11:00:00 GMT")],
                0,
                until("2026-11-02T12:00:00Z"),
            ),
            (
                403,
                vec![
                    DATE,
                    ("x-ratelimit-limit", "5000"),
                    ("x-ratelimit-remaining", "0"),
                    ("x-ratelimit-reset", "1793621100"),
                ],
                300,
                until("2026-11-02T12:05:00Z"),
            ),
            (429, vec![DATE], 60, until("2026-11-02T12:01:00Z")),
            (429, vec![DATE, ("retry-after", "soon")], 60, until("2026-11-02T12:01:00Z")),
        ] {
            assert_eq!(
                refusal(status, &headers),
                Some(Reason::RateLimited { retry_after_seconds: seconds, until }),
                "{headers:?}"
            );
        }
    }

    #[test]
    fn a_secondary_limit_that_is_told_in_words_alone_was_taken_for_a_refusal() {
        let mut answer =
            heard(403, &[DATE, ("x-ratelimit-limit", "5000"), ("x-ratelimit-remaining", "4000")]);
        answer.body = r#"{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}"#
            .to_owned();
        let until = Some("2026-11-02T12:01:00Z".parse().unwrap());
        assert_eq!(
            answer.refusal("2026-03-10", Scopes::ENTERPRISE, now()),
            Some(Reason::RateLimited { retry_after_seconds: 60, until }),
            "a minute, as is asked where no header says how long"
        );
    }

    #[test]
    fn the_missing_scope_is_named_only_where_the_scopes_are_known() {
        let missing = |held: &[&str]| {
            Some(Reason::MissingScope {
                needed: "read:enterprise".to_owned(),
                held: held.iter().map(|&scope| scope.to_owned()).collect(),
            })
        };
        assert_eq!(refusal(403, &[("x-oauth-scopes", "repo, user")]), missing(&["repo", "user"]), "403");
        assert_eq!(refusal(404, &[("x-oauth-scopes", "")]), missing(&[]), "GitHub hides behind 404 as well");
        assert_eq!(refusal(404, &[("x-oauth-scopes", "admin:enterprise")]), Some(Reason::NotFound), "enough");
        assert_eq!(
            refusal(
                403,
                &[
                    ("x-oauth-scopes", "manage_billing:enterprise"),
                    (
                        "x-accepted-oauth-scopes",
                        "admin:enterprise, manage_billing:enterprise, read:enterprise"
                    )
                ]
            ),
            Some(Reason::Forbidden),
            "what this question accepts is not missing"
        );
    }

    #[test]
    fn a_redirect_is_shown_without_its_secrets() {
        for (location, shown) in [
            ("https://mona:secret@evil.example/a?token=secret#secret", Some("https://evil.example/a")),
            ("/login?return_to=secret", Some("/login")),
            ("//mona:secret@evil.example/", None),
            ("login", None),
        ] {
            assert_eq!(
                refusal(302, &[("location", location)]),
                Some(Reason::Redirected { to: shown.map(str::to_owned) }),
                "{location}"
            );
        }
    }

    #[test]
    fn json_is_told_by_its_media_type() {
        for (content_type, is_json) in [
            ("application/json; charset=utf-8", true),
            ("application/vnd.github+json", true),
            ("Application/JSON", true),
            ("text/html", false),
            ("text/json+html", false),
            ("", false),
        ] {
            assert_eq!(heard(200, &[("content-type", content_type)]).is_json(), is_json, "{content_type:?}");
        }
        assert!(!heard(200, &[]).is_json(), "an answer that doesn't say is none");
    }

    #[test]
    fn the_clouds_words_are_made_safe() {
        let mut answer = heard(401, &[]);
        answer.body = "{\"message\":\"Bad\\ncredentials\\u202e\"}".to_owned();
        assert_eq!(
            answer.message().as_deref(),
            Some("Bad\\u{a}credentials\\u{202e}"),
            "no control characters"
        );
        answer.body =
            r#"{"data":null,"errors":[{"message":"no such field"},{"message":"nor that"}]}"#.to_owned();
        assert_eq!(answer.message().as_deref(), Some("no such field"), "GraphQL has a list of them");
        for body in ["", "<html>", "{}", r#"{"message":null}"#, r#"{"message":"  "}"#] {
            body.clone_into(&mut answer.body);
            assert_eq!(answer.message(), None, "{body:?} says nothing");
        }
    }
}
