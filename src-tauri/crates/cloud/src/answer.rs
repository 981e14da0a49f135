//! What the cloud said, when by its own clock, and the text of it as evidence.

use jiff::Timestamp;
use reqwest::header::HeaderMap;
use serde::Serialize;

use crate::dates;

/// A value that the cloud gave, with what stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// The value.
    pub value: T,
    /// What the answer's headers said; of several pages, the last one's.
    pub head: Head,
    /// The answer as it came.
    pub evidence: Evidence,
}

/// What the headers of an answer say. Whatever the cloud did not send is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The cloud's own clock (`Date`), to the second.
    pub cloud_at: Option<Timestamp>,
    /// The token's scopes (`X-OAuth-Scopes`): sent for classic tokens only, empty if it has none.
    pub scopes: Option<Vec<String>>,
    /// The scopes any of which this question accepts (`X-Accepted-OAuth-Scopes`).
    pub accepted_scopes: Option<Vec<String>>,
    /// The permissions of an App that this question accepts (`X-Accepted-GitHub-Permissions`): sets of which one is enough, each as
    /// it is written.
    pub accepted_permissions: Option<Vec<String>>,
    /// How often this token may still ask.
    pub rate: Option<Rate>,
    /// The version of the API that answered (`X-GitHub-Api-Version-Selected`).
    pub api_version: Option<String>,
    /// Whether what was asked is deprecated (`Deprecation`, RFC 9745).
    pub deprecation: Option<Deprecation>,
    /// When that version stops answering (`Sunset`, RFC 8594).
    pub retires_at: Option<Timestamp>,
}

/// What was asked is to be asked in another way one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deprecation {
    /// Since when, or from when on; `None` where it isn't told.
    pub since: Option<Timestamp>,
}

impl Deprecation {
    /// RFC 9745 writes `@` and seconds since 1970. Its drafts, which are still sent, wrote `true` or a date as in other headers.
    fn read(text: &str) -> Option<Self> {
        let since = match text.strip_prefix('@') {
            Some(seconds) => seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok()),
            None => dates::http_date(text),
        };
        (!text.eq_ignore_ascii_case("false")).then_some(Self { since })
    }
}

/// GitHub's primary rate limit for this token (`X-RateLimit-…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// Requests an hour.
    pub limit: u64,
    /// Requests left until the reset.
    pub remaining: u64,
    /// When the count begins anew, by the cloud's clock.
    pub resets_at: Option<Timestamp>,
}

impl Head {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        let number = |name: &str| text(name).and_then(|value| value.parse::<u64>().ok());
        let list = |name: &str| text(name).map(scopes);
        let rate =
            number("x-ratelimit-limit").zip(number("x-ratelimit-remaining")).map(|(limit, remaining)| {
                let seconds = number("x-ratelimit-reset").and_then(|seconds| i64::try_from(seconds).ok());
                Rate {
                    limit,
                    remaining,
                    resets_at: seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()),
                }
            });
        Self {
            cloud_at: text("date").and_then(dates::http_date),
            scopes: list("x-oauth-scopes"),
            accepted_scopes: list("x-accepted-oauth-scopes"),
            accepted_permissions: text("x-accepted-github-permissions").map(permissions),
            rate,
            api_version: text("x-github-api-version-selected")
                .map(|version| usage::outside::visible(version, 40)),
            deprecation: text("deprecation").and_then(Deprecation::read),
            retires_at: text("sunset").and_then(dates::http_date),
        }
    }
}

/// Each set of permissions ends at a semicolon (GitHub's changelog of 10 August 2023).
fn permissions(sets: &str) -> Vec<String> {
    let sets = sets.split(';').map(|set| usage::outside::visible(set.trim(), 120));
    sets.filter(|set| !set.is_empty()).collect()
}

fn scopes(list: &str) -> Vec<String> {
    list.split(',')
        .map(|scope| usage::outside::visible(scope.trim(), 80))
        .filter(|scope| !scope.is_empty())
        .collect()
}

/// The text of an answer, kept for a receipt. The token is taken out should the cloud have said it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The bodies as they came, one after another where there were several pages, with U+FFFD for what isn't UTF-8.
    pub text: String,
    /// Whether the text was cut at [`Evidence::LIMIT_BYTES`].
    pub shortened: bool,
}

impl Evidence {
    /// The most that is kept of one answer.
    pub const LIMIT_BYTES: usize = 256 * 1024;

    pub(crate) fn add(&mut self, body: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let room = Self::LIMIT_BYTES.saturating_sub(self.text.len());
        self.shortened |= body.len() > room;
        let end = (0..=room.min(body.len())).rev().find(|end| body.is_char_boundary(*end)).unwrap_or(0);
        self.text.push_str(&body[..end]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_what_was_sent_and_nothing_else() {
        let mut headers = HeaderMap::new();
        assert_eq!(Head::read(&headers), Head::default(), "unknown is unknown");
        for (name, value) in [
            ("date", "Mon, 02 Nov 2026 10:00:00 GMT"),
            ("x-oauth-scopes", "read:enterprise, repo"),
            ("x-accepted-oauth-scopes", ""),
            ("x-accepted-github-permissions", "enterprise_administration=read; a=read,b=write"),
            ("x-ratelimit-limit", "5000"),
            ("x-ratelimit-remaining", "4999"),
            ("x-ratelimit-reset", "1793613600"),
            ("x-github-api-version-selected", "2026-03-10"),
            ("sunset", "Fri, 10 Mar 2028 00:00:00 GMT"),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let head = Head::read(&headers);
        assert_eq!(head.cloud_at, Some("2026-11-02T10:00:00Z".parse().unwrap()), "the cloud's clock");
        assert_eq!(head.scopes, Some(vec!["read:enterprise".to_owned(), "repo".to_owned()]), "one by one");
        assert_eq!(head.accepted_scopes, Some(vec![]), "empty is not unknown");
        let permissions = ["enterprise_administration=read", "a=read,b=write"].map(str::to_owned);
        assert_eq!(head.accepted_permissions, Some(permissions.to_vec()), "set by set");
        let rate = head.rate.unwrap();
        assert_eq!((rate.limit, rate.remaining), (5000, 4999), "the hour's count");
        assert_eq!(rate.resets_at, Some("2026-11-02T10:00:00Z".parse().unwrap()), "seconds since 1970");
        assert_eq!(head.api_version.as_deref(), Some("2026-03-10"), "which version answered");
        assert_eq!(head.retires_at, Some("2028-03-10T00:00:00Z".parse().unwrap()), "until when");
    }

    #[test]
    fn a_deprecation_is_read_in_each_of_its_forms() {
        let since = |text: &str| Deprecation::read(text).map(|deprecation| deprecation.since);
        let moment = Some("2026-11-02T10:00:00Z".parse().unwrap());
        assert_eq!(since("@1793613600"), Some(moment), "as published");
        assert_eq!(since("Mon, 02 Nov 2026 10:00:00 GMT"), Some(moment), "as an earlier draft");
        assert_eq!(since("true"), Some(None), "without a date");
        assert_eq!(since("@soon"), Some(None), "a date that is none");
        assert_eq!(since("false"), None, "not deprecated");
    }

    #[test]
    fn evidence_is_bounded_and_never_splits_a_character() {
        let mut evidence = Evidence::default();
        evidence.add("{}");
        evidence.add("[]");
        assert_eq!(
            (evidence.text.as_str(), evidence.shortened),
            ("{}\n[]", false),
            "pages one after another"
        );
        evidence.add(&"語".repeat(Evidence::LIMIT_BYTES));
        assert!(evidence.text.len() <= Evidence::LIMIT_BYTES, "bounded");
        assert!(evidence.shortened, "and it says so");
        assert!(evidence.text.ends_with('語'), "whole characters only");
        evidence.add("more");
        assert!(evidence.text.len() <= Evidence::LIMIT_BYTES + 1, "a full one stays full");
    }
}
