//! Handing a file over: what arrives, what is withheld, and what may be said afterwards.

use std::future::pending;
use std::io::{self, Read};
use std::time::Duration;

use cloud::{
    Acceptance, Answer, Arrival, BodyForm, CloudFailure, Connection, Endpoint, Limits, Phase, Profile,
    Reason, UploadBody, UploadMethod,
};
use usage::Sha256Digest;

use crate::bench::{SHORT, TOKEN, client, connection, slug, with};
use crate::fault_server::{Act, FaultServer, answer, json, nobody};

const BLOCK: usize = 256 * 1024;

/// Bytes that repeat nowhere near a block's length, so that swapped or lost blocks would show.
fn file(bytes: usize) -> Vec<u8> {
    (0..bytes)
        .map(|index| u8::try_from((index * 31 + index / 251) % 251).unwrap())
        .collect()
}

fn digest(bytes: &[u8]) -> Sha256Digest {
    use sha2::{Digest, Sha256};
    Sha256Digest::new(Sha256::digest(bytes).into())
}

fn body_of(bytes: &[u8]) -> UploadBody {
    UploadBody {
        source: Box::new(io::Cursor::new(bytes.to_vec())),
        bytes: bytes.len() as u64,
        sha256: digest(bytes),
        name: "ghe.example 使用状況.json".to_owned(),
    }
}

fn accepted() -> Vec<u8> {
    json(
        "202 Accepted",
        &[("Date", "Mon, 02 Nov 2026 10:00:00 GMT")],
        r#"{"id":"upload-1"}"#,
    )
}

async fn hand_over(server: &FaultServer, body: UploadBody) -> Result<Answer<Acceptance>, CloudFailure> {
    let (cloud, pacing) = client(&server.url());
    let result = cloud
        .upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, pending())
        .await;
    assert!(
        pacing.waits().is_empty(),
        "a file is never sent again by this room"
    );
    assert!(server.received().len() <= 1, "over no second connection either");
    result
}

#[tokio::test]
async fn every_byte_arrives_with_its_digest_and_its_name() {
    for bytes in [
        1,
        BLOCK - 1,
        BLOCK,
        BLOCK + 1,
        2 * BLOCK,
        3 * BLOCK + 17,
        9 * BLOCK,
    ] {
        let content = file(bytes);
        let server = FaultServer::saying(accepted()).await;
        let answer = hand_over(&server, body_of(&content)).await.unwrap();

        let reference = Some("upload-1".to_owned());
        assert_eq!(
            answer.value,
            Acceptance {
                status: 202,
                bytes: bytes as u64,
                reference
            },
            "accepted"
        );
        assert_eq!(
            answer.head.cloud_at,
            Some("2026-11-02T10:00:00Z".parse().unwrap()),
            "by its clock"
        );
        let received = &server.received()[0];
        assert!(received.body == content, "{bytes} bytes, unchanged");
        assert!(
            received
                .head
                .starts_with("POST /enterprises/octo/server-usage HTTP/1.1\r\n"),
            "{}",
            received.head
        );
        for (name, value) in [
            ("content-length", bytes.to_string()),
            ("content-type", "application/json".to_owned()),
            ("idempotency-key", digest(&content).hex()),
            (
                "x-file-name",
                "ghe.example%20%E4%BD%BF%E7%94%A8%E7%8A%B6%E6%B3%81.json".to_owned(),
            ),
            ("authorization", format!("Bearer {TOKEN}")),
        ] {
            assert_eq!(received.header(name), Some(value.as_str()), "{name}");
        }
    }
}

#[tokio::test]
async fn a_profile_says_path_method_field_and_headers() {
    let content = file(3 * BLOCK + 5);
    let endpoint = Endpoint::new(Profile {
        path: "/relay/{enterprise}/in".to_owned(),
        method: UploadMethod::Put,
        body: BodyForm::Multipart {
            field: "usage".to_owned(),
        },
        headers: vec![("X-Ticket".to_owned(), "CHG-1".to_owned())],
    })
    .unwrap();
    let server = FaultServer::saying(answer("204 No Content", &[], "")).await;
    let (cloud, _) = client(&server.url());
    let answer = cloud
        .upload(&endpoint, &slug(), body_of(&content), &mut |_| {}, pending())
        .await
        .unwrap();

    assert_eq!(
        answer.value.reference, None,
        "an answer without a document is one"
    );
    let received = &server.received()[0];
    assert!(
        received.head.starts_with("PUT /relay/octo/in HTTP/1.1\r\n"),
        "{}",
        received.head
    );
    assert_eq!(
        received.header("x-ticket"),
        Some("CHG-1"),
        "the configured header"
    );
    assert_eq!(
        received.header("idempotency-key"),
        Some(digest(&content).hex().as_str()),
        "and this room's own"
    );
    let boundary = received
        .header("content-type")
        .unwrap()
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let length: usize = received.header("content-length").unwrap().parse().unwrap();
    assert_eq!(
        received.body.len(),
        length,
        "the length is that of the whole form"
    );
    let head = received
        .body
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap()
        + 4;
    let part = String::from_utf8_lossy(&received.body[..head]);
    assert!(
        part.contains("name=\"usage\"") && part.to_lowercase().contains("content-type: application/json"),
        "{part}"
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    assert!(
        received.body[head..] == [content, tail.into_bytes()].concat(),
        "the file stands in it unchanged"
    );
}

#[tokio::test]
async fn progress_rises_to_the_whole() {
    let content = file(20 * BLOCK + 1);
    let server = FaultServer::saying(accepted()).await;
    let (cloud, _) = client(&server.url());
    let mut told = Vec::new();
    let mut progress = |given| told.push(given);
    cloud
        .upload(
            &Endpoint::practice(),
            &slug(),
            body_of(&content),
            &mut progress,
            pending(),
        )
        .await
        .unwrap();
    assert_eq!(told.first(), Some(&0), "from nothing");
    assert_eq!(told.last(), Some(&(content.len() as u64)), "to everything");
    assert!(
        told.is_sorted_by(|before, after| before < after),
        "and only upwards: {told:?}"
    );
}

/// Gives other bytes than were reviewed, from some point on.
fn changed(content: &[u8], at: usize) -> Vec<u8> {
    let mut changed = content.to_vec();
    changed[at] ^= 1;
    changed
}

#[tokio::test]
async fn a_file_that_changed_since_its_review_never_arrives_whole() {
    let content = file(5 * BLOCK + 100);
    let longer = [content.as_slice(), b"\n"].concat();
    for (what, given) in [
        ("the first byte", changed(&content, 0)),
        ("a byte in the middle", changed(&content, 2 * BLOCK)),
        ("the last byte", changed(&content, content.len() - 1)),
        ("it lost a byte", content[..content.len() - 1].to_vec()),
        ("it lost half", content[..content.len() / 2].to_vec()),
        ("it is empty", Vec::new()),
        ("it grew", longer),
    ] {
        let server = FaultServer::saying(accepted()).await;
        let body = UploadBody {
            source: Box::new(io::Cursor::new(given)),
            ..body_of(&content)
        };
        let failure = hand_over(&server, body).await.unwrap_err();
        assert_eq!(failure.reason, Reason::BytesChanged, "{what}");
        assert!(!failure.may_have_arrived(), "{what}: its end never left");
        if let Some(received) = server.received().first() {
            assert!(
                received.body.len() + BLOCK <= content.len(),
                "{what}: at least a block of it is missing, {} of {} came",
                received.body.len(),
                content.len()
            );
        }
    }
}

#[tokio::test]
async fn the_server_sees_that_a_changed_file_is_incomplete() {
    let content = file(6 * BLOCK);
    let server = FaultServer::saying(accepted()).await;
    let given = changed(&content, content.len() - 1);
    let body = UploadBody {
        source: Box::new(io::Cursor::new(given)),
        ..body_of(&content)
    };
    let failure = hand_over(&server, body).await.unwrap_err();
    assert_eq!(failure.arrival, Arrival::Incomplete, "some of it left");
    let received = server.broken_off().await;
    assert_eq!(
        received.header("content-length"),
        Some(content.len().to_string().as_str()),
        "the whole was announced"
    );
    assert!(
        received.body.len() < content.len(),
        "the line was closed before it had come"
    );
}

#[tokio::test]
async fn a_small_file_that_changed_does_not_leave_at_all() {
    let content = file(100);
    let server = FaultServer::saying(accepted()).await;
    let body = UploadBody {
        source: Box::new(io::Cursor::new(changed(&content, 50))),
        ..body_of(&content)
    };
    let failure = hand_over(&server, body).await.unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::BytesChanged, Arrival::NotReceived),
        "nothing left"
    );
    assert!(
        server.received().iter().all(|received| received.body.is_empty()),
        "not one byte"
    );
}

#[tokio::test]
async fn an_empty_file_is_not_handed_over() {
    let server = FaultServer::saying(accepted()).await;
    let failure = hand_over(&server, body_of(&[])).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::NothingToSend,
        "said before anything is sent"
    );
    assert!(server.received().is_empty(), "and nothing was");
}

/// Fails after some bytes, as a stick does that is pulled out.
struct PulledOut(io::Cursor<Vec<u8>>);

impl Read for PulledOut {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("pulled out")),
            count => Ok(count),
        }
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_on() {
    let content = file(5 * BLOCK);
    let server = FaultServer::saying(accepted()).await;
    let source = Box::new(PulledOut(io::Cursor::new(content[..4 * BLOCK].to_vec())));
    let failure = hand_over(
        &server,
        UploadBody {
            source,
            ..body_of(&content)
        },
    )
    .await
    .unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::SourceUnreadable,
        "the reason is here, not at the other end"
    );
    assert_eq!(failure.arrival, Arrival::Incomplete, "some of it left");
}

/// Gives one byte at a time, is interrupted now and then, and comes to its end like any other.
struct Dribbling(io::Cursor<Vec<u8>>, bool);

impl Read for Dribbling {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            Err(io::ErrorKind::Interrupted.into())
        } else {
            self.0.read(&mut buffer[..1])
        }
    }
}

#[tokio::test]
async fn a_source_that_gives_little_at_a_time() {
    let content = file(BLOCK + 3);
    let server = FaultServer::saying(accepted()).await;
    let source = Box::new(Dribbling(io::Cursor::new(content.clone()), false));
    hand_over(
        &server,
        UploadBody {
            source,
            ..body_of(&content)
        },
    )
    .await
    .unwrap();
    assert!(server.received()[0].body == content, "all the same bytes");
}

#[tokio::test]
async fn nobody_there_to_take_it() {
    let (cloud, pacing) = client(&nobody().await);
    let body = body_of(&file(BLOCK));
    let failure = cloud
        .upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, pending())
        .await
        .unwrap_err();
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
        (
            "410 Gone",
            Reason::GoneApiVersion {
                version: "2026-03-10".to_owned(),
            },
        ),
        ("413 Content Too Large", Reason::TooLarge),
        ("422 Unprocessable Content", Reason::UnexpectedStatus),
    ] {
        let content = file(40 * BLOCK);
        let after_all = Act::Say(json(status, &[], r#"{"message":"no"}"#));
        for act in [
            Act::SayAfter(0, json(status, &[], r#"{"message":"no"}"#)),
            after_all,
        ] {
            let server = FaultServer::start(vec![act.clone()]).await;
            let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
            assert_eq!(failure.reason, reason, "{status}");
            assert_eq!(
                failure.arrival,
                Arrival::NotReceived,
                "{status}, before and after the body alike"
            );
            assert_eq!(failure.message.as_deref(), Some("no"), "in its own words");
        }
    }
}

#[tokio::test]
async fn too_often_is_told_with_its_time_and_not_waited_for() {
    let server = FaultServer::saying(json("429 Too Many Requests", &[("Retry-After", "3")], "{}")).await;
    let failure = hand_over(&server, body_of(&file(10))).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::RateLimited {
            retry_after_seconds: 3,
            until: None
        },
        "when"
    );
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
        assert!(
            failure.may_have_arrived(),
            "{shown}: all of it had come, so the cloud must be asked"
        );
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
            assert_eq!(
                failure.arrival,
                Arrival::Incomplete,
                "{act:?}: its end had not left"
            );
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
async fn a_hostile_file_name_stays_a_name() {
    let name = "a\"; filename=\"b\r\nX-Evil: 1\r\n\r\n.json";
    let form = BodyForm::Multipart {
        field: "file".to_owned(),
    };
    for body in [BodyForm::Raw, form] {
        let endpoint = Endpoint::new(Profile {
            body,
            ..Endpoint::practice().profile().clone()
        })
        .unwrap();
        let server = FaultServer::saying(accepted()).await;
        let (cloud, _) = client(&server.url());
        let body = UploadBody {
            name: name.to_owned(),
            ..body_of(&file(10))
        };
        cloud
            .upload(&endpoint, &slug(), body, &mut |_| {}, pending())
            .await
            .unwrap();
        let received = &server.received()[0];
        let form = String::from_utf8_lossy(&received.body);
        let lines = received.head.lines().chain(form.lines());
        assert!(
            lines.into_iter().all(|line| !line.starts_with("X-Evil")),
            "{}\n{form}",
            received.head
        );
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
    assert_eq!(
        failure.reason,
        Reason::AnsweredTooEarly,
        "nobody can have taken what had not come"
    );
    assert_eq!(failure.arrival, Arrival::Incomplete, "and its end never left");
}

#[tokio::test]
async fn a_server_that_stops_reading() {
    let content = file(64 * BLOCK);
    let server = FaultServer::start(vec![Act::StallAfter(BLOCK)]).await;
    let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::TimedOut {
            phase: Phase::Sending
        },
        "nothing moved"
    );
    assert_eq!(failure.arrival, Arrival::Incomplete, "its end had not left");
}

#[tokio::test]
async fn a_server_that_takes_it_and_says_nothing() {
    let content = file(3 * BLOCK);
    let server = FaultServer::start(vec![Act::HangAfter(content.len())]).await;
    let failure = hand_over(&server, body_of(&content)).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::TimedOut {
            phase: Phase::Answering
        },
        "it took everything"
    );
    assert!(failure.may_have_arrived(), "so the cloud must be asked");
}

#[tokio::test]
async fn a_slow_verdict_has_its_own_limit() {
    let content = file(3 * BLOCK);
    let server = FaultServer::start(vec![Act::SayLate(Duration::from_millis(900), accepted())]).await;
    let limits = Limits {
        verdict: Duration::from_secs(10),
        ..SHORT
    };
    let (cloud, _) = with(Connection {
        limits,
        ..connection(&server.url())
    });
    let answer = cloud
        .upload(
            &Endpoint::practice(),
            &slug(),
            body_of(&content),
            &mut |_| {},
            pending(),
        )
        .await;
    assert!(
        answer.is_ok(),
        "the other end may read it all before it speaks: {answer:?}"
    );
}

#[tokio::test]
async fn stopping_in_the_middle_breaks_the_connection_off() {
    let content = file(64 * BLOCK);
    let server = FaultServer::start(vec![Act::StallAfter(BLOCK)]).await;
    let limits = Limits {
        idle: Duration::from_secs(30),
        ..SHORT
    };
    let (cloud, _) = with(Connection {
        limits,
        ..connection(&server.url())
    });
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
        .upload(
            &Endpoint::practice(),
            &slug(),
            body_of(&content),
            &mut progress,
            cancelled,
        )
        .await
        .unwrap_err();
    assert_eq!(
        (failure.reason.clone(), failure.arrival),
        (Reason::Cancelled, Arrival::Incomplete),
        "as asked"
    );
    let received = server.broken_off().await;
    assert!(
        received.body.len() < content.len(),
        "the server saw the line close before the end"
    );
}

#[tokio::test]
async fn stopping_before_the_beginning_sends_nothing() {
    let server = FaultServer::saying(accepted()).await;
    let (cloud, _) = client(&server.url());
    let body = body_of(&file(5 * BLOCK));
    let failure = cloud
        .upload(
            &Endpoint::practice(),
            &slug(),
            body,
            &mut |_| {},
            std::future::ready(()),
        )
        .await
        .unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::Cancelled, Arrival::NotReceived),
        "nothing left"
    );
    assert!(
        server.received().iter().all(|received| received.body.is_empty()),
        "not one byte"
    );
}

#[tokio::test]
async fn stopping_after_the_last_byte_leaves_it_open() {
    let content = file(3 * BLOCK);
    let server = FaultServer::start(vec![Act::HangAfter(content.len())]).await;
    let limits = Limits {
        verdict: Duration::from_secs(30),
        ..SHORT
    };
    let (cloud, _) = with(Connection {
        limits,
        ..connection(&server.url())
    });
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
        .upload(
            &Endpoint::practice(),
            &slug(),
            body_of(&content),
            &mut progress,
            cancelled,
        )
        .await
        .unwrap_err();
    assert_eq!(failure.reason, Reason::Cancelled, "as asked");
    assert!(
        failure.may_have_arrived(),
        "but the end was out already, so the cloud must be asked"
    );
}
