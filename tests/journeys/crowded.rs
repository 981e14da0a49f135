//! A server of which the enterprise takes many more files before anybody looks for ours.

use std::time::Duration;

use crate::twin::{Practice, Twin};

/// More than GraphQL gives on one page.
const LATER: usize = 105;

#[tokio::test]
async fn an_upload_that_many_later_ones_push_back_is_found_and_counted() {
    let practice = Practice::serve(Duration::ZERO);
    let twin = Twin::new();
    twin.add(&practice);
    let sample = practice.sample("sample-open.json");
    let sent = twin.send(&practice, &sample);
    assert_eq!(sent.code, Some(0), "ours leaves: {sent:?}");

    let mut content = std::fs::read(&sample).unwrap();
    for number in 0..LATER {
        content.push(b'\n');
        practice.take(&format!("other-{number}.json"), &content).await;
    }

    let confirmed = twin.confirm(&practice, 20);
    assert_eq!(confirmed.document["state"], "counted", "it is found behind them all: {confirmed:?}");
    let receipts = twin.run(&["receipts"]).document;
    let evidence = receipts["receipts"][0]["evidence"].as_array().expect("a list").clone();
    let received = evidence.iter().find(|line| line["subject"] == "received").expect("its upload");
    let answer = received["answer"].as_str().expect("as it came");
    let hash = sent.document["sha256"].as_str().expect("a digest");
    assert!(answer.contains(&hash[..8]), "the evidence is of our own upload: {answer}");
}
