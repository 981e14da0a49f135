//! What an uploaded file says: the practice enterprise's own reading of an Enterprise Server's usage export.
//!
//! GitHub documents the fields of an export by their labels and neither its JSON keys nor the user list
//! (github/docs content/billing/reference/license-reports.md), so keys are taken in any letter case and with any
//! separator, and the server's fields at the root or under `instance`.

mod accounts;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::sealing;
use crate::world::ServerAccount;
use accounts::{Accounts, plain};

/// The server that a file names. Both texts are empty where it names none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ServerName {
    pub(crate) server_id: String,
    pub(crate) host_name: String,
}

/// What processing a file comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// The people are known.
    Accounts {
        /// All of the file, suspended ones included.
        accounts: Vec<ServerAccount>,
    },
    /// A list that was sealed elsewhere: the file is taken, and nobody in it is known.
    PeopleUnknown,
    /// Not processed.
    Failed {
        /// Why, in the words that the enterprise answers with.
        reason: String,
    },
}

impl Outcome {
    pub(crate) fn failed(reason: impl Into<String>) -> Self {
        Self::Failed { reason: reason.into() }
    }
}

/// Reads a file. Its server is told as far as it was read, whatever came of the rest.
pub(crate) fn read(bytes: &[u8]) -> (ServerName, Outcome) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut document = Document::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let whole = (&mut document).deserialize(&mut json).and_then(|()| json.end());
    let server = document.server;
    let outcome = match whole {
        Err(error) => Outcome::failed(format!(
            "The file is not a complete JSON document (line {}, column {}).",
            error.line(),
            error.column()
        )),
        Ok(()) if server == ServerName::default() => {
            Outcome::failed("The file is not a license usage export: it names no server.")
        }
        Ok(()) => match document.users {
            Users::Absent => Outcome::failed("The file has no user list."),
            Users::Odd => Outcome::failed("The user list is neither sealed text nor a list of accounts."),
            Users::Listed(users) => {
                users.map_or_else(Outcome::failed, |accounts| Outcome::Accounts { accounts })
            }
            Users::Sealed(text) => match sealing::open(&text, &server.server_id) {
                None => Outcome::PeopleUnknown,
                Some(list) => opened(&list),
            },
        },
    };
    (server, outcome)
}

fn opened(list: &[u8]) -> Outcome {
    let records: Vec<Value> = match serde_json::from_slice(list) {
        Ok(records) => records,
        Err(_) => return Outcome::failed("The sealed user list could not be read."),
    };
    let mut accounts = Accounts::default();
    for record in &records {
        if let Err(reason) = accounts.take(record) {
            return Outcome::Failed { reason };
        }
    }
    Outcome::Accounts { accounts: accounts.taken }
}

/// What was read of a document so far; it stays when the rest cannot be read.
#[derive(Default)]
struct Document {
    server: ServerName,
    users: Users,
}

#[derive(Default)]
enum Users {
    #[default]
    Absent,
    Odd,
    Sealed(String),
    /// The accounts, or why the list does not hold.
    Listed(Result<Vec<ServerAccount>, String>),
}

impl ServerName {
    fn note(&mut self, key: &str, value: &Value) {
        let field = match plain(key).as_str() {
            "serverid" => &mut self.server_id,
            "hostname" => &mut self.host_name,
            _ => return,
        };
        if let Some(text) = value.as_str() {
            text.trim().clone_into(field);
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Document {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Document {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match plain(&key).as_str() {
                "instance" => {
                    if let Value::Object(fields) = map.next_value()? {
                        fields.iter().for_each(|(key, value)| self.server.note(key, value));
                    }
                }
                "users" => self.users = map.next_value()?,
                "serverid" | "hostname" => self.server.note(&key, &map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Users {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Users;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a user list")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Users, E> {
                Ok(Users::Sealed(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Users, A::Error> {
                let mut accounts = Accounts::default();
                let mut fault = None;
                // After a fault the rest is still read: whether the document is whole is a question of its own.
                while let Some(record) = list.next_element::<Value>()? {
                    if fault.is_none() {
                        fault = accounts.take(&record).err();
                    }
                }
                Ok(Users::Listed(fault.map_or(Ok(accounts.taken), Err)))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Users, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Users::Odd)
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<Users, E> {
                Ok(Users::Absent)
            }

            fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Users, E> {
                Ok(Users::Odd)
            }

            fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Users, E> {
                Ok(Users::Odd)
            }

            fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Users, E> {
                Ok(Users::Odd)
            }

            fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Users, E> {
                Ok(Users::Odd)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(outcome: &Outcome) -> &str {
        match outcome {
            Outcome::Failed { reason } => reason,
            other => panic!("a failure was expected, not {other:?}"),
        }
    }

    #[test]
    fn keys_come_in_any_spelling_at_either_place() {
        for file in [
            r#"{"instance":{"server_id":"s","host_name":"h"},"users":[]}"#,
            r#"{"Server ID":"s","Host name":"h","Users":[]}"#,
            r#"{"users":[],"Instance":{"serverId":"s","HOST-NAME":"h"}}"#,
        ] {
            let (server, outcome) = read(file.as_bytes());
            assert_eq!((&*server.server_id, &*server.host_name), ("s", "h"), "the server of {file}");
            assert_eq!(
                outcome,
                Outcome::Accounts { accounts: Vec::new() },
                "an empty list is a list: {file}"
            );
        }
    }

    #[test]
    fn a_truncated_file_still_names_its_server() {
        let (server, outcome) = read(br#"{"instance":{"host_name":"ghes.practice.example"},"users":"abc"#);
        assert_eq!(server.host_name, "ghes.practice.example", "the server came before the end");
        assert!(reason(&outcome).contains("line 1"), "the place is told: {outcome:?}");
    }

    #[test]
    fn what_is_no_export_fails_with_a_reason() {
        for (file, expected) in [
            ("", "not a complete JSON document"),
            ("[1,2]", "not a complete JSON document"),
            ("{} trailing", "not a complete JSON document"),
            ("{}", "names no server"),
            (r#"{"users":[]}"#, "names no server"),
            (r#"{"host_name":"h"}"#, "no user list"),
            (r#"{"host_name":"h","users":null}"#, "no user list"),
            (r#"{"host_name":"h","users":7}"#, "neither sealed text nor a list"),
            (r#"{"host_name":"h","users":{"a":1}}"#, "neither sealed text nor a list"),
            (r#"{"host_name":"h","users":[{"login":"a"}]}"#, "users[0] is not an account"),
            (r#"{"host_name":"h","users":[{"id":9999999999}]}"#, "users[0] is not an account"),
            (r#"{"host_name":"h","users":[{"id":1},{"id":1}]}"#, "users[1]: the user id 1 stands on another"),
        ] {
            let (_, outcome) = read(file.as_bytes());
            assert!(reason(&outcome).contains(expected), "{file:?} gives {outcome:?}");
        }
        let deep = format!("{{\"host_name\":\"h\",\"users\":{}", "[".repeat(100_000));
        assert!(
            reason(&read(deep.as_bytes()).1).contains("not a complete"),
            "deep nesting neither crashes nor passes"
        );
    }

    #[test]
    fn a_foreign_seal_is_taken_and_its_people_are_unknown() {
        let (_, outcome) = read(br#"{"server_id":"s","host_name":"h","users":"bm90IG91cnM="}"#);
        assert_eq!(outcome, Outcome::PeopleUnknown, "sealed by somebody else");
    }
}
