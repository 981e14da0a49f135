//! The records of an open user list, in the spellings that GitHub's own vocabulary suggests.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::Value;

use crate::world::{Email, ServerAccount};

/// The accounts read so far.
#[derive(Default)]
pub(super) struct Accounts {
    pub(super) taken: Vec<ServerAccount>,
    ids: HashSet<i32>,
}

impl Accounts {
    /// Takes a record, or says why the list does not hold.
    pub(super) fn take(&mut self, record: &Value) -> Result<(), String> {
        let at = self.taken.len();
        let account =
            account(record).ok_or_else(|| format!("users[{at}] is not an account with a user id."))?;
        if !self.ids.insert(account.id) {
            return Err(format!("users[{at}]: the user id {} stands on another account too.", account.id));
        }
        self.taken.push(account);
        Ok(())
    }
}

/// One record of an open list, in the spellings that GitHub's own vocabulary suggests.
fn account(record: &Value) -> Option<ServerAccount> {
    let record = record.as_object()?;
    let field =
        |names: &[&str]| record.iter().find(|(key, _)| names.contains(&&*plain(key))).map(|(_, value)| value);
    let text = |names: &[&str]| field(names).and_then(Value::as_str).map(str::to_owned);
    let mark = |names: &[&str]| field(names).and_then(Value::as_bool).unwrap_or(false);
    let id = field(&["id", "userid", "remoteuserid"])?;
    let id = id.as_i64().or_else(|| id.as_str()?.parse().ok())?;
    let suspended_since = field(&["suspendedat"]).is_some_and(|date| !date.is_null() && date != "");
    Some(ServerAccount {
        id: i32::try_from(id).ok().filter(|id| *id >= 0)?,
        login: text(&["login", "username"]).unwrap_or_default(),
        profile_name: text(&["profilename", "name"]),
        emails: emails(field(&["emails", "email"])),
        suspended: mark(&["suspended", "issuspended"]) || suspended_since,
        dormant: mark(&["dormant", "isdormant"]),
        site_admin: mark(&["siteadmin", "issiteadmin"]),
        created_at: text(&["createdat", "remotecreatedat"]).and_then(|date| date.parse::<Timestamp>().ok()),
    })
}

/// A text, or a list of texts or of objects with a primary mark. The only e-mail of an account is its primary one.
fn emails(value: Option<&Value>) -> Vec<Email> {
    let one = |value: &Value| match value {
        Value::String(email) => Some(Email { email: email.clone(), primary: false }),
        Value::Object(fields) => {
            let field = |names: &[&str]| {
                fields.iter().find(|(key, _)| names.contains(&&*plain(key))).map(|(_, value)| value)
            };
            Some(Email {
                email: field(&["email", "address", "value"])?.as_str()?.to_owned(),
                primary: field(&["primary", "isprimary"]).and_then(Value::as_bool).unwrap_or(false),
            })
        }
        _ => None,
    };
    let mut emails: Vec<Email> = match value {
        Some(Value::Array(values)) => values.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    if let [only] = &mut emails[..] {
        only.primary = true;
    }
    emails
}

/// A key without letter case and separators.
pub(super) fn plain(key: &str) -> String {
    key.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::export::{Outcome, read};
    use crate::world::ServerAccount;

    #[test]
    fn records_come_in_their_plausible_spellings() {
        let file = r#"{"server_id":"s","users":[
            {"id":1,"login":"a","emails":[{"email":"a@x.example","primary":true},{"email":"b@x.example","primary":false}]},
            {"userId":"2","username":"b","emails":["c@x.example"],"suspended_at":"2026-01-01T00:00:00Z"},
            {"remoteUserId":3,"email":"d@x.example","suspended_at":null,"isSiteAdmin":true}]}"#;
        let (_, outcome) = read(file.as_bytes());
        let Outcome::Accounts { accounts } = outcome else {
            panic!("accounts were expected, not {outcome:?}")
        };
        let primary: Vec<_> = accounts.iter().map(ServerAccount::primary_email).collect();
        assert_eq!(
            primary,
            [Some("a@x.example"), Some("c@x.example"), Some("d@x.example")],
            "the primary e-mails"
        );
        assert_eq!(
            accounts.iter().map(|one| one.suspended).collect::<Vec<_>>(),
            [false, true, false],
            "suspended"
        );
        assert_eq!(
            accounts.iter().map(|one| one.id).collect::<Vec<_>>(),
            [1, 2, 3],
            "ids, one of them as text"
        );
        assert!(accounts[2].site_admin, "the GraphQL spelling of the site admin mark");
    }
}
