//! Settings: a JSON value for each key.

use rusqlite::OptionalExtension as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::column::Json;
use crate::{Ledger, LedgerError, Result};

impl Ledger {
    /// A setting; `None` where it was never set.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        self.read(|connection| {
            let value: Option<String> = connection
                .query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0))
                .optional()?;
            value
                .map(|json| serde_json::from_str(&json).map_err(|_| LedgerError::Corrupt { what: "setting" }))
                .transpose()
        })
    }

    /// Sets a setting.
    pub fn set_setting<T: Serialize + ?Sized>(&self, key: &str, value: &T) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, Json(value)),
            )?;
            Ok(())
        })
    }

    /// Takes a setting back to its default.
    pub fn clear_setting(&self, key: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM settings WHERE key = ?1", [key])?;
            Ok(())
        })
    }
}
