//! Laws that hold for every world.

use std::collections::BTreeSet;

use people::{Decision, Node, Plan, WhatIf};
use proptest::prelude::*;
use usage::ReportScope;

use crate::model;
use crate::said::{in_labels, people_of, said_by};
use crate::world::{File, FileKind, Person, Row, World, login, texts};
use crate::worlds::{changed, nearly, person, shuffled, untidy, world};

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
        let in_other_order = shuffled(&world, seed);
        let careless = (untidy(world.clone()), shuffled(&untidy(world.clone()), seed));
        let tidy = (world.clone(), in_other_order.clone());
        for (one, other) in [tidy, (nearly(world), nearly(in_other_order)), careless] {
            let (one, other) = (said_by(&one.count()), said_by(&other.count()));
            let differing: Vec<_> = one.lines().zip(other.lines()).filter(|(one, other)| one != other).collect();
            prop_assert!(one == other, "{:?}", differing);
        }
    }

    #[test]
    fn every_fix_saves_what_it_says(world in world()) {
        let world = nearly(world);
        let people = world.count();
        let near = people.near_misses();
        for near in &near.all {
            prop_assert!(people.takes_license(near.person) && people.cloud_account_of(near.person).is_none());
            prop_assert!(people.takes_license(near.other) && near.person != near.other);
            let after = near.fix.changes.iter().try_fold(world.clone(), |world, change| changed(&world, &people, change));
            // What only the cloud remembers is in no file that could be changed.
            if let Some(after) = after {
                let licenses = after.count().licenses();
                prop_assert_eq!(licenses.documented + near.fix.saves, people.licenses().documented, "{:?}", near);
                prop_assert!(near.fix.saves > 0);
            }
        }
        let concerned: BTreeSet<u32> = near.all.iter().flat_map(|near| [near.person, near.other]).collect();
        prop_assert_eq!(near.counted_twice, concerned.len() as u64);
        for person in concerned {
            prop_assert!(near.of_person(person).all(|near| near.person == person || near.other == person));
            prop_assert!(near.of_person(person).next().is_some());
        }
        prop_assert!(near.freeable <= near.all.len() as u64);
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
    fn every_account_is_in_exactly_one_person(world in world(), careless in any::<bool>()) {
        let people = if careless { untidy(world).count() } else { world.count() };
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
        // A server whose only file is a complete report, so that removing a row removes the account. The cloud lists some
        // of its accounts.
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
            let rivals = people.rivals(person);
            prop_assert_eq!(!rivals.is_empty(), people.facets(person).ambiguous, "{:?}", rivals);
            prop_assert!(rivals.iter().all(|rival| nodes.contains(&rival.a) && !nodes.contains(&rival.b)));
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
    fn a_key_finds_its_account_again(world in world(), careless in any::<bool>()) {
        let people = if careless { untidy(world).count() } else { world.count() };
        let accounts = (0..people.account_count()).map(Node::Account);
        let logins = (0..people.len()).filter_map(|person| people.cloud_account_of(person)).map(Node::Cloud);
        for node in accounts.chain(logins) {
            prop_assert_eq!(people.find(&people.key(node)), Some(node), "{}", people.key(node));
        }
    }

    #[test]
    fn an_empty_plan_is_what_is_documented(world in world()) {
        let people = world.count();
        prop_assert_eq!(people.plan(&Plan::default()).licenses, people.licenses().documented);
        let (planned, range) = people.plan_range(&Plan::default());
        let licenses = people.licenses();
        prop_assert_eq!(planned.licenses, licenses.documented);
        prop_assert_eq!(
            (range.low, range.documented, range.high),
            (licenses.low, licenses.documented, licenses.high)
        );
    }

    #[test]
    fn the_range_of_what_is_tried_out_is_in_order_and_holds_the_plan(world in world(), which in any::<prop::sample::Index>()) {
        let people = world.count();
        let servers: Vec<String> = people.servers().map(|(server, _)| server.label.clone()).collect();
        if servers.is_empty() {
            return Ok(());
        }
        let server = which.get(&servers).clone();
        let rename = || WhatIf::RenameDomain { from: "x.example".to_owned(), to: "y.example".to_owned() };
        for what_ifs in [
            vec![WhatIf::DropServer { server: server.clone() }],
            vec![WhatIf::SuspendDormant { server: Some(server.clone()) }, rename()],
        ] {
            let plan = Plan { what_ifs, ..Plan::default() };
            let (planned, range) = people.plan_range(&plan);
            prop_assert_eq!(&people.plan(&plan), &planned);
            prop_assert_eq!(planned.licenses, range.documented);
            prop_assert!(range.low <= range.documented && range.documented <= range.high, "{:?}", range);
        }
    }

    #[test]
    fn without_any_server_the_cloud_accounts_are_left(world in world()) {
        let people = world.count();
        let servers = people.servers().map(|(server, _)| server.label.clone());
        let what_ifs = servers.map(|server| WhatIf::DropServer { server }).collect();
        let (_, range) = people.plan_range(&Plan { what_ifs, ..Plan::default() });
        let logins = (0..people.len()).filter(|&person| people.cloud_account_of(person).is_some()).count() as u64;
        prop_assert_eq!((range.documented, range.high), (logins, logins));
    }

    #[test]
    fn a_suspension_tried_out_counts_as_one_that_happened(world in world(), which in any::<prop::sample::Index>()) {
        // Undated files, where one that says so suffices.
        let mut world = world;
        world.files.iter_mut().for_each(|file| file.made_at = None);
        let people = world.count();
        let reported = (0..people.account_count()).filter(|&account| {
            people.account(account).is_some_and(|view| view.described_by.is_some())
        });
        let reported: Vec<u32> = reported.collect();
        if reported.is_empty() {
            return Ok(());
        }
        let account = *which.get(&reported);
        let key = people.key(Node::Account(account));
        let view = people.account(account).expect("an account");
        let (report, row) = view.described_by.expect("a report");
        let what_ifs = vec![WhatIf::Suspend { accounts: vec![key] }];
        let planned = people.plan(&Plan { what_ifs, ..Plan::default() });
        let active = FileKind::Listed(ReportScope::Active);
        let mut suspended = world.clone();
        suspended.files[report as usize].accounts[row as usize].suspended = Some(true);
        if suspended.files[report as usize].kind != active {
            prop_assert_eq!(planned.licenses, suspended.count().licenses().documented);
        }
    }

    #[test]
    fn a_domain_renamed_on_trial_counts_as_one_that_was_renamed(world in world()) {
        // Accounts of reports only: what the cloud remembers is renamed on trial, and not in its rows. Each file has a server
        // of its own: of two that contradict each other, which one describes an account may depend on its e-mail.
        let mut world = world;
        for (place, file) in world.files.iter_mut().enumerate() {
            (file.id, file.host) = (None, Some(format!("only{place}.example")));
        }
        for row in world.rows.iter_mut().flatten() {
            row.ids.clear();
        }
        let people = world.count();
        let what_if = WhatIf::RenameDomain { from: "X.example".to_owned(), to: "y.example".to_owned() };
        let planned = people.plan(&Plan { what_ifs: vec![what_if], ..Plan::default() });
        for account in world.files.iter_mut().flat_map(|file| &mut file.accounts) {
            account.email = account.email.replace("@x.example", "@y.example").replace("@X.example", "@y.example");
        }
        prop_assert_eq!(planned.licenses, world.count().licenses().documented);
    }

    #[test]
    fn decisions_never_join_two_cloud_accounts_nor_lose_a_person(world in world(), picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3_u8), 0..5)) {
        let people = world.count();
        let accounts = (0..people.account_count()).map(Node::Account);
        let logins = (0..people.len()).filter_map(|person| people.cloud_account_of(person)).map(Node::Cloud);
        let keys: Vec<String> = accounts.chain(logins).map(|node| people.key(node)).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let decisions: Vec<Decision> = picks
            .iter()
            .map(|(one, other, kind)| {
                let (one, other) = (one.get(&keys).clone(), other.get(&keys).clone());
                match kind {
                    0 => Decision::Link { one, other },
                    1 => Decision::Unlink { one, other },
                    _ => Decision::Note { account: one },
                }
            })
            .collect();
        let logins = (0..people.len()).filter(|&person| people.cloud_account_of(person).is_some()).count() as u64;
        let planned = people.plan(&Plan { decisions: decisions.clone(), ..Plan::default() });
        prop_assert!(planned.licenses >= logins, "every cloud account takes one");
        prop_assert!(planned.licenses <= people.numbers().accounts.counted + logins);
        let again = people.plan(&Plan { decisions: [decisions.clone(), decisions].concat(), ..Plan::default() });
        prop_assert_eq!(again.licenses, planned.licenses, "decided twice is decided");
    }
}

#[test]
fn an_edge_to_a_login_began_at_the_account_whose_row_came_first() {
    let row = |id: &str| Row { ids: texts(&[id]), primaries: texts(&["b@x.example"]), ..Row::default() };
    let rows = vec![row("h1.example:0"), row("h1.example:1"), login("mona", &["b@x.example"])];
    let world = |rows: Vec<Row>| World { rows: Some(rows), ..World::default() };
    let other_way_round = world(rows.iter().cloned().rev().collect());
    assert_eq!(said_by(&world(rows).count()), said_by(&other_way_round.count()), "rows have no order");
}
