//! What an interrupt (Ctrl-C) does to a command that writes nothing.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::process;
use std::sync::mpsc;

use crate::exit::Exit;
use crate::progress;

/// Ends the program when the person interrupts it, with the exit code for it and without an answer. The command may be waiting for
/// standard input at that moment, so it is not asked; nothing of it can be left half done. Where this cannot be set up, the
/// operating system's own way stays.
pub(crate) fn end_on_interrupt() {
    let (stands, begun) = mpsc::channel();
    let wait = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        let mut interrupt = pin!(tokio::signal::ctrl_c());
        let interrupted = runtime.block_on(poll_fn(|context| {
            let polled = interrupt.as_mut().poll(context);
            // Being polled is what begins to listen.
            let _ = stands.send(());
            polled
        }));
        if interrupted.is_ok() {
            progress::clear();
            process::exit(Exit::Cancelled.code().into());
        }
    };
    // Not waited for: it lives as long as the program.
    if std::thread::Builder::new().name("interrupt".to_owned()).spawn(wait).is_ok() {
        // An error is the end of a thread that could not set it up.
        let _ = begun.recv();
    }
}
