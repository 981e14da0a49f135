//! What a decision stood on: the primary e-mails that its accounts had. Where one is another by now, whoever made the decision may
//! want to look at it again.

use std::collections::BTreeMap;

use people::email::{Letters, form};
use people::{Node, People};
use usage::outside::visible;

use crate::answers::ChangedGround;

/// The longest text of a key or an e-mail that is shown.
const LONGEST: usize = 600;

/// The primary e-mails of accounts, by their keys; an empty one of an account that has none. Of what has no primary e-mail (a cloud
/// account, a subscription) or is not there, nothing.
pub(crate) fn emails<'a>(
    people: &People,
    keys: impl IntoIterator<Item = &'a str>,
) -> BTreeMap<String, String> {
    let email_of = |key: &'a str| Some((key.to_owned(), email(people, key)?.to_owned()));
    keys.into_iter().filter_map(email_of).collect()
}

/// The accounts whose primary e-mail is another one than a decision stood on. Compared exactly, as GitHub's rules are applied. An account
/// that is gone is told otherwise.
pub(crate) fn changed(people: &People, emails: &BTreeMap<String, String>) -> Vec<ChangedGround> {
    let shown = |email: &str| (!email.is_empty()).then(|| visible(email, LONGEST));
    let changed = |(key, before): (&String, &String)| {
        let now = email(people, key)?;
        (form(now, Letters::Exact) != form(before, Letters::Exact)).then(|| ChangedGround {
            account: visible(key, LONGEST),
            before: shown(before),
            now: shown(now),
        })
    };
    emails.iter().filter_map(changed).collect()
}

fn email<'a>(people: &'a People, key: &str) -> Option<&'a str> {
    match people.find(key)? {
        Node::Account(account) => Some(people.account(account)?.primary_email.unwrap_or_default()),
        Node::Cloud(_) | Node::Subscription(_) => None,
    }
}
