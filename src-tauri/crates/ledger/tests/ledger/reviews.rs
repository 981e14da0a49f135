//! Reviews, their files, and what a person answered.

use ledger::{FileState, Ledger, QuestionAnswer};
use usage::{Code, Finding};

use crate::sample::{self, at};

#[test]
fn one_review_is_open_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.open_review().unwrap(), None, "none yet");
    ledger.begin_review("r1", at(0), "aiko").unwrap();
    assert_eq!(ledger.begin_review("r2", at(1), "aiko").unwrap_err().code(), "conflict", "another is open");
    ledger.begin_closed_review("twin", at(2), "script").unwrap();
    assert_eq!(
        ledger.open_review().unwrap().unwrap().id,
        "r1",
        "the headless twin's is closed from the start"
    );
    assert!(ledger.close_review("r1", at(3)).unwrap(), "it was open");
    assert!(!ledger.close_review("r1", at(4)).unwrap(), "and closes once");
    assert_eq!(ledger.review("r1").unwrap().unwrap().closed_at, Some(at(3)), "when");
    ledger.begin_review("r2", at(5), "aiko").unwrap();
    assert_eq!(ledger.reopen_review("r1").unwrap_err().code(), "conflict", "another is open");
    ledger.close_review("r2", at(6)).unwrap();
    ledger.reopen_review("r1").unwrap();
    assert_eq!(ledger.open_review().unwrap().unwrap().id, "r1", "open again");
    let ids: Vec<_> = ledger.reviews().unwrap().into_iter().map(|review| review.id).collect();
    assert_eq!(ids, ["r2", "twin", "r1"], "newest first");
}

#[test]
fn a_file_comes_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.begin_review("r", at(0), "aiko").unwrap();
    let digest = sample::digest(b"export");
    let mut file = sample::file("f1", "r", None, None);
    file.state = FileState::Reading;
    ledger.add_file(&file).unwrap();
    assert_eq!(ledger.file("f1").unwrap(), Some(file.clone()), "while it is read");
    file.state = FileState::Read;
    file.reading = Some(sample::reading(digest));
    file.sha256 = Some(digest);
    file.findings.push(Finding::new(Code::NotAFile).with("what", "pipe"));
    assert!(ledger.update_file(&file).unwrap(), "written");
    assert_eq!(ledger.file("f1").unwrap(), Some(file.clone()), "afterwards");
    assert_eq!(ledger.files_by_digest(&digest).unwrap(), [file], "by its bytes");
    assert_eq!(
        ledger.update_file(&sample::file("nobody", "r", None, None)).unwrap_err().code(),
        "not_found",
        "a file that was never added"
    );
}

#[test]
fn files_keep_the_order_of_the_review() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.begin_review("r", at(0), "aiko").unwrap();
    for (id, position) in [("last", 2), ("first", 0), ("middle", 1)] {
        let mut file = sample::file(id, "r", None, None);
        file.position = position;
        ledger.add_file(&file).unwrap();
    }
    let ids: Vec<_> = ledger.files_of_review("r").unwrap().into_iter().map(|file| file.id).collect();
    assert_eq!(ids, ["first", "middle", "last"], "by position");
}

#[test]
fn an_export_is_compared_with_the_last_sound_one_of_other_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(None, "github.example", at(0)).unwrap().id;
    let other = ledger.add_server(None, "other.example", at(0)).unwrap().id;
    ledger.begin_review("r", at(0), "aiko").unwrap();
    let (one, two, three) = (sample::digest(b"1"), sample::digest(b"2"), sample::digest(b"3"));
    let mut cancelled = sample::file("cancelled", "r", Some(server), Some(sample::reading(three)));
    cancelled.state = FileState::Cancelled;
    for file in [
        sample::file("october", "r", Some(server), Some(sample::reading(one))),
        sample::file("elsewhere", "r", Some(other), Some(sample::reading(three))),
        sample::file("truncated", "r", Some(server), Some(sample::broken_reading(three))),
        cancelled,
        sample::file("november", "r", Some(server), Some(sample::reading(two))),
        sample::file("november-again", "r", Some(server), Some(sample::reading(two))),
    ] {
        ledger.add_file(&file).unwrap();
    }
    let before = |file: &str| ledger.previous_export(server, file).unwrap().map(|file| file.id);
    assert_eq!(before("october"), None, "the first of its server");
    assert_eq!(
        before("november").as_deref(),
        Some("october"),
        "neither another server's nor one that does not hold"
    );
    assert_eq!(
        before("november-again").as_deref(),
        Some("october"),
        "nothing is compared with its own bytes"
    );
    let exports: Vec<_> = ledger.exports_of_server(server).unwrap().into_iter().map(|file| file.id).collect();
    assert_eq!(exports, ["november-again", "november", "october"], "newest first, only those that hold");
}

#[test]
fn a_file_that_a_living_process_reads_is_not_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let window = Ledger::open(folder.path()).unwrap();
    window.begin_review("r", at(0), "aiko").unwrap();
    let mut file = sample::file("f", "r", None, None);
    file.state = FileState::Reading;
    window.add_file(&file).unwrap();
    let twin = Ledger::open(folder.path()).unwrap();
    assert_eq!(twin.interrupted_files().unwrap(), [], "the window is at it");
    assert_eq!(window.interrupted_files().unwrap(), [], "and knows");
    drop(window);
    assert_eq!(twin.interrupted_files().unwrap(), [file], "now nobody is");
}

#[test]
fn a_reading_in_a_vocabulary_that_is_not_ours_is_read_again_and_breaks_no_review() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.begin_review("r", at(0), "aiko").unwrap();
    let digest = sample::digest(b"export");
    ledger.add_file(&sample::file("f", "r", None, Some(sample::reading(digest)))).unwrap();
    let other = rusqlite::Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    other.execute("UPDATE files SET reading = '{\"kind\":\"of another age\"}'", []).unwrap();
    let file = &ledger.files_of_review("r").unwrap()[0];
    assert_eq!((file.reading.as_ref(), file.sha256), (None, Some(digest)), "the original can still be found");
}

#[test]
fn the_last_answer_to_a_question_stands() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.begin_review("r", at(0), "aiko").unwrap();
    ledger.add_file(&sample::file("f", "r", None, None)).unwrap();
    let answer = |code: &str, choice: &str, seconds| QuestionAnswer {
        file: "f".to_owned(),
        code: code.to_owned(),
        choice: choice.to_owned(),
        at: at(seconds),
        actor: "aiko".to_owned(),
    };
    for (code, choice, seconds) in
        [("other_host", "renamed", 1), ("older", "yes", 2), ("other_host", "clone", 3)]
    {
        ledger.answer_question(&answer(code, choice, seconds)).unwrap();
    }
    assert_eq!(
        ledger.question_answers("f").unwrap(),
        [answer("older", "yes", 2), answer("other_host", "clone", 3)],
        "one for each question"
    );
    assert_eq!(
        ledger
            .answer_question(&QuestionAnswer { file: "nobody".to_owned(), ..answer("older", "yes", 4) })
            .unwrap_err()
            .code(),
        "conflict",
        "about a file that is there"
    );
}
