//! Files that cannot be used come in one drop with one that can.

use std::os::unix::net::UnixListener;
use std::sync::Arc;

use super::sample_bytes;
use super::steps::hand_over_what_is_reviewed;
use crate::browser::{Window, literal};
use crate::exports::open_export;
use crate::house::House;
use crate::mouse::drop_on_the_window;

#[tokio::test]
async fn each_bad_file_of_a_drop_has_its_own_finding_and_the_good_one_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let export =
        String::from_utf8(open_export("ghe.sakurai.example", "7d4cb6f1-58a5-4d36-9a53-0c2b6d1f5e90"))
            .unwrap();
    std::fs::write(at("empty.json"), "").unwrap();
    std::fs::write(at("cut off.json"), &export[..export.len() / 2]).unwrap();
    std::fs::write(at("letter.json"), "Dear colleague, here is the file.").unwrap();
    std::fs::write(at("two\nlines.json"), utf16(&export)).unwrap();
    std::os::unix::fs::symlink(at("circle.json"), at("circle.json")).unwrap();
    let _socket = UnixListener::bind(at("socket.json")).unwrap();
    std::fs::write(at("good.json"), sample_bytes("sample-open.json")).unwrap();

    let house = Arc::new(House::new());
    let window = Window::open_in(&house).await;
    window.wait_for("//button[normalize-space(.)='Review the sample export']").await;
    drop_on_the_window(&window, &[folder.path()]).await;
    for (name, title) in [
        ("empty.json", "The file is empty."),
        ("cut off.json", "The file ends in the middle."),
        ("letter.json", "This is not JSON."),
        ("two\\u{a}lines.json", "The text is not UTF-8."),
        ("circle.json", "The file could not be opened."),
        ("socket.json", "This is a socket, not a file."),
    ] {
        let (name, title) = (literal(name), literal(title));
        let itself = format!("normalize-space(.)={name} or .//*[normalize-space(.)={name} or @title={name}]");
        window.wait_for(&format!("//main//section[.//h2[{itself}] and contains(., {title})]")).await;
    }
    window.reads("6 files can't be used").await;
    hand_over_what_is_reviewed(&window).await;
    window.click("Open receipt").await;
    window.wait_for("//h1[starts-with(normalize-space(.), 'Receipt ')]").await;
    window.close().await;
}

/// A text as some editors save it.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
