//! What holds for any input.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::truncation::documents;
use super::*;

/// Reads any bytes whatever, as a fuzzer would: nothing panics, blocks of any size say the same, and what the reader accepts
/// is what JSON is.
fn read_anything(data: &[u8], block_size: usize) {
    let reading = review_in_blocks(data, usize::MAX);
    assert_eq!(review_in_blocks(data, block_size), reading, "blocks of {block_size} bytes say the same");
    assert_eq!(reading.bytes, data.len() as u64, "all bytes are counted");
    for finding in &reading.findings {
        if let Some(at) = &finding.at {
            assert!(at.line > 0 && at.column > 0, "places count from 1: {finding:?}");
            assert!(at.column <= data.len() as u64 + 1, "and lie in the file: {finding:?}");
        }
    }
    let syntax = [
        Code::EmptyFile,
        Code::NotJson,
        Code::Truncated,
        Code::InvalidJson,
        Code::WrongEncoding,
        Code::TooDeep,
        Code::UnknownTable,
    ];
    let is_accepted = !codes(&reading).iter().any(|code| syntax.contains(code));
    let without_mark = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    assert_eq!(is_accepted, is_json(without_mark), "accepted exactly when it is JSON");
}

/// Whether another reader takes it. It takes no lone surrogates only where it decodes texts, and here it does not.
fn is_json(data: &[u8]) -> bool {
    let mut deserializer = serde_json::Deserializer::from_slice(data);
    <serde::de::IgnoredAny as serde::Deserialize>::deserialize(&mut deserializer).is_ok()
        && deserializer.end().is_ok()
        && std::str::from_utf8(data).is_ok()
}

fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "server_id",
            "hostName",
            "Version",
            "http_only",
            "license",
            "public key",
            "features",
            "users",
            "instance",
            "id",
            "user_id",
            "login",
            "emails",
            "email",
            "primary",
            "isPrimary",
            "suspended",
            "suspended_at",
            "dormant",
            "name",
            "enabled_at",
            "enabled",
            "seatbridge_sample",
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9_f64).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        proptest::sample::select(vec!["suspended", "true", "QUJD", "license_usage_sync", "a@x.example", "5"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((any_key(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Bytes that look much like JSON.
fn nearly_json() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"users\"",
        "\"id\"",
        "\"emails\"",
        "\"instance\"",
        "\"features\"",
        "true",
        "false",
        "null",
        "tru",
        "-",
        "0",
        "1",
        "12",
        ".",
        "e",
        "E+",
        "\\",
        "\\u",
        "d83d",
        "\\ude00",
        "\\n",
        " ",
        "\n",
        "\t",
        "\r\n",
        "a",
        "é",
        "日",
        "😀",
        "\u{0}",
        "\u{7f}",
    ];
    let pieces = pieces.into_iter().map(|piece| piece.as_bytes().to_vec());
    let odd =
        [vec![0x80], vec![0xc3], vec![0xe3, 0x81], vec![0xf0, 0x9f], vec![0xff], vec![0xef, 0xbb, 0xbf]];
    let pieces: Vec<_> = pieces.chain(odd).collect();
    proptest::collection::vec(proptest::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_value_is_read(value in any_value(), block_size in 1..64_usize) {
        read_anything(value.to_string().as_bytes(), block_size);
        let pretty = serde_json::to_string_pretty(&value).expect("writes");
        read_anything(pretty.as_bytes(), block_size);
    }

    #[test]
    fn any_list_is_counted(records in proptest::collection::vec(any_value(), 0..8), block_size in 1..64_usize) {
        let text = with_users(&records.iter().map(Value::to_string).collect::<Vec<_>>().join(","));
        let reading = review_in_blocks(text.as_bytes(), block_size);
        let Accounts::Open(counts) = &reading.accounts else { panic!("an open list: {text}") };
        prop_assert_eq!(counts.total, records.len() as u64, "every entry is counted");
        prop_assert!(counts.suspended.is_none_or(|suspended| counts.active == Some(counts.total - suspended)));
        prop_assert!(counts.with_primary_email <= counts.total);
        read_anything(text.as_bytes(), block_size);
    }

    #[test]
    fn any_bytes_are_read(data in proptest::collection::vec(any::<u8>(), 0..200), block_size in 1..64_usize) {
        read_anything(&data, block_size);
    }

    #[test]
    fn any_pieces_of_json_are_read(data in nearly_json(), block_size in 1..64_usize) {
        read_anything(&data, block_size);
    }

    #[test]
    fn any_changed_byte_is_read(
        which in 0..6_usize,
        place in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
        block_size in 1..64_usize,
    ) {
        let mut data = documents().swap_remove(which).into_bytes();
        let place = place.index(data.len());
        data[place] = byte;
        read_anything(&data, block_size);
    }

    #[test]
    fn any_value_in_a_document_is_read(value in any_value(), block_size in 1..64_usize) {
        for key in ["users", "features", "instance", "http_only", "other"] {
            let text = format!(r#"{{"server_id":"{SERVER_ID}","{key}":{value},"version":"1"}}"#);
            read_anything(text.as_bytes(), block_size);
            let reading = review_in_blocks(text.as_bytes(), block_size);
            prop_assert_eq!(reading.kind, Kind::GhesExport, "{}", text);
            let version = reading.server.and_then(|server| server.version);
            // An instance may have a version of its own, which is then the plainer one.
            prop_assert!(key == "instance" || version.as_deref() == Some("1"), "what follows is read: {}", text);
        }
    }
}
