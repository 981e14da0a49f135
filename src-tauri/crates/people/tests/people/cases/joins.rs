//! Cloud accounts, and what joins a server account with others.

use people::evidence::Billing;

use usage::roster::Protocol;

use super::*;

const NAME_CLAIM: &str = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
/// Another of them.
const EMAIL_CLAIM: &str = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

pub(super) fn cloud_accounts() -> Vec<Case> {
    vec![
        case(
            "A cloud account takes one license; the same login twice is one.",
            cloud(vec![login("mona", &["a@x.example"]), login("mona", &[]), login("Mona", &[])]),
            &["Mona:"],
            [1, 1, 1],
        )
        .finds(&["repeated_login"]),
        case(
            "A pending invitation counts as listed; where billing is usage-based it is left out of low.",
            with(cloud(vec![invited(login("mona", &[])), login("kai", &[])]), billing(Billing::Usage)),
            &["kai:", "mona:"],
            [1, 2, 2],
        )
        .page(USERS),
        case(
            "Where billing is unknown it is left out of low, too.",
            cloud(vec![invited(login("mona", &[]))]),
            &["mona:"],
            [0, 1, 1],
        ),
        case(
            "Where billing is by volume it is in low.",
            with(cloud(vec![invited(login("mona", &[]))]), billing(Billing::Volume)),
            &["mona:"],
            [1, 1, 1],
        ),
        case(
            "A pending invitation with a server account that counts takes a license in low, too (assumed).",
            both(
                vec![File::all("h1", vec![account(1, "m", "m@x.example")])],
                vec![invited(login("mona", &["m@x.example"]))],
            ),
            &["mona: h1:1"],
            [1, 1, 1],
        ),
        case(
            "A row without a login whose accounts cannot be read is counted by the cloud alone.",
            cloud(vec![Row { name: "Mona".to_owned(), ids: texts(&["7"]), ..Row::default() }]),
            &[],
            [0, 0, 0],
        )
        .finds(&["row_without_account", "unreadable_server_user_id"]),
        case(
            "All three shapes of server user ids name the account.",
            cloud(vec![listed(login("mona", &[]), &["h1:71", "71:h2:Member", "71:h3"], &[])]),
            &["mona: h1:71 h2:71 h3:71"],
            [1, 1, 1],
        ),
    ]
}

pub(super) fn emails() -> Vec<Case> {
    let two = |one: &str, other: &str| {
        files(vec![
            File::all("h1", vec![account(1, "a", one)]),
            File::all("h2", vec![account(2, "b", other)]),
        ])
    };
    let apart: &[&str] = &["-: h1:1", "-: h2:2"];
    let together: &[&str] = &["-: h1:1 h2:2"];
    vec![
        case("exact: trimmed.", two(" a@x.example ", "a@x.example"), together, [1, 1, 1]),
        case("exact: the domain in lower case.", two("a@X.example", "a@x.EXAMPLE"), together, [1, 1, 1]),
        case(
            "exact: the local part as written; folded moves low only.",
            two("A@x.example", "a@x.example"),
            apart,
            [1, 2, 2],
        ),
        case("Plus tags are suggestions only.", two("a+b@x.example", "a@x.example"), apart, [2, 2, 2]),
        case("Dots are suggestions only.", two("a.b@x.example", "ab@x.example"), apart, [2, 2, 2]),
        case("NFKC is a suggestion only.", two("\u{ff41}@x.example", "a@x.example"), apart, [2, 2, 2]),
        case(
            "IDN is a suggestion only.",
            two("a@b\u{fc}cher.example", "a@xn--bcher-kva.example"),
            apart,
            [2, 2, 2],
        ),
        case("Sibling domains are suggestions only.", two("a@eu.x.example", "a@x.example"), apart, [2, 2, 2]),
        case("Typos are suggestions only.", two("amanda@x.example", "amnada@x.example"), apart, [2, 2, 2]),
        case("Accounts without a primary e-mail stand alone.", two("", ""), apart, [2, 2, 2])
            .finds(&["no_primary_email"]),
        case(
            "Only the primary e-mail of a server account is matched.",
            files(vec![
                File::all(
                    "h1",
                    vec![Person { others: texts(&["b@x.example"]), ..account(1, "a", "a@x.example") }],
                ),
                File::all("h2", vec![account(2, "b", "b@x.example")]),
            ]),
            apart,
            [2, 2, 2],
        )
        .page(TROUBLES),
        case(
            "Equal exact primary e-mails are one group, over all servers.",
            two("a@x.example", "a@x.example"),
            together,
            [1, 1, 1],
        )
        .page(UNIQUE),
        case(
            "Suspended accounts are in groups too: one that counts suffices for a license.",
            files(vec![
                File::all("h1", vec![suspended(account(1, "a", "a@x.example"))]),
                File::all("h2", vec![account(2, "b", "a@x.example")]),
            ]),
            together,
            [1, 1, 1],
        ),
        case(
            "Two accounts of one server with one primary e-mail are one, with a finding.",
            files(vec![File::all(
                "h1",
                vec![account(1, "a", "a@x.example"), account(2, "b", "a@x.example")],
            )]),
            &["-: h1:1 h1:2"],
            [1, 1, 1],
        )
        .finds(&["shared_email"]),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn links() -> Vec<Case> {
    let h1 = || vec![File::all("h1", vec![account(1, "a", "a@x.example")])];
    let name_id = |row: Row, name_id: &str| Row { name_id: name_id.to_owned(), ..row };
    let linked: &[&str] = &["mona: h1:1"];
    let alone: &[&str] = &["mona:", "-: h1:1"];
    vec![
        case(
            "cloud_says: listed under a login, and the primary e-mail is still among those that the row lists.",
            both(h1(), vec![listed(login("mona", &[]), &["h1:1"], &["b@x.example", "a@X.example"])]),
            linked,
            [1, 1, 1],
        ),
        case(
            "cloud_says: or the row lists none.",
            both(h1(), vec![listed(login("mona", &[]), &["h1:1"], &[])]),
            linked,
            [1, 1, 1],
        ),
        case(
            "low compares folded e-mails with those that the row lists, too.",
            both(h1(), vec![listed(login("mona", &[]), &["h1:1"], &["A@x.example"])]),
            alone,
            [1, 2, 2],
        ),
        case(
            "low compares folded e-mails with SAML's, too.",
            both(h1(), vec![name_id(login("mona", &[]), "A@x.example")]),
            alone,
            [1, 2, 2],
        ),
        case(
            "verified_email: as far as the report shows them: of a login that shows none, nobody is found.",
            both(h1(), vec![login("mona", &[])]),
            alone,
            [2, 2, 2],
        ),
        case(
            "cloud_says: not when the primary e-mail changed since.",
            both(h1(), vec![listed(login("mona", &[]), &["h1:1"], &["old@x.example"])]),
            alone,
            [2, 2, 2],
        ),
        case(
            "cloud_says: or the account is a remembered one.",
            cloud(vec![listed(login("mona", &[]), &["h1:1"], &["old@x.example"])]),
            linked,
            [1, 1, 1],
        ),
        case(
            "saml: a row's SAML NameID is one of the five attributes.",
            both(h1(), vec![name_id(login("mona", &[]), "a@x.example")]),
            linked,
            [1, 1, 1],
        )
        .page(TROUBLES),
        case(
            "saml: so is the claim name of a linked identity.",
            identified(both(h1(), vec![login("mona", &[])]), "mona", Protocol::Saml, NAME_CLAIM, "a@x.example"),
            linked,
            [1, 1, 1],
        )
        .page(TROUBLES),
        case(
            "saml: so is the claim emailaddress.",
            identified(both(h1(), vec![login("mona", &[])]), "mona", Protocol::Saml, EMAIL_CLAIM, "a@x.example"),
            linked,
            [1, 1, 1],
        )
        .page(TROUBLES),
        case(
            "saml: so is its username.",
            identified(both(h1(), vec![login("mona", &[])]), "mona", Protocol::Saml, "username", "a@x.example"),
            linked,
            [1, 1, 1],
        )
        .page(TROUBLES),
        case(
            "saml: so is its NameID.",
            identified(both(h1(), vec![login("mona", &[])]), "mona", Protocol::Saml, "NameID", "a@x.example"),
            linked,
            [1, 1, 1],
        )
        .page(TROUBLES),
        case(
            "scim: so are its e-mails.",
            identified(both(h1(), vec![login("mona", &[])]), "Mona", Protocol::Scim, "emails", "a@x.example"),
            linked,
            [1, 1, 1],
        )
        .page(TROUBLES),
        case(
            "No other attribute is compared.",
            identified(both(h1(), vec![login("mona", &[])]), "mona", Protocol::Scim, "externalId", "a@x.example"),
            alone,
            [2, 2, 2],
        )
        .page(TROUBLES),
        case(
            "verified_email: a primary e-mail equals a verified e-mail of a login.",
            both(h1(), vec![login("mona", &["a@x.example"])]),
            linked,
            [1, 1, 1],
        )
        .page(CALCULATION),
        case(
            "low compares folded e-mails with verified ones, too.",
            both(h1(), vec![login("mona", &["A@x.example"])]),
            alone,
            [1, 2, 2],
        ),
        case(
            "The first step that finds a cloud account decides; later steps are not asked.",
            both(h1(), vec![login("ada", &["a@x.example"]), name_id(login("mona", &[]), "a@x.example")]),
            &["ada:", "mona: h1:1"],
            [2, 2, 2],
        )
        .page(TROUBLES),
        case(
            "What the cloud says comes before SAML.",
            both(
                h1(),
                vec![name_id(login("ada", &[]), "a@x.example"), listed(login("mona", &[]), &["h1:1"], &["a@x.example"])],
            ),
            &["ada:", "mona: h1:1"],
            [2, 2, 2],
        ),
        case(
            "Several logins at the deciding step: the first in order, and a finding; nothing joins two cloud accounts.",
            both(h1(), vec![login("zoe", &["a@x.example"]), login("kai", &["a@x.example"])]),
            &["kai: h1:1", "zoe:"],
            [2, 2, 2],
        )
        .finds(&["ambiguous_match"]),
        case(
            "SAML and SCIM are one step.",
            identified(
                both(h1(), vec![name_id(login("zoe", &[]), "a@x.example"), login("kai", &[])]),
                "kai",
                Protocol::Scim,
                "username",
                "a@x.example",
            ),
            &["kai: h1:1", "zoe:"],
            [2, 2, 2],
        )
        .finds(&["ambiguous_match"]),
        case(
            "A person is a cloud account with the groups linked to it: several groups, one license.",
            both(
                vec![File::all("h1", vec![account(1, "a", "a@x.example"), account(2, "b", "b@x.example")])],
                vec![login("mona", &["a@x.example", "b@x.example"])],
            ),
            &["mona: h1:1 h1:2"],
            [1, 1, 1],
        )
        .page(UNIQUE),
        case(
            "A group is linked as a whole: a chain over servers, of which the cloud knows one account.",
            both(
                vec![
                    File::all("h1", vec![account(1, "a", "a@x.example")]),
                    File::all("h2", vec![account(2, "b", "a@x.example")]),
                    File::all("h3", vec![account(3, "c", "a@x.example")]),
                ],
                vec![listed(login("mona", &[]), &["h2:2"], &["a@x.example"])],
            ),
            &["mona: h1:1 h2:2 h3:3"],
            [1, 1, 1],
        ),
    ]
}

pub(super) fn visual_studio() -> Vec<Case> {
    let subscribed = |world: World, upn: &str, login: Option<&str>| World {
        subscriptions: vec![(upn.to_owned(), login.map(str::to_owned))],
        ..world
    };
    let two = || {
        both(
            vec![File::all("h1", vec![account(1, "a", "a@x.example")])],
            vec![login("mona", &["m@x.example"])],
        )
    };
    vec![
        case(
            "A Visual Studio subscription never takes a license alone.",
            subscribed(cloud(Vec::new()), "vs@x.example", None),
            &[],
            [0, 0, 0],
        )
        .page(USERS),
        case(
            "A Visual Studio subscription never joins two accounts.",
            subscribed(two(), "a@x.example", Some("mona")),
            &["mona:", "-: h1:1"],
            [2, 2, 2],
        )
        .page(VISUAL_STUDIO),
    ]
}
