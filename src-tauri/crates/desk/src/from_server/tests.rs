use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use usage::Kind;

use super::*;
use crate::answers::TokenState;
use crate::test_desk::TestDesk;

const BRIEF: ReportPatience = ReportPatience {
    first_wait: Duration::from_millis(5),
    longest_wait: Duration::from_millis(20),
    budget: Duration::from_secs(5),
};

const HOST: &str = "ghes.practice.example";

const ALL: [ServerFile; 5] = [
    ServerFile::AllUsers,
    ServerFile::ActiveUsers,
    ServerFile::DormantUsers,
    ServerFile::SuspendedUsers,
    ServerFile::License,
];

/// A server on loopback whose clock goes on by a second at each look, so that a report is soon made.
async fn server() -> practice::Running {
    let (began, looks) = (SystemTime::now(), AtomicU64::new(0));
    let clock = move || began + Duration::from_secs(looks.fetch_add(1, Ordering::Relaxed) / 4);
    practice::serve(practice::Options::new("a-token-for-tests".into(), Arc::new(clock))).await.unwrap()
}

fn asked(server: &practice::Running, token: &str) -> Asked<'static> {
    let origin = Origin::parse(&server.server_url(HOST).unwrap()).unwrap();
    Asked { host: HOST, origin, token: Secret::new(token.to_owned()), patience: BRIEF }
}

async fn read_from(at: &TestDesk, asked: Asked<'_>, files: &[ServerFile]) -> Result<ServerRead, Failure> {
    read_asked(&at.desk, at.desk.world().unwrap(), asked, files).await
}

#[tokio::test]
async fn reports_and_license_of_a_server_are_kept_as_dropped_files_of_it_are() {
    let steps = Arc::new(Mutex::new(Vec::new()));
    let mut at = TestDesk::connected();
    let heard = Arc::clone(&steps);
    at.listen(Arc::new(move |event| {
        if let Event::ServerReading { host, step } = event {
            assert_eq!(host, HOST, "whose it is");
            heard.lock().unwrap().push(step);
        }
    }));
    let server = server().await;
    at.choose_practice(&server.base_url(), "practice");
    let read = read_from(&at, asked(&server, "a-token-for-tests"), &ALL).await.unwrap();
    let steps = steps.lock().unwrap().clone();
    assert!(steps.iter().any(|step| step.preparing.is_some()), "it waited: {steps:?}");
    assert_eq!(steps[0].file, ServerFile::License, "the one short answer came first");
    let last = steps.last().unwrap();
    assert_eq!(last.of, Some(last.bytes), "the last report came whole");
    assert!(read.files.iter().all(|file| file.bytes.is_some() && file.failure.is_none()), "{read:?}");
    let files = at.desk.practice.files_of_review(&read.review).unwrap();
    let kinds: Vec<_> =
        files.iter().map(|file| (file.name.as_str(), file.reading.as_ref().unwrap().kind)).collect();
    assert_eq!(
        kinds,
        [
            ("ghes.practice.example.license.json", Kind::GhesLicenseJson),
            ("ghes.practice.example.all_users.csv", Kind::GhesUsersCsv),
            ("ghes.practice.example.active_users.csv", Kind::GhesUsersCsv),
            ("ghes.practice.example.dormant_users.csv", Kind::GhesUsersCsv),
            ("ghes.practice.example.suspended_users.csv", Kind::GhesUsersCsv),
        ],
        "under names by which they are paired with their server"
    );
    for file in files.iter().filter(|file| crate::companion::is_report(file.reading.as_ref().unwrap().kind)) {
        let paired = crate::companion::paired(&at.desk.practice, file, &[]).unwrap().unwrap();
        assert_eq!(paired.host, HOST, "{} is this server's", file.name);
    }
}

#[tokio::test]
async fn a_token_that_is_not_accepted_adds_nothing() {
    let (at, server) = (TestDesk::connected(), server().await);
    at.choose_practice(&server.base_url(), "practice");
    let failure = read_from(&at, asked(&server, "another-token"), &ALL).await.unwrap_err();
    assert_eq!(failure.params["failure"], "unauthorized".into(), "{failure:?}");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "nothing was added");
}

#[tokio::test]
async fn a_report_that_is_never_ready_takes_nothing_from_what_was_read() {
    let at = TestDesk::connected();
    // Its clock stands, so that no report is ever made.
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_514_400);
    let options = practice::Options::new("a-token-for-tests".into(), Arc::new(clock));
    let server = practice::serve(options).await.unwrap();
    at.choose_practice(&server.base_url(), "practice");
    let patience = ReportPatience { budget: Duration::from_millis(50), ..BRIEF };
    let asked = Asked { patience, ..asked(&server, "a-token-for-tests") };
    let wanted = [ServerFile::AllUsers, ServerFile::DormantUsers, ServerFile::License];
    let read = read_from(&at, asked, &wanted).await.unwrap();
    let [license, all, dormant] = &read.files[..] else { panic!("three were asked for: {read:?}") };
    assert!(license.bytes.is_some(), "the license was read");
    for report in [all, dormant] {
        let failure = report.failure.as_ref().unwrap();
        assert_eq!(failure.params["failure"], "report_not_ready".into(), "each says why: {failure:?}");
    }
    assert_eq!(at.desk.practice.files_of_review(&read.review).unwrap().len(), 1, "the license alone is kept");
}

#[tokio::test]
async fn a_reading_that_is_stopped_adds_nothing() {
    let at = TestDesk::connected();
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_514_400);
    let options = practice::Options::new("a-token-for-tests".into(), Arc::new(clock));
    let server = practice::serve(options).await.unwrap();
    at.choose_practice(&server.base_url(), "practice");
    let (desk, asked) = (Arc::clone(&at.desk), asked(&server, "a-token-for-tests"));
    let world = at.desk.world().unwrap();
    let reading = tokio::spawn(async move { read_asked(&desk, world, asked, &ALL).await });
    let readings = reading_of(&at.desk, HOST);
    while readings.look().reading.is_none_or(|step| step.preparing.is_none()) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    readings.stop().unwrap();
    assert_eq!(reading.await.unwrap().unwrap_err().code, FailureCode::Cancelled, "while the server makes it");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "nothing was added");
}

#[tokio::test]
async fn a_real_server_is_not_read_into_practice_nor_an_invented_one_out_of_it() {
    let at = TestDesk::connected();
    at.choose_enterprise();
    let refused = |failure: Failure| failure.params["reason"].clone();
    let world = at.desk.world().unwrap();
    let failure = origin(&at.desk, &world, "127.0.0.1").await.unwrap_err();
    assert_eq!(refused(failure), "other_world".into(), "an invented one");
    at.choose_practice("http://127.0.0.1:9", "practice");
    let world = at.desk.world().unwrap();
    let failure = origin(&at.desk, &world, "ghes.corp.example").await.unwrap_err();
    assert_eq!(refused(failure), "other_world".into(), "a real one");
    let isolated = TestDesk::new();
    let wanted = WantedServerFiles {
        server: "ghes.corp.example".to_owned(),
        token: None,
        keep_token: false,
        files: ALL.to_vec(),
    };
    let failure = read(&isolated.desk, wanted).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::IsolatedSide, "where no network may be used, none is");
}

#[tokio::test]
async fn a_token_is_kept_for_the_session_and_in_the_keychain_only_where_that_is_asked_for() {
    let (at, keychain) = TestDesk::connected().with_keychain();
    let (host, token) = ("ghes.corp.example", || Secret::new("ghp_invented".to_owned()));
    let state = || server_token::state(&at.desk, false, host).unwrap();
    assert_eq!(state(), TokenState::Missing, "nothing was typed yet");
    let missing = server_token::to_use(&at.desk, false, host, None).await.unwrap_err();
    assert_eq!(missing.params["field"], "token".into(), "{missing:?}");

    server_token::keep(&at.desk, host, token(), false).unwrap();
    assert_eq!(state(), TokenState::Session, "for this session");
    let keychain: &dyn crate::ports::Keychain = &*keychain;
    assert!(keychain.read(" server ghes.corp.example").unwrap().is_none(), "and nowhere else");

    server_token::keep(&at.desk, host, token(), true).unwrap();
    assert_eq!(state(), TokenState::Keychain, "where the person asked for it");
    let kept = keychain.read(" server ghes.corp.example").unwrap().unwrap();
    assert_eq!(kept.expose(), "ghp_invented", "under an account that no enterprise can have");
    let used = server_token::to_use(&at.desk, false, host, None).await.unwrap();
    assert_eq!(used.expose(), "ghp_invented", "the next reading finds it");
}

#[tokio::test]
async fn a_keychain_that_refuses_leaves_the_token_for_this_session() {
    let at = TestDesk::connected();
    let token = Secret::new("ghp_invented".to_owned());
    let failure = server_token::keep(&at.desk, "ghes.corp.example", token, true).unwrap_err();
    assert_eq!(failure.code, FailureCode::KeychainMissing, "it is told");
    let state = server_token::state(&at.desk, false, "ghes.corp.example").unwrap();
    assert_eq!(state, TokenState::Session, "and nothing is lost");
}
