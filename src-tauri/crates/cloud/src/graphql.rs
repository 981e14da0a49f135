//! What GraphQL's answers have in common: errors beside a status that is a success, and lists page by page.

use jiff::Timestamp;
use serde_json::Value;

use crate::failure::Reason;
use crate::scopes::Scopes;
use crate::shape::At;
use crate::verdict::{Heard, is_secondary_limit};

/// Why an answer holds no data; `None` if it does.
pub(crate) fn refusal(heard: &Heard, document: &Value, needed: Scopes, now: Timestamp) -> Option<Reason> {
    errors(document).first().map(|error| reason(heard, error, needed, now))
}

/// The errors of an answer.
pub(crate) fn errors(document: &Value) -> &[Value] {
    document.get("errors").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What one of them means.
pub(crate) fn reason(heard: &Heard, error: &Value, needed: Scopes, now: Timestamp) -> Reason {
    let kind = error.get("type").or_else(|| error.pointer("/extensions/code")).and_then(Value::as_str);
    let saml = error.pointer("/extensions/saml_failure").and_then(Value::as_bool).unwrap_or(false);
    let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
    let said = heard.head();
    match kind {
        _ if is_secondary_limit(message) => heard.rate_limited(&said, now),
        _ if saml => Reason::SsoRequired,
        Some("RATE_LIMITED" | "RATE_LIMIT") => heard.rate_limited(&said, now),
        Some("INSUFFICIENT_SCOPES") => needed.missing_of(said.scopes.unwrap_or_default()),
        Some("NOT_FOUND") => needed.missing(&said).unwrap_or(Reason::NotFound),
        Some("FORBIDDEN") => needed.missing(&said).unwrap_or(Reason::Forbidden),
        kind => Reason::Graphql { kind: kind.map(|kind| usage::outside::visible(kind, 80)) },
    }
}

/// The enterprise that a document tells of.
pub(crate) fn enterprise(document: &Value) -> Result<At<'_>, Reason> {
    let root = At::root(document).need("data")?;
    root.get("enterprise")
        .ok_or_else(|| if root.has("enterprise") { Reason::NotFound } else { unexpected("data.enterprise") })
}

/// What only its owners see.
pub(crate) fn owner_info(document: &Value) -> Result<At<'_>, Reason> {
    let enterprise = enterprise(document)?;
    enterprise.get("ownerInfo").ok_or_else(|| {
        let null = enterprise.has("ownerInfo");
        if null { Reason::NotEnterpriseOwner } else { unexpected("data.enterprise.ownerInfo") }
    })
}

fn unexpected(path: &str) -> Reason {
    Reason::UnexpectedShape { path: path.to_owned() }
}

/// Where the page after this one begins.
pub(crate) fn next(page_info: &At<'_>) -> Result<Option<String>, Reason> {
    match page_info.flag_of("hasNextPage") {
        Some(true) => page_info.need("endCursor")?.text().map(Some),
        Some(false) => Ok(None),
        None => Err(page_info.unexpected()),
    }
}

/// The nodes of a connection. The schema lets each be `null` (one that may not be seen): those are left out.
pub(crate) fn nodes<'a>(connection: &At<'a>) -> Result<Vec<At<'a>>, Reason> {
    let Some(nodes) = connection.get("nodes") else {
        return Ok(Vec::new());
    };
    Ok(nodes.list()?.into_iter().filter(|node| !node.is_null()).collect())
}
