//! Everybody who consumes a license, over all pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cloud::{ConsumedLicenses, LicensePages, Reason};

use crate::bench::{client, client_once, slug};
use crate::fault_server::{FaultServer, answer, json};
use crate::page_server::{PageServer, document, links, login, page};

fn logins(answer: &ConsumedLicenses) -> Vec<String> {
    answer.report.roster.users().map(|user| user.login.unwrap().to_owned()).collect()
}

fn everybody(people: usize) -> Vec<String> {
    (1..=people).map(login).collect()
}

/// Counts up at each call, and says how often it was called before.
fn counter() -> impl Fn() -> usize + Send + Sync {
    let calls = AtomicUsize::new(0);
    move || calls.fetch_add(1, Ordering::SeqCst)
}

#[tokio::test]
async fn all_pages_are_read_in_order_and_two_at_a_time() {
    let server = PageServer::start(|asked, url| page(asked, url, 21)).await;
    let mut pages = LicensePages::new();
    let answer = client_once(&server.url()).consumed_licenses(&slug(), &mut pages).await.unwrap();

    assert_eq!(logins(&answer), everybody(21), "everybody, in the cloud's order");
    let counts = &answer.report.counts;
    assert_eq!((counts.consumed, counts.purchased, counts.rows), (Some(21), Some(26), 21), "with the totals");
    assert!(answer.report.findings.is_empty(), "nothing is missing: {:?}", answer.report.findings);
    assert_eq!((answer.pages, answer.sent), (11, 11), "each page");
    let mut asked = server.pages();
    asked.sort_unstable();
    assert_eq!(asked, (1..=11).collect::<Vec<_>>(), "each asked for once");
    assert_eq!(server.most_under_way(), 2, "never more than two at a time, and two where it can be");
    assert!(
        server.asked().iter().all(|asked| asked.path.contains("per_page=100&")),
        "as many rows as allowed"
    );
}

#[tokio::test]
async fn a_report_of_one_page_and_one_without_people() {
    for people in [0, 1, 2] {
        let server = PageServer::start(move |asked, url| page(asked, url, people)).await;
        let mut pages = LicensePages::new();
        let answer = client_once(&server.url()).consumed_licenses(&slug(), &mut pages).await.unwrap();
        assert_eq!(logins(&answer), everybody(people), "{people} people");
        assert_eq!(answer.report.counts.consumed, Some(people as u64), "as many as the cloud counts");
        assert_eq!(server.pages(), [1], "on one page");
    }
}

#[tokio::test]
async fn a_reading_that_broke_off_goes_on_with_the_page_that_it_lacks() {
    let broken = counter();
    let server = PageServer::start(move |asked, url| {
        if asked.page == 4 && broken() == 0 {
            return json("401 Unauthorized", &[], "{}");
        }
        page(asked, url, 12)
    })
    .await;
    let cloud = client_once(&server.url());
    let mut pages = LicensePages::new();
    let failure = cloud.consumed_licenses(&slug(), &mut pages).await.unwrap_err();
    assert_eq!(failure.reason, Reason::Unauthorized, "the token ran out on the way");
    let before = server.asked().len();
    assert!(pages.len() >= 2, "what came before is kept: {pages:?}");
    let kept = pages.len() as u64;

    let answer = cloud.consumed_licenses(&slug(), &mut pages).await.unwrap();
    assert_eq!(logins(&answer), everybody(12), "everybody, and nobody twice");
    assert_eq!(answer.sent, 6 - kept, "only what was lacking was sent");
    assert!(!server.pages()[before..].contains(&1), "the first page was not asked for again");
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let people = Arc::new(AtomicUsize::new(7));
    let now = Arc::clone(&people);
    let server = PageServer::start(move |asked, url| page(asked, url, now.load(Ordering::SeqCst))).await;
    let cloud = client_once(&server.url());
    let mut pages = LicensePages::new();
    cloud.consumed_licenses(&slug(), &mut pages).await.unwrap();

    let again = cloud.consumed_licenses(&slug(), &mut pages).await.unwrap();
    assert_eq!((again.pages, again.sent), (4, 0), "four pages were asked for, none was sent");
    assert_eq!(logins(&again), everybody(7), "and they are all there");
    assert!(server.asked()[4..].iter().all(|asked| asked.known.is_some()), "each by its tag");

    people.store(3, Ordering::SeqCst);
    let fewer = cloud.consumed_licenses(&slug(), &mut pages).await.unwrap();
    assert_eq!(logins(&fewer), everybody(3), "people who left are gone, with their pages");
}

#[tokio::test]
async fn an_answer_that_nothing_changed_is_no_answer_to_a_question_without_a_tag() {
    let server = FaultServer::saying(answer("304 Not Modified", &[], "")).await;
    let failure =
        client_once(&server.url()).consumed_licenses(&slug(), &mut LicensePages::new()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::UnexpectedStatus, "there was nothing to stay unchanged");
}

#[tokio::test]
async fn a_next_page_on_another_origin_is_never_asked_for() {
    let elsewhere = FaultServer::saying(json("200 OK", &[], &document(1, 1).to_string())).await;
    let to = elsewhere.url();
    let server = PageServer::start(move |asked, _| {
        let link = links(&to, asked.page, 6);
        json("200 OK", &[("Link", &link)], &document(asked.page, 6).to_string())
    })
    .await;
    let failure =
        client_once(&server.url()).consumed_licenses(&slug(), &mut LicensePages::new()).await.unwrap_err();
    let to = Some(format!("{}/enterprises/octo/consumed-licenses", elsewhere.url()));
    assert_eq!(failure.reason, Reason::LinkElsewhere { to }, "told, without its query");
    assert!(elsewhere.received().is_empty(), "the token went nowhere else");
}

#[tokio::test]
async fn pages_without_numbers_are_found_by_their_links() {
    let server = PageServer::start(|asked, _| {
        let number = asked.path.split("after=").nth(1).map_or(1, |after| after.parse().unwrap());
        let next = format!("</enterprises/octo/consumed-licenses?after={}>; rel=\"next\"", number + 1);
        let headers = [("Link", next.as_str())];
        json("200 OK", if number < 4 { &headers } else { &[] }, &document(number, 8).to_string())
    })
    .await;
    let mut pages = LicensePages::new();
    let answer = client_once(&server.url()).consumed_licenses(&slug(), &mut pages).await.unwrap();
    assert_eq!(logins(&answer), everybody(8), "one after the other");
    assert_eq!(answer.pages, 4, "up to the last one");
}

#[tokio::test]
async fn links_that_lead_back_come_to_an_end() {
    let server = PageServer::start(|_, _| {
        let next = "</enterprises/octo/consumed-licenses?after=x>; rel=\"next\"";
        json("200 OK", &[("Link", next)], &document(1, 8).to_string())
    })
    .await;
    let failure =
        client_once(&server.url()).consumed_licenses(&slug(), &mut LicensePages::new()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::PagingDidNotEnd { pages: 2 }, "x leads to x");
    let server = PageServer::start(|_, url| {
        let last = format!("<{url}/enterprises/octo/consumed-licenses?page=9000000000>; rel=\"last\"");
        json("200 OK", &[("Link", &last)], &document(1, 8).to_string())
    })
    .await;
    let failure =
        client_once(&server.url()).consumed_licenses(&slug(), &mut LicensePages::new()).await.unwrap_err();
    assert!(matches!(failure.reason, Reason::PagingDidNotEnd { .. }), "more pages than there can be");
    assert_eq!(server.asked().len(), 1, "none of which was asked for");
}

#[tokio::test]
async fn a_report_that_changes_while_it_is_read_is_gone_through_again() {
    let asked_before = counter();
    let server = PageServer::start(move |asked, url| {
        let people = if asked_before() < 2 { 6 } else { 8 };
        page(asked, url, people)
    })
    .await;
    let mut pages = LicensePages::new();
    let answer = client_once(&server.url()).consumed_licenses(&slug(), &mut pages).await.unwrap();
    assert_eq!(logins(&answer), everybody(8), "the report as it is now");
    assert!(answer.report.findings.is_empty(), "all of one piece: {:?}", answer.report.findings);
}

#[tokio::test]
async fn a_report_that_never_holds_still_is_given_with_what_was_noticed() {
    let asked_before = counter();
    let server = PageServer::start(move |asked, url| {
        let mut document = document(asked.page, 6);
        document["total_seats_consumed"] = (6 + asked_before()).into();
        json("200 OK", &[("Link", &links(url, asked.page, 6))], &document.to_string())
    })
    .await;
    let mut pages = LicensePages::new();
    let answer = client_once(&server.url()).consumed_licenses(&slug(), &mut pages).await.unwrap();
    let codes: Vec<_> = answer.report.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&usage::Code::TotalChanged), "it says so: {codes:?}");
    assert_eq!(server.asked().len(), 9, "after three times three pages");
}

const LIMITED: [(&str, &str); 2] = [("Retry-After", "37"), ("Date", "Mon, 02 Nov 2026 10:00:00 GMT")];

#[tokio::test]
async fn a_pause_that_two_questions_were_told_to_make_is_made_once() {
    let refused = counter();
    let server = PageServer::start(move |asked, url| {
        if asked.page > 1 && refused() < 2 {
            return json("429 Too Many Requests", &LIMITED, "{}");
        }
        page(asked, url, 6)
    })
    .await;
    let (cloud, pacing) = client(&server.url());
    let answer = cloud.consumed_licenses(&slug(), &mut LicensePages::new()).await;
    // Both waits are within the minute of the budget only because they are one.
    assert_eq!(answer.map(|answer| logins(&answer)), Ok(everybody(6)), "everybody");
    assert_eq!(pacing.waits(), [37.0], "one pause for both");
}

#[tokio::test]
async fn nothing_is_asked_where_nothing_remains() {
    for (reset, waits) in [("1793613642", Some(42.0)), ("1793614200", None)] {
        let server = PageServer::start(move |asked, url| {
            let remaining = if asked.page == 1 { "0" } else { "4999" };
            let headers = [
                ("Date", "Mon, 02 Nov 2026 10:00:00 GMT"),
                ("X-RateLimit-Limit", "5000"),
                ("X-RateLimit-Remaining", remaining),
                ("X-RateLimit-Reset", reset),
                ("Link", &links(url, asked.page, 4)),
            ];
            json("200 OK", &headers, &document(asked.page, 4).to_string())
        })
        .await;
        let (cloud, pacing) = client(&server.url());
        let mut pages = LicensePages::new();
        let answer = cloud.consumed_licenses(&slug(), &mut pages).await;
        if let Some(wait) = waits {
            assert_eq!(answer.map(|answer| logins(&answer)), Ok(everybody(4)), "after the reset");
            assert_eq!(pacing.waits(), [wait], "and not before");
        } else {
            let until = Some("2026-11-02T10:10:00Z".parse().unwrap());
            let reason = Reason::RateLimited { retry_after_seconds: 600, until };
            assert_eq!(answer.unwrap_err().reason, reason, "a wait beyond the budget is given back");
            assert_eq!(server.pages(), [1], "the refusal was not asked for");
            assert_eq!(pages.len(), 1, "and what was read is kept");
        }
    }
}

#[tokio::test]
async fn the_waits_of_all_pages_have_one_budget() {
    let refused = [2, 3].map(|page| (page, counter()));
    let server = PageServer::start(move |asked, url| {
        if refused.iter().any(|(page, refused)| *page == asked.page && refused() == 0) {
            return json("503 Service Unavailable", &[("Retry-After", "40")], "");
        }
        page(asked, url, 6)
    })
    .await;
    let (cloud, pacing) = client(&server.url());
    let failure = cloud.consumed_licenses(&slug(), &mut LicensePages::new()).await.unwrap_err();
    let reason = Reason::ServerError { retry_after_seconds: Some(40) };
    assert_eq!(failure.reason, reason, "the second wait is given back");
    assert_eq!(pacing.waits(), [40.0], "twice forty seconds are more than the minute there is");
}

#[tokio::test]
async fn a_page_that_was_cut_off_is_asked_for_again() {
    let cut = counter();
    let server = PageServer::start(move |asked, url| {
        let mut bytes = page(asked, url, 6);
        if asked.page == 2 && cut() == 0 {
            bytes.truncate(bytes.len() - 20);
        }
        bytes
    })
    .await;
    let (cloud, pacing) = client(&server.url());
    let answer = cloud.consumed_licenses(&slug(), &mut LicensePages::new()).await.unwrap();
    assert_eq!(logins(&answer), everybody(6), "whole pages only");
    assert_eq!(pacing.waits().len(), 1, "after one wait");
}

#[tokio::test]
async fn what_is_no_page_says_why() {
    let shape = |path: &str| Reason::UnexpectedShape { path: path.to_owned() };
    for (body, reason) in [
        ("{\"total_seats_consumed\":1,\"users\":[{", Reason::AnswerCutOff),
        ("{}", shape("total_seats_consumed")),
        ("[1,2]", shape("total_seats_consumed")),
        ("nonsense", Reason::NotJson { content_type: Some("application/json; charset=utf-8".to_owned()) }),
    ] {
        let server = FaultServer::saying(json("200 OK", &[], body)).await;
        let failure = client_once(&server.url())
            .consumed_licenses(&slug(), &mut LicensePages::new())
            .await
            .unwrap_err();
        assert_eq!(failure.reason, reason, "{body}");
    }
}
