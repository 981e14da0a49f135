//! Opening a ledger, and the two ways to its rows: reading in one snapshot, writing in one transaction.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::folder::{Folder, PATIENCE, private_file, tighten};
use crate::session::Session;
use crate::{LedgerError, Result, forget, incoming, migrations, session};

/// An open ledger. Clones share it.
#[derive(Clone)]
pub struct Ledger {
    pub(crate) inner: Arc<Inner>,
}

/// What the clones of a ledger share. The connection stands before the session, so that it is closed before the session's
/// lock is let go of.
pub(crate) struct Inner {
    connection: Mutex<Connection>,
    pub(crate) folder: Folder,
    /// `None` where the ledger is only looked into: then nothing can be written.
    session: Option<Session>,
    /// How many parts this session has begun; it names them.
    pub(crate) parts: AtomicU64,
}

impl Ledger {
    /// Opens the ledger in `folder`, making it if there is none.
    ///
    /// An older schema is brought up to date. A newer one is refused with
    /// [`NewerLedger`](crate::LedgerError::NewerLedger) before anything is changed. What dead processes left half-written
    /// is cleared away, and a forgetting that was cut short is completed as far as it can be
    /// ([`Ledger::is_forgetting`]); what another process is doing at this moment is left alone.
    pub fn open(folder: &Path) -> Result<Self> {
        let folder = Folder::make(folder)?;
        let opening = folder.opening()?;
        let database = folder.database();
        if fs::metadata(&database).is_ok_and(|metadata| metadata.len() > 0) {
            peek(&database)?;
        }
        // SQLite gives the -wal and -shm files the mode of the database, so it is made here and not by SQLite.
        drop(private_file(&database)?);
        for suffix in ["-wal", "-shm"] {
            let mut beside = database.clone().into_os_string();
            beside.push(suffix);
            let beside = PathBuf::from(beside);
            if beside.exists() {
                tighten(&beside, 0o600)?;
            }
        }
        folder.furnish()?;

        let mut connection = Connection::open_with_flags(
            &database,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        configure(&connection)?;
        migrations::migrate(&mut connection, migrations::MIGRATIONS)?;
        connection.pragma_update(None, "foreign_keys", true)?;

        let session = Session::begin(&folder, &connection)?;
        session::sweep(&folder.running())?;
        incoming::sweep(&folder.incoming(), &folder.running())?;
        let inner = Inner::new(connection, folder, Some(session));
        // Others may come in while this goes on: it has locks of its own.
        drop(opening);
        forget::resume(&inner);
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The folder that this ledger stands in.
    pub fn folder(&self) -> &Path {
        self.inner.folder.root()
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.inner.read(work)
    }

    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.inner.write(work)
    }
}

impl Inner {
    pub(crate) fn new(connection: Connection, folder: Folder, session: Option<Session>) -> Self {
        Self { connection: Mutex::new(connection), folder, session, parts: AtomicU64::new(1) }
    }

    /// The session of one who may write; whatever changes a file or a row asks for it first.
    pub(crate) fn session(&self) -> Result<&Session> {
        self.session.as_ref().ok_or(LedgerError::ReadOnly)
    }

    /// The connection. A panic while it was held rolled its transaction back, so a poisoned lock is still whole.
    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads in one snapshot, whatever other processes write meanwhile.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        work(&transaction)
    }

    /// Writes all or nothing. The write lock is taken at once, so that what `work` reads is what it changes.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.session()?;
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = work(&transaction)?;
        transaction.commit()?;
        Ok(answer)
    }
}

/// Looks at an existing file through a connection that can change nothing, not even by closing.
fn peek(database: &Path) -> Result<()> {
    let connection = Connection::open_with_flags(
        database,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migrations::check(&connection, migrations::MIGRATIONS)
}

fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL brings every commit to the disk: an answer that was given survives a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    // Deleted rows are overwritten, and nothing of them goes through a temporary file elsewhere.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // A migration may rebuild a table that others refer to; it checks the references itself.
    connection.pragma_update(None, "foreign_keys", false)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pragma(ledger: &Ledger, name: &str) -> i64 {
        ledger.inner.connection().pragma_query_value(None, name, |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_connection_is_set_up_for_a_record_that_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!(pragma(&ledger, "synchronous"), 2, "FULL: a commit is on the disk when it is answered");
        assert_eq!(pragma(&ledger, "foreign_keys"), 1, "on again after the migrations");
        assert_eq!(pragma(&ledger, "secure_delete"), 1, "deleted rows are overwritten");
        assert_eq!(pragma(&ledger, "temp_store"), 2, "nothing goes through a file elsewhere");
        assert_eq!(pragma(&ledger, "busy_timeout"), 5000, "another process is waited for");
    }

    #[test]
    fn a_full_disk_is_told_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        ledger.set_setting("before", "kept").unwrap();
        // SQLite treats a database at its limit of pages as it treats a disk without room.
        let pages = pragma(&ledger, "page_count");
        ledger.inner.connection().pragma_update(None, "max_page_count", pages).unwrap();
        let error = ledger.set_setting("large", &"x".repeat(1_000_000)).unwrap_err();
        assert_eq!(error.code(), "disk_full", "{error}");
        assert_eq!(ledger.setting::<String>("large").unwrap(), None, "nothing of it is there");
        assert_eq!(ledger.setting::<String>("before").unwrap().as_deref(), Some("kept"), "the rest is");
        ledger.inner.connection().pragma_update(None, "max_page_count", 1_000_000).unwrap();
        ledger.set_setting("large", &"x".repeat(1_000_000)).unwrap();
    }

    #[test]
    fn a_medium_that_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        ledger.inner.connection().pragma_update(None, "query_only", true).unwrap();
        assert_eq!(ledger.set_setting("a", "b").unwrap_err().code(), "read_only", "SQLite's SQLITE_READONLY");
    }

    #[test]
    fn a_ledger_that_another_process_writes_is_waited_for_and_then_busy() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Ledger::open(folder.path()).unwrap(), Ledger::open(folder.path()).unwrap());
        two.inner.connection().busy_timeout(std::time::Duration::from_millis(10)).unwrap();
        let error = one.write(|_| Ok(two.set_setting("a", "b"))).unwrap().unwrap_err();
        assert_eq!(error.code(), "busy", "SQLite's SQLITE_BUSY");
        two.set_setting("a", "b").unwrap();
    }

    #[test]
    fn a_panic_in_a_transaction_rolls_it_back_and_the_ledger_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            ledger.write::<()>(|transaction| {
                transaction.execute("INSERT INTO settings VALUES ('half', '1')", []).unwrap();
                panic!("a fault of the program");
            })
        }));
        assert!(panicked.is_err(), "it panicked");
        assert_eq!(ledger.setting::<i64>("half").unwrap(), None, "and left nothing");
        ledger.set_setting("half", &2).unwrap();
    }
}
