//! Decisions through the window's own calls.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::import::preview;
use crate::answers::{DecisionImport, Event};
use crate::saving::{SaveRequest, save};
use crate::test_desk::{TestDesk, export};
use crate::{Failure, FailureCode};

async fn call(desk: &TestDesk, name: &str, with: Value) -> Result<Value, Failure> {
    crate::calls::call(&desk.desk, name, with).await
}

fn link() -> Value {
    json!({ "kind": "link", "account": "github.example:17", "other": "cloud:hana", "note": " asked her " })
}

#[tokio::test]
async fn a_decision_is_listed_undone_and_restored_and_history_names_nobody() {
    let desk = TestDesk::new();
    let made = call(&desk, "decide", link()).await.unwrap();
    assert_eq!(
        (made["kind"].as_str(), made["note"].as_str()),
        (Some("link"), Some("asked her")),
        "as it was said"
    );
    let id = json!({ "id": made["id"] });
    assert_eq!(call(&desk, "decisions", json!({})).await.unwrap(), json!([made]), "it stands");
    call(&desk, "undo_decision", id.clone()).await.unwrap();
    assert_eq!(call(&desk, "decisions", json!({})).await.unwrap(), json!([]), "taken back");
    call(&desk, "restore_decision", id).await.unwrap();
    assert_eq!(call(&desk, "decisions", json!({})).await.unwrap(), json!([made]), "and there again");
    let history = call(&desk, "history", json!({})).await.unwrap();
    let whats: Vec<_> =
        history["entries"].as_array().unwrap().iter().map(|entry| entry["what"].as_str().unwrap()).collect();
    assert_eq!(whats, ["decision_made", "decision_undone", "decision_made"], "each is told, newest first");
    assert!(!history.to_string().contains("hana"), "about whom is not told: {history}");
}

#[tokio::test]
async fn what_is_no_decision_is_refused() {
    let desk = TestDesk::new();
    let with = |changes: Value| {
        let mut new = link();
        new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        new
    };
    for (new, reason) in [
        (with(json!({ "account": "mona" })), "not_an_account_key"),
        (with(json!({ "other": "mona" })), "not_an_account_key"),
        (with(json!({ "other": "github.example:17" })), "same_account"),
        (with(json!({ "other": null })), "missing"),
        (with(json!({ "kind": "exclude" })), "not_for_this_kind"),
        (with(json!({ "note": "n".repeat(5_000) })), "too_long"),
    ] {
        let failure = call(&desk, "decide", new).await.unwrap_err();
        assert_eq!(failure.code, FailureCode::InvalidInput, "{reason}");
        assert!(serde_json::to_string(&failure).unwrap().contains(reason), "{reason}: {failure:?}");
    }
    let unknown = call(&desk, "undo_decision", json!({ "id": "unknown" })).await.unwrap_err();
    assert_eq!(unknown.code, FailureCode::NotFound, "there is none");
}

fn account(id: u64, email: &str) -> Value {
    json!({ "user_id": id, "login": format!("login-{id}"), "email": email, "suspended": false })
}

/// Adds an export of a server with these accounts, a minute after the last one.
fn add(desk: &TestDesk, accounts: &Value) {
    desk.wait(std::time::Duration::from_secs(60));
    let review = desk.begin_review();
    desk.add(&review, "export.json", &export("ghes.example", accounts));
    desk.desk.tell(Event::ReviewChanged);
}

fn exclude(account: &str, note: &str) -> Value {
    json!({ "kind": "exclude", "account": account, "other": null, "note": note })
}

#[tokio::test]
async fn a_decision_whose_ground_changed_since_is_flagged() {
    let desk = TestDesk::new();
    desk.choose_enterprise();
    add(&desk, &json!([account(1, "mona@corp.example"), account(2, "sato@corp.example")]));
    for key in ["ghes.example:1", "ghes.example:2"] {
        let made = call(&desk, "decide", exclude(key, "")).await.unwrap();
        assert_eq!((&made["changed"], &made["gone"]), (&json!([]), &json!([])), "nothing changed yet");
    }
    add(&desk, &json!([account(1, "mona@new.example")]));
    let decisions = call(&desk, "decisions", json!({})).await.unwrap();
    let changed =
        json!([{ "account": "ghes.example:1", "before": "mona@corp.example", "now": "mona@new.example" }]);
    assert_eq!((&decisions[0]["changed"], &decisions[0]["gone"]), (&changed, &json!([])));
    assert_eq!((&decisions[1]["changed"], &decisions[1]["gone"]), (&json!([]), &json!(["ghes.example:2"])));
    add(&desk, &json!([account(1, "mona@corp.example"), account(2, "sato@corp.example")]));
    let decisions = call(&desk, "decisions", json!({})).await.unwrap();
    assert_eq!(decisions[0]["changed"], json!([]), "and is no more once it is as it was");
}

/// The decisions that stand, as a file.
fn file_of(desk: &TestDesk, folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("decisions.json");
    save(&desk.desk, &SaveRequest::Decisions, &path).unwrap();
    path
}

fn counts(import: &DecisionImport) -> (u64, u64, u64, u64) {
    (import.added.count, import.changed.count, import.conflicts.count, import.same)
}

#[tokio::test]
async fn decisions_go_to_another_desk_with_the_ground_that_they_stand_on() {
    let (from, to) = (TestDesk::new(), TestDesk::new());
    for desk in [&from, &to] {
        desk.choose_enterprise();
    }
    add(&from, &json!([account(1, "mona@corp.example"), account(2, "sato@corp.example")]));
    add(&to, &json!([account(1, "mona@new.example")]));
    call(&from, "decide", exclude("ghes.example:1", "left")).await.unwrap();
    call(&from, "decide", exclude("ghes.example:2", "left")).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let import = preview(&to.desk, &file_of(&from, &folder)).unwrap();
    assert_eq!(counts(&import), (2, 0, 0, 0));
    assert_eq!(import.added.first[0].changed.len(), 1, "its account has another e-mail here");
    assert_eq!(import.added.first[1].gone, ["ghes.example:2"], "nobody has that key here");
    assert_eq!(call(&to, "decisions", json!({})).await.unwrap(), json!([]), "nothing is changed by looking");
    call(&to, "take_decisions", json!({ "id": import.id })).await.unwrap();
    let taken = call(&to, "decisions", json!({})).await.unwrap();
    assert_eq!((&taken[0]["note"], &taken[1]["account"]), (&json!("left"), &json!("ghes.example:2")));
    assert_eq!(taken[0]["changed"][0]["before"], "mona@corp.example", "the ground came with it");
    let again = call(&to, "take_decisions", json!({ "id": import.id })).await.unwrap_err();
    assert_eq!(again.code, FailureCode::NotFound, "it was taken");
    let import = preview(&to.desk, &file_of(&to, &folder)).unwrap();
    assert_eq!(counts(&import), (0, 0, 0, 2), "what stands is not taken twice");
}

#[tokio::test]
async fn what_a_file_contradicts_stays_and_what_it_says_otherwise_is_replaced() {
    let desk = TestDesk::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.json");
    let unlink = json!({ "kind": "unlink", "account": "cloud:hana", "other": "github.example:17" });
    let theirs = json!([unlink, exclude("github.example:3", "theirs"), exclude("github.example:4", "")]);
    std::fs::write(&path, json!({ "schema": "seatbridge.decisions/1", "decisions": theirs }).to_string())
        .unwrap();
    call(&desk, "decide", link()).await.unwrap();
    call(&desk, "decide", exclude("github.example:3", "ours")).await.unwrap();
    let import = preview(&desk.desk, &path).unwrap();
    assert_eq!(counts(&import), (1, 1, 1, 0), "the pair is the same, whichever is named first");
    assert_eq!(import.added.first[0].gone, Vec::<String>::new(), "where nobody is known, nobody is gone");
    call(&desk, "take_decisions", json!({ "id": import.id })).await.unwrap();
    let decisions = call(&desk, "decisions", json!({})).await.unwrap();
    let told: Vec<_> = decisions
        .as_array()
        .unwrap()
        .iter()
        .map(|decision| (decision["kind"].as_str().unwrap(), decision["note"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("link", "asked her"), ("exclude", ""), ("exclude", "theirs")]);
    let history = call(&desk, "history", json!({})).await.unwrap();
    assert_eq!(history["entries"][0]["what"], "decisions_imported");
}

#[test]
fn a_file_that_holds_no_decisions_is_refused_with_its_reason() {
    let desk = TestDesk::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.json");
    let bad_key =
        json!({ "schema": "seatbridge.decisions/1", "decisions": [exclude("mona", "")] }).to_string();
    for (text, reason) in [
        ("{", "truncated"),
        ("{\"schema\":\"seatbridge.people/1\"}", "schema"),
        (bad_key.as_str(), "not_an_account_key"),
    ] {
        std::fs::write(&path, text).unwrap();
        let failure = preview(&desk.desk, &path).unwrap_err();
        assert_eq!(failure.code, FailureCode::InvalidInput, "{text}");
        assert_eq!(failure.params["reason"], reason.into(), "{text}");
    }
}
