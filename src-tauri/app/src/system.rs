//! The system around the window: its dialogs, its file browser, its web browser.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use desk::{Failure, FailureCode};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt as _;

/// Asks which files; none when it was called off.
pub(crate) async fn choose_files<R: Runtime>(app: &AppHandle<R>) -> Vec<PathBuf> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog().file().pick_files(move |chosen| {
        // Nobody waits any more when the window was closed meanwhile.
        let _ = answer.send(chosen);
    });
    let chosen = answered.await.ok().flatten().unwrap_or_default();
    chosen.into_iter().filter_map(|path| path.into_path().ok()).collect()
}

/// Asks for one file; `None` when it was called off.
pub(crate) async fn choose_file<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog().file().add_filter("JSON", &["json"]).pick_file(move |chosen| {
        let _ = answer.send(chosen);
    });
    answered.await.ok().flatten()?.into_path().ok()
}

/// Asks where to write, for a file of the kind that its name ends in; `None` when it was called off.
pub(crate) async fn choose_place<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<PathBuf> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let dialog = app.dialog().file().set_file_name(name);
    dialog.add_filter(ending.to_uppercase(), &[ending]).save_file(move |place| {
        let _ = answer.send(place);
    });
    answered.await.ok().flatten()?.into_path().ok()
}

/// Shows a file in the system's file browser.
pub(crate) fn reveal(path: &Path) -> Result<(), Failure> {
    tauri_plugin_opener::reveal_item_in_dir(path)
        .map_err(|_| Failure::new(FailureCode::InputOutput).with("reason", "no_file_browser"))
}

/// Opens the address of a page in the system's web browser.
pub(crate) fn open_page(address: &str) -> Result<(), Failure> {
    tauri_plugin_opener::open_url(address, None::<&str>).map_err(no_program)
}

/// Opens a folder in the system's file browser.
pub(crate) fn open_folder(path: &Path) -> Result<(), Failure> {
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(no_program)
}

fn no_program(_: tauri_plugin_opener::Error) -> Failure {
    Failure::new(FailureCode::InputOutput).with("reason", "no_program")
}

/// Writes a text whole or not at all: beside its place first, then under its name.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let unable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::StorageFull => Failure::new(FailureCode::DiskFull),
        std::io::ErrorKind::PermissionDenied => {
            Failure::new(FailureCode::NoPermission).with("reason", "no_permission")
        }
        _ => Failure::new(FailureCode::InputOutput).with("reason", "io"),
    };
    let mut part = path.to_owned().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        // Best effort: the failure itself is what the person needs to hear.
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(unable)
}
