//! The accounts of one list, page by page.

use serde_json::json;

use super::*;
use crate::test_desk::{TestDesk, export};

fn page_of(at: &TestDesk, file: &str, skip: u32) -> Result<ListedPage, Failure> {
    page(&at.desk, &ListedAccounts { file: file.to_owned(), only: ListedOnly::All, skip })
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
fn each_count_of_a_list_opens_to_as_many_accounts() {
    let at = TestDesk::new();
    let users = json!([
        { "user_id": 1, "login": "mona", "email": "mona@corp.example", "suspended": false, "dormant": false },
        { "user_id": 2, "login": "kai", "email": "kai@corp.example", "suspended": false, "dormant": true },
        { "user_id": 3, "login": "zoe", "suspended": true, "dormant": false },
    ]);
    let file = at.add(&at.begin_review(), "old.json", &export("ghes.example", &users));
    let usage::Accounts::Open(counts) = file.reading.unwrap().accounts else { panic!("an open list") };
    let logins = |only| {
        let page = page(&at.desk, &ListedAccounts { file: file.id.clone(), only, skip: 0 }).unwrap();
        assert_eq!(page.total, page.accounts.len() as u64);
        page.accounts.into_iter().filter_map(|account| account.login).collect::<Vec<_>>()
    };
    assert_eq!(logins(ListedOnly::All).len() as u64, counts.total);
    assert_eq!(logins(ListedOnly::Active), ["mona", "kai"]);
    assert_eq!(Some(logins(ListedOnly::Active).len() as u64), counts.active, "as the count has it");
    assert_eq!(logins(ListedOnly::Suspended), ["zoe"]);
    assert_eq!(logins(ListedOnly::Dormant), ["kai"]);
    assert_eq!(logins(ListedOnly::NoPrimaryEmail), ["zoe"]);
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
