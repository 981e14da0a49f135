//! The orders in which people are shown. A person is a number, so an order is numbers: no row is copied.

use std::cmp::Reverse;
use std::sync::Arc;

use people::{Node, People};

use super::marks::Marks;
use super::{Table, order};
use crate::answers::{PeopleSort, PersonFacet, PersonState};
use crate::desk::locked;

/// Everybody in one order.
pub(super) struct Order {
    people: Vec<u32>,
    /// How many of them have what they are sorted by. Those without stand at the end in both directions.
    known: usize,
}

impl Order {
    /// Everybody, the last first where it is asked for.
    pub(super) fn iter(&self, descending: bool) -> impl Iterator<Item = u32> {
        (0..self.people.len()).map(move |place| {
            let backward = descending && place < self.known;
            self.people[if backward { self.known - 1 - place } else { place }]
        })
    }
}

impl Table {
    /// Everybody, sorted; found once for each sort.
    pub(super) fn order(&self, sort: PeopleSort) -> Arc<Order> {
        if let Some(order) = locked(&self.orders).get(&sort) {
            return Arc::clone(order);
        }
        let order = Arc::new(self.sorted(sort));
        Arc::clone(locked(&self.orders).entry(sort).or_insert(order))
    }

    fn sorted(&self, sort: PeopleSort) -> Order {
        let people = &self.people;
        match sort {
            PeopleSort::Name => self.by_text(|person| people.name(person)),
            PeopleSort::Email => self.by_text(|person| people.email(person)),
            PeopleSort::Login => self.by_text(|person| first_login(people, person)),
            PeopleSort::Server => self.by_text(|person| first_server(people, person)),
            PeopleSort::Accounts => self.by_rank(|person| {
                let accounts = people.accounts_of(person).len();
                Some(Reverse(accounts + usize::from(people.cloud_account_of(person).is_some())))
            }),
            PeopleSort::JoinedBy => self.by_rank(|person| people.facets(person).joined_by),
            PeopleSort::State => self.by_rank(|person| Some(self.state(person))),
        }
    }

    /// By a text, whatever the case of its letters.
    fn by_text<'a>(&'a self, text: impl Fn(u32) -> Option<&'a str> + Sync) -> Order {
        let people = order::by_text(self.people.len(), &text);
        let known = people.partition_point(|&person| text(person).is_some());
        Order { people, known }
    }

    /// By a rank that many share, and among those by name.
    fn by_rank<R: Ord>(&self, rank: impl Fn(u32) -> Option<R>) -> Order {
        let mut people = self.order(PeopleSort::Name).people.clone();
        people.sort_by_cached_key(|&person| {
            let rank = rank(person);
            (rank.is_none(), rank)
        });
        let known = people.partition_point(|&person| rank(person).is_some());
        Order { people, known }
    }

    /// The one thing to know of a person.
    pub(super) fn state(&self, person: u32) -> PersonState {
        let marks = self.marks.get(person as usize).copied().unwrap_or_default();
        let has = |facet| marks.any(Marks::of(facet));
        let facets = self.people.facets(person);
        if has(PersonFacet::CountedTwice) {
            PersonState::CountedTwice
        } else if has(PersonFacet::Ambiguous) {
            PersonState::Ambiguous
        } else if has(PersonFacet::NoLicense) {
            PersonState::NoLicense
        } else if facets.invited {
            PersonState::Invited
        } else if has(PersonFacet::Assumed) {
            PersonState::Assumed
        } else if has(PersonFacet::Dormant) {
            PersonState::Dormant
        } else if facets.has_remembered {
            PersonState::Remembered
        } else {
            PersonState::License
        }
    }
}

/// The login of a person's cloud account, else of the first account that has one.
fn first_login(people: &People, person: u32) -> Option<&str> {
    people
        .cloud_account_of(person)
        .and_then(|cloud| people.login(cloud))
        .or_else(|| people.accounts_of(person).iter().find_map(|&account| people.account(account)?.login))
}

/// The server that stands first by name.
fn first_server(people: &People, person: u32) -> Option<&str> {
    people.accounts_of(person).iter().filter_map(|&account| Some(people.account(account)?.server)).min()
}

/// The logins of a person, each once, the cloud's first.
pub(super) fn logins(people: &People, person: u32) -> Vec<&str> {
    let cloud = people.cloud_account_of(person).map(Node::Cloud);
    let accounts = people.accounts_of(person).iter().map(|&account| Node::Account(account));
    let mut logins = Vec::new();
    for node in cloud.into_iter().chain(accounts) {
        let login = match node {
            Node::Cloud(record) => people.login(record),
            Node::Account(account) => people.account(account).and_then(|view| view.login),
            Node::Subscription(_) => None,
        };
        logins.extend(login.filter(|login| !logins.contains(login)));
    }
    logins
}

/// The servers of a person's accounts, each once, by name.
pub(super) fn servers(people: &People, person: u32) -> Vec<&str> {
    let views = people.accounts_of(person).iter().filter_map(|&account| people.account(account));
    let mut servers: Vec<&str> = views.map(|view| view.server).collect();
    servers.sort_unstable();
    servers.dedup();
    servers
}
