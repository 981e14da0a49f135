//! The page on which a person hands server usage over in a browser. **It is not GitHub's own**: it has the words that GitHub
//! documents ("Enterprise Server instances", "Add server usage"; docs.github.com, "Syncing license usage from GitHub Enterprise
//! Server to GitHub Enterprise Cloud"), so that the way through it can be rehearsed, and nothing else of that page is known here.
//!
//! - `GET /enterprises/{enterprise}`: the sign-in, or, signed in, the page;
//! - `POST /enterprises/{enterprise}/session`: signs in with the token, as a form of one field;
//! - `POST /enterprises/{enterprise}/server-usage-form`: takes a file as a browser's form sends it.
//!
//! A session is a cookie that ends with the browser, that no script can read and no other site can send. There is no script on
//! the page, and none may be.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use usage::Sha256Digest;

use crate::gate;
use crate::graphql::SyncState;
use crate::refusal::Refusal;
use crate::rest::{known, seconds};
use crate::server::Practice;
use crate::store::Recorded;
use crate::upload;

/// The name of the session's cookie.
const SESSION: &str = "practice_session";

/// The routes of the page. A browser carries no token, so they stand beside the gate and not behind it.
pub(crate) fn routes(practice: &Arc<Practice>) -> Router<Arc<Practice>> {
    // A form around the file takes a few hundred bytes.
    let limit = usize::try_from(practice.upload_limit()).unwrap_or(usize::MAX).saturating_add(64 * 1024);
    Router::new()
        .route("/enterprises/{enterprise}", get(page))
        .route("/enterprises/{enterprise}/session", post(sign_in))
        .route("/enterprises/{enterprise}/server-usage-form", post(take))
        .layer(DefaultBodyLimit::max(limit))
        .layer(middleware::from_fn_with_state(Arc::clone(practice), doorway))
}

/// Asks whether a request is meant for this server and comes from its own page, and dresses the answer.
async fn doorway(State(practice): State<Arc<Practice>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let is_own = gate::is_own_host(&practice, &parts)
        && parts.headers.get(ORIGIN).is_none_or(|origin| {
            practice.own_hosts().iter().any(|host| origin.as_bytes() == format!("http://{host}").as_bytes())
        });
    if !is_own {
        return Refusal::new(StatusCode::MISDIRECTED_REQUEST, "This server answers to its own name only.")
            .into_response();
    }
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn page(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    known(&enterprise)?;
    Ok(if is_signed_in(&practice, &headers) {
        html(StatusCode::OK, &licensing(&practice, &enterprise, None))
    } else {
        html(StatusCode::OK, &signing_in(&enterprise, false))
    })
}

async fn sign_in(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    body: String,
) -> Result<Response, Refusal> {
    known(&enterprise)?;
    let given = body.strip_prefix("token=").unwrap_or_default();
    // A token has no letter that a form would write otherwise.
    if !bool::from(given.trim().as_bytes().ct_eq(practice.token().expose_secret().as_bytes())) {
        return Ok(html(StatusCode::UNAUTHORIZED, &signing_in(&enterprise, true)));
    }
    let cookie = format!("{SESSION}={}; HttpOnly; SameSite=Strict; Path=/", session(&practice));
    Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/enterprises/{enterprise}")), (SET_COOKIE, cookie)])
        .into_response())
}

async fn take(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Result<Response, Refusal> {
    known(&enterprise)?;
    if !is_signed_in(&practice, &headers) {
        return Ok(html(StatusCode::UNAUTHORIZED, &signing_in(&enterprise, false)));
    }
    let broken = |error: MultipartError| Refusal::new(error.status(), "The form could not be read.");
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            file = Some((name, field.bytes().await.map_err(broken)?));
        }
    }
    let Some((name, bytes)) = file.filter(|(name, _)| !name.is_empty()) else {
        return Ok(html(
            StatusCode::BAD_REQUEST,
            &licensing(&practice, &enterprise, Some("No file was chosen.")),
        ));
    };
    if bytes.len() as u64 > practice.upload_limit() {
        return Err(upload::too_large());
    }
    let sharing = Arc::clone(&practice);
    let recorded = tokio::task::spawn_blocking(move || upload::record_file(&sharing, name, &bytes)).await;
    match recorded {
        Ok(Ok(Recorded::New(_) | Recorded::Before(_))) => {
            Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/enterprises/{enterprise}"))]).into_response())
        }
        Ok(Err(_)) | Err(_) => Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "Server Error")),
    }
}

/// What the cookie of a session holds: it follows from the token and does not tell it.
fn session(practice: &Practice) -> String {
    let mut hash = Sha256::new();
    hash.update(b"practice session\0");
    hash.update(practice.token().expose_secret());
    Sha256Digest::new(hash.finalize().into()).hex()
}

fn is_signed_in(practice: &Practice, headers: &HeaderMap) -> bool {
    let expected = session(practice);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|cookie| cookie.trim().strip_prefix(SESSION)?.strip_prefix('='))
        .any(|given| bool::from(given.as_bytes().ct_eq(expected.as_bytes())))
}

fn html(status: StatusCode, body: &str) -> Response {
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], Body::from(body.to_owned())).into_response()
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}\
         .practice{{background:#fff8c5;border:1px solid #d4a72c;padding:.5rem 1rem}}\
         input,button{{font:inherit;padding:.5rem;margin:.25rem 0}}td,th{{text-align:left;padding:.25rem 1rem .25rem 0}}\
         </style></head><body><p class=\"practice\">Practice. This page is on this computer and is not GitHub.</p>\
         {body}</body></html>"
    )
}

fn signing_in(enterprise: &str, refused: bool) -> String {
    let refused = if refused { "<p role=\"alert\">That is not the token.</p>" } else { "" };
    document(
        "Sign in",
        &format!(
            "<h1>Sign in to {enterprise}</h1>{refused}<form method=\"post\" action=\"/enterprises/{enterprise}/session\">\
             <label>Token <input name=\"token\" type=\"password\" autocomplete=\"off\" autofocus required></label> \
             <button>Sign in</button></form>"
        ),
    )
}

fn licensing(practice: &Practice, enterprise: &str, told: Option<&str>) -> String {
    let told = told.map(|told| format!("<p role=\"alert\">{told}</p>")).unwrap_or_default();
    let now = practice.now();
    let mut rows = String::new();
    for upload in practice.uploads().iter().rev() {
        // Writing to a String cannot fail.
        let _ = write!(
            rows,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(&upload.name),
            seconds(upload.created_at),
            SyncState::of(upload, now).name()
        );
    }
    let uploads = if rows.is_empty() {
        "<p>No server usage was added yet.</p>".to_owned()
    } else {
        format!(
            "<table><thead><tr><th>File</th><th>Added</th><th>State</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    };
    document(
        "Licensing",
        &format!(
            "<h1>Licensing</h1>{told}<h2>Enterprise Server instances</h2>\
             <form method=\"post\" enctype=\"multipart/form-data\" action=\"/enterprises/{enterprise}/server-usage-form\">\
             <label>Choose a file or drop it here <input type=\"file\" name=\"file\" accept=\".json\" autofocus></label><br>\
             <button>Add server usage</button></form>{uploads}"
        ),
    )
}

/// Text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
