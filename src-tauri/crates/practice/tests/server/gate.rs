//! Who is let in, and what every answer carries.

use crate::common::{self, TOKEN, World};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const LICENSES: &str = "/enterprises/practice/consumed-licenses";
const SYNC_STATUS: &str = "/enterprises/practice/license-sync-status";

/// The status and the whole text that raw bytes on the socket are answered with.
async fn raw(world: &World, request: &str) -> (u16, String) {
    let address = world.practice.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await.expect("a connection");
    stream.write_all(request.replace("ADDRESS", &address).as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, answer)
}

#[tokio::test]
async fn only_its_own_names_are_answered() {
    let world = World::start().await;
    let asked = async |host_lines: &str, target: &str| {
        let request = format!(
            "GET {target} HTTP/1.1\r\n{host_lines}Authorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
        );
        raw(&world, &request).await.0
    };
    assert_eq!(asked("Host: ADDRESS\r\n", SYNC_STATUS).await, 200, "its address");
    let port = world.practice.base_url().rsplit_once(':').expect("a port").1.to_owned();
    assert_eq!(
        asked(&format!("Host: LocalHost:{port}\r\n"), SYNC_STATUS).await,
        200,
        "its other name, in any case"
    );
    for (host, why) in [
        ("evil.example", "a name that somebody points at loopback (DNS rebinding)"),
        ("127.0.0.1", "its address without its port"),
        ("127.0.0.1:1", "its address with another port"),
        ("[::1]:1", "another loopback address"),
        ("", "an empty name"),
    ] {
        assert_eq!(asked(&format!("Host: {host}\r\n"), SYNC_STATUS).await, 421, "{why}");
    }
    assert_eq!(asked("Host: ADDRESS\r\nHost: evil.example\r\n", SYNC_STATUS).await, 421, "two names");
    assert_eq!(asked("", SYNC_STATUS).await, 421, "no name");
    let elsewhere = format!("http://evil.example{SYNC_STATUS}");
    assert_eq!(asked("Host: ADDRESS\r\n", &elsewhere).await, 421, "another name in the request line");
}

#[tokio::test]
async fn only_the_token_opens() {
    let world = World::start().await;
    let asked = async |authorization: Option<&str>| {
        let mut request = world.client.get(world.url(LICENSES));
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        request.send().await.expect("an answer")
    };
    for authorization in ["Bearer a-token-for-tests", "token a-token-for-tests", "bearer a-token-for-tests"] {
        assert_eq!(asked(Some(authorization)).await.status(), 200, "{authorization} as GitHub takes it");
    }
    let wrong =
        ["Bearer a-token-for-test", "Bearer a-token-for-tests2", "Bearer ", "Bearer", "Basic YTpi", ""];
    for authorization in wrong.map(Some).into_iter().chain([None]) {
        let response = asked(authorization).await;
        assert_eq!(response.status(), 401, "{authorization:?} is refused");
        assert!(
            response.headers().get("x-oauth-scopes").is_none(),
            "nothing is told of a token that is not known"
        );
        assert_eq!(common::error_message(response).await, "Bad credentials", "as GitHub says it");
    }
    let upload = world.client.post(world.url("/enterprises/practice/server-usage")).body("x").send().await;
    assert_eq!(upload.expect("an answer").status(), 401, "uploads are guarded too");
    let graphql =
        world.client.post(world.url("/graphql")).json(&json!({"query": "{ viewer { login } }"})).send().await;
    assert_eq!(graphql.expect("an answer").status(), 401, "and GraphQL");
}

#[tokio::test]
async fn pages_of_other_origins_are_not_let_in() {
    let world = World::start().await;
    for path in [LICENSES, "/graphql", "/enterprises/practice/server-usage", "/nowhere"] {
        let preflight = world
            .client
            .request(Method::OPTIONS, world.url(path))
            .header("Origin", "https://page.example")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization")
            .send()
            .await
            .expect("an answer");
        assert_eq!(preflight.status(), 405, "a browser may not ask to send a token to {path}");
        assert!(no_cors(&preflight), "and {path} invites nobody");
    }
    let response =
        world.get(LICENSES).header("Origin", "https://page.example").send().await.expect("an answer");
    assert!(no_cors(&response), "an answer cannot be read by a page either");
}

fn no_cors(response: &reqwest::Response) -> bool {
    response.headers().keys().all(|name| !name.as_str().starts_with("access-control-"))
}

#[tokio::test]
async fn an_api_version_is_selected_or_gone() {
    let world = World::start().await;
    for (asked, selected) in
        [(None, "2022-11-28"), (Some("2022-11-28"), "2022-11-28"), (Some("2026-03-10"), "2026-03-10")]
    {
        let mut request = world.get(LICENSES);
        if let Some(asked) = asked {
            request = request.header("X-GitHub-Api-Version", asked);
        }
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 200, "{asked:?} is supported");
        assert_eq!(response.headers()["x-github-api-version-selected"], selected, "{asked:?} selects it");
    }
    for unknown in ["2019-01-01", "2027-01-01", "latest", ""] {
        let response =
            world.get(LICENSES).header("X-GitHub-Api-Version", unknown).send().await.expect("an answer");
        assert_eq!(response.status(), 410, "{unknown:?} is gone");
    }
}

#[tokio::test]
async fn answers_carry_github_s_headers() {
    let world = World::start().await;
    let response = world.get(LICENSES).send().await.expect("an answer");
    let header = |name: &str| response.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("date"), "Tue, 24 Nov 2026 10:00:00 GMT", "by the practice clock");
    assert_eq!(header("x-oauth-scopes"), "read:enterprise, read:org", "the token's scopes");
    assert_eq!(
        header("x-accepted-oauth-scopes"),
        "admin:enterprise, manage_billing:enterprise, read:enterprise",
        "those that would do, as recorded from GitHub"
    );
    assert_eq!(header("x-ratelimit-limit"), "5000", "requests an hour");
    assert_eq!(header("x-ratelimit-remaining"), "4999", "after the first");
    assert_eq!(header("x-ratelimit-reset"), "1795518000", "the next full hour, 11:00");
    assert_eq!(header("x-ratelimit-resource"), "core", "REST");
    assert_eq!(header("content-type"), "application/json; charset=utf-8", "as GitHub");
    let graphql = world.ask("{ viewer { login } }", &json!({})).send().await.expect("an answer");
    assert_eq!(graphql.headers()["x-ratelimit-resource"], "graphql", "GraphQL has a limit of its own");
    assert_eq!(graphql.headers()["x-ratelimit-remaining"], "4999", "which REST has not used");
}

#[tokio::test]
async fn what_is_not_there_is_refused_as_github_does() {
    let world = World::start().await;
    for path in [
        "/enterprises/other/consumed-licenses",
        "/enterprises/other/license-sync-status",
        "/enterprises/practice/unknown",
        "/",
    ] {
        let response = world.get(path).send().await.expect("an answer");
        assert_eq!(response.status(), 404, "{path}");
        let body: Value = response.json().await.expect("JSON");
        assert_eq!(body["message"], "Not Found", "{path}");
        assert_eq!(body["status"], "404", "the status as text, as GitHub gives it");
        assert!(
            body["documentation_url"].as_str().is_some_and(|url| url.starts_with("https://docs.github.com/"))
        );
    }
    let response =
        world.client.delete(world.url(LICENSES)).bearer_auth(TOKEN).send().await.expect("an answer");
    assert_eq!(response.status(), 405, "another method");
}

#[tokio::test]
async fn it_listens_on_loopback_only() {
    let world = World::start().await;
    assert!(world.practice.base_url().starts_with("http://127.0.0.1:"), "the address says so");
    let port = world.practice.base_url().rsplit_once(':').expect("a port").1.to_owned();
    assert!(
        TcpStream::connect(format!("127.0.0.2:{port}")).await.is_err(),
        "not on every address of this computer"
    );
}

#[tokio::test]
async fn stopping_frees_the_port() {
    let world = World::start().await;
    let url = world.practice.base_url();
    world.practice.stop().await;
    assert!(TcpStream::connect(url.replace("http://", "")).await.is_err(), "nobody listens any more");
}
