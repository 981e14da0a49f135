//! A server's license and the reports of its accounts.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use cloud::{
    CloudFailure, Connection, EnterpriseServer, Origin, Patience, ReadReport, Reason, ReportPatience,
    ReportStep, ServerReport,
};
use serde_json::json;
use usage::Seats;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::bench::{AMPLE, NoWaiting, TOKEN, token};
use crate::fault_server::{Act, FaultServer, answer};

const REPORT: &str = "/stafftools/reports/all_users.csv";

fn server(url: &str) -> (EnterpriseServer, Arc<NoWaiting>) {
    let pacing = Arc::new(NoWaiting::default());
    let patience = ReportPatience {
        first_wait: Duration::from_secs(1),
        longest_wait: Duration::from_secs(4),
        budget: Duration::from_secs(20),
    };
    let origin = Origin::parse(url).unwrap();
    let connection = Connection {
        limits: AMPLE,
        patience: Patience::ONCE,
        ..EnterpriseServer::connection(origin, token(), "Seatbridge-tests")
    };
    let server = EnterpriseServer::new(connection, Arc::clone(&pacing) as Arc<dyn cloud::Pacing>, patience);
    (server.unwrap(), pacing)
}

async fn viewer(server: &MockServer) {
    Mock::given(method("GET"))
        .and(path("/api/v3/user"))
        .and(header("authorization", format!("Bearer {TOKEN}")))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"login": "octo-admin"})))
        .mount(server)
        .await;
}

/// What was given on, and how often the server said that it is still at it.
async fn report(server: &EnterpriseServer) -> (Result<ReadReport, CloudFailure>, Vec<u8>, u32) {
    let (mut table, mut preparing) = (Vec::new(), 0);
    let mut taken = |step: ReportStep<'_>| {
        match step {
            ReportStep::Preparing { .. } => preparing += 1,
            ReportStep::Part { bytes, .. } => table.extend_from_slice(bytes),
        }
        ControlFlow::Continue(())
    };
    let read = server.report(ServerReport::AllUsers, &mut taken).await;
    (read, table, preparing)
}

const TABLE: &str =
    "created_at,id,login,email,role,suspended?\n2020-01-01,7,mona,mona@corp.example,user,false\n";

fn csv() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(TABLE, "text/csv; charset=utf-8")
}

#[tokio::test]
async fn a_report_is_waited_for_until_the_server_has_made_it() {
    let server_side = MockServer::start().await;
    viewer(&server_side).await;
    // The name and the token, as HTTP writes them: octo-admin:ghp_inventedTokenOfNobody0123456789
    let basic = "Basic b2N0by1hZG1pbjpnaHBfaW52ZW50ZWRUb2tlbk9mTm9ib2R5MDEyMzQ1Njc4OQ==";
    let asked = || Mock::given(method("GET")).and(path(REPORT)).and(header("authorization", basic));
    asked().respond_with(ResponseTemplate::new(202)).up_to_n_times(2).mount(&server_side).await;
    let retry = ResponseTemplate::new(202).insert_header("retry-after", "7");
    asked().respond_with(retry).up_to_n_times(1).mount(&server_side).await;
    asked().respond_with(csv()).mount(&server_side).await;
    let (server, pacing) = server(&server_side.uri());
    let (read, table, preparing) = report(&server).await;
    let read = read.unwrap();
    assert_eq!(
        (read.asked, read.bytes, preparing),
        (4, TABLE.len() as u64, 3),
        "three times it was not ready"
    );
    assert_eq!(table, TABLE.as_bytes(), "as it came");
    assert_eq!(pacing.waits(), [1.0, 2.0, 7.0], "twice the wait before, and what the server asks for");
    let reading = usage::reader::read(&mut &*table, None, &usage::reader::Unwatched).unwrap();
    assert_eq!(reading.kind, usage::Kind::GhesUsersCsv, "as the reader of such files reads it");
}

#[tokio::test]
async fn a_report_that_is_never_ready_is_given_up() {
    let server_side = MockServer::start().await;
    viewer(&server_side).await;
    Mock::given(path(REPORT)).respond_with(ResponseTemplate::new(202)).mount(&server_side).await;
    let (server, pacing) = server(&server_side.uri());
    let (read, ..) = report(&server).await;
    let failure = read.unwrap_err();
    assert_eq!(failure.reason, Reason::ReportNotReady { waited_seconds: 19 }, "1 + 2 + 4 + 4 + 4 + 4");
    assert!(pacing.waits().iter().sum::<f64>() <= 20.0, "within the budget: {:?}", pacing.waits());
}

#[tokio::test]
async fn a_server_that_asked_for_no_wait_was_asked_for_ever() {
    let server_side = MockServer::start().await;
    viewer(&server_side).await;
    let at_once = ResponseTemplate::new(202).insert_header("retry-after", "0");
    Mock::given(path(REPORT)).respond_with(at_once).mount(&server_side).await;
    let (server, pacing) = server(&server_side.uri());
    let (read, ..) = report(&server).await;
    assert_eq!(read.unwrap_err().reason, Reason::ReportNotReady { waited_seconds: 19 }, "it ends");
    assert_eq!(pacing.waits(), [1.0, 2.0, 4.0, 4.0, 4.0, 4.0], "by waits of its own");
}

#[tokio::test]
async fn a_wait_beyond_all_time_overflowed() {
    let server_side = MockServer::start().await;
    viewer(&server_side).await;
    let asked = || Mock::given(path(REPORT));
    asked().respond_with(ResponseTemplate::new(202)).up_to_n_times(1).mount(&server_side).await;
    let endless = ResponseTemplate::new(202).insert_header("retry-after", u64::MAX.to_string().as_str());
    asked().respond_with(endless).mount(&server_side).await;
    let (server, pacing) = server(&server_side.uri());
    let (read, ..) = report(&server).await;
    assert_eq!(
        read.unwrap_err().reason,
        Reason::ReportNotReady { waited_seconds: 1 },
        "it is not waited for"
    );
    assert_eq!(pacing.waits(), [1.0], "nor begun");
}

#[tokio::test]
async fn whose_token_it_is_was_asked_for_each_report_again() {
    let server_side = MockServer::start().await;
    Mock::given(path("/api/v3/user"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"login": "octo-admin"})))
        .expect(1)
        .mount(&server_side)
        .await;
    Mock::given(path(REPORT)).respond_with(csv()).expect(2).mount(&server_side).await;
    let (server, _) = server(&server_side.uri());
    for _ in 0..2 {
        report(&server).await.0.unwrap();
    }
}

#[tokio::test]
async fn whoever_hears_the_steps_may_stop_it() {
    let server_side = MockServer::start().await;
    viewer(&server_side).await;
    Mock::given(path(REPORT))
        .respond_with(ResponseTemplate::new(202))
        .up_to_n_times(1)
        .mount(&server_side)
        .await;
    Mock::given(path(REPORT)).respond_with(csv()).mount(&server_side).await;
    for at_the_part in [false, true] {
        let mut taken = |step: ReportStep<'_>| match step {
            ReportStep::Preparing { .. } if at_the_part => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        };
        let (server, _) = server(&server_side.uri());
        let read = server.report(ServerReport::AllUsers, &mut taken).await;
        assert_eq!(read.unwrap_err().reason, Reason::Cancelled, "while it waits and while it reads");
    }
}

#[tokio::test]
async fn a_sign_in_page_is_no_report_and_a_redirect_is_not_followed() {
    let page = ResponseTemplate::new(200).set_body_raw("<html>", "text/html; charset=utf-8");
    let login = ResponseTemplate::new(302).insert_header("location", "/login?return_to=secret");
    let content_type = Some("text/html; charset=utf-8".to_owned());
    for (answer, reason) in [
        (page, Reason::NotAReport { content_type }),
        (login, Reason::Redirected { to: Some("/login".to_owned()) }),
        (ResponseTemplate::new(404), Reason::NotSiteAdmin),
    ] {
        let server_side = MockServer::start().await;
        viewer(&server_side).await;
        Mock::given(path(REPORT)).respond_with(answer).mount(&server_side).await;
        let (read, table, _) = report(&server(&server_side.uri()).0).await;
        assert_eq!(read.unwrap_err().reason, reason, "why there is none");
        assert!(table.is_empty(), "nothing is given on");
    }
}

#[tokio::test]
async fn a_report_that_breaks_off_is_told_and_not_taken_for_a_whole_one() {
    let whole = answer("200 OK", &[("Content-Type", "text/csv")], TABLE);
    let head = whole.len() - TABLE.len();
    // At the head's end, inside of a row, at a row's end, before the last byte.
    for length in [head, head + 10, head + TABLE.find('\n').unwrap() + 1, whole.len() - 1] {
        let viewer = answer("200 OK", &[("Content-Type", "application/json")], r#"{"login":"octo-admin"}"#);
        let server_side =
            FaultServer::start(vec![Act::Say(viewer), Act::Say(whole[..length].to_vec())]).await;
        let (read, ..) = report(&server(&server_side.url()).0).await;
        assert_eq!(read.unwrap_err().reason, Reason::AnswerCutOff, "after {length} of {} bytes", whole.len());
    }
}

#[tokio::test]
async fn a_server_that_says_the_password_back_has_it_taken_out() {
    let basic = "b2N0by1hZG1pbjpnaHBfaW52ZW50ZWRUb2tlbk9mTm9ib2R5MDEyMzQ1Njc4OQ==";
    let server_side = MockServer::start().await;
    viewer(&server_side).await;
    let said = json!({"message": format!("Not with Basic {basic}")});
    let answer = ResponseTemplate::new(302)
        .insert_header("location", format!("/login/{basic}").as_str())
        .set_body_json(&said);
    Mock::given(path(REPORT)).respond_with(answer).mount(&server_side).await;
    let (read, ..) = report(&server(&server_side.uri()).0).await;
    let printed = format!("{:?}", read.unwrap_err());
    assert!(printed.contains("<redacted>") && !printed.contains("b2N0by"), "{printed}");
}

#[tokio::test]
async fn a_license_is_read_and_shown_to_site_administrators_alone() {
    let server_side = MockServer::start().await;
    let license = json!({"seats": "unlimited", "seats_used": 1316, "seats_available": "unlimited",
        "kind": "standard", "days_until_expiration": 365, "expire_at": "2016/02/06 12:41:52 -0600"});
    Mock::given(path("/api/v3/enterprise/settings/license"))
        .and(header("x-github-api-version", "2022-11-28"))
        .respond_with(ResponseTemplate::new(200).set_body_json(&license))
        .up_to_n_times(1)
        .mount(&server_side)
        .await;
    let (server, _) = server(&server_side.uri());
    let answer = server.license().await.unwrap();
    assert_eq!(
        (answer.value.seats, answer.value.seats_used),
        (Some(Seats::Unlimited), Some(1316)),
        "its seats"
    );
    assert_eq!(answer.evidence.text, license.to_string(), "the answer as it came");
    for (scopes, reason) in [
        (None, Reason::NotSiteAdmin),
        (Some("site_admin"), Reason::NotSiteAdmin),
        (
            Some("repo"),
            Reason::MissingScope { needed: "site_admin".to_owned(), held: vec!["repo".to_owned()] },
        ),
    ] {
        server_side.reset().await;
        let mut not_found = ResponseTemplate::new(404).set_body_json(json!({"message": "Not Found"}));
        if let Some(scopes) = scopes {
            not_found = not_found.insert_header("x-oauth-scopes", scopes);
        }
        Mock::given(method("GET")).respond_with(not_found).mount(&server_side).await;
        assert_eq!(server.license().await.unwrap_err().reason, reason, "with {scopes:?}");
    }
}
