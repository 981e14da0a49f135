//! Two lists of one server's people, in one review and in two.

use ledger::Review;
use serde_json::json;

use super::*;
use crate::answers::{ReviewSheet, ServerBox};
use crate::test_desk::{TestDesk, export};

const HEADER: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,\
                      last_active,raw_login,2fa_enabled?\n";

/// A report of all accounts: each is an id, a login, an e-mail, a role and whether it is suspended.
fn report(accounts: &[(u32, &str, &str, &str, bool)]) -> String {
    accounts.iter().fold(HEADER.to_owned(), |text, (id, login, email, role, suspended)| {
        text + &format!(
            "2024-01-02 03:04:05 UTC,{id},{login},{email},{role},{suspended},,0,0,0,false,,{login},true\n"
        )
    })
}

fn first() -> String {
    report(&[
        (1, "mona", "mona@corp.example", "user", false),
        (2, "kai", "kai@corp.example", "user", false),
        (3, "zoe", "zoe@corp.example", "user", true),
        (4, "ben", "ben@corp.example", "user", false),
    ])
}

fn second() -> String {
    report(&[
        (1, "mona", "mona@new.example", "admin", false),
        (2, "kai", "kai@corp.example", "user", true),
        (3, "zoe", "zoe@corp.example", "user", false),
        (9, "eve", "eve@corp.example", "user", false),
    ])
}

fn add(at: &TestDesk, review: &Review, name: &str, content: &str) -> FileRecord {
    at.add_text(review, name, content, at.desk.now())
}

fn server(sheet: &ReviewSheet) -> &ServerBox {
    assert_eq!(sheet.servers.len(), 1, "one server");
    &sheet.servers[0]
}

fn files(server: &ServerBox) -> ComparedFiles {
    let before = server.people_before.as_ref().expect("something to compare with");
    ComparedFiles { before: before.file.clone(), after: server.people.clone().expect("a list of people") }
}

#[test]
fn a_report_is_compared_with_the_servers_last_one() {
    let at = TestDesk::new();
    let old = at.begin_review();
    let before = add(&at, &old, "ghes.example.all_users.csv", &first());
    assert!(server(&at.sheet(&old)).people_before.is_none(), "the first one is compared with nothing");
    let other = add(&at, &at.begin_review(), "other.example.all_users.csv", &report(&[]));
    let review = at.begin_review();
    let after = add(&at, &review, "GHES.example.all_users.csv", &second());
    let sheet = at.sheet(&review);
    let with = files(server(&sheet));
    assert_eq!((&with.before, &with.after), (&before.id, &after.id), "not with {}", other.id);
    let counts = count(&at.desk, &with).unwrap();
    let expected =
        ChangeCounts { joined: 1, left: 1, suspended: 1, came_back: 1, email_changed: 1, role_changed: 1 };
    assert_eq!(counts, expected, "one of each");
    let logins = |change| {
        let page =
            ChangedAccounts { before: with.before.clone(), after: with.after.clone(), change, skip: 0 };
        let page = super::page(&at.desk, &page).unwrap();
        assert_eq!(page.total, 1, "all of them");
        let login =
            |account: &Option<ListedAccount>| account.as_ref().and_then(|account| account.login.clone());
        let account = &page.accounts[0];
        (login(&account.before), login(&account.after))
    };
    let name = |login: &str| Some(login.to_owned());
    assert_eq!(logins(AccountChange::Joined), (None, name("eve")), "only in the later");
    assert_eq!(logins(AccountChange::Left), (name("ben"), None), "only in the earlier");
    assert_eq!(logins(AccountChange::Suspended), (name("kai"), name("kai")), "suspended");
    assert_eq!(logins(AccountChange::CameBack), (name("zoe"), name("zoe")), "came back");
    assert_eq!(logins(AccountChange::EmailChanged), (name("mona"), name("mona")), "another e-mail");
    assert_eq!(logins(AccountChange::RoleChanged), (name("mona"), name("mona")), "another role");
}

#[test]
fn two_reports_in_one_review_are_compared_in_the_order_of_their_arrival() {
    let at = TestDesk::new();
    let review = at.begin_review();
    let before = add(&at, &review, "ghes.example.all_users.csv", &first());
    let after = add(&at, &review, "ghes.example.all_users (1).csv", &second());
    let with = files(server(&at.sheet(&review)));
    assert_eq!((with.before, with.after), (before.id, after.id), "the later with the earlier");
}

#[test]
fn an_open_export_is_compared_with_the_last_report() {
    let at = TestDesk::new();
    let old = at.begin_review();
    add(&at, &old, "ghes.example.all_users.csv", &first());
    let review = at.begin_review();
    let people =
        json!([{ "id": 1, "login": "mona", "emails": [{ "email": "mona@corp.example", "primary": true }] }]);
    at.add(&review, "export.json", &export("ghes.example", &people));
    let counts = count(&at.desk, &files(server(&at.sheet(&review)))).unwrap();
    assert_eq!((counts.joined, counts.left, counts.email_changed), (0, 3, 0), "by id, across kinds");
}

#[test]
fn what_does_not_name_every_account_is_compared_with_nothing() {
    let at = TestDesk::new();
    let old = at.begin_review();
    add(&at, &old, "ghes.example.all_users.csv", &first());
    let review = at.begin_review();
    let dormant =
        report(&[(1, "mona", "mona@corp.example", "user", false)]).replace(",false,,mona", ",true,,mona");
    add(&at, &review, "ghes.example.dormant_users.csv", &dormant);
    let sheet = at.sheet(&review);
    assert!(server(&sheet).people_before.is_none(), "who became active would have left");
}

#[test]
fn the_same_list_again_is_not_compared_with_itself() {
    let at = TestDesk::new();
    add(&at, &at.begin_review(), "ghes.example.all_users.csv", &first());
    let review = at.begin_review();
    add(&at, &review, "ghes.example.all_users.csv", &first());
    assert!(server(&at.sheet(&review)).people_before.is_none(), "the same bytes");
}

#[test]
fn accounts_come_page_by_page() {
    let at = TestDesk::new();
    let old = at.begin_review();
    add(&at, &old, "ghes.example.all_users.csv", &report(&[(1, "mona", "m@corp.example", "user", false)]));
    let review = at.begin_review();
    let rows = (2..=452_u32).map(|id| {
        format!("2024-01-02 03:04:05 UTC,{id},user-{id},u{id}@corp.example,user,false,,0,0,0,false,,user-{id},true\n")
    });
    add(&at, &review, "ghes.example.all_users.csv", &(HEADER.to_owned() + &rows.collect::<String>()));
    let with = files(server(&at.sheet(&review)));
    let page = |skip| {
        let (before, after) = (with.before.clone(), with.after.clone());
        let page = ChangedAccounts { before, after, change: AccountChange::Joined, skip };
        let page = super::page(&at.desk, &page).unwrap();
        let first = page.accounts.first().and_then(|account| account.after.as_ref()?.id);
        (page.total, page.accounts.len(), first)
    };
    assert_eq!(page(0), (451, 200, Some(2)), "the first");
    assert_eq!(page(400), (451, 51, Some(402)), "the last");
    assert_eq!(page(451), (451, 0, None), "and no more");
}

#[test]
fn a_comparison_that_is_stopped_says_so_and_can_be_made_again() {
    let at = TestDesk::new();
    add(&at, &at.begin_review(), "ghes.example.all_users.csv", &first());
    let review = at.begin_review();
    let after = add(&at, &review, "ghes.example.all_users.csv", &second());
    let with = files(server(&at.sheet(&review)));
    locked(&at.desk.reading).insert(after.id.clone(), Arc::new(AtomicBool::new(true)));
    assert_eq!(count(&at.desk, &with).unwrap_err().code, FailureCode::Cancelled, "stopped");
    assert_eq!(count(&at.desk, &with).unwrap().joined, 1, "made again");
}

#[test]
fn what_was_compared_is_forgotten_with_its_originals() {
    let at = TestDesk::new();
    add(&at, &at.begin_review(), "ghes.example.all_users.csv", &first());
    let review = at.begin_review();
    add(&at, &review, "ghes.example.all_users.csv", &second());
    let with = files(server(&at.sheet(&review)));
    count(&at.desk, &with).unwrap();
    crate::forget::forget(&at.desk).unwrap();
    assert!(locked(&at.desk.compared).is_none(), "nobody's name is left in memory");
    assert_eq!(count(&at.desk, &with).unwrap_err().code, FailureCode::NotFound, "and they are gone");
}
