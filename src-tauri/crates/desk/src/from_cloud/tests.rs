use std::time::SystemTime;

use usage::Kind;

use super::*;
use crate::test_desk::TestDesk;

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

fn on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[tokio::test]
async fn what_is_read_is_kept_as_a_dropped_file_is() {
    let (at, _running) = practised(practice::Scenario::Normal).await;
    let identities = identities(&at.desk, &mut on).await.unwrap();
    assert!(identities.unknown.is_empty(), "an owner sees all of them: {:?}", identities.unknown);
    assert!(identities.differing.is_empty(), "and as many as are told: {:?}", identities.differing);
    let subscriptions = subscriptions(&at.desk, &mut on).await.unwrap();
    let ledger = &at.desk.practice;
    for (file, read, kind) in [
        (identities.file, identities.read, Kind::IdentitiesJson),
        (subscriptions.file, subscriptions.read, Kind::VisualStudio),
    ] {
        let file = ledger.file(&file.unwrap()).unwrap().unwrap();
        let reading = file.reading.unwrap();
        assert_eq!(reading.kind, kind, "{:?}", reading.findings);
        let counted = reading.identities.map(|counts| counts.linked + counts.unlinked);
        let counted = counted.or(reading.subscriptions.map(|counts| counts.rows));
        assert_eq!(counted, Some(read), "all of them: {:?}", reading.findings);
        assert!(ledger.original(&file.sha256.unwrap()).unwrap().is_some(), "its bytes are kept");
        assert!(file.path.unwrap().starts_with("http://127.0.0.1:"), "it says where it comes from");
    }
    assert!(!at.desk.folder().join("fetched").read_dir().unwrap().any(|_| true), "nothing stays behind");
}

#[tokio::test]
async fn a_missing_scope_leaves_them_unknown_and_adds_nothing() {
    let (at, _running) = practised(practice::Scenario::MissingScope).await;
    let identities = identities(&at.desk, &mut on).await.unwrap();
    assert_eq!((identities.file, identities.read), (None, 0), "there is nothing to keep");
    let mut parts = identities.unknown.iter().map(|unknown| (&unknown.of, &unknown.failure.params["needed"]));
    let (of, needed) = parts.next().unwrap();
    assert_eq!((of, needed), (&IdentitiesOf::Enterprise, &"read:enterprise".into()), "the enterprise's own");
    for (of, needed) in parts {
        assert!(matches!(of, IdentitiesOf::Organization(_)), "and each organization's: {of:?}");
        assert_eq!(*needed, "read:org".into(), "which another scope would open");
    }
    let failure = subscriptions(&at.desk, &mut on).await.unwrap_err();
    assert_eq!(failure.params["needed"], "read:enterprise".into(), "{failure:?}");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "no review is begun for nothing");
}

#[tokio::test]
async fn a_reading_that_is_stopped_adds_nothing() {
    let (at, _running) = practised(practice::Scenario::Normal).await;
    let failure = identities(&at.desk, &mut |_| ControlFlow::Break(())).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::Cancelled, "{failure:?}");
    assert!(at.desk.practice.open_review().unwrap().is_none(), "nothing was added");
}
