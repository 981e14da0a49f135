//! Making, opening and refusing a ledger.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use ledger::{Ledger, LedgerError};
use rusqlite::Connection;

use crate::sample;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Every file under a folder with its bytes.
fn bytes_in(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(bytes_in(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn a_new_ledger_is_for_its_owner_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data").join("seatbridge");
    let ledger = Ledger::open(&folder).unwrap();
    let digest = sample::keep(&ledger, b"bytes");
    let copy = ledger.handed_file(&digest, "github.example-20261124.json").unwrap();
    assert_eq!(mode(&folder), 0o700, "the folder");
    for inside in ["originals", "originals/incoming", "hand-over", "running"] {
        assert_eq!(mode(&folder.join(inside)), 0o700, "{inside}");
    }
    for file in ["ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm", "open.lock", "originals.lock"]
    {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
    let original = ledger.original_path(&digest);
    assert_eq!(mode(original.parent().unwrap()), 0o700, "the folder of an original");
    assert_eq!(mode(&original), 0o600, "an original");
    assert_eq!(mode(&copy), 0o600, "a copy for hand-over");
}

#[test]
fn modes_that_a_restored_backup_lost_are_set_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(Ledger::open(folder.path()).unwrap());
    let database = folder.path().join("ledger.sqlite3");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(folder.path().join("originals"), fs::Permissions::from_mode(0o755)).unwrap();
    let _ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(mode(&database), 0o600, "the database");
    assert_eq!(mode(&folder.path().join("ledger.sqlite3-wal")), 0o600, "and what SQLite makes beside it");
    assert_eq!(mode(&folder.path().join("originals")), 0o700, "the originals");
}

#[test]
fn a_folder_that_holds_other_things_keeps_its_mode() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("other"), b"").unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    drop(Ledger::open(home.path()).unwrap());
    assert_eq!(mode(home.path()), 0o755, "it may be a home or /tmp");
    assert_eq!(mode(&home.path().join("ledger.sqlite3")), 0o600, "what is ours is private by itself");
}

#[test]
fn what_was_written_is_there_on_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    ledger.set_setting("language", "ja").unwrap();
    drop(ledger);
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.enterprises().unwrap(), [sample::enterprise("hoshino")], "the enterprise");
    assert_eq!(ledger.setting::<String>("language").unwrap().as_deref(), Some("ja"), "the setting");
    ledger.clear_setting("language").unwrap();
    assert_eq!(ledger.setting::<String>("language").unwrap(), None, "and it can go back to its default");
}

#[test]
fn the_file_says_what_it_is_and_logs_ahead() {
    let folder = tempfile::tempdir().unwrap();
    let _ledger = Ledger::open(folder.path()).unwrap();
    let other = Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    let journal: String = other.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(journal, "wal", "readers and a writer don't stop each other");
    let id: i64 = other.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
    assert_eq!(id, 0x5342_6c67, "`file` and others can tell what it is");
}

#[test]
fn a_newer_ledger_is_refused_and_nothing_of_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    drop(Ledger::open(folder.path()).unwrap());
    // As a newer version leaves it that was killed: its last transaction stands in the log and not in the database.
    let newer = Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    let ours: i64 = newer.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    newer
        .execute_batch(
            "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 999; CREATE TABLE later (a TEXT)",
        )
        .unwrap();
    let killed = tempfile::tempdir().unwrap();
    for name in ["ledger.sqlite3", "ledger.sqlite3-wal", "open.lock"] {
        fs::copy(folder.path().join(name), killed.path().join(name)).unwrap();
    }
    drop(newer);
    let before = bytes_in(killed.path());

    match Ledger::open(killed.path()) {
        Err(LedgerError::NewerLedger { found, known }) => {
            assert_eq!(found, 999, "the version of the file, which only its log tells");
            assert_eq!(known, ours, "the version of this program");
        }
        Err(other) => panic!("refused with {other}"),
        Ok(_) => panic!("a newer ledger was opened"),
    }
    let mut after = bytes_in(killed.path());
    after.remove(&killed.path().join("ledger.sqlite3-shm"));
    assert_eq!(
        after, before,
        "no file was changed, none added (the -shm is an index of the log, made by reading)"
    );
}

#[test]
fn another_programs_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let other = Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    other.execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    drop(other);
    let before = bytes_in(folder.path());
    let Err(error) = Ledger::open(folder.path()) else { panic!("another program's database was opened") };
    assert_eq!(error.code(), "foreign_file", "it is not migrated");
    assert_eq!(
        fs::read(folder.path().join("ledger.sqlite3")).unwrap(),
        before[&folder.path().join("ledger.sqlite3")],
        "nor touched"
    );
}

#[test]
fn a_damaged_database_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ledger.sqlite3"), b"this is no database at all, but quite long").unwrap();
    let Err(error) = Ledger::open(folder.path()) else { panic!("garbage was opened") };
    assert_eq!(error.code(), "corrupt", "SQLite's SQLITE_NOTADB");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let place = home.path().join("data");
    fs::write(&place, b"").unwrap();
    assert_eq!(
        Ledger::open(&place).err().map(|error| error.code()),
        Some("io"),
        "no folder can be made there"
    );
}

#[test]
fn many_processes_may_make_the_same_ledger_at_once() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    let opened: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| Ledger::open(&folder))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for ledger in &opened {
        assert!(ledger.is_ok(), "each waits for its turn: {:?}", ledger.as_ref().err());
    }
    assert_eq!(fs::read_dir(folder.join("running")).unwrap().count(), 8, "each has a mark of its own");
    drop(opened);
    assert_eq!(fs::read_dir(folder.join("running")).unwrap().count(), 0, "and takes it along");
}

#[test]
fn a_clone_can_go_to_another_thread() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Ledger>();
}

#[test]
fn an_enterprise_is_changed_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let mut enterprise = sample::enterprise("hoshino");
    ledger.add_enterprise(&enterprise).unwrap();
    assert_eq!(ledger.add_enterprise(&enterprise).unwrap_err().code(), "conflict", "a name is used once");
    enterprise.route = "endpoint".to_owned();
    enterprise.endpoint = Some(serde_json::json!({ "url": "https://relay.example/upload" }));
    ledger.update_enterprise(&enterprise).unwrap();
    assert_eq!(ledger.enterprise("hoshino").unwrap(), Some(enterprise), "what was changed is there");
    ledger.remove_enterprise("hoshino").unwrap();
    assert_eq!(ledger.enterprise("hoshino").unwrap(), None, "gone");
    assert_eq!(ledger.remove_enterprise("hoshino").unwrap_err().code(), "not_found", "once");
}

#[test]
fn only_the_latest_answer_of_a_cloud_is_kept() {
    use ledger::{CloudAnswer, CloudQuestion};
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let answer = |seconds, consumed: u64| CloudAnswer {
        enterprise: "hoshino".to_owned(),
        what: CloudQuestion::ConsumedLicenses,
        at: sample::at(seconds),
        cloud_at: Some(sample::at(seconds - 1)),
        body: serde_json::json!({ "total_seats_consumed": consumed }),
    };
    assert_eq!(
        ledger.keep_answer(&answer(0, 1)).unwrap_err().code(),
        "not_found",
        "of an enterprise that is known"
    );
    ledger.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    for (seconds, consumed) in [(10, 100), (30, 120), (20, 110)] {
        ledger.keep_answer(&answer(seconds, consumed)).unwrap();
    }
    let latest = ledger.latest_answer("hoshino", CloudQuestion::ConsumedLicenses).unwrap();
    assert_eq!(
        latest,
        Some(answer(30, 120)),
        "one that comes in late does not take the place of a newer one"
    );
    assert_eq!(
        ledger.latest_answer("hoshino", CloudQuestion::Uploads).unwrap(),
        None,
        "each question has its own"
    );
}
