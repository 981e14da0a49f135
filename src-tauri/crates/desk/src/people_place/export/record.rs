//! A person as a row of a table, or a line of JSON.

use std::collections::{BTreeSet, HashSet};

use people::Node;
use serde::Serialize;
use usage::outside::visible;

use crate::answers::PersonFacet;
use crate::people_place::Table;

/// The names of the columns, in their order. Scripts may rely on them.
pub(super) const COLUMNS: [&str; 12] = [
    "person",
    "name",
    "email",
    "license",
    "server_accounts",
    "cloud_login",
    "joined_by",
    "facets",
    "servers",
    "logins",
    "emails",
    "accounts",
];

/// The longest text of a key or an e-mail that is shown.
const LONGEST: usize = 600;

/// A person. Every text from outside is made visible, and is not sorted but where it says so.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    /// The key of an account, which holds from one count to the next.
    pub(super) person: String,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    /// `enterprise`, `visual_studio` or `none`.
    pub(super) license: &'static str,
    pub(super) server_accounts: u32,
    pub(super) cloud_login: Option<String>,
    /// The rule that joined the accounts; `None` where there is only one.
    pub(super) joined_by: Option<&'static str>,
    pub(super) facets: Vec<&'static str>,
    /// The servers of the accounts, each once, sorted.
    pub(super) servers: Vec<String>,
    /// The logins on servers, each once, sorted.
    pub(super) logins: Vec<String>,
    /// Primary e-mails, each once, sorted.
    pub(super) emails: Vec<String>,
    /// The keys of all accounts, the cloud's first.
    pub(super) accounts: Vec<String>,
}

impl Table {
    /// A person as a row.
    pub(super) fn record(&self, person: u32, decided: &HashSet<u32>) -> Record {
        let people = &self.people;
        let facets = people.facets(person);
        let marks = self.marks_of(person, decided).facets();
        let cloud = people.cloud_account_of(person);
        let (mut servers, mut logins, mut emails) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let views = people.accounts_of(person).iter().filter_map(|&account| people.account(account));
        for view in views {
            servers.insert(visible(view.server, LONGEST));
            logins.extend(view.login.map(|login| visible(login, LONGEST)));
            emails.extend(view.primary_email.map(|email| visible(email, LONGEST)));
        }
        let accounts = people.accounts_of(person).iter().map(|&account| Node::Account(account));
        Record {
            person: self.key_of(person),
            name: people.name(person).map(|name| visible(name, LONGEST)),
            email: people.email(person).map(|email| visible(email, LONGEST)),
            license: match (facets.license, facets.visual_studio) {
                (false, _) => "none",
                (true, true) => "visual_studio",
                (true, false) => "enterprise",
            },
            server_accounts: facets.server_accounts,
            cloud_login: cloud.and_then(|cloud| people.login(cloud)).map(|login| visible(login, LONGEST)),
            joined_by: facets.joined_by.map(people::Rule::name),
            facets: marks.into_iter().map(PersonFacet::name).collect(),
            servers: servers.into_iter().collect(),
            logins: logins.into_iter().collect(),
            emails: emails.into_iter().collect(),
            accounts: cloud
                .map(Node::Cloud)
                .into_iter()
                .chain(accounts)
                .map(|node| visible(&people.key(node), LONGEST))
                .collect(),
        }
    }
}

impl Record {
    /// The cells of a table, under [`COLUMNS`]. A list is one cell, with a blank between its items.
    pub(super) fn cells(&self) -> [String; COLUMNS.len()] {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            self.person.clone(),
            text(&self.name),
            text(&self.email),
            self.license.to_owned(),
            self.server_accounts.to_string(),
            text(&self.cloud_login),
            self.joined_by.unwrap_or_default().to_owned(),
            self.facets.join(" "),
            self.servers.join(" "),
            self.logins.join(" "),
            self.emails.join(" "),
            self.accounts.join(" "),
        ]
    }
}
