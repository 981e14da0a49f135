//! Decisions through the window's own calls.

use serde_json::{Value, json};

use crate::test_desk::TestDesk;
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
