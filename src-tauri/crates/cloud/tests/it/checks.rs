//! The check of an enterprise, line by line.

use cloud::{Check, CheckLine, Reason};
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::bench::{client, connection, slug, with};
use crate::fault_server::nobody;

const ALL: [Check; 10] = [
    Check::HostReachable,
    Check::Transport,
    Check::Proxy,
    Check::TokenAccepted,
    Check::Scopes,
    Check::ApiVersion,
    Check::ConsumedLicenses,
    Check::EnterpriseOwner,
    Check::RateLeft,
    Check::ClockSkew,
];

fn oks(lines: &[CheckLine]) -> Vec<Option<bool>> {
    assert_eq!(
        lines.iter().map(|line| line.check).collect::<Vec<_>>(),
        ALL,
        "always all of them, in their order"
    );
    lines.iter().map(|line| line.ok).collect()
}

fn owner_info(owner_info: &Value) -> Value {
    json!({"data": {"enterprise": {"ownerInfo": owner_info}}})
}

/// A server that answers REST with a status and GraphQL with a document.
async fn server(status: u16, headers: &[(&'static str, &'static str)], graphql: Value) -> MockServer {
    let server = MockServer::start().await;
    let mut rest =
        ResponseTemplate::new(status).set_body_json(json!({"total_seats_consumed": 1, "users": []}));
    for (name, value) in headers {
        rest = rest.insert_header(*name, *value);
    }
    Mock::given(method("GET")).respond_with(rest).mount(&server).await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_body_json(graphql))
        .mount(&server)
        .await;
    server
}

const HEALTHY: [(&str, &str); 6] = [
    ("date", "Mon, 02 Nov 2026 10:00:02 GMT"),
    ("x-oauth-scopes", "read:enterprise"),
    ("x-github-api-version-selected", "2026-03-10"),
    ("x-ratelimit-limit", "5000"),
    ("x-ratelimit-remaining", "4990"),
    ("x-ratelimit-reset", "1793613642"),
];

#[tokio::test]
async fn everything_holds() {
    let server = server(200, &HEALTHY, owner_info(&json!({"enterpriseServerInstallations": {}}))).await;
    let lines = client(&server.uri()).0.check(&slug()).await.lines;
    assert_eq!(oks(&lines), [Some(true); 10], "{lines:#?}");
    assert!(lines.iter().all(|line| line.failure.is_none()), "no reasons where nothing is wrong");
    let params = serde_json::to_value(&lines).unwrap();
    assert_eq!(params[1]["params"], json!({"kind": "loopback"}), "nothing leaves this machine");
    assert_eq!(
        params[4]["params"],
        json!({"needed": "read:enterprise", "held": ["read:enterprise"]}),
        "scopes"
    );
    assert_eq!(params[8]["params"]["remaining"], 4990, "requests left");
    assert_eq!(
        params[9]["params"],
        json!({"seconds": 2, "this_machine_is": "behind"}),
        "two seconds are nothing"
    );
}

#[tokio::test]
async fn nothing_is_known_of_a_host_that_is_not_reached() {
    let (cloud, pacing) = client(&nobody().await);
    let lines = cloud.check(&slug()).await.lines;
    assert_eq!(oks(&lines)[0], Some(false), "the host");
    assert_eq!(oks(&lines)[3..], [None; 7], "everything else is unknown, not wrong");
    assert_eq!(oks(&lines)[1..3], [None, Some(true)], "but that no proxy stands between");
    assert_eq!(lines[0].failure.as_ref().unwrap().reason, Reason::Unreachable, "why");
    assert!(pacing.waits().is_empty(), "whoever looks asks again");
}

#[tokio::test]
async fn a_token_that_is_not_accepted() {
    let server = server(401, &HEALTHY[..1], json!({})).await;
    let lines = client(&server.uri()).0.check(&slug()).await.lines;
    let ok = oks(&lines);
    assert_eq!(
        ok[..5],
        [Some(true), Some(true), Some(true), Some(false), None],
        "the host is fine, the token isn't"
    );
    assert_eq!(lines[3].failure.as_ref().unwrap().reason, Reason::Unauthorized, "why");
    assert_eq!(ok[6..8], [None, None], "what an accepted one could read is unknown");
    assert_eq!(ok[9], Some(true), "a refusal tells the time as well");
}

#[tokio::test]
async fn a_token_without_the_scope() {
    let headers = [("x-oauth-scopes", "repo"), ("x-github-api-version-selected", "2026-03-10")];
    let server = server(404, &headers, json!({"errors": [{"type": "INSUFFICIENT_SCOPES"}]})).await;
    let lines = client(&server.uri()).0.check(&slug()).await.lines;
    let ok = oks(&lines);
    assert_eq!((ok[3], ok[4]), (Some(true), Some(false)), "the token is known, its scope is missing");
    assert_eq!((ok[6], ok[7]), (Some(false), None), "what it would open stays shut, and unknown");
    let missing = &lines[6].failure.as_ref().unwrap().reason;
    assert_eq!(missing.code(), "missing_scope", "the scope is the reason");
}

#[tokio::test]
async fn a_fine_grained_token_is_told_as_one() {
    for status in [403, 404] {
        let forbidden = json!({"errors": [{"type": "FORBIDDEN", "message": "not accessible"}]});
        let server = server(status, &HEALTHY[..1], forbidden).await;
        let token = cloud::Token::new("github_pat_inventedTokenOfNobody".into()).unwrap();
        let (cloud, _) = with(cloud::Connection { token, ..connection(&server.uri()) });
        let lines = cloud.check(&slug()).await.lines;
        assert_eq!(oks(&lines)[3..5], [None, Some(false)], "whether it is known, nobody says: {status}");
        assert_eq!((lines[6].ok, lines[7].ok), (Some(false), None), "nothing can be read with it");
        for line in [&lines[4], &lines[6], &lines[7]] {
            let reason = line.failure.as_ref().map(|failure| &failure.reason);
            assert_eq!(reason, Some(&Reason::FineGrainedToken), "{:?}", line.check);
        }
    }
}

fn of_an_app(url: &str) -> cloud::Cloud {
    let token = cloud::Token::new("ghs_12345_eyJhbGciOi.eyJpc3Mi.c2ln".into()).unwrap();
    with(cloud::Connection { token, ..connection(url) }).0
}

#[tokio::test]
async fn an_apps_token_is_judged_by_its_permissions_and_not_by_scopes() {
    let reads = server(200, &HEALTHY[..1], owner_info(&Value::Null)).await;
    let lines = of_an_app(&reads.uri()).check(&slug()).await.lines;
    assert_eq!(oks(&lines)[3..5], [Some(true), Some(true)], "what it may read, it may read");
    assert_eq!(lines[4].params["token"], "app".into(), "and why no scope is told");
    assert_eq!(lines[7].failure.as_ref().unwrap().reason, Reason::NotForApps, "owners' own tokens alone");
    for status in [403, 404] {
        let permissions = [HEALTHY[0], ("x-accepted-github-permissions", "enterprise_administration=read")];
        let refuses = server(status, &permissions, owner_info(&Value::Null)).await;
        let lines = of_an_app(&refuses.uri()).check(&slug()).await.lines;
        let needed = vec!["enterprise_administration=read".to_owned()];
        let missing = Some(Reason::MissingPermission { needed });
        assert_eq!(
            oks(&lines)[3..5],
            [Some(true), Some(false)],
            "it is known, and lacks a permission: {status}"
        );
        for line in [&lines[4], &lines[6]] {
            let reason = line.failure.as_ref().map(|failure| failure.reason.clone());
            assert_eq!(reason, missing, "which one: {:?}", line.check);
        }
        let silent = server(status, &HEALTHY[..1], owner_info(&Value::Null)).await;
        let lines = of_an_app(&silent.uri()).check(&slug()).await.lines;
        assert_eq!(oks(&lines)[3..5], [None, None], "where the cloud does not say, nothing is made up");
    }
}

#[tokio::test]
async fn a_version_that_is_being_retired_is_told_before_it_is_gone() {
    let mut headers = HEALTHY.to_vec();
    headers.push(("deprecation", "@1793613600"));
    headers.push(("sunset", "Fri, 10 Mar 2028 00:00:00 GMT"));
    let server = server(200, &headers, owner_info(&json!({"enterpriseServerInstallations": {}}))).await;
    let line = client(&server.uri()).0.check(&slug()).await.lines.swap_remove(5);
    assert_eq!((line.check, line.ok), (Check::ApiVersion, Some(false)), "something is to be done");
    assert_eq!(line.params["deprecated_since"], "2026-11-02T10:00:00Z".into(), "since when");
    assert_eq!(line.params["retires_at"], "2028-03-10T00:00:00Z".into(), "until when");
}

#[tokio::test]
async fn a_token_of_somebody_who_is_no_owner() {
    let server = server(200, &HEALTHY, owner_info(&Value::Null)).await;
    let lines = client(&server.uri()).0.check(&slug()).await.lines;
    assert_eq!((oks(&lines)[6], oks(&lines)[7]), (Some(true), Some(false)), "licenses yes, uploads no");
    assert_eq!(lines[7].failure.as_ref().unwrap().reason, Reason::NotEnterpriseOwner, "why");
}

#[tokio::test]
async fn a_token_that_is_told_no_scopes() {
    let server = server(200, &HEALTHY[..1], owner_info(&json!({}))).await;
    let lines = client(&server.uri()).0.check(&slug()).await.lines;
    assert_eq!(oks(&lines)[4], None, "unknown scopes are unknown");
    assert_eq!(oks(&lines)[8], None, "so is an unlimited rate");
    assert_eq!(oks(&lines)[5], None, "so is an unnamed version");
}

#[tokio::test]
async fn a_version_that_is_gone_or_another_one() {
    let gone = server(410, &[], json!({})).await;
    let lines = client(&gone.uri()).0.check(&slug()).await.lines;
    assert_eq!(oks(&lines)[5], Some(false), "gone");
    let older =
        [("x-github-api-version-selected", "2022-11-28"), ("sunset", "Fri, 10 Mar 2028 00:00:00 GMT")];
    let older = server(200, &older, owner_info(&json!({}))).await;
    let lines = client(&older.uri()).0.check(&slug()).await.lines;
    assert_eq!(oks(&lines)[5], Some(false), "another version than was asked for");
    let params = serde_json::to_value(&lines[5].params).unwrap();
    let expected =
        json!({"asked": "2026-03-10", "answered": "2022-11-28", "retires_at": "2028-03-10T00:00:00Z"});
    assert_eq!(params, expected, "which, and until when");
}

#[tokio::test]
async fn a_clock_that_is_an_hour_off() {
    for (date, direction) in
        [("Mon, 02 Nov 2026 11:00:00 GMT", "behind"), ("Mon, 02 Nov 2026 09:00:00 GMT", "ahead")]
    {
        let server = server(200, &[("date", date)], owner_info(&json!({}))).await;
        let lines = client(&server.uri()).0.check(&slug()).await.lines;
        assert_eq!(oks(&lines)[9], Some(false), "an hour is too much");
        let params = serde_json::to_value(&lines[9].params).unwrap();
        assert_eq!(params, json!({"seconds": 3600, "this_machine_is": direction}), "by how much");
    }
}

#[tokio::test]
async fn requests_that_are_used_up() {
    let headers = [("x-ratelimit-limit", "5000"), ("x-ratelimit-remaining", "0")];
    let server = server(403, &headers, json!({})).await;
    let lines = client(&server.uri()).0.check(&slug()).await.lines;
    assert_eq!(oks(&lines)[8], Some(false), "none are left");
    assert_eq!(
        lines[6].failure.as_ref().unwrap().reason.code(),
        "rate_limited",
        "which is why nothing can be read"
    );
}

#[tokio::test]
async fn the_count_comes_with_the_check() {
    let server = server(200, &HEALTHY, owner_info(&json!({"enterpriseServerInstallations": {}}))).await;
    let checked = client(&server.uri()).0.check(&slug()).await;
    let consumed = checked.consumed.expect("it was asked for on the way");
    assert_eq!(consumed.value.consumed, 1, "what the cloud counts");
    assert_eq!(consumed.head.cloud_at, Some("2026-11-02T10:00:02Z".parse().unwrap()), "by its clock");
    let asked = server.received_requests().await.unwrap();
    let counts = asked.iter().filter(|request| request.url.path().ends_with("consumed-licenses")).count();
    assert_eq!(counts, 1, "and nobody has to ask again");
}

#[tokio::test]
async fn an_answer_without_a_count_is_no_count() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"users": []})))
        .mount(&server)
        .await;
    let checked = client(&server.uri()).0.check(&slug()).await;
    assert_eq!(checked.consumed, None, "unknown is not zero");
    let line = &checked.lines[6];
    assert_eq!((line.check, line.ok), (Check::ConsumedLicenses, None), "and the line says so");
    let reason = line.failure.as_ref().map(|failure| &failure.reason);
    let path = "total_seats_consumed".to_owned();
    assert_eq!(reason, Some(&Reason::UnexpectedShape { path }), "with what was missing");
}
