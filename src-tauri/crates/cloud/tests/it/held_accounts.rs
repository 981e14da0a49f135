//! The accounts that the cloud holds of a server, over all pages.

use std::sync::{Arc, Mutex};

use cloud::Reason;
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::bench::{client_once, slug};

fn email(number: usize) -> String {
    format!("person-{number}@corp.example")
}

fn account(number: usize) -> Value {
    json!({"login": format!("person-{number:04}"), "remoteUserId": number, "isSiteAdmin": number == 1,
    "emails": {"totalCount": 2 + usize::from(number == 3), "nodes": [
        {"email": format!("other-{number}@corp.example"), "isPrimary": false},
        {"email": email(number), "isPrimary": true},
    ]}})
}

/// The document of a page of a list that goes on where there is a cursor.
fn connection(nodes: &[Value], next: Option<&str>) -> Value {
    json!({"totalCount": 207, "nodes": nodes, "pageInfo": {"hasNextPage": next.is_some(), "endCursor": next}})
}

fn servers(hosts: &[&str], next: Option<&str>) -> Value {
    let nodes: Vec<_> = hosts
        .iter()
        .map(|host| {
            json!({"id": format!("S-{host}"), "hostName": host, "isConnected": false,
                "userAccounts": {"totalCount": 207}, "userAccountsUploads": connection(&[], None)})
        })
        .collect();
    let ownerinfo = json!({"enterpriseServerInstallations": connection(&nodes, next)});
    json!({"data": {"enterprise": {"ownerInfo": ownerinfo}}})
}

/// A cloud whose servers come on two pages and whose accounts on three; notes the variables of each question.
async fn cloud(
    accounts: impl Fn(&Value) -> Value + Send + Sync + 'static,
) -> (MockServer, Arc<Mutex<Vec<Value>>>) {
    let (server, asked) = (MockServer::start().await, Arc::new(Mutex::new(Vec::new())));
    let log = Arc::clone(&asked);
    let answer = move |request: &Request| {
        let question: Value = serde_json::from_slice(&request.body).unwrap();
        let variables = &question["variables"];
        log.lock().unwrap().push(variables.clone());
        ResponseTemplate::new(200).set_body_json(
            match (variables.get("server"), variables["after"].as_str()) {
                (None, None) => servers(&["a.example"], Some("two")),
                (None, Some(_)) => servers(&["b.example", "GHE.example"], None),
                (Some(_), _) => accounts(variables),
            },
        )
    };
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    (server, asked)
}

fn three_pages(variables: &Value) -> Value {
    let from = variables["after"].as_str().map_or(0, |after| after.parse().unwrap());
    let until = usize::min(from + 100, 207);
    let next = (until < 207).then(|| until.to_string());
    let nodes: Vec<_> = (from + 1..=until).map(account).collect();
    json!({"data": {"node": {"userAccounts": connection(&nodes, next.as_deref())}}})
}

#[tokio::test]
async fn every_account_of_the_server_is_read_over_all_pages() {
    let (server, asked) = cloud(three_pages).await;
    let held = client_once(&server.uri()).held_accounts(&slug(), "ghe.example").await.unwrap().unwrap();
    assert_eq!((held.accounts.len(), held.total), (207, 207), "all of them");
    assert!(held.accounts.iter().map(|account| account.id).eq(1..=207), "in order, each once");
    let (first, third) = (&held.accounts[0], &held.accounts[2]);
    assert_eq!(first.primary_email.as_deref(), Some("person-1@corp.example"), "by which it is matched");
    assert_eq!(first.other_emails, ["other-1@corp.example"], "and the other one");
    assert_eq!((first.site_admin, first.all_emails, third.all_emails), (Some(true), true, false));
    let servers: Vec<_> = asked.lock().unwrap().iter().map(|asked| asked["server"].clone()).collect();
    assert_eq!(servers[2..], ["S-GHE.example", "S-GHE.example", "S-GHE.example"], "three pages of that one");
    assert!(!format!("{held:?}").contains("person"), "people are not printed");
}

#[tokio::test]
async fn a_server_that_is_not_there_holds_nothing() {
    let (server, _) = cloud(|_| json!({"data": {"node": null}})).await;
    let cloud = client_once(&server.uri());
    assert!(cloud.held_accounts(&slug(), "elsewhere.example").await.unwrap().is_none(), "none of that host");
    assert!(cloud.held_accounts(&slug(), "a.example").await.unwrap().is_none(), "one that went meanwhile");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_place() {
    let accounts = "data.node.userAccounts";
    let nodes = |node: Value| json!({"data": {"node": {"userAccounts": connection(&[node], None)}}});
    let mut no_id = account(1);
    no_id["remoteUserId"] = Value::Null;
    let mut no_text = account(1);
    no_text["emails"]["nodes"][1]["email"] = json!(7);
    for (document, reason) in [
        (json!({"data": {"node": {}}}), Reason::UnexpectedShape { path: accounts.to_owned() }),
        (nodes(no_id), Reason::UnexpectedShape { path: format!("{accounts}.nodes[0].remoteUserId") }),
        (
            nodes(no_text),
            Reason::UnexpectedShape { path: format!("{accounts}.nodes[0].emails.nodes[1].email") },
        ),
        (
            json!({"data": {"node": {"userAccounts": connection(&[], Some("same"))}}}),
            Reason::PagingDidNotEnd { pages: 2 },
        ),
    ] {
        let told = document.clone();
        let (server, _) = cloud(move |_| told.clone()).await;
        let failure = client_once(&server.uri()).held_accounts(&slug(), "a.example").await.unwrap_err();
        assert_eq!(failure.reason, reason, "{document}");
    }
}
