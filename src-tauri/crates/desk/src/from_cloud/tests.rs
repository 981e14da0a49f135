use std::time::{Duration, SystemTime};

use super::*;
use crate::test_desk::TestDesk;

const BOTH: WantedCloudParts = WantedCloudParts { identities: true, subscriptions: true };

/// A desk whose enterprise at hand is a practice enterprise that is being served.
async fn practised(scenario: practice::Scenario) -> (TestDesk, practice::Running) {
    let at = TestDesk::connected();
    let mut options = practice::Options::new("a-token-for-tests".into(), Arc::new(SystemTime::now));
    options.scenario = scenario;
    let running = practice::serve(options).await.unwrap();
    at.choose_practice(&running.base_url(), running.enterprise());
    let token = crate::Secret::new("a-token-for-tests".to_owned());
    crate::enterprise::use_token(&at.desk, crate::test_desk::ENTERPRISE, token);
    (at, running)
}

#[tokio::test]
async fn what_is_read_is_kept_as_a_dropped_file_is() {
    let (at, _running) = practised(practice::Scenario::Normal).await;
    let read = read(&at.desk, BOTH).await.unwrap();
    let ledger = &at.desk.practice;
    assert_eq!(read.review, ledger.open_review().unwrap().map(|review| review.id), "in the open review");
    for part in &read.parts {
        assert_eq!(
            (&part.unknown[..], &part.differing[..]),
            (&[][..], &[][..]),
            "an owner sees all: {part:?}"
        );
        let file = ledger.file(part.file.as_ref().unwrap()).unwrap().unwrap();
        let reading = file.reading.unwrap();
        assert_eq!(reading.kind, kind_of(part.part), "{:?}", reading.findings);
        let counted = reading.identities.map(|counts| counts.linked + counts.unlinked);
        let counted = counted.or(reading.subscriptions.map(|counts| counts.rows));
        assert_eq!(counted, Some(part.read), "all of them: {:?}", reading.findings);
        assert!(ledger.original(&file.sha256.unwrap()).unwrap().is_some(), "its bytes are kept");
        assert!(file.path.unwrap().starts_with("http://127.0.0.1:"), "it says where it comes from");
    }
    assert!(!at.desk.folder().join("fetched").read_dir().unwrap().any(|_| true), "nothing stays behind");
    let stand = parts(&at.desk).unwrap();
    let counts: Vec<_> = stand.kept.iter().map(|kept| (kept.part, kept.count)).collect();
    let counted: Vec<_> = read.parts.iter().map(|part| (part.part, part.read)).collect();
    assert_eq!(counts, counted, "what is kept is told");
    assert!(stand.reading.is_none() && stand.last.is_some(), "and that it has ended");
}

#[tokio::test]
async fn what_was_read_before_into_the_same_review_stood_beside_the_newer_one() {
    let (at, _running) = practised(practice::Scenario::Normal).await;
    let wanted = WantedCloudParts { subscriptions: false, ..BOTH };
    let before = read(&at.desk, wanted).await.unwrap().parts.remove(0).file.unwrap();
    let after = read(&at.desk, wanted).await.unwrap().parts.remove(0).file.unwrap();
    let state = |file: &str| at.desk.practice.file(file).unwrap().unwrap().state;
    assert_eq!((state(&before), state(&after)), (FileState::Cancelled, FileState::Read), "it gave way");
}

#[tokio::test]
async fn a_missing_scope_leaves_them_unknown_and_adds_nothing() {
    let (at, _running) = practised(practice::Scenario::MissingScope).await;
    let read = read(&at.desk, BOTH).await.unwrap();
    let [identities, subscriptions] = &read.parts[..] else { panic!("both were asked for: {read:?}") };
    assert_eq!((&identities.file, identities.read), (&None, 0), "there is nothing to keep");
    let mut unknown = identities.unknown.iter().map(|part| (&part.of, &part.failure.params["needed"]));
    let (of, needed) = unknown.next().unwrap();
    assert_eq!(
        (of, needed),
        (&CloudPartOwner::Enterprise, &"read:enterprise".into()),
        "the enterprise's own"
    );
    for (of, needed) in unknown {
        assert!(matches!(of, CloudPartOwner::Organization { .. }), "and each organization's: {of:?}");
        assert_eq!(*needed, "read:org".into(), "which another scope would open");
    }
    let failure = subscriptions.failure.as_ref().unwrap();
    assert_eq!(failure.params["needed"], "read:enterprise".into(), "{failure:?}");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "no review is begun for nothing");
    assert_eq!(read.review, None, "and none is named");
}

#[tokio::test]
async fn a_reading_that_is_stopped_adds_nothing() {
    let (at, _running) = practised(practice::Scenario::Slow).await;
    let reading = tokio::spawn({
        let desk = Arc::clone(&at.desk);
        async move { read(&desk, BOTH).await }
    });
    while parts(&at.desk).unwrap().reading.is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let second = read(&at.desk, BOTH).await.unwrap_err();
    assert_eq!(second.code, FailureCode::AlreadyDone, "one at a time");
    stop(&at.desk).unwrap();
    let failure = reading.await.unwrap().unwrap_err();
    assert_eq!(failure.code, FailureCode::Cancelled, "{failure:?}");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "nothing was added");
    assert!(!at.desk.folder().join("fetched").read_dir().unwrap().any(|_| true), "nothing stays behind");
    assert_eq!(stop(&at.desk).unwrap_err().code, FailureCode::AlreadyDone, "it has ended");
}
