//! Which files can be handed over, and what is said of the others.

use ledger::HandOverState;
use serde_json::{Value, json};

use super::*;
use crate::test_desk::{ENTERPRISE, TestDesk, export};

fn people() -> Value {
    json!([{ "id": 1, "login": "mona", "emails": [{ "email": "mona@corp.example", "primary": true }] }])
}

/// A desk with one file of that content in its review.
fn with_file(content: &Value) -> (TestDesk, Enterprise, FileRecord) {
    let at = TestDesk::new();
    let enterprise = at.choose_enterprise();
    let review = at.begin_review();
    let file = at.add(&review, "file.json", content);
    (at, enterprise, file)
}

fn why_not(at: &TestDesk, enterprise: &Enterprise, file: &FileRecord, again: bool) -> Option<WhyNothing> {
    standing(at.ledger(), enterprise.practice, Some(enterprise), file, again).unwrap().why_not
}

#[test]
fn a_sound_export_leaves() {
    let (at, enterprise, file) = with_file(&export("ghe.example", &people()));
    assert_eq!(why_not(&at, &enterprise, &file, false), None, "nothing is against it");
}

#[test]
fn warnings_hold_nothing_back_and_errors_do() {
    let mut odd = export("no host at all", &people());
    odd["server_id"] = json!("no uuid");
    let (at, enterprise, mut file) = with_file(&odd);
    let noticed = &file.reading.as_ref().unwrap().findings;
    assert!(noticed.iter().any(|finding| finding.severity == Severity::Warning), "a person has to look");
    assert_eq!(why_not(&at, &enterprise, &file, false), None, "and decides");
    file.findings.push(Finding::new(Code::ChangedWhileRead).with("before", 1).with("after", 2));
    assert_eq!(
        why_not(&at, &enterprise, &file, false),
        Some(WhyNothing::Unusable),
        "from outside the bytes too"
    );
    let twice = json!([{ "id": 1, "login": "mona" }, { "id": 1, "login": "sato" }]);
    let (at, enterprise, file) = with_file(&export("ghe.example", &twice));
    assert_eq!(why_not(&at, &enterprise, &file, false), Some(WhyNothing::Unusable), "one id on two accounts");
}

#[test]
fn what_is_no_export_stays() {
    let (at, enterprise, file) = with_file(&json!({ "shopping": ["milk"] }));
    assert_eq!(
        why_not(&at, &enterprise, &file, false),
        Some(WhyNothing::Unusable),
        "nobody knows what it is"
    );
    let mut unread = file;
    unread.reading = None;
    assert_eq!(why_not(&at, &enterprise, &unread, false), Some(WhyNothing::Unusable), "it could not be read");
    unread.state = FileState::Reading;
    assert_eq!(
        why_not(&at, &enterprise, &unread, false),
        Some(WhyNothing::StillReading),
        "it is not read yet"
    );
}

#[test]
fn samples_and_real_exports_never_meet() {
    let mut sample = export("ghe.example", &people());
    sample["seatbridge_sample"] = json!(true);
    let (at, enterprise, file) = with_file(&sample);
    assert_eq!(
        why_not(&at, &enterprise, &file, true),
        Some(WhyNothing::WrongWorld),
        "a sample in the real world"
    );
    let practice = Enterprise { practice: true, ..enterprise };
    assert_eq!(why_not(&at, &practice, &file, false), None, "in practice it belongs");
    let (at, _, file) = with_file(&export("ghe.example", &people()));
    assert_eq!(
        why_not(&at, &practice, &file, true),
        Some(WhyNothing::WrongWorld),
        "a real export in practice"
    );
    assert_eq!(wrong_world(true), Code::RealInPractice, "said as it is");
    assert_eq!(wrong_world(false), Code::SampleInReal, "the other way round too");
}

#[test]
fn bytes_on_their_way_wait_and_counted_ones_leave_only_again() {
    let (at, enterprise, file) = with_file(&export("ghe.example", &people()));
    let hand_over = at.hand_over(&file, HandOverState::Waiting);
    assert_eq!(
        why_not(&at, &enterprise, &file, true),
        Some(WhyNothing::OnItsWay),
        "not even if it is asked for"
    );
    at.move_on(&hand_over.id, HandOverState::Counted);
    assert_eq!(why_not(&at, &enterprise, &file, false), Some(WhyNothing::AlreadyCounted), "once is enough");
    assert_eq!(why_not(&at, &enterprise, &file, true), None, "unless it is asked for");
    let other = at.add_enterprise("other");
    assert_eq!(why_not(&at, &other, &file, false), None, "another enterprise counted nothing yet");
    assert_eq!(enterprise.name, ENTERPRISE, "and the first is the one that did");
}

#[test]
fn what_ended_otherwise_can_be_handed_over_again() {
    for end in
        [HandOverState::Failed, HandOverState::Unconfirmed, HandOverState::Cancelled, HandOverState::Stopped]
    {
        let (at, enterprise, file) = with_file(&export("ghe.example", &people()));
        at.hand_over(&file, end);
        assert_eq!(why_not(&at, &enterprise, &file, false), None, "{end:?}: a new try is a person's to make");
    }
}
