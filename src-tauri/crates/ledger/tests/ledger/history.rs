//! History: pages, filters, search.

use std::collections::BTreeMap;

use ledger::{HistoryFilter, HistoryPage, Ledger, NewEvent};
use serde_json::json;

use crate::sample::at;

fn event(kind: &str, server: Option<i64>, subjects: &[&str], params: serde_json::Value) -> NewEvent {
    NewEvent {
        at: at(0),
        actor: "aiko".to_owned(),
        kind: kind.to_owned(),
        server,
        subjects: subjects.iter().map(|subject| (*subject).to_owned()).collect(),
        params,
    }
}

#[test]
fn history_is_read_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let empty = ledger.history(&HistoryFilter::default(), None).unwrap();
    assert_eq!(
        empty,
        HistoryPage { events: vec![], next: None, total: 0, first_at: None },
        "nothing happened yet"
    );
    for number in 0..401 {
        let mut one = event("added", None, &[], json!({ "number": number }));
        one.at = at(number);
        ledger.record(&one).unwrap();
    }
    let mut seen = Vec::new();
    let mut before = None;
    let mut sizes = Vec::new();
    loop {
        let page = ledger.history(&HistoryFilter::default(), before).unwrap();
        assert_eq!((page.total, page.first_at), (401, Some(at(0))), "the whole, on every page");
        sizes.push(page.events.len());
        seen.extend(page.events.iter().map(|event| event.params["number"].as_i64().unwrap()));
        match page.next {
            Some(next) => before = Some(next),
            None => break,
        }
    }
    assert_eq!(sizes, [200, 200, 1], "200 at a time");
    assert_eq!(seen, (0..401).rev().collect::<Vec<_>>(), "newest first, each once");
}

#[test]
fn a_full_last_page_has_no_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    for _ in 0..200 {
        ledger.record(&event("added", None, &[], json!({}))).unwrap();
    }
    assert_eq!(ledger.history(&HistoryFilter::default(), None).unwrap().next, None, "exactly one page");
}

#[test]
fn history_is_filtered_by_kind_server_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(None, "GitHub.example", at(0)).unwrap().id;
    let other = ledger.add_server(None, "other.example", at(0)).unwrap().id;
    ledger.rename_server(server, "ghes.example", at(1)).unwrap();
    for one in [
        event("added", Some(server), &["4c71e0aa99"], json!({ "name": "Übersicht_100%.json" })),
        event("handed_over", Some(server), &["h1", "CHG-4711"], json!({ "list": [{ "note": "利用者" }] })),
        event("handed_over", Some(other), &["h2"], json!({ "quote": "say \"hi\"" })),
        event("settings_changed", None, &[], json!({})),
    ] {
        ledger.record(&one).unwrap();
    }
    let found = |filter: HistoryFilter| {
        let page = ledger.history(&filter, None).unwrap();
        assert_eq!(page.total, page.events.len() as u64, "the total is of what was let through");
        page.events.into_iter().map(|event| event.id).collect::<Vec<_>>()
    };
    let text = |text: &str| HistoryFilter { text: Some(text.to_owned()), ..HistoryFilter::default() };
    assert_eq!(found(HistoryFilter::default()), [4, 3, 2, 1], "all");
    assert_eq!(
        found(HistoryFilter { kinds: vec!["handed_over".to_owned()], ..HistoryFilter::default() }),
        [3, 2],
        "kind"
    );
    assert_eq!(found(HistoryFilter { server: Some(server), ..HistoryFilter::default() }), [2, 1], "server");
    assert_eq!(found(text("4C71E0AA")), [1], "a hash, in any case");
    assert_eq!(found(text(" chg-4711 ")), [2], "a ticket");
    assert_eq!(found(text("GHES")), [2, 1], "the present host of its server");
    assert_eq!(found(text("github.example")), [2, 1], "a former one");
    assert_eq!(found(text("übersicht_100%")), [1], "no letter is a wildcard, and case goes beyond ASCII");
    assert_eq!(found(text("_")), [1], "an underscore is an underscore");
    assert_eq!(found(text("利用者")), [2], "a value deep inside");
    assert_eq!(found(text("\"hi\"")), [3], "what JSON escapes");
    assert_eq!(found(text(":8443")), [0; 0], "a port alone is no host, and does not fit every one");
    assert_eq!(found(text("  ")), [4, 3, 2, 1], "nothing was typed");
    let by_server = |filter: HistoryFilter| ledger.history_by_server(&filter).unwrap();
    assert_eq!(
        by_server(HistoryFilter::default()),
        BTreeMap::from([(server, 2), (other, 1)]),
        "of each server"
    );
    let of_one = HistoryFilter { server: Some(server), ..HistoryFilter::default() };
    assert_eq!(by_server(of_one).len(), 2, "whichever server is looked at");
    assert_eq!(by_server(text("h2")), BTreeMap::from([(other, 1)]), "with the text that is wanted");
    let both = HistoryFilter {
        kinds: vec!["handed_over".to_owned()],
        server: Some(server),
        text: Some("h1".to_owned()),
    };
    assert_eq!(found(both), [2], "all of them together");
}
