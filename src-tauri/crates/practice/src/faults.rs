//! The faults of a scenario, done to a request before or after it is answered.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http_body_util::BodyExt as _;

use crate::line::Line;
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Side};
use crate::server::Practice;
use crate::upload;

/// Where [`Scenario::Redirect`] points: nobody's, and another origin.
const ELSEWHERE: &str = "https://elsewhere.example/login";

/// What an upload comes to once it is received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Permit {
    /// What is in it decides.
    #[default]
    Whole,
    /// FAILURE.
    Fails,
    /// It is answered and then never seen.
    Vanishes,
}

/// What a fault does to a request before it is looked at.
pub(crate) enum Before {
    /// It goes on.
    Pass(Permit),
    /// This is its answer, as GitHub gives it.
    Answer(Response),
    /// This is its answer, as somebody between gives it: without GitHub's headers.
    Foreign(Response),
}

/// The faults that come before the token is looked at.
pub(crate) async fn before(practice: &Practice, side: Side, parts: &Parts, body: &mut Body) -> Before {
    let scenario = practice.befallen(side);
    let refuse = |status, message: &str| Before::Answer(Refusal::new(status, message).into_response());
    match scenario {
        Scenario::Failure => Before::Pass(Permit::Fails),
        Scenario::Never => Before::Pass(Permit::Vanishes),
        Scenario::Slow => {
            tokio::time::sleep(Scenario::SLOW_ANSWER).await;
            Before::Pass(Permit::Whole)
        }
        Scenario::Unauthorized => Before::Answer(Refusal::bad_credentials().into_response()),
        Scenario::Forbidden => refuse(StatusCode::FORBIDDEN, "Must be an owner of this enterprise."),
        // GraphQL tells of a missing scope and of an unknown enterprise inside its answer.
        Scenario::MissingScope | Scenario::NotFound if parts.uri.path() == "/graphql" => {
            Before::Pass(Permit::Whole)
        }
        Scenario::MissingScope => refuse(
            StatusCode::FORBIDDEN,
            "This API operation needs the \"admin:enterprise\", \"manage_billing:enterprise\" or \"read:enterprise\" scope.",
        ),
        Scenario::NotFound => Before::Answer(Refusal::not_found().into_response()),
        Scenario::TooLarge => Before::Answer(upload::too_large().into_response()),
        Scenario::RateLimited if practice.is_first(side) => {
            let message =
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
            let mut response = Refusal::new(StatusCode::TOO_MANY_REQUESTS, message).into_response();
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            response.headers_mut().insert("x-ratelimit-remaining", HeaderValue::from_static("0"));
            Before::Answer(response)
        }
        Scenario::ServerError => refuse(StatusCode::INTERNAL_SERVER_ERROR, "Server Error"),
        Scenario::Html => Before::Foreign(
            (
                [(CONTENT_TYPE, "text/html; charset=utf-8")],
                "<!DOCTYPE html><title>Sign in</title><p>Sign in to go on.</p>\n",
            )
                .into_response(),
        ),
        Scenario::Redirect => Before::Foreign((StatusCode::FOUND, [(LOCATION, ELSEWHERE)]).into_response()),
        Scenario::CloseMidUpload => close_half_way(parts, body).await,
        // After its first request a rate limit is over; half a body is made of a whole one.
        Scenario::Normal | Scenario::RateLimited | Scenario::HalfBody => Before::Pass(Permit::Whole),
    }
}

/// Reads half of what is announced, then closes the line.
async fn close_half_way(parts: &Parts, body: &mut Body) -> Before {
    let length =
        parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let mut left = length.unwrap_or(0) / 2;
    while left > 0
        && let Some(Ok(frame)) = body.frame().await
    {
        left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len));
    }
    if let Some(line) = parts.extensions.get::<Line>() {
        line.close();
    }
    // Nothing is ever answered; the closed connection drops this request.
    std::future::pending().await
}

/// The fault that comes after the answer: only half of it is sent, then the line is closed.
pub(crate) async fn after(
    practice: &Practice,
    side: Side,
    line: Option<Line>,
    response: Response,
) -> Response {
    if practice.befallen(side) != Scenario::HalfBody {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The bodies here are in memory, so collecting one cannot fail.
    let whole = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = stream::once(std::future::ready(Ok::<_, Infallible>(whole.slice(..whole.len() / 2))));
    // An error in the stream would end the connection before the half is written, and so would closing the line now. A
    // stream that has nothing more to give lets the half be sent first.
    let cut = stream::once(async move {
        if let Some(line) = line {
            line.close_when_sent();
        }
        std::future::pending().await
    });
    Response::from_parts(parts, Body::from_stream(half.chain(cut)))
}
