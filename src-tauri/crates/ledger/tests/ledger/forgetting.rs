//! Forgetting leaves no trace in any file of the folder.

use std::fs;
use std::path::Path;

use ledger::{Change, HandOverState as State, HistoryFilter, Kept, Ledger, NewEvent};
use serde_json::json;
use usage::{Code, Finding, Sha256Digest};

use crate::sample::{self, at};

const NAME: &str = "Kitamura-Personalliste.json";
const E_MAIL: &str = "kitamura.sora@hoshino.example";

/// The files under a folder that hold a text.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if fs::read(&path).unwrap().windows(text.len()).any(|window| window == text.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// A ledger with one private file in it, read, handed over and counted, with its copy and its history.
fn filled(folder: &Path) -> (Ledger, Sha256Digest) {
    let ledger = Ledger::open(folder).unwrap();
    ledger.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    let server = ledger.add_server(None, "github.example", at(0)).unwrap().id;
    ledger.begin_review("r", at(0), "aiko").unwrap();
    let digest = sample::keep(&ledger, format!("{{\"users\":[\"{E_MAIL}\"]}}").as_bytes());
    let mut reading = sample::reading(digest);
    reading.findings.push(Finding::new(Code::NotJson).with("found", E_MAIL));
    let mut file = sample::file("f", "r", Some(server), Some(reading));
    NAME.clone_into(&mut file.name);
    file.path = Some(format!("/media/usb/{NAME}"));
    file.findings.push(Finding::new(Code::NotAFile).with("what", E_MAIL));
    ledger.add_file(&file).unwrap();
    for params in [json!({ "name": NAME }), json!({ "said": format!("read {NAME} in a second"), "count": 3 })]
    {
        let event = NewEvent {
            at: at(1),
            actor: "aiko".to_owned(),
            kind: "added".to_owned(),
            server: Some(server),
            subjects: vec!["f".to_owned()],
            params,
        };
        ledger.record(&event).unwrap();
    }
    ledger.handed_file(&digest, "github.example-20261124.json").unwrap();
    let mut new = sample::hand_over("h", "hoshino", Some(server), digest);
    new.file = Some("f".to_owned());
    new.review = Some("r".to_owned());
    ledger.create_hand_over(&new).unwrap();
    // Other rows around it, so that its bytes stand in pages that go on living.
    for number in 0..200 {
        ledger.add_file(&sample::file(&format!("other-{number}"), "r", None, None)).unwrap();
    }
    (ledger, digest)
}

fn count(ledger: &Ledger) -> String {
    ledger.claim_sending("h", "window", at(3)).unwrap();
    ledger.advance("h", &[State::HandingOver], State::Waiting, &Change::new(at(4), "endpoint")).unwrap();
    let event = |number: &str| sample::ended(5, None, "h", number);
    let counted = Change::new(at(5), "cloud");
    ledger.settle("h", &[State::Waiting], State::Counted, &counted, &json!({}), event).unwrap().unwrap()
}

#[test]
fn a_plan_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, digest) = filled(folder.path());
    count(&ledger);
    let plan = ledger.plan_forget(&[digest, digest, sample::digest(b"unknown")]).unwrap();
    assert_eq!(plan.files.len(), 1, "one file, though it was named twice and another is unknown");
    assert_eq!(plan.files[0].names, [NAME], "its name");
    assert_eq!((plan.files[0].copies, plan.receipts), (1, 1), "a copy goes, a receipt stays");
    assert_eq!(plan.bytes, ledger.kept().unwrap().bytes, "its size");
    assert_eq!(plan.blocked_by, Vec::<String>::new(), "nothing speaks against it");
    assert_eq!(ledger.file("f").unwrap().unwrap().name, NAME, "and it is still there");
}

#[test]
fn what_is_forgotten_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, digest) = filled(folder.path());
    let number = count(&ledger);
    assert!(!holding(folder.path(), E_MAIL).is_empty(), "the e-mail is somewhere before");
    assert!(!holding(folder.path(), NAME).is_empty(), "and so is the name");

    let forgotten = ledger.forget(&[digest], at(10), "aiko").unwrap();
    assert_eq!((forgotten.files, forgotten.scrubbed), (1, true), "done");
    // While the ledger is open: the log counts too.
    for text in [E_MAIL, NAME] {
        assert_eq!(holding(folder.path(), text), Vec::<String>::new(), "{text} is in no file any more");
    }
    assert_eq!(ledger.kept().unwrap(), Kept::default(), "no original");
    assert_eq!(fs::read_dir(folder.path().join("hand-over")).unwrap().count(), 0, "no copy");

    let file = ledger.file("f").unwrap().unwrap();
    assert_eq!(file.state, ledger::FileState::Forgotten, "the row says so");
    assert_eq!(
        (file.sha256, file.reading, file.path),
        (Some(digest), None, None),
        "and keeps the digest alone"
    );
    assert_eq!(ledger.receipt(&number).unwrap().unwrap().hand_over, "h", "the receipt stays");
    assert!(ledger.counted_already(&digest, "hoshino").unwrap().is_some(), "and that the bytes were counted");
    let history = ledger.history(&HistoryFilter::default(), None).unwrap().events;
    assert_eq!(history[0].kind, "files_forgotten", "it left an entry");
    assert_eq!(history[0].subjects, [digest.hex()], "about what");
    assert_eq!(history[1].params, json!({ "receipt": number }), "what leads to the receipt stays");
    assert_eq!(
        history[2].params,
        json!({ "said": null, "count": 3 }),
        "a name in a sentence took the sentence along"
    );
    assert_eq!(history[3].params, json!({ "name": null }), "a name alone is gone");
    assert_eq!(ledger.file("other-7").unwrap().unwrap().name, "other-7.json", "the others are as they were");
    assert_eq!(ledger.forget(&[digest], at(11), "aiko").unwrap().files, 0, "there is nothing left to forget");
}

#[test]
fn a_hand_over_under_way_speaks_against_it_and_a_ready_one_is_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, digest) = filled(folder.path());
    ledger.claim_sending("h", "window", at(3)).unwrap();
    match ledger.forget(&[digest], at(10), "aiko") {
        Err(ledger::LedgerError::InUse { hand_overs }) => assert_eq!(hand_overs, ["h"], "which one"),
        other => panic!("{other:?}"),
    }
    assert_eq!(ledger.plan_forget(&[digest]).unwrap().blocked_by, ["h"], "the plan says so too");
    assert_eq!(ledger.kept().unwrap().count, 1, "nothing was removed");
    assert_eq!(ledger.forget_everything(at(10), "aiko").unwrap_err().code(), "in_use", "nor is everything");
    ledger.advance("h", &[State::HandingOver], State::Ready, &Change::new(at(11), "person")).unwrap();
    ledger.forget(&[digest], at(12), "aiko").unwrap();
    let cancelled = ledger.hand_over("h").unwrap().unwrap();
    assert_eq!(cancelled.state, State::Cancelled, "what had not begun cannot begin any more");
    assert_eq!(cancelled.reason.as_deref(), Some("file_forgotten"), "and says why");
}

#[test]
fn a_forgetting_that_was_cut_short_is_completed_on_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, digest) = filled(folder.path());
    drop(ledger);
    // The state right after the transaction: rows are empty, files still there.
    let raw = rusqlite::Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    raw.execute("INSERT INTO forgetting (sha256) VALUES (?1)", [digest.hex()]).unwrap();
    raw.execute("INSERT INTO scrubbing (since) VALUES ('2026-11-24T10:00:00.000Z')", []).unwrap();
    raw.execute(
        "UPDATE files SET state = 'forgotten', name = '', path = NULL, reading = NULL, findings = '[]'",
        [],
    )
    .unwrap();
    drop(raw);
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.kept().unwrap(), Kept::default(), "the original went");
    assert_eq!(fs::read_dir(folder.path().join("hand-over")).unwrap().count(), 0, "the copy too");
    assert_eq!(holding(folder.path(), E_MAIL), Vec::<String>::new(), "and the traces");
}

#[test]
fn what_was_deleted_without_being_overwritten_is_scrubbed_too() {
    let folder = tempfile::tempdir().unwrap();
    drop(Ledger::open(folder.path()).unwrap());
    let raw = rusqlite::Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    raw.pragma_update(None, "secure_delete", false).unwrap();
    raw.execute("INSERT INTO settings VALUES ('note', ?1)", [E_MAIL]).unwrap();
    raw.execute("DELETE FROM settings", []).unwrap();
    drop(raw);
    let trace = holding(folder.path(), E_MAIL);
    assert_eq!(trace.len(), 1, "free space in the database still holds it: {trace:?}");
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.forget_everything(at(10), "aiko").unwrap();
    assert_eq!(holding(folder.path(), E_MAIL), Vec::<String>::new(), "the rebuilt file does not");
}

#[test]
fn bytes_that_come_again_before_the_removal_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, digest) = filled(folder.path());
    let raw = rusqlite::Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    raw.execute("INSERT INTO forgetting (sha256) VALUES (?1)", [digest.hex()]).unwrap();
    sample::keep(&ledger, format!("{{\"users\":[\"{E_MAIL}\"]}}").as_bytes());
    drop(ledger);
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.kept().unwrap().count, 1, "what was promised after the forgetting stays");
}

#[test]
fn a_reader_in_another_process_delays_the_scrubbing_and_does_not_break_it() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, digest) = filled(folder.path());
    let reader = rusqlite::Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let rows: i64 = reader.query_row("SELECT count(*) FROM files", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 201, "a snapshot is held open");
    let forgotten = ledger.forget(&[digest], at(10), "aiko").unwrap();
    assert!(!forgotten.scrubbed, "the reader still needs the old pages");
    assert!(ledger.is_forgetting().unwrap(), "and it is known that they are there");
    assert_eq!(ledger.kept().unwrap(), Kept::default(), "the files are gone all the same");
    drop(reader);
    drop(ledger);
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(holding(folder.path(), NAME), Vec::<String>::new(), "the next start sees to it");
    assert!(!ledger.is_forgetting().unwrap(), "and nothing is left to do");
}

#[test]
fn everything_can_be_forgotten_but_the_set_up() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = filled(folder.path());
    ledger.set_setting("language", "ja").unwrap();
    assert_eq!(count(&ledger), "2026-0001", "a receipt was issued");
    let forgotten = ledger.forget_everything(at(10), "aiko").unwrap();
    assert_eq!((forgotten.files, forgotten.scrubbed), (1, true), "done");
    for text in [E_MAIL, NAME, "github.example-2026"] {
        assert_eq!(holding(folder.path(), text), Vec::<String>::new(), "{text} is nowhere");
    }
    assert_eq!(ledger.reviews().unwrap(), [], "no review");
    assert_eq!(ledger.servers().unwrap(), [], "no server");
    assert_eq!(ledger.receipts().unwrap(), [], "no receipt");
    let history = ledger.history(&HistoryFilter::default(), None).unwrap();
    assert_eq!(
        (history.total, history.events[0].kind.as_str()),
        (1, "everything_forgotten"),
        "one entry says so"
    );
    assert_eq!(ledger.enterprises().unwrap().len(), 1, "the enterprise stays");
    assert_eq!(ledger.setting::<String>("language").unwrap().as_deref(), Some("ja"), "and the settings");
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", None, sample::digest(b"x"))).unwrap();
    assert_eq!(
        ledger.issue_receipt("h", at(20), &json!({})).unwrap(),
        "2026-0002",
        "no number is given twice"
    );
}
