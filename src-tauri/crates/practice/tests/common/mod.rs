//! A running practice enterprise with a clock that a test moves, and a client for it.
#![allow(dead_code)] // Each test file uses its own part of this.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use practice::{Options, Running, Sample, samples, serve};
use reqwest::{Client, RequestBuilder, Response, redirect};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use usage::Sha256Digest;

pub(crate) const TOKEN: &str = "a-token-for-tests";
/// 2026-11-24T10:00:00Z
pub(crate) const START: u64 = 1_795_514_400;

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicU64>);

impl TestClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicU64::new(START)))
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn options(&self) -> Options {
        let seconds = Arc::clone(&self.0);
        let now = move || SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::SeqCst));
        Options {
            settle_after: Duration::from_secs(10),
            ..Options::new(SecretString::from(TOKEN), Arc::new(now))
        }
    }
}

pub(crate) struct World {
    pub(crate) practice: Running,
    pub(crate) clock: TestClock,
    pub(crate) client: Client,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self::with(|options| options).await
    }

    pub(crate) async fn with(change: impl FnOnce(Options) -> Options) -> Self {
        let clock = TestClock::new();
        let practice = serve(change(clock.options())).await.expect("a free port");
        Self { practice, clock, client: client() }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.practice.base_url())
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path)).bearer_auth(self.practice.token().expose_secret())
    }

    pub(crate) async fn json(&self, path: &str) -> Value {
        let response = self.get(path).send().await.expect("an answer");
        assert_eq!(response.status(), 200, "{path} is answered");
        response.json().await.expect("JSON")
    }

    pub(crate) async fn graphql(&self, query: &str, variables: Value) -> Value {
        let response = self.ask(query, &variables).send().await.expect("an answer");
        assert_eq!(response.status(), 200, "GraphQL errors are told inside the answer");
        response.json().await.expect("JSON")
    }

    pub(crate) fn ask(&self, query: &str, variables: &Value) -> RequestBuilder {
        let body = json!({"query": query, "variables": variables});
        self.client.post(self.url("/graphql")).bearer_auth(TOKEN).json(&body)
    }

    pub(crate) fn hand_over(&self, name: &str, bytes: &[u8]) -> RequestBuilder {
        self.client
            .post(self.url("/enterprises/practice/server-usage"))
            .bearer_auth(TOKEN)
            .header("X-File-Name", name)
            .header("Idempotency-Key", sha256(bytes))
            .body(bytes.to_vec())
    }

    pub(crate) async fn taken(&self, name: &str, bytes: &[u8]) -> Value {
        let response = self.hand_over(name, bytes).send().await.expect("an answer");
        assert_eq!(response.status(), 202, "{name} is taken");
        response.json().await.expect("JSON")
    }

    pub(crate) async fn consumed(&self) -> u64 {
        let answer = self.json("/enterprises/practice/consumed-licenses?per_page=1").await;
        answer["total_seats_consumed"].as_u64().expect("a number")
    }

    /// The installation of a host: its uploads (newest first), and how many accounts are held.
    pub(crate) async fn installation(&self, host: &str) -> Option<Value> {
        let answer = self
            .graphql(
                "query($slug: String!) { enterprise(slug: $slug) { ownerInfo { enterpriseServerInstallations(first: 50) {
                    nodes { id hostName isConnected userAccounts(first: 1) { totalCount }
                        userAccountsUploads(first: 5) { totalCount nodes { id name syncState createdAt updatedAt } } } } } } }",
                json!({"slug": "practice"}),
            )
            .await;
        assert!(answer.get("errors").is_none(), "the question holds: {answer}");
        let nodes = &answer["data"]["enterprise"]["ownerInfo"]["enterpriseServerInstallations"]["nodes"];
        nodes.as_array().expect("a list").iter().find(|node| node["hostName"] == host).cloned()
    }

    /// The sync status row of a host.
    pub(crate) async fn sync_status(&self, host: &str) -> Option<Value> {
        let answer = self.json("/enterprises/practice/license-sync-status").await;
        let rows = answer["server_instances"].as_array().expect("a list");
        rows.iter().find(|row| row["hostname"] == host).cloned()
    }
}

pub(crate) fn client() -> Client {
    Client::builder().no_proxy().redirect(redirect::Policy::none()).build().expect("a client")
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256Digest::new(Sha256::digest(bytes).into()).hex()
}

pub(crate) fn sealed_sample() -> Sample {
    let [sealed, _] = samples();
    sealed
}

pub(crate) fn open_sample() -> Sample {
    let [_, open] = samples();
    open
}

pub(crate) async fn error_message(response: Response) -> String {
    let body: Value = response.json().await.expect("a JSON error");
    body["message"].as_str().expect("a message").to_owned()
}
