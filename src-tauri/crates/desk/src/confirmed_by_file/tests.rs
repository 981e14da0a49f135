use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::answers::HandOver as Shown;
use crate::test_desk::{TestDesk, export};

/// A report that lists these accounts of `ghe.example`, one person each.
fn report(ids: &[u64]) -> Value {
    let users: Vec<_> = ids
        .iter()
        .map(|id| json!({ "github_com_login": "", "enterprise_server_user_ids": [format!("ghe.example:{id}")] }))
        .collect();
    json!({ "total_seats_consumed": ids.len(), "total_seats_purchased": 9, "users": users })
}

fn people() -> Value {
    json!([
        { "user_id": 1, "login": "mona", "email": "mona@corp.example", "suspended": false },
        { "user_id": 2, "login": "kai", "email": "kai@corp.example", "suspended": false },
        { "user_id": 3, "login": "gone", "email": "gone@corp.example", "suspended": true },
    ])
}

/// An export that was handed over ten minutes ago by its page, with a report from before it or without one.
fn handed_over(before: Option<&[u64]>, list: &Value) -> (TestDesk, HandOver) {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    if let Some(ids) = before {
        at.add(&review, "before.json", &report(ids));
    }
    let file = at.add(&review, "export.json", &export("ghe.example", list));
    at.wait(Duration::from_mins(10));
    let hand_over = at.hand_over(&file, State::Waiting);
    at.wait(Duration::from_mins(10));
    (at, hand_over)
}

fn drop_report(at: &TestDesk, ids: &[u64]) {
    let review = at.begin_review();
    at.add(&review, "after.json", &report(ids));
    look(&at.desk, at.ledger(), &review.id).unwrap();
}

fn shown(at: &TestDesk, hand_over: &HandOver) -> Shown {
    let now = at.ledger().hand_over(&hand_over.id).unwrap().unwrap();
    crate::task::answer(&at.desk, at.ledger(), &now).unwrap()
}

fn codes(shown: &Shown) -> Vec<usage::Code> {
    shown.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn without_a_token_a_report_that_lists_everybody_anew_counts_as_assumed() {
    let (at, hand_over) = handed_over(Some(&[1]), &people());
    drop_report(&at, &[1, 2]);
    let shown = shown(&at, &hand_over);
    assert_eq!(shown.state, HandOverState::Counted, "both are there, and one was not before");
    assert_eq!(codes(&shown), [usage::Code::ConfirmedByFile], "and it is said that this is assumed");
    let receipt = crate::receipt::receipt(&at.desk, &shown.receipt.unwrap()).unwrap();
    let listed = &receipt.evidence[0];
    assert_eq!(listed.params["standing"], "assumed".into(), "in the receipt too: {listed:?}");
    assert_eq!((&listed.params["expected"], &listed.params["newly"]), (&2_u64.into(), &1_u64.into()));
    assert_eq!(receipt.after.unwrap().consumed, 2, "the count that the file tells");
}

#[test]
fn a_report_that_would_look_the_same_had_nothing_arrived_confirms_nothing() {
    let (at, hand_over) = handed_over(Some(&[1, 2]), &people());
    drop_report(&at, &[1, 2]);
    let shown = shown(&at, &hand_over);
    assert_eq!(shown.state, HandOverState::Waiting, "everybody is there, as before");
    assert_eq!(codes(&shown), [usage::Code::FileShowsNothing]);
    assert_eq!(shown.findings[0].params["why"], "nothing_new".into());
}

#[test]
fn other_accounts_than_before_only_show_that_something_arrived() {
    let (at, hand_over) = handed_over(Some(&[7]), &people());
    drop_report(&at, &[1, 7]);
    let still = shown(&at, &hand_over);
    assert_eq!(still.state, HandOverState::Received, "kai is not there yet");
    assert_eq!(codes(&still), [usage::Code::FileShowsArrival]);
    drop_report(&at, &[1, 2, 7]);
    assert_eq!(shown(&at, &hand_over).state, HandOverState::Counted, "a later one settles it");
}

#[test]
fn a_sealed_list_is_never_counted_by_a_file() {
    let (at, hand_over) = handed_over(Some(&[]), &json!("A".repeat(400)));
    drop_report(&at, &[1, 2]);
    assert_eq!(shown(&at, &hand_over).state, HandOverState::Received, "nobody knows who should be there");
}

#[test]
fn without_a_report_from_before_or_with_an_old_one_nothing_is_shown() {
    let (at, hand_over) = handed_over(None, &people());
    drop_report(&at, &[1, 2]);
    let looked = shown(&at, &hand_over);
    assert_eq!(looked.state, HandOverState::Waiting);
    assert_eq!(looked.findings[0].params["why"], "none_before".into(), "they may have been there for years");

    let (at, hand_over) = handed_over(Some(&[1]), &people());
    let review = at.begin_review();
    let dated = hand_over.created_at - jiff::SignedDuration::from_hours(1);
    at.add_of(&review, "after.json", &report(&[1, 2]), dated);
    look(&at.desk, at.ledger(), &review.id).unwrap();
    assert_eq!(
        shown(&at, &hand_over).findings[0].params["why"],
        "older".into(),
        "the file says when it is from"
    );
}

#[test]
fn a_part_of_a_report_shows_nobody_missing() {
    let (at, hand_over) = handed_over(Some(&[1]), &people());
    let review = at.begin_review();
    let mut part = report(&[1]);
    part["total_seats_consumed"] = 5.into();
    at.add(&review, "page-1.json", &part);
    look(&at.desk, at.ledger(), &review.id).unwrap();
    assert!(codes(&shown(&at, &hand_over)).is_empty(), "one page of several is not looked into");
}
