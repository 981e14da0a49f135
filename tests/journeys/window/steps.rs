//! What a person does again and again in the window.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::Locator;

use crate::browser::{PATIENCE, Window, literal};
use crate::rehearsal::Rehearsal;

/// How long it takes until it is looked at again.
const GLANCE: Duration = Duration::from_millis(100);

/// From the review of one export to the hand-over that is under way.
pub(super) async fn hand_over_what_is_reviewed(window: &Window) {
    window.click("Hand over 1 export…").await;
    window.click("Hand over now").await;
}

/// Chooses another enterprise in the menu at the foot of the navigation.
pub(super) async fn switch_to(window: &Window, enterprise: &str) {
    window.press("//header//button[contains(normalize-space(.), 'Enterprise:')]").await;
    window.choose(enterprise).await;
    let chosen = literal(enterprise);
    window.wait_for(&format!("//header//button[contains(normalize-space(.), {chosen})]")).await;
}

/// Gives the enterprise its token in Settings; the keychain keeps it.
pub(super) async fn give_token(window: &Window, enterprise: &str) {
    window.go_to("Settings").await;
    window.click("Add token…").await;
    window.reads(&format!("Token for {enterprise}")).await;
    window.fill("Personal access token", Rehearsal::TOKEN).await;
    window.click("Add").await;
    window.reads("Token works").await;
}

/// Asks the enterprise by the button until the one export of the hand-over is in that state.
pub(super) async fn check_until(window: &Window, state: &str) {
    let began = Instant::now();
    let reached = format!("//main//section[*//h2]/*[1]//span[not(*) and text()={}]", literal(state));
    while window.page.find(Locator::XPath(&reached)).await.is_err() {
        assert!(began.elapsed() < PATIENCE, "{state} does not come:\n{}", window.text().await);
        if let Ok(button) = window.page.find(Locator::XPath("//button[normalize-space(.)='Check now']")).await
        {
            // It goes away when there is nothing to ask any more.
            let _ = button.click().await;
        }
        tokio::time::sleep(GLANCE).await;
    }
}

/// What a program that stands in for another was called with, once it was called that often.
pub(super) async fn called(by: &Path, times: usize) -> Vec<String> {
    let began = Instant::now();
    loop {
        let calls: Vec<_> = std::fs::read_to_string(by).unwrap().lines().map(str::to_owned).collect();
        if calls.len() >= times {
            return calls;
        }
        assert!(began.elapsed() < PATIENCE, "called {} times of {times}: {calls:?}", calls.len());
        tokio::time::sleep(GLANCE).await;
    }
}
