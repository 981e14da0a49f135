//! Which processes are at work in a folder.
//!
//! Every open ledger has a number of its own, never used twice, and holds a lock on `running/NUMBER` for as long as it
//! lives. What a process leaves half-done bears its number; whether someone still works on it is asked of the lock, which
//! the system lets go of however the process ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::folder::{Folder, new_private_file, remove_if_there};
use crate::{LedgerError, Result};

/// One open ledger.
#[derive(Debug)]
pub(crate) struct Session {
    number: i64,
    path: PathBuf,
    _lock: File,
}

impl Session {
    /// Begins a session. The caller holds the folder's opening lock.
    pub(crate) fn begin(folder: &Folder, connection: &Connection) -> Result<Self> {
        let number = next(connection, "session")?;
        let path = folder.running().join(number.to_string());
        // Numbers come from the database: a file of this name is left from a database that was replaced.
        remove_if_there(&path)?;
        let file = new_private_file(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { number, path, _lock: file }),
            Err(TryLockError::WouldBlock) => Err(LedgerError::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    pub(crate) const fn number(&self) -> i64 {
        self.number
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A leftover is swept by the next one that opens the folder.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the process of that session is still at work, this one included.
pub(crate) fn is_alive(running: &Path, number: i64) -> Result<bool> {
    match File::open(running.join(number.to_string())) {
        Ok(file) => is_held(&file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Clears away the marks of dead sessions. The caller holds the folder's opening lock, so no mark is without its lock yet.
pub(crate) fn sweep(running: &Path) -> Result<()> {
    for entry in fs::read_dir(running)? {
        let path = entry?.path();
        match File::open(&path) {
            Ok(file) if is_held(&file)? => {}
            Ok(_) => {
                remove_if_there(&path)?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Asks with a shared lock, so that two who ask at once don't take each other for the owner.
fn is_held(file: &File) -> Result<bool> {
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// The next number of a sequence, from 1, without reuse.
pub(crate) fn next(connection: &Connection, sequence: &str) -> Result<i64> {
    Ok(connection.query_row(
        "INSERT INTO counters (name, value) VALUES (?1, 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
        [sequence],
        |row| row.get(0),
    )?)
}
