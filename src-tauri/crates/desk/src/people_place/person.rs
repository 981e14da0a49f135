//! Why somebody is one person: the accounts, what joins them, and who is probably the same person beside them.

use std::sync::Arc;

use people::evidence::Content;
use people::{Change, NearMiss, Node, Standing};
use usage::outside::visible;
use usage::roster::Located;

use super::Table;
use super::rows::joined_by;
use crate::answers::{
    AccountEvidence, EdgeStanding, FixChange, NearPerson, PersonAccount, PersonBox, PersonEdge, PersonWhy,
};
use crate::{Desk, Failure, FailureCode};

/// A person, by the key of any account.
pub(crate) fn person(desk: &Arc<Desk>, key: &str) -> Result<PersonWhy, Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let person = table.person_at(key).ok_or_else(|| {
        Failure::new(FailureCode::NotFound).with("what", "person").with("id", visible(key, 80))
    })?;
    // The strongest likeness first; the others show once that one is settled.
    let near = match table.near.of_person(person).next() {
        Some(near) => Some(near_person(&table, person, near, table.is_on_worklist(&world, near)?)),
        None => None,
    };
    Ok(PersonWhy { person: person_box(&table, person), near })
}

fn near_person(table: &Table, person: u32, near: &NearMiss, on_worklist: bool) -> NearPerson {
    let other = if near.person == person { near.other } else { near.person };
    NearPerson {
        person: person_box(table, other),
        rule: near.likeness.into(),
        standing: standing(near.likeness.standing()),
        changes: near.fix.changes.iter().map(|change| fix_change(table, change)).collect(),
        saves: near.fix.saves,
        on_worklist,
    }
}

fn fix_change(table: &Table, change: &Change) -> FixChange {
    match change {
        Change::MakePrimary { account, email } => {
            let view = table.people.account(*account);
            FixChange::MakePrimary {
                email: visible(email, 320),
                login: view.and_then(|view| view.login).map(|login| visible(login, 255)),
                host: view.map(|view| visible(view.server, 255)).unwrap_or_default(),
            }
        }
        Change::Verify { cloud_account, email } => FixChange::Verify {
            email: visible(email, 320),
            login: table.people.login(*cloud_account).map(|login| visible(login, 255)).unwrap_or_default(),
        },
    }
}

fn person_box(table: &Table, person: u32) -> PersonBox {
    let people = &table.people;
    let cloud = people.cloud_account_of(person).map(Node::Cloud);
    let nodes: Vec<Node> = cloud
        .into_iter()
        .chain(people.accounts_of(person).iter().map(|&account| Node::Account(account)))
        .collect();
    let place =
        |node: Node| nodes.iter().position(|own| *own == node).and_then(|place| u32::try_from(place).ok());
    PersonBox {
        key: table.key_of(person),
        name: people.name(person).map(|name| visible(name, 255)),
        license: people.takes_license(person),
        accounts: nodes.iter().map(|&node| account(table, node)).collect(),
        edges: people
            .edges(person)
            .into_iter()
            .filter_map(|edge| {
                Some(PersonEdge {
                    a: place(edge.a)?,
                    b: place(edge.b)?,
                    rule: joined_by(edge.rule),
                    standing: standing(edge.standing()),
                })
            })
            .collect(),
    }
}

fn account(table: &Table, node: Node) -> PersonAccount {
    let people = &table.people;
    let text = |text: Option<&str>| text.map(|text| visible(text, 320));
    let mut answer = PersonAccount {
        key: visible(&people.key(node), 600),
        cloud: matches!(node, Node::Cloud(_)),
        login: None,
        host: None,
        id: None,
        email: None,
        suspended: false,
        dormant: false,
        remembered: false,
        evidence: None,
    };
    match node {
        Node::Account(account) => {
            let Some(view) = people.account(account) else { return answer };
            answer.login = text(view.login);
            answer.host = Some(visible(view.server, 255));
            answer.id = view.id;
            answer.email = text(view.primary_email);
            answer.suspended = view.suspended;
            answer.dormant = view.dormant;
            answer.remembered = view.remembered;
            answer.evidence = view.described_by.and_then(|(report, row)| {
                let (name, added_at) = table.report_names.get(report as usize)?;
                let content = &people.evidence().reports.get(report as usize)?.content;
                let (Content::Open(roster) | Content::Listed(_, roster)) = content else { return None };
                Some(AccountEvidence {
                    file: visible(name, 255),
                    place: match roster.located() {
                        Located::Line => roster.place(row),
                        // Records are counted from 0 in a roster, and from 1 by people.
                        Located::Record => roster.place(row) + 1,
                    },
                    at: added_at.to_string(),
                })
            });
        }
        Node::Cloud(record) => {
            answer.login = text(people.login(record));
            let roster = people.evidence().cloud.as_ref().map(|cloud| &cloud.roster);
            let rows = people.rows_of_record(record);
            answer.email = roster.and_then(|roster| {
                rows.iter()
                    .find_map(|&row| roster.verified_emails(row).into_iter().next())
                    .map(|email| visible(email, 320))
            });
            answer.evidence = rows.first().and_then(|&row| table.evidence_of_cloud_row(row));
        }
        Node::Subscription(_) => {}
    }
    answer
}

const fn standing(standing: Standing) -> EdgeStanding {
    match standing {
        Standing::Observed => EdgeStanding::Observed,
        Standing::Documented => EdgeStanding::Documented,
        Standing::Assumed => EdgeStanding::Assumed,
        Standing::Decided => EdgeStanding::Decided,
        Standing::Suggested => EdgeStanding::Suggested,
    }
}
