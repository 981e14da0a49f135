//! What a count says, in words that can be compared.

use std::collections::BTreeSet;

use people::{Change, Node, People};

use crate::model::ModelPerson;

/// The people of a count, by keys.
pub(crate) fn people_of(people: &People) -> BTreeSet<ModelPerson> {
    (0..people.len())
        .map(|person| ModelPerson {
            login: people.cloud_account_of(person).and_then(|record| people.login(record)).map(str::to_owned),
            accounts: people
                .accounts_of(person)
                .iter()
                .map(|&account| people.key(Node::Account(account)))
                .collect(),
            license: people.takes_license(person),
        })
        .collect()
}

/// Everything that a count says, in words.
pub(crate) fn said_by(people: &People) -> String {
    let mut said = vec![format!("{:#?} {:#?} {:#?}", people.numbers(), people.findings(), people_of(people))];
    let near = people.near_misses();
    said.push(format!("{} {}", near.counted_twice, near.freeable));
    for near in near.all {
        let change = |change: &Change| match change {
            Change::MakePrimary { account, email } => {
                format!("{} {email}", people.key(Node::Account(*account)))
            }
            Change::Verify { cloud_account, email } => {
                format!("{} {email}", people.key(Node::Cloud(*cloud_account)))
            }
        };
        let changes: Vec<String> = near.fix.changes.iter().map(change).collect();
        let shown =
            [&near.shown_by, &near.other_shown_by].map(|(node, text)| (people.key(*node), text.clone()));
        said.push(format!("{:?} {shown:?} {changes:?} {}", near.likeness, near.fix.saves));
    }
    for person in 0..people.len() {
        for edge in people.edges(person) {
            said.push(format!("{} {} {:?}", people.key(edge.a), people.key(edge.b), (edge.rule, edge.email)));
        }
    }
    said.join(
        "
",
    )
}

/// The model's people, whose servers it calls `id X` or `host Y`, by the labels of a count.
pub(crate) fn in_labels(people: &People, model: &BTreeSet<ModelPerson>) -> BTreeSet<ModelPerson> {
    let label = |key: &String| {
        let (server, id) = key.rsplit_once(' ').expect("the model's keys have two parts");
        let found = people.servers().find(|(known, _)| match server.split_once(' ') {
            Some(("id", id)) => known.ids.iter().any(|own| own == id),
            Some((_, host)) => known.hosts.iter().any(|own| own == host),
            None => false,
        });
        format!("{}:{id}", found.expect("both know the server").0.label)
    };
    let translated = |person: &ModelPerson| ModelPerson {
        accounts: person.accounts.iter().map(label).collect(),
        ..person.clone()
    };
    model.iter().map(translated).collect()
}
