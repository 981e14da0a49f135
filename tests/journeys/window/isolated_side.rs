//! The isolated side: nothing goes over the network until the person is back on the other one.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use practice::{Affects, Scenario};

use super::steps::{called, check_until, give_token, switch_to};
use crate::browser::Window;
use crate::exports::{open_export, sealed_export};
use crate::house::House;
use crate::mouse::drop_on_the_window;
use crate::rehearsal::Rehearsal;

#[tokio::test]
async fn on_the_isolated_side_no_enterprise_is_asked_though_one_is_watched() {
    let mut enterprise = Rehearsal::serve(Scenario::Normal, Affects::Everything, Duration::ZERO);
    let house = Arc::new(House::new());
    house.add_real("Onagawa Group", &enterprise.base_url());
    let browser = house.stand_in_for("xdg-open");
    let bytes = open_export("ghe.onagawa.example", "b2a1c7de-0d7b-4a6c-8a0a-7b1f4b7f2c11");
    let handed = house.folder().join("handed.json");
    std::fs::write(&handed, &bytes).unwrap();
    let other = house.folder().join("other.json");
    std::fs::write(&other, sealed_export("ghe2.onagawa.example", "c3b2d8ef-1e8c-4b7d-9b1b-8c2a5c8a3d22"))
        .unwrap();

    let window = Window::open_in(&house).await;
    switch_to(&window, "Onagawa Group").await;
    give_token(&window, "Onagawa Group").await;
    window.go_to("Overview").await;
    drop_on_the_window(&window, &[&handed]).await;
    window.click("Hand over 1 export…").await;
    window.click("Open GitHub's page").await;
    called(&browser, 1).await;
    window.wait_for("//button[normalize-space(.)='Open the page again']").await;
    window.click("I have dropped it").await;
    window.wait_for("//button[normalize-space(.)='Check now']").await;

    change_side(&window, "Put this computer on the isolated side?", "Put on the isolated side").await;
    window.reads("Isolated side, no network").await;
    enterprise.end();
    let port = TcpListener::bind(("127.0.0.1", enterprise.port())).expect("its port is free");
    window.go_to("Overview").await;
    drop_on_the_window(&window, &[&other]).await;
    window.wait_for("//h1[normalize-space(.)='Review before anything leaves']").await;
    window.reads("This computer is on the isolated side.").await;
    // Of this review one file is on its way already, and that can be followed; nothing else is offered.
    window.wait_for("//main//button[@data-primary-action and normalize-space(.)='Show the hand-over']").await;
    let source = window.page.source().await.unwrap();
    assert!(!source.contains("Hand over 1 export"), "nothing leaves from here");
    window.go_to("History").await;
    window.press("//main//button[normalize-space(.)='Hand-over']").await;
    window.click("Check now").await;
    window.reads("so nothing goes over the network").await;
    port.set_nonblocking(true).unwrap();
    let asked = port.accept().expect_err("nobody asks");
    assert_eq!(asked.kind(), std::io::ErrorKind::WouldBlock, "nobody asked");
    drop(port);

    enterprise.change(Scenario::Normal, Affects::Everything, Duration::ZERO);
    enterprise.take_from_a_person(&house.real_hand_overs()[0].handed_name, bytes);
    change_side(&window, "Put this computer on the connected side?", "Put on the connected side").await;
    window.reads("Connected side").await;
    window.go_to("History").await;
    window.press("//main//button[normalize-space(.)='Hand-over']").await;
    check_until(&window, "Counted").await;
    window.close().await;
}

/// Switches in Settings, and confirms it.
async fn change_side(window: &Window, question: &str, answer: &str) {
    window.go_to("Settings").await;
    window.press("//button[@aria-labelledby=//*[normalize-space(.)='Isolated side']/@id]").await;
    window.reads(question).await;
    window.click(answer).await;
    window.wait_until_gone("//*[@role='alertdialog']").await;
}
