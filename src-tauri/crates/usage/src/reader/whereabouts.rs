//! Where in a list of accounts the reader is: cheap to keep up to date, and a path only when one is asked for.

use super::keys::Keys;
use super::names::{AccountName, EmailName};
use super::path;

/// How far inside a record.
#[derive(Clone, Copy)]
pub(super) enum Level {
    /// At the record itself.
    Record,
    /// At the value of the record's last key.
    Member,
    /// At an e-mail, with its index if it stands in a list.
    Email(Option<u64>),
    /// At the value of such an e-mail's last key.
    EmailMember(Option<u64>),
}

/// The way from the document to the value that is being read.
pub(super) struct Whereabouts {
    list: String,
    pub(super) index: u64,
    pub(super) keys: Keys<AccountName>,
    pub(super) email_keys: Keys<EmailName>,
    pub(super) level: Level,
}

impl Whereabouts {
    /// At the beginning of the list that has this path.
    pub(super) const fn new(list: String) -> Self {
        Self { list, index: 0, keys: Keys::new(), email_keys: Keys::new(), level: Level::Record }
    }

    /// The path of the value that is being read.
    pub(super) fn path(&self) -> String {
        let mut path = self.list.clone();
        path::push_element(&mut path, self.index);
        let email = match self.level {
            Level::Record => return path,
            Level::Member => None,
            Level::Email(index) | Level::EmailMember(index) => index,
        };
        path::push_member(&mut path, &self.keys.last_text());
        if let Some(index) = email {
            path::push_element(&mut path, index);
        }
        if let Level::EmailMember(_) = self.level {
            path::push_member(&mut path, &self.email_keys.last_text());
        }
        path
    }
}
