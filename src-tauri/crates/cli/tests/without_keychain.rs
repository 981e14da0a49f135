//! `seatbridge enterprise`, `history` and `purge` as processes, where no keychain answers.
#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn seatbridge(home: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_seatbridge"))
        .args(["--format", "json", "--data"])
        .arg(home.path().join("data"))
        .args(arguments)
        // The bus over which a keychain would answer.
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", home.path().join("no-bus").display()))
        .output()
        .unwrap()
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn an_enterprise_without_a_token_is_added_and_removed_and_what_may_be_left_is_said() {
    let home = tempfile::tempdir().unwrap();
    let added = seatbridge(&home, &["enterprise", "add", "hoshino", "--no-token"]);
    assert_eq!(added.status.code(), Some(0), "{}", words(&added));
    assert_eq!(document(&added)["schema"], "seatbridge.enterprises/1", "it answers with the list");
    assert_eq!(document(&added)["enterprises"][0]["name"], "hoshino");

    let removed = seatbridge(&home, &["enterprise", "remove", "hoshino"]);
    let said = words(&removed);
    assert_eq!(removed.status.code(), Some(3), "the keychain was not asked: {said}");
    assert!(said.contains("hoshino is removed") && !said.contains("--no-token"), "what is so: {said}");
    let left = document(&seatbridge(&home, &["enterprise", "list"]));
    assert_eq!(left["enterprises"], Value::Array(Vec::new()), "it is gone");

    let history = document(&seatbridge(&home, &["history"]));
    assert_eq!(history["schema"], "seatbridge.history/1", "it names its schema");
    let whats: Vec<_> = history["entries"].as_array().unwrap().iter().map(|entry| &entry["what"]).collect();
    assert_eq!(whats, ["enterprise_removed", "enterprise_added"], "newest first");
}

#[test]
fn what_failed_is_said_as_data_too_where_more_is_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let terse = seatbridge(&home, &["history", "--server", "nowhere.example"]);
    assert_eq!((terse.status.code(), terse.stdout.len()), (Some(2), 0), "not known");
    assert_eq!(words(&terse).lines().count(), 1, "in words");
    let verbose = seatbridge(&home, &["-v", "history", "--server", "nowhere.example"]);
    let said = words(&verbose);
    let (line, data) = said.trim_end().split_once('\n').unwrap();
    assert_eq!(line, words(&terse).trim_end(), "the same words");
    assert_eq!(serde_json::from_str::<Value>(data).unwrap()["code"], "not_found", "and its code");
}

#[test]
fn nothing_is_forgotten_that_nobody_confirmed() {
    let home = tempfile::tempdir().unwrap();
    let planned = seatbridge(&home, &["purge", "--dry-run"]);
    assert_eq!(planned.status.code(), Some(0), "{}", words(&planned));
    assert_eq!(document(&planned)["schema"], "seatbridge.purge/1", "it names its schema");
    assert_eq!(document(&planned)["done"], false, "only told");
    let asked = seatbridge(&home, &["purge"]);
    assert_eq!((asked.status.code(), asked.stdout.len()), (Some(2), 0), "no one is there to ask");
    assert!(words(&asked).contains("--yes"), "how to say so: {}", words(&asked));
    assert_eq!(document(&seatbridge(&home, &["purge", "--yes"]))["done"], true);
}
