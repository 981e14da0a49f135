//! Identities at the providers of the enterprise and its organizations.

use std::ops::ControlFlow;

use cloud::{Cloud, IdentitiesOf, ReadProvider, Reason, TakenAnswer};
use serde_json::{Value, json};
use usage::reader::{Unwatched, read_people};
use usage::roster::People;
use wiremock::matchers::{body_partial_json, body_string_contains};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::bench::{client_once, slug};

/// What a question that holds this text is answered with, the variables being these.
async fn answered(server: &MockServer, text: &str, variables: Value, answer: Value) {
    Mock::given(body_string_contains(text))
        .and(body_partial_json(json!({"variables": variables})))
        .respond_with(
            ResponseTemplate::new(200)
                .set_body_json(answer)
                .insert_header("x-oauth-scopes", "read:enterprise"),
        )
        .mount(server)
        .await;
}

fn of_the_enterprise(saml: Option<&str>) -> Value {
    json!({"data": {"enterprise": {"ownerInfo": {
        "samlIdentityProvider": saml.map(|id| json!({"id": id})), "oidcProvider": null}}}})
}

fn organization(login: &str, owned: bool, provider: Option<&str>) -> Value {
    let provider = provider.map(|id| json!({"id": id}));
    json!({"login": login, "viewerCanAdminister": owned, "samlIdentityProvider": provider})
}

fn organizations(nodes: &[Value], next: Option<&str>) -> Value {
    let page_info = json!({"hasNextPage": next.is_some(), "endCursor": next});
    json!({"data": {"enterprise": {"organizations": {"pageInfo": page_info, "nodes": nodes}}}})
}

fn identities(logins: &[&str], total: usize, next: Option<&str>) -> Value {
    let nodes: Vec<Value> = logins
        .iter()
        .map(|login| {
            let email = format!("{login}@corp.example");
            json!({"guid": "g", "user": {"login": login},
                "samlIdentity": {"nameId": email, "username": null, "emails": [], "attributes": []},
                "scimIdentity": {"username": null, "emails": [{"value": email}]}})
        })
        .collect();
    let page_info = json!({"hasNextPage": next.is_some(), "endCursor": next});
    json!({"data": {"node": {"externalIdentities": {
        "totalCount": total, "pageInfo": page_info, "nodes": nodes}}}})
}

/// A server with three organizations on two pages: one with a provider, one whose token's person is no owner, one that is refused.
async fn orderly() -> MockServer {
    let server = MockServer::start().await;
    answered(&server, "ownerInfo", json!({"slug": "octo"}), of_the_enterprise(Some("E"))).await;
    let first = organizations(
        &[organization("alpha", true, Some("A")), organization("beta", false, None)],
        Some("two"),
    );
    answered(&server, "organizations", json!({"slug": "octo", "after": null}), first).await;
    let mut second =
        organizations(&[organization("gamma", true, None), organization("delta", true, None)], None);
    second["errors"] = json!([{"type": "FORBIDDEN", "message": "protected", "extensions": {"saml_failure": true},
        "path": ["enterprise", "organizations", "nodes", 0, "samlIdentityProvider"]}]);
    answered(&server, "organizations", json!({"after": "two"}), second).await;
    let page = |after: Option<&str>| json!({"provider": "E", "after": after});
    answered(&server, "externalIdentities", page(None), identities(&["mona", "hubot"], 3, Some("next")))
        .await;
    answered(&server, "externalIdentities", page(Some("next")), identities(&["octo"], 3, None)).await;
    let of_alpha = identities(&["lee"], 1, None);
    answered(&server, "externalIdentities", json!({"provider": "A", "after": null}), of_alpha).await;
    server
}

/// What was given on, one answer after the other.
async fn read(cloud: &Cloud) -> (Result<cloud::Identities, cloud::CloudFailure>, String) {
    let mut document = String::new();
    let mut taken = |answer: TakenAnswer<'_>| {
        document.push_str(answer.text);
        ControlFlow::Continue(())
    };
    let read = cloud.identities(&slug(), &mut taken).await;
    (read, document)
}

fn logins(document: &str) -> Vec<String> {
    let (reading, people) = read_people(&mut document.as_bytes(), None, &Unwatched).unwrap();
    assert_eq!(
        reading.kind,
        usage::Kind::IdentitiesJson,
        "a file of these answers would be one of identities"
    );
    let Some(People::Identities(roster)) = people else { panic!("it holds identities") };
    let mut logins: Vec<_> = roster.values().map(|value| value.login.to_owned()).collect();
    logins.dedup();
    logins
}

#[tokio::test]
async fn identities_of_the_enterprise_and_of_its_organizations_come_as_a_file_of_them_would() {
    let server = orderly().await;
    let (read, document) = read(&client_once(&server.uri())).await;
    let read = read.unwrap();
    let alpha = IdentitiesOf::Organization("alpha".to_owned());
    assert_eq!(
        read.providers,
        [
            ReadProvider { of: IdentitiesOf::Enterprise, total: 3, read: 3 },
            ReadProvider { of: alpha, total: 1, read: 1 },
        ],
        "the enterprise's own first"
    );
    assert_eq!(logins(&document), ["mona", "hubot", "octo", "lee"], "everybody, over all pages");
    assert_eq!((read.pages, read.organizations_without), (3, 1), "delta has no provider");
    let unknown: Vec<_> = read.unknown.iter().map(|unknown| (&unknown.of, &unknown.failure.reason)).collect();
    let named = |login: &str| IdentitiesOf::Organization(login.to_owned());
    assert_eq!(
        unknown,
        [(&named("beta"), &Reason::NotOrganizationOwner), (&named("gamma"), &Reason::SsoRequired)],
        "who is not known, and why"
    );
}

#[tokio::test]
async fn a_scope_that_is_missing_leaves_unknown_what_it_would_open_and_nothing_else() {
    let server = MockServer::start().await;
    answered(&server, "ownerInfo", json!({}), of_the_enterprise(Some("E"))).await;
    let refused =
        json!({"data": null, "errors": [{"type": "INSUFFICIENT_SCOPES", "message": "needs read:org"}]});
    answered(&server, "organizations", json!({}), refused).await;
    answered(&server, "externalIdentities", json!({"provider": "E"}), identities(&["mona"], 1, None)).await;
    let (read, document) = read(&client_once(&server.uri())).await;
    let read = read.unwrap();
    assert_eq!(logins(&document), ["mona"], "the enterprise's own are known");
    assert_eq!(read.unknown.len(), 1, "{:?}", read.unknown);
    assert_eq!(read.unknown[0].of, IdentitiesOf::Organizations, "those of organizations are not");
    let held = vec!["read:enterprise".to_owned()];
    let missing = Reason::MissingScope { needed: "read:org".to_owned(), held };
    assert_eq!(read.unknown[0].failure.reason, missing, "which scope is missing");
}

#[tokio::test]
async fn whoever_is_no_owner_is_told_so_and_no_answer_is_given_on() {
    let server = MockServer::start().await;
    answered(&server, "ownerInfo", json!({}), json!({"data": {"enterprise": {"ownerInfo": null}}})).await;
    answered(&server, "organizations", json!({}), organizations(&[], None)).await;
    let (read, document) = read(&client_once(&server.uri())).await;
    let unknown = read.unwrap().unknown;
    assert_eq!(unknown[0].failure.reason, Reason::NotEnterpriseOwner, "{unknown:?}");
    assert_eq!(document, "", "there is nothing to keep");
}

#[tokio::test]
async fn a_limit_that_befell_one_organization_was_taken_for_a_denial() {
    for kind in ["RATE_LIMITED", "INTERNAL"] {
        let server = MockServer::start().await;
        answered(&server, "ownerInfo", json!({}), of_the_enterprise(None)).await;
        let mut page = organizations(&[organization("alpha", true, None), Value::Null], None);
        let path = |place: u64| json!(["enterprise", "organizations", "nodes", place]);
        page["errors"] = json!([
            {"type": "FORBIDDEN", "message": "protected", "path": path(1)},
            {"type": kind, "message": "later", "path": path(0)},
        ]);
        answered(&server, "organizations", json!({}), page).await;
        let (read, _) = read(&client_once(&server.uri())).await;
        let reason = read.unwrap_err().reason;
        assert!(!matches!(reason, Reason::Forbidden), "nobody denied alpha: {reason}");
    }
}

#[tokio::test]
async fn an_organization_that_is_not_shown_at_all_was_taken_for_one_without_a_provider() {
    let server = MockServer::start().await;
    answered(&server, "ownerInfo", json!({}), of_the_enterprise(None)).await;
    let page = organizations(&[organization("alpha", true, None), Value::Null], None);
    answered(&server, "organizations", json!({}), page).await;
    let (read, _) = read(&client_once(&server.uri())).await;
    let read = read.unwrap();
    assert_eq!(read.organizations_without, 1, "alpha alone is known to have none");
    let unknown: Vec<_> = read.unknown.iter().map(|unknown| (&unknown.of, &unknown.failure.reason)).collect();
    assert_eq!(
        unknown,
        [(&IdentitiesOf::UnnamedOrganization, &Reason::Forbidden)],
        "the other stays unknown"
    );
}

#[tokio::test]
async fn two_providers_of_the_enterprise_are_told_apart() {
    let server = MockServer::start().await;
    let mut both = of_the_enterprise(Some("S"));
    both["data"]["enterprise"]["ownerInfo"]["oidcProvider"] = json!({"id": "O"});
    answered(&server, "ownerInfo", json!({}), both).await;
    answered(&server, "organizations", json!({}), organizations(&[], None)).await;
    let page = |logins: &[&str]| identities(logins, 2, None);
    answered(&server, "externalIdentities", json!({"provider": "S"}), page(&["mona", "hubot"])).await;
    answered(&server, "externalIdentities", json!({"provider": "O"}), page(&["lee"])).await;
    let (read, _) = read(&client_once(&server.uri())).await;
    let provider = |read| ReadProvider { of: IdentitiesOf::Enterprise, total: 2, read };
    assert_eq!(read.unwrap().providers, [provider(2), provider(1)], "one of the second's was not read");
}

#[tokio::test]
async fn whoever_takes_the_answers_may_stop_it() {
    let server = orderly().await;
    let mut taken = |_: TakenAnswer<'_>| ControlFlow::Break(());
    let read = client_once(&server.uri()).identities(&slug(), &mut taken).await;
    assert_eq!(read.unwrap_err().reason, Reason::Cancelled, "a person stopped it");
}

#[tokio::test]
async fn how_many_there_are_is_told_once_the_last_provider_was_asked() {
    let server = orderly().await;
    let mut told = Vec::new();
    let mut taken = |answer: TakenAnswer<'_>| {
        told.push((answer.read, answer.of));
        ControlFlow::Continue(())
    };
    client_once(&server.uri()).identities(&slug(), &mut taken).await.unwrap();
    assert_eq!(told, [(2, None), (3, None), (4, Some(4))], "alpha's are not known before alpha is asked");
}

#[tokio::test]
async fn a_cursor_that_leads_back_was_followed_for_ever() {
    let server = MockServer::start().await;
    answered(&server, "ownerInfo", json!({}), of_the_enterprise(Some("E"))).await;
    answered(&server, "organizations", json!({}), organizations(&[], None)).await;
    answered(&server, "externalIdentities", json!({}), identities(&["mona"], 9, Some("again"))).await;
    let (read, _) = read(&client_once(&server.uri())).await;
    assert_eq!(read.unwrap_err().reason, Reason::PagingDidNotEnd { pages: 2 }, "it ends");
}
