//! Every status there is, for a question and for a file, and every byte at which an answer's head can break off.

use cloud::{Arrival, Reason};

use crate::bench::{client, client_once, slug};
use crate::fault_server::{FaultServer, answer, json};
use crate::parcel::{body_of, file, hand_over};

/// The code of the reason for which a question fails that is answered with a status and nothing else.
const fn code(status: u16) -> &'static str {
    match status {
        200..=299 => "not_json",
        301 | 302 | 303 | 307 | 308 => "redirected",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not_found",
        410 => "gone_api_version",
        413 => "too_large",
        429 => "rate_limited",
        500..=599 => "server_error",
        _ => "unexpected_status",
    }
}

/// How often a question is asked that is always answered with this status, by a client that asks three times where it may.
const fn attempts(status: u16) -> usize {
    match status {
        // Nobody said how long, so a minute is waited: once, since the budget is one minute.
        429 => 2,
        500..=599 => 3,
        _ => 1,
    }
}

#[tokio::test]
async fn every_status_of_a_question_has_one_reason_and_is_asked_again_or_not() {
    for status in 200..=599 {
        let server = FaultServer::saying(answer(&format!("{status} Status"), &[], "")).await;
        let (cloud, _) = client(&server.url());
        let failure = cloud.consumed(&slug()).await.unwrap_err();
        assert_eq!(failure.reason.code(), code(status), "{status}");
        assert_eq!(failure.status, Some(status), "the status itself is kept");
        assert_eq!(server.received().len(), attempts(status), "{status}: asked as often as may help");
    }
}

#[tokio::test]
async fn every_status_of_a_file_says_whether_it_may_have_arrived() {
    for status in 200..=599 {
        let server = FaultServer::saying(answer(&format!("{status} Status"), &[], "")).await;
        let arrival = hand_over(&server, body_of(&file(9))).await.map_err(|failure| failure.arrival).err();
        let expected = match status {
            200..=299 => None,
            408 | 409 => Some(Arrival::Unknown),
            400..=499 => Some(Arrival::NotReceived),
            _ => Some(Arrival::Unknown),
        };
        assert_eq!(arrival, expected, "{status}");
    }
}

#[tokio::test]
async fn a_head_that_breaks_off_at_any_byte_is_a_closed_line() {
    let whole = json("200 OK", &[("ETag", "\"a\"")], "{}");
    for end in 0..whole.len() - 2 {
        let server = FaultServer::saying(&whole[..end]).await;
        let failure = client_once(&server.url()).consumed(&slug()).await.unwrap_err();
        assert_eq!((failure.reason, failure.status), (Reason::ConnectionClosed, None), "{end} bytes");
    }
}
