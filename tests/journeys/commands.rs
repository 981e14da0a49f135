//! The window's commands over Tauri's mock runtime: what the page's calls answer, without a display.

use std::path::Path;

use seatbridge_desktop::{Office, open_desk, with_commands};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager as _, WebviewWindow, WebviewWindowBuilder};

use crate::twin::Twin;

/// The window over the ledger in `folder`.
fn window(folder: &Path) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app = with_commands(mock_builder()).build(mock_context(noop_assets())).expect("a mock app");
    let office = Office::default();
    office.open(open_desk(app.handle(), folder));
    app.manage(office);
    let window =
        WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().expect("a mock window");
    (app, window)
}

/// A call on the desk, as the page makes it.
fn call(window: &WebviewWindow<MockRuntime>, name: &str, argument: &Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: "call".to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().expect("an address"),
        body: InvokeBody::Json(json!({ "name": name, "argument": argument })),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().expect("an answer in JSON"))
}

#[test]
fn the_frame_of_the_window_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (_app, window) = window(folder.path());
    let shell = call(&window, "shell", &json!({})).expect("a new ledger has a frame");
    assert_eq!(shell["side"], "connected", "a newcomer is on the connected side: {shell}");
}

#[test]
fn an_unknown_call_fails_as_data() {
    let folder = tempfile::tempdir().unwrap();
    let (_app, window) = window(folder.path());
    let failure = call(&window, "read_file", &json!({ "path": "/etc/hostname" })).expect_err("there is none");
    assert_eq!(failure["code"], "not_found", "a code, for which the page has words: {failure}");
    assert_eq!(failure["params"]["what"], "call", "and what was not found");
}

#[test]
fn a_wrong_argument_fails_as_data() {
    let folder = tempfile::tempdir().unwrap();
    let (_app, window) = window(folder.path());
    let failure = call(&window, "receipt", &json!({ "number": 7 })).expect_err("a number is a text there");
    assert_eq!(failure["code"], "invalid_input", "a code, for which the page has words: {failure}");
}

#[test]
fn a_ledger_of_a_later_version_is_told_at_each_call_and_left_as_it_is() {
    let twin = Twin::new();
    assert_eq!(twin.run(&["enterprise", "list"]).code, Some(0), "a ledger is made");
    let database = twin.folder().join("ledger.sqlite3");
    let mut bytes = std::fs::read(&database).unwrap();
    // The user version: four bytes, big end first, at offset 60 of SQLite's header.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&database, &bytes).unwrap();

    let (_app, window) = window(twin.folder());
    for name in ["shell", "overview", "kept"] {
        let failure = call(&window, name, &json!({})).expect_err("this version does not know it");
        assert_eq!(failure["code"], "newer_ledger", "{name} says why: {failure}");
        assert_eq!(failure["params"]["found"], 9_999, "and which format was found");
    }
    assert_eq!(std::fs::read(&database).unwrap(), bytes, "nothing was changed");
}
