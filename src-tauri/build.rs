//! Lets Tauri read its configuration at the root and the capabilities beside the shell.
#[expect(
    clippy::expect_used,
    reason = "a build that cannot read its configuration has nothing to go on with"
)]
fn main() {
    println!("cargo:rerun-if-changed=ui/dist");
    tauri_build::try_build(
        tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/capabilities/**/*"),
    )
    .expect("tauri-build reads tauri.conf.json and src-tauri/capabilities");
}
