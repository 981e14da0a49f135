//! The commands of the window: decode, one call on the desk, encode. The page names no path: files are opaque ids to it.

use std::path::PathBuf;
use std::sync::Arc;

use desk::answers::DecisionImport;
use desk::saving::SaveRequest;
use desk::{Desk, Failure};
use serde_json::Value;
use tauri::{AppHandle, Runtime, State, WebviewWindow};

use crate::drag_out::DragOut;
use crate::office::Office;
use crate::system;

/// A call on the desk, by name (`desk::calls`).
#[tauri::command]
pub(crate) async fn call(office: State<'_, Office>, name: String, argument: Value) -> Result<Value, Failure> {
    desk::calls::call(&office.desk().await?, &name, argument).await
}

/// The system's own dialog; what is chosen is added to the open review, as the files of a server where one is named.
#[tauri::command]
pub(crate) async fn choose_files<R: Runtime>(
    app: AppHandle<R>,
    office: State<'_, Office>,
    server: Option<String>,
) -> Result<(), Failure> {
    let desk = office.desk().await?;
    let chosen = system::choose_files(&app).await;
    if chosen.is_empty() {
        return Ok(());
    }
    blocking(desk, move |desk| match server {
        Some(server) => desk::add::add_paths_of_server(desk, &chosen, &server),
        None => desk::add::add_paths(desk, &chosen),
    })
    .await
}

/// Whether drops are taken: while a dialog is open they are not.
#[expect(clippy::needless_pass_by_value, reason = "Tauri gives a command its state by value")]
#[tauri::command]
pub(crate) fn accept_drops(office: State<'_, Office>, accept: bool) {
    office.accept_drops(accept);
}

/// Shows a prepared file in the system's file browser.
#[tauri::command]
pub(crate) async fn show_in_folder(office: State<'_, Office>, file: String) -> Result<(), Failure> {
    blocking(office.desk().await?, move |desk| system::reveal(&desk::prepare::handed_path(desk, &file)?))
        .await
}

/// The path of a prepared file, for the clipboard.
#[tauri::command]
pub(crate) async fn handed_path(office: State<'_, Office>, file: String) -> Result<String, Failure> {
    let path = blocking(office.desk().await?, move |desk| desk::prepare::handed_path(desk, &file)).await?;
    Ok(path.to_string_lossy().into_owned())
}

/// Begins a drag out of the window.
#[tauri::command]
pub(crate) async fn drag_out<R: Runtime>(
    window: WebviewWindow<R>,
    office: State<'_, Office>,
    kind: DragOut,
    id: String,
) -> Result<(), Failure> {
    let path = blocking(office.desk().await?, move |desk| kind.path(desk, &id)).await?;
    crate::drag_out::begin(&window, path)
}

/// Opens the enterprise's licensing page in the system's browser.
#[tauri::command]
pub(crate) async fn open_page(office: State<'_, Office>, enterprise: String) -> Result<(), Failure> {
    blocking(office.desk().await?, move |desk| {
        system::open_page(&desk::enterprise::page_of(desk, &enterprise)?)
    })
    .await
}

/// Shows the folder of kept files in the system's file browser.
#[tauri::command]
pub(crate) async fn show_kept_folder(office: State<'_, Office>) -> Result<(), Failure> {
    blocking(office.desk().await?, |desk| system::open_folder(desk.folder())).await
}

/// Asks where to, then writes the receipt as JSON there. The path, or `None` when it was called off.
#[tauri::command]
pub(crate) async fn save_receipt<R: Runtime>(
    app: AppHandle<R>,
    office: State<'_, Office>,
    number: String,
) -> Result<Option<String>, Failure> {
    let desk = office.desk().await?;
    let (text, name) = blocking(desk, move |desk| desk::receipt::saved(desk, &number)).await?;
    let Some(path) = system::choose_place(&app, &name).await else { return Ok(None) };
    let written: PathBuf = path.clone();
    blocking(office.desk().await?, move |_| system::write(&written, &text)).await?;
    Ok(Some(path.to_string_lossy().into_owned()))
}

/// The system's own dialog for one file of decisions, and what it would do; `None` when it was called off.
#[tauri::command]
pub(crate) async fn choose_decisions<R: Runtime>(
    app: AppHandle<R>,
    office: State<'_, Office>,
) -> Result<Option<DecisionImport>, Failure> {
    let desk = office.desk().await?;
    let Some(path) = system::choose_file(&app).await else { return Ok(None) };
    blocking(desk, move |desk| desk::decisions::import::preview(desk, &path)).await.map(Some)
}

/// Asks where to, then writes what was asked for there. The path, or `None` when it was called off.
#[tauri::command]
pub(crate) async fn save_file<R: Runtime>(
    app: AppHandle<R>,
    office: State<'_, Office>,
    request: SaveRequest,
) -> Result<Option<String>, Failure> {
    let asked = request.clone();
    let name = blocking(office.desk().await?, move |desk| desk::saving::suggested_name(desk, &asked)).await?;
    let Some(path) = system::choose_place(&app, &name).await else { return Ok(None) };
    let written: PathBuf = path.clone();
    blocking(office.desk().await?, move |desk| desk::saving::save(desk, &request, &written)).await?;
    Ok(Some(path.to_string_lossy().into_owned()))
}

/// The language that the person chose for the whole computer, as a BCP 47 tag. A webview can't tell it everywhere:
/// `WebKitGTK` knows only locales that are installed, and a desktop in Japanese need not have one for its programs.
#[tauri::command]
pub(crate) fn system_language() -> String {
    sys_locale::get_locale().unwrap_or_else(|| "en".to_owned())
}

/// Runs what blocks where blocking is allowed.
async fn blocking<T: Send + 'static>(
    desk: Arc<Desk>,
    work: impl FnOnce(&Arc<Desk>) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    desk.blocking(work).await
}
