//! The hand-off window on `WebKitGTK`: its file chooser is answered here, and what it is armed for stands above the page.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use desk::private_copy::{PrivateCopy, private_copy};
use desk::{Desk, Failure, FailureCode};
use gtk::glib::MainContext;
use gtk::pango::EllipsizeMode;
use gtk::prelude::{BoxExt as _, ContainerExt as _, LabelExt as _, WidgetExt as _};
use gtk::{Align, Label, Orientation};
use webkit2gtk::{
    FileChooserRequest, FileChooserRequestExt as _, PermissionRequestExt as _, WebView, WebViewExt as _,
};

use super::Words;
use super::armed::Armed;

/// What the handlers of one window share; all of them run on the main thread.
struct Watched {
    armed: RefCell<Armed>,
    /// They are deleted with the window: until then the page may still read them.
    given: RefCell<Vec<PrivateCopy>>,
    says: Label,
    desk: Arc<Desk>,
    words: Words,
}

/// Puts the address and what the window is armed for above the page, and answers its file chooser.
pub(super) fn watch(webview: &WebView, frame: &gtk::Box, armed: Armed, desk: Arc<Desk>, words: Words) {
    let (address, says) = (line(), line());
    let lines = gtk::Box::new(Orientation::Vertical, 4);
    lines.set_border_width(8);
    lines.add(&address);
    lines.add(&says);
    frame.pack_start(&lines, false, false, 0);
    frame.reorder_child(&lines, 0);
    lines.show_all();
    webview.grab_focus();

    address.set_text(&webview.uri().unwrap_or_default());
    webview.connect_uri_notify(move |webview| address.set_text(&webview.uri().unwrap_or_default()));
    webview.connect_permission_request(|_, request| {
        request.deny();
        true
    });
    let watched =
        Rc::new(Watched { armed: RefCell::new(armed), given: RefCell::default(), says, desk, words });
    watched.say();
    let asked = Rc::clone(&watched);
    webview.connect_run_file_chooser(move |webview, request| {
        answer(&asked, webview, request);
        true
    });
    webview.connect_destroy(move |_| watched.given.borrow_mut().clear());
}

fn line() -> Label {
    let line = Label::new(None);
    line.set_halign(Align::Fill);
    line.set_xalign(0.0);
    line.set_selectable(true);
    // It is read and marked with the mouse; the keyboard belongs to the page.
    line.set_can_focus(false);
    // The host stands at the beginning of an address.
    line.set_ellipsize(EllipsizeMode::End);
    line
}

/// Gives the page the next file, or nothing. The copy is made and hashed aside; the address is looked at again after it.
fn answer(watched: &Rc<Watched>, webview: &WebView, request: &FileChooserRequest) {
    let Some(file) = watched.armed.borrow_mut().take(webview.uri().as_deref()) else {
        request.cancel();
        return;
    };
    let (watched, webview, request) = (Rc::clone(watched), webview.clone(), request.clone());
    MainContext::default().spawn_local(async move {
        let id = file.file.clone();
        // The main thread has no runtime of its own to wait in.
        let desk = Arc::clone(&watched.desk);
        let copy = tauri::async_runtime::spawn_blocking(move || private_copy(&desk, &id))
            .await
            .unwrap_or_else(|_| Err(Failure::new(FailureCode::Defect).with("place", "hand_off")));
        let still = watched.armed.borrow().answers(webview.uri().as_deref());
        match copy {
            Ok(copy) if still && copy.path().to_str().is_some() => {
                request.select_files(&[copy.path().to_str().unwrap_or_default()]);
                watched.given.borrow_mut().push(copy);
                watched.say();
            }
            copy => {
                request.cancel();
                watched.armed.borrow_mut().put_back(file);
                if copy.is_err() {
                    watched.says.set_text(&watched.words.refused);
                }
            }
        }
    });
}

impl Watched {
    /// Says what the window is armed for now.
    fn say(&self) {
        let armed = self.armed.borrow();
        self.says.set_text(armed.next().map_or(&self.words.spent, |file| &file.words));
    }
}
