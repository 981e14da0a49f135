//! The worklist outlives a restart, has each entry once, and goes with what it was read from.

use ledger::{Ledger, WorkEntry};

use crate::sample::{self, at};

fn entry(account: &str, other: &str) -> WorkEntry {
    WorkEntry {
        account: account.to_owned(),
        other: other.to_owned(),
        added_at: at(1),
        actor: "aiko".to_owned(),
    }
}

#[test]
fn an_entry_is_there_once_until_it_is_taken_off() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (entry("github.example:17", "cloud:mona"), entry("github.example:3", "cloud:hana"));
    {
        let ledger = Ledger::open(folder.path()).unwrap();
        for entry in [&first, &second, &first] {
            ledger.add_work("hoshino", entry).unwrap();
        }
        ledger.add_work("other", &first).unwrap();
    }
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.work("hoshino").unwrap(), [first.clone(), second.clone()]);
    ledger.remove_work("hoshino", &first.account, &first.other).unwrap();
    ledger.remove_work("hoshino", "nobody:1", "cloud:nobody").unwrap();
    assert_eq!(ledger.work("hoshino").unwrap(), [second]);
    assert_eq!(ledger.work("other").unwrap(), [first], "another enterprise's is another");
}

#[test]
fn forgetting_files_takes_the_worklist_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.begin_review("r", at(0), "aiko").unwrap();
    let digest = sample::keep(&ledger, b"{}");
    ledger.add_file(&sample::file("f", "r", None, Some(sample::reading(digest)))).unwrap();
    ledger.add_work("hoshino", &entry("github.example:17", "cloud:mona")).unwrap();
    ledger.forget(&[digest], at(3), "aiko").unwrap();
    assert_eq!(ledger.work("hoshino").unwrap(), [], "it names accounts of the files");
}
