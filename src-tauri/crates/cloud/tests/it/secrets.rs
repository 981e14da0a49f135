//! The token is nowhere: not in failures, answers, evidence or anything that can be printed, whatever the cloud says back.

use std::future::pending;

use cloud::{Cloud, Endpoint, UploadBody};
use serde::Serialize;

use crate::bench::{TOKEN, client_once, slug};
use crate::fault_server::{FaultServer, answer, json};

/// Everything that a failure could be printed as.
fn printed(failure: &cloud::CloudFailure) -> String {
    format!("{failure:?}\n{failure:#?}\n{failure}\n{}\n{:?}", serialised(failure), failure.reason)
}

fn serialised(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn assert_clean(text: &str, what: &str) {
    assert!(!text.contains(TOKEN), "{what}: the token stands in {text}");
    assert!(!text.to_lowercase().contains("bearer"), "{what}: a header stands in {text}");
}

async fn hand_over(cloud: &Cloud) -> Result<String, cloud::CloudFailure> {
    let body = UploadBody {
        source: Box::new(std::io::Cursor::new(b"{}".to_vec())),
        bytes: 2,
        sha256: usage::Sha256Digest::parse(
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        )
        .unwrap(),
        name: "usage.json".to_owned(),
        idempotency_key: "44136fa3".to_owned(),
    };
    let answer = cloud.upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, pending()).await;
    answer.map(|answer| format!("{answer:?}"))
}

#[tokio::test]
async fn a_cloud_that_says_the_token_back() {
    let message = format!(r#"{{"message":"Bad credentials: {TOKEN}","id":"{TOKEN}"}}"#);
    let location = format!("https://{TOKEN}:{TOKEN}@evil.example/{TOKEN}?a={TOKEN}#{TOKEN}");
    let content_type = format!("text/{TOKEN}");
    let echo = [("X-OAuth-Scopes", TOKEN), ("X-GitHub-Api-Version-Selected", TOKEN)];
    let graphql = format!(
        r#"{{"total_seats_consumed":1,"server_instances":[{{"hostname":"{TOKEN}","last_sync":{{"error":"{TOKEN}"}}}}],
            "errors":[{{"type":"{TOKEN}","message":"{TOKEN}"}}]}}"#
    );
    for bytes in [
        json("401 Unauthorized", &echo, &message),
        json("403 Forbidden", &echo, &message),
        json("404 Not Found", &echo, &message),
        json("500 Internal Server Error", &echo, &message),
        answer("302 Found", &[("Location", &location)], &message),
        answer("200 OK", &[("Content-Type", &content_type)], &message),
        json("200 OK", &echo, &message),
        json("200 OK", &echo, &graphql),
        json("200 OK", &echo, &message[..40]),
        format!("{TOKEN}\r\n\r\n").into_bytes(),
    ] {
        let server = FaultServer::saying(&bytes).await;
        let cloud = client_once(&server.url());
        let what = String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().replace(TOKEN, "TOKEN");
        let results = [
            cloud.consumed(&slug()).await.map(|answer| format!("{answer:?}")),
            cloud.sync_status(&slug()).await.map(|answer| format!("{answer:?}{}", serialised(&answer.value))),
            cloud.uploads(&slug(), &[]).await.map(|answer| format!("{answer:?}")),
            hand_over(&cloud).await,
        ];
        for result in results {
            let text = result.unwrap_or_else(|failure| printed(&failure));
            assert_clean(&text, &what);
        }
        assert_clean(&serialised(&cloud.check(&slug()).await.lines), &what);
        assert!(
            server.received().iter().all(|received| received.head.contains(TOKEN)),
            "it was sent, and once more not shown"
        );
    }
}

#[tokio::test]
async fn a_cloud_that_says_nothing_at_all() {
    let cloud = client_once(&crate::fault_server::nobody().await);
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_clean(&printed(&failure), "nobody there");
}

#[test]
fn a_client_shows_neither_its_token_nor_its_proxys_password() {
    let mut connection = crate::bench::connection("http://127.0.0.1:9");
    connection.proxy = cloud::Proxy::Through("http://mona:open-sesame@proxy.example:3128".parse().unwrap());
    assert_clean(&format!("{connection:?}"), "settings");
    let (cloud, _) = crate::bench::with(connection);
    let text = format!("{cloud:?}{cloud:#?}");
    assert_clean(&text, "client");
    assert!(!text.contains("open-sesame"), "nor the proxy's password: {text}");
    assert!(text.contains("proxy.example"), "the host is shown");
}
