//! The window's process is killed; the next one goes on over the same ledger.

use std::sync::Arc;
use std::time::Duration;

use ledger::HandOverState as State;
use practice::{Affects, Scenario};

use super::sample_bytes;
use super::steps::hand_over_what_is_reviewed;
use crate::browser::Window;
use crate::headless::hex_digest;
use crate::house::House;
use crate::mouse::drop_on_the_window;
use crate::rehearsal::Rehearsal;

#[tokio::test]
async fn killed_while_reading_it_has_what_was_read_before_and_says_what_was_interrupted() {
    let house = Arc::new(House::new());
    let sample = sample_bytes("sample-open.json");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.json"), &sample).unwrap();
    let long = folder.path().join("b-0.json");
    std::fs::write(&long, long_export()).unwrap();
    // One file under many names takes as long to read as many, and no more room.
    for number in 1..40 {
        std::fs::hard_link(&long, folder.path().join(format!("b-{number}.json"))).unwrap();
    }

    let window = Window::open_in(&house).await;
    window.wait_for("//button[normalize-space(.)='Review the sample export']").await;
    drop_on_the_window(&window, &[folder.path()]).await;
    window.wait_for("//*[@role='progressbar' and starts-with(@aria-label, 'Reading b-')]").await;
    window.reads("Hand over 1 export…").await;
    window.kill();

    let window = Window::open_in(&house).await;
    window.click("Continue").await;
    window.reads("Reading stopped.").await;
    let original = house.data().join("practice").join("originals").join(stored_as(&sample));
    assert_eq!(std::fs::read(original).unwrap(), sample, "what was read before is kept, byte for byte");
    let incoming = house.data().join("practice").join("originals").join("incoming");
    assert_eq!(std::fs::read_dir(incoming).unwrap().count(), 0, "no half of a file is left");
    hand_over_what_is_reviewed(&window).await;
    window.click("Open receipt").await;
    window.close().await;
}

#[tokio::test]
async fn killed_while_handing_over_it_asks_first_and_it_is_counted_once() {
    let mut enterprise = Rehearsal::serve(Scenario::Slow, Affects::Uploads, Duration::from_millis(100));
    let house = Arc::new(House::new());
    house.add_practice("killed while handing over", &enterprise);
    let window = Window::open_in(&house).await;
    window.click("Review the sample export").await;
    hand_over_what_is_reviewed(&window).await;
    window.wait_for("//*[@role='progressbar' and starts-with(@aria-label, 'Sending ')]").await;
    window.kill();
    assert_eq!(states(&house), [State::HandingOver], "it was on its way when the power went");

    enterprise.change(Scenario::Normal, Affects::Everything, Duration::from_millis(100));
    comes_to_one_receipt(&house, &enterprise).await;
}

#[tokio::test]
async fn killed_while_waiting_it_goes_on_watching_and_it_is_counted_once() {
    let enterprise = Rehearsal::serve(Scenario::Normal, Affects::Everything, Rehearsal::LONG);
    let house = Arc::new(House::new());
    house.add_practice("killed while waiting", &enterprise);
    let window = Window::open_in(&house).await;
    window.click("Review the sample export").await;
    hand_over_what_is_reviewed(&window).await;
    window.wait_for("//li[@aria-current='step' and contains(., 'Received')]").await;
    window.kill();
    assert_eq!(states(&house), [State::Received], "it had arrived when the power went");

    enterprise.settle();
    comes_to_one_receipt(&house, &enterprise).await;
}

/// Opens the window anew: the sample's hand-over ends in one receipt, and the enterprise took it once.
async fn comes_to_one_receipt(house: &Arc<House>, enterprise: &Rehearsal) {
    let sample = sample_bytes("sample-sealed.json");
    let window = Window::open_in(house).await;
    window.go_to("History").await;
    window.reads("was counted, consumed").await;
    window.close().await;

    assert_eq!(states(house), [State::Counted], "one hand-over, counted");
    assert_eq!(house.practice_ledger().receipts().unwrap().len(), 1, "one receipt");
    assert_eq!(enterprise.uploads_of(&sample).len(), 1, "taken once: {:?}", enterprise.uploads());
    let original = house.data().join("practice").join("originals").join(stored_as(&sample));
    assert_eq!(std::fs::read(original).unwrap(), sample, "the original is kept, byte for byte");
}

/// The states of all hand-overs of practice.
fn states(house: &House) -> Vec<State> {
    house.practice_hand_overs().iter().map(|hand_over| hand_over.state).collect()
}

/// Where an original stands among the others.
fn stored_as(bytes: &[u8]) -> std::path::PathBuf {
    let digest = hex_digest(bytes);
    std::path::Path::new(&digest[..2]).join(&digest)
}

/// An export that is long enough to be seen while it is read.
fn long_export() -> Vec<u8> {
    let mut bytes = br#"{"instance":{"host_name":"ghe-long.example"},"users":""#.to_vec();
    bytes.resize(40 * 1024 * 1024, b'A');
    bytes.extend_from_slice(br#""}"#);
    bytes
}
