//! Lets Tauri read the configuration of the empty window.
#[expect(
    clippy::expect_used,
    reason = "a build that cannot read its configuration has nothing to go on with"
)]
fn main() {
    tauri_build::try_build(tauri_build::Attributes::new()).expect("tauri-build reads tauri.conf.json");
}
