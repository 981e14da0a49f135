//! The hand-off window: GitHub's page in a window of the program's own.

use std::sync::Arc;
use std::time::Duration;

use practice::{Affects, Scenario};

use super::steps::{check_until, give_token, switch_to};
use crate::browser::Window;
use crate::exports::open_export;
use crate::hostile::Hostile;
use crate::house::House;
use crate::mouse::{another_page, click_on, drop_on_the_window, type_into};
use crate::rehearsal::Rehearsal;

const HAND_OFF: &str = "^Hand-off: Sakurai Works$";

#[tokio::test]
async fn the_reviewed_file_goes_by_the_enterprises_page_in_a_window_of_the_programs_own() {
    let enterprise = Rehearsal::serve(Scenario::Normal, Affects::Everything, Rehearsal::LONG);
    let house = Arc::new(House::new());
    house.add_real("Sakurai Works", &enterprise.base_url());
    let window = Window::open_in(&house).await;
    switch_to(&window, "Sakurai Works").await;
    give_token(&window, "Sakurai Works").await;
    let bytes = open_hand_off(&window, &house).await;

    // The page asks for the token, then for a file; what it asks for has the focus.
    let sign_in = another_page(HAND_OFF, None).await;
    type_into(HAND_OFF, &[Rehearsal::TOKEN], "Return");
    let licensing = another_page(HAND_OFF, Some(&sign_in)).await;
    type_into(HAND_OFF, &[], "space");
    let chosen = another_page(HAND_OFF, Some(&licensing)).await;
    type_into(HAND_OFF, &[], "Tab");
    type_into(HAND_OFF, &[], "Return");
    another_page(HAND_OFF, Some(&chosen)).await;
    let [name] = &enterprise.uploads_of(&bytes)[..] else { panic!("one upload") };
    assert!(
        name.starts_with("ghe.sakurai.example-"),
        "under the name that bears host, day and digest: {name}"
    );

    window.click("I have added it").await;
    check_until(&window, "Received").await;
    enterprise.settle();
    check_until(&window, "Counted").await;
    window.click("Open receipt").await;
    window.reads("in a window of Seatbridge's own").await;
    window.close().await;
}

#[tokio::test]
async fn a_hostile_page_in_the_hand_off_window_gets_the_file_once_and_nothing_else() {
    let hostile = Hostile::serve();
    let house = Arc::new(House::new());
    house.add_real("Sakurai Works", &hostile.base_url());
    let window = Window::open_in(&house).await;
    switch_to(&window, "Sakurai Works").await;
    let bytes = open_hand_off(&window, &house).await;

    let told = hostile.tells_until("asked");
    assert!(told.len() > 10, "it tried all that it knows: {told:?}");
    for (what, came) in &told {
        match &**what {
            "asked" => assert!(came.ends_with("/enterprises/practice"), "it stayed where it was: {came}"),
            _ => assert!(came.starts_with("refused: "), "{what}: {came}"),
        }
    }
    assert_eq!(hostile.tells().0, "elsewhere", "it goes on to another page of the same host");
    click_on(HAND_OFF);
    assert_eq!(hostile.tells(), ("click".to_owned(), "/elsewhere".to_owned()), "which asks for a file");
    assert_eq!(hostile.tells().0, "back", "and gets none before it is back at the enterprise's page");
    click_on(HAND_OFF);
    let told = [hostile.tells(), hostile.tells()];
    let given = told.iter().find(|(what, _)| what == "file").expect("the enterprise's page gets one");
    let files: Vec<(String, String)> = serde_json::from_str(&given.1).unwrap();
    assert_eq!(files.len(), 1, "one, though it asks for several");
    assert!(files[0].0.starts_with("ghe.sakurai.example-"), "{}", files[0].0);
    assert_eq!(files[0].1.as_bytes(), bytes, "byte for byte");
    click_on(HAND_OFF);
    assert_eq!(hostile.tells().0, "click", "it asks again");
    assert_eq!(hostile.tells_within(Duration::from_secs(3)), None, "and gets nothing twice");

    assert!(!holds(house.folder(), "loot.bin"), "nothing was loaded down");
    window.close().await;
}

/// From a real export to the hand-off window; the export's bytes.
async fn open_hand_off(window: &Window, house: &House) -> Vec<u8> {
    let bytes = open_export("ghe.sakurai.example", "7d4cb6f1-58a5-4d36-9a53-0c2b6d1f5e90");
    let export = house.folder().join("export.json");
    std::fs::write(&export, &bytes).unwrap();
    window.go_to("Overview").await;
    drop_on_the_window(window, &[&export]).await;
    window.click("Hand over 1 export…").await;
    window.press("//label[contains(., \"A window of Seatbridge's own\")]").await;
    window.click("Open hand-off window…").await;
    window.click("Open window").await;
    window.reads("I have added it").await;
    bytes
}

/// Whether a file of that name stands anywhere below a folder.
fn holds(folder: &std::path::Path, name: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        path.file_name().is_some_and(|found| found == name)
            || (path.is_dir() && !path.is_symlink() && holds(&path, name))
    })
}
