//! Laws that hold for every world.

use std::collections::BTreeSet;

use people::evidence::{Billing, Options};
use people::identity::Protocol;
use people::{Node, People};
use proptest::prelude::*;
use usage::ReportScope;
use usage::roster::SignedIn;

use crate::model::{self, ModelPerson};
use crate::world::{File, FileKind, Person, Row, World};

const EMAILS: [&str; 10] = [
    "",
    "a@x.example",
    "A@x.example",
    "a@X.example",
    "b@x.example",
    " b@x.example ",
    "c@y.example",
    "Ä@y.example",
    "ä@Y.example",
    "d",
];
const HOSTS: [&str; 4] = ["h1.example", "H1.example:443", "h2.example.", "h3.example"];
const LOGINS: [&str; 7] = ["mona", "kai", "ada", "Mona", "ghost", "scim-admin", ""];

fn email() -> impl Strategy<Value = String> {
    prop::sample::select(EMAILS.to_vec()).prop_map(str::to_owned)
}

fn said() -> impl Strategy<Value = Option<bool>> {
    prop_oneof![3 => Just(None), 3 => Just(Some(false)), 1 => Just(Some(true))]
}

fn person() -> impl Strategy<Value = Person> {
    let signs = prop::sample::select(vec![SignedIn::NotTold, SignedIn::NoSign, SignedIn::Yes]);
    (0..6_u64, prop::sample::select(LOGINS.to_vec()), email(), said(), said(), signs).prop_map(
        |(id, login, email, suspended, dormant, signed_in)| Person {
            id: Some(id),
            login: login.to_owned(),
            email: email.trim().to_owned(),
            suspended,
            dormant,
            signed_in,
            ..Person::default()
        },
    )
}

fn file() -> impl Strategy<Value = File> {
    let kinds = vec![
        FileKind::Sealed,
        FileKind::Open,
        FileKind::Listed(ReportScope::All),
        FileKind::Listed(ReportScope::All),
        FileKind::Listed(ReportScope::Active),
        FileKind::Listed(ReportScope::Dormant),
        FileKind::Listed(ReportScope::Suspended),
    ];
    (
        prop::option::weighted(0.4, prop::sample::select(vec!["u1", "u2"])),
        prop::option::weighted(0.95, prop::sample::select(HOSTS.to_vec())),
        prop::sample::select(kinds),
        prop::option::of(0..3_i64),
        prop::collection::vec(person(), 0..6),
    )
        .prop_map(|(id, host, kind, made_at, mut accounts)| {
            // A file has one row for an account; several are a case of their own.
            let mut seen = BTreeSet::new();
            accounts.retain(|account| seen.insert(account.id));
            if kind == FileKind::Sealed {
                accounts.clear();
            }
            File {
                id: id.map(str::to_owned),
                host: host.map(str::to_owned),
                kind,
                made_at,
                connect: None,
                accounts,
            }
        })
}

fn row() -> impl Strategy<Value = Row> {
    let listed =
        (prop::sample::select(HOSTS.to_vec()), 0..6_u64).prop_map(|(host, id)| format!("{host}:{id}"));
    let logins = prop::sample::select(vec!["mona", "kai", "ada", "Mona", "zoe", "", ""]);
    (
        logins,
        prop::collection::vec(listed, 0..3),
        prop::collection::vec(email(), 0..3),
        prop::collection::vec(email(), 0..3),
        email(),
        prop::sample::select(vec!["", "Member", "Pending invitation"]),
    )
        .prop_map(|(login, ids, primaries, verified, name_id, role)| {
            let told = |emails: Vec<String>| -> Vec<String> {
                emails.iter().map(|email| email.trim().to_owned()).filter(|email| !email.is_empty()).collect()
            };
            Row {
                login: login.to_owned(),
                ids,
                primaries: told(primaries),
                verified: told(verified),
                name_id: name_id.trim().to_owned(),
                enterprise_roles: if role.is_empty() { Vec::new() } else { vec![role.to_owned()] },
                ..Row::default()
            }
        })
}

fn identity() -> impl Strategy<Value = (String, Protocol, String, String)> {
    (
        prop::sample::select(vec!["mona", "kai", "nobody"]),
        prop::sample::select(vec![Protocol::Saml, Protocol::Scim]),
        prop::sample::select(vec![
            "username",
            "emails",
            "displayName",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
        ]),
        email(),
    )
        .prop_map(|(login, protocol, name, value)| {
            (login.to_owned(), protocol, name.to_owned(), value.trim().to_owned())
        })
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let sync = (
        prop::option::weighted(0.5, prop::sample::select(vec!["u1".to_owned(), "u2".to_owned()])),
        prop::option::weighted(0.9, prop::sample::select(HOSTS.map(str::to_owned).to_vec())),
        prop::option::of(0..3_i64),
    );
    let billing = prop::sample::select(vec![Billing::Volume, Billing::Usage, Billing::Unknown]);
    let known = || prop::sample::select(vec![None, Some(true), Some(false)]);
    (
        prop::collection::vec(file(), 0..5),
        prop::collection::vec(sync, 0..2),
        prop::option::weighted(0.9, prop::collection::vec(row(), 0..6)),
        prop::collection::vec(identity(), 0..4),
        prop::collection::vec((email(), Just(None)), 0..2),
        (billing, known(), known()),
    )
        .prop_map(|(files, syncs, rows, identities, subscriptions, (billing, managed_users, scim))| {
            World {
                files,
                syncs,
                consumed: rows.as_ref().map(|rows| rows.len() as u64),
                rows,
                identities,
                subscriptions,
                options: Options { billing, managed_users, scim },
                ..World::default()
            }
        })
}

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
    format!("{:#?} {:#?} {:#?}", people.numbers(), people.findings(), people_of(people))
}

/// The model's people, whose servers it calls `id X` or `host Y`, by the labels of a count.
fn in_labels(people: &People, model: &BTreeSet<ModelPerson>) -> BTreeSet<ModelPerson> {
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

fn cases() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_fast_count_and_the_slow_one_agree(world in world()) {
        let (fast, slow) = (world.count(), model::count(&world));
        let licenses = fast.licenses();
        prop_assert_eq!(people_of(&fast), in_labels(&fast, &slow.people));
        prop_assert_eq!(
            (licenses.low, licenses.documented, licenses.high, licenses.unseen),
            (slow.low, slow.documented, slow.high, slow.unseen)
        );
        let changes: Vec<i64> = fast.waterfall().iter().map(|step| step.change).collect();
        prop_assert_eq!(changes, slow.waterfall);
        prop_assert_eq!(fast.numbers().dormant_freeable, slow.dormant_freeable);
        let two_people = fast.findings().iter().any(|finding| finding.code == people::Code::OneIdTwoPeople);
        prop_assert_eq!(fast.numbers().complete, slow.complete && !two_people);
    }

    #[test]
    fn the_order_of_input_never_shows(world in world(), seed in any::<u64>()) {
        let mut shuffled = world.clone();
        let mut seed = seed | 1;
        shuffle(&mut shuffled.files, &mut seed);
        for file in &mut shuffled.files {
            shuffle(&mut file.accounts, &mut seed);
        }
        if let Some(rows) = &mut shuffled.rows {
            shuffle(rows, &mut seed);
            for row in rows {
                shuffle(&mut row.ids, &mut seed);
                shuffle(&mut row.primaries, &mut seed);
                shuffle(&mut row.verified, &mut seed);
            }
        }
        shuffle(&mut shuffled.syncs, &mut seed);
        shuffle(&mut shuffled.identities, &mut seed);
        prop_assert_eq!(said_by(&world.count()), said_by(&shuffled.count()));
    }

    #[test]
    fn files_given_twice_change_nothing(world in world()) {
        let mut twice = world.clone();
        twice.files.extend(world.files.clone());
        twice.identities.extend(world.identities.clone());
        if let (Some(rows), Some(again)) = (&mut twice.rows, &world.rows) {
            rows.extend(again.clone());
        }
        let (once, twice) = (world.count(), twice.count());
        prop_assert_eq!(once.licenses(), twice.licenses());
        prop_assert_eq!(people_of(&once), people_of(&twice));
    }

    #[test]
    fn every_account_is_in_exactly_one_person(world in world()) {
        let people = world.count();
        let mut seen = vec![0; people.account_count() as usize];
        for person in 0..people.len() {
            for &account in people.accounts_of(person) {
                seen[account as usize] += 1;
                prop_assert_eq!(people.person_of(account), person);
            }
        }
        prop_assert!(seen.iter().all(|&times| times == 1));
    }

    #[test]
    fn the_range_holds_and_the_waterfall_adds_up(world in world()) {
        let people = world.count();
        let licenses = people.licenses();
        prop_assert!(licenses.low <= licenses.documented && licenses.documented <= licenses.high);
        prop_assert_eq!(licenses.enterprise + licenses.visual_studio, licenses.documented);
        let mut total = 0;
        for step in people.waterfall() {
            total += step.change;
            prop_assert_eq!(i64::try_from(step.total).expect("few"), total);
        }
        prop_assert_eq!(people.waterfall().last().map(|step| step.total), Some(licenses.documented));
        prop_assert_eq!(people.waterfall()[2].total, people.numbers().accounts.counted);
        let taking = (0..people.len()).filter(|&person| people.takes_license(person)).count() as u64;
        prop_assert_eq!(taking, licenses.documented);
    }

    #[test]
    fn removing_an_account_changes_only_its_own_person(
        world in world(),
        accounts in prop::collection::vec(person(), 1..6),
        removed in any::<prop::sample::Index>(),
    ) {
        let mut world = world;
        // A server whose only file is a complete report, so that removing a row removes the account. The cloud lists some of
        // its accounts.
        for row in world.rows.iter_mut().flatten() {
            row.ids.iter_mut().for_each(|id| *id = id.replace("h3.example", "only.example"));
        }
        let mut seen = BTreeSet::new();
        let accounts: Vec<Person> = accounts.into_iter().filter(|account| seen.insert(account.id)).collect();
        let removed = removed.index(accounts.len());
        let key = format!("only.example:{}", accounts[removed].id.expect("accounts have ids"));
        world.files.push(File::all("only.example", accounts));
        let before = people_of(&world.count());
        world.files.last_mut().expect("a file").accounts.remove(removed);
        let after = people_of(&world.count());
        let own = before.iter().find(|person| person.accounts.contains(&key)).expect("its person");
        for person in before.difference(&after).filter(|person| *person != own) {
            // Where several logins matched, the rest of its group may now be another login's: a cloud account may gain what
            // was the removed account's person, and nobody loses anything.
            let now = after.iter().find(|now| person.login.is_some() && now.login == person.login);
            let now = now.expect("only a cloud account may change");
            prop_assert!(now.accounts.is_superset(&person.accounts), "{:?} {:?}", person, now);
            prop_assert!(now.accounts.difference(&person.accounts).all(|account| own.accounts.contains(account)));
        }
    }

    #[test]
    fn edges_join_all_accounts_of_a_person_and_nobody_else(world in world()) {
        let people = world.count();
        for person in 0..people.len() {
            let cloud = people.cloud_account_of(person).map(Node::Cloud);
            let accounts = people.accounts_of(person).iter().map(|&account| Node::Account(account));
            let nodes: BTreeSet<Node> = accounts.chain(cloud).collect();
            let edges: Vec<_> = people
                .edges(person)
                .into_iter()
                .filter(|edge| edge.rule != people::Rule::VisualStudio)
                .collect();
            let mut reached: BTreeSet<Node> = nodes.first().copied().into_iter().collect();
            for _ in &edges {
                for edge in &edges {
                    prop_assert!(nodes.contains(&edge.a) && nodes.contains(&edge.b));
                    if reached.contains(&edge.a) || reached.contains(&edge.b) {
                        reached.extend([edge.a, edge.b]);
                    }
                }
            }
            prop_assert_eq!(&reached, &nodes, "{:?}", edges);
        }
    }

    #[test]
    fn the_difference_adds_up_and_its_order_never_shows(world in world()) {
        let people = world.count();
        let Some(difference) = people.difference() else {
            prop_assert!(world.rows.is_none());
            return Ok(());
        };
        let documented = i64::try_from(people.licenses().documented).expect("few");
        let consumed = i64::try_from(difference.consumed).expect("few");
        prop_assert_eq!(difference.change, documented - consumed);
        prop_assert_eq!(difference.parts.iter().map(|part| part.change).sum::<i64>(), difference.change);
        prop_assert!(difference.parts.windows(2).all(|pair| pair[0].reason < pair[1].reason));
        for part in &difference.parts {
            let reason = part.reason;
            prop_assert!(part.behind.len() as u64 >= part.change.unsigned_abs() || reason == people::Reason::Unexplained);
        }
    }

    #[test]
    fn a_cloud_that_has_just_counted_differs_in_nothing(world in world()) {
        // Every account is known from a report, and servers by their hosts.
        let mut world = World { syncs: Vec::new(), ..world };
        world.files.iter_mut().for_each(|file| file.id = None);
        for row in world.rows.iter_mut().flatten() {
            row.ids.clear();
        }
        let people = world.count();
        let mut rows = Vec::new();
        let licensed = (0..people.len()).filter(|&person| people.takes_license(person));
        for person in licensed {
            let accounts = people.accounts_of(person);
            let email = |&account: &u32| people.account(account)?.primary_email.map(str::to_owned);
            rows.push(Row {
                login: people.cloud_account_of(person).and_then(|record| people.login(record)).unwrap_or_default().to_owned(),
                ids: accounts.iter().map(|&account| people.key(Node::Account(account))).collect(),
                primaries: accounts.iter().filter_map(email).collect(),
                verified: Vec::new(),
                ..Row::default()
            });
        }
        let again = World {
            files: people
                .servers()
                .map(|(server, _)| {
                    let accounts = (0..people.account_count()).filter_map(|account| {
                        let view = people.account(account)?;
                        (view.server == server.label).then(|| Person {
                            id: view.id,
                            login: view.login.unwrap_or_default().to_owned(),
                            email: view.primary_email.unwrap_or_default().to_owned(),
                            suspended: Some(view.suspended),
                            ..Person::default()
                        })
                    });
                    File::all(&server.label, accounts.collect())
                })
                .collect(),
            consumed: Some(rows.len() as u64),
            rows: Some(rows),
            options: world.options,
            ..World::default()
        };
        let again = again.count();
        prop_assert_eq!(again.licenses().documented, people.licenses().documented);
        let parts = again.difference().expect("told").parts;
        let explained: Vec<_> = parts.iter().filter(|part| part.change != 0).collect();
        prop_assert!(explained.is_empty(), "{:?}", explained);
    }

    #[test]
    fn a_key_finds_its_account_again(world in world()) {
        let people = world.count();
        let accounts = (0..people.account_count()).map(Node::Account);
        let logins = (0..people.len()).filter_map(|person| people.cloud_account_of(person)).map(Node::Cloud);
        for node in accounts.chain(logins) {
            prop_assert_eq!(people.find(&people.key(node)), Some(node), "{}", people.key(node));
        }
    }
}

fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for place in (1..items.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        let other = usize::try_from(*seed % (place as u64 + 1)).expect("a place");
        items.swap(place, other);
    }
}
