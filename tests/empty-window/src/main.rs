//! The least that a Tauri window can be: no command, no plugin, one page with one button drawn on it.

fn main() {
    if let Err(error) = tauri::Builder::default().run(tauri::generate_context!()) {
        #[allow(clippy::print_stderr, reason = "without a window there is only standard error to say it")]
        {
            eprintln!("empty-window: the window could not be opened: {error}");
        }
        std::process::exit(1);
    }
}
