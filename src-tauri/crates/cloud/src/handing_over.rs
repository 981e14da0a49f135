//! Handing a file over: once, streamed, and never taken for arrived.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE};
use reqwest::{Body, Method, RequestBuilder, multipart};
use serde::Serialize;
use serde_json::Value;
use tokio::time::Instant;

use crate::answer::{Answer, Evidence};
use crate::cloud::Cloud;
use crate::endpoint::{BodyForm, Endpoint, UploadMethod};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{Arrival, CloudFailure, Phase, Reason};
use crate::scopes::Scopes;
use crate::verdict::Heard;
use crate::withheld::{self, Tap, UploadBody};

/// The largest answer to an upload.
const ANSWER_BYTES: u64 = 1024 * 1024;

/// The other end took the file. It says nothing about whether the cloud counts it: that is asked, never assumed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// The status, 200 to 299.
    pub status: u16,
    /// How many bytes of the file were given to the connection: all of them.
    pub bytes: u64,
    /// What the other end calls this upload, if it said (`id` of its answer).
    pub reference: Option<String>,
}

impl Cloud {
    /// Hands a file over at an endpoint, once.
    ///
    /// The bytes are hashed again while they leave, and the last of them are withheld until the digest is the expected one:
    /// a file that changed since its review never arrives whole ([`Reason::BytesChanged`]). `progress` is told how many bytes
    /// the connection has taken, from 0 up to all of them. When `cancelled` is ready, the connection is broken off;
    /// `std::future::pending()` never is.
    ///
    /// [`UploadBody::idempotency_key`] goes along, so that an endpoint can tell a repeated file. Whether one may be sent again
    /// after a failure is [`CloudFailure::may_have_arrived`]; this room never does.
    pub async fn upload(
        &self,
        endpoint: &Endpoint,
        slug: &EnterpriseSlug,
        body: UploadBody,
        progress: &mut (dyn FnMut(u64) + Send),
        cancelled: impl Future<Output = ()> + Send,
    ) -> Result<Answer<Acceptance>, CloudFailure> {
        if body.bytes == 0 {
            return Err(CloudFailure::new(Reason::NothingToSend));
        }
        let bytes = body.bytes;
        let tap = Arc::new(Tap::new());
        let request = self.upload_request(endpoint, slug, body, &tap);
        let exchange = async {
            match request.send().await {
                Ok(response) => self.read(response, ANSWER_BYTES).await,
                Err(error) => Err(self.unanswered(&error).await),
            }
        };
        let outcome = self.watch(exchange, &tap, bytes, progress, cancelled).await;
        // From here on nothing leaves any more, so what is said of the arrival stays true.
        let released = tap.shut();
        let outcome = outcome.and_then(|heard| self.acceptance(&heard, bytes, released));
        outcome.map_err(|failure| settle(failure, &tap, released))
    }

    fn upload_request(
        &self,
        endpoint: &Endpoint,
        slug: &EnterpriseSlug,
        body: UploadBody,
        tap: &Arc<Tap>,
    ) -> RequestBuilder {
        let method = match endpoint.profile().method {
            UploadMethod::Post => Method::POST,
            UploadMethod::Put => Method::PUT,
        };
        let url = self.connection.api.url(&endpoint.path(slug));
        let request = self
            .headed(self.sending.request(method, url))
            .header("Idempotency-Key", &body.idempotency_key)
            .header("X-File-Name", percent_encoded(&body.name))
            .headers(endpoint.headers().clone());
        let (bytes, name) = (body.bytes, body.name.clone());
        let stream = Body::wrap_stream(withheld::stream(body, Arc::clone(tap)));
        match &endpoint.profile().body {
            BodyForm::Raw => {
                request.header(CONTENT_TYPE, "application/json").header(CONTENT_LENGTH, bytes).body(stream)
            }
            BodyForm::Multipart { field } => {
                let mut headers = reqwest::header::HeaderMap::new();
                headers.insert(CONTENT_TYPE, reqwest::header::HeaderValue::from_static("application/json"));
                let part = multipart::Part::stream_with_length(stream, bytes)
                    .file_name(form_file_name(&name))
                    .headers(headers);
                request.multipart(multipart::Form::new().part(field.clone(), part))
            }
        }
    }

    /// Drives the exchange, tells the progress and ends it when a person stops it or nothing moves any more.
    async fn watch(
        &self,
        exchange: impl Future<Output = Result<Heard, CloudFailure>>,
        tap: &Tap,
        bytes: u64,
        progress: &mut (dyn FnMut(u64) + Send),
        cancelled: impl Future<Output = ()> + Send,
    ) -> Result<Heard, CloudFailure> {
        let limits = self.connection.limits;
        let mut given = tap.given();
        let mut exchange = pin!(exchange);
        let mut cancelled = pin!(cancelled);
        let mut deadline = Instant::now() + limits.connect + limits.idle;
        let mut told = 0;
        progress(told);
        let mut tell = |now: u64| {
            if now != told {
                told = now;
                progress(told);
            }
        };
        loop {
            tokio::select! {
                biased;
                () = &mut cancelled => return Err(CloudFailure::new(Reason::Cancelled)),
                // The sender lives as long as the tap, so this never fails.
                Ok(()) = given.changed() => {
                    let now = *given.borrow_and_update();
                    tell(now);
                    deadline = Instant::now() + if now == bytes { limits.verdict } else { limits.idle };
                }
                heard = &mut exchange => {
                    tell(*given.borrow_and_update());
                    return heard;
                }
                () = tokio::time::sleep_until(deadline) => {
                    let phase = if tap.is_released() { Phase::Answering } else { Phase::Sending };
                    return Err(CloudFailure::new(Reason::TimedOut { phase }));
                }
            }
        }
    }

    /// What a success says. A page instead of a document is no success: it is what a proxy's sign-in looks like.
    fn acceptance(
        &self,
        heard: &Heard,
        bytes: u64,
        released: bool,
    ) -> Result<Answer<Acceptance>, CloudFailure> {
        if let Some(reason) =
            heard.refusal(&self.connection.api_version, Scopes::ENTERPRISE, self.pacing.now())
        {
            return Err(heard.failure(reason));
        }
        if !released {
            return Err(heard.failure(Reason::AnsweredTooEarly));
        }
        let document = match heard.body.trim() {
            "" => None,
            body if heard.is_json() => serde_json::from_str::<Value>(body).ok(),
            _ => {
                return Err(heard.failure(Reason::NotJson { content_type: heard.content_type() }));
            }
        };
        let reference = document.as_ref().and_then(|document| match document.get("id")? {
            Value::String(id) => Some(usage::outside::visible(id, 200)),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        });
        let mut evidence = Evidence::default();
        evidence.add(&heard.body);
        let value = Acceptance { status: heard.status.as_u16(), bytes, reference };
        Ok(Answer { value, head: heard.head(), evidence })
    }
}

/// Says of a failure what it was at its root, and how far the file got.
fn settle(failure: CloudFailure, tap: &Tap, released: bool) -> CloudFailure {
    let begun = *tap.given().borrow() > 0;
    let failure = match (tap.trouble(), failure.status) {
        // The connection broke because the body was ended here.
        (Some(reason), None) => CloudFailure::new(reason.clone()),
        _ => failure,
    };
    let arrival = match failure.status {
        Some(status) if is_refused(status) => Arrival::NotReceived,
        _ if released => Arrival::Unknown,
        _ if begun => Arrival::Incomplete,
        _ => Arrival::NotReceived,
    };
    failure.with_arrival(arrival)
}

/// Whether a status says that the file was not taken. A conflict (409) may mean that it is there already, a time-out (408) says
/// nothing of what came before it, a redirect may follow something that was done, and a server that failed (5xx) may have
/// failed afterwards.
fn is_refused(status: u16) -> bool {
    matches!(status, 400..=499) && !matches!(status, 408 | 409)
}

/// A file name for a header: everything but RFC 3986's unreserved characters is percent-encoded as UTF-8.
fn percent_encoded(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::with_capacity(name.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// A file name for a form: quotes and line breaks as the HTML Standard encodes them in `multipart/form-data`, and with them
/// every other control character. The library puts a backslash before a line break and leaves it one.
fn form_file_name(name: &str) -> String {
    name.chars()
        .map(|character| match character {
            '"' => "%22".to_owned(),
            control if control.is_control() => percent_encoded(control.encode_utf8(&mut [0; 4])),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_fits_a_header_whatever_it_holds() {
        assert_eq!(percent_encoded("ghe-1.json"), "ghe-1.json", "unreserved characters stay");
        assert_eq!(
            percent_encoded("a b\r\nX: 日.json"),
            "a%20b%0D%0AX%3A%20%E6%97%A5.json",
            "nothing else does"
        );
    }

    #[test]
    fn a_refusal_is_only_what_says_that_nothing_was_taken() {
        for status in [400, 401, 403, 404, 410, 413, 422, 429] {
            assert!(is_refused(status), "{status} did not take it");
        }
        for status in [200, 302, 307, 408, 409, 500, 502, 503, 504] {
            assert!(!is_refused(status), "{status} leaves it open");
        }
    }
}
