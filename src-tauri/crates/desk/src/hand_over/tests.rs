use serde_json::json;
use usage::Code;

use super::*;
use crate::answers::HandOverState;
use crate::test_desk::{ENTERPRISE, TestDesk, export};

/// A desk with one hand-over that is ready, and its server.
fn ready() -> (TestDesk, HandOver, i64) {
    let at = TestDesk::connected();
    at.choose_enterprise();
    let review = at.begin_review();
    let file = at.add(&review, "export.json", &export("ghe.example", &json!([])));
    let hand_over = at.hand_over(&file, State::Ready);
    (at, hand_over, file.server.unwrap())
}

#[tokio::test]
async fn a_server_that_belongs_elsewhere_left_its_hand_over_ready_for_ever() {
    let (at, hand_over, server) = ready();
    at.add_enterprise("tanaka");
    at.ledger().tie_server(server, "tanaka").unwrap();

    let failure = send_one(&at.desk, at.ledger(), &hand_over.id).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::ServerElsewhere, "it says what stands against it: {failure:?}");
    assert_eq!(failure.params["server"], "ghe.example".into(), "which server");
    assert_eq!(failure.params["enterprise"], "tanaka".into(), "and where it belongs");

    let ended = get(at.ledger(), &hand_over.id).unwrap();
    assert_eq!(ended.state, State::Failed, "it is not tried again at every round");
    let shown = crate::task::answer(&at.desk, at.ledger(), &ended).unwrap();
    assert_eq!(shown.state, HandOverState::Failed, "and shown so");
    assert_eq!(shown.findings[0].code, Code::OtherEnterprise, "with the reason");
    assert_eq!(shown.findings[0].params["enterprise"], "tanaka".into(), "in full");
}

#[tokio::test]
async fn bytes_that_another_hand_over_brings_are_not_sent_after_it() {
    let (at, hand_over, _) = ready();
    let file = at.ledger().file(hand_over.file.as_deref().unwrap()).unwrap().unwrap();
    at.hand_over(&file, State::Waiting);
    let failure = send_one(&at.desk, at.ledger(), &hand_over.id).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::AlreadyDone, "another was quicker");
    assert_eq!(get(at.ledger(), &hand_over.id).unwrap().state, State::Cancelled, "this one is over");
}

#[tokio::test]
async fn an_enterprise_stays_while_something_is_on_its_way_to_it() {
    let (at, hand_over, _) = ready();
    let failure = crate::enterprise::remove(&at.desk, ENTERPRISE).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::Unfinished, "not now");
    assert_eq!(failure.params["server"], "ghe.example".into(), "the host, as everywhere");
    cancel(&at.desk, &hand_over.id).unwrap();
    // This computer has no keychain; another one of the same person may hold the token.
    let failure = crate::enterprise::remove(&at.desk, ENTERPRISE).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::TokenLeft, "all but the keychain is done, and so it is told");
    assert_eq!(failure.params["enterprise"], ENTERPRISE.into(), "whose");
    assert!(at.ledger().enterprise(ENTERPRISE).unwrap().is_none(), "it is removed");
}
