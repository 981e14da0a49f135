//! How a hand-over moves on, with two processes at it.

use ledger::{Change, Figures, HandOverState as State, Ledger, Step};
use serde_json::json;

use crate::sample::{self, at};

fn two(folder: &std::path::Path) -> (Ledger, Ledger) {
    let window = Ledger::open(folder).unwrap();
    window.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    (window, Ledger::open(folder).unwrap())
}

/// Takes a hand-over from ready to counted, and returns its receipt's number.
fn count(ledger: &Ledger, id: &str, server: Option<i64>) -> String {
    assert!(ledger.claim_sending(id, "window 1", at(3)).unwrap(), "it was ready");
    let mut sent = Change::new(at(4), "endpoint");
    sent.evidence = json!({ "status": 201 });
    assert!(ledger.advance(id, &[State::HandingOver], State::Waiting, &sent).unwrap(), "sent");
    let mut received = Change::new(at(7), "license-sync-status");
    received.cloud_at = Some(at(6));
    received.figures = Figures { held: Some(412), ..Figures::default() };
    assert!(ledger.advance(id, &[State::Waiting], State::Received, &received).unwrap(), "received");
    let counted = Change::new(at(9), "userAccountsUploads");
    let from = [State::Waiting, State::Received];
    let event = |number: &str| sample::ended(9, server, id, number);
    ledger.settle(id, &from, State::Counted, &counted, &json!({ "a": 1 }), event).unwrap().unwrap()
}

#[test]
fn a_hand_over_goes_its_way_with_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    let server = ledger.add_server(None, "github.example", at(0)).unwrap().id;
    let digest = sample::digest(b"export");
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", Some(server), digest)).unwrap();
    assert_eq!(count(&ledger, "h", Some(server)), "2026-0001", "the first receipt of its year");
    assert_eq!(
        ledger.server(server).unwrap().enterprise.as_deref(),
        Some("hoshino"),
        "the first one ties its server"
    );

    let done = ledger.hand_over("h").unwrap().unwrap();
    assert_eq!((done.state, done.held), (State::Counted, Some(412)), "its end, and what was learned");
    assert_eq!(
        (done.claimed_at, done.handed_at, done.settled_at),
        (Some(at(3)), Some(at(4)), Some(at(9))),
        "when"
    );
    let steps = ledger.steps("h").unwrap();
    let words: Vec<&str> = steps.iter().map(|step| step.step.as_str()).collect();
    assert_eq!(
        words,
        ["ready", "handing_over", "waiting", "received", "counted"],
        "each state with its step"
    );
    assert_eq!(
        (&steps[2].evidence, steps[3].cloud_at),
        (&json!({ "status": 201 }), Some(at(6))),
        "as it was said"
    );
    let events = ledger.history(&ledger::HistoryFilter::default(), None).unwrap().events;
    assert_eq!(events.len(), 1, "and its event");
    assert_eq!(events[0].params, json!({ "receipt": "2026-0001" }), "which names the receipt");
    assert_eq!(ledger.unfinished_hand_overs().unwrap(), [], "nothing is left to do");
}

#[test]
fn bytes_that_were_counted_are_known_for_that_enterprise() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    let digest = sample::digest(b"export");
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", None, digest)).unwrap();
    assert_eq!(ledger.counted_already(&digest, "hoshino").unwrap(), None, "not yet");
    count(&ledger, "h", None);
    assert_eq!(
        ledger.counted_already(&digest, "hoshino").unwrap().map(|one| one.id).as_deref(),
        Some("h"),
        "counted"
    );
    assert_eq!(ledger.counted_already(&digest, "tanaka").unwrap(), None, "there, and nowhere else");
}

#[test]
fn each_question_to_the_cloud_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", None, sample::digest(b"x"))).unwrap();
    for seconds in [5, 6] {
        ledger.note_asked("h", at(seconds)).unwrap();
    }
    let asked = ledger.hand_over("h").unwrap().unwrap();
    assert_eq!((asked.asked_times, asked.last_asked), (2, Some(at(6))), "how often, and when last");
}

#[test]
fn of_two_processes_one_may_send() {
    let folder = tempfile::tempdir().unwrap();
    let (window, twin) = two(folder.path());
    for round in 0..20 {
        let id = format!("h{round}");
        let digest = sample::digest(id.as_bytes());
        window.create_hand_over(&sample::hand_over(&id, "hoshino", None, digest)).unwrap();
        let claims: Vec<bool> = std::thread::scope(|scope| {
            let threads: Vec<_> = [&window, &twin]
                .into_iter()
                .map(|ledger| scope.spawn(|| ledger.claim_sending(&id, "someone", at(3)).unwrap()))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(claims.iter().filter(|claimed| **claimed).count(), 1, "exactly one of {claims:?}");
        assert_eq!(window.steps(&id).unwrap().len(), 2, "one claim is on record");
    }
}

#[test]
fn the_same_bytes_are_on_their_way_once() {
    let folder = tempfile::tempdir().unwrap();
    let (window, twin) = two(folder.path());
    let digest = sample::digest(b"export");
    for id in ["first", "second"] {
        window.create_hand_over(&sample::hand_over(id, "hoshino", None, digest)).unwrap();
    }
    let known = twin.under_way(&digest, "hoshino").unwrap();
    assert_eq!(known.unwrap().id, "first", "what is ready for an endpoint will leave by itself");
    assert!(window.claim_sending("first", "window", at(3)).unwrap(), "on its way");
    let error = twin.claim_sending("second", "twin", at(3)).unwrap_err();
    assert_eq!(error.to_string(), "conflict what=same_bytes_in_flight", "not a second time");
    assert_eq!(twin.hand_over("second").unwrap().unwrap().state, State::Ready, "nothing of it changed");
    assert_eq!(twin.steps("second").unwrap().len(), 1, "no step either");
    assert_eq!(twin.under_way(&digest, "hoshino").unwrap().unwrap().id, "first", "which one");
    window.advance("first", &[State::HandingOver], State::Failed, &Change::new(at(4), "endpoint")).unwrap();
    assert!(twin.claim_sending("second", "twin", at(5)).unwrap(), "after a failure it may be tried again");
}

#[test]
fn a_change_from_another_state_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (window, twin) = two(folder.path());
    window.create_hand_over(&sample::hand_over("h", "hoshino", None, sample::digest(b"x"))).unwrap();
    let change = Change::new(at(3), "test");
    assert!(!window.advance("h", &[State::Waiting], State::Received, &change).unwrap(), "it is not waiting");
    assert_eq!(
        window
            .settle("h", &[State::Waiting], State::Counted, &change, &json!({}), |number| {
                sample::ended(3, None, "h", number)
            })
            .unwrap(),
        None,
        "nor settled"
    );
    assert_eq!(
        window.history(&ledger::HistoryFilter::default(), None).unwrap().total,
        0,
        "nor written into history"
    );
    assert_eq!(window.receipts().unwrap(), [], "no receipt was issued");
    assert_eq!(window.steps("h").unwrap().len(), 1, "no step was recorded");
    window.claim_sending("h", "window", at(4)).unwrap();
    window.advance("h", &[State::HandingOver], State::Waiting, &change).unwrap();
    let settle = |ledger: &Ledger, to: State, source: &str| {
        let change = Change::new(at(5), source);
        let event = |number: &str| sample::ended(5, None, "h", number);
        ledger.settle("h", &[State::Waiting], to, &change, &json!({}), event).unwrap()
    };
    let ends = std::thread::scope(|scope| {
        let window = scope.spawn(|| settle(&window, State::Counted, "window"));
        let twin = scope.spawn(|| settle(&twin, State::Failed, "twin"));
        [window.join().unwrap(), twin.join().unwrap()]
    });
    assert_eq!(ends.iter().flatten().count(), 1, "one end, one receipt: {ends:?}");
    assert_eq!(window.receipts().unwrap().len(), 1, "on record");
    assert_eq!(
        window.history(&ledger::HistoryFilter::default(), None).unwrap().total,
        1,
        "and in history once"
    );
    assert_eq!(
        window.advance("nobody", &[State::Ready], State::Failed, &change).unwrap_err().code(),
        "not_found",
        ""
    );
}

#[test]
fn a_living_sender_keeps_its_hand_over_and_a_dead_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (window, twin) = two(folder.path());
    window.create_hand_over(&sample::hand_over("h", "hoshino", None, sample::digest(b"x"))).unwrap();
    window.claim_sending("h", "window", at(3)).unwrap();
    assert_eq!(twin.interrupted_hand_overs().unwrap(), [], "it is being sent");
    let again = Change::new(at(4), "twin");
    assert!(
        !twin.advance("h", &[State::HandingOver], State::Ready, &again).unwrap(),
        "nobody else may take it"
    );
    drop(window);
    let interrupted: Vec<_> = twin.interrupted_hand_overs().unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(interrupted, ["h"], "its process is gone");
    assert!(
        twin.advance("h", &[State::HandingOver], State::Ready, &again).unwrap(),
        "it can be taken up again"
    );
    let ready = twin.hand_over("h").unwrap().unwrap();
    assert_eq!(
        (ready.owner, ready.claimed_at, ready.handed_at),
        (None, None, None),
        "as if it had never been claimed"
    );
    assert!(twin.claim_sending("h", "twin", at(5)).unwrap(), "and sent by another");
}

#[test]
fn a_server_that_is_tied_elsewhere_is_not_claimed() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    ledger.add_enterprise(&sample::enterprise("tanaka")).unwrap();
    let server = ledger.add_server(None, "github.example", at(0)).unwrap().id;
    ledger.tie_server(server, "tanaka").unwrap();
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", Some(server), sample::digest(b"x"))).unwrap();
    let error = ledger.claim_sending("h", "window", at(3)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "conflict what=server_enterprise",
        "its people belong to the other enterprise"
    );
    assert_eq!(ledger.hand_over("h").unwrap().unwrap().state, State::Ready, "nothing left");
}

#[test]
fn a_page_is_never_open_for_bytes_that_nobody_watches() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    let server = ledger.add_server(None, "github.example", at(0)).unwrap().id;
    let digest = sample::digest(b"export");
    let new = sample::hand_over("h", "hoshino", Some(server), digest);
    let mut change = Change::new(at(3), "person");
    change.event = Some(sample::ended(3, Some(server), "h", ""));
    ledger.create_with_person(&new, &change).unwrap();

    let with_person = ledger.hand_over("h").unwrap().unwrap();
    assert_eq!((with_person.state, with_person.handed_at), (State::Waiting, Some(at(3))), "it is watched");
    let steps: Vec<String> = ledger.steps("h").unwrap().into_iter().map(|step| step.step).collect();
    assert_eq!(steps, ["ready", "waiting"], "with both steps on record");
    assert_eq!(ledger.server(server).unwrap().enterprise.as_deref(), Some("hoshino"), "its server is tied");
    assert_eq!(ledger.history(&ledger::HistoryFilter::default(), None).unwrap().total, 1, "in history");

    let second = sample::hand_over("second", "hoshino", Some(server), digest);
    let error = ledger.create_with_person(&second, &change).unwrap_err();
    assert_eq!(error.to_string(), "conflict what=same_bytes_in_flight", "once at a time");
    assert_eq!(ledger.hand_over("second").unwrap(), None, "nothing of it stands");
}

#[test]
fn a_hand_over_that_is_only_ready_goes_to_the_person_once() {
    let folder = tempfile::tempdir().unwrap();
    let (window, twin) = two(folder.path());
    window.add_enterprise(&sample::enterprise("tanaka")).unwrap();
    let server = window.add_server(None, "github.example", at(0)).unwrap().id;
    window.tie_server(server, "tanaka").unwrap();
    let new = sample::hand_over("h", "hoshino", Some(server), sample::digest(b"x"));
    window.create_hand_over(&new).unwrap();
    assert_eq!(window.hand_over("h").unwrap().unwrap(), new.made(), "as it was made");
    let change = Change::new(at(3), "person");
    assert!(window.hand_to_person("h", &change).unwrap(), "it was ready");
    assert!(!twin.hand_to_person("h", &change).unwrap(), "and is with the person");
    assert_eq!(twin.steps("h").unwrap().len(), 2, "once");
    assert_eq!(
        twin.server(server).unwrap().enterprise.as_deref(),
        Some("tanaka"),
        "a server that moved is tied by a person's answer, not by this"
    );
}

#[test]
fn an_enterprise_stays_while_a_hand_over_to_it_is_under_way() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", None, sample::digest(b"x"))).unwrap();
    ledger.claim_sending("h", "window", at(3)).unwrap();
    assert_eq!(ledger.remove_enterprise("hoshino").unwrap_err().code(), "conflict", "it is being sent");
    ledger.advance("h", &[State::HandingOver], State::Cancelled, &Change::new(at(4), "person")).unwrap();
    ledger.remove_enterprise("hoshino").unwrap();
    assert_eq!(ledger.hand_over("h").unwrap().unwrap().enterprise, "hoshino", "the record keeps its name");
}

#[test]
fn what_is_known_stays_when_other_figures_come() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    let mut new = sample::hand_over("h", "hoshino", None, sample::digest(b"x"));
    new.figures = Figures { consumed_before: Some(json!(100)), expected: Some(7), ..Figures::default() };
    ledger.create_hand_over(&new).unwrap();
    ledger.note_figures("h", &Figures { consumed_after: Some(json!(101)), ..Figures::default() }).unwrap();
    let known = ledger.hand_over("h").unwrap().unwrap();
    assert_eq!((known.consumed_before, known.consumed_after), (Some(json!(100)), Some(json!(101))), "both");
    assert_eq!((known.expected, known.held), (Some(7), None), "unknown is not zero");
}

#[test]
fn steps_cannot_be_changed_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    ledger.create_hand_over(&sample::hand_over("h", "hoshino", None, sample::digest(b"x"))).unwrap();
    let note = Step {
        step: "asked".to_owned(),
        at: at(3),
        cloud_at: None,
        evidence: json!({ "pages": 2 }),
        source: "consumed-licenses".to_owned(),
    };
    ledger.note_step("h", &note).unwrap();
    assert_eq!(ledger.steps("h").unwrap()[1], note, "a note is a step too");
    let other = rusqlite::Connection::open(folder.path().join("ledger.sqlite3")).unwrap();
    let error = other.execute("UPDATE steps SET at = '1999-01-01T00:00:00.000Z'", []).unwrap_err();
    assert!(error.to_string().contains("append-only"), "the schema holds it: {error}");
}

#[test]
fn receipts_are_numbered_by_year_and_know_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = two(folder.path());
    let server = ledger.add_server(None, "github.example", at(0)).unwrap().id;
    let other = ledger.add_server(None, "other.example", at(0)).unwrap().id;
    for (id, server) in [("a", server), ("b", other), ("c", server)] {
        ledger
            .create_hand_over(&sample::hand_over(id, "hoshino", Some(server), sample::digest(id.as_bytes())))
            .unwrap();
    }
    let year_end = "2026-12-31T23:59:59.999Z".parse().unwrap();
    let new_year = "2027-01-01T00:00:00Z".parse().unwrap();
    let numbers: Vec<_> = [("a", year_end), ("b", year_end), ("c", new_year), ("c", new_year)]
        .into_iter()
        .map(|(id, at)| ledger.issue_receipt(id, at, &json!({ "of": id })).unwrap())
        .collect();
    assert_eq!(numbers, ["2026-0001", "2026-0002", "2027-0001", "2027-0002"], "running within the year");
    let previous = |number: &str| ledger.previous_receipt(number).unwrap().map(|receipt| receipt.number);
    assert_eq!(
        previous("2027-0002").as_deref(),
        Some("2026-0001"),
        "of the same server, and of another hand-over"
    );
    assert_eq!(previous("2026-0002"), None, "the first of its server");
    let of_c: Vec<_> = ledger.receipts_of_hand_over("c").unwrap().into_iter().map(|one| one.number).collect();
    assert_eq!(of_c, ["2027-0002", "2027-0001"], "newest first");
    assert_eq!(ledger.receipt("2026-0002").unwrap().unwrap().body, json!({ "of": "b" }), "as it was written");
    assert_eq!(
        ledger.issue_receipt("nobody", year_end, &json!({})).unwrap_err().code(),
        "not_found",
        "of something"
    );
    assert_eq!(
        ledger.issue_receipt("a", year_end, &json!({})).unwrap(),
        "2026-0003",
        "a refusal leaves no gap"
    );
}
