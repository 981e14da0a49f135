//! A keychain that forgets when the host ends, so that no test touches the keychain of whoever runs it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::ports::Keychain;
use desk::{Failure, Secret};

/// Tokens in memory, by account.
#[derive(Default)]
pub(crate) struct MemoryKeychain {
    secrets: Mutex<HashMap<String, Secret>>,
}

impl MemoryKeychain {
    /// A holder that broke down left the map whole: it is changed by one insert or remove at a time.
    fn secrets(&self) -> MutexGuard<'_, HashMap<String, Secret>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keychain for MemoryKeychain {
    fn read(&self, account: &str) -> Result<Option<Secret>, Failure> {
        Ok(self.secrets().get(account).cloned())
    }

    fn write(&self, account: &str, secret: &Secret) -> Result<(), Failure> {
        self.secrets().insert(account.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), Failure> {
        self.secrets().remove(account);
        Ok(())
    }
}
