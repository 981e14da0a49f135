//! The enterprises that files are handed over to. Their tokens are not here but in the system's keychain.

use rusqlite::{OptionalExtension as _, Row};

use crate::column::{Json, Moment};
use crate::{Ledger, LedgerError, Result, cloud_reports, forget};

/// An enterprise of GitHub Enterprise Cloud, as a person set it up.
#[derive(Clone, Debug, PartialEq)]
pub struct Enterprise {
    /// The short name that it is called by here; unique.
    pub name: String,
    /// What the window calls it.
    pub title: String,
    /// The origin of its pages, such as `https://github.com`.
    pub web_origin: String,
    /// The origin of its API, such as `https://api.github.com`.
    pub api_origin: String,
    /// Its slug in those.
    pub slug: String,
    /// How files get there: the word of a route, such as `page` or `endpoint`.
    pub route: String,
    /// The profile of its endpoint, for that route.
    pub endpoint: Option<serde_json::Value>,
    /// Whether it is a practice enterprise.
    pub practice: bool,
    /// When it was set up.
    pub added_at: jiff::Timestamp,
}

const SELECT: &str =
    "SELECT name, title, web_origin, api_origin, slug, route, endpoint, practice, added_at FROM enterprises";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Enterprise> {
    Ok(Enterprise {
        name: row.get("name")?,
        title: row.get("title")?,
        web_origin: row.get("web_origin")?,
        api_origin: row.get("api_origin")?,
        slug: row.get("slug")?,
        route: row.get("route")?,
        endpoint: row.get::<_, Option<Json<_>>>("endpoint")?.map(|json| json.0),
        practice: row.get("practice")?,
        added_at: row.get::<_, Moment>("added_at")?.0,
    })
}

impl Ledger {
    /// Adds an enterprise. A name that is taken is a [`Conflict`](LedgerError::Conflict).
    pub fn add_enterprise(&self, enterprise: &Enterprise) -> Result<()> {
        self.write(|transaction| {
            let added = transaction.execute(
                "INSERT INTO enterprises (name, title, web_origin, api_origin, slug, route, endpoint, practice, added_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (name) DO NOTHING",
                (
                    &enterprise.name,
                    &enterprise.title,
                    &enterprise.web_origin,
                    &enterprise.api_origin,
                    &enterprise.slug,
                    &enterprise.route,
                    enterprise.endpoint.as_ref().map(Json),
                    enterprise.practice,
                    Moment(enterprise.added_at),
                ),
            )?;
            if added == 0 { Err(LedgerError::Conflict { what: "enterprise_name" }) } else { Ok(()) }
        })
    }

    /// Changes everything about an enterprise but its name and when it was added.
    pub fn update_enterprise(&self, enterprise: &Enterprise) -> Result<()> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE enterprises SET title = ?2, web_origin = ?3, api_origin = ?4, slug = ?5, route = ?6,
                 endpoint = ?7, practice = ?8 WHERE name = ?1",
                (
                    &enterprise.name,
                    &enterprise.title,
                    &enterprise.web_origin,
                    &enterprise.api_origin,
                    &enterprise.slug,
                    &enterprise.route,
                    enterprise.endpoint.as_ref().map(Json),
                    enterprise.practice,
                ),
            )?;
            if changed == 0 { Err(LedgerError::NotFound { what: "enterprise" }) } else { Ok(()) }
        })
    }

    /// All enterprises, in order of addition.
    pub fn enterprises(&self) -> Result<Vec<Enterprise>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY added_at, name"))?;
            Ok(statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// One enterprise.
    pub fn enterprise(&self, name: &str) -> Result<Option<Enterprise>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE name = ?1"))?;
            Ok(statement.query_row([name], from_row).optional()?)
        })
    }

    /// Removes an enterprise with what its cloud answered, people and all, and unties its servers. Hand-overs and receipts stay and keep
    /// its name. While a hand-over to it is under way it is a [`Conflict`](LedgerError::Conflict).
    pub fn remove_enterprise(&self, name: &str) -> Result<()> {
        self.write(|transaction| {
            let under_way: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM hand_overs
                 WHERE enterprise = ?1 AND state IN ('handing_over', 'waiting', 'received'))",
                [name],
                |row| row.get(0),
            )?;
            if under_way {
                return Err(LedgerError::Conflict { what: "hand_over_under_way" });
            }
            cloud_reports::drop_all(transaction, name)?;
            match transaction.execute("DELETE FROM enterprises WHERE name = ?1", [name])? {
                0 => Err(LedgerError::NotFound { what: "enterprise" }),
                _ => Ok(()),
            }
        })?;
        forget::remove_let_go(&self.inner);
        Ok(())
    }
}
