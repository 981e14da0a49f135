//! Forgetting what a person asks to forget: originals, copies, names, paths and readings, and their traces in the bytes of
//! the database. Receipts and the digests in hand-overs stay; history gets an entry that says what was done.
//!
//! What is to be removed from the file system is written down in the transaction that empties the rows, and removed after
//! it. Whoever opens the ledger next completes what was cut short, so that nothing is ever half-forgotten.

use std::fs;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use usage::Sha256Digest;

use crate::column::{Digest, Json, Moment};
use crate::folder::{remove_if_there, sync_folder};
use crate::history::{self, NewEvent};
use crate::open::Inner;
use crate::steps::{self, NewStep};
use crate::{Ledger, LedgerError, Result};

/// What forgetting would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForgetPlan {
    /// What would be forgotten; digests that nothing is known about are left out.
    pub files: Vec<PlannedFile>,
    /// The originals' bytes together.
    pub bytes: u64,
    /// How many receipts about these files would stay.
    pub receipts: u64,
    /// The hand-overs under way that speak against it. While there are any, nothing is forgotten.
    pub blocked_by: Vec<String>,
}

/// One file of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its digest.
    pub sha256: Sha256Digest,
    /// The size of its original, if that is kept.
    pub bytes: Option<u64>,
    /// The names that it came under, in order.
    pub names: Vec<String>,
    /// How many copies of it stand ready for hand-over.
    pub copies: u64,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// How many files.
    pub files: u64,
    /// Their originals' bytes together.
    pub bytes: u64,
    /// Whether the traces in the database's own bytes are gone too. `false` where another process was reading: whoever
    /// next opens the ledger alone sees to it.
    pub scrubbed: bool,
}

/// The state words of hand-overs whose bytes may be on their way.
const UNDER_WAY: &str = "('handing_over', 'waiting', 'received')";

fn texts(connection: &Connection, sql: &str, digest: &Sha256Digest) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([Digest(*digest)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn plan(inner: &Inner, connection: &Connection, digests: &[Sha256Digest]) -> Result<ForgetPlan> {
    let mut digests = digests.to_vec();
    digests.sort_unstable();
    digests.dedup();
    let mut plan = ForgetPlan::default();
    for sha256 in digests {
        let bytes = fs::metadata(inner.folder.original(&sha256)).ok().map(|metadata| metadata.len());
        let names = texts(
            connection,
            "SELECT DISTINCT name FROM files WHERE sha256 = ?1 AND name <> '' ORDER BY name",
            &sha256,
        )?;
        let copies = texts(connection, "SELECT name FROM copies WHERE sha256 = ?1", &sha256)?.len() as u64;
        let unforgotten =
            texts(connection, "SELECT id FROM files WHERE sha256 = ?1 AND state <> 'forgotten'", &sha256)?;
        if bytes.is_none() && copies == 0 && unforgotten.is_empty() {
            continue;
        }
        plan.blocked_by.extend(texts(
            connection,
            &format!(
                "SELECT id FROM hand_overs WHERE sha256 = ?1 AND state IN {UNDER_WAY} ORDER BY sequence"
            ),
            &sha256,
        )?);
        plan.receipts += texts(
            connection,
            "SELECT number FROM receipts JOIN hand_overs ON hand_overs.id = hand_over WHERE sha256 = ?1",
            &sha256,
        )?
        .len() as u64;
        plan.bytes += bytes.unwrap_or(0);
        plan.files.push(PlannedFile { sha256, bytes, names, copies });
    }
    Ok(plan)
}

/// Empties the rows of a file and writes down what is to be removed.
fn forget_rows(
    transaction: &Transaction<'_>,
    sha256: &Sha256Digest,
    at: Timestamp,
    actor: &str,
) -> Result<()> {
    let ids = texts(transaction, "SELECT id FROM files WHERE sha256 = ?1", sha256)?;
    let mut private = texts(transaction, "SELECT name FROM files WHERE sha256 = ?1", sha256)?;
    private.extend(texts(
        transaction,
        "SELECT path FROM files WHERE sha256 = ?1 AND path IS NOT NULL",
        sha256,
    )?);
    private.retain(|text| !text.is_empty());
    let hex = sha256.hex();
    history::redact(transaction, |event, text| {
        let about_it = event.subjects.iter().any(|subject| *subject == hex || ids.contains(subject));
        private.iter().any(|private| text == private || (about_it && text.contains(private.as_str())))
    })?;
    transaction.execute(
        "UPDATE files SET state = 'forgotten', name = '', path = NULL, file_date = NULL, reading = NULL,
         findings = '[]', sound = 0 WHERE sha256 = ?1",
        [Digest(*sha256)],
    )?;
    transaction.execute("DELETE FROM cloud_reports WHERE sha256 = ?1", [Digest(*sha256)])?;
    // Nothing has left of a hand-over that was only ready, and nothing can any more.
    for id in texts(transaction, "SELECT id FROM hand_overs WHERE sha256 = ?1 AND state = 'ready'", sha256)? {
        transaction.execute(
            "UPDATE hand_overs SET state = 'cancelled', reason = 'file_forgotten', settled_at = ?2 WHERE id = ?1",
            (&id, Moment(at)),
        )?;
        let step = NewStep {
            step: "cancelled".to_owned(),
            at,
            cloud_at: None,
            evidence: serde_json::Value::Null,
            source: actor.to_owned(),
        };
        steps::append(transaction, &id, &step)?;
    }
    transaction
        .execute("INSERT INTO forgetting (sha256) VALUES (?1) ON CONFLICT DO NOTHING", [Digest(*sha256)])?;
    note_scrubbing(transaction, at)
}

fn note_scrubbing(transaction: &Transaction<'_>, at: Timestamp) -> Result<()> {
    transaction.execute("INSERT INTO scrubbing (since) VALUES (?1) ON CONFLICT DO NOTHING", [Moment(at)])?;
    Ok(())
}

/// Removes the originals and copies that were written down. The caller holds the lock on removing.
fn remove_files(inner: &Inner) -> Result<()> {
    let pending: Vec<Digest> = inner.read(|connection| {
        let mut statement = connection.prepare_cached("SELECT sha256 FROM forgetting")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    })?;
    for digest in pending {
        let copies = inner
            .read(|connection| texts(connection, "SELECT name FROM copies WHERE sha256 = ?1", &digest.0))?;
        for name in &copies {
            remove_if_there(&inner.folder.hand_over().join(name))?;
        }
        sync_folder(&inner.folder.hand_over())?;
        if remove_if_there(&inner.folder.original(&digest.0))? {
            sync_folder(&inner.folder.shelf(&digest.0))?;
        }
        inner.write(|transaction| {
            transaction.execute("DELETE FROM copies WHERE sha256 = ?1", [Digest(digest.0)])?;
            transaction.execute("DELETE FROM forgetting WHERE sha256 = ?1", [Digest(digest.0)])?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Takes the traces of deleted rows out of the database's files: free pages were overwritten at once (`secure_delete`), the
/// rebuilt file has none of the slack in others, and the emptied log none of the pages as they were before.
fn scrub(inner: &Inner) -> Result<bool> {
    let connection = inner.connection();
    let noted: i64 = connection.query_row("SELECT count(*) FROM scrubbing", [], |row| row.get(0))?;
    if noted == 0 {
        return Ok(true);
    }
    if !empty_log(&connection)? {
        return Ok(false);
    }
    match connection.execute_batch("VACUUM").map_err(LedgerError::from) {
        // The file is rebuilt beside itself in the log: that needs room, and nobody else writing.
        Err(LedgerError::Busy | LedgerError::DiskFull) => return Ok(false),
        done => done?,
    }
    if !empty_log(&connection)? {
        return Ok(false);
    }
    connection.execute("DELETE FROM scrubbing", [])?;
    Ok(true)
}

/// Brings the log into the database and cuts it to nothing. `false` where a reader stands in the way.
fn empty_log(connection: &Connection) -> Result<bool> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// Whether files are still to be removed, and traces to be scrubbed.
fn noted(inner: &Inner) -> Result<(bool, bool)> {
    inner.read(|connection| {
        Ok(connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM forgetting), EXISTS (SELECT 1 FROM scrubbing)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })
}

/// Completes what an earlier process began and did not end. What cannot be done now (a full disk, a reader in another
/// process) stays written down for the next time, and stops nobody from opening the ledger.
pub(crate) fn resume(inner: &Inner) {
    let Ok((files, traces)) = noted(inner) else { return };
    if files {
        let _ = inner.folder.removing().and_then(|_removing| remove_files(inner));
    }
    if traces {
        let _ = scrub(inner);
    }
}

/// Removes what was written down just now. What cannot be removed at this moment goes with the next opening.
pub(crate) fn remove_let_go(inner: &Inner) {
    if noted(inner).is_ok_and(|(files, _)| files) {
        let _ = inner.folder.removing().and_then(|_removing| remove_files(inner));
    }
}

/// An original that was just kept again is no longer to be removed. The caller holds the lock on placing.
pub(crate) fn withdraw(inner: &Inner, digest: &Sha256Digest) -> Result<()> {
    let pending: bool = inner.read(|connection| {
        Ok(connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM forgetting WHERE sha256 = ?1)",
            [Digest(*digest)],
            |row| row.get(0),
        )?)
    })?;
    if pending {
        inner.write(|transaction| {
            transaction.execute("DELETE FROM forgetting WHERE sha256 = ?1", [Digest(*digest)])?;
            Ok(())
        })?;
    }
    Ok(())
}

impl Ledger {
    /// Whether something that is forgotten has not left every file of the folder yet.
    pub fn is_forgetting(&self) -> Result<bool> {
        noted(&self.inner).map(|(files, traces)| files || traces)
    }

    /// What forgetting these files would do; nothing is changed.
    pub fn plan_forget(&self, digests: &[Sha256Digest]) -> Result<ForgetPlan> {
        self.read(|connection| plan(&self.inner, connection, digests))
    }

    /// Forgets files: removes their originals and copies, and from the rows their names, paths, dates and readings, with
    /// every trace of those in the database. The rows' digests, hand-overs and receipts stay.
    ///
    /// Hand-overs that are only ready are cancelled; those under way make it [`InUse`](LedgerError::InUse), and nothing
    /// is changed. After any other error part of it may be done; the rest is done on the next start.
    pub fn forget(&self, digests: &[Sha256Digest], at: Timestamp, actor: &str) -> Result<Forgotten> {
        self.inner.session()?;
        let _removing = self.inner.folder.removing()?;
        let plan = self.write(|transaction| {
            let plan = plan(&self.inner, transaction, digests)?;
            if !plan.blocked_by.is_empty() {
                return Err(LedgerError::InUse { hand_overs: plan.blocked_by });
            }
            if plan.files.is_empty() {
                return Ok(plan);
            }
            for file in &plan.files {
                forget_rows(transaction, &file.sha256, at, actor)?;
            }
            // They name accounts, and nothing rests on them any more. Those that stand are the person's own word.
            transaction.execute("DELETE FROM decisions WHERE undone_at IS NOT NULL", [])?;
            // What was read of files, and not said by a person.
            transaction.execute_batch("UPDATE decisions SET emails = '{}'; DELETE FROM worklist;")?;
            let event = NewEvent {
                at,
                actor: actor.to_owned(),
                kind: "files_forgotten".to_owned(),
                server: None,
                subjects: plan.files.iter().map(|file| file.sha256.hex()).collect(),
                params: json!({ "files": plan.files.len(), "bytes": plan.bytes }),
            };
            history::append(transaction, &event)?;
            Ok(plan)
        })?;
        remove_files(&self.inner)?;
        let scrubbed = scrub(&self.inner)?;
        Ok(Forgotten { files: plan.files.len() as u64, bytes: plan.bytes, scrubbed })
    }

    /// Forgets all that happened: every original and copy, reviews, servers, hand-overs, receipts, what clouds answered,
    /// decisions, and history but for the entry that says so. Enterprises, settings and the counters that number receipts stay.
    ///
    /// Hand-overs under way make it [`InUse`](LedgerError::InUse), and nothing is changed. After any other error part of it
    /// may be done; the rest is done on the next start.
    pub fn forget_everything(&self, at: Timestamp, actor: &str) -> Result<Forgotten> {
        self.inner.session()?;
        let _removing = self.inner.folder.removing()?;
        let digests = self.kept_digests()?;
        let (files, bytes) = self.write(|transaction| {
            let under_way: Vec<String> = transaction
                .prepare(&format!("SELECT id FROM hand_overs WHERE state IN {UNDER_WAY} ORDER BY sequence"))?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            if !under_way.is_empty() {
                return Err(LedgerError::InUse { hand_overs: under_way });
            }
            let plan = plan(&self.inner, transaction, &digests)?;
            let hexes: Vec<String> = digests.iter().map(Sha256Digest::hex).collect();
            transaction.execute(
                "INSERT OR IGNORE INTO forgetting (sha256)
                 SELECT value FROM json_each(?1) UNION SELECT sha256 FROM copies",
                [Json(&hexes)],
            )?;
            transaction.execute_batch(
                "DELETE FROM events; DELETE FROM receipts; DELETE FROM steps; DELETE FROM hand_overs;
                 DELETE FROM question_answers; DELETE FROM files; DELETE FROM reviews; DELETE FROM servers;
                 DELETE FROM cloud_answers; DELETE FROM cloud_reports; DELETE FROM decisions; DELETE FROM worklist;",
            )?;
            note_scrubbing(transaction, at)?;
            let event = NewEvent {
                at,
                actor: actor.to_owned(),
                kind: "everything_forgotten".to_owned(),
                server: None,
                subjects: Vec::new(),
                params: json!({ "files": plan.files.len(), "bytes": plan.bytes }),
            };
            history::append(transaction, &event)?;
            Ok((plan.files.len() as u64, plan.bytes))
        })?;
        remove_files(&self.inner)?;
        let scrubbed = scrub(&self.inner)?;
        Ok(Forgotten { files, bytes, scrubbed })
    }
}
