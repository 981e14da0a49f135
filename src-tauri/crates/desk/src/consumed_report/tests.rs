use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ledger::{Enterprise, HandOverState};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;
use crate::answers::ReportOrigin;
use crate::test_desk::{ENTERPRISE, TestDesk, export};

/// An enterprise whose report is served page by page, two people each; its tags tell what stands in a page.
struct Pages {
    /// The logins, in order.
    people: Mutex<Vec<String>>,
    /// How many pages were asked for, and how many were sent.
    asked: AtomicUsize,
    sent: AtomicUsize,
    /// From this page on nobody answers.
    silent_from: AtomicU64,
    /// From this page on the answer is that one asked too often.
    limited: AtomicBool,
}

impl Pages {
    async fn serve(people: &[&str]) -> (Arc<Self>, String) {
        let pages = Arc::new(Self {
            people: Mutex::new(people.iter().map(|login| (*login).to_owned()).collect()),
            asked: AtomicUsize::new(0),
            sent: AtomicUsize::new(0),
            silent_from: AtomicU64::new(u64::MAX),
            limited: AtomicBool::new(false),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (served, base) = (Arc::clone(&pages), origin.clone());
        tokio::spawn(async move {
            loop {
                let (mut line, _) = listener.accept().await.unwrap();
                let (served, base) = (Arc::clone(&served), base.clone());
                tokio::spawn(async move {
                    let mut head = Vec::new();
                    while !head.ends_with(b"\r\n\r\n") {
                        match line.read_u8().await {
                            Ok(byte) => head.push(byte),
                            Err(_) => return,
                        }
                    }
                    let answer = served.answer(&String::from_utf8_lossy(&head), &base).await;
                    let _ = line.write_all(answer.as_bytes()).await;
                });
            }
        });
        (pages, origin)
    }

    fn now(&self, people: &[&str]) {
        *self.people.lock().unwrap() = people.iter().map(|login| (*login).to_owned()).collect();
    }

    async fn answer(&self, head: &str, base: &str) -> String {
        let number: u64 = head.split("&page=").nth(1).map_or(1, |rest| {
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
        });
        self.asked.fetch_add(1, Ordering::SeqCst);
        if number >= self.silent_from.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        if self.limited.load(Ordering::SeqCst) {
            return "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 900\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                .to_owned();
        }
        let people = self.people.lock().unwrap().clone();
        let last = people.len().div_ceil(2).max(1) as u64;
        let rows: Vec<_> = people
            .iter()
            .skip(usize::try_from(number - 1).unwrap() * 2)
            .take(2)
            .map(|login| json!({ "github_com_login": login, "github_com_user": true }))
            .collect();
        let tag = format!(
            "\"{}-{}\"",
            people.len(),
            rows.iter().map(|row| row["github_com_login"].to_string()).collect::<String>().replace('"', "")
        );
        if head.to_lowercase().contains(&format!("if-none-match: {}", tag.to_lowercase())) {
            return format!("HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nConnection: close\r\n\r\n");
        }
        self.sent.fetch_add(1, Ordering::SeqCst);
        let body = json!({ "total_seats_consumed": people.len(), "total_seats_purchased": 9, "users": rows })
            .to_string();
        let to = |page: u64, name: &str| {
            format!("<{base}/enterprises/hoshino/consumed-licenses?per_page=100&page={page}>; rel=\"{name}\"")
        };
        let link = if number < last {
            format!("Link: {}, {}\r\n", to(number + 1, "next"), to(last, "last"))
        } else {
            String::new()
        };
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: {tag}\r\n{link}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}

/// A desk whose enterprise is served from an address.
fn desk_at(origin: &str) -> (TestDesk, Enterprise) {
    let at = TestDesk::connected();
    let enterprise =
        Enterprise { api_origin: origin.to_owned(), web_origin: origin.to_owned(), ..at.choose_enterprise() };
    at.ledger().update_enterprise(&enterprise).unwrap();
    crate::enterprise::use_token(&at.desk, ENTERPRISE, crate::Secret::new("a-token-for-tests".to_owned()));
    (at, enterprise)
}

const FIVE: [&str; 5] = ["ada", "ben", "kai", "mona", "zoe"];

#[tokio::test]
async fn everybody_whom_the_cloud_counts_is_counted_without_a_dropped_file() {
    let (_pages, origin) = Pages::serve(&FIVE).await;
    let (at, enterprise) = desk_at(&origin);
    let read = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    assert_eq!(consumed(&read).unwrap().consumed, 5, "the total");
    assert_eq!(read.reading.cloud.as_ref().unwrap().rows, 5, "and everybody");
    assert!(at.ledger().original(&read.sha256).unwrap().is_some(), "kept as an original");
    let number = crate::people_place::number::number(&at.desk).unwrap().unwrap();
    assert_eq!(number.licenses.documented, 5, "they are counted");
    let cloud = number.cloud.unwrap();
    assert_eq!(
        (cloud.consumed, cloud.origin),
        (Some(5), ReportOrigin::Api),
        "and it is said where they come from"
    );
    let history = crate::history::page(&at.desk, &crate::answers::HistoryFilter::default()).unwrap();
    assert_eq!(history.entries[0].what, "consumed_read", "that people were read stands in history");
}

#[tokio::test]
async fn a_report_that_did_not_change_is_not_sent_again_by_another_process() {
    let (pages, origin) = Pages::serve(&FIVE).await;
    let (at, enterprise) = desk_at(&origin);
    let first = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    assert_eq!(pages.sent.load(Ordering::SeqCst), 3, "three pages");
    // What another process would find: nothing in memory, the ledger as it is.
    locked(&at.desk.cloud_readings).clear();
    let again = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    assert_eq!(pages.sent.load(Ordering::SeqCst), 3, "each page was still right");
    assert_eq!(pages.asked.load(Ordering::SeqCst), 6, "and each was asked about");
    assert_eq!(again.sha256, first.sha256, "the same bytes");
    pages.now(&["ada", "ben", "kai", "mona", "yui"]);
    locked(&at.desk.cloud_readings).clear();
    let changed = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    assert_eq!(pages.sent.load(Ordering::SeqCst), 4, "only the page of who changed");
    let text = std::fs::read_to_string(at.ledger().original_path(&changed.sha256)).unwrap();
    assert!(
        text.contains("yui") && text.contains("ada") && !text.contains("zoe"),
        "one page new, two as before"
    );
}

#[tokio::test]
async fn a_reading_that_was_stopped_goes_on_where_it_stopped() {
    let (pages, origin) = Pages::serve(&FIVE).await;
    let (at, enterprise) = desk_at(&origin);
    pages.silent_from.store(3, Ordering::SeqCst);
    let (desk, ledger) = (Arc::clone(&at.desk), at.ledger().clone());
    let going = tokio::spawn(async move { read(&desk, &ledger, &enterprise, None).await });
    while report(&at.desk).unwrap().reading.is_none_or(|reading| reading.pages < 2) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop(&at.desk).unwrap();
    let failure = going.await.unwrap().err().unwrap();
    assert_eq!(failure.code, FailureCode::Cancelled, "a person stopped it");
    let stand = report(&at.desk).unwrap();
    let broken_off = stand.broken_off.unwrap();
    assert_eq!((broken_off.pages.pages, broken_off.pages.of), (2, Some(3)), "it is said how far it was");
    assert!(stand.kept.is_none() && stand.reading.is_none(), "nothing half is kept");
    assert_eq!(stop(&at.desk).unwrap_err().code, FailureCode::AlreadyDone, "there is nothing more to stop");

    pages.silent_from.store(u64::MAX, Ordering::SeqCst);
    let enterprise = at.ledger().enterprise(ENTERPRISE).unwrap().unwrap();
    let whole = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    assert_eq!(whole.reading.cloud.unwrap().rows, 5, "everybody");
    assert_eq!(pages.sent.load(Ordering::SeqCst), 3, "no page was sent twice");
}

#[tokio::test]
async fn two_reports_stay_and_the_one_that_a_hand_over_began_with_is_among_them() {
    let (pages, origin) = Pages::serve(&["ada"]).await;
    let (at, enterprise) = desk_at(&origin);
    let mut digests = Vec::new();
    let mut next = async |people: &[&str]| {
        pages.now(people);
        let read = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
        digests.push(read.sha256);
        read.sha256
    };
    let first = next(&["ada"]).await;
    next(&["ada", "ben"]).await;
    let third = next(&["ada", "ben", "kai"]).await;
    let kept = |at: &TestDesk| {
        at.ledger()
            .cloud_reports(ENTERPRISE)
            .unwrap()
            .into_iter()
            .map(|report| report.sha256)
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&at).len(), 2, "never more than two");
    assert!(at.ledger().original(&first).unwrap().is_none(), "the oldest is gone with its bytes");

    let review = at.begin_review();
    let file = at.add(&review, "export.json", &export("ghe.example", &json!([])));
    let before = Before { report: Some(third.hex()), ..Before::default() };
    let hand_over = at.hand_over(&file, HandOverState::Waiting);
    let figures =
        ledger::Figures { consumed_before: serde_json::to_value(&before).ok(), ..ledger::Figures::default() };
    at.ledger().note_figures(&hand_over.id, &figures).unwrap();
    next(&["ada", "ben", "kai", "mona"]).await;
    let fifth = next(&["ada", "zoe"]).await;
    assert_eq!(kept(&at), [fifth, third], "the newest, and what the hand-over began with");
    let originals = at.ledger().kept_digests().unwrap();
    assert_eq!(originals.len(), 3, "no other bytes of people are left: {originals:?}");
}

#[tokio::test]
async fn forgetting_files_forgets_the_people_of_the_cloud() {
    let (pages, origin) = Pages::serve(&FIVE).await;
    let (at, enterprise) = desk_at(&origin);
    let whole = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    pages.now(&["ada", "yui"]);
    pages.limited.store(true, Ordering::SeqCst);
    let failure = read(&at.desk, at.ledger(), &enterprise, None).await.err().unwrap();
    assert_eq!(failure.params["failure"], "rate_limited".into(), "a wait beyond patience is told");
    crate::forget::forget(&at.desk).unwrap();
    assert!(at.ledger().original(&whole.sha256).unwrap().is_none(), "the bytes are gone");
    assert!(newest(at.ledger(), ENTERPRISE).unwrap().is_none(), "and what was read in them");
    assert!(crate::people_place::number::number(&at.desk).unwrap().is_none(), "nobody is known any more");
    assert!(locked(&at.desk.cloud_readings).is_empty(), "no page stays in memory");
}

#[tokio::test]
async fn removing_an_enterprise_takes_its_people_along() {
    let (_pages, origin) = Pages::serve(&FIVE).await;
    let (at, enterprise) = desk_at(&origin);
    let whole = read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    at.ledger().remove_enterprise(ENTERPRISE).unwrap();
    assert!(at.ledger().original(&whole.sha256).unwrap().is_none(), "their bytes are gone");
}

#[tokio::test]
async fn a_file_that_was_dropped_later_takes_the_place_of_what_was_read() {
    let (_pages, origin) = Pages::serve(&FIVE).await;
    let (at, enterprise) = desk_at(&origin);
    read(&at.desk, at.ledger(), &enterprise, None).await.unwrap();
    at.wait(Duration::from_secs(60));
    let review = at.begin_review();
    let rows = json!({ "total_seats_consumed": 1, "total_seats_purchased": 9, "users": [{ "github_com_login": "mona" }] });
    at.add(&review, "consumed.json", &rows);
    let number = crate::people_place::number::number(&at.desk).unwrap().unwrap();
    assert_eq!(number.licenses.documented, 1, "the newer of the two");
    assert_eq!(number.cloud.unwrap().origin, ReportOrigin::File);
}
