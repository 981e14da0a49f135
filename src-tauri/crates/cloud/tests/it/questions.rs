//! The three questions against an orderly server.

use cloud::{ConsumedTotals, Patience, Reason, UploadState};
use serde_json::{Value, json};
use wiremock::matchers::{body_partial_json, header, headers, method, path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::bench::{TOKEN, client, client_once, connection, slug, with};

const CONSUMED: &str = "/enterprises/octo/consumed-licenses";

fn totals() -> Value {
    json!({"total_seats_consumed": 102, "total_seats_purchased": 103, "users": [{"github_com_login": "mona"}]})
}

#[tokio::test]
async fn every_question_says_who_asks_and_what_version_is_meant() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path(CONSUMED))
        .and(query_param("per_page", "1"))
        .and(header("authorization", format!("Bearer {TOKEN}")))
        .and(header("x-github-api-version", "2026-03-10"))
        .and(header("user-agent", "Seatbridge-tests"))
        .and(headers("accept", vec!["application/vnd.github+json", "application/json;q=0.9"]))
        .respond_with(
            ResponseTemplate::new(200)
                .set_body_json(totals())
                .insert_header("date", "Mon, 02 Nov 2026 10:00:00 GMT")
                .insert_header("x-oauth-scopes", "read:enterprise")
                .insert_header("link", r#"<https://elsewhere.example/?per_page=1&page=102>; rel="last""#),
        )
        .expect(1)
        .mount(&server)
        .await;

    let answer = client_once(&server.uri()).consumed(&slug()).await.unwrap();

    assert_eq!(
        answer.value,
        ConsumedTotals { consumed: 102, purchased: Some(103), rows: Some(102) },
        "the totals"
    );
    assert_eq!(answer.head.cloud_at, Some("2026-11-02T10:00:00Z".parse().unwrap()), "the cloud's clock");
    assert_eq!(answer.head.scopes, Some(vec!["read:enterprise".to_owned()]), "the token's scopes");
    assert_eq!(answer.evidence.text, totals().to_string(), "the answer as it came");
}

#[tokio::test]
async fn the_status_of_every_server_is_read() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/enterprises/octo/license-sync-status"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"server_instances": [
            {"server_id": "aaaa", "hostname": "ghe.example",
             "last_sync": {"date": "2026-11-01T00:00:00Z", "status": "success", "error": ""}},
        ]})))
        .expect(1)
        .mount(&server)
        .await;

    let answer = client_once(&server.uri()).sync_status(&slug()).await.unwrap();

    assert_eq!(answer.value.len(), 1, "one server");
    assert_eq!(answer.value[0].host.as_deref(), Some("ghe.example"), "its host");
    assert_eq!(answer.value[0].date, Some("2026-11-01T00:00:00Z".parse().unwrap()), "its date");
}

fn installations(hosts: &[&str], next: Option<&str>) -> Value {
    let nodes: Vec<Value> = hosts
        .iter()
        .map(|host| {
            json!({
                "hostName": host, "isConnected": false, "userAccounts": {"totalCount": 7},
                "userAccountsUploads": {"nodes": [
                    {"id": "U1", "name": "usage.json", "syncState": "PENDING",
                     "createdAt": "2026-11-02T09:00:00Z", "updatedAt": "2026-11-02T09:00:01Z"},
                    null,
                    {"id": "U0", "name": "older.json", "syncState": "ARCHIVED"},
                ]},
            })
        })
        .collect();
    let page_info = json!({"hasNextPage": next.is_some(), "endCursor": next});
    json!({"data": {"enterprise": {"ownerInfo": {
        "enterpriseServerInstallations": {"pageInfo": page_info, "nodes": nodes}}}}})
}

async fn graphql(server: &MockServer, after: Value, answer: Value) {
    Mock::given(method("POST"))
        .and(path("/graphql"))
        .and(body_partial_json(json!({"variables": {"slug": "octo", "after": after}})))
        .respond_with(ResponseTemplate::new(200).set_body_json(answer))
        .mount(server)
        .await;
}

#[tokio::test]
async fn all_pages_of_servers_are_read() {
    let server = MockServer::start().await;
    graphql(&server, Value::Null, installations(&["a.example", "b.example"], Some("two"))).await;
    graphql(&server, json!("two"), installations(&["c.example"], None)).await;

    let answer = client_once(&server.uri()).uploads(&slug(), &[]).await.unwrap();

    let hosts: Vec<&str> = answer.value.iter().map(|installation| installation.host.as_str()).collect();
    assert_eq!(hosts, ["a.example", "b.example", "c.example"], "in the cloud's order");
    let installation = &answer.value[0];
    assert_eq!(
        (installation.connected, installation.accounts_held),
        (Some(false), 7),
        "what the cloud holds"
    );
    let states: Vec<&UploadState> = installation.uploads.iter().map(|upload| &upload.state).collect();
    let later = UploadState::Other("ARCHIVED".to_owned());
    assert_eq!(states, [&UploadState::Pending, &later], "a null is left out, an unknown state is kept");
    assert_eq!(installation.uploads[0].created_at, Some("2026-11-02T09:00:00Z".parse().unwrap()), "when");
    assert_eq!(installation.uploads[1].created_at, None, "an upload without a date is one all the same");
    assert_eq!(answer.evidence.text.lines().count(), 2, "both pages are kept");
}

#[tokio::test]
async fn a_cursor_that_leads_back_ends_with_a_failure() {
    let server = MockServer::start().await;
    graphql(&server, Value::Null, installations(&["a.example"], Some("two"))).await;
    graphql(&server, json!("two"), installations(&["b.example"], Some("three"))).await;
    graphql(&server, json!("three"), installations(&["c.example"], Some("two"))).await;

    let failure = client_once(&server.uri()).uploads(&slug(), &[]).await.unwrap_err();

    assert_eq!(failure.reason, Reason::PagingDidNotEnd { pages: 3 }, "two leads to three, and three to two");
}

#[tokio::test]
async fn cursors_that_never_end_end_with_a_failure() {
    let server = MockServer::start().await;
    let next = std::sync::atomic::AtomicU32::new(0);
    Mock::given(method("POST"))
        .respond_with(move |_: &Request| {
            let cursor = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_string();
            ResponseTemplate::new(200).set_body_json(installations(&[], Some(&cursor)))
        })
        .mount(&server)
        .await;

    let failure = client_once(&server.uri()).uploads(&slug(), &[]).await.unwrap_err();

    assert_eq!(
        failure.reason,
        Reason::PagingDidNotEnd { pages: 100 },
        "bounded even where every cursor is new"
    );
}

#[tokio::test]
async fn graphql_refusals_come_with_a_success_and_are_told_apart() {
    let error = |kind: Value, extensions: Value| {
        json!({"data": {"enterprise": null}, "errors": [
            {"type": kind, "message": "said by the cloud", "extensions": extensions}]})
    };
    let missing =
        Reason::MissingScope { needed: "read:enterprise".to_owned(), held: vec!["repo".to_owned()] };
    let shape = |path: &str| Reason::UnexpectedShape { path: path.to_owned() };
    for (body, reason) in [
        (error(json!("INSUFFICIENT_SCOPES"), Value::Null), missing.clone()),
        (error(json!("NOT_FOUND"), Value::Null), missing.clone()),
        (error(json!("FORBIDDEN"), json!({"saml_failure": true})), Reason::SsoRequired),
        (error(json!("INTERNAL"), Value::Null), Reason::Graphql { kind: Some("INTERNAL".to_owned()) }),
        (error(Value::Null, json!({"code": "undefinedField"})), Reason::Graphql { kind: None }),
        (error(Value::Null, Value::Null), Reason::Graphql { kind: None }),
        (json!({"data": {"enterprise": null}}), Reason::NotFound),
        (json!({"data": {"enterprise": {"ownerInfo": null}}}), Reason::NotEnterpriseOwner),
        (json!({"data": {"enterprise": {}}}), shape("data.enterprise.ownerInfo")),
        (json!({"data": {}}), shape("data.enterprise")),
        (json!({}), shape("data")),
        (json!([]), shape("data")),
        (
            json!({"data": {"enterprise": {"ownerInfo": {"enterpriseServerInstallations": {
                "pageInfo": {"hasNextPage": true, "endCursor": null}, "nodes": []}}}}}),
            shape("data.enterprise.ownerInfo.enterpriseServerInstallations.pageInfo.endCursor"),
        ),
        (
            json!({"data": {"enterprise": {"ownerInfo": {"enterpriseServerInstallations": {
                "pageInfo": {"hasNextPage": false}, "nodes": [{"hostName": "a.example", "userAccounts": {}}]}}}}}),
            shape("data.enterprise.ownerInfo.enterpriseServerInstallations.nodes[0].userAccounts.totalCount"),
        ),
    ] {
        let server = MockServer::start().await;
        let template =
            ResponseTemplate::new(200).set_body_json(&body).insert_header("x-oauth-scopes", "repo");
        Mock::given(method("POST")).respond_with(template).mount(&server).await;
        let failure = client_once(&server.uri()).uploads(&slug(), &[]).await.unwrap_err();
        assert_eq!(failure.reason, reason, "{body}");
        let said = body.pointer("/errors/0/message").and_then(Value::as_str);
        assert_eq!(failure.message.as_deref(), said, "in the cloud's own words: {body}");
    }
}

#[tokio::test]
async fn a_graphql_rate_limit_is_waited_for_like_any_other() {
    let server = MockServer::start().await;
    let limited = json!({"errors": [{"type": "RATE_LIMITED", "message": "later"}]});
    let template = ResponseTemplate::new(200)
        .set_body_json(limited)
        .insert_header("date", "Mon, 02 Nov 2026 10:00:00 GMT")
        .insert_header("x-ratelimit-limit", "5000")
        .insert_header("x-ratelimit-remaining", "0")
        .insert_header("x-ratelimit-reset", "1793613642");
    Mock::given(method("POST")).respond_with(template).up_to_n_times(1).mount(&server).await;
    graphql(&server, Value::Null, installations(&["a.example"], None)).await;

    let (cloud, pacing) = client(&server.uri());
    let answer = cloud.uploads(&slug(), &[]).await.unwrap();

    assert_eq!(answer.value.len(), 1, "the second time it is answered");
    assert_eq!(pacing.waits(), [42.0], "after exactly as long as the cloud said");
}

#[tokio::test]
async fn a_secondary_limit_of_graphql_that_is_told_in_words_alone_was_taken_for_an_error() {
    let server = MockServer::start().await;
    let limited = json!({"errors": [{"message": "You have exceeded a secondary rate limit."}]});
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_body_json(limited))
        .mount(&server)
        .await;
    let failure = client_once(&server.uri()).uploads(&slug(), &[]).await.unwrap_err();
    assert!(matches!(failure.reason, Reason::RateLimited { retry_after_seconds: 60, .. }), "{failure:?}");
}

#[tokio::test]
async fn graphql_stands_where_it_is_configured() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/api/graphql"))
        .respond_with(ResponseTemplate::new(200).set_body_json(installations(&[], None)))
        .expect(1)
        .mount(&server)
        .await;
    let connection = cloud::Connection {
        graphql_path: "/api/graphql".to_owned(),
        patience: Patience::ONCE,
        ..connection(&server.uri())
    };
    assert!(with(connection).0.uploads(&slug(), &[]).await.unwrap().value.is_empty(), "no servers");
}
