//! The practice enterprise's own way to hand a file over. **This is not GitHub's**: GitHub publishes no such operation.
//!
//! `POST /enterprises/{enterprise}/server-usage`, the body being the file's bytes, with
//!
//! - `Authorization: Bearer TOKEN`;
//! - `X-File-Name`: the file's name, UTF-8, percent-encoded, at most 255 bytes decoded;
//! - `Idempotency-Key`: the SHA-256 of the body, 64 hex digits; for bytes that are sent once more on purpose, `-` and up to 64 letters
//!   and digits behind it. Under the same key the same bytes are never a second upload while the
//!   first is PENDING or SUCCESS; after a FAILURE they are a new one;
//! - `Content-Length`: the size; a body of unknown length is refused with 411.
//!
//! Answers: 202 with a new upload, 200 with the one that these bytes were before, 400 for a missing or wrong header, 413
//! for a file above the limit, 422 for bytes that are not those of `Idempotency-Key`. A body that ends early is nothing at
//! all. What becomes of an upload is told by REST and GraphQL, as with GitHub.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use usage::Sha256Digest;

use crate::export::{self, Outcome};
use crate::faults::Permit;
use crate::refusal::Refusal;
use crate::rest::{known, seconds};
use crate::server::Practice;
use crate::store::{Recorded, Upload};

/// The longest file name, in bytes, that common file systems hold.
const LONGEST_NAME: usize = 255;

/// What a file is handed over with.
struct Announced {
    name: String,
    sha256: Sha256Digest,
    once_more: Option<String>,
    bytes: u64,
}

/// `POST /enterprises/{enterprise}/server-usage`
pub(crate) async fn server_usage(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    axum::Extension(permit): axum::Extension<Permit>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let mut body = body;
    let received = match opening(&practice, &enterprise, &headers) {
        Ok(Opening::New(announced)) => {
            received(&mut body, &announced, practice.upload_limit()).await.map(|bytes| (announced, bytes))
        }
        Ok(Opening::Known(before)) => {
            drain(&mut body).await;
            return Ok((StatusCode::OK, Json(Taken::of(&before, &practice))).into_response());
        }
        Err(refusal) => Err(refusal),
    };
    let (announced, bytes) = match received {
        Ok(received) => received,
        Err(refusal) => {
            drain(&mut body).await;
            return Err(refusal);
        }
    };
    // On a thread that may block, and to its end even if the client goes away now: an upload is taken or not, never half.
    let sharing = Arc::clone(&practice);
    let recorded = tokio::task::spawn_blocking(move || record(&sharing, announced, &bytes, permit)).await;
    let (status, upload) = match recorded {
        Ok(Ok(Recorded::New(upload))) => (StatusCode::ACCEPTED, upload),
        Ok(Ok(Recorded::Before(upload))) => (StatusCode::OK, upload),
        // The disk of the one who practises is full, or worse. GitHub would put it no better.
        Ok(Err(_)) | Err(_) => return Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "Server Error")),
    };
    Ok((status, Json(Taken::of(&upload, &practice))).into_response())
}

/// What a hand-over is, before its body is looked at.
enum Opening {
    /// Something to receive.
    New(Announced),
    /// Bytes that were received before.
    Known(Arc<Upload>),
}

fn opening(practice: &Practice, enterprise: &str, headers: &HeaderMap) -> Result<Opening, Refusal> {
    known(enterprise)?;
    let announced = Announced::of(headers)?;
    if announced.bytes > practice.upload_limit() {
        return Err(too_large());
    }
    Ok(practice
        .standing((announced.sha256, announced.once_more.as_deref()))
        .map_or(Opening::New(announced), Opening::Known))
}

impl Announced {
    fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let refused = |message: &str| Refusal::new(StatusCode::BAD_REQUEST, message);
        let name = text("x-file-name")
            .and_then(decoded)
            .filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME)
            .ok_or_else(|| {
                refused("X-File-Name must be a percent-encoded file name of at most 255 bytes.")
            })?;
        let (sha256, once_more) = text("idempotency-key").and_then(key).ok_or_else(|| {
            refused("Idempotency-Key must begin with the SHA-256 of the file, 64 hex digits.")
        })?;
        let bytes = text(CONTENT_LENGTH.as_str())
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| Refusal::new(StatusCode::LENGTH_REQUIRED, "Content-Length is required."))?;
        Ok(Self { name, sha256, once_more, bytes })
    }
}

/// The parts of a key: the digest, and what stands behind it.
fn key(text: &str) -> Option<(Sha256Digest, Option<String>)> {
    let Some((digest, more)) = text.split_once('-') else {
        return Some((Sha256Digest::parse(text)?, None));
    };
    let is_more = (1..=64).contains(&more.len()) && more.bytes().all(|letter| letter.is_ascii_alphanumeric());
    if is_more { Some((Sha256Digest::parse(digest)?, Some(more.to_owned()))) } else { None }
}

/// Undoes percent-encoding; `None` where it is not well-formed UTF-8.
fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            let digit = |at: usize| char::from(digits[at]).to_digit(16);
            bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
            rest = after;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The whole body, hashed block by block as it comes, or nothing.
async fn received(body: &mut Body, announced: &Announced, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut hash = Sha256::new();
    while let Some(frame) = body.frame().await {
        let cut_off =
            |_| Refusal::new(StatusCode::BAD_REQUEST, "The body ended before its announced length.");
        if let Ok(block) = frame.map_err(cut_off)?.into_data() {
            if (bytes.len() + block.len()) as u64 > limit {
                return Err(too_large());
            }
            hash.update(&block);
            bytes.extend_from_slice(&block);
        }
    }
    if Sha256Digest::new(hash.finalize().into()) == announced.sha256 {
        Ok(bytes)
    } else {
        let message = "The body is not what Idempotency-Key names: its SHA-256 is another one.";
        Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, message))
    }
}

/// Reads what is left of a body that nobody wants, within bounds. A line that is closed with unread bytes on it is reset,
/// and the reset can overtake the answer: the client would see a broken line instead of the reason.
pub(crate) async fn drain(body: &mut Body) {
    let mut left: usize = 64 * 1024 * 1024;
    let drained = async {
        while let Some(Ok(frame)) = body.frame().await {
            left = left.saturating_sub(frame.data_ref().map_or(0, bytes::Bytes::len));
            if left == 0 {
                break;
            }
        }
    };
    // Whether it came to an end or took too long, the answer goes out now.
    let _ = tokio::time::timeout(std::time::Duration::from_secs(10), drained).await;
}

fn record(
    practice: &Practice,
    announced: Announced,
    bytes: &[u8],
    permit: Permit,
) -> std::io::Result<Recorded> {
    let (server, outcome) = export::read(bytes);
    let outcome = match permit {
        Permit::Whole | Permit::Vanishes => outcome,
        Permit::Fails => {
            Outcome::failed("Server usage could not be processed. Export it again and upload the new file.")
        }
    };
    let created_at = practice.now();
    let upload = Upload {
        number: 0,
        name: announced.name,
        sha256: announced.sha256,
        bytes: announced.bytes,
        once_more: announced.once_more,
        server,
        created_at,
        settles_at: practice.settles_at(created_at),
        outcome,
    };
    if permit == Permit::Vanishes {
        // Answered like any other, and kept nowhere.
        return Ok(Recorded::New(Arc::new(upload)));
    }
    practice.record(upload)
}

/// Takes a file that came by the page.
pub(crate) fn record_file(practice: &Practice, name: String, bytes: &[u8]) -> std::io::Result<Recorded> {
    let sha256 = Sha256Digest::new(Sha256::digest(bytes).into());
    // A page knows no key: each form that is sent is an upload.
    let once_more = Some(format!("page{}", practice.uploads().len()));
    record(practice, Announced { name, sha256, once_more, bytes: bytes.len() as u64 }, bytes, Permit::Whole)
}

pub(crate) fn too_large() -> Refusal {
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "The file is larger than this enterprise takes.")
}

/// The answer to a hand-over.
#[derive(Serialize)]
struct Taken {
    /// The same as the upload's id in GraphQL.
    id: String,
    name: String,
    /// PENDING, SUCCESS or FAILURE at this moment.
    sync_state: &'static str,
    sha256: String,
    bytes: u64,
    created_at: String,
}

impl Taken {
    fn of(upload: &Upload, practice: &Practice) -> Self {
        Self {
            id: crate::graphql::upload_id(upload),
            name: upload.name.clone(),
            sync_state: crate::graphql::SyncState::of(upload, practice.now()).name(),
            sha256: upload.sha256.hex(),
            bytes: upload.bytes,
            created_at: seconds(upload.created_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_digest_with_or_without_more() {
        let hex = "0".repeat(64);
        let digest = Sha256Digest::parse(&hex);
        assert_eq!(key(&hex), digest.map(|digest| (digest, None)), "the first time");
        assert_eq!(
            key(&format!("{hex}-a1")),
            digest.map(|digest| (digest, Some("a1".to_owned()))),
            "once more"
        );
        for wrong in
            [format!("{hex}-"), format!("{hex}-a b"), format!("{hex}-{}", "a".repeat(65)), "a1".to_owned()]
        {
            assert_eq!(key(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_are_decoded_or_refused() {
        assert_eq!(
            decoded("%E6%98%9F%20a%2fb.json").as_deref(),
            Some("星 a/b.json"),
            "any text can be named"
        );
        for wrong in ["%", "%4", "%zz", "%ff", "a%e"] {
            assert_eq!(decoded(wrong), None, "{wrong} is no percent-encoded UTF-8");
        }
    }
}
