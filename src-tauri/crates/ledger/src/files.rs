//! The files of reviews: where each came from and what was read in it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Params, Row};
use usage::{Finding, Kind, Reading, Severity, Sha256Digest};

use crate::column::{Digest, Json, Moment, words};
use crate::{Ledger, LedgerError, Result, session};

/// A file of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// Its id, as the caller made it.
    pub id: String,
    /// The review that it belongs to.
    pub review: String,
    /// Its place in the review.
    pub position: i64,
    /// Where it was, as the person gave it.
    pub path: Option<String>,
    /// Its base name, made safe to show. Empty once it is forgotten.
    pub name: String,
    /// Its modification time, which proves nothing.
    pub file_date: Option<Timestamp>,
    /// When it was added.
    pub added_at: Timestamp,
    /// The server that it was made on, once that is known.
    pub server: Option<i64>,
    /// How far it is.
    pub state: FileState,
    /// What was read. `None` until then, once it is forgotten, and where an older version wrote it in a vocabulary that
    /// is not this one's: the original can be read again.
    pub reading: Option<Reading>,
    /// What was noticed about it from outside its bytes, such as that it could not be opened.
    pub findings: Vec<Finding>,
    /// The digest of what was read; it stays when the file is forgotten. Taken from the reading, where there is one.
    pub sha256: Option<Sha256Digest>,
}

words! {
    /// How far a file of a review is.
    FileState {
        /// It is being read.
        Reading = "reading",
        /// It was read, or could not be, which its findings say.
        Read = "read",
        /// A person stopped it.
        Cancelled = "cancelled",
        /// A person asked to forget it.
        Forgotten = "forgotten",
    }
}

const SELECT: &str =
    "SELECT id, review, position, path, name, file_date, added_at, server, state, reading, findings,
                      sha256, session FROM files";

fn from_row(row: &Row<'_>) -> rusqlite::Result<FileRecord> {
    let reading: Option<String> = row.get("reading")?;
    Ok(FileRecord {
        id: row.get("id")?,
        review: row.get("review")?,
        position: row.get("position")?,
        path: row.get("path")?,
        name: row.get("name")?,
        file_date: row.get::<_, Option<Moment>>("file_date")?.map(|moment| moment.0),
        added_at: row.get::<_, Moment>("added_at")?.0,
        server: row.get("server")?,
        state: row.get("state")?,
        reading: reading.and_then(|json| serde_json::from_str(&json).ok()),
        findings: row.get::<_, Json<_>>("findings")?.0,
        sha256: row.get::<_, Option<Digest>>("sha256")?.map(|digest| digest.0),
    })
}

fn list(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<FileRecord>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {rest}"))?;
    Ok(statement.query_map(params, from_row)?.collect::<rusqlite::Result<_>>()?)
}

fn first(connection: &Connection, rest: &str, params: impl Params) -> Result<Option<FileRecord>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {rest}"))?;
    Ok(statement.query_row(params, from_row).optional()?)
}

/// The digest that is kept beside a record: that of its reading, where it has one.
fn digest(file: &FileRecord) -> Option<Digest> {
    file.reading.as_ref().map(|reading| reading.sha256).or(file.sha256).map(Digest)
}

/// Whether a file is an export without errors: one that others can be compared with.
fn is_sound(file: &FileRecord) -> bool {
    file.state == FileState::Read
        && file.reading.as_ref().is_some_and(|reading| {
            reading.kind == Kind::GhesExport
                && reading
                    .findings
                    .iter()
                    .chain(&file.findings)
                    .all(|finding| finding.severity != Severity::Error)
        })
}

impl Ledger {
    /// Adds a file to a review.
    pub fn add_file(&self, file: &FileRecord) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO files (id, review, position, path, name, file_date, added_at, server, state, reading,
                 findings, sha256, sound, session) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                (
                    &file.id,
                    &file.review,
                    file.position,
                    &file.path,
                    &file.name,
                    file.file_date.map(Moment),
                    Moment(file.added_at),
                    file.server,
                    file.state,
                    file.reading.as_ref().map(Json),
                    Json(&file.findings),
                    digest(file),
                    is_sound(file),
                    self.inner.session()?.number(),
                ),
            )?;
            Ok(())
        })
    }

    /// Writes all that changes about a file: everything but its id, its review and when it was added. A file that was
    /// forgotten meanwhile stays forgotten, and the answer is `false`.
    pub fn update_file(&self, file: &FileRecord) -> Result<bool> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE files SET position = ?2, path = ?3, name = ?4, file_date = ?5, server = ?6, state = ?7,
                 reading = ?8, findings = ?9, sha256 = ?10, sound = ?11, session = ?12
                 WHERE id = ?1 AND state <> 'forgotten'",
                (
                    &file.id,
                    file.position,
                    &file.path,
                    &file.name,
                    file.file_date.map(Moment),
                    file.server,
                    file.state,
                    file.reading.as_ref().map(Json),
                    Json(&file.findings),
                    digest(file),
                    is_sound(file),
                    self.inner.session()?.number(),
                ),
            )?;
            if changed == 0 && first(transaction, "WHERE id = ?1", [&file.id])?.is_none() {
                return Err(LedgerError::NotFound { what: "file" });
            }
            Ok(changed > 0)
        })
    }

    /// One file.
    pub fn file(&self, id: &str) -> Result<Option<FileRecord>> {
        self.read(|connection| first(connection, "WHERE id = ?1", [id]))
    }

    /// The files of a review, in their order.
    pub fn files_of_review(&self, review: &str) -> Result<Vec<FileRecord>> {
        self.read(|connection| list(connection, "WHERE review = ?1 ORDER BY position, sequence", [review]))
    }

    /// The files with these bytes, oldest first; forgotten ones too.
    pub fn files_by_digest(&self, digest: &Sha256Digest) -> Result<Vec<FileRecord>> {
        self.read(|connection| list(connection, "WHERE sha256 = ?1 ORDER BY sequence", [Digest(*digest)]))
    }

    /// The exports of a server that were read without errors, newest first.
    pub fn exports_of_server(&self, server: i64) -> Result<Vec<FileRecord>> {
        self.read(|connection| {
            list(connection, "WHERE server = ?1 AND sound = 1 ORDER BY sequence DESC", [server])
        })
    }

    /// Files that may list a server's people, newest first: exports and reports of users that were read. `before` is the id of a
    /// file that they were added before; without one it is all of them. `skip` of them are passed over, and `at_most` are given.
    pub fn people_files(&self, before: Option<&str>, skip: usize, at_most: usize) -> Result<Vec<FileRecord>> {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|connection| {
            list(
                connection,
                "WHERE state = 'read'
                 AND json_extract(reading, '$.kind') IN ('ghes_export', 'ghes_users_csv', 'ghes_user_csv_cli')
                 AND (?1 IS NULL OR sequence < (SELECT sequence FROM files WHERE id = ?1))
                 ORDER BY sequence DESC LIMIT ?3 OFFSET ?2",
                (before, count(skip), count(at_most)),
            )
        })
    }

    /// What a file is compared with: the latest export of a server, without errors and of other bytes, that was added
    /// before it.
    pub fn previous_export(&self, server: i64, before: &str) -> Result<Option<FileRecord>> {
        self.read(|connection| {
            first(
                connection,
                "WHERE server = ?1 AND sound = 1
                 AND sequence < (SELECT sequence FROM files WHERE id = ?2)
                 AND sha256 IS NOT (SELECT sha256 FROM files WHERE id = ?2)
                 ORDER BY sequence DESC LIMIT 1",
                (server, before),
            )
        })
    }

    /// Files that a process was reading when it died; they have to be read again. One that a process reads at this moment
    /// is not among them.
    pub fn interrupted_files(&self) -> Result<Vec<FileRecord>> {
        let running = self.inner.folder.running();
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(&format!("{SELECT} WHERE state = 'reading' ORDER BY sequence"))?;
            let reading: Vec<(FileRecord, i64)> = statement
                .query_map([], |row| Ok((from_row(row)?, row.get("session")?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut interrupted = Vec::new();
            for (file, reader) in reading {
                if !session::is_alive(&running, reader)? {
                    interrupted.push(file);
                }
            }
            Ok(interrupted)
        })
    }
}
