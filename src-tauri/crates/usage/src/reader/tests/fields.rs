//! The keys of an open list's records: what is readable when the list leaves.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

fn fields(records: &str) -> Vec<String> {
    let counts = counts(&with_users(records));
    assert!(!counts.more_fields, "no more than can be named: {records}");
    counts.fields
}

#[test]
fn keys_are_named_in_the_order_of_the_file_and_as_it_spells_them() {
    let records = r#"{"user_id":1,"Login":"mona","emails":[]},
        {"login":"佐藤","user_id":2,"Suspended?":false,"部署":"営業","emails":[{"Email":"s@corp.example","verified":true}]},
        {"部署":"開発","Login":"zoë","user_id":3}"#;
    assert_eq!(
        fields(records),
        ["user_id", "Login", "emails", "login", "Suspended?", "部署", "emails[].Email", "emails[].verified"],
        "each once, where it is first met"
    );
}

#[test]
fn keys_of_emails_stand_behind_the_key_of_their_list() {
    let records = r#"{"id":1,"emails":[{"email":"a@x.example","primary":true},"b@x.example"]},
        {"id":2,"emails":{"email":"c@x.example"}},
        {"id":3,"Emails":[{"email":"d@x.example","\u0076erified":true}],"email":"e@x.example"},
        {"id":4,"emails":[{"email":"f@x.example","primary":false}],"Emails":[{"verified":true}]}"#;
    assert_eq!(
        fields(records),
        [
            "id",
            "emails",
            "emails[].email",
            "emails[].primary",
            "emails.email",
            "Emails",
            "Emails[].email",
            "Emails[].verified",
            "email"
        ],
        "as a list and as a single one, under each spelling of its key"
    );
}

#[test]
fn what_is_passed_over_is_named_by_its_own_key_only() {
    let records = r#"{"id":1,"profile":{"name":"Mona","phones":[{"home":"1"}]}},7,"mona",null"#;
    assert_eq!(fields(records), ["id", "profile"], "entries that are no records have no keys");
    assert_eq!(fields(""), [""; 0], "an empty list names none");
}

#[test]
fn keys_are_made_safe_to_show() {
    let records = r#"{"\u001b[2J":1,"\u202egnp.":2,"":3,"a\u0000":4,"a\\u{0}":5}"#;
    assert_eq!(
        fields(records),
        ["\\u{1b}[2J", "\\u{202e}gnp.", "", "a\\u{0}"],
        "and once, when they then look the same"
    );
}

#[test]
fn long_keys_are_cut_between_characters() {
    let (kept, ascii, wide) = ("k".repeat(128), "a".repeat(5000), "鍵".repeat(100));
    let shown = fields(&format!(r#"{{"{kept}":1,"{ascii}":2,"{wide}":3}},{{"{wide}":3,"{ascii}":2}}"#));
    let expected = [kept, format!("{}…", "a".repeat(128)), format!("{}…", "鍵".repeat(42))];
    assert_eq!(shown, expected, "128 bytes of a key are compared");
}

#[test]
fn so_many_keys_are_named_and_no_more() {
    let keys = |count: usize| -> String {
        (0..count).map(|key| format!(r#"{{"id":{key},"field_{key}":1}}"#)).collect::<Vec<_>>().join(",")
    };
    let counted = counts(&with_users(&keys(63)));
    assert_eq!((counted.fields.len(), counted.more_fields), (64, false), "as many as are remembered");
    let counted = counts(&with_users(&keys(64)));
    assert_eq!((counted.fields.len(), counted.more_fields), (64, true), "one more");
    assert_eq!(counted.fields[63], "field_62", "the first of them are named");
    let usual = format!(r#"{},{{"login":"mona"}}"#, keys(63));
    assert!(counts(&with_users(&usual)).more_fields, "a usual key can be the one too many");
}

#[test]
fn the_keys_of_the_last_list_are_named() {
    let text = format!(r#"{{"server_id":"{SERVER_ID}","users":[{{"secret":1}}],"users":[{{"id":1}}]}}"#);
    assert_eq!(counts(&text).fields, ["id"], "of the one that is taken");
}

#[test]
fn a_reading_from_before_keys_were_remembered_loads() {
    let stored = json!({ "total": 2, "active": 1, "suspended": 1, "dormant": null, "with_primary_email": 2 });
    let counts: UserCounts = serde_json::from_value(stored).expect("an older reading loads");
    assert_eq!((counts.total, counts.fields.len(), counts.more_fields), (2, 0, false), "with no keys");
}

fn any_record() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        proptest::sample::select(vec!["id", "login", "Login", "email", "suspended", "dormant", "name"])
            .prop_map(str::to_owned),
        "[a-c\u{0}\u{1b}\u{202e}あ]{0,3}",
    ];
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..9_u32).prop_map(Value::from),
        ".{0,4}".prop_map(Value::from),
    ];
    let emails = proptest::collection::vec((key.clone(), value.clone()), 0..3);
    (proptest::collection::vec((key, value), 0..5), proptest::option::of(emails)).prop_map(
        |(members, emails)| {
            let mut record: Map<_, _> = members.into_iter().collect();
            if let Some(emails) = emails {
                let email: Map<_, _> = emails.into_iter().collect();
                record.insert("emails".to_owned(), json!([email]));
            }
            Value::Object(record)
        },
    )
}

/// The keys that records have, in no order.
fn keys_of(records: &[Value]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default().into_iter();
    for (key, value) in records.iter().flat_map(members) {
        let emails = value.as_array().into_iter().flatten().flat_map(members);
        keys.extend(
            emails.map(|(email_key, _)| crate::outside::visible(&format!("{key}[].{email_key}"), 255)),
        );
        keys.insert(crate::outside::visible(&key, 255));
    }
    keys
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_key_is_named_once_and_the_order_of_records_changes_no_count(
        (records, shuffled) in proptest::collection::vec(any_record(), 0..8)
            .prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle())),
        block_size in 1..64_usize,
    ) {
        let read = |records: &[Value]| {
            let text = with_users(&records.iter().map(Value::to_string).collect::<Vec<_>>().join(","));
            match review_in_blocks(text.as_bytes(), block_size).accounts {
                Accounts::Open(counts) => counts,
                other => panic!("an open list is expected: {other:?}"),
            }
        };
        let (one, other) = (read(&records), read(&shuffled));
        let set: BTreeSet<_> = one.fields.iter().cloned().collect();
        prop_assert_eq!(set.len(), one.fields.len(), "each once: {:?}", one.fields);
        prop_assert_eq!(set, keys_of(&records), "all of them, and no others");
        let hidden = |character: char| character.is_control() || character == '\u{202e}';
        prop_assert!(!one.fields.iter().any(|key| key.contains(hidden)), "safe to show: {:?}", one.fields);
        let unordered = |counts: UserCounts| {
            let mut fields = counts.fields.clone();
            fields.sort_unstable();
            UserCounts { fields, ..counts }
        };
        prop_assert_eq!(unordered(one), unordered(other), "counts do not hang on the order");
    }
}
