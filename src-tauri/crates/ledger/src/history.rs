//! History: one entry for everything that happened, in order. Nothing is ever removed; forgetting files takes their names
//! out of it and leaves an entry of its own.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::types::{ToSql, Value};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};
use usage::outside::host_key;

use crate::column::{Count, Json, Moment};
use crate::{Ledger, Result};

/// An entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its number, in order of arrival; the cursor of [`Ledger::history`].
    pub id: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: String,
    /// What happened: a code that the window has words for.
    pub kind: String,
    /// The server that it is about.
    pub server: Option<i64>,
    /// What it is about: ids of files, reviews and hand-overs, digests, receipt numbers, tickets.
    pub subjects: Vec<String>,
    /// The values that its words need.
    pub params: serde_json::Value,
}

/// An entry to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: String,
    /// What happened.
    pub kind: String,
    /// The server that it is about.
    pub server: Option<i64>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// The values that its words need.
    pub params: serde_json::Value,
}

/// Which entries are wanted; an empty filter wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Of one of these kinds; of any where it is empty.
    pub kinds: Vec<String>,
    /// About this server.
    pub server: Option<i64>,
    /// With this text, in any letter case, in a subject, a value, or a present or former host of its server.
    pub text: Option<String>,
}

/// A page of history, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPage {
    /// At most [`HistoryPage::SIZE`] entries.
    pub events: Vec<Event>,
    /// The cursor of the page after this one; `None` at the end.
    pub next: Option<i64>,
    /// How many entries the filter lets through, over all pages.
    pub total: u64,
    /// When the first of those happened.
    pub first_at: Option<Timestamp>,
}

impl HistoryPage {
    /// How many entries a page holds.
    pub const SIZE: usize = 200;
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        id: row.get("id")?,
        at: row.get::<_, Moment>("at")?.0,
        actor: row.get("actor")?,
        kind: row.get("kind")?,
        server: row.get("server")?,
        subjects: row.get::<_, Json<_>>("subjects")?.0,
        params: row.get::<_, Json<_>>("params")?.0,
    })
}

/// Writes an entry and returns its number.
pub(crate) fn append(transaction: &Transaction<'_>, event: &NewEvent) -> Result<i64> {
    transaction.execute(
        "INSERT INTO events (at, actor, kind, server, subjects, params, search) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            Moment(event.at),
            &event.actor,
            &event.kind,
            event.server,
            Json(&event.subjects),
            Json(&event.params),
            searchable(&event.subjects, &event.params),
        ),
    )?;
    Ok(transaction.last_insert_rowid())
}

/// What a search looks through: subjects and texts, one a line, in lower case.
fn searchable(subjects: &[String], params: &serde_json::Value) -> String {
    let mut words = subjects.join("\n");
    visit_texts(params, &mut |text| {
        words.push('\n');
        words.push_str(text);
    });
    words.to_lowercase()
}

fn visit_texts(value: &serde_json::Value, visit: &mut dyn FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => visit(text),
        serde_json::Value::Array(values) => values.iter().for_each(|value| visit_texts(value, visit)),
        serde_json::Value::Object(values) => values.values().for_each(|value| visit_texts(value, visit)),
        _ => {}
    }
}

/// Takes texts out of all entries: where `is_private` says so of a text in an entry, null stands in its place.
pub(crate) fn redact(transaction: &Transaction<'_>, is_private: impl Fn(&Event, &str) -> bool) -> Result<()> {
    let mut select =
        transaction.prepare("SELECT id, at, actor, kind, server, subjects, params FROM events")?;
    let mut update = transaction.prepare("UPDATE events SET params = ?2, search = ?3 WHERE id = ?1")?;
    let mut rows = select.query([])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let event = from_row(row)?;
        let mut params = event.params.clone();
        if redact_value(&mut params, &|text| is_private(&event, text)) {
            changes.push((event.id, params, event.subjects));
        }
    }
    for (id, params, subjects) in changes {
        update.execute((id, Json(&params), searchable(&subjects, &params)))?;
    }
    Ok(())
}

/// Puts null in the place of private texts. Says whether there were any.
fn redact_value(value: &mut serde_json::Value, is_private: &dyn Fn(&str) -> bool) -> bool {
    let inside: Vec<&mut serde_json::Value> = match value {
        serde_json::Value::String(text) if is_private(text) => {
            *value = serde_json::Value::Null;
            return true;
        }
        serde_json::Value::Array(values) => values.iter_mut().collect(),
        serde_json::Value::Object(values) => values.values_mut().collect(),
        _ => return false,
    };
    let mut changed = false;
    for value in inside {
        changed |= redact_value(value, is_private);
    }
    changed
}

/// The condition of a filter, with its parameters.
fn condition(filter: &HistoryFilter) -> Result<(String, Vec<Value>)> {
    let mut terms = vec!["1".to_owned()];
    let mut params = Vec::new();
    if !filter.kinds.is_empty() {
        params.push(owned(&Json(&filter.kinds))?);
        terms.push(format!("kind IN (SELECT value FROM json_each(?{}))", params.len()));
    }
    if let Some(server) = filter.server {
        params.push(Value::Integer(server));
        terms.push(format!("server = ?{}", params.len()));
    }
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        params.push(Value::Text(text.to_lowercase()));
        let text_at = params.len();
        // Where nothing is left of the text as a host (a lone dot or port), it is looked for as it is: found in no host.
        let host = Some(host_key(text)).filter(|key| !key.is_empty()).unwrap_or_else(|| text.to_lowercase());
        params.push(Value::Text(host));
        let host_at = params.len();
        terms.push(format!(
            "(instr(search, ?{text_at}) > 0 OR server IN (
                SELECT id FROM servers WHERE instr(host_key, ?{host_at}) > 0
                UNION SELECT server FROM server_aliases WHERE kind = 'host' AND instr(key, ?{host_at}) > 0))"
        ));
    }
    Ok((terms.join(" AND "), params))
}

fn owned(value: &dyn ToSql) -> Result<Value> {
    match value.to_sql()? {
        rusqlite::types::ToSqlOutput::Owned(value) => Ok(value),
        rusqlite::types::ToSqlOutput::Borrowed(value) => {
            Ok(value.try_into().map_err(rusqlite::Error::from)?)
        }
        _ => Err(rusqlite::Error::InvalidQuery.into()),
    }
}

fn by_server(connection: &Connection, filter: &HistoryFilter) -> Result<BTreeMap<i64, u64>> {
    let (condition, params) = condition(filter)?;
    let mut statement = connection.prepare(&format!(
        "SELECT server, count(*) FROM events WHERE {condition} AND server IS NOT NULL GROUP BY server"
    ))?;
    let counted = statement
        .query_map(rusqlite::params_from_iter(&params), |row| Ok((row.get(0)?, row.get::<_, Count>(1)?.0)))?;
    Ok(counted.collect::<rusqlite::Result<_>>()?)
}

fn page(connection: &Connection, filter: &HistoryFilter, before: Option<i64>) -> Result<HistoryPage> {
    let (condition, mut params) = condition(filter)?;
    let (total, first) = connection.query_row(
        &format!("SELECT count(*), min(id) FROM events WHERE {condition}"),
        rusqlite::params_from_iter(&params),
        |row| Ok((row.get::<_, Count>(0)?.0, row.get::<_, Option<i64>>(1)?)),
    )?;
    let first_at = connection
        .query_row("SELECT at FROM events WHERE id = ?1", [first], |row| row.get::<_, Moment>(0))
        .optional()?
        .map(|moment| moment.0);
    params.push(Value::Integer(before.unwrap_or(i64::MAX)));
    let mut statement = connection.prepare(&format!(
        "SELECT id, at, actor, kind, server, subjects, params FROM events
         WHERE {condition} AND id < ?{} ORDER BY id DESC LIMIT {}",
        params.len(),
        HistoryPage::SIZE + 1
    ))?;
    let mut events: Vec<Event> = statement
        .query_map(rusqlite::params_from_iter(&params), from_row)?
        .collect::<rusqlite::Result<_>>()?;
    let more = events.len() > HistoryPage::SIZE;
    events.truncate(HistoryPage::SIZE);
    let next = events.last().filter(|_| more).map(|event| event.id);
    Ok(HistoryPage { events, next, total, first_at })
}

impl Ledger {
    /// Writes an entry of history and returns its number.
    pub fn record(&self, event: &NewEvent) -> Result<i64> {
        self.write(|transaction| append(transaction, event))
    }

    /// How many entries of each server the filter lets through, by the server's number. Which server the filter wants is left aside.
    pub fn history_by_server(&self, filter: &HistoryFilter) -> Result<BTreeMap<i64, u64>> {
        let of_all = HistoryFilter { server: None, ..filter.clone() };
        self.read(|connection| by_server(connection, &of_all))
    }

    /// A page of history, newest first: the first one, or the one after the cursor `before`.
    pub fn history(&self, filter: &HistoryFilter, before: Option<i64>) -> Result<HistoryPage> {
        self.read(|connection| page(connection, filter, before))
    }
}
