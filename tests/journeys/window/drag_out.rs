//! A sample is dragged out of the window by its chip, onto another program and onto the window itself.

use super::sample_bytes;
use crate::browser::Window;
use crate::mouse::{Point, Program, drag, middle_of, middle_of_the_window, on_the_window};

#[tokio::test]
async fn a_sample_that_is_dragged_out_arrives_as_a_file() {
    let window = Window::open().await;
    let chip = chip(&window).await;
    let mut other = Program::open("drop_target.py", on_the_window(20, 20), &[]);
    let target = other.ready_at();
    drag(chip, target, async || other.has_said("over")).await;
    let file = other.dropped();
    assert_eq!(file.file_name().unwrap(), "sample-open.json", "under its name");
    assert_eq!(std::fs::read(file).unwrap(), sample_bytes("sample-open.json"), "byte for byte");
    window.close().await;
}

#[tokio::test]
async fn a_sample_that_is_dragged_onto_the_window_is_reviewed() {
    let window = Window::open().await;
    let chip = chip(&window).await;
    drag(chip, middle_of_the_window(), async || window.shows_what_hangs_over_it().await).await;
    window.wait_for("//h1[normalize-space(.)='Review before anything leaves']").await;
    window.reads("Hand over 1 export…").await;
    window.reads("sample-open.json").await;
    window.close().await;
}

#[tokio::test]
async fn a_second_drag_out_of_the_window_begins_as_the_first_did() {
    let window = Window::open().await;
    let chip = chip(&window).await;
    for _ in 0..2 {
        let mut other = Program::open("drop_target.py", on_the_window(20, 20), &[]);
        let target = other.ready_at();
        drag(chip, target, async || other.has_said("over")).await;
        assert_eq!(other.dropped().file_name().unwrap(), "sample-open.json");
    }
    window.close().await;
}

/// Where the chip of the open sample is.
async fn chip(window: &Window) -> Point {
    middle_of(&window.wait_for("//main//button[contains(@aria-label, 'open.json')]").await).await
}
