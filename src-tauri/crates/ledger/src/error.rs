//! What can go wrong with a ledger, as data.

use std::io;

use rusqlite::ErrorCode;

/// The answer of every function of this room.
pub type Result<T> = std::result::Result<T, LedgerError>;

/// Why the ledger did not do what was asked. Nothing was changed, unless a variant says otherwise. The texts are codes
/// with their values; the window and the headless twin own the words.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A later version of Seatbridge wrote this ledger. It was not touched.
    #[error("newer_ledger found={found} known={known}")]
    NewerLedger {
        /// The schema version of the file.
        found: i64,
        /// The highest version that this program knows.
        known: i64,
    },
    /// The file that stands where the ledger should is another program's database.
    #[error("foreign_file application_id={application_id}")]
    ForeignFile {
        /// The application id in its header.
        application_id: i64,
    },
    /// Another process holds the ledger; waiting did not help.
    #[error("busy")]
    Busy,
    /// The file system takes no more: it is full, over its quota, or the file is larger than it allows.
    #[error("disk_full")]
    DiskFull,
    /// The folder or a file in it may not be used by this user.
    #[error("no_permission")]
    NoPermission,
    /// The folder is on a medium that cannot be written.
    #[error("read_only")]
    ReadOnly,
    /// The database, or a value in it, is not what it should be.
    #[error("corrupt what={what}")]
    Corrupt {
        /// What is damaged: `database`, or the kind of value.
        what: &'static str,
    },
    /// The system refused something else.
    #[error("io kind={:?}", .0.kind())]
    Io(#[source] io::Error),
    /// SQLite refused something else; a fault of the program.
    #[error("database")]
    Database(#[source] rusqlite::Error),
    /// There is no such thing.
    #[error("not_found what={what}")]
    NotFound {
        /// What was asked for: `server`, `file`, `hand_over`, `original` and so on.
        what: &'static str,
    },
    /// It would contradict what is recorded already.
    #[error("conflict what={what}")]
    Conflict {
        /// What stands against it, such as `server_enterprise` or `same_bytes_in_flight`.
        what: &'static str,
    },
    /// Files can't be forgotten while their hand-overs are under way.
    #[error("in_use hand_overs={}", .hand_overs.len())]
    InUse {
        /// The ids of those hand-overs.
        hand_overs: Vec<String>,
    },
    /// A name that could leave its folder, hide itself or not be written everywhere.
    #[error("unsafe_name")]
    UnsafeName,
}

impl LedgerError {
    /// The code that scripts and the window's words go by.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NewerLedger { .. } => "newer_ledger",
            Self::ForeignFile { .. } => "foreign_file",
            Self::Busy => "busy",
            Self::DiskFull => "disk_full",
            Self::NoPermission => "no_permission",
            Self::ReadOnly => "read_only",
            Self::Corrupt { .. } => "corrupt",
            Self::Io(_) => "io",
            Self::Database(_) => "database",
            Self::NotFound { .. } => "not_found",
            Self::Conflict { .. } => "conflict",
            Self::InUse { .. } => "in_use",
            Self::UnsafeName => "unsafe_name",
        }
    }
}

impl From<io::Error> for LedgerError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull
            }
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::NoPermission,
                ErrorCode::ReadOnly => Self::ReadOnly,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt { what: "database" },
                ErrorCode::SystemIoFailure => Self::Io(io::Error::other(error)),
                ErrorCode::ConstraintViolation => Self::Conflict { what: "constraint" },
                _ => Self::Database(error),
            },
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Corrupt { what: "value" },
            _ => Self::Database(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_becomes_a_code() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, "disk_full"),
            (io::ErrorKind::QuotaExceeded, "disk_full"),
            (io::ErrorKind::PermissionDenied, "no_permission"),
            (io::ErrorKind::ReadOnlyFilesystem, "read_only"),
            (io::ErrorKind::BrokenPipe, "io"),
        ] {
            assert_eq!(LedgerError::from(io::Error::from(kind)).code(), code, "{kind:?}");
        }
    }

    #[test]
    fn the_text_is_the_code_with_its_values() {
        let error = LedgerError::NewerLedger { found: 9, known: 1 };
        assert_eq!(error.to_string(), "newer_ledger found=9 known=1", "no prose below desk");
    }
}
