//! Reviews: the files that a person looked at together.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::column::Moment;
use crate::{Ledger, LedgerError, Result};

/// A review. Its files are [`FileRecord`](crate::FileRecord)s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its id, as the caller made it.
    pub id: String,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Who began it.
    pub actor: String,
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<Timestamp>,
}

const SELECT: &str = "SELECT id, begun_at, actor, closed_at FROM reviews";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Review> {
    Ok(Review {
        id: row.get("id")?,
        begun_at: row.get::<_, Moment>("begun_at")?.0,
        actor: row.get("actor")?,
        closed_at: row.get::<_, Option<Moment>>("closed_at")?.map(|moment| moment.0),
    })
}

fn open(connection: &Connection) -> Result<Option<Review>> {
    Ok(connection.query_row(&format!("{SELECT} WHERE closed_at IS NULL"), [], from_row).optional()?)
}

impl Ledger {
    /// Begins a review. One is open at a time: while another is, it is a [`Conflict`](LedgerError::Conflict).
    pub fn begin_review(&self, id: &str, at: Timestamp, actor: &str) -> Result<()> {
        self.write(|transaction| {
            if open(transaction)?.is_some() {
                return Err(LedgerError::Conflict { what: "review_open" });
            }
            transaction.execute(
                "INSERT INTO reviews (id, begun_at, actor) VALUES (?1, ?2, ?3)",
                (id, Moment(at), actor),
            )?;
            Ok(())
        })
    }

    /// Notes a review that is closed from the start: the headless twin looks at its files and hands them over in one go,
    /// whether or not a review is open in the window.
    pub fn begin_closed_review(&self, id: &str, at: Timestamp, actor: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO reviews (id, begun_at, actor, closed_at) VALUES (?1, ?2, ?3, ?2)",
                (id, Moment(at), actor),
            )?;
            Ok(())
        })
    }

    /// The open review.
    pub fn open_review(&self) -> Result<Option<Review>> {
        self.read(open)
    }

    /// One review.
    pub fn review(&self, id: &str) -> Result<Option<Review>> {
        self.read(|connection| {
            Ok(connection.query_row(&format!("{SELECT} WHERE id = ?1"), [id], from_row).optional()?)
        })
    }

    /// All reviews, newest first.
    pub fn reviews(&self) -> Result<Vec<Review>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY sequence DESC"))?;
            Ok(statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Closes a review; its files stay. Says whether it was open.
    pub fn close_review(&self, id: &str, at: Timestamp) -> Result<bool> {
        self.write(|transaction| {
            let closed = transaction.execute(
                "UPDATE reviews SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL",
                (id, Moment(at)),
            )?;
            Ok(closed > 0)
        })
    }

    /// Opens a closed review again, so that its files can be handed over again. While another is open it is a
    /// [`Conflict`](LedgerError::Conflict).
    pub fn reopen_review(&self, id: &str) -> Result<()> {
        self.write(|transaction| {
            match open(transaction)? {
                Some(review) if review.id == id => return Ok(()),
                Some(_) => return Err(LedgerError::Conflict { what: "review_open" }),
                None => {}
            }
            match transaction.execute("UPDATE reviews SET closed_at = NULL WHERE id = ?1", [id])? {
                0 => Err(LedgerError::NotFound { what: "review" }),
                _ => Ok(()),
            }
        })
    }
}
