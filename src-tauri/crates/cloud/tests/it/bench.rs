//! What every test needs: a client with short limits, and time and chance that cost nothing.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cloud::{Cloud, Connection, EnterpriseSlug, Limits, Origin, Pacing, Patience, Token};
use jiff::Timestamp;

/// An invented token, of the form of GitHub's.
pub(crate) const TOKEN: &str = "ghp_inventedTokenOfNobody0123456789";

/// This machine's clock in every test.
pub(crate) const NOW: &str = "2026-11-02T10:00:00Z";

/// Remembers every wait and makes none.
#[derive(Default)]
pub(crate) struct NoWaiting {
    waits: Mutex<Vec<Duration>>,
}

impl NoWaiting {
    /// The waits so far, in seconds.
    pub(crate) fn waits(&self) -> Vec<f64> {
        self.waits.lock().unwrap().iter().map(Duration::as_secs_f64).collect()
    }
}

impl Pacing for NoWaiting {
    fn now(&self) -> Timestamp {
        NOW.parse().unwrap()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.waits.lock().unwrap().push(duration);
        Box::pin(tokio::task::yield_now())
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

/// Limits that no test runs into, however busy the machine is.
pub(crate) const AMPLE: Limits = Limits {
    connect: Duration::from_secs(10),
    idle: Duration::from_secs(20),
    verdict: Duration::from_secs(20),
    whole: Duration::from_secs(60),
    answer_bytes: 64 * 1024 * 1024,
};

/// A wait for the tests that run into one.
pub(crate) const BRIEF: Duration = Duration::from_millis(300);

/// Limits of questions that run into them.
pub(crate) const SHORT: Limits = Limits { connect: BRIEF, idle: BRIEF, ..AMPLE };

/// Two more attempts, half a second and one second apart.
pub(crate) const PATIENCE: Patience = Patience {
    attempts: 3,
    first_wait: Duration::from_secs(1),
    longest_wait: Duration::from_secs(10),
    budget: Duration::from_secs(60),
};

pub(crate) fn token() -> Token {
    Token::new(TOKEN.into()).unwrap()
}

pub(crate) fn slug() -> EnterpriseSlug {
    EnterpriseSlug::parse("octo").unwrap()
}

pub(crate) fn connection(base_url: &str) -> Connection {
    Connection {
        limits: AMPLE,
        patience: PATIENCE,
        ..Connection::new(Origin::parse(base_url).unwrap(), token(), "Seatbridge-tests")
    }
}

/// A client that asks up to three times, and the record of its waits.
pub(crate) fn client(base_url: &str) -> (Cloud, Arc<NoWaiting>) {
    with(connection(base_url))
}

/// A client that asks once.
pub(crate) fn client_once(base_url: &str) -> Cloud {
    with(Connection { patience: Patience::ONCE, ..connection(base_url) }).0
}

/// A client that asks once and doesn't wait long.
pub(crate) fn hasty_client(base_url: &str) -> Cloud {
    with(Connection { limits: SHORT, patience: Patience::ONCE, ..connection(base_url) }).0
}

pub(crate) fn with(connection: Connection) -> (Cloud, Arc<NoWaiting>) {
    let pacing = Arc::new(NoWaiting::default());
    let cloud = Cloud::new(connection, Arc::clone(&pacing) as Arc<dyn Pacing>).unwrap();
    (cloud, pacing)
}
