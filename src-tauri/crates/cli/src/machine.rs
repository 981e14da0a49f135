//! The ports of this process: the computer itself, and no practice enterprise of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use desk::machine::{SystemClock, SystemKeychain, SystemRandomness, account_name};

use desk::{Desk, Failure, FailureCode, Listener, Pace, Ports};

use crate::arguments::Common;

/// Opens the desk over the ledger's folder.
pub(crate) fn desk(common: &Common) -> Result<Arc<Desk>, Failure> {
    desk_telling(common, Arc::new(|_| {}))
}

/// The same, with somebody who hears what it tells.
pub(crate) fn desk_telling(common: &Common, listener: Listener) -> Result<Arc<Desk>, Failure> {
    let ports = Ports {
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        keychain: Arc::new(SystemKeychain::new(Duration::from_secs(common.keychain_wait))),
        embeds_practice: false,
        listener,
        actor: account_name(),
        network: !common.offline,
        pace: Pace::default(),
    };
    Desk::open(&folder(common)?, ports)
}

/// The ledger's folder: as given, else the platform's data folder for this program, which the window uses too.
pub(crate) fn folder(common: &Common) -> Result<PathBuf, Failure> {
    match &common.data {
        Some(folder) => Ok(folder.clone()),
        None => desk::machine::data_folder().ok_or_else(|| {
            Failure::new(FailureCode::InvalidInput)
                .with("field", "--data")
                .with("reason", "no_data_folder_known")
        }),
    }
}

/// A runtime for what goes over the network.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|_| Failure::new(FailureCode::Defect).with("place", "runtime"))
}
