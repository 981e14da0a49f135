//! Is it the same server? What answers bind, and what taking them back leaves.

use ledger::Review;
use serde_json::{Value, json};

use super::*;
use crate::test_desk::{SERVER_ID, TestDesk, export};

const OTHER_ID: &str = "9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09";

fn of(host: &str, id: &str, login: &str) -> Value {
    let mut export = export(host, &json!([{ "id": 1, "login": login }]));
    export["server_id"] = json!(id);
    export
}

/// A desk that knows one server, and a new review.
fn knowing(host: &str) -> (TestDesk, i64, Review) {
    let at = TestDesk::new();
    at.choose_enterprise();
    let first = at.begin_review();
    let known =
        at.add(&first, "known.json", &of(host, SERVER_ID, "mona")).server.expect("it is bound at once");
    let review = at.begin_review();
    (at, known, review)
}

fn say(at: &TestDesk, file: &FileRecord, code: Code, choice: Option<Choice>) -> Result<(), Failure> {
    answer(&at.desk, &calls::QuestionAnswer { file: file.id.clone(), code, choice })
}

fn server_of(at: &TestDesk, file: &FileRecord) -> Option<i64> {
    at.ledger().file(&file.id).unwrap().unwrap().server
}

/// The questions of the files of a review, with their answers.
fn asked(at: &TestDesk, review: &Review) -> Vec<Vec<(Code, Option<Choice>)>> {
    let files = at.sheet(review).files;
    let of_file = |questions: Vec<crate::answers::Question>| {
        questions.into_iter().map(|question| (question.code, question.answered)).collect()
    };
    files.into_iter().map(|file| of_file(file.questions)).collect()
}

fn names(at: &TestDesk, server: i64) -> (String, Option<String>, usize) {
    let server = at.ledger().server(server).unwrap();
    (server.host, server.server_id, server.aliases.len())
}

#[test]
fn the_same_names_ask_nothing_in_any_spelling() {
    let (at, known, review) = knowing("ghe.example");
    let again = at.add(&review, "again.json", &of("GHE.Example:443", &SERVER_ID.to_uppercase(), "sato"));
    assert_eq!(again.server, Some(known), "it is that server");
    assert_eq!(asked(&at, &review), [[]], "and nobody is asked");
}

#[test]
fn a_renamed_server_keeps_its_history_and_its_old_name() {
    let (at, known, review) = knowing("old.example");
    let file = at.add(&review, "file.json", &of("new.example", SERVER_ID, "sato"));
    assert_eq!(file.server, None, "a person has to say");
    assert_eq!(asked(&at, &review), [[(Code::OtherHost, None)]], "is it renamed, or a clone?");
    say(&at, &file, Code::OtherHost, Some(Choice::Renamed)).unwrap();
    assert_eq!(server_of(&at, &file), Some(known), "the same server");
    assert_eq!(
        names(&at, known),
        ("new.example".to_owned(), Some(SERVER_ID.to_owned()), 1),
        "the old host is an alias"
    );
    assert_eq!(asked(&at, &review), [[(Code::OtherHost, Some(Choice::Renamed))]], "the answer stands");
    say(&at, &file, Code::OtherHost, None).unwrap();
    assert_eq!(server_of(&at, &file), None, "taken back");
    assert_eq!(
        names(&at, known),
        ("old.example".to_owned(), Some(SERVER_ID.to_owned()), 0),
        "as it was before"
    );
    assert_eq!(asked(&at, &review), [[(Code::OtherHost, None)]], "the question is open again");
}

#[test]
fn a_clone_is_a_server_of_its_own_until_it_is_taken_back() {
    let (at, known, review) = knowing("old.example");
    let file = at.add(&review, "file.json", &of("lab.example", SERVER_ID, "sato"));
    say(&at, &file, Code::OtherHost, Some(Choice::Clone)).unwrap();
    let clone = server_of(&at, &file).expect("bound");
    assert_ne!(clone, known, "another one");
    assert_eq!(
        names(&at, known),
        ("old.example".to_owned(), Some(SERVER_ID.to_owned()), 0),
        "the first stays"
    );
    say(&at, &file, Code::OtherHost, None).unwrap();
    assert_eq!(at.ledger().servers().unwrap().len(), 1, "the clone is gone");
    assert_eq!(asked(&at, &review), [[(Code::OtherHost, None)]], "the question is open again");
}

#[test]
fn a_rebuilt_server_has_a_new_id_and_another_one_is_new() {
    let (at, known, review) = knowing("ghe.example");
    let file = at.add(&review, "file.json", &of("ghe.example", OTHER_ID, "sato"));
    assert_eq!(asked(&at, &review), [[(Code::OtherServerId, None)]], "is it rebuilt, or another?");
    say(&at, &file, Code::OtherServerId, Some(Choice::Rebuilt)).unwrap();
    assert_eq!(
        names(&at, known),
        ("ghe.example".to_owned(), Some(OTHER_ID.to_owned()), 1),
        "the old id is an alias"
    );
    say(&at, &file, Code::OtherServerId, None).unwrap();
    assert_eq!(
        names(&at, known),
        ("ghe.example".to_owned(), Some(SERVER_ID.to_owned()), 0),
        "as it was before"
    );
    say(&at, &file, Code::OtherServerId, Some(Choice::Another)).unwrap();
    assert_ne!(server_of(&at, &file), Some(known), "a server of its own");
    assert_eq!(at.ledger().servers().unwrap().len(), 2, "beside the first");
}

#[test]
fn a_second_file_of_the_renamed_server_belonged_to_no_server_once_the_first_was_answered() {
    let (at, known, review) = knowing("old.example");
    let first = at.add(&review, "first.json", &of("new.example", SERVER_ID, "sato"));
    let second = at.add(&review, "second.json", &of("NEW.example", SERVER_ID, "ito"));
    let third = at.add(&review, "third.json", &of("lab.example", SERVER_ID, "kato"));
    say(&at, &first, Code::OtherHost, Some(Choice::Renamed)).unwrap();
    assert_eq!(server_of(&at, &second), Some(known), "one answer is for both");
    assert_eq!(server_of(&at, &third), None, "and not for a third host");
    say(&at, &first, Code::OtherHost, None).unwrap();
    assert_eq!((server_of(&at, &first), server_of(&at, &second)), (None, None), "taking it back too");
    let open = [(Code::OtherHost, None)];
    assert_eq!(asked(&at, &review), [open, open, open], "all ask again");
}

#[test]
fn an_answer_to_another_question_binds_nothing() {
    let (at, known, review) = knowing("old.example");
    let file = at.add(&review, "file.json", &of("new.example", SERVER_ID, "sato"));
    for (code, choice) in [
        (Code::OtherServerId, Choice::Rebuilt),
        (Code::OtherHost, Choice::Another),
        (Code::OlderFile, Choice::Renamed),
    ] {
        let failure = say(&at, &file, code, Some(choice)).unwrap_err();
        assert_eq!(failure.code, FailureCode::InvalidInput, "{code:?} {choice:?}");
    }
    assert_eq!(
        names(&at, known),
        ("old.example".to_owned(), Some(SERVER_ID.to_owned()), 0),
        "nothing changed"
    );
    say(&at, &file, Code::OtherHost, Some(Choice::Renamed)).unwrap();
    let failure = say(&at, &file, Code::OtherHost, Some(Choice::Clone)).unwrap_err();
    assert_eq!(failure.code, FailureCode::AlreadyDone, "answered; it can be taken back");
}

#[test]
fn taking_an_answer_back_took_a_later_name_away() {
    let (at, known, review) = knowing("old.example");
    let file = at.add(&review, "file.json", &of("new.example", SERVER_ID, "sato"));
    say(&at, &file, Code::OtherHost, Some(Choice::Renamed)).unwrap();
    let later = at.begin_review();
    let again = at.add(&later, "again.json", &of("newest.example", SERVER_ID, "ito"));
    say(&at, &again, Code::OtherHost, Some(Choice::Renamed)).unwrap();
    say(&at, &file, Code::OtherHost, None).unwrap();
    assert_eq!(names(&at, known).0, "newest.example", "what it is called by now stays");
    assert_eq!(server_of(&at, &again), Some(known), "and so does what belongs to it");
}

#[test]
fn an_answer_that_something_rests_on_stands() {
    let (at, _, review) = knowing("old.example");
    let file = at.add(&review, "file.json", &of("lab.example", SERVER_ID, "sato"));
    say(&at, &file, Code::OtherHost, Some(Choice::Clone)).unwrap();
    let file = at.ledger().file(&file.id).unwrap().unwrap();
    at.hand_over(&file, ledger::HandOverState::Waiting);
    let failure = say(&at, &file, Code::OtherHost, None).unwrap_err();
    assert_eq!(failure.code, FailureCode::AlreadyDone, "its server has a hand-over");
    assert_eq!(server_of(&at, &file), file.server, "the file stays with it");
    assert_eq!(asked(&at, &review), [[(Code::OtherHost, Some(Choice::Clone))]], "and the answer is kept");
}

#[test]
fn every_choice_has_a_word_of_its_own() {
    let all = [Choice::Renamed, Choice::Clone, Choice::Rebuilt, Choice::Another, Choice::Same];
    for one in all {
        assert_eq!(choice(word(one)), Some(one), "{one:?} is found by its word");
    }
    assert_eq!(choice("merged"), None, "no other word is one");
    for code in Code::ALL {
        let offered = choices(*code);
        assert!(offered.is_empty() || offered.len() == 2, "a question has two answers: {code:?}");
    }
}
