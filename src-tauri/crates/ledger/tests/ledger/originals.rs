//! Keeping bytes as they came.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use ledger::{Kept, Ledger};

use crate::sample;

fn incoming(folder: &Path) -> usize {
    fs::read_dir(folder.join("originals/incoming")).unwrap().count()
}

#[test]
fn what_is_kept_is_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|number| (number % 251) as u8).collect();
    let digest = sample::keep(&ledger, &bytes);
    let mut back = Vec::new();
    ledger.original(&digest).unwrap().unwrap().read_to_end(&mut back).unwrap();
    assert!(back == bytes, "byte for byte");
    assert_eq!(
        ledger.original_path(&digest),
        folder.path().join("originals").join(&digest.hex()[..2]).join(digest.hex()),
        "where sha256sum can check it"
    );
    assert_eq!(ledger.kept().unwrap(), Kept { count: 1, bytes: 3_000_000 }, "counted");
    assert_eq!(incoming(folder.path()), 0, "no part is left");
}

#[test]
fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let digest = sample::keep(&ledger, b"the same");
    assert_eq!(sample::keep(&ledger, b"the same"), digest, "kept again");
    sample::keep(&ledger, b"others");
    assert_eq!(ledger.kept().unwrap(), Kept { count: 2, bytes: 14 }, "two originals");
    assert_eq!(incoming(folder.path()), 0, "the second part is gone");
}

#[test]
fn an_original_that_was_cut_off_is_replaced_when_it_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let digest = sample::keep(&ledger, b"all of it");
    fs::write(ledger.original_path(&digest), b"all o").unwrap();
    sample::keep(&ledger, b"all of it");
    assert_eq!(fs::read(ledger.original_path(&digest)).unwrap(), b"all of it", "whole again");
}

#[test]
fn what_is_dropped_unfinished_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let mut keeping = ledger.keep().unwrap();
    keeping.write_all(b"half").unwrap();
    assert_eq!(keeping.written(), 4, "counted while it is written");
    assert_eq!(incoming(folder.path()), 1, "it is being written");
    drop(keeping);
    assert_eq!(incoming(folder.path()), 0, "and gone");
    assert_eq!(ledger.kept().unwrap(), Kept::default(), "nothing is kept");
    assert!(ledger.original(&sample::digest(b"half")).unwrap().is_none(), "nothing is found");
}

#[test]
fn parts_of_the_dead_are_removed_and_parts_of_the_living_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let window = Ledger::open(folder.path()).unwrap();
    let mut keeping = window.keep().unwrap();
    keeping.write_all(b"still being written").unwrap();
    fs::write(folder.path().join("originals/incoming/0-7.part"), b"left by a dead process").unwrap();
    fs::write(folder.path().join("originals/incoming/notes.txt"), b"not ours").unwrap();

    let twin = Ledger::open(folder.path()).unwrap();
    let left: Vec<_> = fs::read_dir(folder.path().join("originals/incoming"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left.len(), 2, "the living part and the foreign file: {left:?}");
    keeping.finish(&sample::digest(b"still being written")).unwrap();
    assert_eq!(twin.kept().unwrap().count, 1, "and it is kept in the end");
}

#[test]
fn a_part_outlives_the_ledger_that_it_was_begun_in() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let mut keeping = ledger.keep().unwrap();
    keeping.write_all(b"bytes").unwrap();
    drop(ledger);
    let other = Ledger::open(folder.path()).unwrap();
    keeping.finish(&sample::digest(b"bytes")).unwrap();
    assert_eq!(other.kept().unwrap().count, 1, "its session stays alive with it");
}

#[test]
fn a_copy_for_hand_over_is_the_bytes_and_not_the_original() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let digest = sample::keep(&ledger, b"the original");
    let copy = ledger.handed_file(&digest, "github.example-1a2b3c4d.json").unwrap();
    assert_eq!(
        copy,
        folder.path().join("hand-over/github.example-1a2b3c4d.json"),
        "under the name that was given"
    );
    fs::write(&copy, b"edited").unwrap();
    assert_eq!(
        fs::read(ledger.original_path(&digest)).unwrap(),
        b"the original",
        "an edit changes nothing kept"
    );
    ledger.handed_file(&digest, "github.example-1a2b3c4d.json").unwrap();
    assert_eq!(fs::read(&copy).unwrap(), b"the original", "and the next one is fresh");
}

#[test]
fn a_copy_is_refused_where_its_name_is_unsafe_or_taken() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let (one, two) = (sample::keep(&ledger, b"one"), sample::keep(&ledger, b"two"));
    for name in ["", "..", "../originals/x", ".hidden", "a\nb"] {
        assert_eq!(ledger.handed_file(&one, name).unwrap_err().code(), "unsafe_name", "{name:?}");
    }
    ledger.handed_file(&one, "same.json").unwrap();
    assert_eq!(
        ledger.handed_file(&two, "same.json").unwrap_err().code(),
        "conflict",
        "one name, one original"
    );
    let nothing = sample::digest(b"never kept");
    assert_eq!(ledger.handed_file(&nothing, "none.json").unwrap_err().code(), "not_found", "no original");
}

const LIMITED: &str = "LEDGER_TEST_LIMITED";

/// Run by the test below in a process that may not write files larger than 512 kB.
#[test]
#[ignore = "run by a_disk_that_takes_no_more_keeps_nothing_and_loses_nothing"]
fn limited() {
    let Some(folder) = std::env::var_os(LIMITED) else {
        return;
    };
    let ledger = Ledger::open(Path::new(&folder)).unwrap();
    let before = sample::keep(&ledger, &vec![1; 400 * 1024]);
    let mut keeping = ledger.keep().unwrap();
    let error = keeping.write_all(&vec![2; 600 * 1024]).unwrap_err();
    assert_eq!(ledger::LedgerError::from(error).code(), "disk_full", "the file system takes no more");
    drop(keeping);
    assert_eq!(
        fs::read_dir(Path::new(&folder).join("originals/incoming")).unwrap().count(),
        0,
        "the part is gone"
    );
    assert_eq!(
        fs::metadata(ledger.original_path(&before)).unwrap().len(),
        400 * 1024,
        "the one before is whole"
    );
    sample::keep(&ledger, b"small");
    assert_eq!(ledger.kept().unwrap().count, 2, "what fits is still kept");
}

#[test]
fn a_disk_that_takes_no_more_keeps_nothing_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // The shell ignores SIGXFSZ for its child, so that the limit is an error and not the end.
    let child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1024; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["originals::limited", "--exact", "--ignored"])
        .env(LIMITED, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{said}{}", String::from_utf8_lossy(&child.stderr));
    assert!(said.contains("1 passed"), "the test in the child ran: {said}");
}
