//! An upload that is not among a server's latest.

use std::sync::{Arc, Mutex};

use cloud::{Installation, Reason, SoughtUpload, UPLOADS_EACH};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::bench::{client_once, slug};

const HOST: &str = "ghe.example";

/// When an upload was made: the first one at this time, each later one a minute after.
fn made(number: usize) -> Timestamp {
    let first: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
    first + SignedDuration::from_mins(i64::try_from(number).unwrap())
}

fn name(number: usize) -> String {
    format!("ghe.example-20261102-{number:08x}.json")
}

/// A cloud with one server and so many uploads of it, which answers as GitHub's connections do.
struct Uploads {
    server: MockServer,
    /// The variables of every question.
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Uploads {
    async fn of(count: usize, dated: bool) -> Self {
        let asked: Arc<Mutex<Vec<Value>>> = Arc::default();
        let server = MockServer::start().await;
        let log = Arc::clone(&asked);
        let answer = move |request: &Request| {
            let question: Value = serde_json::from_slice(&request.body).unwrap();
            let variables = &question["variables"];
            log.lock().unwrap().push(variables.clone());
            let first = usize::try_from(variables["uploads"].as_u64().unwrap()).unwrap();
            assert!((1..=100).contains(&first), "GitHub allows 1 to 100");
            let is_later = variables.get("server").is_some();
            let from = if is_later { variables["after"].as_str().unwrap().parse().unwrap() } else { 0 };
            let until = (from + first).min(count);
            let nodes: Vec<Value> = (from..until)
                .map(|index| {
                    let number = count - 1 - index;
                    json!({"id": format!("U{number}"), "name": name(number), "syncState": "SUCCESS",
                        "createdAt": dated.then(|| made(number).to_string()), "updatedAt": null})
                })
                .collect();
            let uploads = json!({"nodes": nodes,
                "pageInfo": {"hasNextPage": until < count, "endCursor": until.to_string()}});
            ResponseTemplate::new(200).set_body_json(if is_later {
                assert_eq!(variables["server"], "S1", "the server that was listed");
                json!({"data": {"node": {"userAccountsUploads": uploads}}})
            } else {
                json!({"data": {"enterprise": {"ownerInfo": {"enterpriseServerInstallations": {
                    "pageInfo": {"hasNextPage": false, "endCursor": null},
                    "nodes": [{"id": "S1", "hostName": HOST, "isConnected": false,
                        "userAccounts": {"totalCount": 7}, "userAccountsUploads": uploads}]}}}}})
            })
        };
        Mock::given(method("POST")).respond_with(answer).mount(&server).await;
        Self { server, asked }
    }

    async fn read(&self, sought: &[SoughtUpload]) -> Installation {
        let answer = client_once(&self.server.uri()).uploads(&slug(), sought).await.unwrap();
        let pages = answer.evidence.text.lines().count();
        assert_eq!(pages, self.questions(), "every page is kept as evidence");
        answer.value.into_iter().next().unwrap()
    }

    fn questions(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn sought(host: &str, number: usize) -> SoughtUpload {
    SoughtUpload { host: host.to_owned(), name: name(number), since: made(number) }
}

fn has(installation: &Installation, number: usize) -> bool {
    installation.uploads.iter().any(|upload| upload.name == name(number))
}

#[tokio::test]
async fn an_upload_behind_the_latest_twenty_was_never_found() {
    let uploads = Uploads::of(25, true).await;
    let installation = uploads.read(&[sought("GHE.example", 2)]).await;
    assert!(has(&installation, 2), "it is there");
    assert_eq!(uploads.questions(), 2, "one more page");
    let names: Vec<&str> = installation.uploads.iter().map(|upload| upload.name.as_str()).collect();
    let all: Vec<String> = (0..25).rev().map(name).collect();
    assert_eq!(names, all, "each once, the newest first");
}

#[tokio::test]
async fn an_upload_behind_more_than_a_hundred_is_found() {
    let uploads = Uploads::of(260, true).await;
    let installation = uploads.read(&[sought(HOST, 3)]).await;
    assert!(has(&installation, 3), "it is there");
    assert_eq!(uploads.questions(), 4, "20, and three times 100");
}

#[tokio::test]
async fn what_is_found_is_not_looked_for_any_more() {
    let uploads = Uploads::of(260, true).await;
    let installation = uploads.read(&[sought(HOST, 255), sought(HOST, 200)]).await;
    assert!(has(&installation, 255) && has(&installation, 200), "both are there");
    assert_eq!(uploads.questions(), 2, "the rest is left alone");
}

#[tokio::test]
async fn what_the_cloud_took_before_the_hand_over_is_not_read() {
    let uploads = Uploads::of(260, true).await;
    let missing = SoughtUpload { name: "not-there.json".to_owned(), ..sought(HOST, 230) };
    let installation = uploads.read(&[missing]).await;
    assert_eq!(uploads.questions(), 2, "the second page reaches back before it");
    assert_eq!(installation.uploads.len(), 120, "which is kept");
}

#[tokio::test]
async fn an_earlier_upload_of_the_same_name_is_not_the_one() {
    let uploads = Uploads::of(60, true).await;
    let again = SoughtUpload { since: made(59), ..sought(HOST, 45) };
    let installation = uploads.read(&[again]).await;
    assert!(has(&installation, 45), "one of that name is listed");
    assert_eq!(uploads.questions(), 1, "yet everything since the hand-over was read");
}

#[tokio::test]
async fn without_dates_it_is_looked_for_to_the_end() {
    let uploads = Uploads::of(230, false).await;
    let installation = uploads.read(&[sought(HOST, 0)]).await;
    assert!(has(&installation, 0), "the very first one");
    let uploads = Uploads::of(230, false).await;
    let missing = SoughtUpload { name: "not-there.json".to_owned(), ..sought(HOST, 0) };
    assert_eq!(uploads.read(&[missing]).await.uploads.len(), 230, "and then there are no more");
}

#[tokio::test]
async fn a_server_of_which_nothing_is_sought_is_asked_once() {
    let uploads = Uploads::of(260, true).await;
    let installation = uploads.read(&[sought("other.example", 3)]).await;
    assert_eq!(uploads.questions(), 1, "another server's upload");
    assert_eq!(installation.uploads.len(), UPLOADS_EACH as usize, "its latest");
}

#[tokio::test]
async fn a_cursor_of_uploads_that_leads_back_ends_with_a_failure() {
    let server = MockServer::start().await;
    let uploads = json!({"nodes": [], "pageInfo": {"hasNextPage": true, "endCursor": "again"}});
    let later = json!({"data": {"node": {"userAccountsUploads": uploads}}});
    let first = json!({"data": {"enterprise": {"ownerInfo": {"enterpriseServerInstallations": {
        "pageInfo": {"hasNextPage": false, "endCursor": null},
        "nodes": [{"id": "S1", "hostName": HOST, "userAccounts": {"totalCount": 7},
            "userAccountsUploads": uploads}]}}}}});
    let answer = move |request: &Request| {
        let question: Value = serde_json::from_slice(&request.body).unwrap();
        let is_later = question["variables"].get("server").is_some();
        ResponseTemplate::new(200).set_body_json(if is_later { &later } else { &first })
    };
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    let failure = client_once(&server.uri()).uploads(&slug(), &[sought(HOST, 3)]).await.unwrap_err();
    assert_eq!(failure.reason, Reason::PagingDidNotEnd { pages: 2 }, "the same page twice");
}

#[tokio::test]
async fn a_server_that_went_meanwhile_has_no_more_uploads() {
    let server = MockServer::start().await;
    let first = json!({"data": {"enterprise": {"ownerInfo": {"enterpriseServerInstallations": {
        "pageInfo": {"hasNextPage": false, "endCursor": null},
        "nodes": [{"id": "S1", "hostName": HOST, "userAccounts": {"totalCount": 7},
            "userAccountsUploads": {"nodes": [], "pageInfo": {"hasNextPage": true, "endCursor": "x"}}}]}}}}});
    let answer = move |request: &Request| {
        let question: Value = serde_json::from_slice(&request.body).unwrap();
        let gone = json!({"data": {"node": null}});
        let is_later = question["variables"].get("server").is_some();
        ResponseTemplate::new(200).set_body_json(if is_later { &gone } else { &first })
    };
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    let answer = client_once(&server.uri()).uploads(&slug(), &[sought(HOST, 3)]).await.unwrap();
    assert!(answer.value[0].uploads.is_empty(), "none, and no failure of the others");
}
