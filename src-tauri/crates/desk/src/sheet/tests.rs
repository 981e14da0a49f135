//! What the sheet derives from a review and from what is known.

use std::time::Duration;

use ledger::HandOverState;
use serde_json::json;

use super::*;
use crate::test_desk::{TestDesk, export};

#[test]
fn an_open_list_names_the_keys_that_leave() {
    let desk = TestDesk::new();
    desk.choose_enterprise();
    let review = desk.begin_review();
    let people = json!([{ "id": 1, "login": "mona", "emails": [{ "email": "mona@corp.example" }] }]);
    desk.add(&review, "one.json", &export("one.example", &people));
    let people = json!([{ "login": "sato", "\u{202e}team": "a", "id": 1 }]);
    let mut other = export("two.example", &people);
    other["server_id"] = json!("9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09");
    desk.add(&review, "two.json", &other);
    let leaving = desk.sheet(&review).leaving;
    assert!(leaving.open && !leaving.sealed, "two open lists");
    // The writer of JSON orders the keys of an object by name.
    let expected = ["emails", "emails[].email", "id", "login", "\\u{202e}team"];
    assert_eq!(leaving.open_fields, expected, "of both, each once, in order");
    assert!(!leaving.more_open_fields, "and no others");
}

#[test]
fn more_keys_than_can_be_named_are_told() {
    let desk = TestDesk::new();
    desk.choose_enterprise();
    let review = desk.begin_review();
    let record: serde_json::Map<_, _> = (0..65).map(|key| (format!("key-{key}"), json!(1))).collect();
    desk.add(&review, "wide.json", &export("one.example", &json!([record])));
    let leaving = desk.sheet(&review).leaving;
    assert_eq!(
        (leaving.open_fields.len(), leaving.more_open_fields),
        (64, true),
        "one more than is remembered"
    );
}

#[test]
fn what_stays_names_no_keys() {
    let desk = TestDesk::new();
    let review = desk.begin_review();
    desk.add(&review, "one.json", &export("one.example", &json!([{ "id": 1 }])));
    let leaving = desk.sheet(&review).leaving;
    assert!(!leaving.open && leaving.open_fields.is_empty(), "without an enterprise nothing leaves");
    assert_eq!(leaving.nothing, [WhyNothing::NoEnterprise], "and that is why");
}

#[test]
fn a_hand_over_that_counted_later_named_the_receipt_that_called_it_unconfirmed() {
    let desk = TestDesk::new();
    desk.choose_enterprise();
    let review = desk.begin_review();
    let file = desk.add(&review, "one.json", &export("one.example", &json!([{ "id": 1 }])));
    // Nobody could tell at first, which has a receipt; the cloud listed it later, which has another.
    let hand_over = desk.hand_over(&file, HandOverState::Unconfirmed);
    desk.wait(Duration::from_secs(3600));
    let number = desk.move_on(&hand_over.id, HandOverState::Counted).unwrap();
    let sheet = desk.sheet(&review);
    let counted = sheet.files[0].counted.as_ref().unwrap();
    assert_eq!(
        (&counted.receipt, counted.at.as_str()),
        (&number, "2026-11-24T10:00:00Z"),
        "the later of the two"
    );
    assert_eq!(sheet.leaving.nothing, [WhyNothing::AlreadyCounted], "it does not leave again");
}

#[test]
fn bytes_that_are_on_their_way_lead_to_their_hand_over() {
    let desk = TestDesk::new();
    desk.choose_enterprise();
    let review = desk.begin_review();
    let file = desk.add(&review, "one.json", &export("one.example", &json!([{ "id": 1 }])));
    desk.hand_over(&file, HandOverState::Waiting);
    let sheet = desk.sheet(&review);
    let finding =
        sheet.files[0].entry.findings.iter().find(|finding| finding.code == Code::AlreadyHandedOver).unwrap();
    assert_eq!(finding.params["review"], usage::Param::from(review.id.as_str()), "the review it came from");
}
