//! Documents that are not JSON, and where they stop being it.

use super::*;

/// The finding that ends a document, as `code expected found @ line:column path`.
fn fault(text: impl AsRef<[u8]>) -> String {
    let reading = review(text);
    let ends = [Code::InvalidJson, Code::Truncated, Code::NotJson, Code::TooDeep, Code::WrongEncoding];
    let found: Vec<_> = reading.findings.iter().filter(|finding| ends.contains(&finding.code)).collect();
    assert_eq!(found.len(), 1, "one fault ends a document: {:?}", reading.findings);
    let param = |name: &str| match found[0].params.get(name) {
        Some(crate::Param::Text(text)) => format!(" {text}"),
        Some(other) => format!(" {other:?}"),
        None => String::new(),
    };
    format!("{:?}{}{} @ {}", found[0].code, param("expected"), param("found"), place(found[0]))
}

#[test]
fn a_fault_is_told_with_line_column_and_path() {
    let cases = [
        (r#"{"a":1,«}"#, "InvalidJson key }", ""),
        (r#"{"a" «1}"#, "InvalidJson colon 1", ""),
        (r#"{"a":1 «"b":2}"#, r#"InvalidJson comma_or_end ""#, ""),
        ("{«'a':1}", "InvalidJson key '", ""),
        (r#"{"a":«NaN}"#, "InvalidJson value NaN", "a"),
        (r#"{"a":«Infinity}"#, "InvalidJson value Infinity", "a"),
        (r#"{"a":-«Infinity}"#, "InvalidJson number Infinity", "a"),
        (r#"{"a":«True}"#, "InvalidJson value True", "a"),
        (r#"{"a":«nul1}"#, "InvalidJson literal nul1", "a"),
        (r#"{"a":«truf}"#, "InvalidJson literal truf", "a"),
        (r#"{"a":0«1}"#, "InvalidJson number 1", "a"),
        (r#"{"a":1.«}"#, "InvalidJson number }", "a"),
        (r#"{"a":1e+«}"#, "InvalidJson number }", "a"),
        (r#"{"a":«+1}"#, "InvalidJson value +", "a"),
        (r#"{"a":«.5}"#, "InvalidJson value .", "a"),
        (r#"{"a":[1,2,«]}"#, "InvalidJson value ]", "a[2]"),
        (r#"{"a":[1 «2]}"#, "InvalidJson comma_or_end 2", "a"),
        (r#"{"a":"«\x41"}"#, "InvalidJson escape x41", "a"),
        (r#"{"a":"bc«\u12G4"}"#, "InvalidJson escape G4", "a"),
        ("{\"a\":\"b«\tc\"}", r"InvalidJson no_control_character \u{9}", "a"),
        ("{\"a\":\"b«\nc\"}", r"InvalidJson no_control_character \u{a}", "a"),
        ("{\"a\":1}\n«{\"a\":2}", "InvalidJson end_of_file {", ""),
        ("{\"a\":1}«\0\0", r"InvalidJson end_of_file \u{0}", ""),
        (r#"{"a":1}«]"#, "InvalidJson end_of_file ]", ""),
        ("{\"a\":«\u{a0}1}", "InvalidJson value \u{a0}", "a"),
        (
            "{\n  \"a b\": {\n    \"c\": [true, {\"d\": «x}]\n  }\n}",
            "InvalidJson value x",
            r#"["a b"].c[1].d"#,
        ),
        (
            r#"{"instance":{"features":["a",{"name":«?}]}}"#,
            "InvalidJson value ?",
            "instance.features[1].name",
        ),
        (r#"{"features":{"a":{"b":«?}}}"#, "InvalidJson value ?", "features.a.b"),
        (
            r#"{"users":[{"id":1},{"id":2,"emails":[{"email":«oops}]}]}"#,
            "InvalidJson value oops",
            "users[1].emails[0].email",
        ),
        (
            r#"{"users":[{"id":1},{"id":2,"e mails":[[0,{"k":[«!]}]]}]}"#,
            "InvalidJson value !",
            r#"users[1]["e mails"][0][1].k[0]"#,
        ),
        (r#"{"users":[{"id":1} «{"id":2}]}"#, "InvalidJson comma_or_end {", "users"),
        (
            r#"{"users":[{"id":1},{"id":2,"emails":[{"email" «}]}]}"#,
            "InvalidJson colon }",
            "users[1].emails[0]",
        ),
        (r#"{"users":[{"id":1,"login":"a«"#, "Truncated", "users[0].login"),
        (r#"{"a":{"b":[{"k":1},{"l":[«?]}]}}"#, "InvalidJson value ?", "a.b[1].l[0]"),
        (r#"{"a":{"b":[{"k":1},«?]}}"#, "InvalidJson value ?", "a.b[1]"),
        (r#"{"a":{"b":{"k":{"l":1}} «?}}"#, "InvalidJson comma_or_end ?", "a"),
    ];
    for (text, expected, path) in cases {
        let (text, mark) = unmarked(text);
        assert_eq!(fault(&text), format!("{expected} @ {mark} {path}"), "{text}");
    }
}

#[test]
fn what_is_no_json_at_all_is_told_by_its_beginning() {
    for (text, found) in [
        ("login,email\nmona,mona@corp.example\n", "login,email\\u{a}mona,mona@co…"),
        ("<!DOCTYPE html>", "<!DOCTYPE html>"),
        ("\"id\",\"login\"\n1,\"mona\"", "\"id\",\"login\"\\u{a}1,\"mona\""),
        ("17,mona", "17,mona"),
        ("name: x", "name: x"),
        ("  null,1", "null,1"),
        ("PK\u{3}\u{4}", "PK\\u{3}\\u{4}"),
        ("\u{feff}login,email", "login,email"),
    ] {
        let reading = review(text);
        let noticed = finding(&reading, Code::NotJson);
        assert_eq!(noticed.params["found"], found.into(), "{text}");
        assert_eq!(noticed.at.clone().expect("a place").line, 1, "{text}");
        assert_eq!(errors(&reading), [Code::NotJson, Code::UnknownKind][..errors(&reading).len()], "{text}");
    }
    assert!(fault(b"\x1f\x8b\x08\x00").starts_with("NotJson"), "a compressed file");
}

#[test]
fn an_empty_file_is_told() {
    let reading = review("");
    assert_eq!(codes(&reading), [Code::EmptyFile], "nothing else");
    assert_eq!(reading.bytes, 0, "no bytes");
    assert_eq!(fault("  \n "), "Truncated @ 2:2 ", "white space is a document that never began");
}

#[test]
fn other_encodings_are_told() {
    let text = with_users(r#"{"id":1,"login":"佐藤"}"#);
    let with = |bytes: Vec<u8>| finding(&review(bytes), Code::WrongEncoding).params["encoding"].clone();
    let units: Vec<u16> = text.encode_utf16().collect();
    let marked: Vec<u16> = "\u{feff}".encode_utf16().chain(units.iter().copied()).collect();
    for units in [units, marked] {
        assert_eq!(
            with(units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
            "utf-16le".into(),
            "little"
        );
        assert_eq!(
            with(units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
            "utf-16be".into(),
            "big"
        );
    }
    for text in [text.clone(), format!("\u{feff}{text}")] {
        let scalars: Vec<u32> = text.chars().map(u32::from).collect();
        assert_eq!(
            with(scalars.iter().flat_map(|scalar| scalar.to_le_bytes()).collect()),
            "utf-32le".into(),
            "little"
        );
        assert_eq!(
            with(scalars.iter().flat_map(|scalar| scalar.to_be_bytes()).collect()),
            "utf-32be".into(),
            "big"
        );
    }
}

#[test]
fn latin_1_is_told_where_it_stands() {
    let latin: Vec<u8> = with_users(r#"{"id":1,"login":"zo#","email":"a@x.example"}"#)
        .bytes()
        .map(|byte| if byte == b'#' { 0xeb } else { byte })
        .collect();
    let column = latin.iter().position(|&byte| byte == 0xeb).expect("the byte") + 1;
    assert_eq!(fault(&latin), format!("WrongEncoding @ 1:{column} users[0].login"), "the byte");
    for bad in [
        &b"\xc0\x80"[..],
        b"\xed\xa0\x80",
        b"\xf5\x80\x80\x80",
        b"\x80",
        b"\xe3\x81",
        b"\xe3\x81a",
        b"\xf0\x9f\x98",
    ] {
        let text = [b"{\"a\":\"ok \xe3\x81\x82", bad, b"\"}"].concat();
        assert_eq!(fault(&text), "WrongEncoding @ 1:13 a", "{bad:x?}");
    }
    assert_eq!(fault(b"{\"a\":\xff}"), "WrongEncoding @ 1:6 a", "outside of a text too");
}

#[test]
fn a_byte_order_mark_is_passed_over_and_told() {
    let (text, mark) = unmarked(&with_users(r#"{"id":1,"email":"a@x.example"},«?"#));
    let reading = review(format!("\u{feff}{text}"));
    let noticed = finding(&reading, Code::InvalidJson);
    assert_eq!(place(noticed), format!("{mark} users[1]"), "columns are counted behind it");
    let text = format!("\u{feff}{}", text.replace(",?", ""));
    let reading = export(&text);
    assert_eq!(codes(&reading), [Code::ByteOrderMark], "it is told");
    assert_eq!(reading.bytes, text.len() as u64, "and counted and hashed with the rest");
}

#[test]
fn nesting_has_a_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let fits = format!("{}1{}", open.repeat(512), close.repeat(512));
        assert_eq!(codes(&review(&fits)), [Code::UnknownKind], "512 levels of {open}");
        let reading = review(format!("{}1{}", open.repeat(513), close.repeat(513)));
        let noticed = finding(&reading, Code::TooDeep);
        assert_eq!(noticed.params["limit"], 512.into(), "the limit is told");
        let column = 512 * open.len() as u64 + 1;
        assert_eq!(noticed.at.clone().expect("a place").column, column, "at the bracket that is too much");
    }
    let inside = with_users(&format!(r#"{{"id":1,"x":{}"#, "[".repeat(510)));
    assert_eq!(codes(&review(inside))[0], Code::TooDeep, "the levels around count");
    let reading = review_in_blocks("[".repeat(3_000_000).as_bytes(), 4096);
    assert_eq!(codes(&reading), [Code::TooDeep], "a million brackets are no more");
}

#[test]
fn lone_surrogates_are_let_pass_and_told() {
    for text in [r"\ud83d", r"\ude00", r"\ud83dx", r"\ud83d\ud83d\ude00", r"\ud83d\n", r"\ud83dé"] {
        let reading = export(&format!(
            r#"{{"server_id":"{SERVER_ID}","host_name":"a.example","version":"{text}","users":""}}"#
        ));
        let noticed = finding(&reading, Code::LoneSurrogate);
        let column = format!(r#"{{"server_id":"{SERVER_ID}","host_name":"a.example","version":""#).len() + 1;
        assert_eq!(place(noticed), format!("1:{column} "), "{text} is told where it stands");
        assert_eq!(noticed.params["count"], 1.into(), "{text} is one");
        let version = reading.server.expect("a server").version.expect("a version");
        assert!(version.starts_with('\u{fffd}'), "{text} is shown as {version}");
    }
    let both = export(&format!(
        r#"{{"server_id":"{SERVER_ID}","host_name":"a.example","version":"\udc00 \ud83d\ud83d\ude00","users":""}}"#
    ));
    assert_eq!(finding(&both, Code::LoneSurrogate).params["count"], 2.into(), "a whole pair is none");
}

#[test]
fn escapes_are_decoded() {
    let text = format!(
        r#"{{"server_id":"{SERVER_ID}","version":"\ud83d\ude00\u00e9\u65E5\/\b\f\n\r\t\\\"","users":""}}"#
    );
    let version = export(&text).server.expect("a server").version;
    let expected = "😀é日/\u{8}\u{c}\n\r\t\\\"";
    assert_eq!(version.as_deref(), Some(expected), "a pair of surrogates is one character");
}

#[test]
fn after_a_fault_the_server_is_still_told() {
    let reading =
        review(format!(r#"{{"server_id":"{SERVER_ID}","host_name":"a.example","users":[{{"id":1}},"#));
    assert_eq!(reading.kind, Kind::GhesExport, "it is an export");
    assert_eq!(reading.server.expect("a server").server_id.as_deref(), Some(SERVER_ID), "of this server");
    assert_eq!(reading.accounts, Accounts::Absent, "half a list is not counted");
    assert_eq!(reading.findings.len(), 1, "nothing is said to be missing from half a document");
}
