//! Every form that an account record may have.

use super::*;

fn record(json: &str) -> UserCounts {
    counts(&with_users(json))
}

#[test]
fn an_open_list_is_counted() {
    let counted = record(
        r#"{"id":1,"login":"mona","emails":[{"email":"mona@corp.example","primary":true},{"email":"m@home.example","primary":false}],"suspended":false,"dormant":false},
        {"id":2,"login":"佐藤","emails":[{"email":"sato@corp.example","primary":true}],"suspended":true,"dormant":true},
        {"id":3,"login":"zoë","emails":[],"suspended":false}"#,
    );
    let fields = ["id", "login", "emails", "emails[].email", "emails[].primary", "suspended", "dormant"];
    let expected = UserCounts {
        total: 3,
        active: Some(2),
        suspended: Some(1),
        dormant: Some(1),
        with_primary_email: 2,
        fields: fields.map(str::to_owned).to_vec(),
        more_fields: false,
    };
    assert_eq!(counted, expected, "the plain form");
}

#[test]
fn what_no_record_tells_is_unknown() {
    let counted = record(r#"{"id":1,"login":"mona"},{"id":2}"#);
    assert_eq!(
        (counted.active, counted.suspended, counted.dormant),
        (None, None, None),
        "unknown is never 0"
    );
    let counted = record(r#"{"id":1,"suspended":null,"dormant":null},{"id":2,"suspended":""}"#);
    assert_eq!((counted.suspended, counted.dormant), (None, None), "null and blank tell nothing");
}

#[test]
fn primary_emails_in_all_spellings() {
    for has_primary in [
        r#""email":"a@x.example""#,
        r#""primaryEmail":"a@x.example""#,
        r#""Primary Email":"a@x.example","emails":["b@x.example","c@x.example"]"#,
        r#""emails":["a@x.example"]"#,
        r#""emails":"a@x.example""#,
        r#""emails":[{"email":"a@x.example"}]"#,
        r#""emails":{"address":"a@x.example"}"#,
        r#""emails":[{"value":"b@x.example","primary":false},{"value":"a@x.example","primary":true}]"#,
        r#""emails":[{"isPrimary":true,"address":"a@x.example"},"b@x.example"]"#,
        r#""emails":[{"is_primary":"true","email":"a@x.example"},{"email":"b@x.example"}]"#,
        r#""emails":[{"Primary":1,"Email":"a@x.example","verified":true},{"Primary":0,"Email":"b@x.example"}]"#,
        r#""emails":[null,{"email":"","primary":true},"a@x.example"]"#,
    ] {
        let counted = record(&format!(r#"{{"id":1,{has_primary}}}"#));
        assert_eq!(counted.with_primary_email, 1, "{has_primary}");
    }
    for has_none in [
        r#""login":"a""#,
        r#""email":null"#,
        r#""email":"""#,
        r#""email":" ","emails":[]"#,
        r#""emails":["a@x.example","b@x.example"]"#,
        r#""emails":[{"email":"a@x.example","primary":false}]"#,
        r#""emails":[{"email":"a@x.example","primary":false},"b@x.example"]"#,
        r#""emails":[{"email":"","primary":true}]"#,
        r#""emails":[{"primary":true}]"#,
        r#""emails":null"#,
    ] {
        let text = with_users(&format!(r#"{{"id":1,{has_none}}}"#));
        assert_eq!(counts(&text).with_primary_email, 0, "{has_none}");
        assert_eq!(codes(&export(&text)), [Code::NoPrimaryEmail], "{has_none}");
    }
}

#[test]
fn several_primary_emails_are_noticed() {
    let text = with_users(
        r#"{"id":1,"email":"a@x.example","emails":[{"email":"a@x.example","primary":true}]},
        {"id":2,"emails":[{"email":"a@x.example","primary":true},{"email":"b@x.example","primary":true}]}"#,
    );
    let reading = export(&text);
    let noticed = finding(&reading, Code::SeveralPrimaryEmails);
    assert_eq!(noticed.params["count"], 1.into(), "one that stands beside the list and in it is one");
    assert_eq!(place(noticed), "2:9 users[1]", "the first such account");
    assert_eq!(counts(&text).with_primary_email, 2, "both have one");
}

#[test]
fn suspension_in_all_spellings() {
    for suspended in [
        r#""suspended":true"#,
        r#""suspended":"suspended""#,
        r#""Suspended?":"TRUE""#,
        r#""suspended":1"#,
        r#""isSuspended":true"#,
        r#""suspension_status":"suspended""#,
        r#""suspended_at":"2024-05-01T09:00:00Z""#,
        r#""suspendedAt":1714554000"#,
        r#""suspended":false,"suspended_at":"2024-05-01""#,
    ] {
        assert_eq!(record(&format!(r#"{{"id":1,{suspended}}}"#)).suspended, Some(1), "{suspended}");
    }
    for active in [
        r#""suspended":false"#,
        r#""suspended":"active""#,
        r#""suspended":"False""#,
        r#""suspended":0"#,
        r#""suspended_at":null"#,
        r#""suspended_at":"""#,
        r#""suspended_at":false"#,
    ] {
        let counted = record(&format!(r#"{{"id":1,{active}}}"#));
        assert_eq!((counted.suspended, counted.active), (Some(0), Some(1)), "{active}");
    }
    assert_eq!(record(r#"{"id":1,"dormant?":"dormant"}"#).dormant, Some(1), "dormancy is read alike");
}

#[test]
fn ids_in_all_spellings() {
    for id in [r#""id":5"#, r#""userId":5"#, r#""remote_user_id":5"#, r#""id":"5""#, r#""USER-ID":" 5 ""#] {
        let reading = review(with_users(&format!(
            r#"{{"id":5,"email":"a@x.example"}},{{{id},"email":"b@x.example"}}"#
        )));
        let noticed = finding(&reading, Code::RepeatedUserId);
        assert_eq!(noticed.params["first"], 5.into(), "{id}");
        assert_eq!(noticed.params["count"], 1.into(), "{id}");
    }
    let nodes = with_users(
        r#"{"id":"MDQ6VXNlcjU=","remoteUserId":5,"login":"a","email":"a@x.example"},{"remoteUserId":6,"id":5,"email":"b@x.example"}"#,
    );
    assert_eq!(codes(&export(&nodes)), [], "the plainer name wins over a node id");
    let largest = with_users(&format!(
        r#"{{"id":{0},"email":"a@x.example"}},{{"id":"{0}","email":"b@x.example"}}"#,
        u64::MAX
    ));
    assert_eq!(
        finding(&review(&largest), Code::RepeatedUserId).params["first"],
        u64::MAX.into(),
        "all 64 bits"
    );
}

#[test]
fn ids_out_of_range_are_counted() {
    for id in [
        "-1",
        "1.5",
        "1e3",
        "18446744073709551616",
        "99999999999999999999999999",
        r#""99999999999999999999""#,
    ] {
        let (text, mark) = unmarked(&with_users(&format!(
            r#"{{"id":1,"email":"a@x.example"}},
            {{"email":"b@x.example", "id":«{id}}},{{"id":{id},"email":"c@x.example"}}"#
        )));
        let reading = review(text);
        let noticed = finding(&reading, Code::NumberOutOfRange);
        assert_eq!(noticed.params["count"], 2.into(), "{id}");
        assert_eq!(noticed.params["found"], id.trim_matches('"').into(), "{id}");
        assert_eq!(place(noticed), format!("{mark} users[1].id"), "{id}");
        assert!(!codes(&reading).contains(&Code::AccountWithoutKey), "an id it is all the same");
    }
}

#[test]
fn accounts_without_id_and_login_are_counted() {
    let text = with_users(
        r#"{"id":1,"email":"a@x.example"},{"login":"b","email":"b@x.example"},{"id":"node","email":"c@x.example"},{"email":"d@x.example"},{"id":null,"login":"","email":"e@x.example"}"#,
    );
    let reading = export(&text);
    let noticed = finding(&reading, Code::AccountWithoutKey);
    assert_eq!(noticed.params["count"], 2.into(), "the last two");
    assert_eq!(noticed.at.clone().expect("a place").path, "users[3]", "the first of them");
}

#[test]
fn entries_of_other_types_are_counted_once_for_all() {
    let text = with_users(
        r#"{"id":1,"login":"a","email":[1]},7,{"id":{},"login":"b","emails":[8,{"email":9,"primary":"x"}]},"mona",{"login":5,"suspended":"perhaps"}"#,
    );
    let reading = export(&text);
    let noticed: Vec<_> = reading
        .findings
        .iter()
        .filter(|finding| finding.code == Code::UnexpectedType)
        .map(|finding| (finding.at.clone().expect("a place").path, finding.params["count"].clone()))
        .collect();
    let expected = [
        ("users[0].email", 2),
        ("users[1]", 2),
        ("users[2].id", 1),
        ("users[2].emails[0]", 1),
        ("users[2].emails[1].primary", 1),
        ("users[4].login", 1),
        ("users[4].suspended", 1),
    ];
    let expected: Vec<_> = expected.map(|(path, count)| (path.to_owned(), u64::into(count))).to_vec();
    assert_eq!(noticed, expected, "the first place of each kind");
    assert_eq!(counts(&text).total, 5, "an entry that tells nothing is an entry");
}

#[test]
fn duplicate_keys_are_told_where_the_second_stands() {
    for (record, key) in [
        (r#"{"id":1,"login":"a",«"id":2}"#, "id"),
        (r#"{"id":1,"suspended":true, «"Suspended" :false}"#, "Suspended"),
        (r#"{"id":1,"note":1,"other":2,«"note":3}"#, "note"),
        (r#"{"id":1,"note":1,«"n\u006fte":3}"#, "note"),
    ] {
        let (text, mark) = unmarked(&with_users(&format!(r#"{{"id":7,"email":"a@x.example"}},{record}"#)));
        let reading = export(&text);
        let noticed = finding(&reading, Code::DuplicateKey);
        assert_eq!(place(noticed), format!("{mark} users[1].{key}"), "{record}");
        assert_eq!(noticed.params["key"], key.into(), "{record}");
    }
    let (text, mark) = unmarked(&with_users(
        r#"{"id":1,"emails":["x",{"email":"b@x.example","primary":true,«"primary":false}]}"#,
    ));
    let reading = export(&text);
    let noticed = finding(&reading, Code::DuplicateKey);
    assert_eq!(place(noticed), format!("{mark} users[0].emails[1].primary"), "in an e-mail");
    let apart =
        with_users(r#"{"id":1,"email":"a@x.example","note":1},{"id":2,"email":"b@x.example","note":2}"#);
    assert_eq!(codes(&export(&apart)), [], "the same key in two records is no duplicate");
    let several = with_users(r#"{"user_id":1,"id":1,"email":"a@x.example","primary_email":"a@x.example"}"#);
    assert_eq!(codes(&export(&several)), [], "two names for one thing are no duplicate");
}

#[test]
fn duplicate_keys_are_counted_and_the_last_wins() {
    let text = with_users(
        r#"{"id":1,"id":2,"email":"a@x.example","suspended":true,"suspended":false},
        {"id":3,"emails":[{"email":"b@x.example","primary":true,"primary":false}]},
        {"id":2,"id":4,"email":"c@x.example"}"#,
    );
    let reading = export(&text);
    let noticed: Vec<_> = reading
        .findings
        .iter()
        .filter(|finding| finding.code == Code::DuplicateKey)
        .map(|finding| (finding.params["key"].clone(), finding.params["count"].clone()))
        .collect();
    let expected =
        [("id", 2), ("suspended", 1), ("primary", 1)].map(|(key, count)| (key.into(), u64::into(count)));
    assert_eq!(noticed, expected, "once for each key");
    let counted = counts(&text);
    assert_eq!((counted.suspended, counted.with_primary_email), (Some(0), 2), "the last value counts");
    assert!(!codes(&reading).contains(&Code::RepeatedUserId), "of the ids too");
}

#[test]
fn so_many_different_findings_are_told_apart() {
    let records: Vec<_> = (0..100)
        .map(|key| format!(r#"{{"id":{key},"email":"a@x.example","k{key}":1,"k{key}":2}}"#))
        .collect();
    let reading = export(&with_users(&records.join(",")));
    assert_eq!(reading.findings.len(), 64, "a list of findings has a bound");
}

#[test]
fn the_last_list_wins() {
    let text = format!(
        r#"{{"users":[{{"id":7}},9],"server_id":"{SERVER_ID}","host_name":"a.example","users":"QUJD"}}"#
    );
    let reading = export(&text);
    assert!(matches!(reading.accounts, Accounts::Sealed(_)), "the second");
    assert_eq!(codes(&reading), [Code::DuplicateKey], "of the first only that it was there");
    assert_eq!(finding(&reading, Code::DuplicateKey).params["count"], 1.into(), "told once");
    let text = format!(
        r#"{{"users":[{{"id":7}}],"instance":{{"server_id":"{SERVER_ID}","host_name":"a.example","users":[]}}}}"#
    );
    let reading = export(&text);
    assert_eq!(codes(&reading), [Code::DuplicateKey, Code::EmptyUserList], "at two places too");
    let text = format!(
        r#"{{"instance":{{"version":"1","server_id":"42"}},"instance":{{"server_id":"{SERVER_ID}"}},"users":"QUJD"}}"#
    );
    let server = export(&text).server.expect("a server");
    assert_eq!(
        (server.version, server.server_id.as_deref()),
        (None, Some(SERVER_ID)),
        "the last instance, whole"
    );
}

#[test]
fn an_empty_list_is_noticed() {
    let reading = export(&with_users(""));
    assert_eq!(codes(&reading), [Code::EmptyUserList], "empty");
    assert_eq!(reading.accounts, Accounts::Open(UserCounts::default()), "and open");
}
