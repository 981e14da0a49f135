//! What a practice enterprise is started with.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use secrecy::SecretString;

use crate::scenario::{Affects, Scenario};

/// Where the practice enterprise takes its time from. Every date it stores or answers, the `Date` header included, is this
/// clock's.
pub type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// What a practice enterprise is started with.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The token that it asks for, made by the caller.
    pub token: SecretString,
    /// Where uploads are kept, so that a restart goes on where it stopped. `None` forgets them at the end.
    pub folder: Option<PathBuf>,
    /// How it behaves.
    pub scenario: Scenario,
    /// Which requests the scenario's fault befalls.
    pub affects: Affects,
    /// How long an upload stays PENDING, by [`Options::clock`].
    pub settle_after: Duration,
    /// The largest upload in bytes; a larger one is refused with 413. GitHub publishes no limit of its own.
    pub upload_limit: u64,
    /// Where time comes from.
    pub clock: Clock,
}

impl Options {
    /// How long an upload stays PENDING unless told otherwise: long enough for a person to see the state.
    pub const SETTLE_AFTER: Duration = Duration::from_millis(3500);
    /// The largest upload unless told otherwise: 256 MiB, above an open export of a million accounts.
    pub const UPLOAD_LIMIT: u64 = 256 * 1024 * 1024;

    /// A normal practice enterprise on any free port that keeps nothing.
    pub fn new(token: SecretString, clock: Clock) -> Self {
        Self {
            port: 0,
            token,
            folder: None,
            scenario: Scenario::Normal,
            affects: Affects::Everything,
            settle_after: Self::SETTLE_AFTER,
            upload_limit: Self::UPLOAD_LIMIT,
            clock,
        }
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Options")
            .field("port", &self.port)
            .field("folder", &self.folder)
            .field("scenario", &self.scenario)
            .field("affects", &self.affects)
            .field("settle_after", &self.settle_after)
            .field("upload_limit", &self.upload_limit)
            .finish_non_exhaustive()
    }
}
