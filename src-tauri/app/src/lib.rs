//! The desktop shell: a window over the desk. It decodes, calls the desk once, encodes; it decides nothing.

mod commands;
mod drag_out;
mod drawing;
mod drops;
#[cfg(target_os = "linux")]
mod gtk_drag;
mod hand_off;
mod office;
mod system;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use desk::machine::{SystemClock, SystemKeychain, SystemRandomness, account_name, data_folder};
use desk::{Desk, Failure, FailureCode, Pace, Ports};
use tauri::{App, AppHandle, Builder, Emitter as _, Manager as _, Runtime, Wry};

pub use crate::office::Office;

/// How long a keychain may ask a person before it is given up.
const KEYCHAIN_LIMIT: Duration = Duration::from_secs(60);

/// A builder with the window's commands. Generic, so that the same commands are tested without a display.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.on_window_event(drops::heard).invoke_handler(tauri::generate_handler![
        commands::call,
        commands::choose_files,
        commands::accept_drops,
        commands::show_in_folder,
        commands::handed_path,
        commands::drag_out,
        commands::open_page,
        hand_off::hand_off_available,
        hand_off::open_hand_off_window,
        commands::show_kept_folder,
        commands::save_receipt,
        commands::save_file,
        commands::choose_decisions,
        commands::system_language,
    ])
}

/// Opens the desk in `folder` for a window. What the desk tells goes out as the event `desk`.
pub fn open_desk<R: Runtime>(app: &AppHandle<R>, folder: &std::path::Path) -> Result<Arc<Desk>, Failure> {
    let handle: Arc<OnceLock<AppHandle<R>>> = Arc::new(OnceLock::from(app.clone()));
    let ports = Ports {
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        keychain: Arc::new(SystemKeychain::new(KEYCHAIN_LIMIT)),
        embeds_practice: true,
        listener: Arc::new(move |event| {
            if let Some(app) = handle.get() {
                // A window that is gone needs no events.
                let _ = app.emit("desk", event);
            }
        }),
        actor: account_name(),
        network: true,
        pace: Pace::default(),
    };
    Desk::open(folder, ports)
}

/// The window's program: opens the desk, the window, and watches what is under way.
pub fn run() {
    let builder = with_commands(tauri::Builder::<Wry>::new())
        // Its own set-up is over once the program is built: a second start has handed over to the first one by then, and
        // opens nothing.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| focus(app)))
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| {
            drawing::set_up(app.handle());
            Ok(())
        });
    match builder.build(tauri::generate_context!()) {
        Ok(app) => {
            open_beside_the_window(&app);
            app.run(|_, _| {});
        }
        Err(error) => {
            // Without a window there is only standard error to say it.
            #[allow(clippy::print_stderr, reason = "the window could not be opened")]
            {
                eprintln!("seatbridge-desktop: the window could not be opened: {error}");
            }
            std::process::exit(1);
        }
    }
}

/// Opens the desk while the window is being made: the page is loaded meanwhile, and its calls wait for the desk.
fn open_beside_the_window(app: &App) {
    app.manage(Office::default());
    let app = app.handle().clone();
    tauri::async_runtime::spawn(async move {
        let for_desk = app.clone();
        let opened = tauri::async_runtime::spawn_blocking(move || match folder() {
            Some(folder) => open_desk(&for_desk, &folder),
            None => Err(Failure::new(FailureCode::InvalidInput)
                .with("field", "--data")
                .with("reason", "no_data_folder_known")),
        })
        .await
        .unwrap_or_else(|_| Err(Failure::new(FailureCode::Defect).with("place", "open_desk")));
        app.state::<Office>().open(opened.clone());
        if let Ok(desk) = opened {
            // What could not be taken up is tried again by the watch; the window shows the rest.
            desk::private_copy::delete_left_copies(&desk);
            let _ = desk::resume::start(&desk).await;
            desk.told_started();
            desk::watch::watch(desk).await;
        }
    });
}

/// The ledger's folder: `--data DIR`, else the platform's data folder for this program.
fn folder() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--data" {
            return arguments.next().map(PathBuf::from);
        }
    }
    data_folder()
}

fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
