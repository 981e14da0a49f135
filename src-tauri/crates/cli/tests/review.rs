//! `seatbridge review` as a process, beside a ledger that it must leave alone.
#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use ledger::{Change, Enterprise, Figures, FileRecord, FileState, HandOverState, Ledger, NewHandOver};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use usage::{Reading, Sha256Digest};

const SERVER_ID: &str = "5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518";
const HOST: &str = "github.hoshino.example";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An export of that server id under a host, with an open list of one account.
fn export(host: &str, login: &str) -> Value {
    json!({ "server_id": SERVER_ID, "host_name": host, "version": "3.19.2", "http_only": false,
        "license": "b1946ac92494d2547c6235b4d2611184", "public_key": "an invented key", "features": [],
        "users": [{ "id": 1, "login": login, "emails": [{ "email": format!("{login}@hoshino.example"), "primary": true }] }] })
}

/// A folder with a ledger in it, and files to review.
struct Desk {
    home: TempDir,
}

/// What the command answered.
struct Said {
    code: Option<i32>,
    document: Value,
    words: String,
}

impl Said {
    /// The findings of a file, by code.
    fn codes(&self, file: usize) -> Vec<&str> {
        let findings = self.document["files"][file]["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
    }

    /// The one finding of a code.
    fn params(&self, file: usize, code: &str) -> &Value {
        let findings = self.document["files"][file]["findings"].as_array().unwrap();
        let found: Vec<_> = findings.iter().filter(|finding| finding["code"] == code).collect();
        assert_eq!(found.len(), 1, "one {code} in {findings:?}");
        &found[0]["params"]
    }
}

impl Desk {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn ledger(&self) -> Ledger {
        Ledger::open(&self.data()).unwrap()
    }

    /// Writes a file that the file system dates at a given time.
    fn file(&self, name: &str, content: &Value, dated: &str) -> PathBuf {
        let path = self.home.path().join(name);
        fs::write(&path, content.to_string()).unwrap();
        let since = Duration::from_secs(u64::try_from(at(dated).as_second()).unwrap());
        File::options().write(true).open(&path).unwrap().set_modified(UNIX_EPOCH + since).unwrap();
        path
    }

    /// Reviews files, and holds everything in the ledger's folder to be as it was.
    fn review(&self, files: &[&Path]) -> Said {
        let before = state_of(&self.data());
        let said = run(&["--data".as_ref(), self.data().as_path(), "review".as_ref()], files);
        assert_eq!(state_of(&self.data()), before, "a review writes nothing");
        said
    }
}

fn run(arguments: &[&Path], files: &[&Path]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seatbridge"));
    let output = command.args(["--format", "json"]).args(arguments).args(files).output().unwrap();
    Said {
        code: output.status.code(),
        document: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
        words: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Everything under a folder: folders, and files with the digest of their bytes and their modification time.
fn state_of(folder: &Path) -> BTreeMap<PathBuf, Option<(String, SystemTime)>> {
    let mut state = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else { return state };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            state.extend(state_of(&path));
            state.insert(path, None);
        } else {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            let digest = Sha256Digest::new(Sha256::digest(fs::read(&path).unwrap()).into());
            state.insert(path, Some((digest.hex(), modified)));
        }
    }
    state
}

fn reading(path: &Path) -> Reading {
    usage::reader::read(&mut File::open(path).unwrap(), None, &usage::reader::Unwatched).unwrap()
}

/// Adds a file to a ledger as the window does, in a review of its own.
fn hold(ledger: &Ledger, id: &str, path: &Path, dated: &str) -> FileRecord {
    let reading = reading(path);
    let server = reading.server.clone().unwrap();
    let (server_id, host) = (server.server_id.as_deref(), server.host_name.as_deref());
    let server = match ledger.find_server(server_id, host).unwrap() {
        ledger::ServerMatch::Known(known) => known.id,
        _ => ledger.add_server(server_id, host.unwrap(), at("2026-10-01T09:00:00Z")).unwrap().id,
    };
    ledger.begin_closed_review(&format!("review of {id}"), at("2026-10-01T09:00:00Z"), "mona").unwrap();
    let record = FileRecord {
        id: id.to_owned(),
        review: format!("review of {id}"),
        position: 0,
        path: None,
        name: "export.json".to_owned(),
        file_date: Some(at(dated)),
        added_at: at("2026-10-01T09:00:00Z"),
        server: Some(server),
        state: FileState::Read,
        sha256: Some(reading.sha256),
        reading: Some(reading),
        findings: Vec::new(),
    };
    ledger.add_file(&record).unwrap();
    record
}

/// Hands a file over to an enterprise, which is added; gives the receipt's number where it ends with one.
fn hand_over(ledger: &Ledger, file: &FileRecord, enterprise: &str, to: HandOverState) -> Option<String> {
    let now = at("2026-10-01T10:00:00Z");
    let practice = ledger.folder().ends_with("practice");
    ledger
        .add_enterprise(&Enterprise {
            name: enterprise.to_owned(),
            title: enterprise.to_owned(),
            web_origin: "https://cloud.example".to_owned(),
            api_origin: "https://api.cloud.example".to_owned(),
            slug: enterprise.to_owned(),
            route: "page".to_owned(),
            endpoint: None,
            practice,
            added_at: now,
        })
        .unwrap();
    let reading = file.reading.as_ref().unwrap();
    ledger
        .create_hand_over(&NewHandOver {
            id: format!("{enterprise} {}", file.id),
            review: None,
            file: Some(file.id.clone()),
            enterprise: enterprise.to_owned(),
            server: None,
            sha256: reading.sha256,
            bytes: reading.bytes,
            handed_name: "handed.json".to_owned(),
            route: "page".to_owned(),
            actor: "mona".to_owned(),
            ticket: None,
            created_at: now,
            idempotency_key: reading.sha256.hex(),
            figures: Figures::default(),
        })
        .unwrap();
    let id = format!("{enterprise} {}", file.id);
    assert!(ledger.claim_sending(&id, "test", now).unwrap(), "nobody else sends it");
    assert!(ledger.advance(&id, HandOverState::ALL, to, &Change::new(now, "test")).unwrap(), "it moves on");
    to.is_settled().then(|| ledger.issue_receipt(&id, now, &json!({})).unwrap())
}

#[test]
fn without_a_ledger_none_is_made_and_nothing_is_said_of_it() {
    let desk = Desk::new();
    let file = desk.file("export.json", &export(HOST, "mona"), "2026-11-24T09:00:00Z");
    let said = desk.review(&[&file]);
    assert_eq!((said.code, said.codes(0)), (Some(0), vec![]), "a first export: {:?}", said.document);
    assert_eq!(said.document["unread_ledger"], Value::Null, "nothing kept it from comparing");
    assert_eq!(said.words, "", "nothing to say");
    assert!(!desk.data().exists(), "no folder was made");
}

#[test]
fn bytes_that_were_counted_name_their_receipt() {
    let desk = Desk::new();
    let counted = desk.file("counted.json", &export(HOST, "mona"), "2026-11-01T09:00:00Z");
    let waiting = desk.file("waiting.json", &export(HOST, "sato"), "2026-11-01T09:00:00Z");
    let ledger = desk.ledger();
    let held = hold(&ledger, "counted", &counted, "2026-11-01T09:00:00Z");
    hand_over(&ledger, &held, "first", HandOverState::Unconfirmed).unwrap();
    let receipt = hand_over(&ledger, &held, "second", HandOverState::Counted).unwrap();
    let held = hold(&ledger, "waiting", &waiting, "2026-11-01T09:00:00Z");
    hand_over(&ledger, &held, "third", HandOverState::Waiting);
    drop(ledger);
    let said = desk.review(&[&counted, &waiting]);
    assert_eq!(
        (said.codes(0), said.codes(1)),
        (vec!["already_counted"], vec!["already_handed_over"]),
        "at any enterprise"
    );
    let expected = json!({ "receipt": receipt, "date": "2026-10-01T10:00:00Z" });
    assert_eq!(*said.params(0, "already_counted"), expected, "of the one that counted them");
    assert_eq!(said.params(1, "already_handed_over")["date"], "2026-10-01T10:00:00Z", "since then");
    assert_eq!(said.code, Some(0), "notes need nobody");
}

#[test]
fn another_host_of_a_known_id_is_a_question() {
    let desk = Desk::new();
    let file = desk.file("first.json", &export(HOST, "mona"), "2026-11-01T09:00:00Z");
    hold(&desk.ledger(), "first", &file, "2026-11-01T09:00:00Z");
    let renamed = desk.file("renamed.json", &export("code.hoshino.example", "mona"), "2026-11-24T09:00:00Z");
    let mut rebuilt = export(HOST, "mona");
    rebuilt["server_id"] = json!("9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09");
    let rebuilt = desk.file("rebuilt.json", &rebuilt, "2026-11-24T09:00:00Z");
    let said = desk.review(&[&renamed, &rebuilt]);
    assert_eq!(*said.params(0, "other_host"), json!({ "before": HOST }), "the host that it had");
    assert_eq!(*said.params(1, "other_server_id"), json!({ "before": SERVER_ID }), "the id that it had");
    assert_eq!(said.code, Some(1), "a person has to look");
}

#[test]
fn a_file_from_before_the_last_export_is_older() {
    let desk = Desk::new();
    let last = desk.file("last.json", &export(HOST, "mona"), "2026-11-20T09:00:00Z");
    hold(&desk.ledger(), "last", &last, "2026-11-20T09:00:00Z");
    let older = desk.file("older.json", &export(HOST, "sato"), "2026-11-19T09:00:00Z");
    let newer = desk.file("newer.json", &export(HOST, "ito"), "2026-11-21T09:00:00Z");
    let said = desk.review(&[&older, &newer, &last]);
    let expected = json!({ "date": "2026-11-19T09:00:00Z", "before": "2026-11-20T09:00:00Z" });
    assert_eq!(*said.params(0, "older_file"), expected, "by the file's date");
    assert_eq!(
        (said.codes(1), said.codes(2)),
        (vec![], vec![]),
        "a newer one, and the last one itself, are not"
    );
    assert_eq!(said.code, Some(1), "a person has to look");
}

#[test]
fn the_same_bytes_twice_are_told() {
    let desk = Desk::new();
    let file = desk.file("export.json", &export(HOST, "mona"), "2026-11-24T09:00:00Z");
    let copy = desk.file("copy.json", &export(HOST, "mona"), "2026-11-24T09:00:00Z");
    let said = desk.review(&[&file, &copy]);
    assert_eq!((said.codes(0), said.codes(1)), (vec![], vec!["same_bytes_twice"]), "of the second");
    assert_eq!(said.params(1, "same_bytes_twice")["other"], "export.json", "with the name of the first");
}

#[test]
fn samples_are_compared_with_the_practice_ledger_and_nothing_else_is() {
    let desk = Desk::new();
    let mut sample = export(HOST, "mona");
    sample["seatbridge_sample"] = json!(true);
    let sample = desk.file("sample.json", &sample, "2026-11-01T09:00:00Z");
    let practice = Ledger::open(&desk.data().join("practice")).unwrap();
    let held = hold(&practice, "sample", &sample, "2026-11-01T09:00:00Z");
    let receipt = hand_over(&practice, &held, "rehearsal", HandOverState::Counted).unwrap();
    drop(practice);
    let real = desk.file("real.json", &export("code.hoshino.example", "mona"), "2026-11-24T09:00:00Z");
    let said = desk.review(&[&sample, &real]);
    assert_eq!(said.params(0, "already_counted")["receipt"], receipt, "the sample");
    assert_eq!(said.codes(1), [""; 0], "a real export of the same id is nothing to practice");
}

#[test]
fn the_window_may_be_open_and_goes_on_writing() {
    let desk = Desk::new();
    let file = desk.file("first.json", &export(HOST, "mona"), "2026-11-01T09:00:00Z");
    let window = desk.ledger();
    hold(&window, "first", &file, "2026-11-01T09:00:00Z");
    let renamed = desk.file("renamed.json", &export("code.hoshino.example", "mona"), "2026-11-24T09:00:00Z");
    assert_eq!(desk.review(&[&renamed]).codes(0), ["other_host"], "what it wrote last is known");
    window.set_setting("still", "writing").unwrap();
}

#[test]
fn a_ledger_that_cannot_be_read_is_told_of_only_where_an_export_is() {
    let desk = Desk::new();
    fs::create_dir(desk.data()).unwrap();
    fs::write(desk.data().join("ledger.sqlite3"), "written by something that is no ledger at all").unwrap();
    let notes = desk.home.path().join("notes.txt");
    fs::write(&notes, "minutes of a meeting").unwrap();
    let said = desk.review(&[&notes]);
    assert_eq!(said.document["unread_ledger"], Value::Null, "nothing was to be compared");
    let file = desk.file("export.json", &export(HOST, "mona"), "2026-11-24T09:00:00Z");
    let said = desk.review(&[&file]);
    assert_eq!(said.document["unread_ledger"]["code"], "ledger_damaged", "why it was not compared");
    assert!(said.words.contains("Nothing was compared with what is known."), "in words too: {}", said.words);
    assert_eq!(said.document["files"][0]["kind"], "ghes_export", "the file is reviewed all the same");
    assert_eq!(said.code, Some(0), "the file itself is fine");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_review_that_waits_for_its_input() {
    use std::io::Write as _;
    use std::process::Stdio;

    let mut command = Command::new(env!("CARGO_BIN_EXE_seatbridge"));
    command.args(["--format", "json", "review", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than a pipe holds: when it is written, the command reads, and then waits for more.
    input.write_all(&vec![b' '; 1 << 20]).unwrap();
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success(), "the signal is sent");
    let output = child.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(130), "cancelled");
    assert!(output.stdout.is_empty(), "half a review is no answer");
}

const HEADER: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,\
                      last_active,raw_login,2fa_enabled?\n";

/// A report of all accounts, each with its id and whether it is suspended.
fn report(accounts: &[(u32, bool)]) -> String {
    accounts.iter().fold(HEADER.to_owned(), |text, (id, suspended)| {
        let login = format!("user-{id}");
        text + &format!(
            "2024-01-02 03:04:05 UTC,{id},{login},{login}@hoshino.example,user,{suspended},,0,0,0,false,,{login},true\n"
        )
    })
}

#[test]
fn two_lists_of_one_server_say_what_became_of_its_accounts() {
    let desk = Desk::new();
    let at = |name: &str| desk.home.path().join(name);
    fs::write(at("github.hoshino.example.all_users.csv"), report(&[(1, false), (2, false), (3, true)]))
        .unwrap();
    fs::write(
        at("github.hoshino.example.all_users (1).csv"),
        report(&[(1, true), (3, false), (4, false), (5, false)]),
    )
    .unwrap();
    let said = desk.review(&[
        &at("github.hoshino.example.all_users.csv"),
        &at("github.hoshino.example.all_users (1).csv"),
    ]);
    assert_eq!(said.code, Some(0), "{}", said.document);
    assert_eq!(said.document["files"][0]["changes"], Value::Null, "nothing comes before it");
    let mut changes = said.document["files"][1]["changes"].clone();
    let sha256 = changes["sha256"].take();
    assert_eq!(sha256, said.document["files"][0]["sha256"], "by its digest");
    let expected = json!({ "name": "github.hoshino.example.all_users.csv", "sha256": null, "added_at": null,
        "joined": 2, "left": 1, "suspended": 1, "came_back": 1, "email_changed": 0, "role_changed": 0 });
    assert_eq!(changes, expected, "beside the one before it");
}

#[test]
fn a_list_is_compared_with_the_last_one_that_the_ledger_keeps() {
    use std::io::Write as _;

    let desk = Desk::new();
    let old = desk.file("old.json", &export(HOST, "mona"), "2026-10-01T09:00:00Z");
    let new = desk.file("new.json", &export("renamed.hoshino.example", "kai"), "2026-11-01T09:00:00Z");
    let ledger = desk.ledger();
    let held = hold(&ledger, "old", &old, "2026-10-01T09:00:00Z");
    let mut keeping = ledger.keep().unwrap();
    keeping.write_all(&fs::read(&old).unwrap()).unwrap();
    keeping.finish(&held.sha256.unwrap()).unwrap();
    let same_host = desk.file("same.json", &export(HOST, "kai"), "2026-11-01T09:00:00Z");
    drop(ledger);
    let said = desk.review(&[&same_host, &new]);
    let changes = &said.document["files"][0]["changes"];
    assert_eq!(
        (&changes["name"], &changes["email_changed"]),
        (&json!("export.json"), &json!(1)),
        "{changes}"
    );
    assert_eq!(changes["added_at"], "2026-10-01T09:00:00Z", "when it was added");
    assert_eq!(said.document["files"][1]["changes"], Value::Null, "whose server it is, is a question first");
}

#[test]
fn a_report_names_its_server_or_asks() {
    let desk = Desk::new();
    let sealed = |host: &str, id: &str| {
        let mut content = export(host, "mona");
        (content["users"], content["server_id"]) = (json!("c2VhbGVkIGJ5IHRoZSBzZXJ2ZXI="), json!(id));
        content
    };
    let one = desk.file("one.json", &sealed(HOST, SERVER_ID), "2026-11-01T09:00:00Z");
    let other = sealed("lab.hoshino.example", "9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09");
    let two = desk.file("two.json", &other, "2026-11-01T09:00:00Z");
    let csv = desk.home.path().join("all_users.csv");
    fs::write(&csv, report(&[(1, false), (2, true)])).unwrap();
    let said = desk.review(&[&csv, &one]);
    let paired = said.params(0, "report_paired");
    assert_eq!((&paired["host"], &paired["by"]), (&json!(HOST), &json!("same_set")), "that of the set");
    assert_eq!(said.code, Some(0), "nobody has to be asked");
    let said = desk.review(&[&csv, &one, &two]);
    assert!(said.codes(0).contains(&"report_without_server"), "it could be either's: {:?}", said.codes(0));
    assert_eq!(said.code, Some(1), "a person has to say");
}

#[test]
fn what_lists_no_accounts_says_what_it_counts() {
    let desk = Desk::new();
    let license = json!({ "seats": "unlimited", "seats_used": 1400, "seats_available": "unlimited", "kind": "standard",
        "days_until_expiration": 365, "expire_at": "2027-02-06T12:41:52-06:00" });
    let license = desk.file("license.json", &license, "2026-11-01T09:00:00Z");
    let identities = json!({ "samlIdentityProvider": { "externalIdentities": { "nodes": [
        { "guid": "1", "samlIdentity": { "nameId": "mona@hoshino.example" }, "scimIdentity": null,
          "user": { "login": "mona" } }] } } });
    let identities = desk.file("identities.json", &identities, "2026-11-01T09:00:00Z");
    let said = desk.review(&[&license, &identities]);
    let told = &said.document["files"][0]["license"];
    assert_eq!(
        (&told["unlimited"], &told["seats"], &told["seats_used"]),
        (&json!(true), &Value::Null, &json!(1400))
    );
    assert_eq!(said.document["files"][1]["identities"]["linked"], 1, "{}", said.document["files"][1]);
}
