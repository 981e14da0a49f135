//! Hand-overs: one file on its way to one enterprise. How a state changes is in [`steps`](crate::steps).

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction};
use usage::Sha256Digest;

use crate::column::{Count, Digest, Json, Moment, words};
use crate::steps::{self, NewStep};
use crate::{Ledger, LedgerError, Result, session};

/// A hand-over.
#[derive(Clone, Debug, PartialEq)]
pub struct HandOver {
    /// Its id, as the caller made it.
    pub id: String,
    /// The review that it came from.
    pub review: Option<String>,
    /// The file of that review.
    pub file: Option<String>,
    /// The name of the enterprise, as it was then.
    pub enterprise: String,
    /// The server that the file was made on.
    pub server: Option<i64>,
    /// The digest of the bytes that are handed over.
    pub sha256: Sha256Digest,
    /// How many they are.
    pub bytes: u64,
    /// The name that they are handed over under.
    pub handed_name: String,
    /// The word of the route that they take.
    pub route: String,
    /// Who hands them over.
    pub actor: String,
    /// The ticket that the person named.
    pub ticket: Option<String>,
    /// How far it is.
    pub state: HandOverState,
    /// Why it is in that state: the cloud's own words for a failure, or a code.
    pub reason: Option<String>,
    /// When it was made ready.
    pub created_at: Timestamp,
    /// When a process took it on to send it.
    pub claimed_at: Option<Timestamp>,
    /// When the bytes had left: the first time that it was waiting.
    pub handed_at: Option<Timestamp>,
    /// When it came to an end.
    pub settled_at: Option<Timestamp>,
    /// The key under which an endpoint takes these bytes once.
    pub idempotency_key: String,
    /// What the cloud said was consumed before.
    pub consumed_before: Option<serde_json::Value>,
    /// What the cloud said was consumed after.
    pub consumed_after: Option<serde_json::Value>,
    /// How many accounts the reviewed report leads to expect there; `None` where it is sealed.
    pub expected: Option<u64>,
    /// How many accounts the cloud holds of this server.
    pub held: Option<u64>,
    /// How often the cloud was asked about it.
    pub asked_times: u64,
    /// When it was last asked.
    pub last_asked: Option<Timestamp>,
    /// Who claimed the sending, as the claimer called itself.
    pub owner: Option<String>,
}

words! {
    /// How far a hand-over is.
    HandOverState {
        /// Nothing has left.
        Ready = "ready",
        /// A process is sending the bytes, or a person is at the cloud's page.
        HandingOver = "handing_over",
        /// The bytes have left; the cloud does not show them yet.
        Waiting = "waiting",
        /// The cloud shows something newer for this server; not yet that it is this upload.
        Received = "received",
        /// The cloud says that this upload is in.
        Counted = "counted",
        /// The cloud says that it could not use it.
        Failed = "failed",
        /// Nobody could tell within the time.
        Unconfirmed = "unconfirmed",
        /// A person stopped it before anything left that counts.
        Cancelled = "cancelled",
        /// A person stopped watching.
        Stopped = "stopped",
    }
}

impl HandOverState {
    /// Whether it has come to an end.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Ready | Self::HandingOver | Self::Waiting | Self::Received)
    }
}

/// A hand-over to be made ready.
#[derive(Clone, Debug, PartialEq)]
pub struct NewHandOver {
    /// A new random id.
    pub id: String,
    /// The review that it comes from.
    pub review: Option<String>,
    /// The file of that review.
    pub file: Option<String>,
    /// The name of the enterprise.
    pub enterprise: String,
    /// The server that the file was made on.
    pub server: Option<i64>,
    /// The digest of the bytes.
    pub sha256: Sha256Digest,
    /// How many they are.
    pub bytes: u64,
    /// The name to hand them over under.
    pub handed_name: String,
    /// The word of the route.
    pub route: String,
    /// Who hands them over.
    pub actor: String,
    /// A ticket, if the person named one.
    pub ticket: Option<String>,
    /// When.
    pub created_at: Timestamp,
    /// The key under which an endpoint takes these bytes once.
    pub idempotency_key: String,
    /// What is known of its figures already.
    pub figures: Figures,
}

impl NewHandOver {
    /// The hand-over that it becomes: ready, and nothing has happened to it.
    pub fn made(&self) -> HandOver {
        HandOver {
            id: self.id.clone(),
            review: self.review.clone(),
            file: self.file.clone(),
            enterprise: self.enterprise.clone(),
            server: self.server,
            sha256: self.sha256,
            bytes: self.bytes,
            handed_name: self.handed_name.clone(),
            route: self.route.clone(),
            actor: self.actor.clone(),
            ticket: self.ticket.clone(),
            state: HandOverState::Ready,
            reason: None,
            created_at: self.created_at,
            claimed_at: None,
            handed_at: None,
            settled_at: None,
            idempotency_key: self.idempotency_key.clone(),
            consumed_before: self.figures.consumed_before.clone(),
            consumed_after: self.figures.consumed_after.clone(),
            expected: self.figures.expected,
            held: self.figures.held,
            asked_times: 0,
            last_asked: None,
            owner: None,
        }
    }
}

/// Figures of a hand-over; `None` leaves what is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// What the cloud said was consumed before.
    pub consumed_before: Option<serde_json::Value>,
    /// What the cloud said was consumed after.
    pub consumed_after: Option<serde_json::Value>,
    /// How many accounts are expected there.
    pub expected: Option<u64>,
    /// How many accounts the cloud holds.
    pub held: Option<u64>,
}

const SELECT: &str = "SELECT id, review, file, enterprise, server, sha256, bytes, handed_name, route, actor, ticket,
    state, reason, created_at, claimed_at, handed_at, settled_at, idempotency_key, consumed_before, consumed_after,
    expected, held, asked_times, last_asked, owner, session FROM hand_overs";

fn from_row(row: &Row<'_>) -> rusqlite::Result<HandOver> {
    let moment =
        |name: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<Moment>>(name)?.map(|moment| moment.0));
    Ok(HandOver {
        id: row.get("id")?,
        review: row.get("review")?,
        file: row.get("file")?,
        enterprise: row.get("enterprise")?,
        server: row.get("server")?,
        sha256: row.get::<_, Digest>("sha256")?.0,
        bytes: row.get::<_, Count>("bytes")?.0,
        handed_name: row.get("handed_name")?,
        route: row.get("route")?,
        actor: row.get("actor")?,
        ticket: row.get("ticket")?,
        state: row.get("state")?,
        reason: row.get("reason")?,
        created_at: row.get::<_, Moment>("created_at")?.0,
        claimed_at: moment("claimed_at")?,
        handed_at: moment("handed_at")?,
        settled_at: moment("settled_at")?,
        idempotency_key: row.get("idempotency_key")?,
        consumed_before: row.get::<_, Option<Json<_>>>("consumed_before")?.map(|json| json.0),
        consumed_after: row.get::<_, Option<Json<_>>>("consumed_after")?.map(|json| json.0),
        expected: row.get::<_, Option<Count>>("expected")?.map(|count| count.0),
        held: row.get::<_, Option<Count>>("held")?.map(|count| count.0),
        asked_times: row.get::<_, Count>("asked_times")?.0,
        last_asked: moment("last_asked")?,
        owner: row.get("owner")?,
    })
}

fn list(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<HandOver>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {rest}"))?;
    Ok(statement.query_map(params, from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// Writes the figures that are given and leaves the others.
pub(crate) fn set_figures(connection: &Connection, id: &str, figures: &Figures) -> Result<()> {
    let changed = connection.execute(
        "UPDATE hand_overs SET consumed_before = coalesce(?2, consumed_before),
         consumed_after = coalesce(?3, consumed_after), expected = coalesce(?4, expected), held = coalesce(?5, held)
         WHERE id = ?1",
        (
            id,
            figures.consumed_before.as_ref().map(Json),
            figures.consumed_after.as_ref().map(Json),
            figures.expected.map(Count),
            figures.held.map(Count),
        ),
    )?;
    if changed == 0 { Err(LedgerError::NotFound { what: "hand_over" }) } else { Ok(()) }
}

/// Writes a hand-over that is ready, with its first step.
pub(crate) fn create(transaction: &Transaction<'_>, new: &NewHandOver) -> Result<()> {
    transaction.execute(
        "INSERT INTO hand_overs (id, review, file, enterprise, server, sha256, bytes, handed_name, route, actor,
         ticket, state, created_at, idempotency_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'ready', ?12, ?13)",
        (
            &new.id,
            &new.review,
            &new.file,
            &new.enterprise,
            new.server,
            Digest(new.sha256),
            Count(new.bytes),
            &new.handed_name,
            &new.route,
            &new.actor,
            &new.ticket,
            Moment(new.created_at),
            &new.idempotency_key,
        ),
    )?;
    set_figures(transaction, &new.id, &new.figures)?;
    let ready = NewStep {
        step: HandOverState::Ready.as_str().to_owned(),
        at: new.created_at,
        cloud_at: None,
        evidence: serde_json::Value::Null,
        source: "desk".to_owned(),
    };
    steps::append(transaction, &new.id, &ready)
}

impl Ledger {
    /// Makes a hand-over ready, with its first step. Nothing leaves by this.
    pub fn create_hand_over(&self, new: &NewHandOver) -> Result<()> {
        self.write(|transaction| create(transaction, new))
    }

    /// One hand-over.
    pub fn hand_over(&self, id: &str) -> Result<Option<HandOver>> {
        self.read(|connection| {
            Ok(connection.query_row(&format!("{SELECT} WHERE id = ?1"), [id], from_row).optional()?)
        })
    }

    /// The hand-overs of a review, in order of creation.
    pub fn hand_overs_of_review(&self, review: &str) -> Result<Vec<HandOver>> {
        self.read(|connection| list(connection, "WHERE review = ?1 ORDER BY sequence", [review]))
    }

    /// The hand-overs of a server, newest first.
    pub fn hand_overs_of_server(&self, server: i64) -> Result<Vec<HandOver>> {
        self.read(|connection| list(connection, "WHERE server = ?1 ORDER BY sequence DESC", [server]))
    }

    /// The hand-overs in one of these states, oldest first.
    pub fn hand_overs_in(&self, states: &[HandOverState]) -> Result<Vec<HandOver>> {
        let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
        self.read(|connection| {
            list(
                connection,
                "WHERE state IN (SELECT value FROM json_each(?1)) ORDER BY sequence",
                [Json(&words)],
            )
        })
    }

    /// The hand-overs that have not come to an end, oldest first; those that are only ready are among them.
    pub fn unfinished_hand_overs(&self) -> Result<Vec<HandOver>> {
        let unfinished: Vec<_> =
            HandOverState::ALL.iter().copied().filter(|state| !state.is_settled()).collect();
        self.hand_overs_in(&unfinished)
    }

    /// The hand-overs whose process died while it was sending. Whether the bytes arrived is for the cloud to say, before
    /// anything is sent again.
    pub fn interrupted_hand_overs(&self) -> Result<Vec<HandOver>> {
        let running = self.inner.folder.running();
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached(&format!("{SELECT} WHERE state = 'handing_over' ORDER BY sequence"))?;
            let sending: Vec<(HandOver, Option<i64>)> = statement
                .query_map([], |row| Ok((from_row(row)?, row.get("session")?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut interrupted = Vec::new();
            for (hand_over, sender) in sending {
                let at_work = match sender {
                    Some(sender) => session::is_alive(&running, sender)?,
                    None => false,
                };
                if !at_work {
                    interrupted.push(hand_over);
                }
            }
            Ok(interrupted)
        })
    }

    /// The last hand-over of these very bytes to that enterprise that was counted.
    pub fn counted_already(&self, digest: &Sha256Digest, enterprise: &str) -> Result<Option<HandOver>> {
        self.read(|connection| {
            Ok(connection
                .query_row(
                    &format!(
                        "{SELECT} WHERE sha256 = ?1 AND enterprise = ?2 AND state = 'counted'
                         ORDER BY sequence DESC LIMIT 1"
                    ),
                    (Digest(*digest), enterprise),
                    from_row,
                )
                .optional()?)
        })
    }

    /// The hand-over of these very bytes to that enterprise that is under way. One that is ready for an endpoint is among
    /// them: should its process have died, it is sent without being asked for again. One that is ready for a page is not.
    pub fn under_way(&self, digest: &Sha256Digest, enterprise: &str) -> Result<Option<HandOver>> {
        self.read(|connection| {
            Ok(connection
                .query_row(
                    &format!(
                        "{SELECT} WHERE sha256 = ?1 AND enterprise = ?2
                         AND (state IN ('handing_over', 'waiting', 'received')
                              OR (state = 'ready' AND route = 'endpoint'))
                         ORDER BY state = 'ready', sequence LIMIT 1"
                    ),
                    (Digest(*digest), enterprise),
                    from_row,
                )
                .optional()?)
        })
    }

    /// Notes figures without a change of state.
    pub fn note_figures(&self, id: &str, figures: &Figures) -> Result<()> {
        self.write(|transaction| set_figures(transaction, id, figures))
    }

    /// Notes that the cloud was asked about it once more.
    pub fn note_asked(&self, id: &str, at: Timestamp) -> Result<()> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE hand_overs SET asked_times = asked_times + 1, last_asked = ?2 WHERE id = ?1",
                (id, Moment(at)),
            )?;
            if changed == 0 { Err(LedgerError::NotFound { what: "hand_over" }) } else { Ok(()) }
        })
    }
}
