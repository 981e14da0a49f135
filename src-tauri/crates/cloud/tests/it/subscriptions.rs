//! Visual Studio subscriptions.

use std::ops::ControlFlow;

use cloud::{Cloud, CloudFailure, Reason, Subscriptions, TakenAnswer};
use serde_json::{Value, json};
use usage::reader::{Unwatched, read};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::bench::{client_once, slug};

const PATH: &str = "/enterprises/octo/visual-studio-subscriptions";

/// A page of so many subscriptions, from that number on.
fn page(from: usize, rows: usize, total: usize) -> Value {
    let row = |number: usize| {
        json!({"visual_studio_subscription_email": format!("person-{number}@corp.example"),
            "subscription_id": format!("id-{number}"), "username": null, "manual_match": false})
    };
    let rows: Vec<Value> = (from..from + rows).map(row).collect();
    json!({"total_count": total, "visual_studio_subscriptions": rows})
}

async fn answered(server: &MockServer, number: usize, answer: ResponseTemplate) {
    Mock::given(method("GET"))
        .and(path(PATH))
        .and(query_param("per_page", "100"))
        .and(query_param("page", number.to_string()))
        .respond_with(answer)
        .expect(1)
        .mount(server)
        .await;
}

async fn gathered(cloud: &Cloud) -> (Result<Subscriptions, CloudFailure>, String) {
    let mut document = String::new();
    let mut taken = |answer: TakenAnswer<'_>| {
        document.push_str(answer.text);
        ControlFlow::Continue(())
    };
    let read = cloud.subscriptions(&slug(), &mut taken).await;
    (read, document)
}

#[tokio::test]
async fn subscriptions_over_several_pages_come_as_a_file_of_them_would() {
    let server = MockServer::start().await;
    answered(&server, 1, ResponseTemplate::new(200).set_body_json(page(0, 100, 130))).await;
    answered(&server, 2, ResponseTemplate::new(200).set_body_json(page(100, 30, 130))).await;
    let (subscriptions, document) = gathered(&client_once(&server.uri())).await;
    let subscriptions = subscriptions.unwrap();
    assert_eq!(
        (subscriptions.total, subscriptions.read, subscriptions.pages),
        (Some(130), 130, 2),
        "all of them"
    );
    let reading = read(&mut document.as_bytes(), None, &Unwatched).unwrap();
    assert_eq!(
        reading.kind,
        usage::Kind::VisualStudio,
        "a file of these answers would be one of subscriptions"
    );
    assert_eq!(reading.subscriptions.unwrap().rows, 130, "with all of them: {:?}", reading.findings);
    assert!(reading.findings.is_empty(), "none is missing, none stands twice: {:?}", reading.findings);
}

#[tokio::test]
async fn a_full_page_without_a_total_was_taken_for_all_of_them() {
    let untold = |from, rows| {
        let mut page = page(from, rows, 0);
        page.as_object_mut().unwrap().remove("total_count");
        ResponseTemplate::new(200).set_body_json(page)
    };
    let server = MockServer::start().await;
    answered(&server, 1, untold(0, 100)).await;
    answered(&server, 2, untold(100, 30)).await;
    let (read, _) = gathered(&client_once(&server.uri())).await;
    let read = read.unwrap();
    assert_eq!((read.total, read.read, read.pages), (None, 130, 2), "another page may follow a full one");
}

#[tokio::test]
async fn a_link_says_whether_another_page_follows_and_never_leads_elsewhere() {
    let server = MockServer::start().await;
    let next = format!("<{}{PATH}?per_page=100&page=2>; rel=\"next\"", server.uri());
    let first = ResponseTemplate::new(200).set_body_json(page(0, 2, 2)).insert_header("link", next.as_str());
    answered(&server, 1, first).await;
    let elsewhere = "<https://elsewhere.example/?page=3>; rel=\"next\"";
    let second = ResponseTemplate::new(200).set_body_json(page(2, 1, 3)).insert_header("link", elsewhere);
    answered(&server, 2, second).await;
    let (read, document) = gathered(&client_once(&server.uri())).await;
    let to = Some("https://elsewhere.example/".to_owned());
    assert_eq!(read.unwrap_err().reason, Reason::LinkElsewhere { to }, "the token belongs to one origin");
    assert_eq!(document, page(0, 2, 2).to_string(), "the page before is at hand");
}

#[tokio::test]
async fn an_enterprise_that_has_none_or_shows_none_says_so() {
    let server = MockServer::start().await;
    let headers = ResponseTemplate::new(404).insert_header("x-oauth-scopes", "repo");
    answered(&server, 1, headers.set_body_json(json!({"message": "Not Found"}))).await;
    let (read, _) = gathered(&client_once(&server.uri())).await;
    let held = vec!["repo".to_owned()];
    let missing = Reason::MissingScope { needed: "read:enterprise".to_owned(), held };
    assert_eq!(read.unwrap_err().reason, missing, "the scope is what is missing");
    let server = MockServer::start().await;
    answered(&server, 1, ResponseTemplate::new(200).set_body_json(json!({"total_count": 0}))).await;
    let (read, _) = gathered(&client_once(&server.uri())).await;
    let path = "visual_studio_subscriptions".to_owned();
    assert_eq!(
        read.unwrap_err().reason,
        Reason::UnexpectedShape { path },
        "another document is none of them"
    );
}
