//! How a hand-over moves on: by compare-and-set, with its evidence in the same transaction, so that of two processes one
//! wins and neither leaves half a state.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction};

use crate::column::{Json, Moment};
use crate::hand_overs::{self, Figures, HandOverState, NewHandOver};
use crate::history::{self, NewEvent};
use crate::{Ledger, LedgerError, Result, receipts, servers, session};

/// A step of a hand-over, on record for good.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What happened: the word of the state that it led to, or a note's own.
    pub step: String,
    /// When, by this computer's clock.
    pub at: Timestamp,
    /// When, by the cloud's own.
    pub cloud_at: Option<Timestamp>,
    /// What it is known from, as it was said.
    pub evidence: serde_json::Value,
    /// Who said so, such as `license-sync-status`.
    pub source: String,
}

/// A step to be recorded.
pub type NewStep = Step;

/// What comes with a change of state.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When, by this computer's clock.
    pub at: Timestamp,
    /// When, by the cloud's own.
    pub cloud_at: Option<Timestamp>,
    /// Why: the cloud's own words for a failure, or a code. `None` takes an earlier reason away.
    pub reason: Option<String>,
    /// What it is known from.
    pub evidence: serde_json::Value,
    /// Who said so.
    pub source: String,
    /// What became known with it.
    pub figures: Figures,
    /// The entry of history that belongs to it. One that names a receipt is made by [`Ledger::settle`].
    pub event: Option<NewEvent>,
}

impl Change {
    /// A change with a time and a source and nothing else.
    pub fn new(at: Timestamp, source: &str) -> Self {
        Self {
            at,
            cloud_at: None,
            reason: None,
            evidence: serde_json::Value::Null,
            source: source.to_owned(),
            figures: Figures::default(),
            event: None,
        }
    }
}

/// Writes a step.
pub(crate) fn append(transaction: &Transaction<'_>, hand_over: &str, step: &NewStep) -> Result<()> {
    transaction.execute(
        "INSERT INTO steps (hand_over, step, at, cloud_at, evidence, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            hand_over,
            &step.step,
            Moment(step.at),
            step.cloud_at.map(Moment),
            Json(&step.evidence),
            &step.source,
        ),
    )?;
    Ok(())
}

/// The same bytes on their way twice are stopped by an index of the schema.
fn in_flight(error: rusqlite::Error) -> LedgerError {
    match LedgerError::from(error) {
        LedgerError::Conflict { .. } => LedgerError::Conflict { what: "same_bytes_in_flight" },
        other => other,
    }
}

impl Ledger {
    /// Takes a ready hand-over on to send it, for this process alone, and ties its server to its enterprise. `false` where
    /// it is not ready any more: another process has it, or it has left.
    ///
    /// While the same bytes are on their way to the same enterprise under another hand-over, it is a
    /// [`Conflict`](LedgerError::Conflict), and so it is if the server is tied to another enterprise.
    pub fn claim_sending(&self, id: &str, owner: &str, at: Timestamp) -> Result<bool> {
        self.write(|transaction| {
            let ready: Option<(HandOverState, Option<i64>, String)> = transaction
                .query_row("SELECT state, server, enterprise FROM hand_overs WHERE id = ?1", [id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            let (state, server, enterprise) = ready.ok_or(LedgerError::NotFound { what: "hand_over" })?;
            if state != HandOverState::Ready {
                return Ok(false);
            }
            if let Some(server) = server {
                servers::tie(transaction, server, &enterprise)?;
            }
            transaction
                .execute(
                    "UPDATE hand_overs SET state = 'handing_over', owner = ?2, claimed_at = ?3, session = ?4
                     WHERE id = ?1",
                    (id, owner, Moment(at), self.inner.session()?.number()),
                )
                .map_err(in_flight)?;
            let step = NewStep {
                step: HandOverState::HandingOver.as_str().to_owned(),
                at,
                cloud_at: None,
                evidence: serde_json::Value::Null,
                source: owner.to_owned(),
            };
            append(transaction, id, &step)?;
            Ok(true)
        })
    }

    /// Makes a hand-over that a person carries out, and gives it to them in the same transaction: at no moment is the page
    /// open for bytes that nobody watches. A server that is tied to no enterprise is tied to this one.
    ///
    /// While the same bytes are on their way to the same enterprise, it is a [`Conflict`](LedgerError::Conflict).
    pub fn create_with_person(&self, new: &NewHandOver, change: &Change) -> Result<()> {
        self.write(|transaction| {
            hand_overs::create(transaction, new)?;
            self.give_to_person(transaction, &new.id, change).map(|_| ())
        })
    }

    /// Gives a hand-over that is only ready to the person who carries it out. `false` where it is in another state.
    pub fn hand_to_person(&self, id: &str, change: &Change) -> Result<bool> {
        self.write(|transaction| self.give_to_person(transaction, id, change))
    }

    fn give_to_person(&self, transaction: &Transaction<'_>, id: &str, change: &Change) -> Result<bool> {
        let given =
            self.advance_in(transaction, id, &[HandOverState::Ready], HandOverState::Waiting, change)?;
        if given {
            let (server, enterprise): (Option<i64>, String) = transaction.query_row(
                "SELECT server, enterprise FROM hand_overs WHERE id = ?1",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if let Some(server) = server {
                servers::tie_if_free(transaction, server, &enterprise)?;
            }
        }
        Ok(given)
    }

    /// Moves a hand-over on if it is in one of the states `from`, with its step. `false` where it is in another state, or
    /// where a process that is still at work is sending it.
    pub fn advance(
        &self,
        id: &str,
        from: &[HandOverState],
        to: HandOverState,
        change: &Change,
    ) -> Result<bool> {
        self.write(|transaction| self.advance_in(transaction, id, from, to, change))
    }

    /// The same for an end that has a receipt: the receipt is issued in the same transaction, and the entry of history
    /// that `event` makes of its number is written. That number, or `None` where the hand-over was in another state.
    pub fn settle(
        &self,
        id: &str,
        from: &[HandOverState],
        to: HandOverState,
        change: &Change,
        receipt: &serde_json::Value,
        event: impl FnOnce(&str) -> NewEvent,
    ) -> Result<Option<String>> {
        self.write(|transaction| {
            if !self.advance_in(transaction, id, from, to, change)? {
                return Ok(None);
            }
            let number = receipts::issue(transaction, id, change.at, receipt)?;
            history::append(transaction, &event(&number))?;
            Ok(Some(number))
        })
    }

    fn advance_in(
        &self,
        transaction: &Transaction<'_>,
        id: &str,
        from: &[HandOverState],
        to: HandOverState,
        change: &Change,
    ) -> Result<bool> {
        let now: Option<(HandOverState, Option<i64>)> = transaction
            .query_row("SELECT state, session FROM hand_overs WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (state, sender) = now.ok_or(LedgerError::NotFound { what: "hand_over" })?;
        if !from.contains(&state) {
            return Ok(false);
        }
        // A sending belongs to its process until that is dead: nobody else may declare it ready again and send it too.
        let this = self.inner.session()?.number();
        if state == HandOverState::HandingOver
            && let Some(sender) = sender.filter(|sender| *sender != this)
            && session::is_alive(&self.inner.folder.running(), sender)?
        {
            return Ok(false);
        }
        transaction
            .execute(
                "UPDATE hand_overs SET state = ?2, reason = ?3,
                 handed_at = CASE WHEN ?2 = 'ready' THEN NULL
                                  WHEN ?2 = 'waiting' THEN coalesce(handed_at, ?4) ELSE handed_at END,
                 settled_at = CASE WHEN ?5 THEN ?4 END,
                 owner = CASE WHEN ?2 = 'ready' THEN NULL ELSE owner END,
                 claimed_at = CASE WHEN ?2 = 'ready' THEN NULL ELSE claimed_at END,
                 session = CASE WHEN ?2 = 'handing_over' THEN ?6 END
                 WHERE id = ?1",
                (id, to, &change.reason, Moment(change.at), to.is_settled(), this),
            )
            .map_err(in_flight)?;
        hand_overs::set_figures(transaction, id, &change.figures)?;
        let step = NewStep {
            step: to.as_str().to_owned(),
            at: change.at,
            cloud_at: change.cloud_at,
            evidence: change.evidence.clone(),
            source: change.source.clone(),
        };
        append(transaction, id, &step)?;
        if let Some(event) = &change.event {
            history::append(transaction, event)?;
        }
        Ok(true)
    }

    /// Records something that was learned without a change of state.
    pub fn note_step(&self, id: &str, step: &NewStep) -> Result<()> {
        self.write(|transaction| append(transaction, id, step))
    }

    /// The steps of a hand-over, in the order in which they were recorded.
    pub fn steps(&self, hand_over: &str) -> Result<Vec<Step>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT step, at, cloud_at, evidence, source FROM steps WHERE hand_over = ?1 ORDER BY sequence",
            )?;
            Ok(statement
                .query_map([hand_over], |row| {
                    Ok(Step {
                        step: row.get("step")?,
                        at: row.get::<_, Moment>("at")?.0,
                        cloud_at: row.get::<_, Option<Moment>>("cloud_at")?.map(|moment| moment.0),
                        evidence: row.get::<_, Json<_>>("evidence")?.0,
                        source: row.get("source")?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }
}
