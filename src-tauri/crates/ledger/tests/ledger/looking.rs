//! Looking into a ledger: everything of it is seen, and nothing in its folder changes.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::SystemTime;

use ledger::{Ledger, LedgerError};
use rusqlite::Connection;

use crate::sample;

const FOLDER: &str = "LEDGER_TEST_LOOKED_INTO";
const TIMES: &str = "LEDGER_TEST_LOOKS";

/// Everything under a folder: folders, and files with the digest of their bytes and their modification time.
fn state_of(folder: &Path) -> BTreeMap<PathBuf, Option<(String, SystemTime)>> {
    let mut state = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            state.extend(state_of(&path));
            state.insert(path, None);
        } else {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            state.insert(path.clone(), Some((sample::digest(&fs::read(&path).unwrap()).hex(), modified)));
        }
    }
    state
}

/// Looks, and holds the folder to be as it was.
fn look(folder: &Path) -> ledger::Result<Option<Ledger>> {
    let before = state_of(folder);
    let looked = Ledger::look(folder);
    assert_eq!(state_of(folder), before, "nothing is made or changed by looking");
    looked
}

/// The code that a look is refused with.
fn refused(folder: &Path) -> &'static str {
    look(folder).err().expect("it is refused").code()
}

fn copy_of(folder: &Path, files: &[&str]) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in files {
        fs::copy(folder.join(file), copy.path().join(file)).unwrap();
    }
    copy
}

#[test]
fn where_there_is_no_ledger_none_is_made() {
    let home = tempfile::tempdir().unwrap();
    assert!(Ledger::look(&home.path().join("data")).unwrap().is_none(), "no folder");
    assert!(!home.path().join("data").exists(), "and none afterwards");
    assert!(look(home.path()).unwrap().is_none(), "an empty folder");
    fs::write(home.path().join("ledger.sqlite3"), "").unwrap();
    assert!(look(home.path()).unwrap().is_none(), "a database that was never written");
    assert!(Ledger::look(&home.path().join("ledger.sqlite3")).unwrap().is_none(), "no folder but a file");
}

#[test]
fn a_ledger_that_nobody_has_open_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("100% of? it#");
    let ledger = Ledger::open(&folder).unwrap();
    let server = ledger.add_server(Some("id"), "github.example", sample::at(0)).unwrap();
    drop(ledger);
    let looked = look(&folder).unwrap().expect("a ledger");
    assert_eq!(looked.servers().unwrap(), [server], "all that was written");
}

/// Looks from a process of its own, and says how many hand-overs it saw at last.
#[test]
#[ignore = "run by the tests that need another process"]
fn looker() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let times: u32 = std::env::var(TIMES).unwrap().parse().unwrap();
    let (mut seen, mut busy) = (0, 0);
    for _ in 0..times {
        let looked = match Ledger::look(Path::new(&folder)) {
            Ok(looked) => looked.expect("a ledger"),
            Err(LedgerError::Busy) => {
                busy += 1;
                continue;
            }
            Err(error) => panic!("{error}: {:?}", error.source()),
        };
        let hand_overs = looked.unfinished_hand_overs().unwrap();
        assert!(hand_overs.len() >= seen, "what was seen once stays: {seen}, then {}", hand_overs.len());
        seen = hand_overs.len();
        for hand_over in hand_overs.iter().rev().take(8) {
            let steps = looked.steps(&hand_over.id).unwrap().len();
            assert_eq!(steps, 1, "no half of a transaction: {}", hand_over.id);
        }
    }
    assert!(busy * 10 <= times, "another process is hardly ever in the way: {busy} of {times}");
    std::io::stdout().write_all(format!("\nsaw {seen}\n").as_bytes()).unwrap();
}

/// Starts the looker, to look so many times.
fn start_looker(folder: &Path, times: u32) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "looking::looker", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(TIMES, times.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What it saw at last.
fn seen(looker: Child) -> usize {
    let said = looker.wait_with_output().unwrap();
    assert!(said.status.success(), "it saw nothing wrong");
    let said = String::from_utf8_lossy(&said.stdout);
    said.lines().find_map(|line| line.strip_prefix("saw ")?.parse().ok()).expect("it says what it saw")
}

fn add_hand_over(ledger: &Ledger, number: usize) {
    let digest = sample::digest(&number.to_le_bytes());
    ledger.create_hand_over(&sample::hand_over(&number.to_string(), "hoshino", None, digest)).unwrap();
}

#[test]
fn what_another_process_wrote_last_is_seen_and_nothing_beside_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    add_hand_over(&ledger, 0);
    let log = fs::metadata(folder.path().join("ledger.sqlite3-wal")).unwrap();
    assert!(log.len() > 0, "it stands in the log alone");
    let before = state_of(folder.path());
    assert_eq!(seen(start_looker(folder.path(), 3)), 1, "what stands in the log");
    assert_eq!(state_of(folder.path()), before, "not even the log's index");
}

#[test]
fn another_process_goes_on_writing_and_closing_while_it_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path()).unwrap();
    let mut looker = start_looker(folder.path(), 100);
    let mut written = 0;
    while looker.try_wait().unwrap().is_none() {
        add_hand_over(&ledger, written);
        written += 1;
        if written % 16 == 0 {
            // The last one to close writes the log back into the database and removes it.
            drop(ledger);
            ledger = Ledger::open(folder.path()).unwrap();
        }
    }
    let seen = seen(looker);
    assert!(seen > 0 && seen <= written, "some of it was seen: {seen} of {written}");
    assert_eq!(ledger.unfinished_hand_overs().unwrap().len(), written, "and every one was written");
}

#[test]
fn a_log_that_a_dead_process_left_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.set_setting("last", "words").unwrap();
    // What stands on the disk while it is open is what a killed process leaves.
    let left = copy_of(folder.path(), &["ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm"]);
    let looked = look(left.path()).unwrap().expect("a ledger");
    assert_eq!(
        looked.setting::<String>("last").unwrap().as_deref(),
        Some("words"),
        "read without recovering it"
    );
    let without_index = copy_of(folder.path(), &["ledger.sqlite3", "ledger.sqlite3-wal"]);
    assert_eq!(refused(without_index.path()), "busy", "a log is never passed over");
}

#[test]
fn a_newer_ledger_and_another_programs_database_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(Ledger::open(folder.path()).unwrap());
    let database = Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    assert!(matches!(look(folder.path()), Err(LedgerError::NewerLedger { found: 99, .. })), "newer");
    let folder = tempfile::tempdir().unwrap();
    let database = Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    database.execute_batch("CREATE TABLE theirs (a TEXT);").unwrap();
    drop(database);
    assert!(matches!(look(folder.path()), Err(LedgerError::ForeignFile { .. })), "foreign");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ledger.sqlite3"), "no database at all, but long enough to look at")
        .unwrap();
    assert_eq!(refused(folder.path()), "corrupt", "damaged");
}

#[test]
fn nothing_can_be_written_through_a_look() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let digest = sample::keep(&ledger, b"bytes");
    ledger.begin_review("review", sample::at(0), "aiko").unwrap();
    ledger.add_file(&sample::file("file", "review", None, Some(sample::reading(digest)))).unwrap();
    ledger.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    ledger.create_hand_over(&sample::hand_over("one", "hoshino", None, digest)).unwrap();
    drop(ledger);
    let before = state_of(folder.path());
    let looked = Ledger::look(folder.path()).unwrap().expect("a ledger");
    let refused = [
        looked.set_setting("a", "b").unwrap_err(),
        looked.keep().err().expect("no original can be kept"),
        looked.handed_file(&digest, "github.example.json").unwrap_err(),
        looked.claim_sending("one", "cli", sample::at(1)).unwrap_err(),
        looked.add_server(None, "other.example", sample::at(1)).unwrap_err(),
        looked.forget(&[digest], sample::at(1), "aiko").unwrap_err(),
        looked.forget_everything(sample::at(1), "aiko").unwrap_err(),
    ];
    let codes = refused.map(|error| error.code());
    assert_eq!(codes, ["read_only"; 7], "every way of changing something");
    assert_eq!(
        looked.hand_over("one").unwrap().map(|one| one.id).as_deref(),
        Some("one"),
        "it is still read"
    );
    assert_eq!(state_of(folder.path()), before, "and nothing was made on the way");
}
