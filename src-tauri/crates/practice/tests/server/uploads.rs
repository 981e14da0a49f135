//! Handing files over: what is taken, what becomes of it, and what it does to the count.

use crate::common::{self, TOKEN, World, sha256};
use practice::Options;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

#[tokio::test]
async fn the_sealed_sample_is_pending_then_counted() {
    let world = World::start().await;
    let sample = common::sealed_sample();
    assert_eq!(world.consumed().await, 481, "before");
    assert!(world.installation(sample.host_name).await.is_none(), "the server is not known");

    let taken = world.taken("ghes.practice.example-20261124.json", &sample.bytes).await;
    assert_eq!(taken["sync_state"], "PENDING", "a finished transfer is not a result");
    let installation = world.installation(sample.host_name).await.expect("the upload is listed at once");
    let uploads = &installation["userAccountsUploads"];
    assert_eq!(uploads["nodes"][0]["id"], taken["id"], "under the id that was answered");
    assert_eq!(
        uploads["nodes"][0]["name"], "ghes.practice.example-20261124.json",
        "under the name it was given"
    );
    assert_eq!(uploads["nodes"][0]["syncState"], "PENDING", "and waits");
    assert_eq!(installation["userAccounts"]["totalCount"], 0, "nobody is known yet");
    assert!(world.sync_status(sample.host_name).await.is_none(), "nothing was synced yet");
    assert_eq!(world.consumed().await, 481, "nothing is counted yet");

    world.clock.advance(9);
    let waiting = world.installation(sample.host_name).await.expect("still listed");
    assert_eq!(
        waiting["userAccountsUploads"]["nodes"][0]["syncState"], "PENDING",
        "a second before its time"
    );
    world.clock.advance(1);
    let installation = world.installation(sample.host_name).await.expect("still listed");
    assert_eq!(installation["userAccountsUploads"]["nodes"][0]["syncState"], "SUCCESS", "its time has come");
    assert_eq!(
        installation["userAccountsUploads"]["nodes"][0]["createdAt"], "2026-11-24T10:00:00Z",
        "when it was taken"
    );
    assert_eq!(
        installation["userAccountsUploads"]["nodes"][0]["updatedAt"], "2026-11-24T10:00:10Z",
        "when it settled"
    );
    assert_eq!(installation["userAccounts"]["totalCount"], 312, "everybody in it is known");
    let row = world.sync_status(sample.host_name).await.expect("it was synced");
    assert_eq!(row["server_id"], "7f4a90d2-1c3e-4b6a-8f05-2e9d7c61b3f8", "by the id in the file");
    assert_eq!(
        row["last_sync"],
        json!({"date": "2026-11-24T10:00:10Z", "status": "success", "error": ""}),
        "when it settled"
    );
    assert_eq!(world.consumed().await, 538, "after");
}

#[tokio::test]
async fn the_open_sample_is_held_account_by_account() {
    let world = World::start().await;
    let sample = common::open_sample();
    world.taken("lab.json", &sample.bytes).await;
    world.clock.advance(10);
    let file: Value = serde_json::from_slice(&sample.bytes).expect("an export is JSON");
    let installation = world.installation(sample.host_name).await.expect("the server");
    assert_eq!(
        installation["userAccounts"]["totalCount"],
        file["users"].as_array().expect("open").len(),
        "all of them"
    );
    let query = "query($id: ID!) { node(id: $id) { ... on EnterpriseServerInstallation {
        userAccounts(first: 100) { nodes { remoteUserId login profileName isSiteAdmin remoteCreatedAt
            emails(first: 10) { nodes { email isPrimary } } } } } } }";
    let answer = world.graphql(query, json!({"id": installation["id"]})).await;
    let held = answer["data"]["node"]["userAccounts"]["nodes"].as_array().expect("accounts");
    for account in held {
        let users = file["users"].as_array().expect("open");
        let user = users.iter().find(|user| user["id"] == account["remoteUserId"]).expect("from the file");
        assert_eq!(account["login"], user["login"], "the login");
        assert_eq!(account["profileName"], user["profile_name"], "the name");
        assert_eq!(account["isSiteAdmin"], user["site_admin"], "the site admin mark");
        assert_eq!(account["remoteCreatedAt"], user["created_at"], "the date");
        let primary = |emails: &Value, mark: &str| {
            let emails = emails.as_array().expect("e-mails");
            emails.iter().find(|email| email[mark] == true).map(|email| email["email"].clone())
        };
        assert_eq!(
            primary(&account["emails"]["nodes"], "isPrimary"),
            primary(&user["emails"], "primary"),
            "the e-mail"
        );
    }
}

#[tokio::test]
async fn a_person_on_two_servers_is_listed_in_one_row() {
    let world = World::start().await;
    for sample in practice::samples() {
        world.taken(sample.name, &sample.bytes).await;
    }
    world.clock.advance(10);
    let mut rows = Vec::new();
    for page in 1..=8 {
        let answer =
            world.json(&format!("/enterprises/practice/consumed-licenses?per_page=100&page={page}")).await;
        rows.extend(answer["users"].as_array().expect("rows").clone());
    }
    assert_eq!(rows.len() as u64, world.consumed().await, "a row for every license");
    let on = |row: &Value, host: &str| {
        let ids = row["enterprise_server_user_ids"].as_array().expect("ids");
        ids.iter().any(|id| id.as_str().is_some_and(|id| id.starts_with(&format!("{host}:"))))
    };
    let both = |row: &&Value| on(row, "ghes.practice.example") && on(row, "ghes-lab.practice.example");
    let with_login = rows.iter().filter(both).filter(|row| row["github_com_user"] == true).count();
    let without = rows.iter().filter(both).filter(|row| row["github_com_user"] == false).count();
    assert_eq!((with_login, without), (11, 10), "people on both servers, with and without a cloud account");
    let row = rows.iter().find(|row| both(row) && row["github_com_user"] == true).expect("one of them");
    assert_eq!(row["total_user_accounts"], 3, "the cloud's and two servers': {row}");
    assert_eq!(
        row["enterprise_server_primary_emails"], row["enterprise_server_emails"],
        "one list under both names"
    );
}

#[tokio::test]
async fn the_same_bytes_are_never_counted_twice() {
    let world = World::start().await;
    let sample = common::sealed_sample();
    let first = world.taken("first.json", &sample.bytes).await;
    for (moment, state) in [(0, "PENDING"), (10, "SUCCESS"), (1000, "SUCCESS")] {
        world.clock.advance(moment);
        let response = world.hand_over("second.json", &sample.bytes).send().await.expect("an answer");
        assert_eq!(response.status(), 200, "known bytes");
        let again: Value = response.json().await.expect("JSON");
        assert_eq!(again["id"], first["id"], "the first upload is answered");
        assert_eq!(again["name"], "first.json", "under its own name");
        assert_eq!(again["sync_state"], state, "as it is by now");
    }
    let installation = world.installation(sample.host_name).await.expect("the server");
    assert_eq!(installation["userAccountsUploads"]["totalCount"], 1, "there is one upload");
}

#[tokio::test]
async fn the_same_bytes_at_the_same_moment_are_one_upload() {
    let world = World::start().await;
    let sample = common::sealed_sample();
    let hand_over =
        || async { world.hand_over("x.json", &sample.bytes).send().await.expect("an answer").status() };
    let (one, other, third) = tokio::join!(hand_over(), hand_over(), hand_over());
    let mut statuses = [one, other, third].map(|status| status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 202], "one is new");
    let installation = world.installation(sample.host_name).await.expect("the server");
    assert_eq!(installation["userAccountsUploads"]["totalCount"], 1, "and only that one is kept");
}

#[tokio::test]
async fn a_list_sealed_elsewhere_is_received_and_its_people_are_unknown() {
    let world = World::start().await;
    let file = br#"{"instance":{"server_id":"0e0c7f0a-0000-4000-8000-000000000001","host_name":"real.example"},"users":"c29tZWJvZHkgZWxzZSdz"}"#;
    world.taken("real.json", file).await;
    world.clock.advance(10);
    let installation = world.installation("real.example").await.expect("the server");
    assert_eq!(installation["userAccountsUploads"]["nodes"][0]["syncState"], "SUCCESS", "it was received");
    assert_eq!(installation["userAccounts"]["totalCount"], 0, "nobody in it is known");
    assert_eq!(world.consumed().await, 481, "so nobody is counted");
}

#[tokio::test]
async fn what_is_no_export_fails_with_a_reason() {
    let world = World::start().await;
    let truncated = &common::open_sample().bytes[..5000];
    for (file, host, reason) in [
        (&b"hello"[..], "", "The file is not a complete JSON document (line 1, column 1)."),
        (
            truncated,
            "ghes-lab.practice.example",
            "The file is not a complete JSON document (line 1, column 5000).",
        ),
        (br#"{"host_name":"empty.example"}"#, "empty.example", "The file has no user list."),
    ] {
        world.taken("wrong.json", file).await;
        world.clock.advance(10);
        let installation = world.installation(host).await.expect("the upload is listed");
        assert_eq!(installation["userAccountsUploads"]["nodes"][0]["syncState"], "FAILURE", "{host:?}");
        let row = world.sync_status(host).await.expect("the failed sync is told");
        assert_eq!(row["last_sync"]["status"], "failure", "{host:?}");
        assert_eq!(row["last_sync"]["error"], reason, "{host:?}");
    }
    assert_eq!(world.consumed().await, 481, "nothing is counted");
}

#[tokio::test]
async fn a_failure_leaves_the_accounts_of_the_last_success() {
    let world = World::start().await;
    let sample = common::open_sample();
    world.taken("good.json", &sample.bytes).await;
    world.clock.advance(10);
    let consumed = world.consumed().await;
    world.taken("cut.json", &sample.bytes[..9000]).await;
    world.clock.advance(10);
    let installation = world.installation(sample.host_name).await.expect("the server");
    let names: Vec<_> =
        installation["userAccountsUploads"]["nodes"].as_array().expect("uploads").iter().collect();
    assert_eq!(
        (&names[0]["name"], &names[0]["syncState"]),
        (&json!("cut.json"), &json!("FAILURE")),
        "newest first"
    );
    assert_eq!(
        (&names[1]["name"], &names[1]["syncState"]),
        (&json!("good.json"), &json!("SUCCESS")),
        "then the other"
    );
    assert_eq!(installation["userAccounts"]["totalCount"], sample.accounts, "nobody is lost");
    assert_eq!(world.consumed().await, consumed, "the count stays");
}

#[tokio::test]
async fn a_newer_export_replaces_the_older() {
    let world = World::start().await;
    let file =
        |users: &Value| json!({"server_id": "s-1", "host_name": "one.example", "users": users}).to_string();
    let user =
        |id: u32| json!({"id": id, "login": format!("user-{id}"), "email": format!("user-{id}@one.example")});
    world.taken("1.json", file(&json!([user(1), user(2), user(3)])).as_bytes()).await;
    world.clock.advance(10);
    assert_eq!(world.consumed().await, 484, "three more people");
    world.taken("2.json", file(&json!([user(3), user(4)])).as_bytes()).await;
    world.clock.advance(10);
    assert_eq!(world.consumed().await, 483, "two are gone and one has come");
    let installation = world.installation("one.example").await.expect("the server");
    assert_eq!(installation["userAccounts"]["totalCount"], 2, "as the newer export says");
}

#[tokio::test]
async fn a_hand_over_without_its_headers_is_refused() {
    let world = World::start().await;
    let url = world.url("/enterprises/practice/server-usage");
    let post = || world.client.post(&url).bearer_auth(TOKEN);
    let digest = sha256(b"x");
    let cases = [
        (post().header("Idempotency-Key", &digest).body("x"), 400, "no name"),
        (post().header("Idempotency-Key", &digest).header("X-File-Name", "").body("x"), 400, "an empty name"),
        (
            post().header("Idempotency-Key", &digest).header("X-File-Name", "%ff").body("x"),
            400,
            "a name that is no UTF-8",
        ),
        (
            post().header("Idempotency-Key", &digest).header("X-File-Name", "a".repeat(256)).body("x"),
            400,
            "a long name",
        ),
        (post().header("X-File-Name", "x").body("x"), 400, "no digest"),
        (post().header("X-File-Name", "x").header("Idempotency-Key", "12").body("x"), 400, "no whole digest"),
        (world.hand_over("x", b"x").body("y"), 422, "other bytes than the digest names"),
        (
            world.hand_over("x", b"x").header("Content-Length", "").body(reqwest::Body::wrap_stream(block())),
            411,
            "no length",
        ),
    ];
    for (request, status, why) in cases {
        assert_eq!(request.send().await.expect("an answer").status(), status, "{why}");
    }
    let elsewhere =
        world.client.post(world.url("/enterprises/other/server-usage")).bearer_auth(TOKEN).body("x");
    assert_eq!(elsewhere.send().await.expect("an answer").status(), 404, "another enterprise");
    assert!(world.installation("").await.is_none(), "nothing of all this was taken");
}

fn block() -> impl futures_util::Stream<Item = Result<Vec<u8>, std::io::Error>> {
    futures_util::stream::iter([Ok(b"x".to_vec())])
}

#[tokio::test]
async fn a_name_comes_back_as_it_was_before_encoding() {
    let world = World::start().await;
    let taken = world.taken("%E6%98%9F%E9%87%8E%20%22a%22%0A.json", br#"{"host_name":"h","users":[]}"#).await;
    assert_eq!(taken["name"], "星野 \"a\"\n.json", "in the answer");
    let installation = world.installation("h").await.expect("the server");
    assert_eq!(
        installation["userAccountsUploads"]["nodes"][0]["name"], "星野 \"a\"\n.json",
        "and in the list"
    );
}

#[tokio::test]
async fn a_file_above_the_limit_is_refused() {
    let world = World::with(|options| Options { upload_limit: 1000, ..options }).await;
    let file = |length: usize| {
        let frame = br#"{"host_name":"h","users":[]}"#;
        [&frame[..], &vec![b' '; length - frame.len()]].concat()
    };
    world.taken("small.json", &file(1000)).await;
    // Far more than fits on the line: the reason arrives all the same.
    for length in [1001, 5_000_000] {
        let response =
            world.hand_over("large.json", &file(length)).send().await.expect("an answer, not a broken line");
        assert_eq!(response.status(), 413, "{length} bytes are too many");
    }
}

#[tokio::test]
async fn half_an_upload_is_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    let world = World::with(|options| Options { folder: Some(path), ..options }).await;
    let sample = common::sealed_sample();
    let address = world.practice.base_url().replace("http://", "");
    let head = format!(
        "POST /enterprises/practice/server-usage HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {TOKEN}\r\n\
         X-File-Name: half.json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n\r\n",
        sha256(&sample.bytes),
        sample.bytes.len()
    );
    for sent in [0, 1, sample.bytes.len() / 2, sample.bytes.len() - 1] {
        let mut stream = TcpStream::connect(&address).await.expect("a connection");
        stream.write_all(head.as_bytes()).await.expect("the head");
        stream.write_all(&sample.bytes[..sent]).await.expect("a part");
        drop(stream);
    }
    assert!(world.installation(sample.host_name).await.is_none(), "nothing is listed");
    let files = std::fs::read_dir(folder.path()).expect("the folder");
    let files: Vec<_> = files.map(|file| file.expect("an entry").file_name()).collect();
    assert_eq!(files, ["practice-enterprise.lock"], "nothing of it is on disk");
    let taken = world.taken("whole.json", &sample.bytes).await;
    assert_eq!(taken["name"], "whole.json", "the same digest is still free");
}
