//! `seatbridge people` as a process.
#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

const ALL_USERS: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n\
2024-01-02 03:04:05 UTC,1,mona,mona@corp.example,user,false,,1,0,1,false,2026-11-01 00:00:00 UTC,\"\"\"mona\"\"\",true\n\
2024-01-02 03:04:05 UTC,2,sato,sato@corp.example,admin,false,,1,0,1,false,2026-11-01 00:00:00 UTC,\"\"\"sato\"\"\",true\n\
2024-01-02 03:04:05 UTC,3,kudo,kudo@corp.example,user,true,,0,0,0,false,,\"\"\"kudo\"\"\",false\n";

/// A cloud that knows mona by login, hoshi by login alone, and an account that is gone from its server.
fn consumed() -> Value {
    let row = |login: &str, ids: &[&str], verified: &[&str]| {
        json!({ "github_com_login": login, "enterprise_server_user_ids": ids, "license_type": "Enterprise",
            "github_com_verified_domain_emails": verified, "total_user_accounts": 1 })
    };
    json!({ "total_seats_consumed": 3, "total_seats_purchased": 10, "users": [
        row("mona", &[], &["mona@corp.example"]), row("hoshi", &[], &[]), row("", &["ghes.example:9"], &[])] })
}

/// A sealed export of the server.
fn sealed() -> Value {
    json!({ "server_id": "5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518", "host_name": "ghes.example", "version": "3.19.2",
        "http_only": false, "license": "b1946ac9", "public_key": "an invented key", "features": [],
        "users": "c2VhbGVkIGJ5IHRoZSBzZXJ2ZXI=" })
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("all_users.csv"), ALL_USERS).unwrap();
    fs::write(folder.path().join("consumed.json"), consumed().to_string()).unwrap();
    fs::write(folder.path().join("export.json"), sealed().to_string()).unwrap();
    folder
}

fn people(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_seatbridge"))
        .current_dir(folder)
        .arg("people")
        .args(arguments)
        .output();
    let output = output.unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn document(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let (code, text) = people(folder, &[arguments, &["--format", "json"]].concat());
    (code, serde_json::from_str(&text).unwrap())
}

#[test]
fn an_export_its_report_and_the_clouds_rows_give_the_number_and_its_reasons() {
    let folder = folder();
    let (code, document) = document(folder.path(), &["export.json", "all_users.csv", "consumed.json"]);
    assert_eq!(code, Some(0), "notes only: {document}");
    assert_eq!(document["schema"], "seatbridge.people/1", "the document names its schema");
    assert_eq!(document["complete"], true, "everybody is known");
    // mona and hoshi in the cloud, sato on the server; kudo is suspended, and the ninth account is gone.
    assert_eq!(document["licenses"]["documented"], 3, "{document}");
    assert_eq!(document["licenses"]["high"], 4, "if the cloud does not release who is gone");
    assert_eq!(document["accounts"], json!({ "total": 3, "counted": 2, "suspended": 1 }), "of the report");
    assert_eq!(document["cloud"], json!({ "consumed": 3, "purchased": 10 }), "the cloud's own");
    let last = document["waterfall"].as_array().unwrap().last().unwrap();
    assert_eq!(last, &json!({ "step": "cloud_accounts", "change": 2, "total": 3 }), "it ends in the number");
    assert_eq!(
        document["difference"],
        json!([
            { "reason": "new_account", "change": 1 },
            { "reason": "gone_account", "change": -1 },
            { "reason": "unexplained", "change": 0 }
        ]),
        "sato is new, the ninth is gone, and nothing is left over"
    );
}

#[test]
fn a_plan_moves_the_planned_number_and_is_told_in_words() {
    let folder = folder();
    let files = ["export.json", "all_users.csv", "consumed.json"];
    let planned = |plan: &[&str]| {
        let (code, document) = document(folder.path(), &[&files[..], plan].concat());
        assert_eq!(document["licenses"]["documented"], 3, "what GitHub counts stays");
        (code, document["licenses"]["planned"].clone())
    };
    assert_eq!(planned(&[]), (Some(0), json!(3)), "without a plan it is what is documented");
    assert_eq!(planned(&["--suspend", "ghes.example:2"]), (Some(0), json!(2)), "sato's license is free");
    assert_eq!(planned(&["--suspend", "dormant"]), (Some(0), json!(3)), "nobody is dormant");
    assert_eq!(planned(&["--drop-server", "ghes.example"]), (Some(0), json!(2)), "the cloud's two are left");
    assert_eq!(
        planned(&["--rename-domain", "corp.example=new.example"]),
        (Some(0), json!(4)),
        "mona is found no more"
    );
    assert_eq!(planned(&["--drop-server", "other.example"]), (Some(1), json!(3)), "there is no such server");
    let decisions = json!({ "schema": "seatbridge.decisions/1",
        "decisions": [{ "kind": "link", "account": "ghes.example:2", "other": "cloud:hoshi", "note": "told so" }] });
    fs::write(folder.path().join("decisions.json"), decisions.to_string()).unwrap();
    assert_eq!(planned(&["--decisions", "decisions.json"]), (Some(0), json!(2)), "sato is hoshi");
    let (_, text) = people(folder.path(), &[&files[..], &["--decisions", "decisions.json"]].concat());
    assert!(text.contains("planned             2, after"), "said in words: {text}");
    let wrong = people(folder.path(), &[&files[..], &["--suspend", "cloud:mona"]].concat());
    assert_eq!(wrong.0, Some(2), "only servers suspend: wrong use");
    fs::write(folder.path().join("decisions.json"), "{}").unwrap();
    assert_eq!(planned(&["--decisions", "decisions.json"]), (Some(3), Value::Null), "unknown is null");
}

#[test]
fn who_is_counted_twice_is_counted_listed_and_told_in_words() {
    let folder = folder();
    fs::write(folder.path().join("all_users.csv"), ALL_USERS.replace("mona@corp", "Mona@corp")).unwrap();
    let files = ["export.json", "all_users.csv", "consumed.json"];
    let (_, document) = document(folder.path(), &files);
    assert_eq!((&document["counted_twice"], &document["near_misses"]), (&json!(2), &json!(1)), "{document}");
    let (_, lines) = people(folder.path(), &[&files[..], &["--list", "ndjson"]].concat());
    let persons: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let suggested: Vec<&Value> = persons
        .iter()
        .filter(|person| person["suggestions"] != json!([]))
        .map(|person| &person["accounts"])
        .collect();
    assert_eq!(suggested, [&json!(["cloud:mona"]), &json!(["ghes.example:1"])], "both of them");
    let (_, text) = people(folder.path(), &files);
    assert!(
        text.contains("To save 1 license: make mona@corp.example the primary email of ghes.example:1."),
        "the fix in words: {text}"
    );
    assert!(text.contains("2 people probably, by 1 suggestion; all fixed, 1 license is free"), "{text}");
}

#[test]
fn a_subscription_is_shown_with_its_person_and_counts_nobody() {
    let folder = folder();
    let subscriptions = json!({ "visual_studio_subscriptions": [
        { "visual_studio_subscription_email": "sato@corp.example", "subscription_id": "vs-1" }] });
    fs::write(folder.path().join("vs.json"), subscriptions.to_string()).unwrap();
    let files = ["export.json", "all_users.csv", "vs.json", "--list", "ndjson"];
    let (_, lines) = people(folder.path(), &files);
    let persons: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sato = persons.iter().find(|person| person["emails"] == json!(["sato@corp.example"])).unwrap();
    assert_eq!(sato["accounts"], json!(["ghes.example:2", "vs:sato@corp.example"]), "{sato}");
    assert_eq!(sato["counted"], json!(["ghes.example:2"]), "a subscription takes no license alone");
}

#[test]
fn the_order_of_files_changes_no_byte() {
    let folder = folder();
    let one = people(folder.path(), &["export.json", "all_users.csv", "consumed.json", "--list", "ndjson"]);
    let other = people(folder.path(), &["consumed.json", "all_users.csv", "export.json", "--list", "ndjson"]);
    assert_eq!(one, other, "the same input");
    let first: Value = serde_json::from_str(one.1.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        first,
        json!({
            "accounts": ["cloud:mona", "ghes.example:1"],
            "counted": ["cloud:mona", "ghes.example:1"],
            "license": true,
            "emails": ["mona@corp.example"],
            "edges": [{ "a": "ghes.example:1", "b": "cloud:mona", "rule": "verified_email", "standing": "documented" }],
            "suggestions": []
        }),
        "a person, with why"
    );
}

#[test]
fn a_report_of_an_unknown_server_is_left_out_and_asked_for() {
    let folder = folder();
    let (code, unnamed) = document(folder.path(), &["all_users.csv"]);
    assert_eq!(code, Some(1), "a person has to say");
    assert!(
        unnamed["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["code"] == "report_without_server"),
        "{unnamed}"
    );
    let (code, named) = document(folder.path(), &["--host", "ghes.example=all_users.csv"]);
    assert_eq!(
        (code, &named["licenses"]["documented"]),
        (Some(0), &json!(2)),
        "named, it is counted: {named}"
    );
    assert_eq!(named["cloud"], Value::Null, "and the cloud's own number is not known");
}

#[test]
fn a_sealed_export_alone_makes_it_at_least() {
    let folder = folder();
    let (code, document) = document(folder.path(), &["export.json"]);
    assert_eq!(code, Some(1), "a warning");
    assert_eq!(
        (&document["complete"], &document["unknown_servers"]),
        (&json!(false), &json!(["ghes.example"]))
    );
    let (_, text) = people(folder.path(), &["export.json"]);
    assert!(text.contains("at least 0"), "said in words: {text}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_the_others_are_counted() {
    let folder = folder();
    fs::write(folder.path().join("torn.json"), "{\"server_id\":").unwrap();
    let (code, document) = document(folder.path(), &["torn.json", "export.json", "all_users.csv"]);
    assert_eq!(code, Some(3), "an error");
    assert_eq!(document["accounts"]["counted"], 2, "the others are unharmed");
}

#[test]
fn a_page_of_the_clouds_report_that_was_saved_twice_counted_its_server_accounts_twice() {
    let folder = folder();
    fs::write(folder.path().join("again.json"), consumed().to_string()).unwrap();
    let (_, once) = document(folder.path(), &["consumed.json"]);
    let (_, twice) = document(folder.path(), &["consumed.json", "again.json"]);
    assert_eq!(twice["licenses"], once["licenses"], "the same people: {twice}");
    assert_eq!(twice["cloud"], once["cloud"], "and the same totals");
}

#[test]
fn linked_identities_that_were_given_were_passed_over() {
    let folder = folder();
    let identities = json!({ "data": { "enterprise": { "ownerInfo": { "samlIdentityProvider": { "externalIdentities": {
        "nodes": [{ "guid": "1", "user": { "login": "hoshi" },
            "samlIdentity": { "nameId": "sato@corp.example", "username": null, "emails": [] }, "scimIdentity": null }] } } } } } });
    fs::write(folder.path().join("identities.json"), identities.to_string()).unwrap();
    let files = ["export.json", "all_users.csv", "consumed.json"];
    let (_, without) = document(folder.path(), &files);
    let (_, with) = document(folder.path(), &[&files[..], &["identities.json"]].concat());
    assert_eq!(without["licenses"]["documented"], 3, "hoshi and sato are two");
    assert_eq!(with["licenses"]["documented"], 2, "linked, they are one person: {with}");
}

#[test]
fn a_report_that_could_be_read_in_part_was_called_complete() {
    let folder = folder();
    fs::write(folder.path().join("all_users.csv"), format!("{ALL_USERS}2024-01-02 03:04:05 UTC,4,aoki\n"))
        .unwrap();
    let (code, document) = document(folder.path(), &["export.json", "all_users.csv"]);
    assert_eq!(code, Some(3), "a row could not be read");
    assert_eq!(document["complete"], false, "so the number is at least that");
    assert_eq!(document["accounts"]["total"], 3, "of those who could be read");
}
