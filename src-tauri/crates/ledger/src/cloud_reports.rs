//! The cloud's report of consumed licenses, as it was read whole over the API. Its bytes are an original like those of a file.
//!
//! Two of an enterprise are kept and never more: they are people. What is counted needs the newest; what changed by a hand-over
//! needs the one before as well; nothing needs a third.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};
use usage::{Reading, Sha256Digest};

use crate::column::{Digest, Json, Moment};
use crate::{Ledger, LedgerError, Result, forget};

/// A report that was read whole.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudReport {
    /// The enterprise that it is about.
    pub enterprise: String,
    /// When its reading began, by this computer's clock.
    pub begun_at: Timestamp,
    /// When it was whole, by this computer's clock.
    pub at: Timestamp,
    /// When its last page was answered, by the cloud's own.
    pub cloud_at: Option<Timestamp>,
    /// The digest of its bytes, which are kept as an original.
    pub sha256: Sha256Digest,
    /// What was read in them.
    pub reading: Reading,
    /// What is known of each page beside its bytes, for whoever reads it next.
    pub pages: serde_json::Value,
}

const SELECT: &str = "SELECT enterprise, begun_at, at, cloud_at, sha256, reading, pages FROM cloud_reports";

fn from_row(row: &Row<'_>) -> rusqlite::Result<CloudReport> {
    Ok(CloudReport {
        enterprise: row.get("enterprise")?,
        begun_at: row.get::<_, Moment>("begun_at")?.0,
        at: row.get::<_, Moment>("at")?.0,
        cloud_at: row.get::<_, Option<Moment>>("cloud_at")?.map(|moment| moment.0),
        sha256: row.get::<_, Digest>("sha256")?.0,
        reading: row.get::<_, Json<_>>("reading")?.0,
        pages: row.get::<_, Json<_>>("pages")?.0,
    })
}

/// Writes down that originals are to be removed which nothing but these reports had.
fn let_go(transaction: &Transaction<'_>, digests: &[Digest]) -> Result<()> {
    for digest in digests {
        transaction.execute(
            "INSERT INTO forgetting (sha256) SELECT ?1
             WHERE NOT EXISTS (SELECT 1 FROM cloud_reports WHERE sha256 = ?1)
             AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = ?1 AND state <> 'forgotten')
             ON CONFLICT DO NOTHING",
            [digest],
        )?;
    }
    Ok(())
}

/// Takes all reports of an enterprise away, and has their originals removed.
pub(crate) fn drop_all(transaction: &Transaction<'_>, enterprise: &str) -> Result<()> {
    let gone = digests(transaction, "SELECT sha256 FROM cloud_reports WHERE enterprise = ?1", enterprise)?;
    transaction.execute("DELETE FROM cloud_reports WHERE enterprise = ?1", [enterprise])?;
    let_go(transaction, &gone)
}

fn digests(connection: &Connection, sql: &str, enterprise: &str) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([enterprise], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

impl Ledger {
    /// Keeps a report, whose bytes are an original already, and lets older ones go: two stay. The older of them is the one that is
    /// `wanted` (a hand-over under way began with it), else the one before the newest. A report of the same bytes as the newest
    /// takes its place.
    pub fn keep_cloud_report(&self, report: &CloudReport, wanted: Option<&Sha256Digest>) -> Result<()> {
        self.write(|transaction| {
            let known: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM enterprises WHERE name = ?1)",
                [&report.enterprise],
                |row| row.get(0),
            )?;
            if !known {
                return Err(LedgerError::NotFound { what: "enterprise" });
            }
            let newest: Option<(i64, Digest)> = transaction
                .query_row(
                    "SELECT sequence, sha256 FROM cloud_reports WHERE enterprise = ?1 ORDER BY sequence DESC LIMIT 1",
                    [&report.enterprise],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            if let Some((sequence, _)) = newest.filter(|(_, digest)| digest.0 == report.sha256) {
                transaction.execute("DELETE FROM cloud_reports WHERE sequence = ?1", [sequence])?;
            }
            transaction.execute(
                "INSERT INTO cloud_reports (enterprise, begun_at, at, cloud_at, sha256, reading, pages)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (
                    &report.enterprise,
                    Moment(report.begun_at),
                    Moment(report.at),
                    report.cloud_at.map(Moment),
                    Digest(report.sha256),
                    Json(&report.reading),
                    Json(&report.pages),
                ),
            )?;
            let kept: Vec<(i64, Digest)> = transaction
                .prepare_cached(
                    "SELECT sequence, sha256 FROM cloud_reports WHERE enterprise = ?1 ORDER BY sequence DESC",
                )?
                .query_map([&report.enterprise], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let older = kept.get(1..).unwrap_or_default();
            let stays = older.iter().find(|(_, digest)| Some(&digest.0) == wanted).or(older.first());
            let stays = stays.map(|(sequence, _)| *sequence);
            let mut gone = Vec::new();
            for (sequence, digest) in older.iter().filter(|(sequence, _)| Some(*sequence) != stays) {
                transaction.execute("DELETE FROM cloud_reports WHERE sequence = ?1", [sequence])?;
                gone.push(Digest(digest.0));
            }
            let_go(transaction, &gone)
        })?;
        forget::remove_let_go(&self.inner);
        Ok(())
    }

    /// The reports of an enterprise that are kept, newest first; two at the most.
    pub fn cloud_reports(&self, enterprise: &str) -> Result<Vec<CloudReport>> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached(&format!("{SELECT} WHERE enterprise = ?1 ORDER BY sequence DESC"))?;
            let rows = statement.query_map([enterprise], from_row)?;
            // One that an older version wrote in a vocabulary that is not this one's is read anew.
            Ok(rows.filter_map(std::result::Result::ok).collect())
        })
    }
}
