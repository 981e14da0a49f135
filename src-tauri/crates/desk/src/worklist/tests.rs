//! The worklist of a few invented people.

use std::sync::Arc;

use people::evidence::{Cloud, Evidence};
use usage::reader::{Unwatched, read_people};
use usage::roster::People as Held;

use super::*;
use crate::answers::Likeness;

/// The cloud's rows: accounts on servers that only it remembers, and cloud accounts.
fn counted(rows: &serde_json::Value) -> People {
    let text = serde_json::json!({ "total_seats_consumed": 2, "total_seats_purchased": 9, "users": rows })
        .to_string();
    let (_, held) = read_people(&mut text.as_bytes(), None, &Unwatched).unwrap();
    let Some(Held::Cloud(roster)) = held else { panic!("these are the cloud's rows") };
    let cloud = Cloud { roster: Arc::new(*roster), consumed: Some(2), purchased: Some(9), taken_at: None };
    People::count(Arc::new(Evidence { cloud: Some(cloud), ..Evidence::default() }))
}

fn of(primary: &str, login: &str, verified: &str) -> Worklist {
    let people = counted(&serde_json::json!([
        { "github_com_login": "", "enterprise_server_user_ids": ["ghes.example:17"], "enterprise_server_primary_emails": [primary] },
        { "github_com_login": login, "enterprise_server_user_ids": [], "github_com_verified_domain_emails": [verified] },
    ]));
    worklist(&people, &people.near_misses())
}

#[test]
fn an_item_says_who_why_what_to_do_where_and_what_it_saves() {
    let list = of("mona+git@corp.example", "mona", "mona@corp.example");
    assert_eq!((list.people, list.saves), (2, 1));
    let server = WorkAccount {
        key: "ghes.example:17".to_owned(),
        server: Some("ghes.example".to_owned()),
        login: None,
    };
    let cloud = WorkAccount { key: "cloud:mona".to_owned(), server: None, login: Some("mona".to_owned()) };
    assert_eq!(
        list.items,
        [WorkItem {
            rank: 1,
            likeness: Likeness::PlusTagOrDots,
            account: server,
            shows: "mona+git@corp.example".to_owned(),
            other: cloud.clone(),
            other_shows: "mona@corp.example".to_owned(),
            fix: WorkFix::VerifyEmail,
            fix_email: "mona+git@corp.example".to_owned(),
            fix_accounts: vec![cloud],
            saves: 1,
        }]
    );
}

#[test]
fn the_table_has_a_header_and_a_row_an_item() {
    let list = of("mona+git@corp.example", "mona", "mona@corp.example");
    assert_eq!(
        csv(&list, false),
        "rank,likeness,account,login,shows,other_account,other_login,other_shows,fix,fix_email,fix_accounts,fix_logins,saves\r\n\
         1,plus_tag_or_dots,ghes.example:17,,mona+git@corp.example,cloud:mona,mona,mona@corp.example,verify_email,\
         mona+git@corp.example,cloud:mona,mona,1\r\n"
    );
    assert!(csv(&list, true).starts_with("\u{feff}rank,"), "with a mark for Excel");
}

#[test]
fn a_name_that_a_spreadsheet_takes_for_a_formula_is_text() {
    for first in ["=", "+", "-", "@", " =", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"] {
        assert_eq!(harmless(&format!("{first}1+1")), format!("'{first}1+1"));
    }
    for harmless_text in ["", "1+1", "mona@corp.example", "'=1"] {
        assert_eq!(harmless(harmless_text), harmless_text);
    }
    let list = of("=cmd+x@corp.example", "mona", "=cmd@corp.example");
    let table = csv(&list, false);
    assert!(table.contains(",'=cmd+x@corp.example,"), "{table}");
    assert!(!table.contains(",=cmd"), "{table}");
}
