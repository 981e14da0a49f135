//! Receipts: what was recorded at the end of a hand-over. They are never changed, and stay when files are forgotten.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction};

use crate::column::{Json, Moment};
use crate::{Ledger, LedgerError, Result, session};

/// A receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Its number, such as `2026-0047`: the year (UTC) and a running number in it, from 1, without gaps.
    pub number: String,
    /// The hand-over that it is about.
    pub hand_over: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// What it says.
    pub body: serde_json::Value,
}

const SELECT: &str = "SELECT number, hand_over, issued_at, body FROM receipts";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        number: row.get("number")?,
        hand_over: row.get("hand_over")?,
        issued_at: row.get::<_, Moment>("issued_at")?.0,
        body: row.get::<_, Json<_>>("body")?.0,
    })
}

fn list(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<Receipt>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {rest}"))?;
    Ok(statement.query_map(params, from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// Issues a receipt under the next number of its year.
pub(crate) fn issue(
    transaction: &Transaction<'_>,
    hand_over: &str,
    at: Timestamp,
    body: &serde_json::Value,
) -> Result<String> {
    let known: bool = transaction.query_row(
        "SELECT EXISTS (SELECT 1 FROM hand_overs WHERE id = ?1)",
        [hand_over],
        |row| row.get(0),
    )?;
    if !known {
        return Err(LedgerError::NotFound { what: "hand_over" });
    }
    let year = at.strftime("%Y");
    let running = session::next(transaction, &format!("receipt-{year}"))?;
    let number = format!("{year}-{running:04}");
    transaction.execute(
        "INSERT INTO receipts (number, hand_over, issued_at, body) VALUES (?1, ?2, ?3, ?4)",
        (&number, hand_over, Moment(at), Json(body)),
    )?;
    Ok(number)
}

impl Ledger {
    /// Issues a receipt for a hand-over that has come to its end already, and returns its number.
    pub fn issue_receipt(&self, hand_over: &str, at: Timestamp, body: &serde_json::Value) -> Result<String> {
        self.write(|transaction| issue(transaction, hand_over, at, body))
    }

    /// All receipts, newest first.
    pub fn receipts(&self) -> Result<Vec<Receipt>> {
        self.read(|connection| list(connection, "ORDER BY sequence DESC", []))
    }

    /// One receipt.
    pub fn receipt(&self, number: &str) -> Result<Option<Receipt>> {
        self.read(|connection| {
            Ok(connection.query_row(&format!("{SELECT} WHERE number = ?1"), [number], from_row).optional()?)
        })
    }

    /// The receipts of a hand-over, newest first: one that was unconfirmed may be counted later.
    pub fn receipts_of_hand_over(&self, hand_over: &str) -> Result<Vec<Receipt>> {
        self.read(|connection| list(connection, "WHERE hand_over = ?1 ORDER BY sequence DESC", [hand_over]))
    }

    /// The receipt before this one about another hand-over of the same server.
    pub fn previous_receipt(&self, number: &str) -> Result<Option<Receipt>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT earlier.number, earlier.hand_over, earlier.issued_at, earlier.body
                 FROM receipts AS this
                 JOIN hand_overs AS mine ON mine.id = this.hand_over
                 JOIN hand_overs AS other ON other.server = mine.server AND other.id <> mine.id
                 JOIN receipts AS earlier ON earlier.hand_over = other.id AND earlier.sequence < this.sequence
                 WHERE this.number = ?1 ORDER BY earlier.sequence DESC LIMIT 1",
            )?;
            Ok(statement.query_row([number], from_row).optional()?)
        })
    }
}
