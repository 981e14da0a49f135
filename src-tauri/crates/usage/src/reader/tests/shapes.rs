//! Every form that an export's server may have.

use super::*;
use crate::{Feature, Param, ServerInstance};

fn server(text: &str) -> ServerInstance {
    export(text).server.expect("an export has a server")
}

fn feature(name: &str, enabled_at: Option<&str>) -> Feature {
    Feature { name: name.to_owned(), enabled_at: enabled_at.map(str::to_owned) }
}

#[test]
fn the_seven_values_stand_at_the_root_or_under_instance() {
    let values = format!(
        r#""server_id":"{SERVER_ID}","host_name":"github.corp.example","version":"3.19.2","http_only":false,
        "license":"9c56cc51","public_key":"abc","features":["license_usage_sync"]"#
    );
    let at_root = server(&format!(r#"{{{values},"users":"QUJD"}}"#));
    let expected = ServerInstance {
        server_id: Some(SERVER_ID.to_owned()),
        host_name: Some("github.corp.example".to_owned()),
        version: Some("3.19.2".to_owned()),
        http_only: Some(false),
        license_hash: Some("9c56cc51".to_owned()),
        // `printf abc | sha256sum`
        public_key_sha256: Some(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned(),
        ),
        features: vec![feature("license_usage_sync", None)],
        unknown: Vec::new(),
    };
    assert_eq!(at_root, expected, "at the root");
    assert_eq!(server(&format!(r#"{{"instance":{{{values}}},"users":"QUJD"}}"#)), expected, "under instance");
    assert_eq!(
        server(&format!(r#"{{"users":"QUJD","instance":{{{values}}}}}"#)),
        expected,
        "behind the users"
    );
    assert_eq!(server(&format!(r#"{{"users":"QUJD",{values}}}"#)), expected, "the users first");
}

#[test]
fn letter_case_and_word_separators_do_not_matter() {
    for (id, host, http, license) in [
        ("serverId", "hostName", "httpOnly", "licenseHash"),
        ("Server ID", "Host name", "HTTP only", "License"),
        ("SERVER-ID", "HOSTNAME", "HTTP_ONLY", "LICENSE-HASH"),
        ("server\\u005fid", "host.name", "http only", "l\\u0069cense"),
    ] {
        let read = server(&format!(
            r#"{{"Instance":{{"{id}":"{SERVER_ID}","{host}":"a.example","{http}":"True","{license}":"x"}},"Users":""}}"#
        ));
        assert_eq!(read.server_id.as_deref(), Some(SERVER_ID), "{id}");
        assert_eq!(read.host_name.as_deref(), Some("a.example"), "{host}");
        assert_eq!(read.http_only, Some(true), "{http}");
        assert_eq!(read.license_hash.as_deref(), Some("x"), "{license}");
        assert_eq!(read.unknown, [], "nothing is unknown");
    }
}

#[test]
fn features_are_names_objects_or_a_map() {
    let since = Some("2024-05-01T09:00:00Z");
    let cases = [
        (
            r#"["actions_download_archive","search"]"#,
            vec![feature("actions_download_archive", None), feature("search", None)],
        ),
        (r#"[{"name":"search","enabled_at":"2024-05-01T09:00:00Z"}]"#, vec![feature("search", since)]),
        (
            r#"[{"enabledAt":"2024-05-01T09:00:00Z","Feature":"search","by":"monalisa"}]"#,
            vec![feature("search", since)],
        ),
        (
            r#"[{"name":"search","enabled":true,"since":"2024-05-01T09:00:00Z"}]"#,
            vec![feature("search", since)],
        ),
        (
            r#"[{"name":"search","enabled":false},{"name":"actions","enabled":"true"}]"#,
            vec![feature("actions", None)],
        ),
        (r#"[{"search":"2024-05-01T09:00:00Z"},{"actions":false}]"#, vec![feature("search", since)]),
        (
            r#"{"search":"2024-05-01T09:00:00Z","actions":true,"contributions":false,"private_search":null}"#,
            vec![feature("search", since), feature("actions", None)],
        ),
        (
            r#"{"search":{"enabled":true,"enabled_at":"2024-05-01T09:00:00Z"},"actions":{"enabled":false}}"#,
            vec![feature("search", since)],
        ),
        (
            r#"{"name":"2024-05-01T09:00:00Z","search":1714554000}"#,
            vec![feature("name", since), feature("search", Some("1714554000"))],
        ),
        ("[]", vec![]),
        ("{}", vec![]),
        ("null", vec![]),
        (r#"[null,"",{}]"#, vec![]),
    ];
    for (features, expected) in cases {
        let text = format!(r#"{{"server_id":"{SERVER_ID}","features":{features},"users":"QUJD"}}"#);
        let reading = export(&text);
        assert!(!codes(&reading).contains(&Code::UnexpectedType), "{features} is a form of features");
        assert_eq!(reading.server.expect("a server").features, expected, "{features}");
    }
}

#[test]
fn features_of_another_form_are_noticed_and_kept() {
    let (text, mark) =
        unmarked(&format!(r#"{{"server_id":"{SERVER_ID}","features":«"search","users":"QUJD"}}"#));
    let reading = export(&text);
    let noticed = finding(&reading, Code::UnexpectedType);
    assert_eq!(noticed.params["field"], "features".into(), "the field is named");
    assert_eq!(place(noticed), format!("{mark} features"), "where its value begins");
    let kept = [("features".to_owned(), r#""search""#.to_owned())];
    assert_eq!(reading.server.expect("a server").unknown, kept, "its JSON is kept");

    let text = format!(r#"{{"server_id":"{SERVER_ID}","features":["search",[1],7],"users":"QUJD"}}"#);
    let reading = export(&text);
    assert_eq!(
        finding(&reading, Code::UnexpectedType).params["expected"],
        "list".into(),
        "a number is no feature"
    );
    assert_eq!(reading.server.expect("a server").features, [feature("search", None)], "the others are taken");
}

#[test]
fn a_connected_instance_is_noticed_with_its_date() {
    for (features, since) in [
        (r#"["search","license_usage_sync"]"#, ""),
        (r#"{"License usage sync":"2024-05-01"}"#, "2024-05-01"),
        (r#"[{"name":"licenseUsageSync","enabled_at":"2024-05-01\u202e"}]"#, "2024-05-01\\u{202e}"),
    ] {
        let reading =
            export(&format!(r#"{{"server_id":"{SERVER_ID}","features":{features},"users":"QUJD"}}"#));
        let noticed = finding(&reading, Code::ConnectSyncs);
        assert_eq!(noticed.params["since"], since.into(), "{features}");
    }
    let off =
        format!(r#"{{"server_id":"{SERVER_ID}","features":{{"license_usage_sync":false}},"users":"QUJD"}}"#);
    assert!(!codes(&export(&off)).contains(&Code::ConnectSyncs), "a feature that is off syncs nothing");
}

#[test]
fn unknown_keys_are_kept_as_they_stand() {
    let text = format!(
        r#"{{"format": {{ "version" : 2.0 }},"server_id":"{SERVER_ID}","users":"QUJD","ノート":"\u00e9\"",
        "instance":{{"generated":["a",  1e3],"host_name":"a.example"}}}}"#
    );
    let reading = export(&text);
    let expected = [
        ("format", r#"{ "version" : 2.0 }"#),
        ("ノート", r#""\u00e9\"""#),
        ("instance.generated", r#"["a",  1e3]"#),
    ];
    let unknown = reading.server.clone().expect("a server").unknown;
    let unknown: Vec<_> = unknown.iter().map(|(key, raw)| (key.as_str(), raw.as_str())).collect();
    assert_eq!(unknown, expected, "every space and escape is kept");
    let noticed = finding(&reading, Code::UnknownKeys);
    let keys = ["format", "ノート", "instance.generated"].map(str::to_owned).to_vec();
    assert_eq!(noticed.params["keys"], Param::List(keys), "and told");
}

#[test]
fn unknown_keys_are_kept_within_bounds() {
    let long = format!(r#"{{"server_id":"{SERVER_ID}","users":"QUJD","note":"{}日本"}}"#, "x".repeat(4093));
    let unknown = server(&long).unknown;
    assert_eq!(unknown[0].1.len(), 4094, "cut before the character that does not fit whole");
    let keys: Vec<_> = (0..100).map(|number| format!(r#","key{number}":{number}"#)).collect();
    let keys = keys.concat();
    let many = format!(r#"{{"server_id":"{SERVER_ID}","users":"QUJD"{keys}}}"#);
    let reading = export(&many);
    assert_eq!(finding(&reading, Code::UnknownKeys).params["count"], 100.into(), "all are counted");
    assert_eq!(reading.server.expect("a server").unknown.len(), 64, "so many are kept");
}

#[test]
fn a_version_at_the_root_may_be_the_formats() {
    let read = server(&format!(
        r#"{{"version":1,"instance":{{"version":"3.19.2","server_id":"{SERVER_ID}"}},"users":"QUJD"}}"#
    ));
    assert_eq!(read.version.as_deref(), Some("3.19.2"), "the instance's own");
    assert_eq!(read.unknown, [("version".to_owned(), "1".to_owned())], "the other is kept");

    let read = server(&format!(
        r#"{{"version":2,"ghes_version":"3.19.2","server_id":"{SERVER_ID}","users":"QUJD"}}"#
    ));
    assert_eq!(read.version.as_deref(), Some("3.19.2"), "the plainer name");

    let read = server(&format!(r#"{{"version":3.19,"server_id":"{SERVER_ID}","users":"QUJD"}}"#));
    assert_eq!(read.version.as_deref(), Some("3.19"), "a number is taken as written");
    assert_eq!(read.unknown, [], "and is not unknown");
}

#[test]
fn values_of_other_types_are_noticed_and_kept() {
    let reading = export(&format!(
        r#"{{"server_id":"{SERVER_ID}","host_name":{{"a":1}},"http_only":"maybe","license":null,"users":"QUJD"}}"#
    ));
    let noticed: Vec<_> =
        reading.findings.iter().filter(|finding| finding.code == Code::UnexpectedType).map(place).collect();
    assert_eq!(noticed, ["1:65 host_name", "1:85 http_only"], "each where its value begins");
    assert!(codes(&reading).contains(&Code::HostMissing), "a host that is no text is none");
    let unknown = reading.server.expect("a server").unknown;
    assert_eq!(unknown.len(), 2, "a null is nothing to keep: {unknown:?}");
}

#[test]
fn a_text_that_is_too_long_is_not_kept() {
    let key = "k".repeat(64 * 1024 + 1);
    let reading = review(format!(r#"{{"server_id":"{SERVER_ID}","public_key":"{key}","users":"QUJD"}}"#));
    let noticed = finding(&reading, Code::TextTooLong);
    assert_eq!(noticed.params["limit"], (64 * 1024).into(), "the limit is told");
    assert_eq!(reading.server.expect("a server").public_key_sha256, None, "no digest of a part");
}

#[test]
fn features_are_kept_within_bounds() {
    let names: Vec<_> = (0..20_000).map(|number| format!("\"feature{number}\"")).collect();
    let text = format!(r#"{{"server_id":"{SERVER_ID}","features":[{}],"users":"QUJD"}}"#, names.join(","));
    let reading = review_in_blocks(text.as_bytes(), 1 << 16);
    assert_eq!(finding(&reading, Code::TextTooLong).params["field"], "features".into(), "too many is told");
    let kept = reading.server.expect("a server").features.len();
    assert!((1000..10_000).contains(&kept), "the first are kept: {kept}");
}

#[test]
fn findings_come_in_the_order_of_the_file() {
    let reading = export(
        r#"{"host_name":"a b","features":7,"server_id":"42","features":["license_usage_sync"],"users":[{"id":[]}]}"#,
    );
    let expected = [
        Code::HostOdd,
        Code::UnexpectedType,
        Code::ServerIdNotUuid,
        Code::DuplicateKey,
        Code::ConnectSyncs,
        Code::NoPrimaryEmail,
        Code::AccountWithoutKey,
        Code::UnexpectedType,
    ];
    assert_eq!(codes(&reading), expected, "by line and column, whatever they are about");
}

#[test]
fn odd_server_ids_and_hosts_are_questions() {
    let reading = export(r#"{"server_id":"42","host_name":"<b>\u202e","http_only":true,"users":"QUJD"}"#);
    assert_eq!(
        codes(&reading),
        [Code::ServerIdNotUuid, Code::HostOdd, Code::HttpOnly],
        "in the order of the file"
    );
    assert_eq!(finding(&reading, Code::HostOdd).params["value"], "<b>\\u{202e}".into(), "made safe to show");
    assert_eq!(place(finding(&reading, Code::HostOdd)), "1:31 host_name", "where it stands");
    let reading = export(r#"{"version":"3.19.2","users":"QUJD"}"#);
    assert_eq!(codes(&reading), [Code::ServerIdMissing, Code::HostMissing], "what is missing has no place");
    assert_eq!(
        export(r#"{"server_id":"","host_name":" ","version":"3","users":""}"#)
            .server
            .expect("a server")
            .server_id,
        None,
        "a blank id is none"
    );
    let upper =
        format!(r#"{{"server_id":"{}","host_name":"a.example","users":"QUJD"}}"#, SERVER_ID.to_uppercase());
    assert_eq!(codes(&export(&upper)), [], "a UUID may be in capitals");
}

#[test]
fn what_is_no_export_is_unknown() {
    for text in
        ["[]", "{}", "17", "\"text\"", "null", r#"{"advanced_security_enabled":true,"seats_total":9}"#]
    {
        let reading = review(text);
        assert_eq!(reading.kind, Kind::Unknown, "{text}");
        assert_eq!(codes(&reading), [Code::UnknownKind], "{text}");
        assert_eq!(reading.server, None, "nothing is said of a server");
    }
    let reading = review(r#"{"users":[{"id":1}]}"#);
    assert_eq!(codes(&reading), [Code::FieldsMissing, Code::UnknownKind], "a list alone is no export");
    let Param::List(missing) = &finding(&reading, Code::FieldsMissing).params["missing"] else {
        panic!("a list")
    };
    assert_eq!(missing.len(), 7, "all documented values are named");
    assert_eq!(reading.accounts, Accounts::Absent, "and nothing is said of accounts");
}

#[test]
fn a_sample_carries_its_mark() {
    let text = format!(
        r#"{{"seatbridge_sample":true,"server_id":"{SERVER_ID}","host_name":"a.example","users":"QUJD"}}"#
    );
    let reading = export(&text);
    assert!(reading.sample, "the mark is read");
    assert_eq!(codes(&reading), [], "and is no unknown key");
    let elsewhere = text.replace(r#""seatbridge_sample":true,"#, "").replace("\"host_name\"", "\"sample\"");
    assert!(!export(&elsewhere).sample, "no other key is the mark");
    let text = format!(r#"{{"seatbridge_sample":"yes","server_id":"{SERVER_ID}","users":"QUJD"}}"#);
    assert!(!export(&text).sample, "only a boolean is the mark");
}

#[test]
fn a_sealed_list_is_told_by_its_form() {
    let sealed = |users: &str| {
        let reading =
            export(&format!(r#"{{"server_id":"{SERVER_ID}","host_name":"a.example","users":"{users}"}}"#));
        let Accounts::Sealed(sealing) = reading.accounts.clone() else { panic!("sealed: {users}") };
        (sealing.bytes, sealing.base64, codes(&reading))
    };
    assert_eq!(sealed("QUJDRA=="), (8, true, vec![]), "base64");
    assert_eq!(sealed("QUJD\\nRA==\\n"), (12, true, vec![]), "with line breaks, as they stand");
    assert_eq!(sealed("QU\\/D"), (5, true, vec![]), "an escaped slash is a slash");
    assert_eq!(sealed("QUJD\\u0052A=="), (13, true, vec![]), "escapes are looked through");
    assert_eq!(sealed("a-_b"), (4, true, vec![]), "the other alphabet");
    assert_eq!(sealed("not base64!"), (11, false, vec![Code::UsersNotBase64]), "anything else");
    assert_eq!(sealed("日本"), (6, false, vec![Code::UsersNotBase64]), "in bytes");
    assert_eq!(sealed(""), (0, true, vec![Code::EmptyUserList]), "empty");
    assert_eq!(sealed(&"QUJD".repeat(5000)), (20000, true, vec![]), "of any length");
}

#[test]
fn a_list_may_be_absent() {
    for text in [
        format!(r#"{{"server_id":"{SERVER_ID}","host_name":"a.example"}}"#),
        format!(r#"{{"server_id":"{SERVER_ID}","host_name":"a.example","users":null}}"#),
    ] {
        let reading = export(&text);
        assert_eq!(reading.accounts, Accounts::Absent, "{text}");
        assert_eq!(codes(&reading), [Code::NoUserList], "{text}");
    }
    let (text, mark) = unmarked(&format!(r#"{{"server_id":"{SERVER_ID}","users":«{{"a":1}}}}"#));
    let reading = export(&text);
    assert_eq!(reading.accounts, Accounts::Absent, "an object is no list");
    assert_eq!(
        place(finding(&reading, Code::UnexpectedType)),
        format!("{mark} users"),
        "and is noticed where it begins"
    );
}

#[test]
fn a_list_may_stand_under_instance() {
    let (text, mark) = unmarked(&format!(
        r#"{{"Instance":{{"server_id":"{SERVER_ID}","Users":[{{"id":«[],"login":"a","email":"a@x.example"}}]}}}}"#
    ));
    let reading = export(&text);
    assert!(matches!(reading.accounts, Accounts::Open(_)), "it is read there");
    let noticed = finding(&reading, Code::UnexpectedType);
    assert_eq!(place(noticed), format!("{mark} Instance.Users[0].id"), "its path says so");
}
