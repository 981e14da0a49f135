//! Who is probably counted twice, and what would help.

use people::evidence::Options;
use people::{Change, Standing};

use super::*;

/// Each near miss in a line: who, in what, what to do, and what it saves.
fn near(world: &World) -> Vec<String> {
    let people = world.count();
    let change = |change: &Change| match change {
        Change::MakePrimary { account, email } => {
            format!("make {email} primary on {}", people.key(Node::Account(*account)))
        }
        Change::Verify { cloud_account, email } => {
            format!("verify {email} on {}", people.key(Node::Cloud(*cloud_account)))
        }
    };
    let misses = people.near_misses();
    let line = |near: &people::NearMiss| {
        let changes: Vec<String> = near.fix.changes.iter().map(change).collect();
        let (one, other) = (line(&people, near.person), line(&people, near.other));
        format!("{one} | {other} | {}: {} saves {}", near.likeness.name(), changes.join(", "), near.fix.saves)
    };
    misses.all.iter().map(line).collect()
}

fn on(host: &str, id: u64, email: &str) -> File {
    File::all(host, vec![account(id, &format!("u{id}"), email)])
}

fn named(name: &str, account: Person) -> Person {
    Person { name: name.to_owned(), ..account }
}

fn two(one: &str, other: &str) -> World {
    files(vec![on("h1", 1, one), on("h2", 2, other)])
}

#[test]
fn every_likeness_has_its_fix() {
    let by_login =
        both(vec![on("h1", 1, "amanda@old.example")], vec![login("amanda", &["amanda@x.example"])]);
    let secondary =
        Person { others: texts(&["amanda@x.example"]), ..account(1, "a", "private@home.example") };
    let cases: [(&str, World, &[&str]); 8] = [
        (
            "letter case: the server's e-mail is what is wrong",
            both(vec![on("h1", 1, "Amanda@x.example")], vec![login("amy", &["amanda@x.example"])]),
            &["-: h1:1 | amy: | letter_case: make amanda@x.example primary on h1:1 saves 1"],
        ),
        (
            "a secondary e-mail: it is on the server already",
            both(vec![File::all("h1", vec![secondary])], vec![login("amy", &["amanda@x.example"])]),
            &["-: h1:1 | amy: | secondary_email: make amanda@x.example primary on h1:1 saves 1"],
        ),
        (
            "width",
            two("\u{ff41}manda@x.example", "amanda@x.example"),
            &["-: h2:2 | -: h1:1 | width_or_idn: make \u{ff41}manda@x.example primary on h2:2 saves 1"],
        ),
        (
            "a domain in Unicode and in ASCII",
            both(
                vec![on("h1", 1, "amanda@b\u{fc}cher.example")],
                vec![login("amy", &["amanda@xn--bcher-kva.example"])],
            ),
            &["-: h1:1 | amy: | width_or_idn: verify amanda@b\u{fc}cher.example on cloud:amy saves 1"],
        ),
        (
            "a plus tag: the cloud takes several e-mails",
            both(vec![on("h1", 1, "amanda+git@x.example")], vec![login("amy", &["amanda@x.example"])]),
            &["-: h1:1 | amy: | plus_tag_or_dots: verify amanda+git@x.example on cloud:amy saves 1"],
        ),
        (
            "a sibling domain, and a whole group: on the servers it would take two changes",
            both(
                vec![on("h1", 1, "amanda@osaka.x.example"), on("h2", 2, "amanda@osaka.x.example")],
                vec![Row { name_id: "amanda@x.example".to_owned(), ..login("amy", &[]) }],
            ),
            &["-: h1:1 h2:2 | amy: | sibling_domain: verify amanda@osaka.x.example on cloud:amy saves 1"],
        ),
        (
            "a typo: nobody receives mail there, so it cannot be verified",
            both(
                vec![on("h1", 1, "amnada.rossi@x.example")],
                vec![login("amy", &["amanda.rossi@x.example"])],
            ),
            &["-: h1:1 | amy: | typo: make amanda.rossi@x.example primary on h1:1 saves 1"],
        ),
        (
            "the same login, where nothing else is alike",
            World {
                files: vec![File::all("h1", vec![account(1, "amanda", "info@old.example")])],
                ..by_login
            },
            &["-: h1:1 | amanda: | same_login: verify info@old.example on cloud:amanda saves 1"],
        ),
    ];
    for (sentence, world, expected) in cases {
        assert_eq!(near(&world), expected, "{sentence}");
    }
}

#[test]
fn a_renamed_domain_is_told_by_its_people() {
    let people = ["amanda", "beatrice", "charlotte", "dorothea"];
    let accounts =
        (1..).zip(people).map(|(id, name)| account(id, "", &format!("{name}@old.example"))).collect();
    let rows =
        (1..).zip(people).map(|(id, name)| login(&format!("l{id}"), &[&format!("{name}@new.example")]));
    let world = both(vec![File::all("h1", accounts)], rows.collect());
    let near = near(&world);
    assert_eq!(near.len(), 4, "all four: {near:?}");
    assert_eq!(near[0], "-: h1:1 | l1: | renamed_domain: verify amanda@old.example on cloud:l1 saves 1");
    let strangers = ["x", "y", "z"].map(|name| on(&format!("s{name}"), 1, "amanda@old.example"));
    assert_eq!(
        super::near::near(&both(strangers.to_vec(), vec![login("l1", &["amanda@new.example"])])),
        [""; 0],
        "one namesake tells nothing"
    );
}

#[test]
fn the_fix_takes_the_fewest_changes() {
    let groups = files(vec![
        on("h1", 1, "amanda@osaka.x.example"),
        on("h2", 2, "amanda@osaka.x.example"),
        on("h3", 3, "amanda@x.example"),
    ]);
    let expected =
        ["-: h3:3 | -: h1:1 h2:2 | sibling_domain: make amanda@osaka.x.example primary on h3:3 saves 1"];
    assert_eq!(near(&groups), expected, "one account moves to two");
    let managed = Options { managed_users: Some(true), ..Options::default() };
    let world = both(vec![on("h1", 1, "amanda+git@x.example")], vec![login("amy", &["amanda@x.example"])]);
    assert_eq!(
        near(&with(world, managed)),
        ["-: h1:1 | amy: | plus_tag_or_dots: make amanda@x.example primary on h1:1 saves 1"],
        "a managed user verifies nothing"
    );
}

#[test]
fn who_is_not_suspected() {
    let amy = || vec![login("amy", &["amanda.rossi@x.example"])];
    let nobody: [(&str, World); 8] = [
        ("numbers are people's, not typos", two("developer12@x.example", "developer13@x.example")),
        ("roles have a mailbox everywhere", two("admin@eu.x.example", "admin@x.example")),
        ("short names are all alike", two("anna@x.example", "anne@x.example")),
        ("two companies below one suffix", two("amanda@a.co.jp", "amanda@b.co.jp")),
        (
            "two cloud accounts are never one",
            cloud(vec![login("a", &["amanda@x.example"]), login("b", &["Amanda@x.example"])]),
        ),
        (
            "who takes no license is not counted twice",
            both(vec![File::all("h1", vec![suspended(account(1, "a", "Amanda.Rossi@x.example"))])], amy()),
        ),
        (
            "two accounts of one server have two e-mails, and are two people's",
            files(vec![File::all(
                "h1",
                vec![account(1, "a", "amanda.rossi@x.example"), account(2, "b", "amanda.rosso@x.example")],
            )]),
        ),
        (
            "names that differ",
            files(vec![
                File::all("h1", vec![named("Amanda Rossi", account(1, "a", "amanda.rossi@x.example"))]),
                File::all("h2", vec![named("Amando Rossi", account(2, "b", "amando.rossi@x.example"))]),
            ]),
        ),
    ];
    for (sentence, world) in nobody {
        assert_eq!(near(&world), [""; 0], "{sentence}");
    }
}

#[test]
fn one_of_many_typos_is_found_among_thousands_that_share_most_letters() {
    // As many as share a digest would be compared with the first only.
    let mut accounts: Vec<Person> = Vec::new();
    for (id, letters) in (10..).zip(0..400_u32) {
        let letter = |place: u32| char::from(b'a' + u8::try_from(place % 20).expect("a letter"));
        let (one, other) = (letter(letters), letter(letters / 20));
        let email = format!("long.{one}{one}{other}{other}.name@x.example");
        accounts.push(account(id, &format!("u{id}"), &email));
    }
    let world = both(vec![File::all("h1", accounts)], vec![login("amy", &["long.bbc.name@x.example"])]);
    assert_eq!(near(&world).len(), 1, "{:?}", near(&world));
}

#[test]
fn letter_case_is_assumed_and_all_else_suggested() {
    for likeness in people::Likeness::ALL {
        let assumed = likeness.standing() == Standing::Assumed;
        assert_eq!(assumed, likeness == people::Likeness::LetterCase);
    }
    let chain = files(vec![
        on("h1", 1, "amanda@x.example"),
        on("h2", 2, "Amanda@x.example"),
        on("h3", 3, "AMANDA@x.example"),
    ]);
    let misses = chain.count().near_misses();
    assert_eq!(
        (misses.counted_twice, misses.all.len(), misses.freeable),
        (3, 3, 2),
        "three pairs, two licenses"
    );
}
