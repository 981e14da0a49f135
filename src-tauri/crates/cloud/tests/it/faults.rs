//! Everything that can go wrong with a question, each as its own failure.

use std::time::Duration;

use cloud::{Connection, Limits, Patience, Phase, Reason};

use crate::bench::{AMPLE, PATIENCE, client, client_once, connection, hasty_client, slug, with};
use crate::fault_server::{Act, FaultServer, answer, json, nobody};

const TOTALS: &str = r#"{"total_seats_consumed":5,"total_seats_purchased":9,"users":[]}"#;

async fn failure_of(bytes: Vec<u8>) -> cloud::CloudFailure {
    let server = FaultServer::saying(bytes).await;
    client_once(&server.url()).consumed(&slug()).await.unwrap_err()
}

#[tokio::test]
async fn nobody_there() {
    let (cloud, pacing) = client(&nobody().await);
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::Unreachable, "nobody takes connections");
    assert_eq!(failure.status, None, "and nobody answered");
    assert_eq!(pacing.waits(), [0.75, 1.5], "it was asked again, with half of each wait left to chance");
}

#[tokio::test]
async fn statuses_become_their_reasons() {
    for (status, headers, body, reason) in [
        ("401 Unauthorized", vec![], r#"{"message":"Bad credentials"}"#, Reason::Unauthorized),
        ("403 Forbidden", vec![], "{}", Reason::Forbidden),
        ("404 Not Found", vec![], r#"{"message":"Not Found"}"#, Reason::NotFound),
        (
            "404 Not Found",
            vec![("X-OAuth-Scopes", "repo")],
            "{}",
            Reason::MissingScope { needed: "read:enterprise".to_owned(), held: vec!["repo".to_owned()] },
        ),
        (
            "403 Forbidden",
            vec![("X-GitHub-SSO", "required; url=https://github.example/sso")],
            "{}",
            Reason::SsoRequired,
        ),
        ("410 Gone", vec![], "{}", Reason::GoneApiVersion { version: "2026-03-10".to_owned() }),
        ("413 Content Too Large", vec![], "", Reason::TooLarge),
        ("418 I'm a teapot", vec![], "", Reason::UnexpectedStatus),
        ("500 Internal Server Error", vec![], "<html>", Reason::ServerError { retry_after_seconds: None }),
        (
            "503 Service Unavailable",
            vec![("Retry-After", "7")],
            "",
            Reason::ServerError { retry_after_seconds: Some(7) },
        ),
    ] {
        let failure = failure_of(json(status, &headers, body)).await;
        assert_eq!(failure.reason, reason, "{status}");
        assert_eq!(failure.status, status[..3].parse().ok(), "the status itself is kept");
    }
    let failure = failure_of(json("401 Unauthorized", &[], r#"{"message":"Bad credentials"}"#)).await;
    assert_eq!(failure.message.as_deref(), Some("Bad credentials"), "what the cloud said is quoted");
}

#[tokio::test]
async fn a_redirect_is_told_and_never_followed() {
    let elsewhere = FaultServer::saying(json("200 OK", &[], TOTALS)).await;
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let location = format!("{}/enterprises/octo/consumed-licenses?a=b", elsewhere.url());
        let failure = failure_of(answer(status, &[("Location", &location)], "")).await;
        let to = Some(format!("{}/enterprises/octo/consumed-licenses", elsewhere.url()));
        assert_eq!(failure.reason, Reason::Redirected { to }, "{status}");
    }
    assert!(elsewhere.received().is_empty(), "the token went nowhere else");
}

#[tokio::test]
async fn a_redirect_to_the_same_host_is_not_followed_either() {
    let found = answer("302 Found", &[("Location", "/login")], "");
    let server = FaultServer::start(vec![Act::Say(found), Act::Say(json("200 OK", &[], TOTALS))]).await;
    let failure = client(&server.url()).0.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::Redirected { to: Some("/login".to_owned()) }, "told");
    assert_eq!(server.received().len(), 1, "and left at that");
}

#[tokio::test]
async fn what_passes_is_asked_again() {
    for first in [
        Act::Say(json("500 Internal Server Error", &[], "")),
        Act::Say(json("502 Bad Gateway", &[], "")),
        Act::CloseAfter(0),
        Act::ResetAfter(0),
        Act::Say(json("200 OK", &[], TOTALS)[..60].to_vec()),
    ] {
        let server = FaultServer::start(vec![first.clone(), Act::Say(json("200 OK", &[], TOTALS))]).await;
        let (cloud, pacing) = client(&server.url());
        let answer = cloud.consumed(&slug()).await;
        assert_eq!(
            answer.map(|answer| answer.value.consumed),
            Ok(5),
            "the second answer counts after {first:?}"
        );
        assert_eq!(pacing.waits(), [0.75], "after one wait");
    }
}

#[tokio::test]
async fn silence_is_asked_again_as_well() {
    let server = FaultServer::start(vec![Act::HangAfter(0), Act::Say(json("200 OK", &[], TOTALS))]).await;
    // Long enough for the second answer on a busy machine; the first never comes.
    let limits = Limits { connect: Duration::from_secs(1), idle: Duration::from_secs(1), ..AMPLE };
    let (cloud, pacing) = with(Connection { limits, ..connection(&server.url()) });
    assert!(cloud.consumed(&slug()).await.is_ok(), "the second answer counts");
    assert_eq!(pacing.waits(), [0.75], "after one wait");
}

#[tokio::test]
async fn what_needs_a_person_is_asked_once() {
    for status in ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"] {
        let server = FaultServer::saying(json(status, &[], "{}")).await;
        let (cloud, pacing) = client(&server.url());
        cloud.consumed(&slug()).await.unwrap_err();
        assert_eq!(
            (server.received().len(), pacing.waits().len()),
            (1, 0),
            "{status} will not change by itself"
        );
    }
}

#[tokio::test]
async fn asking_again_comes_to_an_end() {
    let server = FaultServer::saying(json("500 Internal Server Error", &[], "")).await;
    let failure = client(&server.url()).0.consumed(&slug()).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::ServerError { retry_after_seconds: None },
        "the last failure is given"
    );
    assert_eq!(server.received().len(), 3, "after as many attempts as patience has");
}

#[tokio::test]
async fn retry_after_is_honoured_in_seconds_and_as_a_date() {
    for (header, seconds) in [("37", 37.0), ("Mon, 02 Nov 2026 12:00:21 GMT", 21.0)] {
        let headers = [("Date", "Mon, 02 Nov 2026 12:00:00 GMT"), ("Retry-After", header)];
        let limited = json("429 Too Many Requests", &headers, "{}");
        let server = FaultServer::start(vec![Act::Say(limited), Act::Say(json("200 OK", &[], TOTALS))]).await;
        let (cloud, pacing) = client(&server.url());
        cloud.consumed(&slug()).await.unwrap();
        assert_eq!(pacing.waits(), [seconds], "{header}: neither longer nor shorter");
    }
}

#[tokio::test]
async fn a_wait_longer_than_patience_is_given_back_with_its_time() {
    let headers = [
        ("Date", "Mon, 02 Nov 2026 12:00:00 GMT"),
        ("X-RateLimit-Limit", "5000"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", "1793622000"),
    ];
    let server = FaultServer::saying(json("403 Forbidden", &headers, "{}")).await;
    let (cloud, pacing) = client(&server.url());
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    let until = Some("2026-11-02T12:20:00Z".parse().unwrap());
    assert_eq!(
        failure.reason,
        Reason::RateLimited { retry_after_seconds: 1200, until },
        "when it may be asked again"
    );
    assert!(pacing.waits().is_empty(), "no wait was begun that could not be finished");
}

#[tokio::test]
async fn waits_share_one_budget() {
    let limited = json("429 Too Many Requests", &[("Retry-After", "40")], "{}");
    let server = FaultServer::saying(limited).await;
    let (cloud, pacing) = client(&server.url());
    cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(pacing.waits(), [40.0], "twice forty seconds are more than the minute there is");
}

#[tokio::test]
async fn a_page_instead_of_a_document() {
    let html = answer("200 OK", &[("Content-Type", "text/html; charset=utf-8")], "<html>Sign in</html>");
    let failure = failure_of(html).await;
    let content_type = Some("text/html; charset=utf-8".to_owned());
    assert_eq!(failure.reason, Reason::NotJson { content_type }, "a proxy's sign-in page");
    let failure = failure_of(answer("200 OK", &[], "{}")).await;
    assert_eq!(
        failure.reason,
        Reason::NotJson { content_type: None },
        "an answer that says nothing of itself"
    );
    let failure = failure_of(json("200 OK", &[], "garbage")).await;
    assert!(matches!(failure.reason, Reason::NotJson { .. }), "it only says that it is JSON");
}

#[tokio::test]
async fn half_a_body_is_cut_off_at_every_byte() {
    let whole = json("200 OK", &[], TOTALS);
    let body_begins = whole.len() - TOTALS.len();
    for end in body_begins..whole.len() {
        let failure = failure_of(whole[..end].to_vec()).await;
        assert_eq!(failure.reason, Reason::AnswerCutOff, "{} bytes of the body", end - body_begins);
        assert_eq!(failure.status, Some(200), "an answer had begun");
    }
}

#[tokio::test]
async fn half_a_document_in_a_whole_answer_is_cut_off_as_well() {
    let failure = failure_of(json("200 OK", &[], &TOTALS[..20])).await;
    assert_eq!(failure.reason, Reason::AnswerCutOff, "a proxy that counts anew");
}

#[tokio::test]
async fn half_a_head_is_a_closed_line() {
    let whole = json("200 OK", &[], TOTALS);
    for end in [0, 1, 9, 20] {
        let failure = failure_of(whole[..end].to_vec()).await;
        assert_eq!(failure.reason, Reason::ConnectionClosed, "{end} bytes");
    }
}

#[tokio::test]
async fn what_does_not_speak_http_is_told() {
    for garbage in ["SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0\0\0\0\0\0\0", "HTTP/1.1 two hundred\r\n\r\n"] {
        let failure = failure_of(garbage.into()).await;
        assert_eq!(failure.reason, Reason::NotHttp, "{garbage:?}");
    }
}

#[tokio::test]
async fn an_answer_that_never_begins() {
    let server = FaultServer::start(vec![Act::HangAfter(0)]).await;
    let failure = hasty_client(&server.url()).consumed(&slug()).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::TimedOut { phase: Phase::Answering },
        "it was reached and said nothing"
    );
}

#[tokio::test]
async fn an_answer_that_does_not_go_on() {
    let begun = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{".to_vec();
    let server = FaultServer::start(vec![Act::SayAfter(0, begun)]).await;
    let failure = hasty_client(&server.url()).consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::TimedOut { phase: Phase::Answering }, "the line is open and silent");
    assert_eq!(failure.status, Some(200), "though an answer had begun");
}

#[tokio::test]
async fn all_repetitions_share_one_limit() {
    let server = FaultServer::start(vec![Act::HangAfter(0)]).await;
    let limits = Limits {
        connect: Duration::from_millis(50),
        idle: Duration::from_millis(50),
        whole: Duration::from_millis(600),
        ..AMPLE
    };
    let patience = Patience { attempts: 100, ..PATIENCE };
    let (cloud, pacing) = with(Connection { limits, patience, ..connection(&server.url()) });
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::TimedOut { phase: Phase::Whole }, "however much patience there is");
    assert!(!pacing.waits().is_empty(), "it was asked again until then");
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let limits = Limits { answer_bytes: 1000, ..AMPLE };
    let server = FaultServer::saying(json("200 OK", &[], &"x".repeat(1001))).await;
    let (cloud, _) = with(Connection { limits, ..connection(&server.url()) });
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::AnswerTooLarge { limit_bytes: 1000 }, "one byte too many");
    let fitting = format!("{TOTALS:<1000}");
    let server = FaultServer::saying(json("200 OK", &[], &fitting)).await;
    let (cloud, _) = with(Connection { limits, ..connection(&server.url()) });
    assert!(cloud.consumed(&slug()).await.is_ok(), "exactly as many as are allowed");
}

#[tokio::test]
async fn a_refusal_is_told_even_if_its_page_is_endless_or_cut_off() {
    let endless = answer("403 Forbidden", &[("Content-Type", "text/html")], &"x".repeat(1024 * 1024));
    assert_eq!(failure_of(endless).await.reason, Reason::Forbidden, "only its beginning is read");
    let cut_off = json("401 Unauthorized", &[], r#"{"message":"Bad credentials"}"#);
    let failure = failure_of(cut_off[..cut_off.len() - 5].to_vec()).await;
    assert_eq!(failure.reason, Reason::Unauthorized, "the status had arrived");
}

#[tokio::test]
async fn nesting_without_end_is_refused() {
    let failure = failure_of(json("200 OK", &[], &"[".repeat(100_000))).await;
    let content_type = Some("application/json; charset=utf-8".to_owned());
    assert_eq!(failure.reason, Reason::NotJson { content_type }, "and does not exhaust the stack");
}
