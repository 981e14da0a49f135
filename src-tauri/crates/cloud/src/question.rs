//! A question, before it is asked.

use reqwest::Method;
use serde_json::Value;
use url::Url;

use crate::pauses::Resource;
use crate::scopes::Scopes;

/// The media type that GitHub's "Media types" recommends, and the one that its `OpenAPI` description names.
pub(crate) const MEDIA_TYPES: &str = "application/vnd.github+json, application/json;q=0.9";

/// One question: it changes nothing at the other end, so it may be asked again.
pub(crate) struct Question {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) body: Option<Value>,
    /// `If-None-Match`: the tag of the answer that is at hand.
    pub(crate) known: Option<String>,
    /// The scopes that open it.
    pub(crate) needed: Scopes,
    /// The user whose password the token is; a bearer's without one.
    pub(crate) user: Option<String>,
    /// The media types that are taken.
    pub(crate) accepted: &'static str,
    /// Whether the body of a success is left to be read part by part.
    pub(crate) unread: bool,
}

impl Question {
    pub(crate) fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            body: None,
            known: None,
            needed: Scopes::ENTERPRISE,
            user: None,
            accepted: MEDIA_TYPES,
            unread: false,
        }
    }

    /// The same question, answered with 304 should the answer still be the one of this tag (RFC 9110 section 13.1.2).
    pub(crate) fn unless(self, known: Option<String>) -> Self {
        Self { known, ..self }
    }

    /// The same question, which other scopes open.
    pub(crate) fn needing(self, needed: Scopes) -> Self {
        Self { needed, ..self }
    }

    /// The same question, with the token as a user's password.
    pub(crate) fn signed_in(self, user: String) -> Self {
        Self { user: Some(user), ..self }
    }

    /// The same question, for an answer of other media types.
    pub(crate) fn accepting(self, accepted: &'static str) -> Self {
        Self { accepted, ..self }
    }

    /// The same question; the body of its success is read by whoever asks.
    pub(crate) fn unread(self) -> Self {
        Self { unread: true, ..self }
    }

    pub(crate) const fn is_conditional(&self) -> bool {
        self.known.is_some()
    }

    pub(crate) const fn resource(&self) -> Resource {
        if self.is_graphql() { Resource::Graphql } else { Resource::Rest }
    }

    /// GraphQL answers errors with a success; they stand in the document.
    pub(crate) const fn is_graphql(&self) -> bool {
        self.body.is_some()
    }

    pub(crate) fn graphql(url: Url, query: &str, variables: &Value) -> Self {
        let body = serde_json::json!({ "query": query, "variables": variables });
        Self { method: Method::POST, body: Some(body), ..Self::get(url) }
    }
}
