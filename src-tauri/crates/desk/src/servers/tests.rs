use serde_json::{Value, json};

use super::{server, servers};
use crate::answers::{AcrossServers, HandOverState, PeopleFrom};
use crate::test_desk::{SERVER_ID, TestDesk, export};

fn accounts() -> Value {
    json!([
        { "user_id": 1, "login": "mona", "email": "mona@corp.example", "suspended": false },
        { "user_id": 2, "login": "hubot", "email": "hubot@corp.example", "suspended": true },
    ])
}

#[test]
fn a_server_is_listed_with_its_accounts_and_where_they_are_known_from() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &accounts()));
    let listed = servers(&at.desk).unwrap();
    let [row] = &listed.servers[..] else { panic!("one server: {listed:?}") };
    assert_eq!((row.host.as_str(), row.accounts, row.suspended), ("ghes.example", Some(2), Some(1)));
    assert_eq!(row.people_from, PeopleFrom::OpenExport);
    assert_eq!((row.connect, row.days), (Some(false), Some(0)));
    assert!(row.last_counted.is_none() && !row.newer_waits, "never counted");
}

#[test]
fn who_is_on_a_sealed_server_is_unknown_and_never_zero() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &json!("A".repeat(400))));
    let row = servers(&at.desk).unwrap().servers.remove(0);
    assert_eq!((row.people_from, row.accounts, row.suspended), (PeopleFrom::Unknown, None, None));
}

#[test]
fn one_id_on_two_hosts_is_told_until_a_person_answers() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &accounts()));
    let report = at.begin_review();
    at.wait(std::time::Duration::from_secs(60));
    at.add(&report, "moved.json", &export("moved.example", &accounts()));
    let across = servers(&at.desk).unwrap().across;
    assert!(
        matches!(&across[..], [AcrossServers::OneIdTwoHosts { id, hosts }]
            if id == SERVER_ID && hosts.len() == 2),
        "both hosts are named: {across:?}"
    );
}

#[test]
fn a_servers_page_lists_its_exports_with_how_far_they_got() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let file = at.add(&review, "export.json", &export("ghes.example", &accounts()));
    at.hand_over(&file, ledger::HandOverState::Counted);
    let key = servers(&at.desk).unwrap().servers.remove(0).key;
    let page = server(&at.desk, &key).unwrap();
    assert_eq!(page.server_id.as_deref(), Some(SERVER_ID));
    assert_eq!(page.exports.len(), 1);
    assert_eq!((page.exports[0].state, page.exports[0].accounts), (Some(HandOverState::Counted), Some(2)));
    assert_eq!(server(&at.desk, "GHES.example").unwrap().server.key, key, "a host leads there too");
    assert!(server(&at.desk, "nowhere.example").is_err(), "nobody knows that one");
}
