//! The servers that are known.

use serde::Serialize;

use super::{Choice, HandOverState};

/// All servers, and what is noticed across them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Servers {
    /// The servers, in the order of their hosts.
    pub servers: Vec<ServerRow>,
    /// What is noticed across them.
    pub across: Vec<AcrossServers>,
    /// What only a person can say of them, and nobody has said yet.
    pub questions: Vec<ServerQuestion>,
}

/// A question about a server: is it the same one under another name?
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerQuestion {
    /// The export that asks.
    pub file: String,
    /// The finding that asks.
    pub code: usage::Code,
    /// What a person can answer.
    pub choices: Vec<Choice>,
    /// What stands for the server in a count that it is asked about.
    pub server: String,
    /// The host that the export names.
    pub host: Option<String>,
    /// The id that the export names.
    pub id: Option<String>,
    /// The host, or the id, that the server had before.
    pub before: String,
    /// When the export was added.
    pub at: String,
}

/// A server on one line of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerRow {
    /// What stands for it in a count.
    pub key: String,
    /// Its host.
    pub host: String,
    /// Its version, as its last export says.
    pub version: Option<String>,
    /// How many accounts; `None` where nobody knows who is on it.
    pub accounts: Option<u32>,
    /// How many of them are neither suspended nor dormant; `None` where no list of all of them is here.
    pub active: Option<u32>,
    /// How many of them are suspended; `None` where no list of all of them is here.
    pub suspended: Option<u32>,
    /// How many of them are dormant; `None` where no list of all of them is here.
    pub dormant: Option<u32>,
    /// How many of them count and have no primary e-mail; `None` where no list of all of them is here.
    pub no_primary_email: Option<u32>,
    /// Where its people are known from.
    pub people_from: PeopleFrom,
    /// Whether GitHub Connect syncs it; `None` where no export says.
    pub connect: Option<bool>,
    /// When its last export was added.
    pub last_export: Option<String>,
    /// How old that is, in days.
    pub days: Option<u32>,
    /// When it was last counted.
    pub last_counted: Option<String>,
    /// Whether a newer export than the counted one is here.
    pub newer_waits: bool,
    /// How many questions about it are open.
    pub questions: u32,
}

/// Where a server's people are known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PeopleFrom {
    /// A report of all its users.
    Report,
    /// The open list of its export.
    OpenExport,
    /// What the cloud remembers of it.
    CloudMemory,
    /// Nobody knows who is on it.
    Unknown,
}

/// What is noticed across servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum AcrossServers {
    /// One host has several ids; each is a server of its own.
    OneHostTwoIds {
        /// The host.
        host: String,
        /// Its ids.
        ids: Vec<String>,
    },
    /// One id has several hosts; they are one server.
    OneIdTwoHosts {
        /// The id.
        id: String,
        /// Its hosts.
        hosts: Vec<String>,
    },
}

/// One server with its exports.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerPage {
    /// What its line says.
    pub server: ServerRow,
    /// The id that it calls itself by.
    pub server_id: Option<String>,
    /// Other hosts and ids that a person said are this server.
    pub other_names: Vec<String>,
    /// The hash of its license, as its last export says.
    pub license_hash: Option<String>,
    /// SHA-256 of its public key, in hex digits.
    pub public_key: Option<String>,
    /// Whether it speaks HTTP only.
    pub http_only: Option<bool>,
    /// The features of its last export.
    pub features: Vec<String>,
    /// Its exports, newest first.
    pub exports: Vec<ExportLine>,
    /// What changed from the last list of its people but one to the last.
    pub changes: AccountChanges,
    /// What only a person can say of it, and nobody has said yet.
    pub questions: Vec<ServerQuestion>,
}

/// How many accounts more or fewer there are than before; `None` where either list does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountChanges {
    /// Of all.
    pub accounts: Option<i64>,
    /// Of those that are neither suspended nor dormant.
    pub active: Option<i64>,
    /// Of the suspended.
    pub suspended: Option<i64>,
    /// Of the dormant.
    pub dormant: Option<i64>,
}

/// An export of a server.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExportLine {
    /// When it was added.
    pub at: String,
    /// SHA-256 of its bytes, in hex digits.
    pub sha256: String,
    /// Its review.
    pub review: String,
    /// How many accounts it lists, or, where its list is sealed, the report of all users that came with it; `None` without either.
    pub accounts: Option<u64>,
    /// The id of the file that lists them; `None` where none does.
    pub people: Option<String>,
    /// How many more or fewer than the last one before it that tells.
    pub change: Option<i64>,
    /// How far its last hand-over got; `None` where it was never handed over.
    pub state: Option<HandOverState>,
}
