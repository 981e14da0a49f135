//! Servers, their accounts, and what the cloud remembers of them.

use people::evidence::{Answer, ServerName};
use usage::ReportScope;

use super::*;

pub(super) fn servers() -> Vec<Case> {
    let a = |id| account(id, "a", "a@x.example");
    let sync = |id: &str, host: &str, at| (Some(id.to_owned()), Some(host.to_owned()), Some(at));
    let name = |id: &str, host: &str| ServerName {
        id: (!id.is_empty()).then(|| id.to_owned()),
        host: (!host.is_empty()).then(|| host.to_owned()),
    };
    vec![
        case(
            "Hosts compare in lower case, without port or trailing dot.",
            files(vec![File::all("GIT.x.example:8443", vec![a(1)]), File::all("git.x.example.", vec![a(1)])]),
            &["-: git.x.example:1"],
            [1, 1, 1],
        ),
        case(
            "Exports tie a host to an id.",
            files(vec![
                with_id(File::new("h1", FileKind::Sealed, Vec::new()), "u1"),
                with_id(File { host: None, ..File::all("h1", vec![account(1, "a", "a@x.example")]) }, "u1"),
                File::all("h1", vec![account(1, "a", "a@x.example")]),
            ]),
            &["-: h1:1"],
            [1, 1, 1],
        ),
        case(
            "A server is its server_id where one is known, else its host: sync status ties a host to an id.",
            World {
                syncs: vec![sync("U1", "old.x.example", 5)],
                ..both(
                    vec![made(with_id(File::all("new.x.example", vec![a(1)]), "u1"), 9)],
                    vec![listed(Row::default(), &["old.x.example:1", "old.x.example:2"], &[])],
                )
            },
            &["-: new.x.example:1"],
            [1, 1, 1],
        )
        .finds(&["one_id_two_hosts"]),
        case(
            "One host with two ids is a finding, never a silent merge.",
            files(vec![
                with_id(File::all("git.x.example", vec![account(1, "a", "a@x.example")]), "u1"),
                with_id(File::all("git.x.example", vec![account(1, "b", "b@x.example")]), "u2"),
            ]),
            &["-: u1:1", "-: u2:1"],
            [2, 2, 2],
        )
        .finds(&["one_host_two_ids"]),
        case(
            "A person's answer ties other spellings to a server.",
            World {
                answers: vec![Answer::Same(name("u2", ""), name("u1", "git.x.example"))],
                ..files(vec![
                    with_id(File::all("git.x.example", vec![a(1)]), "u1"),
                    with_id(File::all("git.x.example", vec![a(1)]), "u2"),
                ])
            },
            &["-: git.x.example:1"],
            [1, 1, 1],
        ),
        case(
            "One id with two hosts is one server, until a person says that one of them is a clone.",
            World {
                answers: vec![Answer::Clone { id: "u1".to_owned(), host: "lab.x.example".to_owned() }],
                ..files(vec![
                    with_id(File::all("git.x.example", vec![account(1, "a", "a@x.example")]), "u1"),
                    with_id(File::all("lab.x.example", vec![account(1, "b", "b@x.example")]), "u1"),
                ])
            },
            &["-: git.x.example:1", "-: lab.x.example:1"],
            [2, 2, 2],
        ),
        case(
            "One id with two different people is an error, and the result is not complete.",
            files(vec![
                with_id(File::all("git.x.example", vec![account(1, "a", "a@x.example")]), "u1"),
                with_id(File::all("lab.x.example", vec![account(1, "b", "b@x.example")]), "u1"),
            ]),
            &["-: git.x.example:1"],
            [1, 1, 1],
        )
        .finds(&["one_id_two_hosts", "one_id_two_people"])
        .incomplete(),
        case(
            "A file that names no server is left out, with a finding, and the result is not complete (assumed).",
            files(vec![File { host: None, ..File::all("", vec![a(1)]) }]),
            &[],
            [0, 0, 0],
        )
        .finds(&["report_without_server"])
        .incomplete(),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn accounts() -> Vec<Case> {
    let a = || account(1, "a", "a@x.example");
    let by_login = |login: &str, email: &str| Person { id: None, ..account(0, login, email) };
    vec![
        case(
            "A server account is (server, id): the same id on another server is another account.",
            files(vec![File::all("h1", vec![a()]), File::all("h2", vec![account(1, "b", "b@x.example")])]),
            &["-: h1:1", "-: h2:1"],
            [2, 2, 2],
        ),
        case(
            "@login stands for the id where a report has none.",
            files(vec![File::all("h1", vec![by_login("Mona", "m@x.example")])]),
            &["-: h1:@mona"],
            [1, 1, 1],
        ),
        case(
            "A row without an id is the account with its login, where another report has its id (assumed).",
            files(vec![
                File::all("h1", vec![a()]),
                annotating("h1", ReportScope::Suspended, vec![by_login("A", "")]),
            ]),
            &["(-: h1:1)"],
            [0, 0, 0],
        ),
        case(
            "Everything that names the same account describes one account.",
            files(vec![File::new("h1", FileKind::Open, vec![a()]), File::all("h1", vec![a()])]),
            &["-: h1:1"],
            [1, 1, 1],
        ),
        case(
            "The active, dormant and suspended reports only annotate.",
            files(vec![
                File::all("h1", vec![a(), account(2, "b", "b@x.example")]),
                annotating("h1", ReportScope::Suspended, vec![a(), account(3, "c", "c@x.example")]),
            ]),
            &["(-: h1:1)", "-: h1:2"],
            [1, 1, 1],
        )
        .finds(&["annotation_without_account"]),
        case(
            "What an active report lists is not suspended: one that says so suffices, of undated ones.",
            files(vec![
                File::all("h1", vec![suspended(a())]),
                annotating("h1", ReportScope::Active, vec![Person { suspended: None, ..a() }]),
            ]),
            &["(-: h1:1)"],
            [0, 0, 0],
        ),
        case(
            "A report that only annotates is no complete one: its server's people are unknown.",
            files(vec![annotating("h1", ReportScope::Active, vec![a()])]),
            &[],
            [0, 0, 0],
        )
        .finds(&["people_unknown"])
        .incomplete(),
        case(
            "Suspended accounts do not count.",
            files(vec![File::all("h1", vec![suspended(a())])]),
            &["(-: h1:1)"],
            [0, 0, 0],
        )
        .page(USERS),
        case(
            "Dormant accounts count.",
            files(vec![File::all("h1", vec![dormant(a())])]),
            &["-: h1:1"],
            [1, 1, 1],
        )
        .page(USERS),
        case(
            "A dormant report adds no account, and dormant accounts count.",
            files(vec![
                File::all("h1", vec![a()]),
                annotating("h1", ReportScope::Dormant, vec![a(), account(2, "b", "b@x.example")]),
            ]),
            &["-: h1:1"],
            [1, 1, 1],
        )
        .page(USERS)
        .finds(&["annotation_without_account"]),
        case(
            "An account whose login is ghost does not count.",
            files(vec![File::all("h1", vec![account(1, "ghost", ""), account(2, "ghosts", "")])]),
            &["(-: h1:1)", "-: h1:2"],
            [1, 1, 1],
        ),
        case(
            "An account whose login is exactly scim-admin does not count where SCIM is known to be on.",
            with(
                files(vec![File::all(
                    "h1",
                    vec![account(1, "scim-admin", ""), account(2, "Scim-Admin", "")],
                )]),
                scim(true),
            ),
            &["(-: h1:1)", "-: h1:2"],
            [1, 1, 1],
        )
        .page(USERS),
        case(
            "Where it is not known whether SCIM is on, it counts, with a finding.",
            files(vec![File::all("h1", vec![account(1, "scim-admin", "")])]),
            &["-: h1:1"],
            [1, 1, 1],
        )
        .finds(&["scim_admin_counted"]),
        case(
            "Where SCIM is off, scim-admin is an account like any other.",
            with(files(vec![File::all("h1", vec![account(1, "scim-admin", "")])]), scim(false)),
            &["-: h1:1"],
            [1, 1, 1],
        ),
        case(
            "One that shows no sign of ever having signed in counts in documented and high, not in low.",
            files(vec![File::all("h1", vec![never_signed_in(a()), account(2, "b", "b@x.example")])]),
            &["-: h1:1", "-: h1:2"],
            [1, 2, 2],
        )
        .page(USERS),
    ]
}

pub(super) fn memory() -> Vec<Case> {
    let a = || account(1, "a", "a@x.example");
    let sync = |host: &str, at| (None, Some(host.to_owned()), Some(at));
    vec![
        case(
            "A complete report replaces what the cloud remembers of that server.",
            both(
                vec![File::all("h1", vec![a()])],
                vec![listed(Row::default(), &["h1:7"], &["z@x.example"]), listed(Row::default(), &["h1:1"], &["a@x.example"])],
            ),
            &["-: h1:1"],
            [1, 1, 2],
        ),
        case(
            "Unless it is known to be older than the server's last sync: then both are kept, with a finding.",
            World {
                syncs: vec![sync("h1", 10)],
                ..both(
                    vec![made(File::all("h1", vec![a()]), 9)],
                    vec![listed(Row::default(), &["h1:7"], &["z@x.example"])],
                )
            },
            &["-: h1:1", "-: h1:7"],
            [2, 2, 2],
        )
        .finds(&["stale_report"]),
        case(
            "A report of unknown date is not known to be older.",
            World {
                syncs: vec![sync("h1", 10)],
                ..both(
                    vec![File::all("h1", vec![a()])],
                    vec![listed(Row::default(), &["h1:7"], &["z@x.example"])],
                )
            },
            &["-: h1:1"],
            [1, 1, 2],
        ),
        case(
            "Where an export is sealed and no companion is here, its people are those that the cloud remembers.",
            both(
                vec![File::new("h1", FileKind::Sealed, Vec::new())],
                vec![listed(login("mona", &[]), &["h1:1"], &[]), listed(Row::default(), &["h1:2"], &[])],
            ),
            &["mona: h1:1", "-: h1:2"],
            [2, 2, 2],
        ),
        case(
            "complete is false where an export is sealed, no companion is here, and the cloud remembers nothing.",
            both(vec![File::new("h1", FileKind::Sealed, Vec::new())], vec![login("mona", &[])]),
            &["mona:"],
            [1, 1, 1],
        )
        .finds(&["people_unknown"])
        .incomplete(),
        case(
            "The remembered accounts of one row are one group.",
            cloud(vec![listed(Row::default(), &["h1:1", "h2:5"], &[])]),
            &["-: h1:1 h2:5"],
            [1, 1, 1],
        ),
        case(
            "The primary e-mails that the row lists are that group's: one group with any account that has one of them.",
            both(
                vec![File::all("h1", vec![account(3, "a", "a@X.example")])],
                vec![listed(Row::default(), &["h2:5"], &["b@x.example", "a@x.example"])],
            ),
            &["-: h1:3 h2:5"],
            [1, 1, 1],
        ),
        case(
            "A suspended report says of a remembered account that it is suspended.",
            both(
                vec![annotating("h1", ReportScope::Suspended, vec![a()])],
                vec![listed(Row::default(), &["h1:1"], &[])],
            ),
            &["(-: h1:1)"],
            [0, 0, 0],
        ),
    ]
}

pub(super) fn replaced() -> Vec<Case> {
    let a = || account(1, "a", "a@x.example");
    vec![
        case(
            "high has the rows without a login all of whose accounts are gone from complete reports.",
            both(
                vec![File::all("h1", vec![a()])],
                vec![
                    listed(Row::default(), &["h1:7", "h1:8"], &[]),
                    listed(Row::default(), &["h1:9", "h1:1"], &[]),
                    listed(login("mona", &[]), &["h1:10"], &[]),
                ],
            ),
            &["mona:", "-: h1:1"],
            [2, 2, 3],
        ),
        case(
            "high has no row without a login of which an account is remembered of another server.",
            both(vec![File::all("h1", vec![a()])], vec![listed(Row::default(), &["h1:7", "h2:5"], &[])]),
            &["-: h1:1", "-: h2:5"],
            [2, 2, 2],
        ),
        case(
            "A row's accounts on servers with a complete report are replaced by that report; its others are remembered.",
            both(
                vec![File::all("h1", vec![account(1, "a", "new@x.example")])],
                vec![listed(Row::default(), &["h1:1", "h2:5"], &["old@x.example"])],
            ),
            &["-: h1:1", "-: h2:5"],
            [2, 2, 2],
        ),
        case(
            "An open export is a complete report.",
            both(
                vec![File::new("h1", FileKind::Open, vec![a()])],
                vec![listed(Row::default(), &["h1:7"], &["z@x.example"])],
            ),
            &["-: h1:1"],
            [1, 1, 2],
        ),
        case(
            "A sealed export's people come from a companion.",
            files(vec![File::new("h1", FileKind::Sealed, Vec::new()), File::all("h1", vec![a()])]),
            &["-: h1:1"],
            [1, 1, 1],
        ),
    ]
}
