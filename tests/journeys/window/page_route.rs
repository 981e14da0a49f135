//! A real enterprise: its files go by its own page, in the person's browser. A server on loopback plays it.

use std::path::PathBuf;
use std::sync::Arc;

use practice::{Affects, Scenario};

use super::steps::{called, check_until, give_token, switch_to};
use crate::browser::Window;
use crate::exports::open_export;
use crate::headless::hex_digest;
use crate::house::House;
use crate::mouse::{Point, Program, drag, drop_on_the_window, middle_of, on_the_window};
use crate::rehearsal::Rehearsal;

#[tokio::test]
async fn a_real_export_is_dropped_on_its_page_by_the_person_and_followed_to_its_receipt() {
    let enterprise = Rehearsal::serve(Scenario::Normal, Affects::Everything, Rehearsal::LONG);
    let house = Arc::new(House::new());
    house.add_real("Sakurai Works", &enterprise.base_url());
    let browser = house.stand_in_for("xdg-open");
    let bytes = open_export("ghe.sakurai.example", "7d4cb6f1-58a5-4d36-9a53-0c2b6d1f5e90");
    let export = house.folder().join("利用状況.json");
    std::fs::write(&export, &bytes).unwrap();

    let window = Window::open_in(&house).await;
    switch_to(&window, "Sakurai Works").await;
    give_token(&window, "Sakurai Works").await;
    window.go_to("Overview").await;
    drop_on_the_window(&window, &[&export]).await;
    window.click("Hand over 1 export…").await;
    window.wait_for("//h1[normalize-space(.)='Hand over 1 export to Sakurai Works']").await;

    let name = handed_name("ghe.sakurai.example", &bytes);
    window.reads("same bytes as reviewed").await;
    window.click_icon("Copy path").await;
    window.reads(&format!("The path of {name} was copied")).await;
    let copied = PathBuf::from(Program::open("clipboard.py", Point { x: 0, y: 0 }, &[]).next_line());
    assert_eq!(
        copied.file_name().unwrap().to_str(),
        Some(&*name),
        "its name bears the host, the day, the digest"
    );
    assert_eq!(std::fs::read(&copied).unwrap(), bytes, "the very bytes stand there");

    window.click("Open GitHub's page").await;
    window.click("Open the page again").await;
    let page = format!("{}/enterprises/practice", enterprise.base_url());
    assert_eq!(
        called(&browser, 2).await,
        [&*page, &*page],
        "the system's browser is told the licensing page"
    );

    let (dropped_name, dropped) = drag_the_tile_onto_a_page(&window).await;
    assert_eq!(dropped_name, name, "under the name that bears the digest");
    assert_eq!(dropped, bytes, "byte for byte");
    assert!(enterprise.uploads_of(&bytes).is_empty(), "Seatbridge itself sent nothing");
    enterprise.take_from_a_person(&dropped_name, dropped);
    window.click("I have dropped it").await;

    check_until(&window, "Received").await;
    enterprise.settle();
    check_until(&window, "Counted").await;
    window.click("Open receipt").await;
    window.wait_for("//h1[starts-with(normalize-space(.), 'Receipt ')]").await;
    window.reads("in the system browser").await;
    window.reads("3 of 3 as reviewed").await;
    window.close().await;
    assert_eq!(enterprise.uploads_of(&bytes), [name], "taken once");
}

/// The name that an export is handed over under today.
fn handed_name(host: &str, bytes: &[u8]) -> String {
    let today = jiff::Timestamp::now().strftime("%Y%m%d");
    format!("{host}-{today}-{}.json", &hex_digest(bytes)[..8])
}

/// Drags the file that stands ready out of the window onto another program's, as onto the page in a browser.
async fn drag_the_tile_onto_a_page(window: &Window) -> (String, Vec<u8>) {
    let tile =
        middle_of(&window.wait_for("//main//li[.//button[normalize-space(.)='Show in folder']]").await).await;
    let mut page = Program::open("drop_target.py", on_the_window(20, 20), &[]);
    let target = page.ready_at();
    drag(tile, target, async || page.has_said("over")).await;
    let file = page.dropped();
    let name = file.file_name().unwrap().to_str().unwrap().to_owned();
    (name, std::fs::read(file).unwrap())
}
