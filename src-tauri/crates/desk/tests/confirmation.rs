//! A hand-over to a practice enterprise, followed to its end: what its receipt says in depth.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test's own tools is the report, as it is in the test"
)]

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use desk::machine::{SystemClock, SystemRandomness};
use desk::ports::{Keychain, Ports};
use desk::{Desk, Failure, Pace, Secret};
use serde_json::{Value, json};

#[derive(Default)]
struct InMemory(Mutex<HashMap<String, Secret>>);

impl Keychain for InMemory {
    fn read(&self, account: &str) -> Result<Option<Secret>, Failure> {
        Ok(self.0.lock().unwrap().get(account).cloned())
    }

    fn write(&self, account: &str, secret: &Secret) -> Result<(), Failure> {
        self.0.lock().unwrap().insert(account.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), Failure> {
        self.0.lock().unwrap().remove(account);
        Ok(())
    }
}

async fn desk_in(folder: &Path) -> Arc<Desk> {
    let second = Duration::from_secs(1);
    let ports = Ports {
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        keychain: Arc::new(InMemory::default()),
        embeds_practice: true,
        listener: Arc::new(|_| {}),
        actor: "mona".to_owned(),
        network: true,
        pace: Pace { first: second / 10, slowest: second, patience: second * 60 },
    };
    let desk = Desk::open(folder, ports).unwrap();
    desk::resume::start(&desk).await.unwrap();
    tokio::spawn(desk::watch::watch(Arc::clone(&desk)));
    desk
}

async fn call(desk: &Arc<Desk>, name: &str, with: Value) -> Value {
    desk::calls::call(desk, name, with).await.unwrap_or_else(|failure| panic!("{name}: {failure:?}"))
}

async fn until(desk: &Arc<Desk>, name: &str, with: &Value, holds: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let answer = call(desk, name, with.clone()).await;
        if holds(&answer) {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{name} does not come to it: {answer}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Hands a sample over, and gives its receipt.
async fn receipt_of(desk: &Arc<Desk>, sample: &str) -> Value {
    call(desk, "add_sample", json!({ "sample": sample })).await;
    let open = json!({ "review": null });
    let read =
        |sheet: &Value| sheet["files"][0]["state"] == "read" && sheet["leaving"]["exports"][0].is_string();
    let sheet = until(desk, "review_sheet", &open, read).await;
    let request = json!({ "review": sheet["id"], "files": [], "again": false, "ticket": null });
    call(desk, "prepare_hand_over", request.clone()).await;
    until(desk, "cloud_report", &json!({}), |report| {
        report["kept"].is_object() && report["reading"].is_null()
    })
    .await;
    call(desk, "begin_hand_over", request).await;
    let of = json!({ "review": sheet["id"] });
    let task = until(desk, "hand_over_task", &of, |task| task["handovers"][0]["receipt"].is_string()).await;
    call(desk, "receipt", json!({ "number": task["handovers"][0]["receipt"] })).await
}

fn evidence<'a>(receipt: &'a Value, subject: &str) -> &'a Value {
    let all = receipt["evidence"].as_array().unwrap();
    &all.iter().find(|evidence| evidence["subject"] == subject).unwrap()["params"]
}

fn number(params: &Value, name: &str) -> i64 {
    params[name].as_i64().unwrap_or_else(|| panic!("{name} in {params}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_says_account_by_account_what_the_cloud_holds_and_who_changed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path()).await;
    let samples = call(&desk, "overview", json!({})).await["samples"].clone();
    let open = samples.as_array().unwrap().iter().find(|sample| sample["sealed"] == false).unwrap();
    let receipt = receipt_of(&desk, open["id"].as_str().unwrap()).await;
    assert_eq!(receipt["state"], "counted", "{receipt}");

    let held = evidence(&receipt, "accounts_held");
    assert_eq!(held["against"], "export", "the open list that was handed over");
    assert_eq!((number(held, "missing"), number(held, "unexpected"), number(held, "differing")), (0, 0, 0));
    assert_eq!(receipt["findings"], json!([]), "nothing to look at");

    let consumed = evidence(&receipt, "consumed");
    let reckoned = number(consumed, "before") + number(consumed, "joined") + number(consumed, "split")
        - number(consumed, "left")
        - number(consumed, "merged");
    assert_eq!(number(consumed, "after"), reckoned, "who changed is the whole change: {consumed}");
    assert!(number(consumed, "joined") > 0, "the sample's people are new there: {consumed}");

    let joined = json!({ "number": receipt["number"], "change": "joined", "skip": 0 });
    let page = call(&desk, "confirmed_accounts", joined.clone()).await;
    assert_eq!(page["total"], consumed["joined"], "each of them can be shown");
    call(&desk, "forget", json!({})).await;
    let gone = desk::calls::call(&desk, "confirmed_accounts", joined).await.unwrap_err();
    assert_eq!(gone.code, desk::FailureCode::NotFound, "forgotten with the files");
    let stays = call(&desk, "receipt", json!({ "number": receipt["number"] })).await;
    assert_eq!(stays["evidence"], receipt["evidence"], "the counts stay");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sealed_list_is_compared_with_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path()).await;
    let samples = call(&desk, "overview", json!({})).await["samples"].clone();
    let sealed = samples.as_array().unwrap().iter().find(|sample| sample["sealed"] == true).unwrap();
    let receipt = receipt_of(&desk, sealed["id"].as_str().unwrap()).await;
    let held = evidence(&receipt, "accounts_held");
    assert_eq!(held["not_compared"], "no_list", "nobody here can know who is in it: {held}");
    assert_eq!(receipt["accounts_expected"], Value::Null, "so nobody expects a number");
}
