//! What a person decided about accounts: who is one person, who is not, who takes no license.
//!
//! Accounts are named by their keys, so a decision outlives the files that it was made over.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row};

use crate::column::{Json, Moment, words};
use crate::{Ledger, LedgerError, Result};

words! {
    /// What was decided.
    DecisionKind {
        /// Two accounts are one person's.
        Link = "link",
        /// Two accounts are not one person's.
        Unlink = "unlink",
        /// An account takes no license.
        Exclude = "exclude",
        /// Something was noted of an account; it moves nothing.
        Note = "note",
    }
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// A random id, as the caller made it.
    pub id: String,
    /// The name of the enterprise whose count it lies over; empty where there is none.
    pub enterprise: String,
    /// What was decided.
    pub kind: DecisionKind,
    /// The key of an account: `HOST:ID`, `HOST:@LOGIN`, `cloud:LOGIN` or `vs:UPN`.
    pub account: String,
    /// The key of the other account of a link or an unlink; `None` for the other kinds.
    pub other: Option<String>,
    /// Why, in the person's own words; may be empty.
    pub note: String,
    /// The primary e-mails that the accounts had then, by their keys: the ground that it stood on. An account that had none has
    /// an empty one; one that is not listed had an unknown one.
    pub emails: BTreeMap<String, String>,
    /// When.
    pub decided_at: Timestamp,
    /// By whom.
    pub actor: String,
    /// When it was taken back; `None` while it stands.
    pub undone_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, enterprise, kind, account, other, note, emails, decided_at, actor, undone_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        id: row.get("id")?,
        enterprise: row.get("enterprise")?,
        kind: row.get("kind")?,
        account: row.get("account")?,
        other: row.get("other")?,
        note: row.get("note")?,
        emails: row.get::<_, Json<_>>("emails")?.0,
        decided_at: row.get::<_, Moment>("decided_at")?.0,
        actor: row.get("actor")?,
        undone_at: row.get::<_, Option<Moment>>("undone_at")?.map(|moment| moment.0),
    })
}

impl Ledger {
    /// Records decisions, all or none. An id that is taken is a [`Conflict`](LedgerError::Conflict).
    pub fn decide(&self, decisions: &[Decision]) -> Result<()> {
        self.write(|transaction| {
            for decision in decisions {
                let added = transaction.execute(
                    "INSERT INTO decisions (id, enterprise, kind, account, other, note, emails, decided_at, actor, undone_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING",
                    (
                        &decision.id,
                        &decision.enterprise,
                        decision.kind,
                        &decision.account,
                        &decision.other,
                        &decision.note,
                        Json(&decision.emails),
                        Moment(decision.decided_at),
                        &decision.actor,
                        decision.undone_at.map(Moment),
                    ),
                )?;
                if added == 0 {
                    return Err(LedgerError::Conflict { what: "decision" });
                }
            }
            Ok(())
        })
    }

    /// The decisions that stand over an enterprise's count, in the order in which they were made.
    pub fn decisions(&self, enterprise: &str) -> Result<Vec<Decision>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM decisions WHERE enterprise = ?1 AND undone_at IS NULL ORDER BY sequence"
            ))?;
            Ok(statement.query_map([enterprise], from_row)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Takes a decision back at `undone_at`, or, with `None`, lets it stand again in its old place. The decision as it is now.
    pub fn set_decision_undone(&self, id: &str, undone_at: Option<Timestamp>) -> Result<Decision> {
        self.write(|transaction| {
            transaction
                .query_row(
                    &format!("UPDATE decisions SET undone_at = ?2 WHERE id = ?1 RETURNING {COLUMNS}"),
                    (id, undone_at.map(Moment)),
                    from_row,
                )
                .optional()?
                .ok_or(LedgerError::NotFound { what: "decision" })
        })
    }
}
