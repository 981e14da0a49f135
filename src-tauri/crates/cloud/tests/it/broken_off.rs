//! A hand-over that is refused, broken off or stopped: what may be said of the file afterwards.

use std::future::pending;
use std::time::Duration;

use cloud::{Arrival, Connection, Endpoint, Limits, Phase, Reason};

use crate::bench::{AMPLE, BRIEF, client, connection, slug, with};
use crate::fault_server::{Act, FaultServer, answer, json, nobody};
use crate::parcel::{BLOCK, accepted, body_of, file, hand_over};

#[tokio::test]
async fn nobody_there_to_take_it() {
    let (cloud, pacing) = client(&nobody().await);
    let body = body_of(&file(BLOCK));
    let failure =
        cloud.upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, pending()).await.unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::Unreachable, Arrival::NotReceived),
        "nothing left"
    );
    assert!(pacing.waits().is_empty(), "and it is not tried again by itself");
}

#[tokio::test]
async fn a_refusal_says_that_it_was_not_taken() {
    for (status, reason) in [
        ("401 Unauthorized", Reason::Unauthorized),
        ("403 Forbidden", Reason::Forbidden),
        ("404 Not Found", Reason::NotFound),
        ("410 Gone", Reason::GoneApiVersion { version: "2026-03-10".to_owned() }),
        ("413 Content Too Large", Reason::TooLarge),
        ("422 Unprocessable Content", Reason::UnexpectedStatus),
    ] {
        let content = file(40 * BLOCK);
        let after_all = Act::Say(json(status, &[], r#"{"message":"no"}"#));
        for act in [Act::SayAfter(0, json(status, &[], r#"{"message":"no"}"#)), after_all] {
            let server = FaultServer::start(vec![act.clone()]).await;
            let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
            assert_eq!(failure.reason, reason, "{status}");
            assert_eq!(failure.arrival, Arrival::NotReceived, "{status}, before and after the body alike");
            assert_eq!(failure.message.as_deref(), Some("no"), "in its own words");
        }
    }
}

#[tokio::test]
async fn too_often_is_told_with_its_time_and_not_waited_for() {
    let server = FaultServer::saying(json("429 Too Many Requests", &[("Retry-After", "3")], "{}")).await;
    let failure = hand_over(&server, body_of(&file(10))).await.unwrap_err();
    assert_eq!(failure.reason, Reason::RateLimited { retry_after_seconds: 3, until: None }, "when");
    assert_eq!(failure.arrival, Arrival::NotReceived, "it was not taken");
}

#[tokio::test]
async fn answers_that_leave_it_open() {
    let html = answer("200 OK", &[("Content-Type", "text/html")], "<html>Sign in</html>");
    for (bytes, status) in [
        (json("500 Internal Server Error", &[], "{}"), Some(500)),
        (json("502 Bad Gateway", &[], "{}"), Some(502)),
        (json("409 Conflict", &[], "{}"), Some(409)),
        (answer("302 Found", &[("Location", "/done")], ""), Some(302)),
        (html, Some(200)),
        (b"garbage\r\n\r\n".to_vec(), None),
        (Vec::new(), None),
    ] {
        let server = FaultServer::saying(&bytes).await;
        let failure = hand_over(&server, body_of(&file(3 * BLOCK))).await.unwrap_err();
        let shown = String::from_utf8_lossy(&bytes);
        assert_eq!(failure.status, status, "{shown}");
        assert!(failure.may_have_arrived(), "{shown}: all of it had come, so the cloud must be asked");
    }
}

#[tokio::test]
async fn half_an_acceptance_leaves_it_open() {
    let whole = accepted();
    let server = FaultServer::saying(&whole[..whole.len() - 4]).await;
    let failure = hand_over(&server, body_of(&file(10))).await.unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::AnswerCutOff, Arrival::Unknown),
        "who knows of what"
    );
}

#[tokio::test]
async fn a_line_closed_in_the_middle_leaves_no_whole_file_behind() {
    let content = file(64 * BLOCK);
    for offset in [1, BLOCK, 3 * BLOCK + 7, content.len() / 2] {
        for act in [Act::CloseAfter(offset), Act::ResetAfter(offset)] {
            let server = FaultServer::start(vec![act.clone()]).await;
            let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
            assert_eq!(failure.reason, Reason::ConnectionClosed, "{act:?}");
            assert_eq!(failure.arrival, Arrival::Incomplete, "{act:?}: its end had not left");
        }
    }
}

#[tokio::test]
async fn a_line_closed_before_the_body_leaves_nothing_behind() {
    let content = file(64 * BLOCK);
    for act in [Act::CloseAfter(0), Act::ResetAfter(0)] {
        let server = FaultServer::start(vec![act.clone()]).await;
        let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
        assert_eq!(failure.reason, Reason::ConnectionClosed, "{act:?}");
        // How much the connection had taken by then is a race; that its end hadn't left is none.
        assert!(!failure.may_have_arrived(), "{act:?}: {failure:?}");
    }
}

#[tokio::test]
async fn a_line_closed_after_the_last_byte_leaves_it_open() {
    let content = file(4 * BLOCK);
    for act in [Act::CloseAfter(content.len()), Act::ResetAfter(content.len())] {
        let server = FaultServer::start(vec![act.clone()]).await;
        let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
        assert_eq!(failure.reason, Reason::ConnectionClosed, "{act:?}");
        assert!(failure.may_have_arrived(), "{act:?}: the whole of it had come");
    }
}

#[tokio::test]
async fn a_success_before_the_file_is_none() {
    let content = file(64 * BLOCK);
    let server = FaultServer::start(vec![Act::SayAfter(BLOCK, accepted())]).await;
    let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
    assert_eq!(failure.reason, Reason::AnsweredTooEarly, "nobody can have taken what had not come");
    assert_eq!(failure.arrival, Arrival::Incomplete, "and its end never left");
}

#[tokio::test]
async fn a_server_that_stops_reading() {
    let content = file(64 * BLOCK);
    let server = FaultServer::start(vec![Act::StallAfter(BLOCK)]).await;
    let (cloud, _) =
        with(Connection { limits: Limits { idle: BRIEF, ..AMPLE }, ..connection(&server.url()) });
    let failure = cloud
        .upload(&Endpoint::practice(), &slug(), body_of(&content), &mut |_| {}, pending())
        .await
        .unwrap_err();
    assert_eq!(failure.reason, Reason::TimedOut { phase: Phase::Sending }, "nothing moved");
    assert_eq!(failure.arrival, Arrival::Incomplete, "its end had not left");
}

#[tokio::test]
async fn a_server_that_takes_it_and_says_nothing() {
    let content = file(3 * BLOCK);
    let server = FaultServer::start(vec![Act::HangAfter(content.len())]).await;
    let (cloud, _) =
        with(Connection { limits: Limits { verdict: BRIEF, ..AMPLE }, ..connection(&server.url()) });
    let failure = cloud
        .upload(&Endpoint::practice(), &slug(), body_of(&content), &mut |_| {}, pending())
        .await
        .unwrap_err();
    assert_eq!(failure.reason, Reason::TimedOut { phase: Phase::Answering }, "it took everything");
    assert!(failure.may_have_arrived(), "so the cloud must be asked");
}

#[tokio::test]
async fn a_slow_verdict_has_its_own_limit() {
    let content = file(3 * BLOCK);
    let server = FaultServer::start(vec![Act::SayLate(Duration::from_secs(2), accepted())]).await;
    let limits = Limits { idle: Duration::from_secs(1), ..AMPLE };
    let (cloud, _) = with(Connection { limits, ..connection(&server.url()) });
    let answer =
        cloud.upload(&Endpoint::practice(), &slug(), body_of(&content), &mut |_| {}, pending()).await;
    assert!(answer.is_ok(), "the other end may read it all before it speaks: {answer:?}");
}

#[tokio::test]
async fn stopping_in_the_middle_breaks_the_connection_off() {
    let content = file(64 * BLOCK);
    let server = FaultServer::start(vec![Act::StallAfter(BLOCK)]).await;
    let (cloud, _) = client(&server.url());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let mut stop = Some(stop);
    let mut progress = |given| {
        if given > 0
            && let Some(stop) = stop.take()
        {
            stop.send(()).unwrap();
        }
    };
    let cancelled = async move {
        let _ = stopped.await;
    };
    let failure = cloud
        .upload(&Endpoint::practice(), &slug(), body_of(&content), &mut progress, cancelled)
        .await
        .unwrap_err();
    assert_eq!(
        (failure.reason.clone(), failure.arrival),
        (Reason::Cancelled, Arrival::Incomplete),
        "as asked"
    );
    let received = server.broken_off().await;
    assert!(received.body.len() < content.len(), "the server saw the line close before the end");
}

#[tokio::test]
async fn stopping_before_the_beginning_sends_nothing() {
    let server = FaultServer::saying(accepted()).await;
    let (cloud, _) = client(&server.url());
    let body = body_of(&file(5 * BLOCK));
    let failure = cloud
        .upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, std::future::ready(()))
        .await
        .unwrap_err();
    assert_eq!((failure.reason, failure.arrival), (Reason::Cancelled, Arrival::NotReceived), "nothing left");
    assert!(server.received().iter().all(|received| received.body.is_empty()), "not one byte");
}

#[tokio::test]
async fn stopping_after_the_last_byte_leaves_it_open() {
    let content = file(3 * BLOCK);
    let server = FaultServer::start(vec![Act::HangAfter(content.len())]).await;
    let (cloud, _) = client(&server.url());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let whole = content.len() as u64;
    let mut stop = Some(stop);
    let mut progress = |given| {
        if given == whole {
            stop.take().unwrap().send(()).unwrap();
        }
    };
    let cancelled = async move {
        let _ = stopped.await;
    };
    let failure = cloud
        .upload(&Endpoint::practice(), &slug(), body_of(&content), &mut progress, cancelled)
        .await
        .unwrap_err();
    assert_eq!(failure.reason, Reason::Cancelled, "as asked");
    assert!(failure.may_have_arrived(), "but the end was out already, so the cloud must be asked");
}
