//! Files that hang over the window or are let go on it. The system gives real paths, and they stay on this side: the page is told
//! names and sizes, and hears of the files again as the review's.

use std::path::{Path, PathBuf};

use desk::open::{Given, given, shown_name};
use serde::Serialize;
use tauri::{DragDropEvent, Emitter as _, Manager as _, Runtime, Window, WindowEvent};

use crate::office::Office;

/// What hangs over the window.
#[derive(Clone, Debug, Serialize)]
struct Drag {
    files: Vec<DraggedFile>,
    /// Whether it is something that cannot be taken, such as a text or a link.
    unusable: bool,
}

/// A file that hangs over the window.
#[derive(Clone, Debug, Serialize)]
struct DraggedFile {
    name: String,
    bytes: Option<u64>,
    /// How many files a folder holds; `None` where it is no folder.
    folder_files: Option<usize>,
}

impl DraggedFile {
    fn of(path: &Path) -> Self {
        let folder_files = match given(path) {
            Ok(Given::Folder { files, .. }) => Some(files.len()),
            Ok(Given::File(_)) | Err(_) => None,
        };
        let bytes =
            std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        Self { name: shown_name(path), bytes, folder_files }
    }
}

/// How many names are looked at while files hang over the window: it must not wait for a slow medium.
const LOOKED_AT: usize = 50;

/// The label of Seatbridge's own window.
const MAIN: &str = "main";

/// Hears what happens to the window.
pub(crate) fn heard<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    // What is let go on a hand-off window goes nowhere: it is armed for the reviewed file alone.
    if window.label() != MAIN {
        return;
    }
    let office = window.state::<Office>();
    if !office.accepts_drops() {
        return;
    }
    match event {
        DragDropEvent::Enter { paths, .. } => tell(window, Some(&drag(paths))),
        DragDropEvent::Leave => tell(window, None),
        DragDropEvent::Drop { paths, .. } => {
            tell(window, None);
            add(window, paths.clone());
        }
        // Over, and whatever a later version adds: nothing changes.
        _ => {}
    }
}

fn drag(paths: &[PathBuf]) -> Drag {
    let rest = paths.iter().skip(LOOKED_AT).map(|path| DraggedFile {
        name: shown_name(path),
        bytes: None,
        folder_files: None,
    });
    Drag {
        files: paths.iter().take(LOOKED_AT).map(|path| DraggedFile::of(path)).chain(rest).collect(),
        unusable: paths.is_empty(),
    }
}

fn tell<R: Runtime>(window: &Window<R>, drag: Option<&Drag>) {
    // A window that is gone needs no events.
    let _ = window.emit("drag", drag);
}

fn add<R: Runtime>(window: &Window<R>, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        let added = match window.state::<Office>().desk().await {
            // Listing a folder may take a while.
            Ok(desk) => desk.blocking(move |desk| desk::add::add_paths(desk, &paths)).await,
            Err(failure) => Err(failure),
        };
        if let Err(failure) = added {
            let _ = window.emit("failure", failure);
        }
    });
}
