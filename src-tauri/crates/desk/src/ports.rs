//! What the desk takes from above: time, randomness, the keychain, the leave to use the network.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use jiff::Timestamp;

use crate::answers::Event;
use crate::{Failure, Secret};

/// The work of a use case: a future that a host awaits.
pub type Work<T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>>;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, by this computer.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes.
pub trait Randomness: Send + Sync {
    /// Sixteen of them.
    fn sixteen(&self) -> [u8; 16];
}

/// Keeps tokens. Calls may block while the operating system asks a person; the desk makes them off the main thread and with a
/// time limit.
pub trait Keychain: Send + Sync {
    /// The secret of that account, or `None`.
    fn read(&self, account: &str) -> Result<Option<Secret>, Failure>;
    /// Keeps it, in place of an earlier one.
    fn write(&self, account: &str, secret: &Secret) -> Result<(), Failure>;
    /// Forgets it; fine if there is none.
    fn delete(&self, account: &str) -> Result<(), Failure>;
}

/// Hears what the desk tells unasked.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;

/// The ports together, and who sits at the desk.
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub randomness: Arc<dyn Randomness>,
    /// Tokens.
    pub keychain: Arc<dyn Keychain>,
    /// Whether this process may serve a practice enterprise of its own (the window does; the headless twin is told of one).
    pub embeds_practice: bool,
    /// Events.
    pub listener: Listener,
    /// The account name on this computer, for history and receipts.
    pub actor: String,
    /// `false` refuses to build a network client whatever the settings say (`--offline`).
    pub network: bool,
    /// How fast the watch asks; hosts take the default, tests a quicker one.
    pub pace: crate::pace::Pace,
}

/// The network room's time and chance, over the desk's.
pub(crate) struct Pacing {
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
}

impl Pacing {
    pub(crate) fn new(clock: Arc<dyn Clock>, randomness: Arc<dyn Randomness>) -> Self {
        Self { clock, randomness }
    }
}

impl cloud::Pacing for Pacing {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn sleep(&self, duration: std::time::Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn fraction(&self) -> f64 {
        let [a, b, c, d, ..] = self.randomness.sixteen();
        f64::from(u32::from_le_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
    }
}
