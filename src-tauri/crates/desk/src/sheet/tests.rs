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

#[test]
fn the_same_bytes_leave_once_even_where_the_first_of_them_cannot() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let content = export("one.example", &json!([{ "id": 1 }]));
    let mut first = at.add(&review, "first.json", &content);
    first.findings.push(Finding::new(Code::ChangedWhileRead).with("before", 1).with("after", 2));
    at.ledger().update_file(&first).unwrap();
    let second = at.add(&review, "second.json", &content);
    at.add(&review, "third.json", &content);
    let sheet = at.sheet(&review);
    assert_eq!(sheet.leaving.exports, [second.id], "the first that is sound");
    assert_eq!(sheet.leaving.stays, [first.id], "the broken one stays");
    let twice =
        |file: &FileBox| file.entry.findings.iter().any(|finding| finding.code == Code::SameBytesTwice);
    let twice: Vec<_> = sheet.files.iter().map(twice).collect();
    assert_eq!(twice, [false, true, true], "each after the first is told");
}

#[test]
fn findings_are_counted_by_what_a_person_has_to_do() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let before = at.begin_review();
    at.add(&before, "before.json", &export("old.example", &json!([{ "id": 1, "email": "a@corp.example" }])));
    let review = at.begin_review();
    let mut odd = export("new.example", &json!([{ "id": 1, "email": "a@corp.example" }]));
    odd["http_only"] = json!(true);
    let file = at.add(&review, "odd.json", &odd);
    at.add(&review, "broken.json", &json!({ "shopping": ["milk"] }));
    let counts = at.sheet(&review).counts;
    assert_eq!(
        (counts.unusable, counts.questions, counts.warnings, counts.notes),
        (1, 1, 0, 1),
        "a file, a question, and the note that it answers without TLS"
    );
    let answer = crate::calls::QuestionAnswer {
        file: file.id,
        code: Code::OtherHost,
        choice: Some(crate::answers::Choice::Renamed),
    };
    crate::question::answer(&at.desk, &answer).unwrap();
    let counts = at.sheet(&review).counts;
    assert_eq!((counts.questions, counts.warnings), (0, 0), "an answered question needs nobody");
}

#[test]
fn a_server_stands_beside_its_last_export_of_other_bytes() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let first = at.begin_review();
    let mut before =
        export("ghe.example", &json!([{ "id": 1, "email": "a@corp.example", "suspended": true }]));
    before["features"] = json!([{ "name": "contributions", "enabled_at": "2026-01-01" }]);
    at.add(&first, "before.json", &before);
    let review = at.begin_review();
    at.add(&review, "before again.json", &before);
    let mut now = before.clone();
    now["features"] = json!([{ "name": "search", "enabled_at": "2026-02-01" }]);
    now["license"] = json!("another");
    at.add(&review, "now.json", &now);
    let sheet = at.sheet(&review);
    let [server] = &sheet.servers[..] else { panic!("one server: {:?}", sheet.servers) };
    assert_eq!(server.files.len(), 2, "both files are its own");
    assert!(server.compared.is_none(), "the first file in the box has nothing but itself before it");
    let alone = at.begin_review();
    at.add(&alone, "now.json", &now);
    let server = at.sheet(&alone).servers.remove(0);
    let compared = server.compared.expect("the last export of other bytes");
    assert_eq!(compared.review, review.id, "which was added again since");
    assert_eq!((compared.total, compared.suspended), (Some(1), Some(1)), "with its figures");
    assert_eq!((server.same_license, server.same_public_key), (Some(false), Some(true)), "what changed");
    let (came, went) = server.features_changed;
    assert_eq!((came, went), (vec!["search".to_owned()], vec!["contributions".to_owned()]), "came and went");
}
