//! How a value stands in a column: readable with any SQLite shell, and sortable as text.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use usage::Sha256Digest;

/// A time: RFC 3339 in UTC with milliseconds, so that the order of the texts is the order of the times.
pub(crate) struct Moment(pub(crate) Timestamp);

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(format!("{:.3}", self.0)))
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// A JSON document.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(ToSqlOutput::from)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl<T: serde::de::DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

/// A digest: 64 lower-case hex digits.
pub(crate) struct Digest(pub(crate) Sha256Digest);

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.hex()))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Sha256Digest::parse(value.as_str()?).map(Self).ok_or(FromSqlError::InvalidType)
    }
}

/// A number of things or bytes. SQLite's integers end at 2^63 - 1, and so do the counts here.
pub(crate) struct Count(pub(crate) u64);

impl ToSql for Count {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(i64::try_from(self.0).unwrap_or(i64::MAX)))
    }
}

impl FromSql for Count {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u64::try_from(number).map(Self).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

/// An enum whose values are words: in a column, in JSON and in Rust the same set.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its word, as the ledger and JSON spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(rusqlite::types::ToSqlOutput::from(self.as_str()))
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(rusqlite::types::FromSqlError::InvalidType),
                }
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc_with_milliseconds() -> Result<(), Box<dyn std::error::Error>> {
        let with_offset: Timestamp = "2026-11-24T09:30:00.123456+09:00".parse()?;
        let ToSqlOutput::Owned(rusqlite::types::Value::Text(text)) = Moment(with_offset).to_sql()? else {
            panic!("a time is text");
        };
        assert_eq!(text, "2026-11-24T00:30:00.123Z", "UTC, cut to milliseconds");
        let whole: Timestamp = "2026-11-24T00:30:00Z".parse()?;
        let ToSqlOutput::Owned(rusqlite::types::Value::Text(text)) = Moment(whole).to_sql()? else {
            panic!("a time is text");
        };
        assert_eq!(text, "2026-11-24T00:30:00.000Z", "always three digits, or texts would not sort as times");
        Ok(())
    }
}
