//! Handing a file over: what arrives, and how.

use std::future::pending;
use std::io::{self, Read};

use cloud::{Acceptance, BodyForm, Endpoint, Profile, Reason, UploadBody, UploadMethod};

use crate::bench::{TOKEN, client, slug};
use crate::fault_server::{Act, FaultServer, answer};
use crate::parcel::{BLOCK, accepted, body_of, digest, file, hand_over};

#[tokio::test]
async fn every_byte_arrives_with_its_digest_and_its_name() {
    for bytes in [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 17, 9 * BLOCK] {
        let content = file(bytes);
        let server = FaultServer::saying(accepted()).await;
        let answer = hand_over(&server, body_of(&content)).await.unwrap();

        let reference = Some("upload-1".to_owned());
        assert_eq!(answer.value, Acceptance { status: 202, bytes: bytes as u64, reference }, "accepted");
        assert_eq!(answer.head.cloud_at, Some("2026-11-02T10:00:00Z".parse().unwrap()), "by its clock");
        let received = &server.received()[0];
        assert!(received.body == content, "{bytes} bytes, unchanged");
        assert!(
            received.head.starts_with("POST /enterprises/octo/server-usage HTTP/1.1\r\n"),
            "{}",
            received.head
        );
        for (name, value) in [
            ("content-length", bytes.to_string()),
            ("content-type", "application/json".to_owned()),
            ("idempotency-key", digest(&content).hex()),
            ("x-file-name", "ghe.example%20%E4%BD%BF%E7%94%A8%E7%8A%B6%E6%B3%81.json".to_owned()),
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
        body: BodyForm::Multipart { field: "usage".to_owned() },
        headers: vec![("X-Ticket".to_owned(), "CHG-1".to_owned())],
    })
    .unwrap();
    let server = FaultServer::saying(answer("204 No Content", &[], "")).await;
    let (cloud, _) = client(&server.url());
    let answer = cloud.upload(&endpoint, &slug(), body_of(&content), &mut |_| {}, pending()).await.unwrap();

    assert_eq!(answer.value.reference, None, "an answer without a document is one");
    let received = &server.received()[0];
    assert!(received.head.starts_with("PUT /relay/octo/in HTTP/1.1\r\n"), "{}", received.head);
    assert_eq!(received.header("x-ticket"), Some("CHG-1"), "the configured header");
    assert_eq!(
        received.header("idempotency-key"),
        Some(digest(&content).hex().as_str()),
        "and this room's own"
    );
    let boundary =
        received.header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    let length: usize = received.header("content-length").unwrap().parse().unwrap();
    assert_eq!(received.body.len(), length, "the length is that of the whole form");
    let head = received.body.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
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
    cloud.upload(&Endpoint::practice(), &slug(), body_of(&content), &mut progress, pending()).await.unwrap();
    assert_eq!(told.first(), Some(&0), "from nothing");
    assert_eq!(told.last(), Some(&(content.len() as u64)), "to everything");
    assert!(told.is_sorted_by(|before, after| before < after), "and only upwards: {told:?}");
}

#[tokio::test]
async fn an_empty_file_is_not_handed_over() {
    let server = FaultServer::saying(accepted()).await;
    let failure = hand_over(&server, body_of(&[])).await.unwrap_err();
    assert_eq!(failure.reason, Reason::NothingToSend, "said before anything is sent");
    assert!(server.received().is_empty(), "and nothing was");
}

/// Gives one byte at a time, is interrupted now and then, and comes to its end like any other.
struct Dribbling(io::Cursor<Vec<u8>>, bool);

impl Read for Dribbling {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 { Err(io::ErrorKind::Interrupted.into()) } else { self.0.read(&mut buffer[..1]) }
    }
}

#[tokio::test]
async fn a_source_that_gives_little_at_a_time() {
    let content = file(BLOCK + 3);
    let server = FaultServer::saying(accepted()).await;
    let source = Box::new(Dribbling(io::Cursor::new(content.clone()), false));
    hand_over(&server, UploadBody { source, ..body_of(&content) }).await.unwrap();
    assert!(server.received()[0].body == content, "all the same bytes");
}

#[tokio::test]
async fn a_hostile_file_name_stays_a_name() {
    let name = "a\"; filename=\"b\r\nX-Evil: 1\r\n\r\n.json";
    let form = BodyForm::Multipart { field: "file".to_owned() };
    for body in [BodyForm::Raw, form] {
        let endpoint = Endpoint::new(Profile { body, ..Endpoint::practice().profile().clone() }).unwrap();
        let server = FaultServer::saying(accepted()).await;
        let (cloud, _) = client(&server.url());
        let body = UploadBody { name: name.to_owned(), ..body_of(&file(10)) };
        cloud.upload(&endpoint, &slug(), body, &mut |_| {}, pending()).await.unwrap();
        let received = &server.received()[0];
        let form = String::from_utf8_lossy(&received.body);
        let lines = received.head.lines().chain(form.lines());
        assert!(lines.into_iter().all(|line| !line.starts_with("X-Evil")), "{}\n{form}", received.head);
    }
}

#[tokio::test]
async fn every_file_goes_over_a_connection_of_its_own() {
    let kept_open = b"HTTP/1.1 204 No Content\r\n\r\n".to_vec();
    let content = file(10);
    let server = FaultServer::start(vec![Act::SayAfter(content.len(), kept_open)]).await;
    let (cloud, _) = client(&server.url());
    for _ in 0..2 {
        cloud
            .upload(&Endpoint::practice(), &slug(), body_of(&content), &mut |_| {}, pending())
            .await
            .unwrap();
    }
    let bodies: Vec<usize> = server.received().iter().map(|received| received.body.len()).collect();
    assert_eq!(bodies, [10, 10], "a connection that was used before could be closed at any moment");
}
