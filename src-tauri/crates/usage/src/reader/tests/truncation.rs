//! An export that ends too early, at every byte.

use super::*;

/// Documents of every form, all valid.
pub(super) fn documents() -> Vec<String> {
    let open = with_users(
        r#"{"id":1,"login":"zoë","emails":[{"email":"z\u00f6@corp.example","primary":true}],"suspended":false},
        {"user_id":"2","login":"佐藤","email":"sato@corp.example","suspended_at":null,"x":[1.5e-3,{"y":[true,null]}]}"#,
    );
    let instance = format!(
        r#"{{"instance":{{"Server ID":"{SERVER_ID}","host_name":"a.example","http_only":"True","version":3.19,
        "features":[{{"name":"license_usage_sync","enabled_at":"2024-05-01"}},"search"]}},"extra":[-0,"\ud83d\ude00"],"#
    );
    let pretty = serde_json::from_str::<serde_json::Value>(&open).expect("valid");
    vec![
        format!(r#"{instance}"users":"QUJDRA==\n"}}"#),
        format!(
            r#"{{"users":"QUJDRA==",{}"#,
            &instance[1..].replace(r#","extra":[-0,"\ud83d\ude00"],"#, "}")
        ),
        format!("{instance}\"users\":null}}\n"),
        serde_json::to_string_pretty(&pretty).expect("writes").replace('\n', "\r\n"),
        format!("\u{feff}{open}"),
        open,
    ]
}

#[test]
fn the_documents_are_valid() {
    for text in documents() {
        assert_eq!(export(&text).kind, Kind::GhesExport, "before it is cut: {text}");
        let valid = serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}'));
        assert!(valid.is_ok(), "others can read it: {text}");
    }
}

#[test]
fn truncation_at_every_byte_is_an_error_with_a_position() {
    for text in documents() {
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
        assert_eq!(errors(&review(&text[..whole])), [], "whole without the last line break");
    }
}

#[test]
fn what_it_was_cut_inside_of_is_told() {
    let inside = |text: String| finding(&review(text), Code::Truncated).params["inside"].clone();
    let sealed = format!(r#"{{"server_id":"{SERVER_ID}","users":"QUJD"#);
    assert_eq!(inside(sealed.clone()), "sealed_users".into(), "the sealed list");
    assert_eq!(inside(format!("{sealed}\\u00")), "sealed_users".into(), "an escape in it");
    assert_eq!(inside(format!("{sealed}\",\"note\":\"x")), "string".into(), "another text");
    assert_eq!(inside(format!("{sealed}\",\"note")), "string".into(), "a key");
    assert_eq!(inside(format!("{sealed}\"")), "document".into(), "between values");
    assert_eq!(inside("{\"a\":tr".to_owned()), "document".into(), "a literal");
    assert_eq!(inside("{\"a\":-".to_owned()), "document".into(), "a number");
}

#[test]
fn a_round_size_is_told() {
    let mut text = format!(r#"{{"server_id":"{SERVER_ID}","users":""#);
    let rest = (2 << 20) - text.len();
    text.push_str(&"A".repeat(rest));
    let reading = review_in_blocks(text.as_bytes(), 1 << 16);
    assert_eq!(finding(&reading, Code::Truncated).params["round"], 2.into(), "two MiB");
    assert_eq!(
        place(finding(&reading, Code::Truncated)),
        format!("1:{} users", (2 << 20) + 1),
        "and the place"
    );
    let reading = review_in_blocks(&text.as_bytes()[1..], 1 << 16);
    assert!(!reading.findings[0].params.contains_key("round"), "one byte less is not round");
}
