//! What is told beside the range.

use people::evidence::{Billing, Options};

use usage::roster::{Protocol, SecurityProducts};

use super::*;

#[test]
fn unseen_is_the_smaller_of_unlinked_groups_and_cloud_accounts_without_a_server_account() {
    let rows = || vec![login("ada", &[]), login("kai", &[]), login("mona", &["a@x.example"])];
    let files = || {
        let unlinked = (2..7).map(|id| account(id, &format!("u{id}"), &format!("u{id}@x.example")));
        let suspended = suspended(account(9, "s", "s@x.example"));
        let accounts = [account(1, "a", "a@x.example"), suspended].into_iter().chain(unlinked).collect();
        vec![File::all("h1", accounts)]
    };
    assert_eq!(both(files(), rows()).count().licenses().unseen, 2, "ada and kai may be anybody's");
    let few = vec![File::all("h1", vec![account(2, "b", "b@x.example")])];
    assert_eq!(both(few, rows()).count().licenses().unseen, 1, "b can be one of them only");
    let only_suspended = vec![File::all("h1", vec![suspended(account(2, "b", "b@x.example"))])];
    assert_eq!(both(only_suspended, rows()).count().licenses().unseen, 0, "no license would be saved");
    let managed = Options { managed_users: Some(true), ..Options::default() };
    assert_eq!(
        with(both(files(), rows()), managed).count().licenses().unseen,
        0,
        "managed users are all seen"
    );
}

#[test]
fn a_remembered_account_counts_and_is_marked_as_remembered() {
    let people = both(
        vec![File::all("h1", vec![account(1, "a", "a@x.example")])],
        vec![
            listed(login("mona", &[]), &["h2:5"], &[]),
            listed(Row::default(), &["h1:1", "h2:6"], &["a@x.example"]),
        ],
    )
    .count();
    let marked: Vec<(String, bool)> = (0..people.len())
        .map(|person| (line(&people, person), people.facets(person).has_remembered))
        .collect();
    assert_eq!(
        marked,
        [("mona: h2:5".to_owned(), true), ("-: h1:1 h2:6".to_owned(), true)],
        "with a login, and without one beside a reported account"
    );
    let of_h1 = people.servers().position(|(server, _)| server.label == "h1").expect("h1");
    let first = people.accounts_of_server(u32::try_from(of_h1).expect("few")).start;
    assert!(!people.account(first).expect("an account").remembered, "a reported account is not");
}

#[test]
fn decisions_and_what_ifs_change_the_planned_number_alone() {
    let world = both(
        vec![File::all("h1", vec![account(1, "a", "a@x.example"), account(2, "b", "b@x.example")])],
        vec![login("mona", &["m@x.example"])],
    );
    let people = world.count();
    let before = people.licenses();
    let plan = people::Plan {
        decisions: vec![people::Decision::Exclude { account: "h1:2".to_owned() }],
        what_ifs: vec![people::WhatIf::DropServer { server: "h1".to_owned() }],
    };
    assert_eq!(people.plan(&plan).licenses, 1, "mona alone is left");
    assert_eq!(people.licenses(), before, "GitHub sees none of it");
}

#[test]
fn visual_studio_decides_by_type_as_the_cloud_or_an_equal_email_says() {
    let by_type = |world: World| {
        let licenses = world.count().licenses();
        (licenses.enterprise, licenses.visual_studio)
    };
    let server = || vec![File::all("h1", vec![account(1, "a", "a@x.example")])];
    let subscribed = |upn: &str, login: Option<&str>, world: World| World {
        subscriptions: vec![(upn.to_owned(), login.map(str::to_owned))],
        ..world
    };
    let rows = || vec![login("mona", &["m@x.example"])];
    assert_eq!(by_type(both(server(), rows())), (2, 0), "nobody subscribed");
    assert_eq!(
        by_type(subscribed("a@X.example", None, both(server(), rows()))),
        (1, 1),
        "a server account's"
    );
    assert_eq!(
        by_type(subscribed("m@x.example", None, both(server(), rows()))),
        (1, 1),
        "a verified e-mail's"
    );
    assert_eq!(by_type(subscribed("z@x.example", Some("mona"), cloud(rows()))), (0, 1), "matched by hand");
    assert_eq!(by_type(subscribed("z@x.example", None, cloud(rows()))), (1, 0), "nobody's");
    let typed = Row { license_type: "Visual Studio subscription".to_owned(), ..login("kai", &[]) };
    assert_eq!(by_type(cloud(vec![typed])), (0, 1), "the cloud says so");
    let remembered = Row { visual_studio: Some(true), ..listed(Row::default(), &["h1:1"], &[]) };
    assert_eq!(by_type(cloud(vec![remembered])), (0, 1), "of somebody without a login, too");
}

#[test]
fn the_waterfall_has_its_fixed_steps() {
    let name_id = Row { name_id: "s@x.example".to_owned(), ..login("sam", &[]) };
    let world = identified(
        both(
            vec![
                File::all(
                    "h1",
                    vec![
                        account(1, "a", "a@x.example"),
                        suspended(account(2, "b", "b@x.example")),
                        account(3, "ghost", ""),
                        account(4, "s", "s@x.example"),
                        account(5, "i", "i@x.example"),
                        account(6, "v", "v@x.example"),
                        account(7, "l", "l@x.example"),
                    ],
                ),
                File::all("h2", vec![account(1, "a", "a@x.example"), account(2, "n", "n@x.example")]),
            ],
            vec![
                name_id,
                login("ida", &[]),
                login("vic", &["v@x.example"]),
                listed(login("lou", &[]), &["h1:7"], &["l@x.example"]),
            ],
        ),
        "ida",
        Protocol::Scim,
        "username",
        "i@x.example",
    );
    let people = world.count();
    let steps: Vec<(&str, i64, u64)> =
        people.waterfall().iter().map(|step| (step.name.name(), step.change, step.total)).collect();
    let expected = [
        ("server_accounts", 9, 9),
        ("suspended", -1, 8),
        ("not_people", -1, 7),
        ("same_primary", -1, 6),
        ("cloud_says", -1, 5),
        ("saml", -1, 4),
        ("scim", -1, 3),
        ("verified_email", -1, 2),
        ("cloud_accounts", 4, 6),
    ];
    assert_eq!(steps, expected);
    assert_eq!(people.licenses().documented, 6);
}

#[test]
fn dormant_people_are_freeable_only_if_all_their_counting_accounts_are_dormant_server_accounts() {
    let world = both(
        vec![
            File::all(
                "h1",
                vec![
                    dormant(account(1, "a", "a@x.example")),
                    dormant(account(2, "b", "b@x.example")),
                    dormant(account(3, "c", "c@x.example")),
                    suspended(dormant(account(4, "d", "d@x.example"))),
                ],
            ),
            File::all("h2", vec![account(1, "b", "b@x.example"), suspended(account(2, "a", "a@x.example"))]),
        ],
        vec![login("mona", &["c@x.example"])],
    );
    let people = world.count();
    let freeable: Vec<String> = people.dormant_freeable().map(|person| line(&people, person)).collect();
    assert_eq!(freeable, ["-: h1:1 h2:2"], "b is active elsewhere, c has a cloud account, d counts nowhere");
}

#[test]
fn usage_based_billing_without_connect_is_a_finding() {
    let found = |billing_model: Billing, connect: Option<bool>| {
        let file = File { connect, ..File::all("h1", vec![account(1, "a", "a@x.example")]) };
        let people = with(files(vec![file]), billing(billing_model)).count();
        people.findings().iter().any(|finding| finding.code.name() == "metered_needs_connect")
    };
    assert!(found(Billing::Usage, Some(false)), "{COMBINED}");
    assert!(!found(Billing::Usage, Some(true)), "Connect is on");
    assert!(!found(Billing::Usage, None), "not known to be off");
    assert!(!found(Billing::Volume, Some(false)), "volume licenses need no Connect");
}

#[test]
fn licenses_of_security_products_are_told_and_change_no_number() {
    let of = |advanced: Option<bool>, secret: Option<bool>, row: Row| Row {
        security: SecurityProducts {
            advanced_security: advanced,
            secret_protection: secret,
            code_security: None,
        },
        ..row
    };
    let rows = || vec![login("mona", &["m@x.example"]), login("mona", &["n@x.example"]), login("kai", &[])];
    let told = |world: World| {
        let people = world.count();
        let mut findings = people.findings().to_vec();
        findings.retain(|finding| finding.code.name() == "security_products");
        (people.licenses(), findings.pop().map(|finding| finding.params))
    };
    let (licenses, none) = told(cloud(rows()));
    assert_eq!(none, None, "the report tells of no such license");
    let mut with_products = rows();
    with_products[0] = of(Some(true), Some(false), with_products[0].clone());
    with_products[1] = of(Some(true), None, with_products[1].clone());
    with_products.push(of(Some(true), Some(true), listed(Row::default(), &["h1:1"], &[])));
    let (_, found) = told(cloud(with_products.clone()));
    let found = format!("{:?}", found.expect("a finding"));
    assert_eq!(
        found, r#"{"advanced_security": Number(2), "secret_protection": Number(1)}"#,
        "two rows of one login are one person, and what is not told is missing"
    );
    with_products.pop();
    assert_eq!(told(cloud(with_products)).0, licenses, "GitHub bills them apart");
    let nobody = rows().into_iter().map(|row| of(Some(false), None, row)).collect();
    assert_eq!(told(cloud(nobody)).1, None, "nobody has one");
}
