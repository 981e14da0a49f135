//! A file that was added for one server and names another: what is asked, what answers bind, and what taking them back leaves.

use ledger::Review;
use serde_json::{Value, json};

use super::*;
use crate::calls::QuestionAnswer as Answer;
use crate::sources::Opener;
use crate::test_desk::{SERVER_ID, TestDesk, export};

const OTHER_ID: &str = "9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09";

fn of(host: &str, id: &str) -> Value {
    let mut export = export(host, &json!([{ "id": 1, "login": "mona" }]));
    export["server_id"] = json!(id);
    export
}

/// A desk that knows one server, and a new review.
fn knowing(host: &str) -> (TestDesk, i64, Review) {
    let at = TestDesk::new();
    at.choose_enterprise();
    let first = at.begin_review();
    let known = at.add(&first, "known.json", &of(host, SERVER_ID)).server.expect("it is bound at once");
    let review = at.begin_review();
    (at, known, review)
}

/// Adds a file as one of the server at `chosen`.
fn add(at: &TestDesk, review: &Review, name: &str, content: &Value, chosen: &str) -> FileRecord {
    let path = at.write(name, &content.to_string(), at.desk.now());
    let (record, source) = crate::add::list(&at.desk, at.ledger(), &review.id, &[path]).unwrap().remove(0);
    let mut opener = Opener::default();
    crate::add::read_one_of(&at.desk, at.ledger(), &mut opener, record, &source, Some(chosen)).unwrap()
}

fn say(at: &TestDesk, file: &FileRecord, choice: Option<Choice>) -> Result<(), Failure> {
    let code = Code::OtherThanChosen;
    crate::question::answer(&at.desk, &Answer { file: file.id.clone(), code, choice })
}

fn server_of(at: &TestDesk, file: &FileRecord) -> Option<i64> {
    at.ledger().file(&file.id).unwrap().unwrap().server
}

/// What each file of a review asks: the choices, and the answer.
fn asked(at: &TestDesk, review: &Review) -> Vec<(Vec<Choice>, Option<Choice>)> {
    let questions = at.sheet(review).files.into_iter().flat_map(|file| file.questions);
    questions.map(|question| (question.choices, question.answered)).collect()
}

#[test]
fn an_export_of_the_chosen_server_asks_nothing() {
    let (at, known, review) = knowing("ghe.example");
    let file = add(&at, &review, "again.json", &of("GHE.example", SERVER_ID), "ghe.example");
    assert_eq!(file.server, Some(known));
    assert_eq!(asked(&at, &review), [], "nobody is asked");
}

#[test]
fn names_that_were_never_seen_are_the_chosen_servers_once_a_person_says_so() {
    let (at, known, review) = knowing("ghe.example");
    let file = add(&at, &review, "file.json", &of("new.example", OTHER_ID), "ghe.example");
    assert_eq!(file.server, None, "a person has to say");
    assert_eq!(at.ledger().servers().unwrap().len(), 1, "no server comes of it unasked");
    assert_eq!(asked(&at, &review), [(vec![Choice::Same, Choice::Another], None)]);
    assert_eq!(at.sheet(&review).leaving.exports, std::slice::from_ref(&file.id), "a question is no block");
    say(&at, &file, Some(Choice::Same)).unwrap();
    assert_eq!(server_of(&at, &file), Some(known));
    let later = at.begin_review();
    let again = at.add(&later, "later.json", &of("new.example", OTHER_ID));
    assert_eq!(again.server, Some(known), "the names are that server's from now on");
}

#[test]
fn an_answer_that_it_is_the_same_server_can_be_taken_back() {
    let (at, known, review) = knowing("ghe.example");
    let file = add(&at, &review, "file.json", &of("new.example", OTHER_ID), "ghe.example");
    let twin = add(&at, &review, "twin.json", &of("new.example", OTHER_ID), "ghe.example");
    say(&at, &file, Some(Choice::Same)).unwrap();
    assert_eq!(server_of(&at, &twin), Some(known), "one answer is for both");
    assert!(asked(&at, &review).iter().all(|(_, answered)| *answered == Some(Choice::Same)));
    say(&at, &twin, None).unwrap();
    assert_eq!((server_of(&at, &file), server_of(&at, &twin)), (None, None));
    assert!(at.ledger().server(known).unwrap().aliases.is_empty(), "it has its own names alone");
    assert!(asked(&at, &review).iter().all(|(_, answered)| answered.is_none()), "both ask again");
}

#[test]
fn another_server_is_new_until_that_is_taken_back() {
    let (at, known, review) = knowing("ghe.example");
    let file = add(&at, &review, "file.json", &of("new.example", OTHER_ID), "ghe.example");
    say(&at, &file, Some(Choice::Another)).unwrap();
    assert_ne!(server_of(&at, &file), Some(known));
    assert_eq!(at.ledger().servers().unwrap().len(), 2);
    say(&at, &file, None).unwrap();
    assert_eq!(at.ledger().servers().unwrap().len(), 1, "it is gone");
}

#[test]
fn two_known_servers_are_never_made_one() {
    let (at, _, review) = knowing("ghe.example");
    let other = at.add(&review, "other.json", &of("other.example", OTHER_ID)).server;
    let review = at.begin_review();
    let file = add(&at, &review, "file.json", &of("other.example", OTHER_ID), "ghe.example");
    assert_eq!(file.server, other, "it is the server that it names");
    assert_eq!(asked(&at, &review), [(vec![Choice::Another], None)]);
    assert!(say(&at, &file, Some(Choice::Same)).is_err(), "not offered");
    say(&at, &file, Some(Choice::Another)).unwrap();
    say(&at, &file, None).unwrap();
    assert_eq!((server_of(&at, &file), at.ledger().servers().unwrap().len()), (other, 2), "as it was");
}

#[test]
fn a_question_of_a_renamed_server_stays_that_one() {
    let (at, _, review) = knowing("ghe.example");
    let file = add(&at, &review, "file.json", &of("new.example", SERVER_ID), "ghe.example");
    assert_eq!(file.server, None);
    assert_eq!(asked(&at, &review), [(vec![Choice::Renamed, Choice::Clone], None)]);
}

#[test]
fn the_chosen_servers_page_asks_too() {
    let (at, _, review) = knowing("ghe.example");
    let file = add(&at, &review, "file.json", &of("new.example", OTHER_ID), "ghe.example");
    let asks = || crate::servers::server(&at.desk, "ghe.example").unwrap().questions;
    let [question] = &asks()[..] else { panic!("one question: {:?}", asks()) };
    assert_eq!((question.host.as_deref(), &*question.before), (Some("new.example"), "ghe.example"));
    say(&at, &file, Some(Choice::Same)).unwrap();
    assert_eq!(asks().len(), 0, "it is answered");
    let names = crate::servers::server(&at.desk, "ghe.example").unwrap().other_names;
    assert!(names.contains(&"new.example".to_owned()), "{names:?}");
}
