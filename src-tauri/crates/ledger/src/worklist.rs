//! Who was taken onto the worklist: two people who are probably one, by the key of an account of each.

use jiff::Timestamp;

use crate::column::Moment;
use crate::{Ledger, Result};

/// An entry of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkEntry {
    /// The key of an account of one of the two.
    pub account: String,
    /// The key of an account of the other.
    pub other: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom.
    pub actor: String,
}

impl Ledger {
    /// Adds an entry to an enterprise's worklist. One that is there stays as it is.
    pub fn add_work(&self, enterprise: &str, entry: &WorkEntry) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO worklist (enterprise, account, other, added_at, actor) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO NOTHING",
                (enterprise, &entry.account, &entry.other, Moment(entry.added_at), &entry.actor),
            )?;
            Ok(())
        })
    }

    /// Takes an entry off an enterprise's worklist; fine if it is not there.
    pub fn remove_work(&self, enterprise: &str, account: &str, other: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "DELETE FROM worklist WHERE enterprise = ?1 AND account = ?2 AND other = ?3",
                (enterprise, account, other),
            )?;
            Ok(())
        })
    }

    /// An enterprise's worklist, in the order in which it was made.
    pub fn work(&self, enterprise: &str) -> Result<Vec<WorkEntry>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT account, other, added_at, actor FROM worklist WHERE enterprise = ?1 ORDER BY sequence",
            )?;
            let entry = |row: &rusqlite::Row<'_>| {
                Ok(WorkEntry {
                    account: row.get("account")?,
                    other: row.get("other")?,
                    added_at: row.get::<_, Moment>("added_at")?.0,
                    actor: row.get("actor")?,
                })
            };
            Ok(statement.query_map([enterprise], entry)?.collect::<rusqlite::Result<_>>()?)
        })
    }
}
