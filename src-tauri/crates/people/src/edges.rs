//! Why accounts are one person: every edge with its rule and its standing.
//!
//! Nothing of it is stored. Asked for one person, the rules are applied again to that person's accounts.

use std::collections::BTreeMap;

use crate::count::People;
use crate::email::{Letters, form};
use crate::groups::LinkRule;
use crate::key::Node;
use crate::records::roster;
use crate::table::{Entry, Use};

/// What joins two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A person at the desk said so.
    Decided,
    /// The cloud lists both under one login, or in one row.
    CloudSays,
    /// They have the same primary e-mail.
    SamePrimary,
    /// The primary e-mail is an attribute of the login's SAML identity.
    Saml,
    /// The primary e-mail is an attribute of the login's SCIM identity.
    Scim,
    /// The primary e-mail is a verified one of the login.
    VerifiedEmail,
    /// The subscription is the login's, or its user principal name is the account's e-mail. It joins nobody.
    VisualStudio,
}

impl Rule {
    /// Its name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::CloudSays => "cloud_says",
            Self::SamePrimary => "same_primary",
            Self::Saml => "saml",
            Self::Scim => "scim",
            Self::VerifiedEmail => "verified_email",
            Self::VisualStudio => "visual_studio",
        }
    }

    /// What it rests on.
    pub const fn standing(self) -> Standing {
        match self {
            Self::Decided => Standing::Decided,
            Self::CloudSays => Standing::Observed,
            Self::SamePrimary | Self::Saml | Self::Scim | Self::VerifiedEmail | Self::VisualStudio => {
                Standing::Documented
            }
        }
    }
}

impl From<LinkRule> for Rule {
    fn from(rule: LinkRule) -> Self {
        match rule {
            LinkRule::Decided => Self::Decided,
            LinkRule::CloudSays => Self::CloudSays,
            LinkRule::Saml => Self::Saml,
            LinkRule::Scim => Self::Scim,
            LinkRule::VerifiedEmail => Self::VerifiedEmail,
        }
    }
}

/// What an edge rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The cloud itself lists it.
    Observed,
    /// GitHub publishes the rule.
    Documented,
    /// GitHub is silent, and Seatbridge takes it so; it moves the lower end of the range only.
    Assumed,
    /// A person at the desk decided it; it moves `planned` only.
    Decided,
    /// It would be so if somebody changed something; it moves nothing.
    Suggested,
}

impl Standing {
    /// Its name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Documented => "documented",
            Self::Assumed => "assumed",
            Self::Decided => "decided",
            Self::Suggested => "suggested",
        }
    }
}

/// Two accounts that belong together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// One of them.
    pub a: Node,
    /// The other: the cloud account, where one of them is.
    pub b: Node,
    /// What joins them.
    pub rule: Rule,
    /// The e-mail that they share, in its exact form, where it is one that joins them.
    pub email: Option<String>,
}

impl Edge {
    /// What it rests on.
    pub const fn standing(&self) -> Standing {
        self.rule.standing()
    }
}

impl People {
    /// The edges of a person, in order. Between accounts that share an e-mail, each is joined with the first.
    pub fn edges(&self, person: u32) -> Vec<Edge> {
        let mut edges = Vec::new();
        self.edges_of_groups(person, &mut edges);
        if person < self.records.logins {
            self.edges_of_listing(person, &mut edges);
            self.edges_of_emails(person, &mut edges);
        }
        self.edges_of_subscriptions(person, &mut edges);
        edges.sort();
        edges.dedup();
        edges
    }

    /// What would join a person's groups with other logins: those that matched at the step that decided, and were not
    /// taken, since nothing joins two cloud accounts. In order; empty unless the match was ambiguous.
    pub fn rivals(&self, person: u32) -> Vec<Edge> {
        let ambiguous = |account: u32| {
            let link = self.link(account);
            link.is_some() && link.ambiguous && self.person_of(account) == person
        };
        let mut rivals = Vec::new();
        let mut add = |account: u32, record: u32, rule: LinkRule, email: Option<String>| {
            if record != person && self.link(account).rule.step() == rule.step() {
                let (a, b) = (Node::Account(account), Node::Cloud(record));
                rivals.push(Edge { a, b, rule: rule.into(), email });
            }
        };
        let accounts: Vec<u32> =
            self.accounts_of(person).iter().copied().filter(|&account| ambiguous(account)).collect();
        if accounts.is_empty() {
            return rivals;
        }
        for &account in &accounts {
            for record in self.records_listing(account).filter(|&record| record < self.records.logins) {
                let place = self.listed.binary_search(&(account, record));
                if place.is_ok_and(|place| self.still[place].is_so(Letters::Exact)) {
                    add(account, record, LinkRule::CloudSays, None);
                }
            }
        }
        let mut begin = 0_u32;
        for class in self.table.classes(Letters::Exact) {
            let place = begin;
            begin += u32::try_from(class.len()).unwrap_or_default();
            let own = class.iter().find_map(|&entry| {
                self.account_in_class(entry).filter(|account| accounts.binary_search(account).is_ok())
            });
            let Some(account) = own else { continue };
            for entry in class.iter().filter(|entry| entry.r#use().is_of_login()) {
                add(account, entry.owner(), LinkRule::of(entry.r#use()), self.email_in_class(place));
            }
        }
        rivals.sort();
        rivals.dedup();
        rivals
    }

    /// The records that list an account.
    pub(crate) fn records_listing(&self, account: u32) -> impl Iterator<Item = u32> {
        let start = self.listed.partition_point(|&(listed, _)| listed < account);
        self.listed[start..]
            .iter()
            .take_while(move |&&(listed, _)| listed == account)
            .map(|&(_, record)| record)
    }

    /// What makes groups of accounts: equal primary e-mails, and rows that list several remembered ones.
    fn edges_of_groups(&self, person: u32, edges: &mut Vec<Edge>) {
        let mut with_email: BTreeMap<String, u32> = BTreeMap::new();
        let mut in_record: BTreeMap<u32, u32> = BTreeMap::new();
        let mut share = |email: &str, account: u32, edges: &mut Vec<Edge>| {
            let email = form(email, Letters::Exact).into_owned();
            if email.is_empty() {
                return;
            }
            let first = *with_email.entry(email.clone()).or_insert(account);
            if first != account {
                let (a, b) = (Node::Account(first.min(account)), Node::Account(first.max(account)));
                edges.push(Edge { a, b, rule: Rule::SamePrimary, email: Some(email) });
            }
        };
        for &account in self.accounts_of(person) {
            if let Some(email) = self.accounts.primary_email(&self.evidence, account) {
                share(email, account, edges);
            }
            if !self.accounts.is_remembered(account) {
                continue;
            }
            for record in self.records_listing(account) {
                if let Some(&first) = in_record.get(&record) {
                    let (a, b) = (Node::Account(first), Node::Account(account));
                    edges.push(Edge { a, b, rule: Rule::CloudSays, email: None });
                    continue;
                }
                in_record.insert(record, account);
                let rows = self.records.rows_of(record);
                for email in roster(&self.evidence)
                    .into_iter()
                    .flat_map(|roster| rows.iter().flat_map(|&row| roster.server_primary_emails(row)))
                {
                    share(email, account, edges);
                }
            }
        }
    }

    /// Accounts that the cloud lists under the login.
    fn edges_of_listing(&self, login: u32, edges: &mut Vec<Edge>) {
        for &account in self.accounts_of(login) {
            let link = self.link(account);
            let still = |place: usize| self.still[place].is_so(Letters::Exact);
            if link.rule == LinkRule::CloudSays
                && self.listed.binary_search(&(account, login)).is_ok_and(still)
            {
                let (a, b) = (Node::Account(account), Node::Cloud(login));
                edges.push(Edge { a, b, rule: Rule::CloudSays, email: None });
            }
        }
    }

    /// E-mails that the login shares with groups which are linked by them.
    fn edges_of_emails(&self, login: u32, edges: &mut Vec<Edge>) {
        for &place in self.table.uses_of_login(login) {
            let entry = self.table.entry(place);
            let rule = LinkRule::of(entry.r#use());
            let decides = |account: u32| {
                let link = self.link(account);
                link.login == login && link.rule.step() == rule.step()
            };
            for other in self.table.class_around(place, Letters::Exact) {
                let Some(account) = self.account_in_class(*other).filter(|&account| decides(account)) else {
                    continue;
                };
                let email = self.email_in_class(place);
                edges.push(Edge {
                    a: Node::Account(account),
                    b: Node::Cloud(login),
                    rule: rule.into(),
                    email,
                });
                break;
            }
        }
    }

    /// The account that a use of an e-mail stands for: its owner, or the first remembered account of the row.
    pub(crate) fn account_in_class(&self, entry: Entry) -> Option<u32> {
        match entry.r#use() {
            Use::Primary => Some(entry.owner()),
            Use::Listed => self.remembered_by(entry.owner()),
            _ => None,
        }
    }

    /// The e-mail of a class, in its exact form.
    pub(crate) fn email_in_class(&self, place: u32) -> Option<String> {
        let text =
            self.table.class_around(place, Letters::Exact).iter().find_map(|entry| match entry.r#use() {
                Use::Primary => self.accounts.primary_email(&self.evidence, entry.owner()),
                Use::Listed => self.records.listed_email(roster(&self.evidence)?, entry.owner(), entry.nth()),
                Use::Verified => {
                    self.records.verified_email(roster(&self.evidence)?, entry.owner(), entry.nth())
                }
                Use::Subscription => self.subscription(entry.owner())?.email,
                Use::Saml | Use::Scim => None,
            });
        text.map(|email| form(email, Letters::Exact).into_owned())
    }

    fn edges_of_subscriptions(&self, person: u32, edges: &mut Vec<Edge>) {
        let start = self.subscriptions.partition_point(|&(owner, _)| owner < person);
        for &(_, number) in self.subscriptions[start..].iter().take_while(|&&(owner, _)| owner == person) {
            let upn =
                self.subscription(number).and_then(|subscription| subscription.email).unwrap_or_default();
            let equals = |&&account: &&u32| {
                let email = self.accounts.primary_email(&self.evidence, account);
                email.is_some_and(|email| crate::email::same(email, upn, Letters::Exact))
            };
            let (other, email) = match self.accounts_of(person).iter().find(equals) {
                _ if person < self.records.logins => (Node::Cloud(person), None),
                Some(&account) => (Node::Account(account), Some(form(upn, Letters::Exact).into_owned())),
                // An e-mail of those that a row lists, which doesn't say whose it is.
                None => match self
                    .accounts_of(person)
                    .iter()
                    .find(|&&account| self.accounts.is_remembered(account))
                {
                    Some(&account) => (Node::Account(account), None),
                    None => continue,
                },
            };
            edges.push(Edge { a: Node::Subscription(number), b: other, rule: Rule::VisualStudio, email });
        }
    }
}
