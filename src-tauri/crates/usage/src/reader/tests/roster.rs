//! The accounts of an open export, kept.

use super::*;
use crate::roster::{Account, SignedIn};

#[test]
fn every_field_of_a_record_is_kept() {
    let text = with_users(
        r#"{"user_id":17,"login":"mona","profile_name":"モナ","emails":[{"email":"m@home.example","primary":false},
            {"email":" Mona@corp.example ","primary":true},"m@old.example"],"suspended":false,"dormant":true,
            "is_site_admin":true,"role":"staff","created_at":"2026-01-02T03:04:05Z","last_active":null,"ip":"10.0.0.1"},
           {"id":"18","login":"kai","email":"kai@corp.example","emails":["kai@corp.example","k@home.example"]},{}"#,
    );
    let (reading, roster) = accounts(text.as_bytes());
    assert_eq!(reading.kind, Kind::GhesExport, "an export");
    let mona = roster.account(0).expect("mona");
    assert_eq!(
        mona.secondary_emails.iter().collect::<Vec<_>>(),
        ["m@home.example", "m@old.example"],
        "the others"
    );
    let expected = Account {
        id: Some(17),
        login: Some("mona"),
        primary_email: Some("Mona@corp.example"),
        secondary_emails: mona.secondary_emails,
        name: Some("モナ"),
        role: Some("staff"),
        site_admin: Some(true),
        suspended: Some(false),
        dormant: Some(true),
        signed_in: SignedIn::NoSign,
        created_at: Some(1_767_323_045),
        last_active: None,
        place: 0,
    };
    assert_eq!(mona, expected, "all that is needed of an account");
    let kai = roster.account(1).expect("kai");
    assert_eq!(kai.primary_email, Some("kai@corp.example"), "beside the list");
    assert_eq!(
        kai.secondary_emails.iter().collect::<Vec<_>>(),
        ["k@home.example"],
        "and not again among the others"
    );
    assert_eq!(kai.signed_in, SignedIn::NotTold, "nothing tells it");
    assert_eq!(
        roster.account(2),
        Some(Account { place: 2, ..Account::default() }),
        "nothing is told of the last"
    );
}

#[test]
fn a_single_e_mail_without_a_mark_is_the_primary_one() {
    for (emails, primary, others) in [
        (r#"["a@x.example"]"#, Some("a@x.example"), 0),
        (r#""a@x.example""#, Some("a@x.example"), 0),
        (r#"["a@x.example","b@x.example"]"#, None, 2),
        (r#"[{"email":"a@x.example","primary":false}]"#, None, 1),
        (
            r#"[{"email":"a@x.example","primary":true},{"email":"b@x.example","primary":true}]"#,
            Some("a@x.example"),
            1,
        ),
        (r#"[" ",null,{"email":""}]"#, None, 0),
    ] {
        let (reading, roster) = accounts(with_users(&format!(r#"{{"id":1,"emails":{emails}}}"#)).as_bytes());
        let account = roster.account(0).expect("an account");
        assert_eq!((account.primary_email, account.secondary_emails.count()), (primary, others), "{emails}");
        let Accounts::Open(counts) = reading.accounts else { panic!("an open list") };
        assert_eq!(counts.with_primary_email, u64::from(primary.is_some()), "the count agrees on {emails}");
    }
}

#[test]
fn a_duplicate_key_takes_the_last_text_here_too() {
    let (_, roster) =
        accounts(with_users(r#"{"id":1,"login":"mona","login":"kai","name":"a","name":null}"#).as_bytes());
    let account = roster.account(0).expect("an account");
    assert_eq!((account.login, account.name), (Some("kai"), None), "the last ones");
}

#[test]
fn a_torn_record_is_not_in_the_roster() {
    let text = with_users(r#"{"id":1,"login":"mona"},{"id":2,"login":"kai"},{"id":3,"login":"ben"#);
    let text = text.strip_suffix("]}").expect("an end");
    let (reading, roster) = accounts(text.as_bytes());
    assert_eq!(errors(&reading), [Code::Truncated], "it ends in a record");
    assert_eq!(roster.len(), 2, "the whole ones are there");
}

#[test]
fn the_last_list_is_the_one_that_is_kept() {
    let text =
        format!(r#"{{"server_id":"{SERVER_ID}","users":[{{"id":1}},{{"id":2}}],"users":[{{"id":3}}]}}"#);
    let (_, roster) = accounts(text.as_bytes());
    assert_eq!(
        roster.accounts().map(|account| account.id).collect::<Vec<_>>(),
        [Some(3)],
        "as for the counts"
    );
    let sealed = format!(r#"{{"server_id":"{SERVER_ID}","users":[{{"id":1}}],"users":"QUJD"}}"#);
    assert!(
        people_in_blocks(sealed.as_bytes(), 1 << 20).1.is_none(),
        "a sealed list behind it leaves nobody"
    );
}

#[test]
fn a_text_too_long_for_any_account_is_not_kept() {
    let text = with_users(&format!(r#"{{"id":1,"login":"{}","email":"a@x.example"}}"#, "x".repeat(5000)));
    let (reading, people) = people_in_blocks(text.as_bytes(), 1 << 20);
    let noticed = finding(&reading, Code::TextTooLong);
    assert_eq!(noticed.params["limit"], 4096.into(), "the limit is told");
    let Some(People::Server(roster)) = people else { panic!("accounts") };
    let account = roster.account(0).expect("an account");
    assert_eq!((account.login, account.primary_email), (None, Some("a@x.example")), "the rest is");
}
