//! The disk takes no more, at any moment of a hand-over: it is told, nothing is lost, and the other files are unharmed.
//!
//! A limit on the size of files stands for the full disk: it can be set everywhere and by everybody, and a write that reaches it
//! fails as a write to a full disk does.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::twin::{ENTERPRISE, Practice, Said, Twin};

/// Runs the headless twin where no file can be larger than so many KiB.
fn limited(twin: &Twin, kib: u64, arguments: &[&str], input: &str) -> Said {
    let whole = twin.command(arguments);
    let mut command = Command::new("sh");
    // POSIX counts in blocks of 512 bytes. The signal is ignored, so that the limit is an error and not the end.
    command
        .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &(kib * 2).to_string()])
        .arg(whole.get_program())
        .args(whole.get_args())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Said::by(command, input)
}

/// A sample with so many bytes of white space after it.
fn padded(practice: &Practice, folder: &Path, name: &str, padding: usize) -> PathBuf {
    let mut content = std::fs::read(practice.sample("sample-open.json")).unwrap();
    content.resize(content.len() + padding, b'\n');
    let file = folder.join(name);
    std::fs::write(&file, content).unwrap();
    file
}

/// The parts of originals that are still being written.
fn parts(twin: &Twin) -> usize {
    std::fs::read_dir(twin.folder().join("practice/originals/incoming")).unwrap().count()
}

#[tokio::test]
async fn an_original_that_does_not_fit_is_told_and_the_file_beside_it_is_handed_over() {
    let practice = Practice::serve(Duration::from_millis(100));
    let twin = Twin::new();
    twin.add(&practice);
    let uploads_before = practice.uploads().await.len();
    let folder = tempfile::tempdir().unwrap();
    let large = padded(&practice, folder.path(), "large.json", 8 * 1024 * 1024);
    let small = practice.sample("sample-sealed.json");
    let files = [large.to_str().unwrap(), small.to_str().unwrap()];
    let arguments = ["send", files[0], files[1], "--enterprise", ENTERPRISE, "--token-stdin"];

    let sent = limited(&twin, 4096, &arguments, practice.token());
    assert_eq!(sent.code, Some(3), "one could not be kept: {sent:?}");
    assert_eq!(sent.document["refused"][0]["name"], "large.json", "that one");
    assert_eq!(sent.document["refused"][0]["code"], "not_kept", "and so it did not leave");
    assert_eq!(sent.document["refused"][0]["params"]["reason"], "disk_full", "why");
    assert!(sent.words.contains("the disk is full"), "in words: {}", sent.words);
    assert_eq!(sent.document["schema"], "seatbridge.handover/1", "the other one left");
    assert_eq!(practice.uploads().await.len(), uploads_before + 1, "and arrived");
    assert_eq!(parts(&twin), 0, "no part of the large one is left");

    let confirmed = twin.confirm(&practice, 20);
    assert_eq!(confirmed.document["state"], "counted", "the small one is counted: {confirmed:?}");
    let sent = twin.send(&practice, &large);
    assert_eq!(sent.code, Some(0), "with room the large one leaves too: {sent:?}");
    let confirmed = twin.confirm(&practice, 20);
    assert_eq!(confirmed.document["state"], "counted", "and is counted: {confirmed:?}");
    assert_eq!(practice.uploads().await.len(), uploads_before + 2, "each of them once");
}

#[tokio::test]
async fn a_ledger_that_cannot_be_written_is_told_at_every_moment_and_nothing_is_lost_or_sent_twice() {
    let practice = Practice::serve(Duration::from_millis(100));
    let twin = Twin::new();
    twin.add(&practice);
    let sealed = practice.sample("sample-sealed.json");
    assert_eq!(twin.send(&practice, &sealed).code, Some(0), "with room it leaves");
    assert_eq!(twin.confirm(&practice, 20).document["state"], "counted", "and is counted");
    let uploads_before = practice.uploads().await.len();

    let open = practice.sample("sample-open.json");
    let open = open.to_str().unwrap();
    let (mut refused, mut kib) = (0, 0);
    // From no room at all to more than enough, so that each of the writes is at some time the first that fails.
    while kib < 8192 {
        kib = (kib * 9 / 8).max(kib + 4);
        let arguments = ["send", open, "--enterprise", ENTERPRISE, "--token-stdin"];
        let said = limited(&twin, kib, &arguments, practice.token());
        match said.code {
            Some(0) => {}
            Some(3) => {
                refused += 1;
                let told = ["disk", "not be kept"].iter().any(|word| said.words.contains(word));
                assert!(told, "with {kib} KiB it says what happened: {said:?}");
            }
            _ => panic!("with {kib} KiB it ends with an answer: {said:?}"),
        }
        let receipts = twin.run(&["receipts"]);
        let numbers = receipts.document["receipts"].as_array().map_or(0, Vec::len);
        assert_eq!(numbers, 1, "with {kib} KiB the receipt that was there stays, alone: {receipts:?}");
    }
    assert!(refused >= 10, "the disk was full at many moments, else nothing was tried: {refused}");

    let sent =
        twin.run_with_input(&["send", open, "--enterprise", ENTERPRISE, "--token-stdin"], practice.token());
    assert_eq!(sent.code, Some(0), "with room the file leaves, or is on its way: {sent:?}");
    let confirmed = twin.confirm(&practice, 30);
    assert_eq!(confirmed.code, Some(0), "everything comes to its end: {confirmed:?}");
    let receipts = twin.run(&["receipts"]).document;
    let counted = receipts["receipts"].as_array().expect("a list");
    assert_eq!(counted.len(), 2, "one receipt a file");
    assert!(counted.iter().all(|receipt| receipt["state"] == "counted"), "both counted: {receipts}");
    assert_eq!(practice.uploads().await.len(), uploads_before + 1, "and the file arrived once");
    assert_eq!(parts(&twin), 0, "no part of an original is left");
}
