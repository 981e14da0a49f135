//! Decisions and what-ifs: they move `planned`, and nothing else.

use people::{Decision, Effect, Plan, WhatIf};

use super::*;

fn link(one: &str, other: &str) -> Decision {
    Decision::Link { one: one.to_owned(), other: other.to_owned() }
}

fn unlink(one: &str, other: &str) -> Decision {
    Decision::Unlink { one: one.to_owned(), other: other.to_owned() }
}

fn exclude(account: &str) -> Decision {
    Decision::Exclude { account: account.to_owned() }
}

fn decided(world: &World, decisions: Vec<Decision>) -> (u64, Vec<Effect>) {
    let people = world.count();
    let before = (people.licenses(), people.difference());
    let planned = people.plan(&Plan { decisions, ..Plan::default() });
    assert_eq!((people.licenses(), people.difference()), before, "nothing else moves");
    (planned.licenses, planned.decisions)
}

fn tried(world: &World, what_if: WhatIf) -> (u64, Effect) {
    let planned = world.count().plan(&Plan { what_ifs: vec![what_if], ..Plan::default() });
    (planned.licenses, planned.what_ifs[0])
}

/// Three people: `mona` with h1:1 and h2:1, h1:2 alone, and `kai`.
fn three() -> World {
    both(
        vec![
            File::all("h1", vec![account(1, "m", "m@x.example"), dormant(account(2, "b", "b@old.example"))]),
            File::all("h2", vec![account(1, "m", "m@x.example")]),
        ],
        vec![login("mona", &["m@x.example"]), login("kai", &["b@x.example"])],
    )
}

#[test]
fn links() {
    let world = three();
    assert_eq!(decided(&world, Vec::new()), (3, vec![]), "without a decision it is what is documented");
    assert_eq!(decided(&world, vec![link("h1:2", "cloud:kai")]), (2, vec![Effect::Applied]));
    assert_eq!(
        decided(&world, vec![link("cloud:KAI", "h1:2")]),
        (2, vec![Effect::Applied]),
        "either way round"
    );
    assert_eq!(decided(&world, vec![link("h1:2", "h2:1")]), (2, vec![Effect::Applied]), "by another account");
    assert_eq!(decided(&world, vec![link("h1:1", "cloud:mona")]), (3, vec![Effect::AlreadySo]));
    assert_eq!(
        decided(&world, vec![link("cloud:mona", "cloud:kai")]),
        (3, vec![Effect::Refused]),
        "nothing joins two cloud accounts"
    );
    let listed = both(
        vec![File::all("h1", vec![account(1, "m", "m@x.example"), account(2, "k", "k@x.example")])],
        vec![login("mona", &["m@x.example"]), login("kai", &["k@x.example"])],
    );
    assert_eq!(
        decided(&listed, vec![link("h1:1", "h1:2")]),
        (2, vec![Effect::Refused]),
        "nor by their accounts"
    );
    assert_eq!(
        decided(&listed, vec![link("h1:1", "cloud:kai")]),
        (2, vec![Effect::Applied]),
        "a group may move to another login"
    );
}

#[test]
fn unlinks() {
    let world = three();
    assert_eq!(
        decided(&world, vec![unlink("h2:1", "h1:1")]),
        (4, vec![Effect::Applied]),
        "h2:1 stands alone, and not even with mona"
    );
    assert_eq!(
        decided(&world, vec![unlink("h1:1", "cloud:mona")]),
        (4, vec![Effect::Applied]),
        "the whole group"
    );
    assert_eq!(decided(&world, vec![unlink("h1:1", "h1:2")]), (3, vec![Effect::AlreadySo]));
    assert_eq!(
        decided(&world, vec![unlink("h2:1", "h1:1"), link("h2:1", "cloud:kai")]),
        (3, vec![Effect::Applied, Effect::Applied]),
        "taken out, and given to another"
    );
    let two = both(
        vec![File::all("h1", vec![account(1, "a", "a@x.example")])],
        vec![Row { name_id: "a@x.example".to_owned(), ..login("ada", &[]) }, login("kai", &["a@x.example"])],
    );
    assert_eq!(
        decided(&two, vec![unlink("h1:1", "cloud:ada")]),
        (2, vec![Effect::Applied]),
        "then the next step finds kai"
    );
}

#[test]
fn exclusions_and_notes() {
    let world = three();
    assert_eq!(decided(&world, vec![exclude("h1:2")]), (2, vec![Effect::Applied]));
    assert_eq!(decided(&world, vec![exclude("cloud:kai")]), (2, vec![Effect::Applied]));
    assert_eq!(
        decided(&world, vec![exclude("cloud:mona")]),
        (3, vec![Effect::Applied]),
        "two server accounts count still"
    );
    assert_eq!(
        decided(&world, vec![exclude("cloud:mona"), exclude("h1:1"), exclude("h2:1")]),
        (2, vec![Effect::Applied; 3])
    );
    assert_eq!(
        decided(&world, vec![Decision::Note { account: "h1:2".to_owned() }]),
        (3, vec![Effect::AlreadySo])
    );
    let gone = Decision::Note { account: "h1:99".to_owned() };
    assert_eq!(decided(&world, vec![gone]), (3, vec![Effect::NotThere]));
}

#[test]
fn decisions_whose_ground_changed_are_told() {
    let people = three().count();
    let plan = Plan {
        decisions: vec![
            link("h1:2", "cloud:nobody"),
            exclude("h9:1"),
            link("cloud:mona", "cloud:kai"),
            exclude("h1:2"),
        ],
        ..Plan::default()
    };
    let planned = people.plan(&plan);
    let effects = [Effect::NotThere, Effect::NotThere, Effect::Refused, Effect::Applied];
    assert_eq!(planned.decisions, effects);
    let codes: Vec<&str> = planned.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["decision_without_account", "decision_refused"]);
    let places = |place: usize| planned.findings[place].params["decisions"].clone();
    assert_eq!(places(0), texts(&["1", "2"]).into(), "places count from 1");
    assert_eq!(places(1), texts(&["3"]).into());
}

#[test]
fn decisions_that_are_needless_and_what_ifs_that_name_nothing_are_told() {
    let people = three().count();
    let planned = people.plan(&Plan {
        decisions: vec![
            link("h1:1", "cloud:mona"),
            Decision::Note { account: "h1:1".to_owned() },
            link("h1:2", "cloud:kai"),
            unlink("h1:2", "cloud:kai"),
        ],
        what_ifs: vec![
            WhatIf::Suspend { accounts: texts(&["h1:9"]) },
            WhatIf::DropServer { server: "h3".to_owned() },
            WhatIf::RenameDomain { from: "nowhere.example".to_owned(), to: "x.example".to_owned() },
        ],
    });
    let told: Vec<(&str, &usage::Param)> = planned
        .findings
        .iter()
        .map(|finding| (finding.code.name(), finding.params.values().last().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("decision_overruled", &texts(&["3"]).into()),
            ("decision_already_so", &texts(&["1", "4"]).into()),
            ("what_if_not_there", &texts(&["h1:9", "h3", "nowhere.example"]).into()),
        ],
        "a note is never needless"
    );
}

#[test]
fn of_a_link_and_an_unlink_the_later_holds() {
    let world = three();
    let (linked, unlinked) = (link("h1:2", "cloud:kai"), unlink("cloud:kai", "h1:2"));
    let overruled = vec![Effect::Overruled, Effect::AlreadySo];
    assert_eq!(decided(&world, vec![linked.clone(), unlinked.clone()]), (3, overruled));
    assert_eq!(decided(&world, vec![unlinked, linked]), (2, vec![Effect::Overruled, Effect::Applied]));
}

fn on_h1_only() -> World {
    files(vec![File::all("h1", vec![account(1, "m", "m@x.example")])])
}

#[test]
fn what_if() {
    let world = three();
    let suspend = |key: &str| WhatIf::Suspend { accounts: vec![key.to_owned()] };
    assert_eq!(tried(&world, suspend("h1:2")), (2, Effect::Applied));
    assert_eq!(tried(&world, suspend("h1:1")), (3, Effect::Applied), "mona has a cloud account");
    assert_eq!(tried(&world, suspend("h1:9")), (3, Effect::NotThere));
    assert_eq!(tried(&world, WhatIf::SuspendDormant { server: None }), (2, Effect::Applied), "b is dormant");
    assert_eq!(
        tried(&on_h1_only(), WhatIf::SuspendDormant { server: None }),
        (1, Effect::AlreadySo),
        "nobody is dormant, so nothing changes"
    );
    let dormant_on = |server: &str| WhatIf::SuspendDormant { server: Some(server.to_owned()) };
    assert_eq!(tried(&world, dormant_on("H1")), (2, Effect::Applied), "b is dormant there");
    assert_eq!(tried(&world, dormant_on("h2")), (3, Effect::AlreadySo), "nobody is dormant there");
    assert_eq!(tried(&world, dormant_on("h3")), (3, Effect::NotThere));
    let drop = |server: &str| WhatIf::DropServer { server: server.to_owned() };
    assert_eq!(tried(&world, drop("H1:443")), (2, Effect::Applied), "b was on h1 alone");
    assert_eq!(tried(&world, drop("h2")), (3, Effect::Applied));
    assert_eq!(tried(&world, drop("h3")), (3, Effect::NotThere));
    let rename = |from: &str, to: &str| WhatIf::RenameDomain { from: from.to_owned(), to: to.to_owned() };
    assert_eq!(tried(&world, rename("OLD.example", "x.example")), (2, Effect::Applied), "b is kai then");
    assert_eq!(
        tried(&world, rename("x.example", "y.example")),
        (4, Effect::Applied),
        "mona is not found then"
    );
    assert_eq!(tried(&world, rename("x.example", "X.example")), (3, Effect::AlreadySo));
}

#[test]
fn a_server_that_is_gone_takes_what_the_cloud_remembers_of_it_from_the_high_end() {
    let row = |id: &str| Row { ids: texts(&[id]), ..Row::default() };
    let on = |host: &'static str| File::all(host, vec![account(1, "a", "a@x.example")]);
    // The cloud lists an account of each server that is gone there, and one that is still on h2.
    let world = both(vec![on("h1"), on("h2")], vec![row("h1:9"), row("h2:9"), row("h2:1")]);
    let people = world.count();
    assert_eq!((people.licenses().documented, people.licenses().high), (1, 3));
    let drop = WhatIf::DropServer { server: "h1".to_owned() };
    let (_, range) = people.plan_range(&Plan { what_ifs: vec![drop], ..Plan::default() });
    assert_eq!((range.documented, range.high), (1, 2), "h2:9 may stay, h1:9 is gone with its server");
}
