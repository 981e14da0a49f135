//! The accounts of one list, page by page.

use serde_json::json;

use super::*;
use crate::test_desk::{TestDesk, export};

fn page_of(at: &TestDesk, file: &str, skip: u32) -> Result<ListedPage, Failure> {
    page(&at.desk, &ListedAccounts { file: file.to_owned(), skip })
}

#[test]
fn the_accounts_of_an_earlier_export_are_told_page_by_page() {
    let at = TestDesk::new();
    let users: Vec<_> = (1..=250).map(|id| json!({ "user_id": id, "login": format!("user-{id}") })).collect();
    let old = at.add(&at.begin_review(), "old.json", &export("ghes.example", &json!(users)));
    at.add(&at.begin_review(), "new.json", &export("ghes.example", &json!([])));
    let first = page_of(&at, &old.id, 0).unwrap();
    assert_eq!((first.total, first.accounts.len()), (250, 200));
    let second = page_of(&at, &old.id, 200).unwrap();
    assert_eq!(second.accounts.len(), 50);
    assert_eq!(second.accounts[49].login.as_deref(), Some("user-250"), "in the order of the file");
    assert_eq!(page_of(&at, &old.id, 900).unwrap().accounts.len(), 0, "behind the last one is nobody");
}

#[test]
fn forgotten_originals_are_not_told_from_memory() {
    let at = TestDesk::new();
    let users = json!([{ "user_id": 1, "login": "mona" }]);
    let file = at.add(&at.begin_review(), "old.json", &export("ghes.example", &users));
    assert_eq!(page_of(&at, &file.id, 0).unwrap().total, 1);
    crate::forget::forget(&at.desk).unwrap();
    assert_eq!(page_of(&at, &file.id, 0).unwrap_err().code, FailureCode::NotFound);
}

#[test]
fn a_file_that_nobody_knows_is_not_found() {
    assert_eq!(page_of(&TestDesk::new(), "nowhere", 0).unwrap_err().code, FailureCode::NotFound);
}
