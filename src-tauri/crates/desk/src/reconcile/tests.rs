//! What is reckoned from files, with a plan over it.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use usage::reader::Unwatched;

use super::*;
use crate::answers::PersonLine;

const HEADER: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n";

fn row(id: u32, login: &str, email: &str, dormant: bool) -> String {
    format!(
        "2024-01-02 03:04:05 UTC,{id},{login},{email},user,false,,1,0,1,{dormant},2026-11-01 00:00:00 UTC,,true\n"
    )
}

/// Mona with an e-mail that differs by letter case in the cloud, Sato who is dormant, and Kudo whom the cloud knows well.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        row(1, "mona", "Mona@corp.example", false),
        row(2, "sato", "sato@old.example", true),
        row(10, "kudo", "kudo@corp.example", false),
    ];
    std::fs::write(folder.path().join("ghes.example.all_users.csv"), format!("{HEADER}{}", rows.concat()))
        .unwrap();
    let login = |login: &str, email: &str| {
        json!({ "github_com_login": login, "enterprise_server_user_ids": [], "license_type": "Enterprise",
            "github_com_verified_domain_emails": [email], "total_user_accounts": 1 })
    };
    let consumed = json!({ "total_seats_consumed": 3, "total_seats_purchased": 10, "users": [
        login("mona", "mona@corp.example"), login("kudo", "kudo@corp.example"), login("sato-s", "sato@corp.example")] });
    std::fs::write(folder.path().join("consumed.json"), consumed.to_string()).unwrap();
    folder
}

fn request(folder: &TempDir) -> PeopleRequest {
    PeopleRequest {
        files: vec![folder.path().join("ghes.example.all_users.csv"), folder.path().join("consumed.json")],
        suggest: true,
        ..PeopleRequest::default()
    }
}

fn decided(decisions: &str) -> (Option<u64>, Vec<PeopleFinding>) {
    let folder = folder();
    let path: PathBuf = folder.path().join("decisions.json");
    std::fs::write(&path, decisions).unwrap();
    let reckoned = reckon(&PeopleRequest { decisions: Some(path), ..request(&folder) }, &Unwatched);
    let document = reckoned.document();
    assert_eq!(document.licenses.documented, 5, "decisions move the planned number only");
    assert!(document.complete, "a file of decisions has nobody in it");
    (document.licenses.planned, reckoned.of_plan)
}

fn code(finding: &PeopleFinding) -> Value {
    serde_json::to_value(finding.code).unwrap()
}

fn file_of(decisions: &Value) -> String {
    json!({ "schema": "seatbridge.decisions/1", "decisions": decisions }).to_string()
}

#[test]
fn decisions_move_the_planned_number() {
    let link =
        json!({ "kind": "link", "account": "ghes.example:1", "other": "cloud:mona", "note": "asked her" });
    assert_eq!(decided(&file_of(&json!([link]))), (Some(4), vec![]), "mona is one person");
    let exclude = json!({ "kind": "exclude", "account": "ghes.example:2" });
    let unlink = json!({ "kind": "unlink", "account": "ghes.example:10", "other": "cloud:kudo" });
    assert_eq!(decided(&file_of(&json!([link, exclude, unlink]))), (Some(4), vec![]), "one less, one more");
    let note = json!({ "kind": "note", "account": "ghes.example:2", "note": "left in May" });
    assert_eq!(decided(&file_of(&json!([note]))), (Some(5), vec![]), "a note moves nothing");
}

#[test]
fn a_decision_whose_ground_changed_is_told() {
    let link = |account: &str, emails: Value| json!({ "kind": "link", "account": account, "other": "cloud:mona", "emails": emails });
    let told = |decision: Value| {
        let (planned, findings) = decided(&file_of(&json!([decision])));
        (planned, findings.iter().map(code).collect::<Vec<_>>())
    };
    let same = link("ghes.example:1", json!({ "ghes.example:1": "Mona@CORP.example" }));
    assert_eq!(told(same), (Some(4), vec![]), "the domain's letters don't matter");
    let other = link("ghes.example:1", json!({ "ghes.example:1": "mona@elsewhere.example" }));
    assert_eq!(told(other), (Some(4), vec![json!("decision_ground_changed")]), "it holds, and is told");
    let gone = link("ghes.example:99", json!({}));
    assert_eq!(told(gone), (Some(5), vec![json!("decision_without_account")]), "it does nothing");
}

#[test]
fn a_file_that_holds_no_decisions_is_an_error_and_the_plan_unknown() {
    let kind = |decision: Value| file_of(&json!([decision]));
    let cases = [
        ("{\"schema\":", "truncated"),
        ("link a to b", "not_json"),
        ("", "truncated"),
        ("{\"schema\":\"seatbridge.decisions/2\",\"later\":1}", "schema"),
        (&kind(json!({ "kind": "marry", "account": "a:1" })), "not_decisions"),
        (&kind(json!({ "kind": "exclude", "account": "a:1", "why": "" })), "not_decisions"),
        (&kind(json!({ "kind": "link", "account": "a:1" })), "other_missing"),
        (&kind(json!({ "kind": "exclude", "account": "a:1", "other": "a:2" })), "other_needless"),
    ];
    for (text, reason) in cases {
        let (planned, findings) = decided(text);
        assert_eq!(planned, None, "not known: {text}");
        let told: Vec<_> =
            findings.iter().map(|finding| (code(finding), finding.params["reason"].clone())).collect();
        assert_eq!(told, [(json!("unreadable_decisions"), reason.into())], "{text}");
        assert_eq!(findings[0].file.as_deref(), Some("decisions.json"), "it names the file");
    }
    let folder = folder();
    let nowhere = Some(folder.path().join("nowhere.json"));
    let reckoned = reckon(&PeopleRequest { decisions: nowhere, ..request(&folder) }, &Unwatched);
    assert_eq!(reckoned.document().licenses.planned, None);
    assert_eq!(code(&reckoned.of_plan[0]), json!("cannot_open"));
}

#[test]
fn what_ifs_move_the_planned_number() {
    let folder = folder();
    let planned = |what_if: WhatIf| {
        let document =
            reckon(&PeopleRequest { what_ifs: vec![what_if], ..request(&folder) }, &Unwatched).document();
        assert_eq!(document.licenses.documented, 5, "and nothing else");
        document.licenses.planned
    };
    assert_eq!(planned(WhatIf::SuspendDormant { server: None }), Some(4), "sato");
    assert_eq!(
        planned(WhatIf::Suspend { accounts: vec!["ghes.example:10".to_owned()] }),
        Some(5),
        "kudo is in the cloud"
    );
    assert_eq!(
        planned(WhatIf::DropServer { server: "GHES.example:443".to_owned() }),
        Some(3),
        "the cloud's three are left"
    );
    let rename = WhatIf::RenameDomain { from: "old.example".to_owned(), to: "corp.example".to_owned() };
    assert_eq!(planned(rename), Some(4), "sato is sato-s then");
}

#[test]
fn who_is_counted_twice_is_told_on_both_sides_with_the_fix() {
    let folder = folder();
    let reckoned = reckon(&request(&folder), &Unwatched);
    let document = reckoned.document();
    assert_eq!((document.counted_twice, document.near_misses), (Some(2), Some(1)), "mona, twice");
    let persons: Vec<PersonLine> = reckoned.persons().collect();
    let with: Vec<Value> = persons
        .iter()
        .filter(|person| !person.suggestions.is_empty())
        .map(|person| serde_json::to_value(&person.suggestions).unwrap())
        .collect();
    let params = |account: &str, shows: &str, other: &str, other_shows: &str| {
        json!([{ "code": "letter_case", "params": { "account": account, "shows": shows, "other": other,
            "other_shows": other_shows, "fix": "make_primary", "fix_email": "mona@corp.example",
            "fix_accounts": ["ghes.example:1"], "saves": 1 } }])
    };
    assert_eq!(
        with,
        [
            params("cloud:mona", "mona@corp.example", "ghes.example:1", "Mona@corp.example"),
            params("ghes.example:1", "Mona@corp.example", "cloud:mona", "mona@corp.example"),
        ]
    );
}

#[test]
fn the_worklist_names_accounts_by_their_logins() {
    let reckoned = reckon(&request(&folder()), &Unwatched);
    let list = reckoned.worklist().unwrap();
    let logins: Vec<_> = list.items.iter().map(|item| (item.account.login.clone(), item.saves)).collect();
    assert_eq!(logins, [(Some("mona".to_owned()), 1)]);
    assert_eq!(list.items[0].fix_accounts[0].server.as_deref(), Some("ghes.example"));
}

#[test]
fn people_stand_in_the_order_of_their_accounts_as_texts() {
    let reckoned = reckon(&request(&folder()), &Unwatched);
    let lines: Vec<Vec<String>> = reckoned.persons().map(|person| person.accounts).collect();
    let mut sorted = lines.clone();
    sorted.sort();
    assert_eq!(lines, sorted);
    assert_eq!(lines.len(), 5);
}

#[test]
fn without_suggestions_nobody_knows_who_is_counted_twice() {
    let folder = folder();
    let reckoned = reckon(&PeopleRequest { suggest: false, ..request(&folder) }, &Unwatched);
    let document = reckoned.document();
    assert_eq!((document.counted_twice, document.near_misses), (None, None), "unknown, never 0");
}
