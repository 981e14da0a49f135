//! Files are forgotten at a person's word: nothing of them stays on the disk but what proves that they were counted.

use std::sync::Arc;
use std::time::Duration;

use practice::{Affects, Scenario};

use super::sample_bytes;
use super::steps::hand_over_what_is_reviewed;
use crate::browser::Window;
use crate::headless::hex_digest;
use crate::house::House;
use crate::mouse::drop_on_the_window;
use crate::rehearsal::Rehearsal;

#[tokio::test]
async fn forgotten_files_leave_nothing_of_their_bytes_or_names_and_their_receipts_stay() {
    // Elsewhere: what an enterprise took is not this computer's to forget.
    let enterprise = Rehearsal::serve(Scenario::Normal, Affects::Everything, Duration::from_millis(100));
    let house = Arc::new(House::new());
    house.add_practice("forgetting", &enterprise);
    let bytes = sample_bytes("sample-open.json");
    let outside = tempfile::tempdir().unwrap();
    let (name, file) = ("社外秘の一覧.json", outside.path().join("社外秘の一覧.json"));
    std::fs::write(&file, &bytes).unwrap();
    let email = an_email_in(&bytes);

    let window = Window::open_in(&house).await;
    window.wait_for("//button[normalize-space(.)='Review the sample export']").await;
    drop_on_the_window(&window, &[&file]).await;
    hand_over_what_is_reviewed(&window).await;
    window.wait_for("//button[normalize-space(.)='Open receipt']").await;
    for trace in [&email, name.as_bytes()] {
        assert!(!house.files_with(trace).is_empty(), "it is kept until it is forgotten");
    }

    window.go_to("Settings").await;
    window.click("Forget files…").await;
    // The export, whom the enterprise counted before and after, and who stands behind the receipt's counts.
    window.reads("4 originals").await;
    window.click("Forget for good").await;
    window.reads("No originals are kept.").await;
    window.go_to("History").await;
    window.press("//main//button[starts-with(normalize-space(.), 'Receipt ')]").await;
    window.wait_for("//h1[starts-with(normalize-space(.), 'Receipt ')]").await;
    let receipt: String = window.text().await.split_whitespace().collect();
    assert!(receipt.contains(&hex_digest(&bytes)), "the receipt still says which bytes were counted");
    window.close().await;
    for trace in [&email, name.as_bytes()] {
        let left = house.files_with(trace);
        assert!(left.is_empty(), "{} is left in {left:?}", String::from_utf8_lossy(trace));
    }
}

/// An address that stands in an export.
fn an_email_in(bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let address = text.split('"').find(|text| text.contains('@')).expect("an open list has addresses");
    address.as_bytes().to_owned()
}
