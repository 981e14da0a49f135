//! Serves the desk to a browser on this computer, so that the window is tested whole where no window of the system can be driven.
//!
//! `ui-host --page DIR --data DIR [--file PATH]…` prints one JSON line with the address to open and then serves until it is ended.
//! It is never shipped.

mod arguments;
mod door;
mod host;
mod memory_keychain;
mod page;
mod telling;

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use desk::machine::{SystemClock, SystemRandomness};
use desk::ports::Randomness as _;
use desk::{Desk, Pace, Ports};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::broadcast;

use crate::arguments::Arguments;
use crate::door::Door;
use crate::host::Host;
use crate::memory_keychain::MemoryKeychain;
use crate::page::Page;

/// How many events a page may lag behind before it misses some; a file's reading tells many a second.
const EVENTS_KEPT: usize = 4_096;

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // Standard error is where a test's runner looks.
            let _ = writeln!(std::io::stderr(), "ui-host: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let arguments = Arguments::parse(std::env::args_os().skip(1))?;
    let page = Page::load(&arguments.page)?;
    let (events, _) = broadcast::channel(EVENTS_KEPT);
    let told = events.clone();
    let desk = Desk::open(
        &arguments.data,
        Ports {
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness),
            keychain: Arc::new(MemoryKeychain::default()),
            embeds_practice: true,
            listener: Arc::new(move |event| {
                // Nobody listens before a page is open.
                let _ = told.send(event);
            }),
            actor: "k.sato".to_owned(),
            network: true,
            pace: Pace::default(),
        },
    )
    .map_err(|failure| format!("the desk could not be opened: {failure:?}"))?;

    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| error.to_string())?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let token = token();
    let address = json!({ "url": format!("http://127.0.0.1:{port}/#token={token}") });
    let router = host::router(Arc::new(Host::new(
        Arc::clone(&desk),
        page,
        arguments.files,
        events,
        Door::new(port, token),
    )));

    tokio::spawn(async move {
        // As in the window: what could not be taken up is tried again by the watch.
        let _ = desk::resume::start(&desk).await;
        desk.told_started();
        desk::watch::watch(desk).await;
    });
    writeln!(std::io::stdout(), "{address}").map_err(|error| error.to_string())?;
    axum::serve(listener, router).await.map_err(|error| error.to_string())
}

/// What a page must know to be let in: 64 hex digits that were never used before.
fn token() -> String {
    use std::fmt::Write as _;
    let [first, second] = [SystemRandomness.sixteen(), SystemRandomness.sixteen()];
    first.iter().chain(&second).fold(String::with_capacity(64), |mut token, byte| {
        // Writing to a String cannot fail.
        let _ = write!(token, "{byte:02x}");
        token
    })
}
