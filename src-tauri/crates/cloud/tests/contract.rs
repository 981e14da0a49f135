//! The questions of this room against what GitHub publishes, in processes of their own: REST by Prism, GraphQL by the reference
//! implementation.
//!
//! Both stand in tests/contract, with the versions that its package.json pins; `make test` installs them. Without them these tests fail:
//! a contract that nobody looked at holds nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic in a test's own tools is the report, as it is in the test"
)]

use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::ops::ControlFlow;
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use cloud::{
    Cloud, Connection, EnterpriseSlug, IdentitiesOf, LicensePages, Origin, Pacing, Patience, SoughtUpload,
    TakenAnswer, Token,
};
use jiff::Timestamp;

/// One of the two, which ends when it is dropped: it reads its standard input to the end.
struct Published {
    process: Child,
    url: String,
}

impl Published {
    fn start(script: &str) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/contract");
        let mut process = Command::new("node")
            .arg(script)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js runs");
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(
            url.starts_with("http://127.0.0.1:"),
            "{script} did not start: `make test` installs it (npm ci in tests/contract)"
        );
        Self { process, url: url.trim().to_owned() }
    }

    fn client(&self) -> Cloud {
        let token = Token::new("ghp_inventedTokenOfNobody0123456789".into()).unwrap();
        let connection = Connection {
            patience: Patience::ONCE,
            ..Connection::new(Origin::parse(&self.url).unwrap(), token, "Seatbridge-tests")
        };
        Cloud::new(connection, Arc::new(NoPacing)).unwrap()
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It ends by itself now; where it does not, nobody needs it any more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Nothing is asked again here, so nobody waits.
struct NoPacing;

impl Pacing for NoPacing {
    fn now(&self) -> Timestamp {
        "2026-11-02T10:00:00Z".parse().unwrap()
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        panic!("nothing is asked again")
    }

    fn fraction(&self) -> f64 {
        0.0
    }
}

fn slug() -> EnterpriseSlug {
    EnterpriseSlug::parse("octo-enterprise").unwrap()
}

#[tokio::test]
async fn questions_over_rest_are_those_that_are_published() {
    let published = Published::start("rest-mock.mjs");
    let cloud = published.client();

    let totals = cloud.consumed(&slug()).await.unwrap().value;
    assert_eq!((totals.consumed, totals.purchased), (5000, Some(4500)), "the published example");

    let mut pages = LicensePages::new();
    let licenses = cloud.consumed_licenses(&slug(), &mut pages).await.unwrap();
    let logins: Vec<_> = licenses.report.roster.users().map(|user| user.login.map(str::to_owned)).collect();
    assert_eq!(logins, [Some("monalisa".to_owned()), None], "{:?}", licenses.report.findings);

    let servers = cloud.sync_status(&slug()).await.unwrap().value;
    assert_eq!(servers[0].status.as_deref(), Some("success"), "{servers:?}");
    assert!(servers[0].date.is_some(), "its date is read");

    let mut document = String::new();
    let mut taken = |answer: TakenAnswer<'_>| {
        document.push_str(answer.text);
        ControlFlow::Continue(())
    };
    let subscriptions = cloud.subscriptions(&slug(), &mut taken).await.unwrap();
    assert_eq!((subscriptions.total, subscriptions.read), (Some(1), 1), "the published example");
    let reading = usage::reader::read(&mut document.as_bytes(), None, &usage::reader::Unwatched).unwrap();
    assert_eq!(reading.subscriptions.unwrap().matched, 1, "as the reader of files reads it");
}

#[tokio::test]
async fn a_question_that_is_not_published_would_be_noticed() {
    let published = Published::start("rest-mock.mjs");
    let asked = async |path: &str| {
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
        let url = format!("{}{path}", published.url);
        client.get(url).header("authorization", "Bearer x").send().await.unwrap().status().as_u16()
    };
    assert_eq!(asked("/enterprises/octo/consumed-licenses?per_page=100&page=2").await, 200, "as it is asked");
    assert_eq!(asked("/enterprises/octo/consumed-licenses?per_page=all").await, 422, "no number");
    assert_eq!(asked("/enterprises/octo/consumed-license").await, 404, "no such operation");
}

#[tokio::test]
async fn documents_validate_and_execute_against_the_published_schema() {
    let published = Published::start("graphql-mock.mjs");
    let cloud = published.client();

    // An upload that is not among the latest is looked for further back, which takes the second document.
    let sought = SoughtUpload {
        host: "ghe.example".to_owned(),
        name: "ghe.example_2026-11-02_0a1b2c3d.json".to_owned(),
        since: "2026-11-01T00:00:00Z".parse().unwrap(),
    };
    let servers = cloud.uploads(&slug(), &[sought]).await.unwrap().value;
    assert_eq!(servers[0].host, "ghe.example", "a server");
    let uploads: Vec<_> = servers[0].uploads.iter().map(|upload| upload.id.as_str()).collect();
    assert_eq!(uploads, ["first", "next"], "with its uploads, over both questions");

    let held = cloud.held_accounts(&slug(), "ghe.example").await.unwrap().unwrap();
    assert_eq!(held.accounts[0].primary_email.as_deref(), Some("mona@corp.example"), "what it holds");

    let mut document = String::new();
    let mut taken = |answer: TakenAnswer<'_>| {
        document.push_str(answer.text);
        ControlFlow::Continue(())
    };
    let identities = cloud.identities(&slug(), &mut taken).await.unwrap();
    let read: Vec<_> = identities.providers.iter().map(|provider| (&provider.of, provider.read)).collect();
    let [saml, oidc, organizations @ ..] = &read[..] else { panic!("three kinds of providers: {read:?}") };
    assert_eq!((saml, oidc), (&(&IdentitiesOf::Enterprise, 2), &(&IdentitiesOf::Enterprise, 2)), "one each");
    assert!(
        matches!(organizations, [(IdentitiesOf::Organization(_), 2), ..]),
        "{read:?}, {:?}",
        identities.unknown
    );
    let reading = usage::reader::read(&mut document.as_bytes(), None, &usage::reader::Unwatched).unwrap();
    let counts = reading.identities.unwrap();
    assert_eq!(
        (counts.saml, counts.scim),
        (counts.linked, counts.linked),
        "as the reader of files reads them"
    );
    assert_eq!(counts.linked, identities.providers.iter().map(|provider| provider.read).sum::<u64>(), "each");
}
