//! Everybody, a person a line.
//!
//! Lines are made one after the other, so that a million of them never stand in memory together. What is sorted is the first
//! key of each person: no account is two people's, so it nearly always tells where a person's line belongs.

use std::collections::BTreeMap;

use people::{Change, NearMiss, Node};
use usage::Param;
use usage::outside::visible;

use super::Reckoned;
use crate::answers::{EdgeLine, PersonLine, SuggestionLine, Worklist};

/// The longest text of a key or an e-mail that is shown.
const LONGEST: usize = 600;

/// The first keys of all people, in one text.
struct FirstKeys {
    text: String,
    /// Where each begins and ends.
    places: Vec<(usize, usize)>,
}

impl FirstKeys {
    fn of(&self, person: u32) -> &str {
        let place = self.places.get(person as usize);
        place.and_then(|&(start, end)| self.text.get(start..end)).unwrap_or_default()
    }
}

impl Reckoned {
    /// Everybody, sorted by their accounts. The order of what was read changes nothing in it.
    pub fn persons(&self) -> impl Iterator<Item = PersonLine> {
        let first = self.first_keys();
        let mut order: Vec<u32> = (0..self.people.len()).collect();
        order.sort_unstable_by(|&one, &other| {
            let equal = || self.keys(one).cmp(&self.keys(other));
            first.of(one).cmp(first.of(other)).then_with(equal).then(one.cmp(&other))
        });
        drop(first);
        order.into_iter().map(|person| self.person(person))
    }

    fn first_keys(&self) -> FirstKeys {
        let mut keys = FirstKeys { text: String::new(), places: Vec::new() };
        for person in 0..self.people.len() {
            let start = keys.text.len();
            keys.text.extend(self.nodes(person).map(|node| self.key(node)).min());
            keys.places.push((start, keys.text.len()));
        }
        keys
    }

    /// The accounts of a person of every kind.
    fn nodes(&self, person: u32) -> impl Iterator<Item = Node> {
        let accounts = self.people.accounts_of(person).iter().map(|&account| Node::Account(account));
        let cloud = self.people.cloud_account_of(person).map(Node::Cloud);
        let subscriptions = self.people.subscriptions_of(person).map(Node::Subscription);
        accounts.chain(cloud).chain(subscriptions)
    }

    fn keys(&self, person: u32) -> Vec<String> {
        sorted(self.nodes(person).map(|node| self.key(node)))
    }

    pub(super) fn key(&self, node: Node) -> String {
        visible(&self.people.key(node), LONGEST)
    }

    fn person(&self, person: u32) -> PersonLine {
        let people = &self.people;
        let emails = people
            .accounts_of(person)
            .iter()
            .filter_map(|&account| people.account(account)?.primary_email)
            .map(|email| visible(email, LONGEST));
        let mut emails = sorted(emails);
        emails.dedup();
        let counted = self.nodes(person).filter(|&node| match node {
            Node::Account(account) => people.counts(account),
            Node::Cloud(_) => true,
            Node::Subscription(_) => false,
        });
        PersonLine {
            accounts: self.keys(person),
            counted: sorted(counted.map(|node| self.key(node))),
            license: people.takes_license(person),
            emails,
            edges: self.edges(person),
            suggestions: self.suggestions(person),
        }
    }

    fn edges(&self, person: u32) -> Vec<EdgeLine> {
        let line = |edge: people::Edge| EdgeLine {
            a: self.key(edge.a),
            b: self.key(edge.b),
            rule: edge.rule.name(),
            standing: edge.standing().name(),
        };
        let mut edges: Vec<EdgeLine> = self.people.edges(person).into_iter().map(line).collect();
        edges.sort_by(|one, other| {
            let key = |edge: &EdgeLine| (edge.a.clone(), edge.b.clone(), edge.rule);
            key(one).cmp(&key(other))
        });
        edges
    }

    /// What would merge a person with another, by code and then by what they say.
    fn suggestions(&self, person: u32) -> Vec<SuggestionLine> {
        let near = self.near.iter().flat_map(|near| near.of_person(person));
        let mut suggestions: Vec<SuggestionLine> =
            near.map(|near| self.suggestion(near, near.person == person)).collect();
        suggestions.sort_by(|one, other| {
            let text = |line: &SuggestionLine, name: &str| line.params.get(name).map(said);
            let key = |line| ["other", "account", "other_shows", "shows"].map(|name| text(line, name));
            (one.code.name(), key(one)).cmp(&(other.code.name(), key(other)))
        });
        suggestions
    }

    /// A near miss as one of its two people sees it.
    pub(super) fn suggestion(&self, near: &NearMiss, from_first: bool) -> SuggestionLine {
        let (own, other) = if from_first {
            (&near.shown_by, &near.other_shown_by)
        } else {
            (&near.other_shown_by, &near.shown_by)
        };
        let fixed = |change: &Change| match change {
            Change::MakePrimary { account, .. } => self.key(Node::Account(*account)),
            Change::Verify { cloud_account, .. } => self.key(Node::Cloud(*cloud_account)),
        };
        let mut params: BTreeMap<String, Param> = BTreeMap::new();
        let mut add = |name: &str, value: Param| params.insert(name.to_owned(), value);
        add("account", self.key(own.0).into());
        add("shows", visible(&own.1, LONGEST).into());
        add("other", self.key(other.0).into());
        add("other_shows", visible(&other.1, LONGEST).into());
        // All changes of a fix are of one kind and of one e-mail.
        if let Some(Change::MakePrimary { email, .. } | Change::Verify { email, .. }) =
            near.fix.changes.first()
        {
            add("fix_email", visible(email, LONGEST).into());
        }
        let verify = matches!(near.fix.changes.first(), Some(Change::Verify { .. }));
        add("fix", if verify { "verify_email" } else { "make_primary" }.into());
        add("fix_accounts", sorted(near.fix.changes.iter().map(fixed)).into());
        add("saves", near.fix.saves.into());
        SuggestionLine { code: near.likeness, params }
    }

    /// The first suggestions, the strongest first, each as the one sees it who takes a license by server accounts alone.
    pub fn strongest_suggestions(&self, limit: usize) -> Vec<SuggestionLine> {
        let near = self.near.iter().flat_map(|near| &near.all);
        near.take(limit).map(|near| self.suggestion(near, true)).collect()
    }

    /// What can be done about those who are counted twice; `None` where nobody asked.
    pub fn worklist(&self) -> Option<Worklist> {
        self.near.as_ref().map(|near| crate::worklist::worklist(&self.people, near))
    }

    /// How many licenses all suggestions would free that do not contradict each other; `None` where nobody asked.
    pub fn freeable(&self) -> Option<u64> {
        self.near.as_ref().map(|near| near.freeable)
    }
}

fn said(value: &Param) -> String {
    match value {
        Param::Text(text) => text.clone(),
        Param::Number(number) => number.to_string(),
        Param::List(list) => list.join(" "),
    }
}

fn sorted(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut items: Vec<String> = items.collect();
    items.sort();
    items
}
