//! A process that is killed at any moment loses nothing that it acknowledged, and leaves no half state.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use ledger::{Change, FileState, HandOverState as State, Ledger};
use serde_json::json;

use crate::sample::{self, at};

const FOLDER: &str = "LEDGER_TEST_KILLED";
const ROUND: &str = "LEDGER_TEST_ROUND";
const ROUNDS: u64 = 30;

/// The bytes of a file: some small, some of several blocks.
fn bytes(round: u64, number: u64) -> Vec<u8> {
    let length = usize::try_from((round * 31 + number * 7919) % 300_000).unwrap();
    format!("{round}-{number};").bytes().cycle().take(length + 16).collect()
}

/// Works until it is killed, and says on stdout what it was promised.
#[test]
#[ignore = "run by nothing_that_was_acknowledged_is_lost_to_kill_9"]
fn victim() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let round: u64 = std::env::var(ROUND).unwrap().parse().unwrap();
    let mut out = std::io::stdout();
    let mut say = |line: String| {
        out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    };
    let ledger = Ledger::open(Path::new(&folder)).unwrap();
    say("begun".to_owned());
    let review = format!("r{round}");
    ledger.begin_closed_review(&review, at(0), "victim").unwrap();
    for number in 0_u64.. {
        let id = format!("{round}-{number}");
        let mut file = sample::file(&id, &review, None, None);
        file.state = FileState::Reading;
        ledger.add_file(&file).unwrap();
        say(format!("listed {id}"));

        let content = bytes(round, number);
        let digest = sample::digest(&content);
        let mut keeping = ledger.keep().unwrap();
        for block in content.chunks(64 * 1024) {
            keeping.write_all(block).unwrap();
        }
        keeping.finish(&digest).unwrap();
        say(format!("kept {round} {number}"));
        file.state = FileState::Read;
        file.reading = Some(sample::reading(digest));
        ledger.update_file(&file).unwrap();

        ledger.create_hand_over(&sample::hand_over(&id, "hoshino", None, digest)).unwrap();
        say(format!("ready {id}"));
        assert!(ledger.claim_sending(&id, "victim", at(1)).unwrap(), "a new one is ready");
        say(format!("handing_over {id}"));
        for (from, to) in [(State::HandingOver, State::Waiting), (State::Waiting, State::Received)] {
            assert!(
                ledger.advance(&id, &[from], to, &Change::new(at(2), "victim")).unwrap(),
                "nobody else is here"
            );
            say(format!("{} {id}", to.as_str()));
        }
        let change = Change::new(at(3), "victim");
        let event = |number: &str| sample::ended(3, None, &id, number);
        ledger
            .settle(&id, &[State::Received], State::Counted, &change, &json!({ "id": id }), event)
            .unwrap()
            .unwrap();
        say(format!("counted {id}"));
        if number % 2 == 0 {
            ledger.handed_file(&digest, &format!("{id}.json")).unwrap();
            ledger.forget(&[digest], at(4), "victim").unwrap();
            say(format!("forgotten {round} {number}"));
        }
    }
}

/// How far a state is along the only way that the victim takes.
fn rank(word: &str) -> usize {
    ["ready", "handing_over", "waiting", "received", "counted"]
        .iter()
        .position(|state| *state == word)
        .unwrap()
}

/// What one victim was promised.
#[derive(Default)]
struct Promised {
    kept: Vec<(u64, u64)>,
    forgotten: Vec<(u64, u64)>,
    states: HashMap<String, usize>,
}

fn run_and_kill(folder: &Path, round: u64) -> Promised {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["killed::victim", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(said.any(|line| line == "begun"), "the victim of round {round} opened the ledger");
    // After a random promise, somewhere in the work on the next one; a promise takes a few milliseconds.
    let random = round.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 33;
    let wait_for = usize::try_from(random % 20).unwrap();
    let mut lines: Vec<String> = said.by_ref().filter(|line| !line.is_empty()).take(wait_for).collect();
    std::thread::sleep(Duration::from_micros(random / 20 % 15_000));
    child.kill().unwrap();
    child.wait().unwrap();
    lines.extend(said);
    let mut promised = Promised::default();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let pair = || (words[1].parse().unwrap(), words[2].parse().unwrap());
        match words[0] {
            "kept" => promised.kept.push(pair()),
            "forgotten" => promised.forgotten.push(pair()),
            "ready" | "handing_over" | "waiting" | "received" | "counted" => {
                promised.states.insert(words[1].to_owned(), rank(words[0]));
            }
            _ => {}
        }
    }
    promised
}

fn check(ledger: &Ledger, promised: &Promised) {
    for pair in &promised.kept {
        let content = bytes(pair.0, pair.1);
        let digest = sample::digest(&content);
        let place = ledger.original_path(&digest);
        if promised.forgotten.contains(pair) {
            assert!(!place.exists(), "{pair:?} was forgotten for good");
        } else if let Ok(kept) = fs::read(&place) {
            assert!(kept == content, "{pair:?} is whole");
        } else {
            let record = &ledger.files_by_digest(&digest).unwrap()[0];
            assert_eq!(
                record.state,
                FileState::Forgotten,
                "{pair:?} is gone only where it was being forgotten"
            );
        }
    }
    for (id, rank_promised) in &promised.states {
        let hand_over = ledger.hand_over(id).unwrap().unwrap();
        assert!(rank(hand_over.state.as_str()) >= *rank_promised, "{id} did not fall behind its promise");
    }
}

fn check_whole(ledger: &Ledger, folder: &Path) {
    assert_eq!(fs::read_dir(folder.join("originals/incoming")).unwrap().count(), 0, "no part is left");
    assert_eq!(fs::read_dir(folder.join("running")).unwrap().count(), 1, "no mark of the dead is left");
    for digest in ledger.kept_digests().unwrap() {
        let content = fs::read(ledger.original_path(&digest)).unwrap();
        assert_eq!(sample::digest(&content), digest, "every original is what its name says");
        for file in ledger.files_by_digest(&digest).unwrap() {
            assert_ne!(file.state, FileState::Forgotten, "no original of a forgotten file is left");
        }
    }
    let all = ledger.hand_overs_in(State::ALL).unwrap();
    for hand_over in &all {
        let steps: Vec<String> =
            ledger.steps(&hand_over.id).unwrap().into_iter().map(|step| step.step).collect();
        let way = ["ready", "handing_over", "waiting", "received", "counted"];
        assert_eq!(steps, way[..steps.len()], "{}: each step once, in order", hand_over.id);
        assert_eq!(steps.last().map(String::as_str), Some(hand_over.state.as_str()), "state and steps agree");
        let receipts = ledger.receipts_of_hand_over(&hand_over.id).unwrap().len();
        assert_eq!(
            receipts,
            usize::from(hand_over.state == State::Counted),
            "a receipt exactly where it is counted"
        );
    }
    let counted = all.iter().filter(|one| one.state == State::Counted).count();
    let numbers: Vec<String> = ledger.receipts().unwrap().into_iter().map(|one| one.number).rev().collect();
    let expected: Vec<String> = (1..=counted).map(|number| format!("2026-{number:04}")).collect();
    assert_eq!(numbers, expected, "receipts are numbered without gaps");
    let filter =
        ledger::HistoryFilter { kinds: vec!["counted".to_owned()], ..ledger::HistoryFilter::default() };
    let page = ledger.history(&filter, None).unwrap();
    assert_eq!(page.total, counted as u64, "and each left its entry in history");
    for event in page.events {
        let number = event.params["receipt"].as_str().unwrap();
        assert_eq!(
            ledger.receipt(number).unwrap().unwrap().hand_over,
            event.subjects[0],
            "an entry names the receipt of its own hand-over"
        );
    }
    let raw = rusqlite::Connection::open(folder.join("ledger.sqlite3")).unwrap();
    let sound: String = raw.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok", "SQLite finds nothing wrong");
}

#[test]
fn nothing_that_was_acknowledged_is_lost_to_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    drop(ledger);
    let (mut kept, mut forgotten, mut sending, mut reading) = (0, 0, 0, 0);
    for round in 1..=ROUNDS {
        let promised = run_and_kill(folder.path(), round);
        kept += promised.kept.len();
        forgotten += promised.forgotten.len();
        let ledger = Ledger::open(folder.path()).unwrap();
        check(&ledger, &promised);
        check_whole(&ledger, folder.path());
        for hand_over in ledger.interrupted_hand_overs().unwrap() {
            assert!(hand_over.id.starts_with(&format!("{round}-")), "each is taken up on the next start");
            let asked = Change::new(at(9), "the next start");
            assert!(
                ledger.advance(&hand_over.id, &[State::HandingOver], State::Waiting, &asked).unwrap(),
                "by whoever opens the ledger"
            );
            sending += 1;
        }
        for mut file in ledger.interrupted_files().unwrap() {
            file.state = FileState::Cancelled;
            ledger.update_file(&file).unwrap();
            reading += 1;
        }
    }
    // Otherwise the moments were not spread over the work, and the test says less than its name.
    assert!(kept > 0 && forgotten > 0, "the victims did some work: {kept} kept, {forgotten} forgotten");
    assert!(sending + reading > 0, "some died in the middle: {sending} sending, {reading} reading");
}
