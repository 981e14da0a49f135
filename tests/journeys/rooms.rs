//! Which rooms may know the window's toolkit: the shell alone.

use std::process::Command;

/// The rooms below the shell, by package.
const BELOW_THE_SHELL: [&str; 7] = ["usage", "people", "ledger", "cloud", "practice", "desk", "cli"];

#[test]
fn rooms_below_the_shell_do_not_know_tauri() {
    for room in BELOW_THE_SHELL {
        let known = packages_of(room);
        let toolkit: Vec<_> = known.iter().filter(|package| belongs_to_the_window(package)).collect();
        assert!(toolkit.is_empty(), "{room} is to be built without a webview, and it brings {toolkit:?}");
    }
}

#[test]
fn the_shell_itself_does_know_tauri() {
    // Else the test above would be blind: it looks for names, and finds none when they are written otherwise.
    let known = packages_of("seatbridge-desktop");
    for package in ["tauri", "wry", "tao"] {
        assert!(known.iter().any(|name| name == package), "{package} carries the window, and is not found");
    }
}

/// Whether a package is the window's toolkit, or a part of it.
fn belongs_to_the_window(package: &str) -> bool {
    package.starts_with("tauri")
        || package.starts_with("webkit2gtk")
        || ["wry", "tao", "gtk"].contains(&package)
}

/// The packages that a room is built from, itself included: normal dependencies only, by name.
fn packages_of(room: &str) -> Vec<String> {
    let listed = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--package", room])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be started");
    let said = String::from_utf8_lossy(&listed.stderr);
    assert!(listed.status.success(), "cargo lists what {room} is built from; it said: {said}");
    let packages: Vec<_> = String::from_utf8_lossy(&listed.stdout)
        .lines()
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    assert_eq!(packages.first().map(String::as_str), Some(room), "the list begins with the room itself");
    packages
}
