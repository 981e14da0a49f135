//! A file that can't be handed over beside one that can: the other leaves, and scripts are told of both.

use std::path::Path;
use std::time::Duration;

use crate::twin::{ENTERPRISE, Practice, Said, Twin};

/// Sends files to the practice enterprise.
fn send(twin: &Twin, practice: &Practice, more: &[&str], files: &[&Path]) -> Said {
    let mut arguments = vec!["send", "--enterprise", ENTERPRISE, "--token-stdin"];
    arguments.extend(more);
    arguments
        .extend(files.iter().map(|file| file.to_str().expect("these journeys name their files in UTF-8")));
    twin.run_with_input(&arguments, practice.token())
}

/// A file that was cut off while it was copied.
fn cut_off(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("cut-off.json");
    std::fs::write(&file, r#"{"server_id":"5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518","host_name":"ghe-lab.exam"#)
        .expect("a file is written");
    file
}

#[tokio::test]
async fn beside_a_single_hand_over_the_refused_file_is_in_the_document() {
    let practice = Practice::serve(Duration::from_millis(200));
    let twin = Twin::new();
    twin.add(&practice);
    let uploads_before = practice.uploads().await.len();
    let folder = tempfile::tempdir().unwrap();
    let broken = cut_off(folder.path());
    let sample = practice.sample("sample-sealed.json");

    let would = send(&twin, &practice, &["--dry-run"], &[&broken, &sample]);
    let sent = send(&twin, &practice, &[], &[&broken, &sample]);
    assert_eq!(practice.uploads().await.len(), uploads_before + 1, "the sound file left, once");
    for said in [&would, &sent] {
        assert_eq!(said.code, Some(3), "a file does not hold: {said:?}");
        assert_eq!(said.document["schema"], "seatbridge.handover/1", "one hand-over is one document");
        let refused = said.document["refused"].as_array().expect("what was left out is listed");
        assert_eq!(refused.len(), 1, "the file that was cut off");
        assert_eq!(refused[0]["path"], broken.to_str().unwrap(), "as it was given");
        assert_eq!(refused[0]["name"], "cut-off.json", "its base name");
        assert_eq!(refused[0]["code"], "truncated", "what keeps it here");
        assert_eq!(refused[0]["params"]["inside"], "string", "with the values of that finding");
        assert_eq!(refused[0]["why"], "unusable", "in a word");
        assert!(said.words.contains("cut-off.json"), "and in words: {}", said.words);
    }

    let confirmed = twin.confirm(&practice, 20);
    assert_eq!(confirmed.document["state"], "counted", "the sound one is counted: {confirmed:?}");
    assert_eq!(
        confirmed.document["refused"],
        serde_json::json!([]),
        "nothing was left out of what was asked"
    );
}

#[tokio::test]
async fn beside_several_hand_overs_the_refused_files_stand_in_the_list() {
    let practice = Practice::serve(Duration::from_millis(200));
    let twin = Twin::new();
    twin.add(&practice);
    let folder = tempfile::tempdir().unwrap();
    let broken = cut_off(folder.path());
    let (sealed, open) = (practice.sample("sample-sealed.json"), practice.sample("sample-open.json"));

    let sent = send(&twin, &practice, &[], &[&sealed, &broken, &open]);
    assert_eq!(sent.code, Some(3), "a file does not hold: {sent:?}");
    assert_eq!(sent.document["schema"], "seatbridge.handovers/1", "a list has its own schema");
    let hand_overs = sent.document["handovers"].as_array().expect("a list");
    assert_eq!(hand_overs.len(), 2, "the sound files left");
    assert!(hand_overs.iter().all(|one| one.get("refused").is_none()), "none of them left anything out");
    assert_eq!(sent.document["refused"][0]["code"], "truncated", "the other is in the list");
    assert_eq!(sent.document["refused"].as_array().map(Vec::len), Some(1), "and alone");
}

#[tokio::test]
async fn the_same_bytes_given_twice_leave_once_and_that_needs_nobody() {
    let practice = Practice::serve(Duration::from_millis(200));
    let twin = Twin::new();
    twin.add(&practice);
    let uploads_before = practice.uploads().await.len();
    let folder = tempfile::tempdir().unwrap();
    let sample = practice.sample("sample-sealed.json");
    let copy = folder.path().join("copy.json");
    std::fs::copy(&sample, &copy).unwrap();

    let would = send(&twin, &practice, &["--dry-run"], &[&sample, &copy]);
    let sent = send(&twin, &practice, &[], &[&sample, &copy]);
    assert_eq!(practice.uploads().await.len(), uploads_before + 1, "they left once");
    for said in [&would, &sent] {
        assert_eq!(said.code, Some(0), "nothing needs doing: {said:?}");
        assert_eq!(said.document["schema"], "seatbridge.handover/1", "one hand-over");
        let refused = &said.document["refused"][0];
        assert_eq!(refused["name"], "copy.json", "the second one");
        assert_eq!(refused["code"], "same_bytes_twice", "why");
        assert_eq!(refused["params"]["other"], "sample-sealed.json", "and which one left");
    }
}
