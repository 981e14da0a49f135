//! The real computer behind the ports: its clock, its randomness, its keychain, its user's name.

use std::sync::mpsc;
use std::time::Duration;

use jiff::Timestamp;

use crate::ports::{Clock, Keychain, Randomness};
use crate::{Failure, FailureCode, Secret};

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's random bytes.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn sixteen(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        if getrandom::fill(&mut bytes).is_err() {
            // Ids must be unique, not secret: where the operating system gives no randomness, time and process do.
            let now = Timestamp::now().as_nanosecond().to_le_bytes();
            let process = std::process::id().to_le_bytes();
            for (byte, source) in bytes.iter_mut().zip(now.iter().chain(process.iter())) {
                *byte = *source;
            }
        }
        bytes
    }
}

/// The account name on this computer, or `unknown`.
pub fn account_name() -> String {
    whoami::username().map_or_else(|_| "unknown".to_owned(), |name| usage::outside::visible(&name, 64))
}

/// The platform's data folder for this program, which the window and the headless twin share; `None` where the platform names none.
pub fn data_folder() -> Option<std::path::PathBuf> {
    dirs::data_dir().map(|folder| folder.join(SERVICE))
}

/// The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
///
/// Every call runs on a thread of its own and is given up after the limit: a locked keychain may ask a person, and a person may be
/// away. The thread is then left to end by itself.
pub struct SystemKeychain {
    limit: Duration,
}

const SERVICE: &str = "dev.seatbridge";

impl SystemKeychain {
    /// A keychain that is given up on after `limit`.
    pub const fn new(limit: Duration) -> Self {
        Self { limit }
    }

    fn within_limit<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, keyring::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let (sender, receiver) = mpsc::channel();
        std::thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || {
                // The receiver is gone when the limit passed; then nobody needs the answer.
                let _ = sender.send(work());
            })
            .map_err(|error| crate::disk::failure(&error))?;
        match receiver.recv_timeout(self.limit) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(failure(&error)),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                Err(Failure::new(FailureCode::KeychainSlow).with("seconds", self.limit.as_secs()))
            }
            // The thread ended without an answer: the keychain library broke down.
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(Failure::new(FailureCode::KeychainMissing)),
        }
    }
}

fn failure(error: &keyring::Error) -> Failure {
    match error {
        keyring::Error::NoStorageAccess(_) => Failure::new(FailureCode::KeychainLocked),
        keyring::Error::TooLong(_, _) | keyring::Error::Invalid(_, _) => {
            Failure::new(FailureCode::InvalidInput).with("field", "token")
        }
        _ => Failure::new(FailureCode::KeychainMissing),
    }
}

impl Keychain for SystemKeychain {
    fn read(&self, account: &str) -> Result<Option<Secret>, Failure> {
        let account = account.to_owned();
        self.within_limit(move || match keyring::Entry::new(SERVICE, &account)?.get_password() {
            Ok(password) => Ok(Some(Secret::new(password))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn write(&self, account: &str, secret: &Secret) -> Result<(), Failure> {
        let account = account.to_owned();
        let secret = secret.clone();
        self.within_limit(move || keyring::Entry::new(SERVICE, &account)?.set_password(secret.expose()))
    }

    fn delete(&self, account: &str) -> Result<(), Failure> {
        let account = account.to_owned();
        self.within_limit(move || match keyring::Entry::new(SERVICE, &account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
    }
}
