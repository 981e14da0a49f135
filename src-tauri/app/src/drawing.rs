//! How the window is drawn.

use tauri::{AppHandle, Runtime};

/// Has the window drawn by the processor alone.
///
/// Lines and words are all that it shows, which need no graphics card. Where there is none, as on a virtual machine or over a
/// remote desktop, `WebKitGTK` would have one imitated, whose shaders are made anew at each start.
#[cfg(target_os = "linux")]
pub(crate) fn set_up<R: Runtime>(app: &AppHandle<R>) {
    use tauri::Manager as _;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

    if let Some(window) = app.get_webview_window("main") {
        // Only a window that is gone has no view.
        let _ = window.with_webview(|webview| {
            if let Some(settings) = webview.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        });
    }
}

/// The other systems' views draw in their own way.
#[cfg(not(target_os = "linux"))]
pub(crate) fn set_up<R: Runtime>(_app: &AppHandle<R>) {}
