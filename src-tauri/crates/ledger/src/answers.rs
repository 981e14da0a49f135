//! What the cloud last answered, per enterprise and question. The evidence of a hand-over is in its steps; here stands what
//! the window shows between two readings, so only the latest is kept.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use crate::column::{Json, Moment, words};
use crate::{Ledger, LedgerError, Result};

/// An answer of the cloud.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudAnswer {
    /// The enterprise that was asked about.
    pub enterprise: String,
    /// What was asked.
    pub what: CloudQuestion,
    /// When it was asked, by this computer's clock.
    pub at: Timestamp,
    /// When it was answered, by the cloud's own.
    pub cloud_at: Option<Timestamp>,
    /// What of it is kept: figures and states, never the people in it.
    pub body: serde_json::Value,
}

words! {
    /// A question to the cloud.
    CloudQuestion {
        /// How many licenses are consumed and purchased.
        ConsumedLicenses = "consumed_licenses",
        /// How each server's last synchronisation went.
        LicenseSyncStatus = "license_sync_status",
        /// The uploads of each server and their states.
        Uploads = "uploads",
    }
}

impl Ledger {
    /// Keeps an answer in place of an older one. An older answer than the one that is kept changes nothing.
    pub fn keep_answer(&self, answer: &CloudAnswer) -> Result<()> {
        self.write(|transaction| {
            let known: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM enterprises WHERE name = ?1)",
                [&answer.enterprise],
                |row| row.get(0),
            )?;
            if !known {
                return Err(LedgerError::NotFound { what: "enterprise" });
            }
            transaction.execute(
                "INSERT INTO cloud_answers (enterprise, what, at, cloud_at, body) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (enterprise, what) DO UPDATE
                 SET at = excluded.at, cloud_at = excluded.cloud_at, body = excluded.body WHERE excluded.at >= at",
                (
                    &answer.enterprise,
                    answer.what,
                    Moment(answer.at),
                    answer.cloud_at.map(Moment),
                    Json(&answer.body),
                ),
            )?;
            Ok(())
        })
    }

    /// The latest answer to a question.
    pub fn latest_answer(&self, enterprise: &str, what: CloudQuestion) -> Result<Option<CloudAnswer>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT enterprise, what, at, cloud_at, body FROM cloud_answers WHERE enterprise = ?1 AND what = ?2",
            )?;
            Ok(statement
                .query_row((enterprise, what), |row| {
                    Ok(CloudAnswer {
                        enterprise: row.get("enterprise")?,
                        what: row.get("what")?,
                        at: row.get::<_, Moment>("at")?.0,
                        cloud_at: row.get::<_, Option<Moment>>("cloud_at")?.map(|moment| moment.0),
                        body: row.get::<_, Json<_>>("body")?.0,
                    })
                })
                .optional()?)
        })
    }
}
