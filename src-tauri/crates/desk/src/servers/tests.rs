use serde_json::{Value, json};

use super::{server, servers};
use crate::answers::{AcrossServers, Choice, HandOverState, PeopleFrom};
use crate::calls::QuestionAnswer;
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

#[test]
fn a_question_is_told_with_its_server_and_its_answer_takes_it_away() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &accounts()));
    let later = at.begin_review();
    at.wait(std::time::Duration::from_secs(60));
    at.add(&later, "moved.json", &export("moved.example", &accounts()));
    at.add(&later, "again.json", &export("MOVED.example", &json!([])));
    at.ledger().close_review(&later.id, at.desk.now()).unwrap();
    let answer = servers(&at.desk).unwrap();
    let [question] = &answer.questions[..] else { panic!("asked once: {:?}", answer.questions) };
    assert_eq!((question.before.as_str(), question.id.as_deref()), ("ghes.example", Some(SERVER_ID)));
    assert_eq!(question.choices, [Choice::Renamed, Choice::Clone]);
    let asks: u32 = answer.servers.iter().map(|server| server.questions).sum();
    assert_eq!(asks, 1, "one server is asked about: {:?}", answer.servers);
    let page = server(&at.desk, "ghes.example").unwrap();
    assert_eq!(page.questions.len(), 1);
    let said =
        QuestionAnswer { file: question.file.clone(), code: question.code, choice: Some(Choice::Renamed) };
    crate::question::answer(&at.desk, &said).unwrap();
    let answered = servers(&at.desk).unwrap();
    assert!(answered.questions.is_empty(), "it was answered: {:?}", answered.questions);
    assert!(answered.across.is_empty(), "and nothing is noticed any more: {:?}", answered.across);
}

#[test]
fn exports_tell_how_many_accounts_more_than_the_one_before() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let first = at.begin_review();
    at.add(&first, "open.json", &export("ghes.example", &accounts()));
    at.wait(std::time::Duration::from_secs(60));
    let sealed = at.begin_review();
    at.add(&sealed, "sealed.json", &export("ghes.example", &json!("A".repeat(400))));
    at.wait(std::time::Duration::from_secs(60));
    let with_report = at.begin_review();
    at.add(&with_report, "later.json", &export("ghes.example", &json!("B".repeat(400))));
    let header = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?";
    let row = |id: u32, suspended: bool| {
        format!(
            "2020-01-01 00:00:00 UTC,{id},u{id},u{id}@corp.example,user,{suspended},,1,0,1,false,2026-01-01 00:00:00 UTC,,true"
        )
    };
    let report = [header.to_owned(), row(1, false), row(2, false), row(3, true), row(4, true)].join("\n");
    at.add_text(&with_report, "all_users.csv", &(report + "\n"), at.desk.now());
    let page = server(&at.desk, "ghes.example").unwrap();
    let told: Vec<(Option<u64>, Option<i64>)> =
        page.exports.iter().map(|line| (line.accounts, line.change)).collect();
    assert_eq!(
        told,
        [(Some(4), Some(2)), (None, None), (Some(2), None)],
        "newest first; the sealed one without a report tells nothing"
    );
    assert_eq!((page.changes.accounts, page.changes.suspended), (Some(2), Some(1)));
    assert_eq!((page.server.active, page.server.no_primary_email), (Some(2), Some(0)));
}

#[test]
fn a_report_that_was_chosen_for_a_server_is_that_ones() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &json!("A".repeat(400))));
    at.add(&review, "other.json", &{
        let mut other = export("other.example", &json!("B".repeat(400)));
        other["server_id"] = json!("0b2c4d6e-77b2-4c09-9d1e-2ab3f0c6d518");
        other
    });
    let report = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n\
        2020-01-01 00:00:00 UTC,1,mona,mona@corp.example,user,false,,1,0,1,false,2026-01-01 00:00:00 UTC,,true\n";
    let path = at.write("all_users.csv", report, at.desk.now());
    crate::add::add_paths_of_server(&at.desk, &[path], "other.example").unwrap();
    let known = |host: &str| {
        let rows = servers(&at.desk).unwrap().servers;
        rows.into_iter().find(|row| row.host == host).unwrap().people_from
    };
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while known("other.example") == PeopleFrom::Unknown && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(known("other.example"), PeopleFrom::Report, "the server it was chosen for");
    assert_eq!(known("ghes.example"), PeopleFrom::Unknown, "and no other");
    assert!(crate::add::add_paths_of_server(&at.desk, &[], "nowhere.example").is_err());
}
