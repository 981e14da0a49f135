//! Dragging a file out of the window: onto GitHub's page, or, to rehearse, back onto the window itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::{Desk, Failure, FailureCode};
use serde::Deserialize;
use tauri::{Manager as _, Runtime, WebviewWindow};

/// What is dragged.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DragOut {
    /// A practice sample, by its id.
    Sample,
    /// A file that stands ready for a hand-over, by the reviewed file's id.
    Prepared,
}

impl DragOut {
    /// The file itself.
    pub(crate) fn path(self, desk: &Arc<Desk>, id: &str) -> Result<PathBuf, Failure> {
        match self {
            Self::Sample => desk::practice_world::sample_path(desk, id),
            Self::Prepared => desk::prepare::handed_path(desk, id),
        }
    }
}

/// The picture under the pointer.
const PICTURE: &[u8] = include_bytes!("../../../icons/32x32.png");

/// Begins the drag, on the thread that the system wants it on.
pub(crate) fn begin<R: Runtime>(window: &WebviewWindow<R>, path: PathBuf) -> Result<(), Failure> {
    let defect = || Failure::new(FailureCode::Defect).with("place", "drag_out");
    // The system wants whole paths, and the page may have been asked for with a relative one.
    let path = std::path::absolute(path).map_err(|_| defect())?;
    let dragged = window.clone();
    window
        .app_handle()
        // A drag that could not begin leaves everything as it was; the buttons beside the tile do the same.
        .run_on_main_thread(move || begin_here(&dragged, &path))
        .map_err(|_| defect())
}

#[cfg(target_os = "linux")]
fn begin_here<R: Runtime>(window: &WebviewWindow<R>, path: &Path) {
    if let Ok(window) = window.gtk_window() {
        crate::gtk_drag::begin(&window, path, PICTURE);
    }
}

#[cfg(not(target_os = "linux"))]
fn begin_here<R: Runtime>(window: &WebviewWindow<R>, path: &Path) {
    let (item, image) = (drag::DragItem::Files(vec![path.to_owned()]), drag::Image::Raw(PICTURE.to_vec()));
    let _ = drag::start_drag(window, item, image, |_, _| {}, drag::Options::default());
}
