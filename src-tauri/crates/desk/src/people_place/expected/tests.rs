//! When it can be told what the cloud will count, and why not.

use std::time::Duration;

use ledger::{FileRecord, Review};
use serde_json::{Value, json};

use super::*;
use crate::test_desk::{TestDesk, export};

const OTHER_ID: &str = "9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09";

fn cloud() -> Value {
    json!({ "total_seats_consumed": 1, "total_seats_purchased": 10, "users": [
        { "github_com_login": "mona", "github_com_verified_domain_emails": ["mona@corp.example"] },
    ] })
}

fn two() -> Value {
    json!([
        { "user_id": 1, "login": "mona", "email": "mona@corp.example", "suspended": false },
        { "user_id": 2, "login": "kai", "email": "kai@corp.example", "suspended": false },
    ])
}

fn of_other(accounts: &Value) -> Value {
    let mut other = export("other.example", accounts);
    other["server_id"] = json!(OTHER_ID);
    other
}

/// A desk in whose open review the cloud's report and an open export are.
fn at_review() -> (TestDesk, Review, FileRecord) {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "consumed.json", &cloud());
    let file = at.add(&review, "export.json", &export("ghes.example", &two()));
    (at, review, file)
}

fn asked(at: &TestDesk, review: &Review) -> ExpectedCount {
    expected(&at.desk, Some(&review.id)).unwrap()
}

#[test]
fn an_open_export_beside_the_clouds_people_tells_the_number_after_it() {
    let (at, review, _) = at_review();
    let known = asked(&at, &review).licenses.expect("everybody is known");
    assert_eq!((known.documented, known.complete), (2, true), "mona, who is in the cloud, and kai");
    assert!(known.low <= known.documented && known.documented <= known.high);
}

#[test]
fn without_the_clouds_people_nobody_can_know() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &two()));
    assert_eq!(asked(&at, &review).why_not, Some(WhyNotExpected::NoCloudReport));
}

#[test]
fn a_sealed_export_alone_leaves_a_least_number() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "consumed.json", &cloud());
    at.add(&review, "export.json", &export("ghes.example", &json!("A".repeat(400))));
    assert!(!asked(&at, &review).licenses.expect("the cloud's people at least").complete);
}

#[test]
fn an_earlier_list_of_a_sealed_servers_people_is_not_taken_for_todays() {
    let (at, _, _) = at_review();
    at.wait(Duration::from_secs(60));
    let later = at.begin_review();
    at.add(&later, "sealed.json", &export("ghes.example", &json!("A".repeat(400))));
    assert_eq!(asked(&at, &later).why_not, Some(WhyNotExpected::OlderList));
}

#[test]
fn another_servers_people_count_only_once_its_export_was_counted() {
    let (at, _, file) = at_review();
    at.wait(Duration::from_secs(60));
    let later = at.begin_review();
    at.add(&later, "other.json", &of_other(&two()));
    assert_eq!(asked(&at, &later).why_not, Some(WhyNotExpected::OthersWait));
    at.hand_over(&file, HandOverState::Counted);
    assert_eq!(asked(&at, &later).licenses.map(|known| known.documented), Some(2), "the same two people");
}

#[test]
fn an_old_review_does_not_tell_what_a_newer_export_leads_to() {
    let (at, review, _) = at_review();
    at.wait(Duration::from_secs(60));
    at.add(&at.begin_review(), "newer.json", &export("ghes.example", &json!([])));
    assert_eq!(asked(&at, &review).why_not, Some(WhyNotExpected::NewerExport));
}

#[test]
fn without_an_export_nothing_leaves() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "consumed.json", &cloud());
    assert_eq!(asked(&at, &review).why_not, Some(WhyNotExpected::NothingLeaves));
    assert_eq!(expected(&TestDesk::new().desk, None).unwrap().why_not, Some(WhyNotExpected::NothingLeaves));
}
