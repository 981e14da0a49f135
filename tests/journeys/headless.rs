//! A file's way without a window: added, sent, followed, written on a receipt.

use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::twin::{ENTERPRISE, Practice, Said, Twin};

#[tokio::test]
async fn a_sample_goes_from_the_shell_to_its_receipt_and_not_twice() {
    let practice = Practice::serve(Duration::from_millis(200));
    let twin = Twin::new();
    let sample = practice.sample("sample-sealed.json");
    let digest = hex_digest(&std::fs::read(&sample).unwrap());
    let before = practice.consumed().await;
    let uploads_before = practice.uploads().await.len();

    let added = twin.add(&practice);
    assert_eq!(added.code, Some(0), "the enterprise is added: {added:?}");
    let known = &added.document["enterprises"][0];
    assert_eq!(known["name"], ENTERPRISE, "it goes by its name");
    assert_eq!(known["practice"], true, "an address on loopback is practice");

    let sent = twin.send(&practice, &sample);
    assert_eq!(sent.code, Some(0), "the file leaves: {sent:?}");
    assert_eq!(sent.document["schema"], "seatbridge.handover/1", "one hand-over is one document");
    assert_eq!(sent.document["sha256"], *digest, "the hand-over is of these very bytes");
    assert_ne!(sent.document["state"], "counted", "a finished transfer proves nothing");

    let id = sent.document["id"].as_str().expect("an id").to_owned();
    let confirmed = twin.run_with_input(&["confirm", &id, "--wait", "20", "--token-stdin"], practice.token());
    assert_eq!(confirmed.code, Some(0), "it is followed to its end: {confirmed:?}");
    assert_eq!(confirmed.document["state"], "counted", "and counted");
    let after = practice.consumed().await;
    assert!(after > before, "the sample's people are new there: {before} before, {after} after");
    assert_eq!(confirmed.document["consumed"]["before"], before, "read before the hand-over");
    assert_eq!(confirmed.document["consumed"]["after"], after, "read after it");

    let receipts = twin.run(&["receipts"]);
    assert_eq!(receipts.code, Some(0), "the receipts are shown: {receipts:?}");
    let written = receipts.document["receipts"].as_array().expect("a list");
    assert_eq!(written.len(), 1, "one hand-over, one receipt");
    assert_eq!(written[0]["sha256"], *digest, "of these very bytes");

    let again = twin.send(&practice, &sample);
    assert_eq!(again.code, Some(0), "nothing needs doing: {again:?}");
    assert_eq!(again.document["id"], *id, "scripts get the hand-over that the bytes have");
    assert!(again.words.contains("was counted already"), "it is said: {}", again.words);
    assert_eq!(practice.uploads().await.len(), uploads_before + 1, "and nothing was sent");
    assert_eq!(
        twin.run(&["receipts"]).document["receipts"].as_array().map(Vec::len),
        Some(1),
        "no second receipt"
    );
}

#[tokio::test]
async fn counted_bytes_that_were_sent_again_on_purpose_waited_for_ever() {
    let practice = Practice::serve(Duration::from_secs(1));
    let twin = Twin::new();
    twin.add(&practice);
    let sample = practice.sample("sample-open.json");
    let counted = |said: &Said| said.document["state"].as_str() == Some("counted");
    twin.send(&practice, &sample);
    let first = twin.confirm(&practice, 30);
    assert!(counted(&first), "{first:?}");

    let file = sample.to_str().unwrap();
    let arguments = ["send", file, "--enterprise", ENTERPRISE, "--token-stdin", "--again"];
    let again = twin.run_with_input(&arguments, practice.token());
    assert_eq!(again.code, Some(0), "{again:?}");
    let second = twin.confirm(&practice, 30);
    assert!(counted(&second), "{second:?}");
    assert_eq!(practice.uploads().await.len(), 2, "it was asked for twice, and taken twice");
    let purged = twin.run(&["purge", "--yes"]);
    assert_eq!(purged.code, Some(0), "nothing is unfinished: {purged:?}");
}

#[tokio::test]
async fn nothing_leaves_offline() {
    let practice = Practice::serve(Duration::from_millis(200));
    let twin = Twin::new();
    let uploads_before = practice.uploads().await;
    assert_eq!(twin.add(&practice).code, Some(0), "adding asks nobody");
    let sample = practice.sample("sample-open.json");
    let file = sample.to_str().unwrap();
    let arguments = ["--offline", "send", file, "--enterprise", ENTERPRISE, "--token-stdin"];
    let refused = twin.run_with_input(&arguments, practice.token());
    assert_eq!(refused.code, Some(2), "offline and sending exclude each other: {refused:?}");
    assert_eq!(practice.uploads().await, uploads_before, "nothing arrived");
}

#[tokio::test]
async fn another_token_is_the_clouds_failure_and_sends_nothing() {
    let practice = Practice::serve(Duration::from_millis(200));
    let twin = Twin::new();
    let uploads_before = practice.uploads().await;
    assert_eq!(twin.add(&practice).code, Some(0), "adding asks nobody");
    let sample = practice.sample("sample-open.json");
    let arguments = ["send", sample.to_str().unwrap(), "--enterprise", ENTERPRISE, "--token-stdin"];
    let refused = twin.run_with_input(&arguments, "practice_of_another_enterprise");
    assert_eq!(refused.code, Some(4), "the enterprise said no: {refused:?}");
    assert_eq!(practice.uploads().await, uploads_before, "nothing arrived");
}

/// The SHA-256 of bytes, in hex.
pub(crate) fn hex_digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
