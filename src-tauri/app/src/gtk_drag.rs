//! A drag out of the window by GTK itself. The crate that does it elsewhere stops answering as the file is let go (drag 2.1,
//! `on_drop_performed`), which is when the other program asks for it, and writes its path into the address as it is, where a
//! blank or a Japanese name may not stand.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use gtk::gdk::DragAction;
use gtk::gdk_pixbuf::PixbufLoader;
use gtk::gdk_pixbuf::prelude::PixbufLoaderExt as _;
use gtk::glib::{ObjectExt as _, SignalHandlerId, filename_to_uri};
use gtk::prelude::{DragContextExtManual as _, WidgetExt as _};
use gtk::{ApplicationWindow, TargetList};

/// The left button, as GTK counts them.
const BUTTON: i32 = 1;

/// Begins to drag a file, with a picture under the pointer.
pub(crate) fn begin(window: &ApplicationWindow, path: &Path, picture: &[u8]) {
    let Ok(address) = filename_to_uri(path, None) else { return };
    let targets = TargetList::new(&[]);
    targets.add_uri_targets(0);
    let handlers: Rc<RefCell<Vec<SignalHandlerId>>> = Rc::default();
    let given = window.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&[&address]);
    });
    let to_disconnect = Rc::clone(&handlers);
    // It ends after the other program has taken the file, or when it was let go over nothing.
    let ended = window.connect_drag_end(move |window, _| disconnect(window, &to_disconnect));
    handlers.borrow_mut().extend([given, ended]);
    // Without an event and a place the drag begins under the pointer.
    match window.drag_begin_with_coordinates(&targets, DragAction::COPY, BUTTON, None, -1, -1) {
        Some(context) => {
            let loader = PixbufLoader::new();
            if loader.write(picture).and_then(|()| loader.close()).is_ok()
                && let Some(picture) = loader.pixbuf()
            {
                context.drag_set_icon_pixbuf(&picture, 0, 0);
            }
        }
        None => disconnect(window, &handlers),
    }
}

fn disconnect(window: &ApplicationWindow, handlers: &RefCell<Vec<SignalHandlerId>>) {
    for handler in handlers.take() {
        window.disconnect(handler);
    }
}
