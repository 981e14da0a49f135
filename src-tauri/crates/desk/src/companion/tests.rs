//! Reports beside the exports that they came with.

use std::time::Duration;

use ledger::Review;
use serde_json::json;

use super::*;
use crate::answers::{AccountsState, WhyNothing};
use crate::test_desk::{TestDesk, export};

/// A report of all accounts of an invented server: two active, one suspended.
const ALL_USERS: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n\
2024-01-02 03:04:05 UTC,1,mona,mona@corp.example,user,false,,1,0,1,false,2026-11-01 00:00:00 UTC,\"\"\"mona\"\"\",true\n\
2024-01-02 03:04:05 UTC,2,sato,sato@corp.example,admin,false,,1,0,1,false,2026-11-01 00:00:00 UTC,\"\"\"sato\"\"\",true\n\
2024-01-02 03:04:05 UTC,3,kudo,kudo@corp.example,user,true,,0,0,0,false,,\"\"\"kudo\"\"\",false\n";

fn sealed(host: &str, server_id: &str) -> serde_json::Value {
    let mut content = export(host, &json!("c2VhbGVkIGJ5IHRoZSBzZXJ2ZXI="));
    content["server_id"] = json!(server_id);
    content
}

const ONE: &str = "5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518";
const TWO: &str = "9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09";

fn report(at: &TestDesk, review: &Review, name: &str) -> FileRecord {
    at.add_text(review, name, ALL_USERS, at.desk.now())
}

fn codes(sheet: &crate::answers::ReviewSheet, file: &FileRecord) -> Vec<Code> {
    let found = sheet.files.iter().find(|other| other.id == file.id).unwrap();
    found.entry.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_report_beside_one_export_tells_its_people() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    // The report is added first, as the order of names has it.
    let companion = report(&at, &review, "all_users.csv");
    at.wait(Duration::from_mins(4));
    let sealed = at.add(&review, "export.json", &sealed("ghes.example", ONE));
    let sheet = at.sheet(&review);
    assert_eq!(sheet.servers.len(), 1, "one server");
    assert_eq!(sheet.servers[0].files, [sealed.id.clone(), companion.id.clone()], "the export first");
    assert_eq!(sheet.servers[0].people.as_deref(), Some(&*companion.id), "whose people the report tells");
    let file = sheet.files.iter().find(|file| file.id == companion.id).unwrap();
    let accounts = file.entry.accounts.as_ref().unwrap();
    assert_eq!(
        (accounts.state, accounts.total, accounts.suspended),
        (AccountsState::Open, Some(3), Some(1)),
        "its accounts"
    );
    let found = codes(&sheet, &companion);
    assert!(found.contains(&Code::ReportPaired) && !found.contains(&Code::ReportWithoutServer), "{found:?}");
    let unproven =
        file.entry.findings.iter().find(|finding| finding.code == Code::CompanionUnproven).unwrap();
    assert_eq!(unproven.params["minutes"], usage::Param::Number(4), "how far the two are apart");
    assert_eq!(sheet.leaving.exports, [sealed.id], "a report never leaves");
    assert_eq!(sheet.leaving.stays, [companion.id], "it stays here");
    assert_eq!(sheet.counts.questions, 0, "and asks nothing");
}

#[test]
fn a_report_that_could_be_of_two_servers_asks_and_remembers_the_answer() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "one.json", &sealed("one.example", ONE));
    at.add(&review, "two.json", &sealed("two.example", TWO));
    let file = report(&at, &review, "all_users.csv");
    let sheet = at.sheet(&review);
    assert!(codes(&sheet, &file).contains(&Code::ReportWithoutServer), "nothing is assumed");
    assert_eq!(
        (&sheet.loose[..], sheet.counts.questions),
        (&[file.id.clone()][..], 1),
        "it stands alone and asks"
    );
    assert_eq!(sheet.hosts, ["one.example", "two.example"], "either can be chosen");

    let with = |host: Option<&str>| ReportServer { file: file.id.clone(), host: host.map(str::to_owned) };
    answer(&at.desk, &with(Some("TWO.example"))).unwrap();
    let sheet = at.sheet(&review);
    assert!(sheet.loose.is_empty() && sheet.counts.questions == 0, "it is answered");
    assert_eq!(sheet.servers[1].people.as_deref(), Some(&*file.id), "the people of the chosen server");

    let later = at.begin_review();
    let again = report(&at, &later, "all_users.csv");
    let sheet = at.sheet(&later);
    assert_eq!(sheet.servers[0].host, "two.example", "the same bytes are not asked about twice");
    assert_eq!(again.server, at.ledger().file(&file.id).unwrap().unwrap().server, "the same server");

    answer(&at.desk, &with(None)).unwrap();
    let sheet = at.sheet(&review);
    assert_eq!(sheet.loose, [file.id], "taken back, it is open once more");
}

#[test]
fn a_report_whose_name_tells_a_server_without_an_export_makes_its_box() {
    let at = TestDesk::new();
    let review = at.begin_review();
    let file = report(&at, &review, "lab.example.all_users.csv");
    let sheet = at.sheet(&review);
    assert_eq!(sheet.servers[0].host, "lab.example", "by its name");
    assert_eq!(sheet.servers[0].people.as_deref(), Some(&*file.id), "its people are known");
    assert_eq!(sheet.leaving.nothing, [WhyNothing::Report], "and nothing of it leaves");
}

#[test]
fn what_is_no_host_and_what_is_no_report_is_refused() {
    let at = TestDesk::new();
    let review = at.begin_review();
    let file = report(&at, &review, "all_users.csv");
    let with =
        |file: &FileRecord, host: &str| ReportServer { file: file.id.clone(), host: Some(host.to_owned()) };
    let refused = answer(&at.desk, &with(&file, "no host")).unwrap_err();
    assert_eq!(refused.code, FailureCode::InvalidInput, "a host that DNS does not allow");
    let other = at.add(&review, "one.json", &sealed("one.example", ONE));
    let refused = answer(&at.desk, &with(&other, "two.example")).unwrap_err();
    assert_eq!(refused.code, FailureCode::NotFound, "an export names its own server");
}
