//! Windows of people: those who are searched and filtered for, sorted, a few rows at a time.

use std::collections::HashSet;
use std::sync::Arc;

use people::{Node, Rule};
use usage::outside::visible;

use super::marks::{KIND, LOOK, Marks, WHERE};
use super::{Table, behind, find};
use crate::answers::{FacetCount, JoinedBy, PeopleQuery, PeopleRows, PeopleSort, PersonFacet, PersonRow};
use crate::desk::locked;
use crate::{Desk, Failure};

/// How many rows are given at once at the most.
const MOST_ROWS: u32 = 500;

/// People whom a query finds, in order.
pub(super) struct View {
    query: PeopleQuery,
    decisions: Vec<ledger::Decision>,
    pub(super) decided: HashSet<u32>,
    pub(super) found: Vec<u32>,
    all: u64,
    counts: Vec<FacetCount>,
}

/// A window of people.
pub(crate) fn rows(
    desk: &Arc<Desk>,
    query: PeopleQuery,
    from: u32,
    count: u32,
) -> Result<PeopleRows, Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let enterprise = world.enterprise.as_ref().map(|enterprise| enterprise.name.as_str()).unwrap_or_default();
    let decisions = world.ledger.decisions(enterprise)?;
    let view = table.view(query, decisions);
    let start = (from as usize).min(view.found.len());
    let end = start + (count.min(MOST_ROWS) as usize).min(view.found.len() - start);
    Ok(PeopleRows {
        total: view.found.len() as u64,
        all: view.all,
        counts: view.counts.clone(),
        from: u32::try_from(start).unwrap_or(u32::MAX),
        rows: view.found[start..end].iter().map(|&person| table.row(person, &view.decided)).collect(),
    })
}

impl Table {
    /// What a query finds: the last one's finding where it is the same one.
    pub(super) fn view(&self, query: PeopleQuery, decisions: Vec<ledger::Decision>) -> Arc<View> {
        let mut last = locked(&self.view);
        if let Some(view) = last.as_ref().filter(|view| view.query == query && view.decisions == decisions) {
            return Arc::clone(view);
        }
        let view = Arc::new(self.look(query, decisions));
        *last = Some(Arc::clone(&view));
        view
    }

    fn look(&self, query: PeopleQuery, decisions: Vec<ledger::Decision>) -> View {
        let people = &self.people;
        let decided = self.decided(&decisions);
        let text = query.text.trim();
        let rows = || self.accounts_of_rows.get_or_init(|| find::accounts_of_rows(people));
        let by_text = (!text.is_empty()).then(|| find::found(people, text, rows()));
        let by_figure = query.behind.as_ref().map(|figure| behind::behind(self, figure));
        let wanted = Marks::of_all(&query.facets);
        let chosen = |group: &[PersonFacet]| wanted.within(Marks::of_all(group));
        let (place, look, kind) = (chosen(&WHERE), chosen(&LOOK), chosen(&KIND));
        // Who takes no license is shown where a person asks for it, or opens a figure that is about them.
        let place = match (place.is_empty(), &by_figure) {
            (false, _) => place,
            (true, Some(_)) => Marks::of_all(&WHERE),
            (true, None) => Marks::of_all(&WHERE[..3]),
        };
        let mut counts = [0_u64; PersonFacet::ALL.len()];
        let mut all = 0;
        let takers = Marks::of_all(&WHERE[..3]);
        let mut found = Vec::new();
        for &person in self.order(query.sort).iter() {
            let is_in = |list: &Option<Vec<bool>>| list.as_ref().is_none_or(|list| list[person as usize]);
            if !is_in(&by_text) || !is_in(&by_figure) {
                continue;
            }
            let marks = self.marks_of(person, &decided);
            let (in_place, in_look, in_kind) =
                (marks.any(place), look.is_empty() || marks.any(look), kind.is_empty() || marks.any(kind));
            if in_look && in_kind {
                all += u64::from(marks.any(takers) || by_figure.is_some());
                tally(&mut counts, marks, &WHERE);
            }
            if in_place && in_kind {
                tally(&mut counts, marks, &LOOK);
            }
            if in_place && in_look {
                tally(&mut counts, marks, &KIND);
            }
            if in_place && in_look && in_kind {
                found.push(person);
            }
        }
        if query.descending {
            found.reverse();
        }
        let counts = PersonFacet::ALL
            .into_iter()
            .zip(counts)
            .map(|(facet, count)| FacetCount { facet, count })
            .collect();
        View { query, decisions, decided, found, all, counts }
    }

    fn decided(&self, decisions: &[ledger::Decision]) -> HashSet<u32> {
        decisions
            .iter()
            .flat_map(|decision| [Some(decision.account.as_str()), decision.other.as_deref()])
            .flatten()
            .filter_map(|key| self.person_at(key))
            .collect()
    }

    /// The person whose account a key names.
    pub(super) fn person_at(&self, key: &str) -> Option<u32> {
        match self.people.find(key)? {
            Node::Account(account) => Some(self.people.person_of(account)),
            Node::Cloud(record) => Some(record),
            Node::Subscription(_) => None,
        }
    }

    /// The key of a person's first account, by which the person is known to the window.
    pub(super) fn key_of(&self, person: u32) -> String {
        let first = self.people.accounts_of(person).first().map(|&account| Node::Account(account));
        let node = self.people.cloud_account_of(person).map(Node::Cloud).or(first);
        node.map(|node| visible(&self.people.key(node), 600)).unwrap_or_default()
    }

    pub(super) fn marks_of(&self, person: u32, decided: &HashSet<u32>) -> Marks {
        let marks = self.marks.get(person as usize).copied().unwrap_or_default();
        marks.with(PersonFacet::Decided, decided.contains(&person))
    }

    /// Everybody, sorted; found once for each sort.
    pub(super) fn order(&self, sort: PeopleSort) -> Arc<Vec<u32>> {
        let mut orders = locked(&self.orders);
        if let Some(order) = orders.get(&sort) {
            return Arc::clone(order);
        }
        let people = &self.people;
        let mut order: Vec<u32> = (0..people.len()).collect();
        // Those without the text stand at the end.
        let folded = |text: Option<&str>| (text.is_none(), text.unwrap_or_default().to_lowercase());
        match sort {
            PeopleSort::Name => order.sort_by_cached_key(|&person| folded(people.name(person))),
            PeopleSort::Email => order.sort_by_cached_key(|&person| folded(people.email(person))),
            PeopleSort::Accounts => order.sort_by_cached_key(|&person| {
                let accounts = people.accounts_of(person).len();
                std::cmp::Reverse(accounts + usize::from(people.cloud_account_of(person).is_some()))
            }),
        }
        let order = Arc::new(order);
        orders.insert(sort, Arc::clone(&order));
        order
    }

    fn row(&self, person: u32, decided: &HashSet<u32>) -> PersonRow {
        let facets = self.people.facets(person);
        PersonRow {
            key: self.key_of(person),
            name: self.people.name(person).map(|name| visible(name, 255)),
            email: self.people.email(person).map(|email| visible(email, 320)),
            server_accounts: facets.server_accounts,
            cloud_account: facets.cloud_account,
            joined_by: facets.joined_by.map(joined_by),
            invited: facets.invited,
            remembered: facets.has_remembered,
            facets: self.marks_of(person, decided).facets(),
        }
    }
}

fn tally(counts: &mut [u64; PersonFacet::ALL.len()], marks: Marks, group: &[PersonFacet]) {
    for &facet in group {
        counts[facet as usize] += u64::from(marks.any(Marks::of(facet)));
    }
}

pub(super) const fn joined_by(rule: Rule) -> JoinedBy {
    match rule {
        Rule::Decided => JoinedBy::Decided,
        Rule::CloudSays => JoinedBy::CloudSays,
        Rule::SamePrimary => JoinedBy::SamePrimary,
        Rule::Saml => JoinedBy::Saml,
        Rule::Scim => JoinedBy::Scim,
        Rule::VerifiedEmail => JoinedBy::VerifiedEmail,
        Rule::VisualStudio => JoinedBy::VisualStudio,
    }
}
