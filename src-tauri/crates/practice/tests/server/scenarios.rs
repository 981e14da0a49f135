//! Every fault that can be rehearsed, seen from the client's side of a real socket.

use std::time::{Duration, Instant};

use crate::common::{self, TOKEN, World};
use practice::{Affects, Options, Scenario};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const LICENSES: &str = "/enterprises/practice/consumed-licenses";

async fn in_scenario(scenario: Scenario) -> World {
    affecting(scenario, Affects::Everything).await
}

async fn affecting(scenario: Scenario, affects: Affects) -> World {
    World::with(|options| Options { scenario, affects, ..options }).await
}

/// The statuses of an upload, a REST question and a GraphQL question.
async fn statuses(world: &World) -> [u16; 3] {
    let sample = common::sealed_sample();
    let upload = world.hand_over("x.json", &sample.bytes).send().await.expect("an answer").status();
    let rest = world.get(LICENSES).send().await.expect("an answer").status();
    let graphql = world.ask("{ viewer { login } }", &json!({})).send().await.expect("an answer").status();
    [upload, rest, graphql].map(|status| status.as_u16())
}

#[tokio::test]
async fn each_refusing_scenario_refuses_everything() {
    for (scenario, expected) in [
        (Scenario::Normal, [202, 200, 200]),
        (Scenario::Unauthorized, [401; 3]),
        (Scenario::Forbidden, [403; 3]),
        (Scenario::ServerError, [500; 3]),
        // GraphQL tells of these inside an answer.
        (Scenario::NotFound, [404, 404, 200]),
        (Scenario::MissingScope, [403, 403, 200]),
        (Scenario::TooLarge, [413, 200, 200]),
    ] {
        assert_eq!(
            statuses(&in_scenario(scenario).await).await,
            expected,
            "{scenario}: upload, REST, GraphQL"
        );
    }
}

#[tokio::test]
async fn a_fault_befalls_only_the_side_that_was_chosen() {
    assert_eq!(
        statuses(&affecting(Scenario::ServerError, Affects::Uploads).await).await,
        [500, 200, 200],
        "uploads"
    );
    assert_eq!(
        statuses(&affecting(Scenario::ServerError, Affects::Reads).await).await,
        [202, 500, 500],
        "reads"
    );
    assert_eq!(
        statuses(&affecting(Scenario::TooLarge, Affects::Reads).await).await,
        [202, 200, 200],
        "no read is large"
    );
}

#[tokio::test]
async fn a_failing_upload_says_why() {
    let world = in_scenario(Scenario::Failure).await;
    let sample = common::sealed_sample();
    world.taken("x.json", &sample.bytes).await;
    world.clock.advance(10);
    let installation = world.installation(sample.host_name).await.expect("the upload is listed");
    assert_eq!(installation["userAccountsUploads"]["nodes"][0]["syncState"], "FAILURE", "it failed");
    let row = world.sync_status(sample.host_name).await.expect("the failed sync is told");
    assert_eq!(row["last_sync"]["status"], "failure", "in REST too");
    assert!(row["last_sync"]["error"].as_str().is_some_and(|error| error.len() > 10), "with a reason: {row}");
    assert_eq!(world.consumed().await, 481, "nothing is counted");
    world.taken("again.json", &sample.bytes).await;
    let installation = world.installation(sample.host_name).await.expect("the server");
    assert_eq!(installation["userAccountsUploads"]["totalCount"], 2, "what failed can be handed over again");
    assert_eq!(installation["userAccountsUploads"]["nodes"][0]["syncState"], "PENDING", "as a new upload");
}

#[tokio::test]
async fn an_upload_that_never_appears_is_answered_like_any_other() {
    let world = in_scenario(Scenario::Never).await;
    let sample = common::sealed_sample();
    let taken = world.taken("x.json", &sample.bytes).await;
    assert_eq!(taken["sync_state"], "PENDING", "the answer promises it");
    world.clock.advance(100_000);
    assert!(world.installation(sample.host_name).await.is_none(), "no list ever shows it");
    assert!(world.sync_status(sample.host_name).await.is_none(), "no sync is ever told");
    assert_eq!(world.consumed().await, 481, "nobody is counted");
}

#[tokio::test]
async fn slow_answers_take_two_seconds() {
    let world = affecting(Scenario::Slow, Affects::Reads).await;
    let begin = Instant::now();
    assert_eq!(world.get(LICENSES).send().await.expect("an answer").status(), 200, "right, but late");
    assert!(begin.elapsed() >= Scenario::SLOW_ANSWER, "it took {:?}", begin.elapsed());
    let begin = Instant::now();
    world.taken("x.json", &common::sealed_sample().bytes).await;
    assert!(begin.elapsed() < Scenario::SLOW_ANSWER, "the side that was left out is not slow");
}

#[tokio::test]
async fn a_missing_scope_is_named() {
    let world = in_scenario(Scenario::MissingScope).await;
    let response = world.get(LICENSES).send().await.expect("an answer");
    assert_eq!(response.headers()["x-oauth-scopes"], "repo", "what the token has");
    let accepted = response.headers()["x-accepted-oauth-scopes"].to_str().expect("text").to_owned();
    assert!(accepted.contains("read:enterprise"), "what it would need: {accepted}");
    let answer = world
        .graphql(
            "{ viewer { login } enterprise(slug: \"practice\") { name ownerInfo { __typename } } }",
            json!({}),
        )
        .await;
    assert_eq!(answer["errors"][0]["type"], "INSUFFICIENT_SCOPES", "as GitHub's GraphQL tells it: {answer}");
    assert_eq!(
        answer["errors"][0]["path"],
        json!(["enterprise", "ownerInfo"]),
        "for the field that needs it"
    );
    assert_eq!(answer["data"]["enterprise"]["ownerInfo"], Value::Null, "which stays empty");
    assert_eq!(answer["data"]["enterprise"]["name"], "Practice Enterprise", "while the rest is answered");
    let server = "RW50ZXJwcmlzZVNlcnZlckluc3RhbGxhdGlvbjox"; // EnterpriseServerInstallation:1
    let around = world.graphql(&format!("{{ node(id: \"{server}\") {{ id }} }}"), json!({})).await;
    assert_eq!(around["errors"][0]["type"], "INSUFFICIENT_SCOPES", "a node's id is no way around: {around}");
}

#[tokio::test]
async fn graphql_does_not_know_an_enterprise_that_is_not_to_be_known() {
    let world = in_scenario(Scenario::NotFound).await;
    let server = "RW50ZXJwcmlzZVNlcnZlckluc3RhbGxhdGlvbjox"; // EnterpriseServerInstallation:1
    for question in [
        "{ enterprise(slug: \"practice\") { name } }".to_owned(),
        format!("{{ node(id: \"{server}\") {{ id }} }}"),
    ] {
        let answer = world.graphql(&question, json!({})).await;
        assert_eq!(answer["errors"][0]["type"], "NOT_FOUND", "{question} gives {answer}");
    }
}

#[tokio::test]
async fn a_rate_limit_passes() {
    let world = in_scenario(Scenario::RateLimited).await;
    let sample = common::sealed_sample();
    for request in [world.get(LICENSES), world.hand_over("x.json", &sample.bytes)] {
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 429, "the first of each side");
        assert_eq!(response.headers()["retry-after"], "1", "with a time to wait");
        assert_eq!(response.headers()["x-ratelimit-remaining"], "0", "nothing is left");
    }
    assert_eq!(statuses(&world).await, [202, 200, 200], "then everything works");
}

#[tokio::test]
async fn html_and_redirects_come_from_somebody_between() {
    let world = in_scenario(Scenario::Html).await;
    let response = world.get(LICENSES).send().await.expect("an answer");
    assert_eq!(response.status(), 200, "looks fine");
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8", "is a page");
    assert!(response.headers().get("x-github-media-type").is_none(), "not GitHub's");
    let upload = world.hand_over("x.json", &common::sealed_sample().bytes).send().await.expect("an answer");
    assert!(upload.text().await.expect("text").starts_with("<!DOCTYPE html>"), "for uploads too");

    let world = in_scenario(Scenario::Redirect).await;
    for request in
        [world.get(LICENSES), world.hand_over("x.json", b"x"), world.ask("{ viewer { login } }", &json!({}))]
    {
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 302, "found elsewhere");
        let location = response.headers()["location"].to_str().expect("text").to_owned();
        assert!(!location.starts_with(&world.practice.base_url()), "another origin: {location}");
    }
}

#[tokio::test]
async fn half_a_body_ends_in_an_error() {
    let world = in_scenario(Scenario::HalfBody).await;
    let sample = common::sealed_sample();
    for request in [
        world.get(LICENSES),
        world.ask("{ viewer { login } }", &json!({})),
        world.hand_over("x.json", &sample.bytes),
    ] {
        let response = request.send().await.expect("a head");
        assert!(response.status().is_success(), "the head promises");
        let promised = response.content_length().expect("a length");
        let error = response.bytes().await.expect_err("the line is closed before the promised length");
        assert!(
            promised > 0 && (error.is_body() || error.is_decode()),
            "{promised} bytes promised: {error:?}"
        );
    }
}

/// What comes down a line until it is closed: the head, and the body so far.
async fn heard(address: &str, request: &[u8]) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request).await.expect("the request");
    let mut heard = Vec::new();
    stream.read_to_end(&mut heard).await.expect("the line is closed, and not broken off");
    let end = heard.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head came first") + 4;
    let body = heard.split_off(end);
    (String::from_utf8(heard).expect("a head is text"), body)
}

#[tokio::test]
async fn head_and_half_of_the_body_are_sent_before_the_line_is_closed() {
    let world = in_scenario(Scenario::HalfBody).await;
    let address = world.practice.base_url().replace("http://", "");
    let sample = common::sealed_sample();
    let asked = |line: &str, more: &str| {
        format!("{line} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {TOKEN}\r\n{more}\r\n")
            .into_bytes()
    };
    let query = json!({ "query": "{ viewer { login } }" }).to_string();
    let question = asked(
        "POST /graphql",
        &format!("Content-Type: application/json\r\nContent-Length: {}\r\n", query.len()),
    );
    let upload = asked(
        "POST /enterprises/practice/server-usage",
        &format!(
            "X-File-Name: x.json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n",
            common::sha256(&sample.bytes),
            sample.bytes.len()
        ),
    );
    let requests = [
        asked(&format!("GET {LICENSES}"), ""),
        [question, query.into_bytes()].concat(),
        [upload, sample.bytes.clone()].concat(),
    ];
    for request in requests.iter().cycle().take(60) {
        let (head, body) = heard(&address, request).await;
        assert!(head.starts_with("HTTP/1.1 20"), "the head promises: {head}");
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let promised: usize = length.expect("a promised length");
        assert_eq!(body.len(), promised / 2, "half of it comes: {head}");
    }
}

#[tokio::test]
async fn an_upload_whose_answer_is_cut_was_taken() {
    let world = affecting(Scenario::HalfBody, Affects::Uploads).await;
    let sample = common::sealed_sample();
    let response = world.hand_over("x.json", &sample.bytes).send().await.expect("a head");
    assert!(response.bytes().await.is_err(), "the answer is cut");
    world.clock.advance(10);
    assert_eq!(world.consumed().await, 538, "and yet it counts: a client has to ask, not to guess");
}

#[tokio::test]
async fn the_line_is_closed_while_the_body_is_on_its_way() {
    let world = in_scenario(Scenario::CloseMidUpload).await;
    let sample = common::sealed_sample();
    let address = world.practice.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await.expect("a connection");
    let head = format!(
        "POST /enterprises/practice/server-usage HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {TOKEN}\r\n\
         X-File-Name: x.json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n\r\n",
        common::sha256(&sample.bytes),
        sample.bytes.len()
    );
    stream.write_all(head.as_bytes()).await.expect("the head");
    stream.write_all(&sample.bytes[..100]).await.expect("the first bytes");
    let mut answer = Vec::new();
    let early = tokio::time::timeout(Duration::from_millis(200), stream.read_to_end(&mut answer)).await;
    assert!(early.is_err(), "the line stays open until half of the body is there");
    // The second half may meet a closed line; that is what is rehearsed.
    let _ = stream.write_all(&sample.bytes[100..]).await;
    let closed = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    assert!(closed.is_ok(), "then it is closed");
    assert!(answer.is_empty(), "without an answer: {answer:?}");
    let error =
        world.hand_over("x.json", &sample.bytes).send().await.expect_err("an HTTP client sees it too");
    assert!(error.is_request() || error.is_body(), "as a broken line: {error:?}");
    assert!(world.installation(sample.host_name).await.is_none(), "nothing was taken");
}
