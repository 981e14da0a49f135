//! An enterprise and its token, from the dialog to the keychain of the system and out of it again.

use std::sync::Arc;
use std::time::Duration;

use practice::{Affects, Scenario};

use crate::browser::Window;
use crate::house::House;
use crate::rehearsal::Rehearsal;

/// What the journeys call it; the account in the keychain.
const NAME: &str = "Rehearsal in Settings";

#[tokio::test]
async fn an_enterprise_is_added_checked_line_by_line_given_another_token_and_removed() {
    let mut enterprise = Rehearsal::serve(Scenario::Normal, Affects::Everything, Duration::ZERO);
    let house = Arc::new(House::new());
    let window = Window::open_in(&house).await;
    window.go_to("Settings").await;
    window.click("Add enterprise…").await;
    window.fill("Name", NAME).await;
    window.fill("Enterprise slug", practice::ENTERPRISE).await;
    window.fill("Host", &enterprise.base_url()).await;
    window.fill("Personal access token", "practice_of_somebody_else").await;
    window.click("Add").await;
    window.reads("Token is refused").await;
    window.reads("Token in the keychain").await;
    assert_eq!(in_the_keychain().as_deref(), Some("practice_of_somebody_else"), "it is kept there");

    window.click("Replace token…").await;
    window.fill("Personal access token", Rehearsal::TOKEN).await;
    window.click("Replace").await;
    for line in ["Host answers", "Connection never leaves this computer", "Token works", "You are an owner"] {
        window.reads(line).await;
    }
    assert_eq!(in_the_keychain().as_deref(), Some(Rehearsal::TOKEN), "in place of the one before");

    enterprise.change(Scenario::MissingScope, Affects::Everything, Duration::ZERO);
    window.click("Check again").await;
    window.reads("Scope read:enterprise is missing").await;
    window.reads("uploads, accounts and counts stay unknown").await;

    let page = window.page.source().await.unwrap();
    assert!(!page.contains(Rehearsal::TOKEN), "a token is never shown");
    window.click_icon(&format!("More for {NAME}")).await;
    window.choose("Remove…").await;
    window.click("Remove").await;
    window.wait_until_gone(&format!("//section[@aria-label='{NAME}']")).await;
    window.close().await;
    assert_eq!(in_the_keychain(), None, "its token went with it");
    let left = house.files_with(Rehearsal::TOKEN.as_bytes());
    assert!(left.is_empty(), "a token is in no file: {left:?}");
}

/// The token that the system's keychain holds for it.
fn in_the_keychain() -> Option<String> {
    match keyring::Entry::new("dev.seatbridge", NAME).and_then(|entry| entry.get_password()) {
        Ok(token) => Some(token),
        Err(keyring::Error::NoEntry) => None,
        Err(error) => panic!("the keychain answers: {error}"),
    }
}
