//! Worlds of every kind, from few e-mails, hosts and logins, so that they meet.

use std::collections::BTreeSet;

use people::evidence::{Billing, Options};
use people::{Change, People};
use proptest::prelude::*;
use usage::ReportScope;
use usage::roster::{Protocol, SignedIn};

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

pub(crate) fn person() -> impl Strategy<Value = Person> {
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

/// The same world with e-mails that are nearly one.
pub(crate) fn nearly(mut world: World) -> World {
    const NEARLY: [(&str, &str); 7] = [
        ("a@x.example", "amanda@x.example"),
        ("A@x.example", "Amanda@x.example"),
        ("b@x.example", "amanda+git@x.example"),
        ("c@y.example", "amnada@x.example"),
        ("Ä@y.example", "amanda@eu.x.example"),
        ("ä@Y.example", "ama.nda@x.example"),
        ("d", "beatrice@x.example"),
    ];
    let nearly = |email: &mut String| {
        let other = NEARLY.iter().find(|(from, _)| from == email || email.ends_with("@X.example"));
        if let Some((_, to)) = other.filter(|_| !email.is_empty()) {
            *email = (*to).to_owned();
        }
    };
    for account in world.files.iter_mut().flat_map(|file| &mut file.accounts) {
        nearly(&mut account.email);
        if account.suspended == Some(false) {
            account.others = vec!["amanda@x.example".to_owned()];
        }
    }
    for row in world.rows.iter_mut().flatten() {
        row.primaries.iter_mut().chain(&mut row.verified).for_each(nearly);
        nearly(&mut row.name_id);
    }
    world.identities.iter_mut().for_each(|identity| nearly(&mut identity.3));
    world
}

/// The same world as careless files have it: accounts without an id, and rows that stand twice and differ.
pub(crate) fn untidy(mut world: World) -> World {
    for file in &mut world.files {
        let doubles: Vec<Person> = file
            .accounts
            .iter()
            .filter(|account| account.id == Some(1))
            .flat_map(|account| {
                let other = Person { login: "other".to_owned(), ..account.clone() };
                let third = Person { email: "third@x.example".to_owned(), ..other.clone() };
                [other, third]
            })
            .collect();
        file.accounts.extend(doubles);
        for account in file.accounts.iter_mut().filter(|account| account.id >= Some(4)) {
            account.id = None;
        }
    }
    world
}

/// The world after somebody made a change.
pub(crate) fn changed(world: &World, people: &People, change: &Change) -> Option<World> {
    let mut world = world.clone();
    match change {
        Change::MakePrimary { account, email } => {
            let view = people.account(*account)?;
            view.described_by?;
            let (server, _) = people.servers().find(|(server, _)| server.label == view.server)?;
            for &report in &server.reports {
                let accounts = &mut world.files[report as usize].accounts;
                for account in accounts.iter_mut().filter(|account| account.id == view.id) {
                    account.email.clone_from(email);
                }
            }
        }
        Change::Verify { cloud_account, email } => {
            let login = people.login(*cloud_account)?;
            for row in world.rows.iter_mut().flatten().filter(|row| row.login.eq_ignore_ascii_case(login)) {
                row.verified.push(email.clone());
            }
        }
    }
    Some(world)
}

/// Puts items into another order.
fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for place in (1..items.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        let other = usize::try_from(*seed % (place as u64 + 1)).expect("a place");
        items.swap(place, other);
    }
}

/// The same world in another order.
pub(crate) fn shuffled(world: &World, seed: u64) -> World {
    let mut world = world.clone();
    let mut seed = seed | 1;
    shuffle(&mut world.files, &mut seed);
    for file in &mut world.files {
        shuffle(&mut file.accounts, &mut seed);
    }
    if let Some(rows) = &mut world.rows {
        shuffle(rows, &mut seed);
        for row in rows {
            shuffle(&mut row.ids, &mut seed);
            shuffle(&mut row.primaries, &mut seed);
            shuffle(&mut row.verified, &mut seed);
        }
    }
    shuffle(&mut world.syncs, &mut seed);
    shuffle(&mut world.identities, &mut seed);
    world
}
