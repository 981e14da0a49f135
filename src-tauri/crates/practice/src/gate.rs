//! What every request passes: is it meant for this server, is it allowed, and what every answer carries.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, AUTHORIZATION, DATE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

use crate::faults::{self, Before};
use crate::line::Line;
use crate::rate_limit::Usage;
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Side};
use crate::server::Practice;
use crate::upload;

/// The versions of GitHub's REST API that describe the licensing operations. The first is the one that is meant when none
/// is named.
const API_VERSIONS: [&str; 2] = ["2022-11-28", "2026-03-10"];
/// The scopes that the token has: enough to read the enterprise and its organizations.
const SCOPES: &str = "read:enterprise, read:org";
/// Those that it has on a server.
const SERVER_SCOPES: &str = "site_admin";
/// The scopes of which a token needs one, as GitHub's own header lists them.
const ACCEPTED_SCOPES: &str = "admin:enterprise, manage_billing:enterprise, read:enterprise";

/// The outermost layer of every route.
pub(crate) async fn gate(State(practice): State<Arc<Practice>>, request: Request, next: Next) -> Response {
    let (mut parts, mut body) = request.into_parts();
    let side = if parts.method == Method::POST && parts.uri.path().ends_with("/server-usage") {
        Side::Upload
    } else {
        Side::Read
    };
    let response = match admit(&practice, side, &mut parts, &mut body).await {
        Ok(granted) => {
            let line = parts.extensions.get::<Line>().cloned();
            let response = next.run(Request::from_parts(parts, body)).await;
            let response = granted.carried_by(&practice, response);
            faults::after(&practice, side, line, response).await
        }
        Err(response) => {
            upload::drain(&mut body).await;
            response
        }
    };
    dated(&practice, response)
}

/// Asks all questions in order; an answer instead of a grant ends the request.
async fn admit(
    practice: &Practice,
    side: Side,
    parts: &mut Parts,
    body: &mut axum::body::Body,
) -> Result<Granted, Response> {
    // A page in a browser can point any name at this port. It cannot make the browser send another Host than that name.
    if !is_own_host(practice, parts) {
        return Err(Refusal::new(
            StatusCode::MISDIRECTED_REQUEST,
            "This server answers to its own name only.",
        )
        .into_response());
    }
    // A browser asks this before it sends a token to another origin. No page is another origin's friend here.
    if parts.method == Method::OPTIONS {
        return Err(([(ALLOW, "GET, POST")], Refusal::method_not_allowed()).into_response());
    }
    let path = parts.uri.path();
    let on_server = path.starts_with("/api/v3/") || path.starts_with("/stafftools/");
    let scopes = if on_server { SERVER_SCOPES } else { SCOPES };
    let granted = |version, usage| Granted { side, version, usage, scopes };
    match faults::before(practice, side, parts, body).await {
        Before::Foreign(response) => return Err(response),
        Before::Answer(response) => {
            let is_anonymous = response.status() == StatusCode::UNAUTHORIZED;
            let bare = granted(None, None);
            return Err(if is_anonymous { response } else { bare.carried_by(practice, response) });
        }
        Before::Pass(permit) => parts.extensions.insert(permit),
    };
    if !is_token(practice.token(), &parts.headers) {
        return Err(Refusal::bad_credentials().into_response());
    }
    let is_graphql = parts.uri.path() == "/graphql";
    let version =
        if is_graphql { None } else { Some(version(&parts.headers).map_err(IntoResponse::into_response)?) };
    let usage = practice.use_rate_limit(is_graphql);
    if usage.is_exceeded() {
        let message = "API rate limit exceeded for user ID 1.";
        let refusal = Refusal::new(StatusCode::FORBIDDEN, message).into_response();
        return Err(granted(version, Some(usage)).carried_by(practice, refusal));
    }
    Ok(granted(version, Some(usage)))
}

pub(crate) fn is_own_host(practice: &Practice, parts: &Parts) -> bool {
    let is_own = |host: &str| practice.own_hosts().iter().any(|own| own.eq_ignore_ascii_case(host));
    let mut hosts = parts.headers.get_all(HOST).iter();
    let header = hosts.next().and_then(|host| host.to_str().ok());
    header.is_some_and(is_own)
        && hosts.next().is_none()
        && parts.uri.authority().is_none_or(|authority| is_own(authority.as_str()))
}

/// Compares in a time that does not tell how much of a guess was right.
fn is_token(token: &SecretString, headers: &HeaderMap) -> bool {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (given.next(), given.next()) else {
        return false;
    };
    let Some((scheme, given)) = value.to_str().ok().and_then(|value| value.split_once(' ')) else {
        return false;
    };
    let is = |given: &[u8]| bool::from(given.ct_eq(token.expose_secret().as_bytes()));
    if scheme.eq_ignore_ascii_case("basic") {
        // A user's name and the token as the password (RFC 7617).
        let decoded = STANDARD.decode(given.trim()).unwrap_or_default();
        let colon = decoded.iter().position(|byte| *byte == b':');
        return colon.is_some_and(|colon| is(&decoded[colon + 1..]));
    }
    let is_scheme = scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("token");
    is_scheme && is(given.trim().as_bytes())
}

/// The REST API version that answers. One that is retired or was never published is gone (410), as GitHub documents for a
/// retired one (github/docs content/rest/about-the-rest-api/api-versions.md).
fn version(headers: &HeaderMap) -> Result<&'static str, Refusal> {
    let Some(asked) = headers.get("x-github-api-version") else {
        return Ok(API_VERSIONS[0]);
    };
    API_VERSIONS.into_iter().find(|version| asked == version).ok_or_else(|| {
        Refusal::new(StatusCode::GONE, "This version of the REST API is not, or no longer, supported.")
    })
}

/// What a request was found to be, for the headers of its answer.
struct Granted {
    side: Side,
    version: Option<&'static str>,
    usage: Option<Usage>,
    scopes: &'static str,
}

impl Granted {
    /// The headers that GitHub's answers carry.
    fn carried_by(&self, practice: &Practice, mut response: Response) -> Response {
        let headers = response.headers_mut();
        let mut set = |name: &'static str, value: HeaderValue| {
            headers.entry(HeaderName::from_static(name)).or_insert(value);
        };
        if let Some(version) = self.version {
            set("x-github-api-version-selected", HeaderValue::from_static(version));
        }
        let scopes =
            if practice.befallen(self.side) == Scenario::MissingScope { "repo" } else { self.scopes };
        set("x-oauth-scopes", HeaderValue::from_static(scopes));
        set("x-accepted-oauth-scopes", HeaderValue::from_static(ACCEPTED_SCOPES));
        set("x-github-media-type", HeaderValue::from_static("github.v3; format=json"));
        if let Some(usage) = &self.usage {
            set("x-ratelimit-limit", HeaderValue::from(usage.limit));
            set("x-ratelimit-used", HeaderValue::from(usage.used.min(usage.limit)));
            set("x-ratelimit-remaining", HeaderValue::from(usage.limit.saturating_sub(usage.used)));
            set("x-ratelimit-reset", HeaderValue::from(usage.reset));
            set("x-ratelimit-resource", HeaderValue::from_static(usage.resource));
        }
        response
    }
}

/// Every answer tells the practice clock's time, which a client compares its own with.
fn dated(practice: &Practice, mut response: Response) -> Response {
    let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
    // A date of a year that HTTP cannot write is left to the server below.
    let date = printer.timestamp_to_rfc9110_string(&practice.now()).ok();
    let headers = response.headers_mut();
    headers.extend(date.and_then(|date| HeaderValue::from_str(&date).ok()).map(|date| (DATE, date)));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}
