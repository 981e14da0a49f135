use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use usage::Kind;

use super::*;
use crate::test_desk::TestDesk;

const BRIEF: ReportPatience = ReportPatience {
    first_wait: Duration::from_millis(5),
    longest_wait: Duration::from_millis(20),
    budget: Duration::from_secs(5),
};

/// A server on loopback whose clock goes on by a second at each look, so that a report is soon made.
async fn server() -> practice::Running {
    let (began, looks) = (SystemTime::now(), AtomicU64::new(0));
    let clock = move || began + Duration::from_secs(looks.fetch_add(1, Ordering::Relaxed) / 4);
    practice::serve(practice::Options::new("a-token-for-tests".into(), Arc::new(clock))).await.unwrap()
}

fn from(host: &str, token: &str) -> FromServer {
    let (host, token) = (host.to_owned(), Secret::new(token.to_owned()));
    FromServer { host, token, reports: ServerReport::ALL.to_vec(), license: true }
}

#[tokio::test]
async fn reports_and_license_of_a_server_are_kept_as_dropped_files_are() {
    let (at, server) = (TestDesk::connected(), server().await);
    at.choose_practice(&server.base_url(), "practice");
    let mut steps = Vec::new();
    let mut heard = |step| {
        steps.push(step);
        ControlFlow::Continue(())
    };
    let from = from(&server.base_url(), "a-token-for-tests");
    let files = read_patiently(&at.desk, from, BRIEF, &mut heard).await.unwrap();
    assert!(steps.iter().any(|step| matches!(step, ServerStep::Preparing { .. })), "it waited: {steps:?}");
    let of = |file: &String| at.desk.practice.file(file).unwrap().unwrap();
    let read: Vec<_> = files.iter().map(of).map(|file| (file.name, file.reading.unwrap().kind)).collect();
    assert_eq!(
        read,
        [
            ("127.0.0.1.license.json".to_owned(), Kind::GhesLicenseJson),
            ("127.0.0.1.all_users.csv".to_owned(), Kind::GhesUsersCsv),
            ("127.0.0.1.active_users.csv".to_owned(), Kind::GhesUsersCsv),
            ("127.0.0.1.dormant_users.csv".to_owned(), Kind::GhesUsersCsv),
            ("127.0.0.1.suspended_users.csv".to_owned(), Kind::GhesUsersCsv),
        ],
        "under names by which they are paired with their server"
    );
    let last = steps.last().unwrap();
    assert!(matches!(last, ServerStep::Receiving { bytes, of: Some(of), .. } if bytes == of), "{last:?}");
}

#[tokio::test]
async fn a_token_that_is_not_accepted_adds_nothing() {
    let (at, server) = (TestDesk::connected(), server().await);
    at.choose_practice(&server.base_url(), "practice");
    let from = from(&server.base_url(), "another-token");
    let failure =
        read_patiently(&at.desk, from, BRIEF, &mut |_| ControlFlow::Continue(())).await.unwrap_err();
    assert_eq!(failure.params["failure"], "unauthorized".into(), "{failure:?}");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "nothing was added");
}

#[tokio::test]
async fn a_real_server_is_not_read_into_practice_nor_an_invented_one_out_of_it() {
    let at = TestDesk::connected();
    at.choose_enterprise();
    let mut heard = |_: ServerStep| ControlFlow::Continue(());
    let failure = read(&at.desk, from("http://127.0.0.1:9", "a-token"), &mut heard).await.unwrap_err();
    assert_eq!(failure.params["reason"], "other_world".into(), "{failure:?}");
    at.choose_practice("http://127.0.0.1:9", "practice");
    let failure = read(&at.desk, from("ghes.corp.example", "a-token"), &mut heard).await.unwrap_err();
    assert_eq!(failure.params["reason"], "other_world".into(), "{failure:?}");
    let isolated = TestDesk::new();
    let failure = read(&isolated.desk, from("ghes.corp.example", "a-token"), &mut heard).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::IsolatedSide, "where no network may be used, none is");
}
