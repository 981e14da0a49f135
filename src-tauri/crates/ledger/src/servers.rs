//! Servers, and what each was called before or is called elsewhere.
//!
//! A server is its server id where one is known, else its host. One host with two ids, or one id with two hosts, is a
//! question for a person and never a silent merge; what the person answers is kept here as an alias.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};
use usage::outside::host_key;

use crate::column::{Moment, words};
use crate::{Ledger, LedgerError, Result};

/// A GitHub Enterprise Server instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its number in this ledger.
    pub id: i64,
    /// The UUID that it calls itself by, as its export spells it.
    pub server_id: Option<String>,
    /// Its host name, as its export spells it.
    pub host: String,
    /// The enterprise that its first hand-over tied it to.
    pub enterprise: Option<String>,
    /// When a file of it was first seen.
    pub first_seen: Timestamp,
    /// The hosts and ids that a person said are this server too, oldest first.
    pub aliases: Vec<Alias>,
}

/// Another host or id of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Which of the two.
    pub kind: AliasKind,
    /// As it was spelled.
    pub value: String,
    /// Since when it is known as an alias.
    pub since: Timestamp,
}

words! {
    /// What an alias stands for.
    AliasKind {
        /// Another host name.
        Host = "host",
        /// Another server id.
        ServerId = "server_id",
    }
}

/// What the ledger knows about the server that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerMatch {
    /// This server, and nothing speaks against it.
    Known(Server),
    /// A person has to say: the id belongs to a server of another host, or the host to a server of another id, or several
    /// servers fit.
    Question {
        /// Servers of this id.
        same_id: Vec<Server>,
        /// Servers of this host, other than those.
        same_host: Vec<Server>,
    },
    /// Neither its id nor its host was seen before.
    New,
}

const SELECT: &str = "SELECT id, server_id, host, enterprise, first_seen FROM servers";

/// The form in which server ids are compared: UUIDs are the same in either case (RFC 9562, section 4).
fn id_key(server_id: &str) -> String {
    server_id.trim().to_lowercase()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Server> {
    Ok(Server {
        id: row.get("id")?,
        server_id: row.get("server_id")?,
        host: row.get("host")?,
        enterprise: row.get("enterprise")?,
        first_seen: row.get::<_, Moment>("first_seen")?.0,
        aliases: Vec::new(),
    })
}

fn with_aliases(connection: &Connection, mut server: Server) -> rusqlite::Result<Server> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, value, since FROM server_aliases WHERE server = ?1 ORDER BY since, kind, key",
    )?;
    server.aliases = statement
        .query_map([server.id], |row| {
            Ok(Alias {
                kind: row.get("kind")?,
                value: row.get("value")?,
                since: row.get::<_, Moment>("since")?.0,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(server)
}

fn load(connection: &Connection, id: i64) -> Result<Server> {
    let server = connection.query_row(&format!("{SELECT} WHERE id = ?1"), [id], from_row).optional()?;
    let server = server.ok_or(LedgerError::NotFound { what: "server" })?;
    Ok(with_aliases(connection, server)?)
}

fn carrying(connection: &Connection, kind: AliasKind, key: &str) -> Result<Vec<Server>> {
    let column = match kind {
        AliasKind::Host => "host_key",
        AliasKind::ServerId => "server_id_key",
    };
    let mut statement = connection.prepare_cached(&format!(
        "{SELECT} WHERE {column} = ?1 OR id IN (SELECT server FROM server_aliases WHERE kind = ?2 AND key = ?1)
         ORDER BY id"
    ))?;
    let servers: Vec<_> = statement.query_map((key, kind), from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(servers.into_iter().map(|server| with_aliases(connection, server)).collect::<rusqlite::Result<_>>()?)
}

/// The form in which an alias is compared.
fn key_of(kind: AliasKind, value: &str) -> String {
    match kind {
        AliasKind::Host => host_key(value),
        AliasKind::ServerId => id_key(value),
    }
}

fn add_alias(
    transaction: &Transaction<'_>,
    server: i64,
    kind: AliasKind,
    value: &str,
    since: Timestamp,
) -> Result<()> {
    transaction.execute(
        "INSERT INTO server_aliases (server, kind, value, key, since) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (server, kind, key) DO NOTHING",
        (server, kind, value, key_of(kind, value), Moment(since)),
    )?;
    Ok(())
}

/// A name that becomes the current one is no alias any more.
fn drop_alias(transaction: &Transaction<'_>, server: i64, kind: AliasKind, key: &str) -> Result<bool> {
    let dropped = transaction.execute(
        "DELETE FROM server_aliases WHERE server = ?1 AND kind = ?2 AND key = ?3",
        (server, kind, key),
    )?;
    Ok(dropped > 0)
}

fn taken(error: rusqlite::Error) -> LedgerError {
    match LedgerError::from(error) {
        LedgerError::Conflict { .. } => LedgerError::Conflict { what: "server_identity" },
        other => other,
    }
}

/// Ties a server to an enterprise; the same one again is fine, another one is a conflict. Says whether this was the first.
pub(crate) fn tie(transaction: &Transaction<'_>, server: i64, enterprise: &str) -> Result<bool> {
    match load(transaction, server)?.enterprise {
        Some(tied) if tied == enterprise => Ok(false),
        Some(_) => Err(LedgerError::Conflict { what: "server_enterprise" }),
        None => {
            let known: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM enterprises WHERE name = ?1)",
                [enterprise],
                |row| row.get(0),
            )?;
            if !known {
                return Err(LedgerError::NotFound { what: "enterprise" });
            }
            transaction.execute("UPDATE servers SET enterprise = ?2 WHERE id = ?1", (server, enterprise))?;
            Ok(true)
        }
    }
}

/// Ties a server that is tied to no enterprise yet; one that is tied stays as it is.
pub(crate) fn tie_if_free(transaction: &Transaction<'_>, server: i64, enterprise: &str) -> Result<()> {
    if load(transaction, server)?.enterprise.is_none() {
        tie(transaction, server, enterprise)?;
    }
    Ok(())
}

impl Ledger {
    /// Looks for the server that a file names. Aliases count as well as current names; a part that the file or the ledger
    /// does not know speaks neither for nor against.
    pub fn find_server(&self, server_id: Option<&str>, host: Option<&str>) -> Result<ServerMatch> {
        self.read(|connection| {
            let same_id = match server_id {
                Some(server_id) => carrying(connection, AliasKind::ServerId, &id_key(server_id))?,
                None => Vec::new(),
            };
            let same_host = match host {
                Some(host) => carrying(connection, AliasKind::Host, &host_key(host))?,
                None => Vec::new(),
            };
            let both = |server: &&Server| same_host.iter().any(|other| other.id == server.id);
            // Two servers carry both only if a name went from one to the other: the one that bears it now is meant.
            let current = |server: &Server| {
                let id_fits = server_id.map(id_key) == server.server_id.as_deref().map(id_key);
                let host_fits = host.map(host_key).as_deref() == Some(&host_key(&server.host));
                usize::from(id_fits) + usize::from(host_fits)
            };
            if let Some(server) = same_id.iter().filter(both).max_by_key(|server| current(server)) {
                return Ok(ServerMatch::Known(server.clone()));
            }
            let agreeing: Vec<&Server> = if host.is_none() {
                same_id.iter().collect()
            } else if same_id.is_empty() {
                same_host.iter().filter(|server| server_id.is_none() || server.server_id.is_none()).collect()
            } else {
                Vec::new()
            };
            if let [server] = agreeing[..] {
                return Ok(ServerMatch::Known(server.clone()));
            }
            if same_id.is_empty() && same_host.is_empty() {
                return Ok(ServerMatch::New);
            }
            Ok(ServerMatch::Question { same_id, same_host })
        })
    }

    /// Adds a server. The same id and host twice is a [`Conflict`](LedgerError::Conflict).
    pub fn add_server(&self, server_id: Option<&str>, host: &str, first_seen: Timestamp) -> Result<Server> {
        self.write(|transaction| {
            transaction
                .execute(
                    "INSERT INTO servers (server_id, server_id_key, host, host_key, first_seen)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    (server_id, server_id.map(id_key), host, host_key(host), Moment(first_seen)),
                )
                .map_err(taken)?;
            load(transaction, transaction.last_insert_rowid())
        })
    }

    /// All servers, in order of arrival.
    pub fn servers(&self) -> Result<Vec<Server>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY id"))?;
            let servers: Vec<_> = statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?;
            Ok(servers
                .into_iter()
                .map(|server| with_aliases(connection, server))
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// One server.
    pub fn server(&self, id: i64) -> Result<Server> {
        self.read(|connection| load(connection, id))
    }

    /// The server has a new host name; the old one stays as an alias.
    pub fn rename_server(&self, id: i64, host: &str, at: Timestamp) -> Result<Server> {
        self.write(|transaction| {
            let server = load(transaction, id)?;
            let key = host_key(host);
            if host_key(&server.host) != key {
                add_alias(transaction, id, AliasKind::Host, &server.host, at)?;
                drop_alias(transaction, id, AliasKind::Host, &key)?;
            }
            transaction
                .execute("UPDATE servers SET host = ?2, host_key = ?3 WHERE id = ?1", (id, host, key))
                .map_err(taken)?;
            load(transaction, id)
        })
    }

    /// The server was set up anew and has a new id, or its id has become known; an old one stays as an alias.
    pub fn rebuilt_server(&self, id: i64, server_id: &str, at: Timestamp) -> Result<Server> {
        self.write(|transaction| {
            let server = load(transaction, id)?;
            let key = id_key(server_id);
            if let Some(old) = server.server_id.as_deref().filter(|old| id_key(old) != key) {
                add_alias(transaction, id, AliasKind::ServerId, old, at)?;
            }
            drop_alias(transaction, id, AliasKind::ServerId, &key)?;
            transaction
                .execute(
                    "UPDATE servers SET server_id = ?2, server_id_key = ?3 WHERE id = ?1",
                    (id, server_id, key),
                )
                .map_err(taken)?;
            load(transaction, id)
        })
    }

    /// A person said that another host or id is this server too.
    pub fn add_server_alias(&self, id: i64, kind: AliasKind, value: &str, at: Timestamp) -> Result<Server> {
        self.write(|transaction| {
            load(transaction, id)?;
            add_alias(transaction, id, kind, value, at)?;
            load(transaction, id)
        })
    }

    /// Takes an alias back. Says whether it was one.
    pub fn drop_server_alias(&self, id: i64, kind: AliasKind, value: &str) -> Result<bool> {
        self.write(|transaction| drop_alias(transaction, id, kind, &key_of(kind, value)))
    }

    /// Takes a server back that nothing belongs to: no file and no hand-over. Says whether it is gone; one that was not
    /// there is gone already.
    pub fn remove_unused_server(&self, id: i64) -> Result<bool> {
        self.write(|transaction| {
            let used: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM files WHERE server = ?1)
                     OR EXISTS (SELECT 1 FROM hand_overs WHERE server = ?1)",
                [id],
                |row| row.get(0),
            )?;
            if !used {
                transaction.execute("DELETE FROM servers WHERE id = ?1", [id])?;
            }
            Ok(!used)
        })
    }

    /// Ties a server to an enterprise. Says whether this was the first time; another enterprise than the one it is tied
    /// to is a [`Conflict`](LedgerError::Conflict). [`Ledger::claim_sending`] does the same by itself.
    pub fn tie_server(&self, id: i64, enterprise: &str) -> Result<bool> {
        self.write(|transaction| tie(transaction, id, enterprise))
    }
}
