//! The cloud's consumed licenses, as its API answers them.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::boundaries::{people_in_blocks, rows};
use super::*;
use crate::roster::{LicensedUser, People};

/// Answers in every form, all valid, each of at least one whole document.
fn answers() -> Vec<String> {
    let page = |logins: &[&str]| {
        let users: Vec<Value> = logins.iter().map(|login| user(login)).collect();
        json!({"total_seats_consumed": 3, "total_seats_purchased": 5, "users": users})
    };
    let (first, second) = (page(&["mona", "zoë"]), page(&["佐藤"]));
    vec![
        page(&["mona", "zoë", "佐藤"]).to_string(),
        serde_json::to_string_pretty(&json!([first, second])).expect("writes").replace('\n', "\r\n"),
        format!("\u{feff}[{first},{second}]"),
        json!([[user("mona"), user("zoë")], [user("佐藤")]]).to_string(),
        format!(
            r#"{{"users":[{{"github_com_login":"\ud83d\ude00\u0065","x":[{{"y":[]}}]}}],"total_seats_consumed":1}}"#
        ),
    ]
}

fn user(login: &str) -> Value {
    json!({
        "github_com_login": login, "github_com_name": null, "enterprise_server_user_ids": ["git.corp.example:1"],
        "github_com_user": true, "github_com_two_factor_auth": "", "license_type": "Enterprise",
        "github_com_member_roles": ["octo:Member", "acme:Owner"],
        "enterprise_server_primary_emails": [format!("{login}@corp.example")], "total_user_accounts": 2,
    })
}

fn consumed(text: impl AsRef<[u8]>) -> Reading {
    let reading = review(text);
    assert_eq!(reading.kind, Kind::GhecConsumedJson, "consumed licenses");
    reading
}

/// The people in a text, wherever they stand in it.
fn people(text: &str) -> Vec<String> {
    let (_, people) = people_in_blocks(text.as_bytes(), usize::MAX);
    let Some(People::Cloud(roster)) = people else { panic!("rows that are asked for come: {text}") };
    roster.users().map(|user| format!("{:?}", LicensedUser { place: 0, ..user })).collect()
}

/// A row that has nothing but a login.
fn only(login: &str) -> String {
    format!("{:?}", LicensedUser { login: Some(login), ..LicensedUser::default() })
}

#[test]
fn truncation_at_every_byte_is_an_error_with_a_position() {
    for text in answers() {
        let whole = text.trim_end().len();
        for length in 1..whole {
            let cut = &text.as_bytes()[..length];
            for block_size in [1, 5, 1 << 20] {
                let reading = review_in_blocks(cut, block_size);
                let noticed = finding(&reading, Code::Truncated);
                let at = noticed.at.clone().expect("a place");
                assert_eq!(noticed.params["bytes"], (length as u64).into(), "cut at {length}");
                assert_eq!(at.line, cut.split(|&byte| byte == b'\n').count() as u64, "the last line");
                let mark = if at.line == 1 && text.starts_with('\u{feff}') { 3 } else { 0 };
                let line = cut.rsplit(|&byte| byte == b'\n').next().unwrap_or_default().len();
                let column = line.saturating_sub(mark) as u64 + 1;
                assert_eq!(at.column, column, "behind the last byte, cut at {length} of {text}");
            }
        }
        assert_eq!(errors(&consumed(&text[..whole])), [], "nothing is wrong with the whole of {text}");
    }
}

#[test]
fn rows_before_a_cut_are_kept_whole() {
    let text = answers().swap_remove(0);
    let all = people(&text);
    for length in text.find("license_type").expect("a key in every row")..text.len() {
        let (reading, people) = people_in_blocks(&text.as_bytes()[..length], 64);
        let Some(People::Cloud(roster)) = people else { panic!("rows are asked for") };
        let rows = reading.cloud.expect("counts").rows;
        assert_eq!(roster.len() as u64, rows, "as many as are counted, cut at {length}");
        let ends =
            String::from_utf8_lossy(&text.as_bytes()[..length]).matches("\"total_user_accounts\":2}").count();
        assert_eq!(roster.len(), ends, "every row that ended, cut at {length}");
        for (user, expected) in roster.users().zip(&all) {
            let login = user.login.expect("a login");
            assert!(expected.contains(&format!("login: Some({login:?})")), "in the order of the file");
        }
    }
}

#[test]
fn a_row_with_more_text_than_is_kept_is_left_out_and_told() {
    let text = "x".repeat(600 * 1024);
    let answer = format!(
        r#"{{"users":[{{"github_com_login":"mona","github_com_member_roles":["{text}","{text}","a"]}},{{"github_com_login":"kai"}}]}}"#
    );
    let (reading, _) = people_in_blocks(answer.as_bytes(), 4096);
    let noticed = finding(&reading, Code::TextTooLong);
    assert_eq!(place(noticed), "1:11 users[0]", "the row");
    assert_eq!(noticed.params["limit"], (1 << 20).into(), "with the limit");
    assert_eq!(people(&answer), [only("kai")], "the others are kept");
}

#[test]
fn a_person_in_thousands_of_organizations_is_read_from_a_table() {
    let roles =
        (0..6000).map(|number| format!("organization-{number:05}:Member")).collect::<Vec<_>>().join(", ");
    let header = "github_com_login,github_com_user,license_type,github_com_member_roles";
    let table = format!("{header}\nbot,TRUE,Enterprise,\"{roles}\"\nmona,TRUE,Enterprise,octo:Owner\n");
    for block_size in [4096, 1 << 20] {
        let (reading, people) = people_in_blocks(table.as_bytes(), block_size);
        assert_eq!(reading.cloud.expect("counts").rows, 2, "both rows");
        let Some(People::Cloud(roster)) = people else { panic!("rows that are asked for come") };
        assert_eq!(roster.user(0).expect("a row").member_roles.count(), 6000, "with all roles");
    }
}

#[test]
fn nesting_has_a_limit_here_too() {
    let text = format!(r#"{{"total_seats_consumed":1,"users":[{{"x":{}"#, "[".repeat(600));
    assert_eq!(codes(&review(text))[0], Code::TooDeep, "the levels around count");
    let text = format!("{}{}", r#"[[[{"github_com_login":"mona"}]],"#, r#"[{"github_com_login":"kai"}]]"#);
    let reading = consumed(&text);
    assert_eq!(place(finding(&reading, Code::UnexpectedType)), "1:3 [0][0]", "arrays are entered twice");
    assert_eq!(people(&text), [only("kai")], "what is known is read");
}

#[test]
fn pages_of_another_file_are_no_pages_of_this_one() {
    let reading = consumed(r#"{"total_seats_consumed":102,"users":[{"github_com_login":"mona"}]}"#);
    let noticed = finding(&reading, Code::RowsMissing);
    assert_eq!(noticed.params["count"], 101.into(), "all that are missing");
    let counts = reading.cloud.expect("counts");
    assert_eq!(
        (counts.consumed, counts.rows, counts.pages),
        (Some(102), 1, 1),
        "what is needed to join them"
    );
}

fn any_row() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just(Value::Null),
        Just(json!("")),
        "[a-c]{1,3}".prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<u32>().prop_map(Value::from),
    ];
    let value = prop_oneof![text.clone(), proptest::collection::vec(text, 0..3).prop_map(Value::from)];
    let key = proptest::sample::select(vec![
        "github_com_login",
        "GitHub com login",
        "github_com_name",
        "enterprise_server_user_ids",
        "enterprise_server_emails",
        "enterprise_server_primary_emails",
        "github_com_user",
        "github_com_enterprise_role",
        "github_com_enterprise_roles",
        "github_com_two_factor_auth",
        "total_user_accounts",
        "license_type",
        "users",
        "other",
    ]);
    proptest::collection::vec((key, value), 0..8).prop_map(|members| {
        let members = members.into_iter().map(|(key, value)| (key.to_owned(), value));
        Value::Object(members.collect::<Map<_, _>>())
    })
}

fn any_pages() -> impl Strategy<Value = Vec<Value>> {
    let page = (0..9_u64, proptest::collection::vec(any_row(), 0..5));
    let page = page.prop_map(|(total, users)| json!({"total_seats_consumed": total, "users": users}));
    proptest::collection::vec(page, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_and_forms_change_nothing(pages in any_pages(), block_size in 1..64_usize) {
        let array = Value::from(pages.clone()).to_string();
        let (whole, roster) = people_in_blocks(array.as_bytes(), usize::MAX);
        let (cut, cut_roster) = people_in_blocks(array.as_bytes(), block_size);
        prop_assert_eq!(&cut, &whole, "in blocks of {}", block_size);
        prop_assert_eq!(rows(cut_roster.as_ref()), rows(roster.as_ref()), "in blocks of {}", block_size);
        prop_assert_eq!(&review_in_blocks(array.as_bytes(), block_size), &whole, "nobody asks for people");
        let lines = pages.iter().fold(String::new(), |mut lines, page| {
            writeln!(lines, "{page}").expect("a text");
            lines
        });
        let rows = lines.replace('\n', "");
        for other in [lines, rows] {
            let reading = review_in_blocks(other.as_bytes(), block_size);
            prop_assert_eq!(&reading.cloud, &whole.cloud, "one after the other");
            prop_assert_eq!(codes(&reading).len(), codes(&whole).len(), "and as much is noticed");
            prop_assert_eq!(people(&other), people(&array), "the same people");
        }
    }

    #[test]
    fn the_order_of_pages_changes_no_person(pages in any_pages()) {
        let sorted = |pages: &[Value]| {
            let mut found = people(&Value::from(pages.to_vec()).to_string());
            found.sort();
            found
        };
        let mut turned = pages.clone();
        turned.reverse();
        prop_assert_eq!(sorted(&pages), sorted(&turned));
    }

    #[test]
    fn pages_that_stand_twice_are_taken_once(pages in any_pages()) {
        let twice: Vec<Value> = pages.iter().chain(&pages).cloned().collect();
        // Of whom nothing tells who it is, nobody can say that it stands there twice.
        let named = |pages: &[Value]| {
            let text = Value::from(pages.to_vec()).to_string();
            let (_, people) = people_in_blocks(text.as_bytes(), usize::MAX);
            let Some(People::Cloud(roster)) = people else { panic!("rows that are asked for come") };
            let is_named = |user: &LicensedUser<'_>| {
                user.login.is_some() || !user.server_user_ids.is_empty() || !user.server_primary_emails.is_empty()
            };
            roster.users().filter(is_named).map(|user| format!("{user:?}")).collect::<Vec<_>>()
        };
        prop_assert_eq!(named(&twice), named(&pages), "whoever can be told apart");
    }

    #[test]
    fn any_changed_byte_is_read(
        which in 0..5_usize,
        place in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
        block_size in 1..64_usize,
    ) {
        let mut data = answers().swap_remove(which).into_bytes();
        let place = place.index(data.len());
        data[place] = byte;
        let (reading, roster) = people_in_blocks(&data, usize::MAX);
        let (cut, cut_roster) = people_in_blocks(&data, block_size);
        prop_assert_eq!(&cut, &reading, "in blocks of {}", block_size);
        prop_assert_eq!(rows(cut_roster.as_ref()), rows(roster.as_ref()), "in blocks of {}", block_size);
        for finding in &reading.findings {
            if let Some(at) = &finding.at {
                prop_assert!(at.line > 0 && at.column > 0 && at.column <= data.len() as u64 + 1);
            }
        }
    }
}

#[test]
fn licenses_of_security_products_are_read_of_the_cloud_and_of_servers() {
    let rows = concat!(
        r#"[{"github_com_login":"mona","github_com_advanced_security_license_user":true,"#,
        r#""github_com_code_security_license_user":false},"#,
        r#"{"github_com_login":"kai","github_com_code_security_license_user":false,"#,
        r#""enterprise_server_code_security_user_ids":["git.corp.example:7"],"enterprise_server_secret_protection_user_ids":[]},"#,
        r#"{"github_com_login":"ben"}]"#,
    );
    let table = concat!(
        "GitHub com login,License type,Total user accounts,GitHub com advanced security license user,",
        "GitHub com code security license user,Enterprise server code security user ids\n",
        "mona,Enterprise,1,TRUE,FALSE,\nkai,Enterprise,2,,FALSE,git.corp.example:7\nben,Enterprise,1,,,\n",
    );
    for text in [rows, table] {
        let (_, people) = people_in_blocks(text.as_bytes(), usize::MAX);
        let Some(People::Cloud(roster)) = people else { panic!("consumed licenses") };
        let told: Vec<_> = roster
            .users()
            .map(|user| {
                (
                    user.security.advanced_security,
                    user.security.code_security,
                    user.security.secret_protection,
                )
            })
            .collect();
        let expected = [(Some(true), Some(false), None), (None, Some(true), None), (None, None, None)];
        assert_eq!(told, expected, "{text}");
    }
}
