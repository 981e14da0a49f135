use serde_json::json;

use super::*;
use crate::answers::{CheckLine, EnterpriseCheck};
use crate::test_desk::{TestDesk, export};

#[test]
fn a_review_whose_files_were_all_counted_asks_for_nothing() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let file = at.add(&review, "export.json", &export("ghes.example", &json!([])));
    let reviewed = overview(&at.desk).unwrap().todo;
    assert!(
        matches!(reviewed[..], [Todo::HandOverReviewed { exports: 1, .. }]),
        "it is to be handed over: {reviewed:?}"
    );
    let hand_over = at.hand_over(&file, State::Waiting);
    let waiting = overview(&at.desk).unwrap().todo;
    assert!(
        matches!(waiting[..], [Todo::UnfinishedHandOver { files: 1, .. }]),
        "one line says that it is on its way: {waiting:?}"
    );
    at.move_on(&hand_over.id, State::Counted);
    let counted = overview(&at.desk).unwrap();
    assert!(counted.todo.is_empty(), "nothing needs doing: {:?}", counted.todo);
    assert!(counted.next_export_by.is_some(), "but to export again one day");
}

#[test]
fn a_review_of_what_cannot_be_used_is_to_be_looked_at() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "notes.json", &json!({ "shopping": ["milk"] }));
    let todo = overview(&at.desk).unwrap().todo;
    assert!(matches!(todo[..], [Todo::LookAtReview { files: 1, .. }]), "{todo:?}");
}

#[test]
fn an_export_of_a_closed_review_was_never_asked_for_again() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let file = at.add(&review, "export.json", &export("ghes.example", &json!([])));
    at.ledger().close_review(&review.id, at.desk.now()).unwrap();
    let todo = overview(&at.desk).unwrap().todo;
    assert!(
        matches!(&todo[..], [Todo::HandOverReviewed { review: of, exports: 1, .. }] if *of == review.id),
        "it was reviewed and not handed over: {todo:?}"
    );
    at.hand_over(&file, State::Counted);
    let counted = overview(&at.desk).unwrap().todo;
    assert!(counted.is_empty(), "now it was: {counted:?}");
}

#[test]
fn a_scope_that_the_last_check_missed_needs_doing_where_anybody_can_be_asked() {
    for (at, needs_doing) in [(TestDesk::connected(), true), (TestDesk::new(), false)] {
        let enterprise = at.choose_enterprise();
        let line = CheckLine {
            subject: CheckSubject::Scope,
            state: CheckState::Warning,
            params: [("needed".to_owned(), "read:enterprise".into())].into(),
        };
        let check = EnterpriseCheck {
            enterprise: enterprise.name.clone(),
            at: at.desk.now().to_string(),
            lines: vec![line],
        };
        at.ledger().set_setting(&format!("check {}", enterprise.name), &check).unwrap();
        let todo = overview(&at.desk).unwrap().todo;
        let is_told = matches!(&todo[..], [Todo::MissingScope { scope, .. }] if scope == "read:enterprise");
        assert_eq!(is_told, needs_doing, "{todo:?}");
    }
}
