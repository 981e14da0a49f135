//! What outlives the process.

use std::time::Duration;

use practice::{Options, Running, serve};
use serde_json::{Value, json};

use crate::common::{self, TOKEN, TestClock, World, sha256};

async fn restarted(clock: &TestClock, folder: &std::path::Path) -> World {
    let options = Options { folder: Some(folder.to_owned()), ..clock.options() };
    World {
        practice: serve(options).await.expect("it starts"),
        clock: clock.clone(),
        client: common::client(),
    }
}

#[tokio::test]
async fn a_restart_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = TestClock::new();
    let sample = common::sealed_sample();
    let world = restarted(&clock, folder.path()).await;
    let taken = world.taken("first.json", &sample.bytes).await;
    world.practice.stop().await;

    let world = restarted(&clock, folder.path()).await;
    let installation = world.installation(sample.host_name).await.expect("it is remembered");
    let upload = &installation["userAccountsUploads"]["nodes"][0];
    assert_eq!(
        (&upload["id"], &upload["syncState"]),
        (&taken["id"], &json!("PENDING")),
        "as the same upload, waiting"
    );
    clock.advance(10);
    assert_eq!(world.consumed().await, 538, "it settles by the clock, not by the process");
    let again = world.hand_over("again.json", &sample.bytes).send().await.expect("an answer");
    assert_eq!(again.status(), 200, "its bytes are remembered too");
    drop(world);
    let world = restarted(&clock, folder.path()).await;
    assert_eq!(world.consumed().await, 538, "and the people");
}

#[tokio::test]
async fn a_folder_that_cannot_be_read_is_told_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("practice-enterprise.json"), b"not JSON").expect("written");
    let options = Options { folder: Some(folder.path().to_owned()), ..TestClock::new().options() };
    assert!(serve(options).await.is_err(), "it does not begin anew over what it cannot read");
}

/// The process that `a_kill_loses_no_upload_that_was_answered` kills; alone it serves nobody.
#[tokio::test]
#[ignore = "started by the test below, as a process of its own"]
async fn serve_until_killed() {
    let Ok(folder) = std::env::var("PRACTICE_TEST_FOLDER") else {
        return;
    };
    let practice = serve(Options {
        folder: Some(folder.into()),
        settle_after: Duration::from_millis(1500),
        clock: std::sync::Arc::new(std::time::SystemTime::now),
        ..TestClock::new().options()
    })
    .await
    .expect("a free port");
    let folder = std::env::var("PRACTICE_TEST_FOLDER").expect("as above");
    std::fs::write(std::path::Path::new(&folder).join("address"), practice.base_url())
        .expect("the address is told");
    std::future::pending::<Running>().await;
}

#[tokio::test]
async fn a_kill_loses_no_upload_that_was_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = folder.path().join("address");
    let start = async || {
        let _ = std::fs::remove_file(&address);
        let child = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "restarts::serve_until_killed", "--ignored"])
            .env("PRACTICE_TEST_FOLDER", folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("a process");
        loop {
            match std::fs::read_to_string(&address) {
                Ok(url) if !url.is_empty() => return (child, url),
                _ => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    };
    let sample = common::sealed_sample();
    let client = common::client();
    let (mut child, url) = start().await;
    let response = client
        .post(format!("{url}/enterprises/practice/server-usage"))
        .bearer_auth(TOKEN)
        .header("X-File-Name", "killed.json")
        .header("Idempotency-Key", sha256(&sample.bytes))
        .body(sample.bytes.clone())
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 202, "it is taken");
    child.kill().expect("killed with SIGKILL");
    child.wait().expect("gone");

    let (mut child, url) = start().await;
    let mut consumed = Value::Null;
    for _ in 0..100 {
        let response =
            client.get(format!("{url}/enterprises/practice/consumed-licenses")).bearer_auth(TOKEN).send();
        let answer: Value = response.await.expect("an answer").json().await.expect("JSON");
        consumed = answer["total_seats_consumed"].clone();
        if consumed == 538 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    child.kill().expect("killed with SIGKILL");
    child.wait().expect("gone");
    assert_eq!(consumed, 538, "the next process counts what the first one had taken");
}
