//! Windows of people: those who are searched and filtered for, sorted, a few rows at a time.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use people::{Node, Rule};
use usage::outside::visible;

use super::filter::{Alike, Filter};
use super::marks::Marks;
use super::{Table, behind, sorting};
use crate::answers::{FacetCount, JoinedBy, PeopleQuery, PeopleRows, PersonFacet, PersonRow};
use crate::desk::locked;
use crate::two_at_once::two_at_once;
use crate::{Desk, Failure};

/// How many rows are given at once at the most.
const MOST_ROWS: u32 = 500;

/// How many logins or servers of one person a row tells at the most.
const MOST_TEXTS: usize = 8;

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
    table.gather_texts_beside();
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
        let by_text = (!text.is_empty()).then(|| self.texts().found(people, text));
        let by_figure = query.behind.as_ref().map(|figure| behind::behind(self, figure));
        let filter = Filter::of(&query.facets, by_figure.is_some());
        let marks = self.marks_with(&decided);
        // In the order of their numbers first, in which they lie in memory; only who is shown is then put into the order that is asked for.
        let in_part = |(): &mut (), part: &Range<usize>| {
            let mut alike = Alike::new();
            let is_shown = |person: usize| {
                let is_in = |list: &Option<Vec<bool>>| list.as_ref().is_none_or(|list| list[person]);
                let is_found = is_in(&by_text) && is_in(&by_figure);
                if is_found {
                    alike.add(marks[person]);
                }
                is_found && filter.shows(marks[person])
            };
            let shown: Vec<bool> = part.clone().map(is_shown).collect();
            (shown, alike)
        };
        let (middle, end) = (marks.len() / 2, marks.len());
        let (shown, alike): (Vec<_>, Vec<_>) =
            two_at_once(&[0..middle, middle..end], |_| 0, in_part).into_iter().unzip();
        let (shown, alike) = (shown.concat(), Alike::sum(alike));
        let mut found = Vec::with_capacity(shown.iter().filter(|is_shown| **is_shown).count());
        let order = self.order(query.sort);
        found.extend(order.iter(query.descending).filter(|&person| shown[person as usize]));
        let (all, counts) = filter.counts(&alike);
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

    /// The marks of everybody, with what was decided.
    fn marks_with(&self, decided: &HashSet<u32>) -> Cow<'_, [Marks]> {
        let mut marks = Cow::Borrowed(&self.marks[..]);
        if !decided.is_empty() {
            let marks = marks.to_mut();
            for &person in decided {
                if let Some(marks) = marks.get_mut(person as usize) {
                    *marks = marks.with(PersonFacet::Decided, true);
                }
            }
        }
        marks
    }

    pub(super) fn marks_of(&self, person: u32, decided: &HashSet<u32>) -> Marks {
        let marks = self.marks.get(person as usize).copied().unwrap_or_default();
        marks.with(PersonFacet::Decided, decided.contains(&person))
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
            state: self.state(person),
            logins: some(sorting::logins(&self.people, person)),
            servers: some(sorting::servers(&self.people, person)),
            facets: self.marks_of(person, decided).facets(),
        }
    }
}

/// The first of them, as they are shown: a person of a thousand accounts is one row.
fn some(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().take(MOST_TEXTS).map(|text| visible(text, 255)).collect()
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
