//! A file's way through the window that is shipped.

mod bad_input;
mod drag_out;
mod enterprises;
mod forgetting;
mod hand_off;
mod isolated_side;
mod killed;
mod page_route;
mod server_faults;
mod steps;

use steps::hand_over_what_is_reviewed;

use crate::browser::Window;
use crate::headless::hex_digest;
use crate::mouse::drop_on_the_window;

#[tokio::test]
async fn a_newcomer_takes_the_sample_to_its_receipt() {
    let bytes = sample_bytes("sample-sealed.json");
    let digest = hex_digest(&bytes);
    let window = Window::open().await;

    window.click("Review the sample export").await;
    hand_over_what_is_reviewed(&window).await;
    let original = window.data().join("practice/originals").join(&digest[..2]).join(&digest);
    assert_eq!(std::fs::read(original).unwrap(), bytes, "what was reviewed is kept, byte for byte");

    window.click("Open receipt").await;
    window.wait_for("//h1[starts-with(normalize-space(.), 'Receipt ')]").await;
    let receipt = window.text().await;
    assert!(receipt.contains("Counted"), "the receipt says what became of it:\n{receipt}");
    let closed_up: String = receipt.split_whitespace().collect();
    assert!(closed_up.contains(&digest), "the receipt is of these very bytes, {digest}:\n{receipt}");
    window.close().await;
}

#[tokio::test]
async fn a_file_with_a_japanese_name_is_dropped_and_reviewed() {
    let name = "本社 利用状況.json";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, sample_bytes("sample-open.json")).unwrap();
    let window = Window::open().await;
    window.wait_for("//button[normalize-space(.)='Review the sample export']").await;

    drop_on_the_window(&window, &[&file]).await;

    window.wait_for("//h1[normalize-space(.)='Review before anything leaves']").await;
    window.wait_for(&format!("//*[text()='{name}']")).await;
    window.wait_for("//button[starts-with(normalize-space(.), 'Hand over 1 export')]").await;
    window.close().await;
}

/// The bytes of a sample.
fn sample_bytes(name: &str) -> Vec<u8> {
    let sample = practice::samples().into_iter().find(|sample| sample.name == name);
    sample.expect("there is such a sample").bytes
}
