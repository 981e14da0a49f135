//! An enterprise that does not take a file as it should: it is said, nothing is lost, and another try is counted once.

use std::sync::Arc;
use std::time::Duration;

use ledger::HandOverState as State;
use practice::{Affects, Scenario};

use super::sample_bytes;
use super::steps::hand_over_what_is_reviewed;
use crate::browser::Window;
use crate::house::House;
use crate::rehearsal::Rehearsal;

#[tokio::test]
async fn a_refused_token_is_said_and_the_next_try_is_counted() {
    is_said_and_then_counted("refused token", Scenario::Unauthorized, "The token was not accepted.").await;
}

#[tokio::test]
async fn a_sign_in_page_in_between_is_said_and_the_next_try_is_counted() {
    is_said_and_then_counted("sign-in page", Scenario::Redirect, "The answer points to another address.")
        .await;
}

#[tokio::test]
async fn a_line_that_closes_midway_is_said_and_the_next_try_is_counted() {
    is_said_and_then_counted(
        "closed line",
        Scenario::CloseMidUpload,
        "The connection was closed in the middle.",
    )
    .await;
}

async fn is_said_and_then_counted(name: &str, scenario: Scenario, says: &str) {
    let mut enterprise = Rehearsal::serve(scenario, Affects::Uploads, Duration::from_millis(100));
    let house = Arc::new(House::new());
    house.add_practice(name, &enterprise);
    let window = Window::open_in(&house).await;
    window.click("Review the sample export").await;
    hand_over_what_is_reviewed(&window).await;
    window.reads(says).await;
    if house.practice_hand_overs()[0].state == State::Waiting {
        // It may have arrived, so it is asked about until the person gives it up.
        window.reads("it is not known whether the file arrived").await;
        window.click("Stop watching…").await;
        window.click("Stop watching").await;
    }

    enterprise.change(Scenario::Normal, Affects::Everything, Duration::from_millis(100));
    window.click("Hand over again…").await;
    window.click("Hand over now").await;
    window.click("Open receipt").await;
    window.wait_for("//h1[starts-with(normalize-space(.), 'Receipt ')]").await;
    window.close().await;
    let sample = sample_bytes("sample-sealed.json");
    assert_eq!(enterprise.uploads_of(&sample).len(), 1, "taken once: {:?}", enterprise.uploads());
    assert_eq!(house.practice_ledger().receipts().unwrap().len(), 1, "one receipt");
}
