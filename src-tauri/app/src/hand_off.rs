//! The hand-off window: the enterprise's own page in a window of Seatbridge's own, which answers the page's file chooser with the
//! reviewed file, once.
//!
//! The page is GitHub's and is trusted with nothing. No capability names this window, so that nothing of the app answers to it; its
//! session is thrown away; it opens no further window, loads nothing down, gets no permission, and reaches no file. What it is
//! armed for stands above it in a line that no page can write to, with the address.

mod address;
mod armed;
#[cfg(target_os = "linux")]
mod chooser;

use std::sync::atomic::{AtomicU64, Ordering};

use desk::{Failure, FailureCode};
use serde::Deserialize;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Runtime, State, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::office::Office;
use address::may_be_opened;
use armed::Armed;

/// Every window has a label of its own, since a closed one may take a moment to go. None of them stands in a capability.
static OPENED: AtomicU64 = AtomicU64::new(1);

/// A file that a window is armed for.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ArmedFile {
    /// The reviewed file's id.
    file: String,
    /// What the window says while it is armed for it.
    words: String,
}

/// What the window says, in the person's language.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Words {
    /// The window's title.
    title: String,
    /// That every file was given.
    spent: String,
    /// That a file could not be given.
    refused: String,
}

/// Whether the window can answer a page's file chooser on this system.
#[tauri::command]
pub(crate) const fn hand_off_available() -> bool {
    cfg!(target_os = "linux")
}

/// Opens the enterprise's page, armed for these files, one after the other.
#[tauri::command]
pub(crate) async fn open_hand_off_window<R: Runtime>(
    app: AppHandle<R>,
    office: State<'_, Office>,
    enterprise: String,
    files: Vec<ArmedFile>,
    words: Words,
) -> Result<(), Failure> {
    let defect = || Failure::new(FailureCode::Defect).with("place", "hand_off");
    let desk = office.desk().await?;
    let asked = std::sync::Arc::clone(&desk);
    let page = asked.blocking(move |desk| desk::enterprise::page_for_own_window(desk, &enterprise)).await?;
    let page: Url = page.parse().map_err(|_| defect())?;
    let label = format!("hand-off-{}", OPENED.fetch_add(1, Ordering::Relaxed));
    let window = WebviewWindowBuilder::new(&app, label, WebviewUrl::External(page.clone()))
        .title(&words.title)
        .inner_size(1100.0, 800.0)
        .incognito(true)
        .on_navigation(may_be_opened)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
        .map_err(|_| defect())?;
    arm(&window, Armed::new(page, files), desk, words).map_err(|()| {
        // A window that is armed for nothing would only mislead.
        let _ = window.destroy();
        defect()
    })
}

#[cfg(target_os = "linux")]
fn arm<R: Runtime>(
    window: &WebviewWindow<R>,
    armed: Armed,
    desk: std::sync::Arc<desk::Desk>,
    words: Words,
) -> Result<(), ()> {
    let dressed = window.clone();
    window
        .with_webview(move |webview| {
            if let Ok(frame) = dressed.default_vbox() {
                chooser::watch(&webview.inner(), &frame, armed, desk, words);
            }
        })
        .map_err(|_| ())
}

#[cfg(not(target_os = "linux"))]
fn arm<R: Runtime>(
    _window: &WebviewWindow<R>,
    _armed: Armed,
    _desk: std::sync::Arc<desk::Desk>,
    _words: Words,
) -> Result<(), ()> {
    // WebView2 and WKWebView give no way to answer a page's file chooser.
    Err(())
}
