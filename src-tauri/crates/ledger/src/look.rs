//! Looking into a ledger without touching it, for a command that promises to write nothing.
//!
//! SQLite makes `-wal` and `-shm` files beside a database in WAL mode even for one that only reads, and leaves them there. The
//! two URI parameters that are used here keep it from that (<https://www.sqlite.org/uri.html>, and `readonly_shm` in
//! <https://www.sqlite.org/wal.html#readonly>): `immutable` reads the database alone, which is all there is when no write-ahead
//! log holds anything; `readonly_shm` reads it together with the log that another process is writing.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::folder::Folder;
use crate::open::Inner;
use crate::{Ledger, LedgerError, Result, migrations};

/// How long a look waits for another process. Whoever only looks can go on without.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often a copy is tried while another process is in the way.
const TRIES: usize = 3;

impl Ledger {
    /// A copy in memory of the ledger in `folder`, as it stands at this moment; `None` where there is none.
    ///
    /// Nothing is made, changed or locked there: no folder, no file beside the database, no session, and no lock that another
    /// process would wait for. An older schema is brought up to date in the copy alone. A newer one is refused with
    /// [`NewerLedger`](LedgerError::NewerLedger). What needs a process that may write, such as a log whose index is gone, is
    /// [`Busy`](LedgerError::Busy). Every change of the copy is refused with [`ReadOnly`](LedgerError::ReadOnly).
    pub fn look(folder: &Path) -> Result<Option<Self>> {
        let folder = Folder::at(folder);
        let database = folder.database();
        for _ in 0..TRIES {
            let Some(before) = stand(&database)? else { return Ok(None) };
            let copied = copy(&database, migrations::MIGRATIONS);
            if stand(&database)? != Some(before) {
                // Whatever was read, or went wrong, may be half of a change.
                continue;
            }
            match copied {
                Ok(copy) => return Ok(Some(Self { inner: Arc::new(Inner::new(copy, folder, None)) })),
                // SQLite cannot read a log whose index another process is just beginning anew (SQLITE_READONLY_CANTINIT).
                Err(LedgerError::ReadOnly) => {}
                Err(error) => return Err(error),
            }
        }
        Err(LedgerError::Busy)
    }
}

/// By what one sees that a database was written to: its size and its modification time. `None` where nothing is in it.
fn stand(database: &Path) -> Result<Option<(u64, Option<std::time::SystemTime>)>> {
    let stand = |metadata: Metadata| (metadata.len(), metadata.modified().ok());
    match fs::metadata(database) {
        Ok(metadata) if metadata.len() == 0 => Ok(None),
        Ok(metadata) => Ok(Some(stand(metadata))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn copy(database: &Path, migrations: &[&str]) -> Result<Connection> {
    let source = open(database)?;
    migrations::check(&source, migrations)?;
    let mut copy = Connection::open_in_memory()?;
    Backup::new(&source, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    drop(source);
    migrations::migrate(&mut copy, migrations)?;
    copy.pragma_update(None, "query_only", true)?;
    Ok(copy)
}

/// Opens the database so that nothing beside it is made or written.
fn open(database: &Path) -> Result<Connection> {
    let log = beside(database, "-wal");
    let has_log = fs::metadata(&log).is_ok_and(|metadata| metadata.len() > 0);
    let how = if has_log { "readonly_shm=1" } else { "immutable=1" };
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("{}?mode=ro&{how}", uri(database)), flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        // The database was readable a moment ago; what cannot be opened now is the index of its log.
        Err(error) if has_log && error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            Err(LedgerError::Busy)
        }
        Err(error) => Err(error.into()),
        Ok(()) => Ok(connection),
    }
}

fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut beside = database.as_os_str().to_owned();
    beside.push(suffix);
    beside.into()
}

/// The path as a `file:` URI. What has a meaning in one is written as `%HH`.
fn uri(path: &Path) -> String {
    use std::fmt::Write as _;
    let mut uri = "file:".to_owned();
    let text = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && path.is_absolute() {
        uri.push_str("///");
    }
    for &byte in text {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b':' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_schema_is_brought_up_to_date_in_the_copy_alone() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("ledger.sqlite3");
        let older = ["CREATE TABLE first (a TEXT); INSERT INTO first VALUES ('kept');"];
        let mut connection = Connection::open(&database).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        migrations::migrate(&mut connection, &older).unwrap();
        drop(connection);
        let before = fs::read(&database).unwrap();
        let copy =
            copy(&database, &[older[0], "ALTER TABLE first ADD COLUMN b TEXT DEFAULT 'new';"]).unwrap();
        let row: (String, String) =
            copy.query_row("SELECT a, b FROM first", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(row, ("kept".to_owned(), "new".to_owned()), "the copy has the newer schema");
        assert_eq!(fs::read(&database).unwrap(), before, "the database has its own");
        assert!(copy.execute("DELETE FROM first", []).is_err(), "the copy cannot be changed");
    }

    #[test]
    fn a_path_is_a_path_in_its_uri() {
        assert_eq!(
            uri(Path::new("/a b/100%?x=1#y/é")),
            "file:/a%20b/100%25%3Fx%3D1%23y/%C3%A9",
            "no parameter of it"
        );
    }
}
