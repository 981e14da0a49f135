//! The keys by which accounts are known outside of a count: `HOST:ID`, `HOST:@LOGIN` where a report has no id,
//! `cloud:LOGIN`, `vs:UPN`. They hold from one count to the next, where numbers do not.

use crate::assemble::key_without_id;
use crate::count::People;
use crate::records::roster;

/// An account of any kind, by its number in a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A server account.
    Account(u32),
    /// A cloud account, by its record.
    Cloud(u32),
    /// A Visual Studio subscription.
    Subscription(u32),
}

impl People {
    /// The key of an account.
    pub fn key(&self, node: Node) -> String {
        match node {
            Node::Account(account) => {
                let server = self.servers.all.get(self.accounts.server(account) as usize);
                let label = server.map_or("", |server| server.label.as_str());
                if let Some(id) = self.accounts.id(account) {
                    return format!("{label}:{id}");
                }
                let login = self.accounts.login(&self.evidence, account);
                let email = self.accounts.primary_email(&self.evidence, account);
                format!("{label}:@{}", key_without_id(login, email).unwrap_or_default())
            }
            Node::Cloud(record) => format!("cloud:{}", self.login(record).unwrap_or_default()),
            Node::Subscription(number) => {
                let email = self.subscription(number).and_then(|subscription| subscription.email);
                format!("vs:{}", email.unwrap_or_default())
            }
        }
    }

    /// The login of a cloud account.
    pub fn login(&self, record: u32) -> Option<&str> {
        let roster = roster(&self.evidence)?;
        (record < self.records.logins).then(|| self.records.login(roster, record))
    }

    /// The account that a key names. A login is found in any letter case, a server by any of its hosts or ids.
    pub fn find(&self, key: &str) -> Option<Node> {
        let key = key.trim();
        if let Some(login) = key.strip_prefix("cloud:") {
            return self.records.find(roster(&self.evidence)?, login).map(Node::Cloud);
        }
        if let Some(upn) = key.strip_prefix("vs:") {
            let named = |number: &u32| {
                self.subscription(*number).is_some_and(|subscription| subscription.email == Some(upn))
            };
            return (0..self.subscription_count()).find(named).map(Node::Subscription);
        }
        let found = if let Some((label, login)) = key.split_once(":@") {
            self.accounts.find_key(&self.evidence, self.servers.find(label)?, login)
        } else {
            let (label, id) = key.rsplit_once(':')?;
            self.accounts.find_id(self.servers.find(label)?, id.parse().ok()?)
        };
        found.map(Node::Account)
    }
}
