//! The difference from the cloud's own number, reason by reason.

use people::{Behind, Reason};

use super::*;

/// Each part as its reason, its change, and who is behind it.
fn parts(world: &World) -> Vec<(&'static str, i64, Vec<String>)> {
    let people = world.count();
    let difference = people.difference().expect("the cloud told its number");
    let rows = world.rows.as_ref().expect("rows");
    let who = |behind: &Behind| match *behind {
        Behind::Person(person) => line(&people, person),
        Behind::Record(record) => {
            let rows = people.rows_of_record(record).iter();
            rows.map(|&row| rows_listing(rows_of(world), row)).collect::<Vec<_>>().join(" + ")
        }
        Behind::Row(row) => rows[row as usize].name.clone(),
    };
    let parts: Vec<_> = difference
        .parts
        .iter()
        .map(|part| (part.reason.name(), part.change, part.behind.iter().map(who).collect()))
        .collect();
    let sum: i64 = difference.parts.iter().map(|part| part.change).sum();
    assert_eq!(sum, difference.change, "the parts add up");
    parts
}

fn rows_of(world: &World) -> &[Row] {
    world.rows.as_deref().expect("rows")
}

fn rows_listing(rows: &[Row], row: u32) -> String {
    rows[row as usize].ids.join(" ")
}

fn counted(files: Vec<File>, rows: Vec<Row>, consumed: u64) -> World {
    World { consumed: Some(consumed), ..both(files, rows) }
}

fn row(ids: &[&str], primaries: &[&str]) -> Row {
    listed(Row::default(), ids, primaries)
}

fn h1(accounts: Vec<Person>) -> Vec<File> {
    vec![File::all("h1", accounts)]
}

type Expected = (&'static str, i64, &'static [&'static str]);

fn check(sentence: &str, world: &World, expected: &[Expected]) {
    let parts = parts(world);
    let told: Vec<(&str, i64, Vec<&str>)> = parts
        .iter()
        .map(|(reason, change, behind)| (*reason, *change, behind.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, i64, Vec<&str>)> =
        expected.iter().map(|(reason, change, behind)| (*reason, *change, behind.to_vec())).collect();
    assert_eq!(told, expected, "{sentence}");
}

const EXPLAINED: Expected = ("unexplained", 0, &[]);

#[test]
fn accounts_that_came_and_went() {
    let known = || row(&["h1:1"], &["a@x.example"]);
    check(
        "nothing changed",
        &counted(h1(vec![account(1, "a", "a@x.example")]), vec![known()], 1),
        &[EXPLAINED],
    );
    check(
        "a new account",
        &counted(h1(vec![account(1, "a", "a@x.example"), account(2, "b", "b@x.example")]), vec![known()], 1),
        &[("new_account", 1, &["-: h1:2"]), EXPLAINED],
    );
    check(
        "an account that is gone",
        &counted(h1(vec![]), vec![known()], 1),
        &[("gone_account", -1, &["h1:1"]), EXPLAINED],
    );
    check(
        "an account that is suspended since",
        &counted(h1(vec![suspended(account(1, "a", "a@x.example"))]), vec![known()], 1),
        &[("suspended_since", -1, &["h1:1"]), EXPLAINED],
    );
}

#[test]
fn emails_and_logins_that_changed() {
    check(
        "listed under a login, with another e-mail now",
        &counted(
            h1(vec![account(1, "a", "new@x.example")]),
            vec![listed(login("mona", &[]), &["h1:1"], &["a@x.example"])],
            1,
        ),
        &[("email_changed", 1, &["-: h1:1"]), EXPLAINED],
    );
    check(
        "listed under a login, without an e-mail now",
        &counted(
            h1(vec![account(1, "a", "")]),
            vec![listed(login("mona", &[]), &["h1:1"], &["a@x.example"])],
            1,
        ),
        &[("no_longer_linked", 1, &["-: h1:1"]), EXPLAINED],
    );
    check(
        "a row without a login whose e-mail somebody verified since",
        &counted(
            h1(vec![account(1, "a", "a@x.example")]),
            vec![row(&["h1:1"], &["a@x.example"]), login("mona", &["a@x.example"])],
            2,
        ),
        &[("newly_linked", -1, &["h1:1"]), EXPLAINED],
    );
    check(
        "a row without a login whose account has a login's e-mail now",
        &counted(
            h1(vec![account(1, "a", "m@x.example")]),
            vec![row(&["h1:1"], &["a@x.example"]), login("mona", &["m@x.example"])],
            2,
        ),
        &[("email_changed", -1, &["h1:1"]), EXPLAINED],
    );
    check(
        "two rows without a login that are one person now, since one e-mail changed",
        &counted(
            h1(vec![account(1, "a", "a@x.example"), account(2, "b", "a@x.example")]),
            vec![row(&["h1:1"], &["a@x.example"]), row(&["h1:2"], &["b@x.example"])],
            2,
        ),
        &[("email_changed", -1, &["h1:2"]), EXPLAINED],
    );
    check(
        "one row without a login that is two people now, since one e-mail changed",
        &counted(
            h1(vec![account(1, "a", "a@x.example"), account(2, "b", "b@x.example")]),
            vec![row(&["h1:1", "h1:2"], &["a@x.example"])],
            1,
        ),
        &[("email_changed", 1, &["-: h1:2"]), EXPLAINED],
    );
}

#[test]
fn what_only_one_side_knows() {
    let old = File { made_at: Some(1), ..File::all("h1", vec![account(1, "a", "a@x.example")]) };
    let world = World {
        syncs: vec![(None, Some("h1".to_owned()), Some(2))],
        ..counted(vec![old], vec![row(&["h1:2"], &["b@x.example"])], 1)
    };
    check("an old report has somebody else", &world, &[("remembered_stale", 1, &["-: h1:1"]), EXPLAINED]);
    let bare = Row { name: "Nobody known".to_owned(), ..Row::default() };
    check(
        "a row that names no account",
        &counted(Vec::new(), vec![bare], 1),
        &[("cloud_only_knows", -1, &["Nobody known"]), EXPLAINED],
    );
    check(
        "outside collaborators that are in the total and in no row",
        &counted(Vec::new(), vec![login("mona", &[])], 5),
        &[("unexplained", -4, &[])],
    );
    assert_eq!(cloud(vec![login("mona", &[])]).count().difference(), None, "the number was not told");
}

#[test]
fn reasons_have_their_fixed_order() {
    let names = Reason::ALL.map(Reason::name);
    assert_eq!(
        names,
        [
            "new_account",
            "gone_account",
            "suspended_since",
            "email_changed",
            "newly_linked",
            "no_longer_linked",
            "remembered_stale",
            "cloud_only_knows",
            "unexplained"
        ]
    );
}
